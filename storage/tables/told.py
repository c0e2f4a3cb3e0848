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

from storage.tables.columns import End, Form, held, naming, plain
from storage.tables.common import Whole, metadata

snapshots = Table(
    "snapshots",
    metadata,
    plain("unit", Text, ForeignKey("units.id"), nullable=False),
    plain("week", Text, nullable=False),
    plain("version", Whole, nullable=False),
    Column("author", Text, nullable=False, info=held("version", End.NOBODY, Form.TEXT)),
    plain("made_at", Whole, nullable=False),
    Column(
        "report",
        Text,
        nullable=False,
        info=naming("a closed week's report, by the order: kept as long as reports are"),
    ),
    PrimaryKeyConstraint("unit", "week", "version"),
)

# What a closed week's report is made of, so that it can be corrected: as of its newest version.
closed_facts = Table(
    "closed_facts",
    metadata,
    plain("unit", Text, ForeignKey("units.id"), nullable=False),
    plain("week", Text, nullable=False),
    Column(
        "facts",
        Text,  # JSON
        nullable=False,
        info=naming(
            "what people of the roster did in a closed week, by number: kept as long as its report"
        ),
    ),
    PrimaryKeyConstraint("unit", "week"),
)

# The newest figures of a unit's week, without names: what trends and the levels above read.
standings = Table(
    "standings",
    metadata,
    plain("unit", Text, ForeignKey("units.id"), nullable=False),
    plain("week", Text, nullable=False),
    plain("as_of", Whole, nullable=False),
    plain("closed", Boolean, nullable=False),
    plain("completeness", Float, nullable=True),
    plain("figures", Text, nullable=False),  # JSON
    PrimaryKeyConstraint("unit", "week"),
)

# What a level's main figure was at moments of a running week: a week later it stands beside
# the next one.
level_moments = Table(
    "level_moments",
    metadata,
    plain("unit", Text, ForeignKey("units.id"), nullable=False),
    plain("figure", Text, nullable=False),
    plain("as_of", Whole, nullable=False),
    plain("value", Whole, nullable=True),
    plain("of", Whole, nullable=True),
    PrimaryKeyConstraint("unit", "figure", "as_of"),
)

# What a person in charge adds to what was measured: to one person's week (messages, calls) or to
# a figure that nothing measures (value, of).
corrections = Table(
    "corrections",
    metadata,
    plain("id", Whole, primary_key=True),
    plain("unit", Text, ForeignKey("units.id"), nullable=False),
    plain("week", Text, nullable=False),
    Column(
        "person",
        Whole,
        ForeignKey("persons.id", ondelete="CASCADE"),
        nullable=True,
        info=naming("corrections of somebody's weeks go with his account"),
    ),
    plain("figure", Text, nullable=False),  # empty: it is about a person
    plain("messages", Whole, nullable=False),
    plain("calls", Whole, nullable=False),
    plain("value", Whole, nullable=True),
    plain("of", Whole, nullable=True),
    Column(
        "comment", Text, nullable=False, info=naming("the ground of a correction; goes with it")
    ),
    Column(
        "author", Whole, nullable=True, info=held("corrected", End.NOBODY)
    ),  # NULL: the operator
    plain("made_at", Whole, nullable=False),
    Index("ix_corrections_unit_week", "unit", "week"),
)

# A figure of the official table received from above.
official = Table(
    "official",
    metadata,
    plain("unit", Text, ForeignKey("units.id"), nullable=False),
    plain("week", Text, nullable=False),
    plain("figure", Text, nullable=False),
    plain("value", Whole, nullable=True),
    plain("of", Whole, nullable=True),
    plain("made_at", Whole, nullable=False),
    PrimaryKeyConstraint("unit", "week", "figure"),
)

# Which column of official tables means which figure, as somebody confirmed it.
official_columns = Table(
    "official_columns",
    metadata,
    plain("unit", Text, ForeignKey("units.id"), nullable=False),
    plain("header", Text, nullable=False),
    plain("figure", Text, nullable=False),  # empty: none, leave it out
    PrimaryKeyConstraint("unit", "header"),
)
