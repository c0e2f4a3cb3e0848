"""Reading the orders units name; where a file is broken, what it last said applies."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.config.settings import Settings
from monitor.order_files.loading import BadOrder, order_text, parse_order
from monitor.orders.model import Order
from storage.db.database import Database
from storage.db.engines.opened import Opening
from storage.db.errors import StorageError
from storage.people import kept_orders
from storage.people.kept_orders import KeptOrder


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenOrder:
    """An order's file with its mistakes, the units that name it, and since when what applies is."""

    error: BadOrder
    units: tuple[str, ...]
    read_at: datetime


async def read_orders(
    settings: Settings, folder: Path
) -> tuple[dict[str, Order], dict[str, str], tuple[BrokenOrder, ...]]:
    """Read every order that units name: the orders, the texts that are right, what is broken.

    Raises ``BadOrder`` for one that is broken and never was right.
    """
    orders: dict[str, Order] = {}
    texts: dict[str, str] = {}
    bad: dict[str, BadOrder] = {}
    for name in dict.fromkeys(unit.order for unit in settings.unit):
        try:
            texts[name] = order_text(name, folder)
            orders[name] = parse_order(texts[name], name)
        except BadOrder as error:
            texts.pop(name, None)
            bad[name] = error
    kept = await _kept(settings.database.url) if bad else {}
    broken = []
    for name, mistakes in bad.items():
        orders[name], read_at = _as_it_was(name, mistakes, kept)
        units = tuple(unit.id for unit in settings.unit if unit.order == name)
        broken.append(BrokenOrder(error=mistakes, units=units, read_at=read_at))
    return orders, texts, tuple(broken)


def _as_it_was(name: str, error: BadOrder, kept: Mapping[str, KeptOrder]) -> tuple[Order, datetime]:
    if name not in kept:
        raise error
    try:
        return parse_order(kept[name].text, name), kept[name].read_at
    except BadOrder:  # this program asks for more than the one that kept it
        raise error from None


async def _kept(url: str) -> Mapping[str, KeptOrder]:
    """Read what the database has kept; nothing, where there is none to be looked at."""
    try:
        database = await Database.open(url, Opening.READ)
    except StorageError:
        return {}
    try:
        async with database.reading() as connection:
            return await kept_orders.kept(connection)
    finally:
        await database.close()
