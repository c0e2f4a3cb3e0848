"""What a level's main figure was at moments of a running week."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    whole = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "level_moments",
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("figure", sa.Text(), nullable=False),
        sa.Column("as_of", whole, nullable=False),
        sa.Column("value", whole, nullable=True),
        sa.Column("of", whole, nullable=True),
        sa.ForeignKeyConstraint(["unit"], ["units.id"], name=op.f("fk_level_moments_unit_units")),
        sa.PrimaryKeyConstraint("unit", "figure", "as_of", name=op.f("pk_level_moments")),
    )
