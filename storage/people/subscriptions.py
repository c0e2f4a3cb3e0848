"""What office holders asked for themselves: the daily watch."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Select, and_, select

from storage import tables
from storage.db.dialects import insert
from storage.db.statements import built_once
from storage.engine import AsyncConnection
from storage.records import Source
from storage.subscription import Subscription

_table = tables.subscriptions


async def sync(connection: AsyncConnection, wanted: Iterable[Subscription]) -> None:
    """Make the subscriptions of the config's making be these; the bot's stay."""
    rows = await connection.execute(select(_table).where(_table.c.source == "config"))
    present = {Subscription(row.unit, row.account, row.name) for row in rows}
    named = set(wanted)
    for each in present - named:
        await remove(connection, each)
    for each in sorted(named - present, key=lambda each: (each.unit, each.account, each.name)):
        await add(connection, each, "config")


async def add(connection: AsyncConnection, subscription: Subscription, source: Source) -> None:
    """Write a subscription down; one that is there already stays as it is."""
    await connection.execute(
        insert(connection, _table)
        .values(
            unit=subscription.unit,
            account=subscription.account,
            name=subscription.name,
            source=source,
        )
        .on_conflict_do_nothing(index_elements=["unit", "account", "name"])
    )


async def remove(connection: AsyncConnection, subscription: Subscription) -> None:
    """Strike a subscription out; one that the config names comes back at the next start."""
    await connection.execute(
        _table.delete().where(
            and_(
                _table.c.unit == subscription.unit,
                _table.c.account == subscription.account,
                _table.c.name == subscription.name,
            )
        )
    )


async def source_of(connection: AsyncConnection, subscription: Subscription) -> Source | None:
    """Tell where a subscription comes from; None: nobody asks for it."""
    found: Source | None = await connection.scalar(
        select(_table.c.source).where(
            _table.c.unit == subscription.unit,
            _table.c.account == subscription.account,
            _table.c.name == subscription.name,
        )
    )
    return found


async def who(connection: AsyncConnection, unit: str, name: str) -> frozenset[int]:
    """Name the accounts that ask for something about a unit."""
    return frozenset(await connection.scalars(*_who(unit, name)))


@built_once
def _who(unit: str, name: str) -> Select[Any]:
    return select(_table.c.account).where(_table.c.unit == unit, _table.c.name == name)
