"""Whose data was erased, remembered by a mark; marks instead of accounts in what is kept."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    whole = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "erased",
        sa.Column("mark", whole, autoincrement=False, nullable=False),
        sa.Column("erased_at", whole, nullable=False),
        sa.PrimaryKeyConstraint("mark", name=op.f("pk_erased")),
    )
    own = sa.table("secrets", sa.column("name", sa.Text()), sa.column("value", sa.LargeBinary()))
    op.bulk_insert(own, [{"name": "marks", "value": secrets.token_bytes(16)}])
    # Their periods named accounts; what is settled needs no period that can be found again.
    op.execute(
        "UPDATE notices SET period = 'before 0011 ' || CAST(id AS TEXT) "
        "WHERE kind IN ('letter', 'binding_ask')"
    )
    # Hashes without a key stand for nothing that could not be guessed.
    op.execute("DELETE FROM unit_settings WHERE name LIKE 'not_them:%'")
    # Owners are kept only if they are on the roster; of others it is known that they are not.
    op.execute(
        "UPDATE chats SET owner = 0 WHERE owner IS NOT NULL AND NOT EXISTS (SELECT 1 FROM bindings "
        "WHERE bindings.unit = chats.unit AND bindings.account = chats.owner)"
    )
