"""What conversations leave behind: half-finished dialogs, claims, notes of weeks, own settings."""

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

from storage.tables.columns import End, Form, held, naming, plain
from storage.tables.common import Whole, metadata

# Somebody's place in the private dialog: the unit chosen, and what is half finished (``act`` with
# its arguments, perhaps a file waiting for a yes). Emptied when done, or after a day.
dialog_states = Table(
    "talkers",
    metadata,
    Column("account", Whole, primary_key=True, info=held("dialog", End.ROW)),
    plain("unit", Text, nullable=False),  # empty: none chosen
    plain("act", Text, nullable=False),  # empty: nothing half finished
    Column(
        "args",
        Text,
        nullable=False,
        info=held(
            "dialog_about",
            End.NULL,
            Form.JSON,
            why="what somebody else began about the account is not half finished any more",
        ),
    ),  # JSON
    Column("file_name", Text, nullable=False, info=naming("goes with the file")),
    Column("body", LargeBinary, nullable=True, info=naming("a file that waits for a yes: a day")),
    plain("begun_at", Whole, nullable=False),
    plain("told_back_at", Whole, nullable=True),  # when it was last said that the bot is back
)

# One-time codes with which somebody takes an office; ``code`` is a keyed hash (people/secrets.py).
# They end when their issuer is no administrator of the unit any more; NULL: the operator.
claims = Table(
    "claims",
    metadata,
    plain("code", Text, primary_key=True),
    plain("unit", Text, ForeignKey("units.id"), nullable=False),
    plain("office", Text, nullable=False),
    plain("expires_at", Whole, nullable=False),
    Column("used_by", Whole, nullable=True, info=held("claim", End.ROW)),
    Column("issuer", Whole, nullable=True, info=held("claim", End.ROW)),
)

# What was done of an order's milestones, and by whom it was confirmed.
milestones_done = Table(
    "milestones_done",
    metadata,
    plain("unit", Text, ForeignKey("units.id"), nullable=False),
    plain("milestone", Text, nullable=False),
    plain("done_on", Date, nullable=False),
    Column("author", Whole, nullable=False, info=held("milestone", End.NOBODY)),
    plain("made_at", Whole, nullable=False),
    PrimaryKeyConstraint("unit", "milestone"),
)

# What is kept with a week: that somebody has read it (seen), what was done about it (measure).
week_notes = Table(
    "remarks",
    metadata,
    plain("id", Whole, primary_key=True),
    plain("unit", Text, ForeignKey("units.id"), nullable=False),
    plain("week", Text, nullable=False),
    plain("kind", Text, nullable=False),  # seen | measure
    Column("author", Whole, nullable=False, info=held("remark", End.NOBODY)),
    Column(
        "text",
        Text,
        nullable=False,
        info=naming("measures taken, in the deputy's words: kept as long as reports are"),
    ),
    plain("made_at", Whole, nullable=False),
    Index("ix_remarks_unit_week", "unit", "week"),
)

# What a unit's administrators set for it where the order leaves room.
unit_settings = Table(
    "unit_settings",
    metadata,
    plain("unit", Text, ForeignKey("units.id"), nullable=False),
    Column("name", Text, nullable=False, info=held("refused", End.ROW, Form.MARK)),
    Column("value", Text, nullable=False, info=naming("what an administrator set")),
    PrimaryKeyConstraint("unit", "name"),
)

# An announcement to chats; its text and attachment are struck out once every chat is settled.
announcements = Table(
    "announcements",
    metadata,
    plain("id", Whole, primary_key=True),
    plain("unit", Text, ForeignKey("units.id"), nullable=False),
    Column("author", Whole, nullable=False, info=held("announcement", End.NOBODY)),
    plain("made_at", Whole, nullable=False),
    plain("chats", Whole, nullable=False),
    plain("wanted_at", Whole, nullable=True),  # when it is to go out; NULL: as soon as may be
)

# What a level hands out for its organisations to pass on to their staff. Text and attachments are
# struck out once every organisation has passed it on, at the latest at ``keep_until``.
materials = Table(
    "materials",
    metadata,
    plain("id", Whole, primary_key=True),
    plain("unit", Text, ForeignKey("units.id"), nullable=False),
    Column("author", Whole, nullable=False, info=held("material", End.NOBODY)),
    plain("made_at", Whole, nullable=False),
    plain("until", Whole, nullable=False),  # when its coordinators are told what came of it
    plain("keep_until", Whole, nullable=False),
    Column(
        "text",
        Text,
        nullable=False,
        info=naming("what a coordinator hands out: until all have passed it on, or a week over"),
    ),
    Column(
        "attachments",
        Text,  # the messenger's addresses, by commas
        nullable=False,
        info=naming("a coordinator's attachments, by whose they are: as long as the text"),
    ),
    plain("told_at", Whole, nullable=True),  # when the coordinators were told
    Index("ix_materials_unit", "unit"),
)

# To which organisations, and what each has done with it.
material_units = Table(
    "material_units",
    metadata,
    plain("material", Whole, ForeignKey("materials.id", ondelete="CASCADE"), nullable=False),
    plain("unit", Text, ForeignKey("units.id"), nullable=False),
    plain("until", Whole, nullable=False),  # its own term: two days after it gets it
    plain("accepted_at", Whole, nullable=True),
    plain("passed_at", Whole, nullable=True),
    plain("announcement", Whole, nullable=True),  # NULL: passed on without the bot, by its word
    plain("reminded_at", Whole, nullable=True),  # the next morning, by itself
    PrimaryKeyConstraint("material", "unit"),
)
