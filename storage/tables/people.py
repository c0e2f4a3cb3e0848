"""Units, offices, people and chats: who is there."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    PrimaryKeyConstraint,
    Table,
    Text,
    false,
)

from storage.tables.common import Whole, metadata

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

# How a unit's weeks are cut from a moment on: kept, so that a change holds from the next week on.
calendars = Table(
    "calendars",
    metadata,
    Column("unit", Text, nullable=False),
    Column("since", Whole, nullable=False),  # 0: from ever
    Column("timezone", Text, nullable=False),
    Column("first_day", Whole, nullable=False),
    PrimaryKeyConstraint("unit", "since"),
)

offices = Table(
    "offices",
    metadata,
    Column("unit", Text, ForeignKey("units.id"), nullable=False),
    Column("account", Whole, nullable=False),
    Column("office", Text, nullable=False),
    Column("source", Text, nullable=False, server_default="config"),  # config | bot
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
    Column("method", Text, nullable=False),  # roster | code | administrator
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

# One-time codes with which a profile is bound; ``code`` is a keyed hash (people/secrets.py).
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
    Column("people", Whole, nullable=True),  # members that are people; NULL: never told
    Column("came_at", Whole, nullable=True),  # since when the bot is there without a break
    Column("moved", Boolean, nullable=False, server_default=false()),  # see holdings
    Column("guessed", Text, nullable=True),  # the unit first taken for its owner, by mistake
)

# Which accounts of the roster are members of a chat; of strangers only their number is kept.
chat_members = Table(
    "chat_members",
    metadata,
    Column("chat", Whole, nullable=False),
    Column("account", Whole, nullable=False),
    PrimaryKeyConstraint("chat", "account"),
    sqlite_with_rowid=False,
)

# Days (both included) without school; ``class_name`` empty: of the whole unit and all below it.
vacations = Table(
    "vacations",
    metadata,
    Column("unit", Text, ForeignKey("units.id"), nullable=False),
    Column("class_name", Text, nullable=False),
    Column("first", Date, nullable=False),
    Column("last", Date, nullable=False),
    Column("source", Text, nullable=False),  # config | bot
    PrimaryKeyConstraint("unit", "class_name", "first"),
)

# What somebody asked for himself: the daily watch, no nudges.
wishes = Table(
    "wishes",
    metadata,
    Column("unit", Text, ForeignKey("units.id"), nullable=False),
    Column("account", Whole, nullable=False),
    Column("name", Text, nullable=False),
    Column("source", Text, nullable=False),  # config | bot
    PrimaryKeyConstraint("unit", "account", "name"),
)
