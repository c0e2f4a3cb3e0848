"""What keeps promises to people: whose data was erased."""

from sqlalchemy import Column, Table

from storage.tables.common import Whole, metadata

# Marks of accounts whose owners had their data erased: no roster binds them again.
erased = Table(
    "erased",
    metadata,
    Column("mark", Whole, primary_key=True, autoincrement=False),
    Column("erased_at", Whole, nullable=False),
)
