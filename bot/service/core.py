"""The database and the units with their orders: all that thinking needs, opened and closed."""

import hashlib
import json
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.config.settings import Settings
from bot.service.belonging import belong
from bot.service.reading_orders import BrokenOrder, read_orders
from monitor.chats.class_names import spelt
from monitor.jobs.loading.load import UnitOrder, ancestors
from monitor.orders.model import Order
from monitor.time.week import Calendar, Regime
from storage.db.database import Database
from storage.db.engines.opened import Opening
from storage.people import class_spelling, configured, kept_orders
from storage.people.configured import Configured, Difference
from storage.weeks import calendars
from storage.weeks.calendars import Cut

Tell = Callable[[Difference], None]

_LONG_AGO = datetime.fromtimestamp(0, UTC)


@dataclass(frozen=True, slots=True)
class Core:
    """The database and the units with their orders: all that thinking needs."""

    database: Database
    units: Mapping[str, UnitOrder]
    wanted: Configured
    """What the config says, to be held against what stands in the database."""
    cuts: Mapping[str, tuple[Cut, ...]]
    """How the units' weeks are cut by it, and since when."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """The orders' texts that are right, by name: what applies if a file breaks later."""
    fingerprint: str = ""
    """Of what all machines must agree on: units, orders, times."""
    broken: tuple[BrokenOrder, ...] = ()
    """Orders whose files are broken, so that what they said before applies."""

    async def difference(self) -> Difference:
        """Tell how the config differs from the database."""
        async with self.database.reading() as connection:
            return configured.difference(await configured.read(connection), self.wanted)

    async def settle(self, now: datetime, tell: Tell | None = None) -> None:
        """Make the database say what the config says; ``tell`` hears before what differs."""
        if tell is not None:
            tell(await self.difference())
        await self.apply(now)

    async def apply(self, now: datetime) -> Difference:
        """Make the database say what the config says; tell what that changed."""
        async with self.database.writing() as connection:
            await calendars.keep(connection, self.cuts)
            await kept_orders.keep(connection, self.texts, now)
            await class_spelling.respell(connection, spelt)
            return await configured.apply(connection, self.wanted, now)

    def without(self, units: tuple[str, ...]) -> "Core":
        """Give it without some of the units."""
        kept = {name: each for name, each in self.units.items() if name not in units}
        return replace(self, units=kept)


@asynccontextmanager
async def open_core(
    settings: Settings,
    folder: Path,
    opening: Opening = Opening.CREATE,
    now: datetime = _LONG_AGO,
    tell: Tell | None = None,
    *,
    settled: bool = True,
) -> AsyncIterator[Core]:
    """Open the database and load the orders; paths of orders are relative to ``folder``.

    Where the database may be brought up to date, so are its units: ``tell`` hears what differs
    before it is written, ``now`` is kept with it. Else nothing of them is, nor if they are not to
    be ``settled`` yet. An order whose file is broken is what it last was. Raises ``BadOrder``,
    ``StorageError``, and ``Refused`` if the config names another community than the database's,
    before anything is changed.
    """
    orders, texts, broken = await read_orders(settings, folder)
    database = await Database.open(settings.database.url, opening)
    try:
        cuts = await _cuts(database, settings, orders)
        parents = {unit.id: unit.parent for unit in settings.unit}
        kinds = {unit.id: unit.kind for unit in settings.unit}
        core = Core(
            database,
            {
                unit.id: UnitOrder(
                    unit,
                    orders[unit.order],
                    ancestors(unit.id, parents),
                    _calendar(cuts[unit.id]),
                    kinds.get(unit.parent or ""),
                    settings.privacy.small_group,
                )
                for unit in settings.units()
            },
            _wanted(settings, orders),
            cuts,
            texts,
            _fingerprint(settings, orders),
            broken,
        )
        if settled and opening in (Opening.UPGRADE, Opening.CREATE):
            if settings.vk.group_id:
                await belong(database, settings.vk.group_id, now)
            await core.settle(now, tell)
        yield core
    finally:
        await database.close()


async def _cuts(
    database: Database, settings: Settings, orders: Mapping[str, Order]
) -> dict[str, tuple[Cut, ...]]:
    firsts = {
        unit.id: (unit.timezone, orders[unit.order].first_weekday) for unit in settings.units()
    }
    async with database.reading() as connection:
        return await calendars.look(connection, firsts)


def _calendar(cuts: tuple[Cut, ...]) -> Calendar | None:
    """Give the weeks of a unit whose zone or first day changed; None: they never did."""
    if len(cuts) < 2:
        return None
    return Calendar(
        tuple(Regime(each.since, ZoneInfo(each.timezone), each.first_day) for each in cuts)
    )


def _fingerprint(settings: Settings, orders: Mapping[str, Order]) -> str:
    """Give a fingerprint of what matters; without addresses and secrets, which may differ."""
    agreed = {"unit", "retention", "privacy", "waiting"}
    return _hash(_orders(orders) | settings.model_dump(mode="json", include=agreed))[:16]


def _orders(orders: Mapping[str, Order]) -> dict[str, object]:
    return {"orders": {name: order.model_dump(mode="json") for name, order in orders.items()}}


def _hash(value: dict[str, object]) -> str:
    written = json.dumps(value, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(written.encode()).hexdigest()


def _wanted(settings: Settings, orders: Mapping[str, Order]) -> Configured:
    rest = _orders(orders) | {
        "retention": settings.retention.model_dump(mode="json"),
        "privacy": settings.privacy.model_dump(mode="json"),
    }
    return Configured(
        units=frozenset(settings.units()),
        holders=frozenset(settings.holders()),
        vacations=frozenset(settings.vacations()),
        subscriptions=frozenset(settings.subscriptions()),
        rest=_hash(rest),
    )
