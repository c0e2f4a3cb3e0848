"""Who claimed what is being done."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("inbox", "answers", "notices"):
        op.add_column(
            table, sa.Column("claimed_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"))
        )
