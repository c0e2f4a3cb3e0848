"""Texts of orders as they were when they were last right: what applies while a file is broken."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from storage import tables
from storage.db.dialects import insert
from storage.db.times import moment, seconds
from storage.engine import AsyncConnection

_table = tables.kept_orders


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptOrder:
    """An order's text, and since when it has been that."""

    text: str
    read_at: datetime


async def keep(connection: AsyncConnection, texts: Mapping[str, str], now: datetime) -> None:
    """Keep the texts of orders that are right, by the names units know them by."""
    for name, text in texts.items():
        values = {"text": text, "read_at": seconds(now)}
        await connection.execute(
            insert(connection, _table)
            .values(name=name, **values)
            .on_conflict_do_update(
                index_elements=["name"], set_=values, where=_table.c.text != text
            )
        )


async def kept(connection: AsyncConnection) -> dict[str, KeptOrder]:
    """Read what is kept, by name."""
    rows = await connection.execute(select(_table))
    return {row.name: KeptOrder(text=row.text, read_at=moment(row.read_at)) for row in rows}
