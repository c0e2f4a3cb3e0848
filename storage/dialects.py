"""INSERT … ON CONFLICT, which SQLite and PostgreSQL say alike and SQLAlchemy spells apart."""

from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection


def insert(connection: AsyncConnection, table: Table) -> Any:  # noqa: ANN401 - of two classes
    """Give the dialect's INSERT, which knows ``on_conflict_do_update`` and ``_do_nothing``."""
    if connection.dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)
