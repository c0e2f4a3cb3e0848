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

from storage.tables.common import Whole, metadata

_WAITING = text("body IS NOT NULL")

cursors = Table(
    "cursors",
    metadata,
    Column("source", Text, primary_key=True),
    Column("position", Text, nullable=False),
    Column("moved_at", Whole, nullable=False),
    # All that the messenger dated before this moment was read from here, but for interruptions;
    # NULL: that is not known yet.
    Column("read_through", Whole, nullable=True),
    # When what a source without positions refused will have come again; NULL: nothing is awaited.
    Column("settles_at", Whole, nullable=True),
)

# ``body`` NULL: handled. The key stays a day so that a repeated update is answered once.
# ``folds`` and ``gist`` tell what of a backlog need not be answered (storage/asked/folding.py).
inbox = Table(
    "inbox",
    metadata,
    Column("id", Whole, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("conversation", Whole, nullable=False),
    Column("received_at", Whole, nullable=False),
    Column("attempts", Whole, nullable=False),
    Column("claimed_until", Whole, nullable=True),
    Column("body", LargeBinary, nullable=True),
    Column("account", Whole, nullable=True),  # who asks; NULL: whoever the private dialog is with
    Column("folds", Whole, nullable=False, server_default="0"),
    Column("gist", Whole, nullable=True),
    Column("retry_at", Whole, nullable=True),  # the whole conversation rests until then
    Index("ix_inbox_waiting", "conversation", sqlite_where=_WAITING, postgresql_where=_WAITING),
)

# Answers that could not be told yet, wholly composed: what they answer has been done. Emptied when
# told; ``body`` NULL: it is too late for it, only that it is late is still to be said.
answers = Table(
    "answers",
    metadata,
    Column("id", Whole, primary_key=True),
    Column("about", Text, nullable=False, unique=True),
    Column("conversation", Whole, nullable=False, index=True),
    Column("made_at", Whole, nullable=False),
    Column("attempts", Whole, nullable=False),
    Column("retry_at", Whole, nullable=True),
    Column("claimed_until", Whole, nullable=True),
    Column("body", LargeBinary, nullable=True),
)

# How much of what was written to the bot was not answered by itself, a row a day (UTC).
turned_away = Table(
    "turned_away",
    metadata,
    Column("day", Date, primary_key=True),
    Column("folded", Whole, nullable=False),  # answered together with a later one
    Column("dropped", Whole, nullable=False),  # not answered: a flood
)

# Updates that could not be recorded: why, their shape without any words of people, and where they
# stood (source, position, index, type).
quarantine = Table(
    "quarantine",
    metadata,
    Column("id", Whole, primary_key=True),
    Column("received_at", Whole, nullable=False),
    Column("reason", Text, nullable=False),
    Column("shape", Text, nullable=False),
    Column("place", Text, nullable=False, server_default=""),
)

notices = Table(
    "notices",
    metadata,
    Column("id", Whole, primary_key=True),
    Column("unit", Text, ForeignKey("units.id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("period", Text, nullable=False),
    Column("recipient", Whole, nullable=False),
    Column("facts", Text, nullable=False),
    Column("due_at", Whole, nullable=False),
    Column("expires_at", Whole, nullable=True),
    Column("state", Text, nullable=False),
    Column("attempts", Whole, nullable=False),
    Column("retry_at", Whole, nullable=True),
    Column("claimed_until", Whole, nullable=True),
    Column("random_id", Whole, nullable=True),  # set when a send begins; a repeat carries it again
    Column("begun_at", Whole, nullable=True),  # when that send first began
    Column("settled_at", Whole, nullable=True),
    Column("error", Text, nullable=False),
    UniqueConstraint("unit", "kind", "period", "recipient"),
    Index("ix_notices_state_due", "state", "due_at"),
    Index("ix_notices_random_id", "random_id"),
)

job_runs = Table(
    "job_runs",
    metadata,
    Column("job", Text, nullable=False),
    Column("unit", Text, ForeignKey("units.id"), nullable=False),
    Column("moment", Whole, nullable=False),
    Column("state", Text, nullable=False),  # started | done | skipped
    Column("finished_at", Whole, nullable=True),
    PrimaryKeyConstraint("job", "unit", "moment"),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Whole, primary_key=True),
    Column("at", Whole, nullable=False),
    Column("actor", Whole, nullable=True),  # NULL: the program or its operator
    Column("unit", Text, nullable=True),
    Column("action", Text, nullable=False),
    Column("details", Text, nullable=False),  # JSON
    Index("ix_audit_unit_at", "unit", "at"),
)

# What the program says of itself to its operator: a name, a value, since when.
conditions = Table(
    "conditions",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
    Column("since", Whole, nullable=False),
)

# Keys of the program's own: of one-time codes, as they are kept.
secrets = Table(
    "secrets",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", LargeBinary, nullable=False),
)

# What was last applied of a config and stands in no other table: a fingerprint of orders and times.
applied_config = Table(
    "applied_config",
    metadata,
    Column("id", Whole, primary_key=True),
    Column("fingerprint", Text, nullable=False),
    Column("applied_at", Whole, nullable=False),
)

# One counter: grows whenever chats, bindings, offices or units change, so that a process knows
# when its picture of them is old.
directory = Table(
    "directory",
    metadata,
    Column("id", Whole, primary_key=True),
    Column("version", Whole, nullable=False),
)
