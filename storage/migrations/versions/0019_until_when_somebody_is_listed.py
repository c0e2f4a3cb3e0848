"""Until when somebody is listed."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("persons", sa.Column("until", sa.Date(), nullable=True))
