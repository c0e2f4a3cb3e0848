"""The made-up region in a database: who is there, and a week's talk, straight into the tables."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from pydantic import SecretStr

from bot.config.sections import DatabaseSettings, UnitSettings, VkSettings
from bot.config.settings import Settings
from bot.config.vacations import VacationSettings
from bot.service.core import Core
from monitor.time.week import Week, week_named
from storage import tables
from storage.db.times import seconds
from storage.records import Access, Cause, ChatKind, Dialog, Gone
from tests.bench.planting import Row, fill
from tests.examples.region import (
    COORDINATOR,
    DISTRICT,
    LEVELS,
    NEIGHBOUR,
    PLACES,
    REGION,
    REGION_COORDINATOR,
    SCHOOL,
    TOWN,
    VACATION,
    ZONE,
    Place,
    Room,
    Worker,
    rooms,
    workers,
)

SHOWN = week_named("2026-W47", ZONE)
WEEKS_BEFORE = 8
SINCE = SHOWN.shifted(-WEEKS_BEFORE).start
"""When the bot came into the chats."""

ORDER, OWN_ORDER = "perm", "own.toml"
NORM = 10
_COORDINATORS = {REGION: REGION_COORDINATOR, TOWN: COORDINATOR, DISTRICT: NEIGHBOUR}
_DAYS = (8, 9, 8, 9, 7, 2, 1)  # how much of a week's talk falls on which day
_LESS = (0, 1, 2, 3, 4, 5, 6, 7, 7, 8, 9, 9)  # messages of those who do not reach the norm
_WANDERS = 0.06  # of the staff reach it in one week and not in another
_UNSEEN = 23  # messages


def settings_of(folder: Path) -> Settings:
    """The region's settings, without the environment, which may hold those of a real service."""
    shipped = Path(__file__).parents[2] / "monitor" / "orders" / f"{ORDER}.toml"
    own = shipped.read_text(encoding="utf-8").replace('"monday 09:00"', '"monday 15:00"')
    (folder / OWN_ORDER).write_text(own, encoding="utf-8")
    return Settings.model_construct(
        vk=VkSettings(token=SecretStr("examples")),
        database=DatabaseSettings(url=f"sqlite:///{folder / 'examples.db'}"),
        unit=(*_levels(), *map(_organisation, PLACES)),
    )


def _levels() -> Iterator[UnitSettings]:
    for name, kind, title, parent in LEVELS:
        yield UnitSettings(
            id=name,
            kind=kind,
            name=title,
            parent=parent,
            timezone=ZONE.key,
            order=ORDER,
            coordinators=(_COORDINATORS[name],),
            watch=(COORDINATOR,) if name == TOWN else (),
        )


def _organisation(place: Place) -> UnitSettings:
    administrator, deputy, *_ = (worker.account for worker in workers(place))
    first, last = VACATION
    return UnitSettings(
        id=place.id,
        kind=place.kind,
        name=place.name,
        parent=place.parent,
        timezone=ZONE.key,
        order=OWN_ORDER if place.late else ORDER,
        administrators=(administrator,),
        deputies=(deputy,),
        vacations=(VacationSettings(first=first, last=last),) if place.rests else (),
        watch=(deputy,) if place.id == SCHOOL else (),
    )


async def plant(core: Core) -> None:
    """Write staff, classes and chats; nobody has said anything yet."""
    async with core.database.writing() as connection:
        for place in PLACES:
            staff = workers(place)
            await fill(connection, tables.persons, _persons(place, staff))
            await fill(connection, tables.bindings, _bindings(place, staff))
            await fill(connection, tables.accounts, _accounts(staff))
            await fill(connection, tables.absences, _absences(staff))
            await fill(connection, tables.classes, _classes(place))
            await fill(connection, tables.chats, _chats(place))


def _persons(place: Place, staff: tuple[Worker, ...]) -> Iterator[Row]:
    for worker in staff:
        yield {
            "id": worker.account,
            "unit": place.id,
            "full_name": worker.name,
            "position": worker.position,
            "role": worker.role.value,
            "classes": json.dumps([]),
            "added_at": seconds(SINCE),
        }


def _bindings(place: Place, staff: tuple[Worker, ...]) -> Iterator[Row]:
    for worker in staff:
        if worker.bound:
            yield {
                "unit": place.id,
                "account": worker.account,
                "person": worker.account,
                "method": "roster",
                "bound_at": seconds(SINCE),
            }


def _accounts(staff: tuple[Worker, ...]) -> Iterator[Row]:
    for worker in staff:
        dialog = Dialog.CLOSED if worker.account % 10 == 3 else Dialog.OPEN
        yield {
            "account": worker.account,
            "dialog": dialog.value,
            "changed_at": seconds(SINCE),
        }


def _absences(staff: tuple[Worker, ...]) -> Iterator[Row]:
    for worker in staff:
        if worker.away:
            yield {
                "person": worker.account,
                "first": SHOWN.first,
                "last": SHOWN.last + timedelta(days=worker.account % 9),
            }


def _classes(place: Place) -> Iterator[Row]:
    for name in place.classes:
        yield {
            "unit": place.id,
            "name": name,
            "pupils": place.pupils,
            "parents": 20,
            "teacher": "",
        }


def _chats(place: Place) -> Iterator[Row]:
    owner = workers(place)[0].account
    for room in rooms(place):
        yield {
            "id": room.number,
            "unit": place.id,
            "title": room.title,
            "kind": room.kind.value,
            "class_name": room.class_name,
            "owner": owner,
            "access": Access.ALL.value,
            "admin": True,
            "present": True,
            "joined_at": seconds(SINCE),
            "invited_by": owner,
        }


async def plant_week(core: Core, week: Week) -> None:
    """Write what was said in a week, called and not seen, and the keys of its strangers."""
    async with core.database.writing() as connection:
        for place in PLACES:
            if place.silent:
                continue
            chance = Random(f"{place.id} {week.name}")
            await fill(connection, tables.weekly_keys, _key(place, week, chance))
            await fill(connection, tables.tallies, _tallies(place, week, chance))
            await fill(connection, tables.calls, _calls(place, week, chance))
            if week == SHOWN:
                await fill(connection, tables.foreign_links, _links(place))
                await fill(connection, tables.interruptions, _interruptions(place))
                await fill(connection, tables.holes, _holes(place))


def _key(place: Place, week: Week, chance: Random) -> Iterator[Row]:
    yield {
        "unit": place.id,
        "week": week.name,
        "starts_at": seconds(week.start),
        "ends_at": seconds(week.end),
        "key": chance.randbytes(16),
    }


def _tallies(place: Place, week: Week, chance: Random) -> Iterator[Row]:
    sums: Counter[tuple[int, int, int]] = Counter()
    back = (SHOWN.first - week.first).days / 7
    reach = place.end + (place.begin - place.end) * back / WEEKS_BEFORE
    if place.rests and week == SHOWN:
        reach /= 4
    for worker in workers(place):
        if worker.bound and not (worker.away and week == SHOWN):
            for moment, room in _said(_messages(worker, reach, chance), place, week, chance):
                sums[room, seconds(moment) // 3600, worker.account] += 1
    for room in rooms(place):
        if room.kind is not ChatKind.STAFF:
            for author in range(_talkative(place, reach, chance)):
                name = -1 - 1_000 * room.number - author
                for moment, _ in _said(chance.randint(1, 4), place, week, chance):
                    sums[room.number, seconds(moment) // 3600, name] += 1
    for (chat, hour, author), messages in sums.items():
        yield {"chat": chat, "hour": hour, "author": author, "messages": messages}


def _talkative(place: Place, reach: float, chance: Random) -> int:
    """How many pupils or parents of a class write."""
    return round(min(reach, 1) * chance.uniform(0.25, 0.6) * (place.pupils or 20))


def _messages(worker: Worker, reach: float, chance: Random) -> int:
    more, less = NORM + int(chance.expovariate(1 / 9)), chance.choice(_LESS)
    return more if worker.zeal < reach + chance.uniform(-_WANDERS, _WANDERS) else less


def _said(count: int, place: Place, week: Week, chance: Random) -> Iterator[tuple[datetime, int]]:
    """Spread messages over the days and the chats of a week; people write a few at a time."""
    own = chance.sample(rooms(place), k=min(3, len(rooms(place))))
    while count > 0:
        day = chance.choices(week.days, _DAYS)[0]
        hour = datetime(day.year, day.month, day.day, chance.randint(8, 19), tzinfo=ZONE)
        room = chance.choice(own).number
        for _ in range(min(count, chance.randint(1, 4))):
            count -= 1
            yield hour, room


def _calls(place: Place, week: Week, chance: Random) -> Iterator[Row]:
    """A call in every third chat, by somebody of the staff."""
    known = [worker.account for worker in workers(place) if worker.bound]
    for room in rooms(place)[::3]:
        hour = chance.choice((10, 13, 15))
        yield {
            "chat": room.number,
            "end_number": 1_000_000 + week.first.toordinal(),
            "started_at": seconds(week.start + timedelta(days=chance.randint(0, 4), hours=hour)),
            "seconds": 1_800,
            "closed": True,
            "initiator": chance.choice(known),
            "reached": True,
            "participant_count": 5,
        }


def _links(place: Place) -> Iterator[Row]:
    for number in range(place.links):
        yield {
            "chat": _chatting(place).number,
            "hour": seconds(SHOWN.start + timedelta(days=number, hours=18)) // 3600,
            "messenger": "whatsapp",
            "messages": 1,
        }


def _interruptions(place: Place) -> Iterator[Row]:
    if place.torn:
        yield {
            "chat": _chatting(place).number,
            "kind": Cause.ABSENT.value,
            "since": seconds(SHOWN.start + timedelta(days=1, hours=10, minutes=5)),
            "until": seconds(SHOWN.start + timedelta(days=2, hours=9, minutes=40)),
        }


def _holes(place: Place) -> Iterator[Row]:
    if place.torn:
        yield {
            "chat": _chatting(place).number,
            "first": 1_001,
            "last": 1_000 + _UNSEEN,
            "noticed_at": seconds(SHOWN.start + timedelta(days=2, hours=10)),
            "gone": Gone.NO_ACCESS.value,
        }


def _chatting(place: Place) -> Room:
    """The chat in which something happens: the first class's parents."""
    return next(room for room in rooms(place) if room.kind is ChatKind.PARENTS)
