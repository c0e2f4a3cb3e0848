"""The database and the units with their orders: all that thinking needs, opened and closed."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.settings import Settings
from monitor.load import UnitOrder, ancestors
from monitor.orders.loading import load_order
from monitor.orders.model import Order
from monitor.week import Calendar, Regime
from storage import calendars, units, vacations, wishes
from storage.calendars import Cut
from storage.database import Database


@dataclass(frozen=True, slots=True)
class Core:
    """The database and the units with their orders: all that thinking needs."""

    database: Database
    units: Mapping[str, UnitOrder]


@asynccontextmanager
async def open_core(settings: Settings, folder: Path) -> AsyncIterator[Core]:
    """Open the database and load the orders; paths of orders are relative to ``folder``.

    Raises ``BadOrder`` and ``StorageError`` before anything is changed.
    """
    orders: dict[str, Order] = {}
    for unit in settings.unit:
        if unit.order not in orders:
            orders[unit.order] = load_order(unit.order, folder)
    database = await Database.open(settings.database.url)
    try:
        firsts = {
            unit.id: (unit.timezone, orders[unit.order].first_weekday) for unit in settings.units()
        }
        async with database.writing() as connection:
            cuts = await calendars.look(connection, firsts)
            await calendars.keep(connection, cuts)
            await units.sync(connection, settings.units(), settings.holders())
            await vacations.sync(connection, settings.vacations())
            await wishes.sync(connection, settings.wishes())
        parents = {unit.id: unit.parent for unit in settings.unit}
        yield Core(
            database,
            {
                unit.id: UnitOrder(
                    unit,
                    orders[unit.order],
                    ancestors(unit.id, parents),
                    _calendar(cuts[unit.id]),
                    settings.privacy.small_group,
                )
                for unit in settings.units()
            },
        )
    finally:
        await database.close()


def _calendar(cuts: tuple[Cut, ...]) -> Calendar | None:
    """Give the weeks of a unit whose zone or first day changed; None: they never did."""
    if len(cuts) < 2:
        return None
    return Calendar(
        tuple(Regime(each.since, ZoneInfo(each.timezone), each.first_day) for each in cuts)
    )
