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

from storage.tables.columns import End, held, naming, plain
from storage.tables.common import Whole, metadata

ROSTER = "the organisation's roster, by its order: kept until somebody leaves, and 3 years"

units = Table(
    "units",
    metadata,
    plain("id", Text, primary_key=True),
    plain("kind", Text, nullable=False),
    plain("name", Text, nullable=False),
    plain("parent", Text, nullable=True),
    plain("timezone", Text, nullable=False),
    plain("order_name", Text, nullable=False),
    plain("listed", Boolean, nullable=False),  # False: no longer in the config; history stays
    plain("joined_at", Whole, nullable=True),  # since when the service serves it
)

# How a unit's weeks are cut from a moment on: kept, so that a change holds from the next week on.
calendars = Table(
    "calendars",
    metadata,
    plain("unit", Text, nullable=False),
    plain("since", Whole, nullable=False),  # 0: from ever
    plain("timezone", Text, nullable=False),
    plain("first_day", Whole, nullable=False),
    PrimaryKeyConstraint("unit", "since"),
)

offices = Table(
    "offices",
    metadata,
    plain("unit", Text, ForeignKey("units.id"), nullable=False),
    Column(
        "account",
        Whole,
        nullable=False,
        info=held(
            "office",
            End.KEPT,
            why="the organisation gave the office and takes it back, in the dialog or the config",
        ),
    ),
    plain("office", Text, nullable=False),
    plain("source", Text, nullable=False, server_default="config"),  # config | bot
    PrimaryKeyConstraint("unit", "account", "office"),
)

persons = Table(
    "persons",
    metadata,
    Column("id", Whole, primary_key=True, info=naming(ROSTER)),
    plain("unit", Text, ForeignKey("units.id"), nullable=False, index=True),
    Column("full_name", Text, nullable=False, info=naming(ROSTER)),
    Column("position", Text, nullable=False, info=naming(ROSTER)),
    Column("role", Text, nullable=False, info=naming(ROSTER)),
    Column("classes", Text, nullable=False, info=naming(ROSTER)),  # JSON list of class names
    plain("added_at", Whole, nullable=False),
    plain("dismissed_at", Whole, nullable=True),
    plain("until", Date, nullable=True),  # the last day of a substitute; None: no such day
)

bindings = Table(
    "bindings",
    metadata,
    plain("unit", Text, ForeignKey("units.id"), nullable=False),
    Column("account", Whole, nullable=False, info=held("person", End.ROW)),
    Column(
        "person",
        Whole,
        ForeignKey("persons.id", ondelete="CASCADE"),
        nullable=False,
        info=naming("goes with the account beside it"),
    ),
    plain("method", Text, nullable=False),  # roster | code | administrator
    plain("bound_at", Whole, nullable=False),
    PrimaryKeyConstraint("unit", "account"),
    Index("ix_bindings_person", "person"),
)

accounts = Table(
    "accounts",
    metadata,
    Column("account", Whole, primary_key=True, info=held("account", End.ROW)),
    plain("dialog", Text, nullable=False),
    plain("changed_at", Whole, nullable=False),
)

absences = Table(
    "absences",
    metadata,
    Column(
        "person",
        Whole,
        ForeignKey("persons.id", ondelete="CASCADE"),
        nullable=False,
        info=naming(ROSTER),
    ),
    plain("first", Date, nullable=False),
    plain("last", Date, nullable=True),
    PrimaryKeyConstraint("person", "first"),
)

# One-time codes with which a profile is bound; ``code`` is a keyed hash (people/secrets.py).
codes = Table(
    "codes",
    metadata,
    plain("code", Text, primary_key=True),
    Column(
        "person",
        Whole,
        ForeignKey("persons.id", ondelete="CASCADE"),
        nullable=False,
        info=naming("a code for a row of the roster: 30 days, used ones go with the account"),
    ),
    plain("expires_at", Whole, nullable=False),
    Column("used_by", Whole, nullable=True, info=held("code", End.ROW)),  # the account that used it
    Index("ix_codes_person", "person"),
)

classes = Table(
    "classes",
    metadata,
    plain("unit", Text, ForeignKey("units.id"), nullable=False),
    plain("name", Text, nullable=False),
    plain("pupils", Whole, nullable=True),
    plain("parents", Whole, nullable=True),
    Column("teacher", Text, nullable=False, info=naming(ROSTER)),
    PrimaryKeyConstraint("unit", "name"),
)

chats = Table(
    "chats",
    metadata,
    plain("id", Whole, primary_key=True, autoincrement=False),
    plain("unit", Text, ForeignKey("units.id"), nullable=True, index=True),
    Column(
        "title", Text, nullable=False, info=naming("the title of a chat, as its people gave it")
    ),
    plain("kind", Text, nullable=True),
    plain("class_name", Text, nullable=False),
    Column("owner", Whole, nullable=True, info=held("chat", End.NOBODY)),
    plain("access", Text, nullable=False),
    plain("admin", Boolean, nullable=False),
    plain("present", Boolean, nullable=False),
    plain("joined_at", Whole, nullable=True),
    plain("left_at", Whole, nullable=True),
    Column("invited_by", Whole, nullable=True, info=held("chat", End.NULL)),
    plain("people", Whole, nullable=True),  # members that are people; NULL: never told
    plain("came_at", Whole, nullable=True),  # since when the bot is there without a break
    plain("moved", Boolean, nullable=False, server_default=false()),  # see holdings
    plain("guessed", Text, nullable=True),  # the unit first taken for its owner, by mistake
    # Of a staff chat: its members who are nobody's, each told by one chat of the unit. NULL: never
    plain("strangers", Whole, nullable=True),
)

# Which accounts of the roster are members of a chat; of strangers only their number is kept.
chat_members = Table(
    "chat_members",
    metadata,
    plain("chat", Whole, nullable=False),
    Column("account", Whole, nullable=False, info=held("member", End.ROW)),
    PrimaryKeyConstraint("chat", "account"),
    sqlite_with_rowid=False,
)

# Days (both included) without school; ``class_name`` empty: of the whole unit and all below it.
vacations = Table(
    "vacations",
    metadata,
    plain("unit", Text, ForeignKey("units.id"), nullable=False),
    plain("class_name", Text, nullable=False),
    plain("first", Date, nullable=False),
    plain("last", Date, nullable=False),
    plain("source", Text, nullable=False),  # config | bot
    PrimaryKeyConstraint("unit", "class_name", "first"),
)

# What somebody asked for himself: the daily watch, no nudges.
subscriptions = Table(
    "wishes",
    metadata,
    plain("unit", Text, ForeignKey("units.id"), nullable=False),
    Column(
        "account",
        Whole,
        nullable=False,
        info=held("wish", End.ROW, why="those that the config names come back with it"),
    ),
    plain("name", Text, nullable=False),
    plain("source", Text, nullable=False),  # config | bot
    PrimaryKeyConstraint("unit", "account", "name"),
)
