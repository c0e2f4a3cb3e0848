"""What was seen in the chats: ledgers, holes, tallies, calls, and when sight was lost."""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    false,
    true,
)

from storage.tables.columns import End, Form, held, naming, plain
from storage.tables.common import Whole, metadata

# Numbers seen in a conversation, as ranges: almost always one row. A conversation is a chat, or
# minus the account for a private dialog.
ledger = Table(
    "ledger",
    metadata,
    Column("conversation", Whole, nullable=False, info=held("ledger", End.ROW, Form.MINUS)),
    plain("first", Whole, nullable=False),
    plain("last", Whole, nullable=False),
    PrimaryKeyConstraint("conversation", "first"),
    sqlite_with_rowid=False,
)

# Numbers missing between the ranges of a chat. ``gone`` NULL: still to be asked for; otherwise
# why the messenger did not return them: deleted | no_access.
holes = Table(
    "holes",
    metadata,
    plain("chat", Whole, nullable=False),
    plain("first", Whole, nullable=False),
    plain("last", Whole, nullable=False),
    plain("noticed_at", Whole, nullable=False),
    plain("gone", Text, nullable=True),
    PrimaryKeyConstraint("chat", "first"),
    sqlite_with_rowid=False,
)

# ``chat`` here, in calls and in foreign_links is the *place* under which a chat is counted: the
# chat itself for its first owner (so nearly always), a number below zero for each later one.
tallies = Table(
    "tallies",
    metadata,
    plain("chat", Whole, nullable=False),
    plain("hour", Whole, nullable=False),
    Column("author", Whole, nullable=False, info=held("tally", End.TOTAL)),
    plain("messages", Whole, nullable=False),
    # By hour first: what arrives together lies together, so a poll touches a few pages.
    PrimaryKeyConstraint("hour", "chat", "author"),
    sqlite_with_rowid=False,
)

calls = Table(
    "calls",
    metadata,
    plain("id", Whole, primary_key=True),
    plain("chat", Whole, nullable=False),
    plain("start_number", Whole, nullable=True),
    plain("end_number", Whole, nullable=True),
    plain("started_at", Whole, nullable=False),
    plain("seconds", Whole, nullable=True),
    plain("closed", Boolean, nullable=False),  # its end was seen, or is not waited for any more
    Column("initiator", Whole, nullable=False, info=held("call", End.TOTAL)),
    plain("reached", Boolean, nullable=True),
    plain("participant_count", Whole, nullable=False),
    # What each half said: a half may turn out to belong to another one.
    plain("start_at", Whole, nullable=True),
    plain("start_count", Whole, nullable=True),
    plain("end_at", Whole, nullable=True),
    plain("told_at", Whole, nullable=True),  # when it began, as its end says
    UniqueConstraint("chat", "start_number"),
    UniqueConstraint("chat", "end_number"),
    Index("ix_calls_chat_started", "chat", "started_at"),
)

call_participants = Table(
    "call_participants",
    metadata,
    plain("call", Whole, ForeignKey("calls.id", ondelete="CASCADE"), nullable=False),
    Column("author", Whole, nullable=False, info=held("call", End.TOTAL)),
    plain("by_start", Boolean, nullable=False, server_default=false()),  # which half lists him
    plain("by_end", Boolean, nullable=False, server_default=true()),
    PrimaryKeyConstraint("call", "author"),
)

# Messages with a link to a foreign messenger, by the messenger; neither the link nor its author.
foreign_links = Table(
    "foreign_links",
    metadata,
    plain("chat", Whole, nullable=False),
    plain("hour", Whole, nullable=False),
    plain("messenger", Text, nullable=False),
    plain("messages", Whole, nullable=False),
    PrimaryKeyConstraint("hour", "chat", "messenger"),
    sqlite_with_rowid=False,
)

# Messages the messenger cut for us, until they are asked for whole; ``messengers``: those seen in
# what came. Neither a text nor an author.
cropped = Table(
    "cropped",
    metadata,
    plain("chat", Whole, nullable=False),
    plain("number", Whole, nullable=False),
    plain("at", Whole, nullable=False),
    plain("messengers", Text, nullable=False),
    PrimaryKeyConstraint("chat", "number"),
    sqlite_with_rowid=False,
)

# The bot's comings and goings: an invitation (present) or a removal. ``number`` below zero: it has
# none. ``unit``: the first unit of the administrator who invited, never who it was. ``proved``:
# the first number of which is known that the bot saw everything from then on. ``inferred``: only
# a message shows that the bot is back.
visits = Table(
    "visits",
    metadata,
    plain("chat", Whole, nullable=False),
    plain("number", Whole, nullable=False),
    plain("at", Whole, nullable=False),
    plain("present", Boolean, nullable=False),
    plain("unit", Text, ForeignKey("units.id"), nullable=True),
    plain("proved", Whole, nullable=True),
    plain("proved_at", Whole, nullable=True),
    plain("inferred", Boolean, nullable=False, server_default=false()),
    PrimaryKeyConstraint("chat", "number"),
    sqlite_with_rowid=False,
)

# Whose a chat was, if it has had more than one owner: from ``since`` up to ``until`` (NULL: it
# lasts) what was seen in it is kept under ``place``. What it was called and for is kept as it was.
holdings = Table(
    "holdings",
    metadata,
    plain("place", Whole, primary_key=True, autoincrement=False),
    plain("chat", Whole, nullable=False),
    plain("unit", Text, ForeignKey("units.id"), nullable=False, index=True),
    plain("since", Whole, nullable=False),
    plain("until", Whole, nullable=True),
    Column(
        "title", Text, nullable=False, info=naming("the title of a chat when another unit got it")
    ),
    plain("kind", Text, nullable=True),
    plain("class_name", Text, nullable=False),
    Index("ix_holdings_chat", "chat"),
)

weekly_keys = Table(
    "weekly_keys",
    metadata,
    plain("unit", Text, ForeignKey("units.id"), nullable=False),
    plain("week", Text, nullable=False),
    plain("starts_at", Whole, nullable=False),
    plain("ends_at", Whole, nullable=False),
    plain("key", LargeBinary, nullable=True),  # NULL: destroyed, only totals remain
    PrimaryKeyConstraint("unit", "week"),
)

# Times in which something could not be seen: ``chat`` NULL concerns all chats. Kinds: absent (the
# bot was not in the chat), blind (it saw only mentions), down (the program did not run), lost (the
# messenger forgot updates before they were read). ``until`` NULL: it lasts.
interruptions = Table(
    "interruptions",
    metadata,
    plain("id", Whole, primary_key=True),
    plain("chat", Whole, nullable=True),
    plain("kind", Text, nullable=False),
    plain("since", Whole, nullable=False),
    plain("until", Whole, nullable=True),
    Index("ix_interruptions_chat_since", "chat", "since"),
)
