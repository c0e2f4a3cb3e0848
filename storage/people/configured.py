"""What the config says of units, held against what stands in the database, and written there.

Only the service's start and an explicit command write it; everything else compares.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select

from storage import tables
from storage.db.dialects import insert
from storage.db.times import seconds
from storage.engine import AsyncConnection
from storage.people import subscriptions, units
from storage.records import Office, OfficeHolder, Unit, Vacation
from storage.subscription import Subscription
from storage.weeks import vacations


@dataclass(frozen=True, slots=True, kw_only=True)
class Configured:
    """Units, offices, vacations and subscriptions; ``rest``: a fingerprint of what else matters."""

    units: frozenset[Unit]
    holders: frozenset[OfficeHolder]
    vacations: frozenset[Vacation]
    subscriptions: frozenset[Subscription]
    rest: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredConfig:
    """What the database has of the config's making, and what conversations added."""

    configured: Configured
    given: frozenset[OfficeHolder]
    subscribed: frozenset[Subscription]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """So many more and fewer of something (an office, vacations, subscriptions) in a unit.

    ``kind``: of the unit; empty: it is in neither.
    """

    unit: str
    kind: str
    what: str
    new: int
    gone: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """How a config differs from the database: units by their ids, people by their number."""

    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    inside: tuple[Changed, ...] = ()
    rest: bool = False

    def __bool__(self) -> bool:
        """Tell whether there is any."""
        return bool(self.new or self.gone or self.changed or self.inside or self.rest)

    @property
    def grave(self) -> "Difference":
        """What only another config explains: whose a subscription is may give it up."""
        kept = tuple(each for each in self.inside if each.what != "subscriptions" or each.gone)
        return replace(self, inside=kept)


_OFFICES, _SUBSCRIPTIONS = select(tables.offices), select(tables.subscriptions)
_VACATIONS, _REST = select(tables.vacations), select(tables.applied_config.c.fingerprint)


async def read(connection: AsyncConnection) -> StoredConfig:
    """Read what the database has."""
    offices = (await connection.execute(_OFFICES)).all()
    subscribed = (await connection.execute(_SUBSCRIPTIONS)).all()
    free = (await connection.execute(_VACATIONS)).all()
    held = [
        (OfficeHolder(unit=row.unit, account=row.account, office=Office(row.office)), row.source)
        for row in offices
    ]
    asked = [(Subscription(row.unit, row.account, row.name), row.source) for row in subscribed]
    return StoredConfig(
        configured=Configured(
            units=frozenset(await units.listed(connection)),
            holders=frozenset(each for each, source in held if source == "config"),
            vacations=frozenset(
                Vacation(unit=row.unit, class_name=row.class_name, first=row.first, last=row.last)
                for row in free
                if row.source == "config"
            ),
            subscriptions=frozenset(each for each, source in asked if source == "config"),
            rest=await connection.scalar(_REST),
        ),
        given=frozenset(each for each, source in held if source != "config"),
        subscribed=frozenset(each for each, source in asked if source != "config"),
    )


def difference(kept: StoredConfig, wanted: Configured) -> Difference:
    """Tell what writing ``wanted`` would change."""
    had = kept.configured
    before, after = ({unit.id: unit for unit in each.units} for each in (had, wanted))
    kinds = {name: unit.kind for name, unit in (before | after).items()}
    inside = [
        *_inside(
            ((each.unit, each.office.value) for each in wanted.holders - had.holders - kept.given),
            ((each.unit, each.office.value) for each in had.holders - wanted.holders),
            kinds,
        ),
        *_inside(
            ((each.unit, "vacations") for each in wanted.vacations - had.vacations),
            ((each.unit, "vacations") for each in had.vacations - wanted.vacations),
            kinds,
        ),
        *_inside(
            (
                (each.unit, "subscriptions")
                for each in wanted.subscriptions - had.subscriptions - kept.subscribed
            ),
            ((each.unit, "subscriptions") for each in had.subscriptions - wanted.subscriptions),
            kinds,
        ),
    ]
    return Difference(
        new=tuple(sorted(after.keys() - before.keys())),
        gone=tuple(sorted(before.keys() - after.keys())),
        changed=tuple(
            sorted(each for each in before.keys() & after.keys() if before[each] != after[each])
        ),
        inside=tuple(sorted(inside, key=lambda each: each.unit)),
        rest=had.rest is not None and had.rest != wanted.rest,
    )


def _inside(
    new: Iterable[tuple[str, str]], gone: Iterable[tuple[str, str]], kinds: Mapping[str, str]
) -> Iterable[Changed]:
    more, less = Counter(new), Counter(gone)
    for unit, what in sorted(more.keys() | less.keys()):
        key = (unit, what)
        kind = kinds.get(unit, "")
        yield Changed(unit=unit, kind=kind, what=what, new=more[key], gone=less[key])


async def apply(connection: AsyncConnection, wanted: Configured, now: datetime) -> Difference:
    """Make the database say what the config says; tell what that changed."""
    kept = await read(connection)
    found = difference(kept, wanted)
    await units.sync(connection, sorted(wanted.units, key=lambda unit: unit.id), wanted.holders)
    await units.join(connection, now)
    await vacations.sync(connection, wanted.vacations)
    await subscriptions.sync(connection, wanted.subscriptions)
    if wanted.rest not in (None, kept.configured.rest):
        values = {"fingerprint": wanted.rest, "applied_at": seconds(now)}
        await connection.execute(
            insert(connection, tables.applied_config)
            .values(id=1, **values)
            .on_conflict_do_update(index_elements=["id"], set_=values)
        )
    return found
