"""Every table, in one place. Times are UTC seconds, hours UTC hours since 1970.

The migrations build the same tables (a test holds the two together).
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

# 64 bits everywhere but SQLite, whose INTEGER already has them (and makes its row ids).
Whole = BigInteger().with_variant(Integer(), "sqlite")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

units = Table(
    "units",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("parent", Text, nullable=True),
    Column("timezone", Text, nullable=False),
    Column("order_name", Text, nullable=False),
    Column("listed", Boolean, nullable=False),  # False: no longer in the config; history stays
)

offices = Table(
    "offices",
    metadata,
    Column("unit", Text, ForeignKey("units.id"), nullable=False),
    Column("account", Whole, nullable=False),
    Column("office", Text, nullable=False),
    PrimaryKeyConstraint("unit", "account", "office"),
)

persons = Table(
    "persons",
    metadata,
    Column("id", Whole, primary_key=True),
    Column("unit", Text, ForeignKey("units.id"), nullable=False, index=True),
    Column("full_name", Text, nullable=False),
    Column("position", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("classes", Text, nullable=False),  # JSON list of class names
    Column("added_at", Whole, nullable=False),
    Column("dismissed_at", Whole, nullable=True),
)

bindings = Table(
    "bindings",
    metadata,
    Column("unit", Text, ForeignKey("units.id"), nullable=False),
    Column("account", Whole, nullable=False),
    Column("person", Whole, ForeignKey("persons.id", ondelete="CASCADE"), nullable=False),
    Column("method", Text, nullable=False),  # roster | code
    Column("bound_at", Whole, nullable=False),
    PrimaryKeyConstraint("unit", "account"),
    Index("ix_bindings_person", "person"),
)

accounts = Table(
    "accounts",
    metadata,
    Column("account", Whole, primary_key=True),
    Column("dialog", Text, nullable=False),
    Column("changed_at", Whole, nullable=False),
)

absences = Table(
    "absences",
    metadata,
    Column("person", Whole, ForeignKey("persons.id", ondelete="CASCADE"), nullable=False),
    Column("first", Date, nullable=False),
    Column("last", Date, nullable=True),
    PrimaryKeyConstraint("person", "first"),
)

codes = Table(
    "codes",
    metadata,
    Column("code", Text, primary_key=True),
    Column("person", Whole, ForeignKey("persons.id", ondelete="CASCADE"), nullable=False),
    Column("expires_at", Whole, nullable=False),
    Column("used_by", Whole, nullable=True),  # the account that used it
    Index("ix_codes_person", "person"),
)

classes = Table(
    "classes",
    metadata,
    Column("unit", Text, ForeignKey("units.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("pupils", Whole, nullable=True),
    Column("parents", Whole, nullable=True),
    Column("teacher", Text, nullable=False),
    PrimaryKeyConstraint("unit", "name"),
)

chats = Table(
    "chats",
    metadata,
    Column("id", Whole, primary_key=True, autoincrement=False),
    Column("unit", Text, ForeignKey("units.id"), nullable=True, index=True),
    Column("title", Text, nullable=False),
    Column("kind", Text, nullable=True),
    Column("class_name", Text, nullable=False),
    Column("owner", Whole, nullable=True),
    Column("access", Text, nullable=False),
    Column("admin", Boolean, nullable=False),
    Column("present", Boolean, nullable=False),
    Column("joined_at", Whole, nullable=True),
    Column("left_at", Whole, nullable=True),
    Column("invited_by", Whole, nullable=True),
)

# Numbers seen in a conversation, as ranges: almost always one row. A conversation is a chat, or
# minus the account for a private dialog.
ledger = Table(
    "ledger",
    metadata,
    Column("conversation", Whole, nullable=False),
    Column("first", Whole, nullable=False),
    Column("last", Whole, nullable=False),
    PrimaryKeyConstraint("conversation", "first"),
    sqlite_with_rowid=False,
)

# Numbers missing between the ranges of a chat. ``gone`` NULL: still to be asked for; otherwise
# why the messenger did not return them: deleted | no_access.
holes = Table(
    "holes",
    metadata,
    Column("chat", Whole, nullable=False),
    Column("first", Whole, nullable=False),
    Column("last", Whole, nullable=False),
    Column("noticed_at", Whole, nullable=False),
    Column("gone", Text, nullable=True),
    PrimaryKeyConstraint("chat", "first"),
    sqlite_with_rowid=False,
)

tallies = Table(
    "tallies",
    metadata,
    Column("chat", Whole, nullable=False),
    Column("hour", Whole, nullable=False),
    Column("author", Whole, nullable=False),
    Column("messages", Whole, nullable=False),
    # By hour first: what arrives together lies together, so a poll touches a few pages.
    PrimaryKeyConstraint("hour", "chat", "author"),
    sqlite_with_rowid=False,
)

calls = Table(
    "calls",
    metadata,
    Column("id", Whole, primary_key=True),
    Column("chat", Whole, nullable=False),
    Column("start_number", Whole, nullable=True),
    Column("end_number", Whole, nullable=True),
    Column("started_at", Whole, nullable=False),
    Column("seconds", Whole, nullable=True),
    Column("closed", Boolean, nullable=False),  # its end was seen, or is not waited for any more
    Column("initiator", Whole, nullable=False),
    Column("reached", Boolean, nullable=True),
    Column("participant_count", Whole, nullable=False),
    UniqueConstraint("chat", "start_number"),
    UniqueConstraint("chat", "end_number"),
    Index("ix_calls_chat_started", "chat", "started_at"),
)

call_participants = Table(
    "call_participants",
    metadata,
    Column("call", Whole, ForeignKey("calls.id", ondelete="CASCADE"), nullable=False),
    Column("author", Whole, nullable=False),
    PrimaryKeyConstraint("call", "author"),
)

weekly_keys = Table(
    "weekly_keys",
    metadata,
    Column("unit", Text, ForeignKey("units.id"), nullable=False),
    Column("week", Text, nullable=False),
    Column("starts_at", Whole, nullable=False),
    Column("ends_at", Whole, nullable=False),
    Column("key", LargeBinary, nullable=True),  # NULL: destroyed, only totals remain
    PrimaryKeyConstraint("unit", "week"),
)

cursors = Table(
    "cursors",
    metadata,
    Column("source", Text, primary_key=True),
    Column("position", Text, nullable=False),
    Column("moved_at", Whole, nullable=False),
)

# Times in which something could not be seen: ``chat`` NULL concerns all chats. Kinds: absent (the
# bot was not in the chat), blind (it saw only mentions), down (the program did not run), lost (the
# messenger forgot updates before they were read). ``until`` NULL: it lasts.
interruptions = Table(
    "interruptions",
    metadata,
    Column("id", Whole, primary_key=True),
    Column("chat", Whole, nullable=True),
    Column("kind", Text, nullable=False),
    Column("since", Whole, nullable=False),
    Column("until", Whole, nullable=True),
    Index("ix_interruptions_chat_since", "chat", "since"),
)

# What the program says of itself to its operator: a name, a value, since when.
conditions = Table(
    "conditions",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
    Column("since", Whole, nullable=False),
)

# ``body`` NULL: handled. The key stays a day so that a repeated update is answered once.
inbox = Table(
    "inbox",
    metadata,
    Column("id", Whole, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("conversation", Whole, nullable=False),
    Column("received_at", Whole, nullable=False),
    Column("attempts", Whole, nullable=False),
    Column("body", LargeBinary, nullable=True),
)

# What could not be read: its shape without any words of people.
quarantine = Table(
    "quarantine",
    metadata,
    Column("id", Whole, primary_key=True),
    Column("received_at", Whole, nullable=False),
    Column("reason", Text, nullable=False),
    Column("shape", Text, nullable=False),
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

snapshots = Table(
    "snapshots",
    metadata,
    Column("unit", Text, ForeignKey("units.id"), nullable=False),
    Column("week", Text, nullable=False),
    Column("version", Whole, nullable=False),
    Column("author", Text, nullable=False),
    Column("made_at", Whole, nullable=False),
    Column("report", Text, nullable=False),
    PrimaryKeyConstraint("unit", "week", "version"),
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

# One counter: grows whenever chats, bindings, offices or units change, so that a process knows
# when its picture of them is old.
directory = Table(
    "directory",
    metadata,
    Column("id", Whole, primary_key=True),
    Column("version", Whole, nullable=False),
)
