"""What conversations leave behind: half-finished dialogs, claims, remarks, own settings."""

from sqlalchemy import (
    Column,
    Date,
    ForeignKey,
    Index,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
    Text,
)

from storage.tables.common import Whole, metadata

# Somebody's place in the private dialog: the unit chosen, and what is half finished (``act`` with
# its arguments, perhaps a file waiting for a yes). Emptied when done, or after a day.
dialog_states = Table(
    "talkers",
    metadata,
    Column("account", Whole, primary_key=True),
    Column("unit", Text, nullable=False),  # empty: none chosen
    Column("act", Text, nullable=False),  # empty: nothing half finished
    Column("args", Text, nullable=False),  # JSON
    Column("file_name", Text, nullable=False),
    Column("body", LargeBinary, nullable=True),
    Column("begun_at", Whole, nullable=False),
    Column("told_back_at", Whole, nullable=True),  # when it was last said that the bot is back
)

# One-time codes with which somebody takes an office; ``code`` is a keyed hash (people/secrets.py).
# They end when their issuer is no administrator of the unit any more; NULL: the operator.
claims = Table(
    "claims",
    metadata,
    Column("code", Text, primary_key=True),
    Column("unit", Text, ForeignKey("units.id"), nullable=False),
    Column("office", Text, nullable=False),
    Column("expires_at", Whole, nullable=False),
    Column("used_by", Whole, nullable=True),
    Column("issuer", Whole, nullable=True),
)

# What was done of an order's milestones, and by whom it was confirmed.
milestones_done = Table(
    "milestones_done",
    metadata,
    Column("unit", Text, ForeignKey("units.id"), nullable=False),
    Column("milestone", Text, nullable=False),
    Column("done_on", Date, nullable=False),
    Column("author", Whole, nullable=False),
    Column("made_at", Whole, nullable=False),
    PrimaryKeyConstraint("unit", "milestone"),
)

# What is kept with a week: that somebody has read it (seen), what was done about it (measure).
remarks = Table(
    "remarks",
    metadata,
    Column("id", Whole, primary_key=True),
    Column("unit", Text, ForeignKey("units.id"), nullable=False),
    Column("week", Text, nullable=False),
    Column("kind", Text, nullable=False),  # seen | measure
    Column("author", Whole, nullable=False),
    Column("text", Text, nullable=False),
    Column("made_at", Whole, nullable=False),
    Index("ix_remarks_unit_week", "unit", "week"),
)

# What a unit's administrators set for it where the order leaves room.
unit_settings = Table(
    "unit_settings",
    metadata,
    Column("unit", Text, ForeignKey("units.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("value", Text, nullable=False),
    PrimaryKeyConstraint("unit", "name"),
)

# An announcement to chats; its text and attachment are struck out once every chat is settled.
announcements = Table(
    "announcements",
    metadata,
    Column("id", Whole, primary_key=True),
    Column("unit", Text, ForeignKey("units.id"), nullable=False),
    Column("author", Whole, nullable=False),
    Column("made_at", Whole, nullable=False),
    Column("chats", Whole, nullable=False),
)
