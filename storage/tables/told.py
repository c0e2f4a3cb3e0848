"""What was said of weeks: closed reports, standings, corrections, the table from above."""

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    PrimaryKeyConstraint,
    Table,
    Text,
)

from storage.tables.common import Whole, metadata

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

# The newest figures of a unit's week, without names: what trends and the levels above read.
standings = Table(
    "standings",
    metadata,
    Column("unit", Text, ForeignKey("units.id"), nullable=False),
    Column("week", Text, nullable=False),
    Column("as_of", Whole, nullable=False),
    Column("closed", Boolean, nullable=False),
    Column("completeness", Float, nullable=True),
    Column("figures", Text, nullable=False),  # JSON
    PrimaryKeyConstraint("unit", "week"),
)

# What a person in charge adds to what was measured: to one person's week (messages, calls) or to
# a figure that nothing measures (value, of).
corrections = Table(
    "corrections",
    metadata,
    Column("id", Whole, primary_key=True),
    Column("unit", Text, ForeignKey("units.id"), nullable=False),
    Column("week", Text, nullable=False),
    Column("person", Whole, ForeignKey("persons.id", ondelete="CASCADE"), nullable=True),
    Column("figure", Text, nullable=False),  # empty: it is about a person
    Column("messages", Whole, nullable=False),
    Column("calls", Whole, nullable=False),
    Column("value", Whole, nullable=True),
    Column("of", Whole, nullable=True),
    Column("comment", Text, nullable=False),
    Column("author", Whole, nullable=True),  # NULL: the operator
    Column("made_at", Whole, nullable=False),
    Index("ix_corrections_unit_week", "unit", "week"),
)

# A figure of the official table received from above.
official = Table(
    "official",
    metadata,
    Column("unit", Text, ForeignKey("units.id"), nullable=False),
    Column("week", Text, nullable=False),
    Column("figure", Text, nullable=False),
    Column("value", Whole, nullable=True),
    Column("of", Whole, nullable=True),
    Column("made_at", Whole, nullable=False),
    PrimaryKeyConstraint("unit", "week", "figure"),
)

# Which column of official tables means which figure, as somebody confirmed it.
official_columns = Table(
    "official_columns",
    metadata,
    Column("unit", Text, ForeignKey("units.id"), nullable=False),
    Column("header", Text, nullable=False),
    Column("figure", Text, nullable=False),  # empty: none, leave it out
    PrimaryKeyConstraint("unit", "header"),
)
