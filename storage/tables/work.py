"""What the program has to do and has done: streams, inbox, notices, jobs, journal."""

from sqlalchemy import (
    Column,
    Date,
    ForeignKey,
    Index,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from storage.tables.columns import End, Form, held, naming, plain
from storage.tables.common import Whole, metadata

_WAITING = text("body IS NOT NULL")

cursors = Table(
    "cursors",
    metadata,
    plain("source", Text, primary_key=True),
    plain("position", Text, nullable=False),
    plain("moved_at", Whole, nullable=False),
    # All that the messenger dated before this moment was read from here, but for interruptions;
    # NULL: that is not known yet.
    plain("read_through", Whole, nullable=True),
    # When what a source without positions refused will have come again; NULL: nothing is awaited.
    plain("settles_at", Whole, nullable=True),
)

# ``body`` NULL: handled. The key stays a day so that a repeated update is answered once.
# ``folds`` and ``gist`` tell what of a backlog need not be answered (storage/asked/folding.py).
inbox = Table(
    "inbox",
    metadata,
    plain("id", Whole, primary_key=True),
    Column(
        "key",
        Text,
        nullable=False,
        unique=True,
        info=naming("goes, or is renamed, with the conversation beside it"),
    ),
    Column(
        "conversation",
        Whole,
        nullable=False,
        info=held(
            "inbox",
            End.ROW,
            Form.MINUS,
            why="what is not answered yet stays until it is, under another name",
        ),
    ),
    plain("received_at", Whole, nullable=False),
    plain("attempts", Whole, nullable=False),
    plain("claimed_until", Whole, nullable=True),
    Column(
        "body",
        LargeBinary,
        nullable=True,
        info=naming("what somebody wrote to the bot: emptied when it is answered"),
    ),
    Column(
        "account",
        Whole,
        nullable=True,
        info=held(
            "inbox",
            End.NULL,
            why="who asks, until he is answered: what one asks must not hold up the others",
        ),
    ),  # who asks; NULL: whoever the private dialog is with
    plain("folds", Whole, nullable=False, server_default="0"),
    Column(
        "gist",
        Whole,
        nullable=True,
        info=naming("a hash of what somebody wrote, to know it again; emptied with it"),
    ),
    plain("retry_at", Whole, nullable=True),  # the whole conversation rests until then
    plain("claimed_by", Whole, nullable=True),  # storage/db/owners.py
    # On a server as well, as its migration says: to say it here imports 2 MB of its dialect.
    Index("ix_inbox_waiting", "conversation", sqlite_where=_WAITING),
)

# Answers that could not be told yet, wholly composed: what they answer has been done. Emptied when
# told; ``body`` NULL: it is too late for it, only that it is late is still to be said.
answers = Table(
    "answers",
    metadata,
    plain("id", Whole, primary_key=True),
    plain("about", Text, nullable=False, unique=True),
    Column(
        "conversation", Whole, nullable=False, index=True, info=held("answer", End.ROW, Form.MINUS)
    ),
    plain("made_at", Whole, nullable=False),
    plain("attempts", Whole, nullable=False),
    plain("retry_at", Whole, nullable=True),
    plain("claimed_until", Whole, nullable=True),
    Column(
        "body",
        LargeBinary,
        nullable=True,
        info=naming("what somebody was to be told: 50 minutes at most"),
    ),
    plain("claimed_by", Whole, nullable=True),  # storage/db/owners.py
)

# How much of what was written to the bot was not answered by itself, a row a day (UTC).
turned_away = Table(
    "turned_away",
    metadata,
    plain("day", Date, primary_key=True),
    plain("folded", Whole, nullable=False),  # answered together with a later one
    plain("dropped", Whole, nullable=False),  # not answered: a flood
)

# Updates that could not be recorded: why, their shape without any words of people, and where they
# stood (source, position, index, type).
quarantine = Table(
    "quarantine",
    metadata,
    plain("id", Whole, primary_key=True),
    plain("received_at", Whole, nullable=False),
    plain("reason", Text, nullable=False),
    plain("shape", Text, nullable=False),
    plain("place", Text, nullable=False, server_default=""),
)

notices = Table(
    "notices",
    metadata,
    plain("id", Whole, primary_key=True),
    plain("unit", Text, ForeignKey("units.id"), nullable=False),
    plain("kind", Text, nullable=False),
    Column("period", Text, nullable=False, info=held("letter", End.ROW, Form.MARK)),
    Column("recipient", Whole, nullable=False, info=held("notice", End.ROW)),
    Column(
        "facts",
        Text,
        nullable=False,
        info=naming("what people were told of a week: 6 weeks; words of people go when delivered"),
    ),
    plain("due_at", Whole, nullable=False),
    plain("expires_at", Whole, nullable=True),
    plain("state", Text, nullable=False),
    plain("attempts", Whole, nullable=False),
    plain("retry_at", Whole, nullable=True),
    plain("claimed_until", Whole, nullable=True),
    plain("random_id", Whole, nullable=True),  # set when a send begins; a repeat carries it again
    plain("begun_at", Whole, nullable=True),  # when that send first began
    plain("settled_at", Whole, nullable=True),
    plain("error", Text, nullable=False),
    plain("claimed_by", Whole, nullable=True),  # storage/db/owners.py
    UniqueConstraint("unit", "kind", "period", "recipient"),
    Index("ix_notices_state_due", "state", "due_at"),
    Index("ix_notices_random_id", "random_id"),
)

job_runs = Table(
    "job_runs",
    metadata,
    plain("job", Text, nullable=False),
    plain("unit", Text, ForeignKey("units.id"), nullable=False),
    plain("moment", Whole, nullable=False),
    plain("state", Text, nullable=False),  # started | done | skipped
    plain("finished_at", Whole, nullable=True),
    PrimaryKeyConstraint("job", "unit", "moment"),
)

audit = Table(
    "audit",
    metadata,
    plain("id", Whole, primary_key=True),
    plain("at", Whole, nullable=False),
    Column(
        "actor", Whole, nullable=True, info=held("journal", End.MARK)
    ),  # NULL: the program or its operator
    plain("unit", Text, nullable=True),
    plain("action", Text, nullable=False),
    Column(
        "details", Text, nullable=False, info=held("journal_about", End.MARK, Form.JSON)
    ),  # JSON
    Index("ix_audit_unit_at", "unit", "at"),
)

# What the program says of itself to its operator: a name, a value, since when.
conditions = Table(
    "conditions",
    metadata,
    plain("name", Text, primary_key=True),
    plain("value", Text, nullable=False),
    plain("since", Whole, nullable=False),
)

# What runs: a row a process of the service, gone when it ended as it was asked to.
processes = Table(
    "processes",
    metadata,
    plain("name", Text, primary_key=True),  # machine:number
    plain("machine", Text, nullable=False),
    plain("number", Whole, nullable=False),  # the operating system's
    plain("community", Whole, nullable=False),
    plain("version", Text, nullable=False),
    plain("config", Text, nullable=False),  # a fingerprint of what all machines must agree on
    plain("started_at", Whole, nullable=False),
    plain("heard_at", Whole, nullable=False),
    plain("turns", Text, nullable=False),  # JSON: by part, when it last made a turn
    plain("notes", Text, nullable=False),  # JSON: what it notices of itself and its machine
)

# By when (UTC microseconds) the messenger may be asked next, by a token or in a conversation; both
# by a digest that only who has the token can make.
slots = Table(
    "slots",
    metadata,
    plain("name", Text, primary_key=True),
    plain("free_at", Whole, nullable=False),
)

# Copies that were made of this database, by where they lie.
copies = Table(
    "copies",
    metadata,
    plain("place", Text, primary_key=True),
    plain("made_at", Whole, nullable=False),
    plain("size", Whole, nullable=False),  # bytes
)

# Keys of the program's own: of one-time codes, as they are kept.
secrets = Table(
    "secrets",
    metadata,
    plain("name", Text, primary_key=True),
    plain("value", LargeBinary, nullable=False),
)

# What was last applied of a config and stands in no other table: a fingerprint of orders and times.
applied_config = Table(
    "applied_config",
    metadata,
    plain("id", Whole, primary_key=True),
    plain("fingerprint", Text, nullable=False),
    plain("applied_at", Whole, nullable=False),
)

# The texts of orders as they were when they were last right; ``name`` as units name them.
kept_orders = Table(
    "kept_orders",
    metadata,
    plain("name", Text, primary_key=True),
    plain("text", Text, nullable=False),
    plain("read_at", Whole, nullable=False),  # when this text was first read
)

# One counter: grows whenever chats, bindings, offices or units change, so that a process knows
# when its picture of them is old.
directory = Table(
    "directory",
    metadata,
    plain("id", Whole, primary_key=True),
    plain("version", Whole, nullable=False),
)
