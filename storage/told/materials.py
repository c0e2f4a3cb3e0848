"""What levels hand out for their organisations to pass on, and what each has done with it.

Text and attachments are kept until every organisation has passed it on, or ``keep_until``.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, delete, exists, or_, select, update

from storage import tables
from storage.db.dialects import insert
from storage.db.grouping import by_unit
from storage.db.statements import built_once
from storage.db.times import moment, moment_or_none, seconds
from storage.db.traces import destroyed
from storage.engine import AsyncConnection
from storage.records import NoticeState
from storage.told.kinds import ANNOUNCEMENT, MATERIAL, MATERIAL_LEFT, MATERIAL_NOW, URGENT

_table, _units, _notices = tables.materials, tables.material_units, tables.notices


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What a level handed out; ``text`` and ``attachments`` are empty once they were struck out.

    ``until``: when its coordinators are told what came of it.
    """

    id: int
    unit: str
    author: int
    made_at: datetime
    until: datetime
    text: str
    attachments: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialUnit:
    """What an organisation has done with it; ``announcement`` None: without the bot, if at all."""

    material: int
    unit: str
    until: datetime
    accepted_at: datetime | None
    passed_at: datetime | None
    announcement: int | None


def period(number: int) -> str:
    """Name the period of its notices; a reminder's has its day after that."""
    return str(number)


async def add(
    connection: AsyncConnection, new: Material, keep_until: datetime, terms: Mapping[str, datetime]
) -> int:
    """Write what is handed out, to which organisations and until when; give its number."""
    values = {
        "unit": new.unit,
        "author": new.author,
        "made_at": seconds(new.made_at),
        "until": seconds(new.until),
        "keep_until": seconds(keep_until),
        "text": new.text,
        "attachments": ",".join(new.attachments),
    }
    made = await connection.execute(
        insert(connection, _table).values(values).returning(_table.c.id)
    )
    number = int(made.scalar_one())
    rows = [
        {"material": number, "unit": unit, "until": seconds(until)} for unit, until in terms.items()
    ]
    await connection.execute(_units.insert(), rows)
    return number


async def get(connection: AsyncConnection, number: int) -> Material | None:
    """Read one."""
    row = (await connection.execute(select(_table).where(_table.c.id == number))).first()
    return None if row is None else _material(row)


async def of_level(connection: AsyncConnection, unit: str) -> list[Material]:
    """List what a level handed out, newest first."""
    rows = await connection.execute(
        select(_table).where(_table.c.unit == unit).order_by(_table.c.id.desc())
    )
    return [_material(row) for row in rows]


async def given(connection: AsyncConnection, number: int, unit: str) -> MaterialUnit | None:
    """Read what an organisation has done with it; None: it was not handed out to it."""
    row = (
        await connection.execute(
            select(_units).where(_units.c.material == number, _units.c.unit == unit)
        )
    ).first()
    return None if row is None else _given(row)


async def given_to(connection: AsyncConnection, numbers: Collection[int]) -> list[MaterialUnit]:
    """List what organisations have done with what was handed out."""
    rows = await connection.execute(
        select(_units)
        .where(_units.c.material.in_(numbers))
        .order_by(_units.c.material, _units.c.unit)
    )
    return [_given(row) for row in rows]


async def accept(connection: AsyncConnection, number: int, unit: str, now: datetime) -> bool:
    """Write that an organisation has read it; False: that was written before."""
    return await _first(connection, number, unit, {"accepted_at": seconds(now)})


async def pass_on(
    connection: AsyncConnection, number: int, unit: str, now: datetime, announcement: int | None
) -> bool:
    """Write that an organisation has passed it on; False: it had before, or was not to."""
    said = {"passed_at": seconds(now), "announcement": announcement}
    return await _first(connection, number, unit, said)


async def take_back(connection: AsyncConnection, unit: str, announcement: int) -> None:
    """Write that what an organisation passed on by an announcement it has not: it was withdrawn."""
    mine = and_(_units.c.unit == unit, _units.c.announcement == announcement)
    await connection.execute(update(_units).where(mine).values(passed_at=None, announcement=None))


async def _first(
    connection: AsyncConnection, number: int, unit: str, said: dict[str, int | None]
) -> bool:
    """Write a moment that nothing stands for yet."""
    free = _units.c[next(iter(said))].is_(None)
    done = await connection.execute(
        update(_units).where(_units.c.material == number, _units.c.unit == unit, free).values(said)
    )
    return done.rowcount > 0


async def unreminded(connection: AsyncConnection, now: datetime) -> list[MaterialUnit]:
    """List who has passed nothing on and was not reminded, of what is still kept at a moment."""
    return [_given(row) for row in await connection.execute(*_unreminded(seconds(now)))]


@built_once
def _unreminded(at: int) -> Select[Any]:
    kept = exists().where(_table.c.id == _units.c.material, _table.c.keep_until > at)
    left = and_(_units.c.passed_at.is_(None), _units.c.reminded_at.is_(None))
    return select(_units).where(left, kept).order_by(_units.c.material, _units.c.unit)


async def note_reminded(
    connection: AsyncConnection, number: int, units: Collection[str], now: datetime
) -> None:
    """Write that organisations were reminded by themselves, so that it happens once."""
    await connection.execute(
        update(_units)
        .where(_units.c.material == number, _units.c.unit.in_(units))
        .values(reminded_at=seconds(now))
    )


async def over(connection: AsyncConnection, now: datetime) -> list[Material]:
    """List of which the coordinators are to be told: its term is over, or all have passed it on."""
    return [_material(row) for row in await connection.execute(*_over(seconds(now)))]


@built_once
def _over(at: int) -> Select[Any]:
    over = or_(_table.c.until <= at, ~_is_left())
    return select(_table).where(_table.c.told_at.is_(None), over).order_by(_table.c.id)


async def note_told(connection: AsyncConnection, numbers: Iterable[int], now: datetime) -> None:
    """Write that the coordinators were told."""
    await connection.execute(
        update(_table).where(_table.c.id.in_(list(numbers))).values(told_at=seconds(now))
    )


async def strikable(connection: AsyncConnection, now: datetime) -> bool:
    """Tell whether there are words that need not be kept any more."""
    return await connection.scalar(*_strikable(seconds(now))) is not None


@built_once
def _strikable(at: int) -> Select[Any]:
    return select(_table.c.id).where(_needless(at)).limit(1)


async def strike(connection: AsyncConnection, now: datetime) -> None:
    """Strike out the words that need not be kept any more."""
    done = await connection.execute(
        update(_table).where(_needless(seconds(now))).values(text="", attachments="")
    )
    if done.rowcount:
        destroyed(connection)


def _needless(at: int) -> ColumnElement[bool]:
    worded = or_(_table.c.text != "", _table.c.attachments != "")
    return and_(worded, or_(_table.c.keep_until <= at, ~_is_left()))


def _is_left() -> ColumnElement[bool]:
    """Whether some organisation has not passed it on."""
    return exists().where(_units.c.material == _table.c.id, _units.c.passed_at.is_(None))


async def arrivals(
    connection: AsyncConnection, number: int, units: Collection[str]
) -> dict[str, list[NoticeState]]:
    """Tell how the messages about it to the administrators of organisations stand."""
    own = period(number)
    rows = await connection.execute(
        select(_notices.c.unit, _notices.c.state).where(
            _notices.c.unit.in_(units),
            or_(
                and_(_notices.c.kind.in_([MATERIAL, MATERIAL_NOW]), _notices.c.period == own),
                and_(_notices.c.kind == MATERIAL_LEFT, _notices.c.period.startswith(f"{own} ")),
            ),
        )
    )
    return by_unit(units, ((row.unit, NoticeState(row.state)) for row in rows))


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatsReached:
    """In how many chats an announcement is, and to how many it is still to be sent, of how many."""

    sent: int
    waiting: int
    of: int


async def chats_reached(
    connection: AsyncConnection, announced: Mapping[str, int]
) -> dict[str, ChatsReached]:
    """Tell what became of announcements, by unit; of one whose notices are forgotten, nothing."""
    periods = {unit: str(number) for unit, number in announced.items()}
    rows = await connection.execute(
        select(_notices.c.unit, _notices.c.period, _notices.c.state).where(
            _notices.c.unit.in_(periods),
            _notices.c.kind.in_([ANNOUNCEMENT, URGENT]),
            _notices.c.period.in_(set(periods.values())),
        )
    )
    mine = ((row.unit, row.state) for row in rows if row.period == periods[row.unit])
    return {
        unit: ChatsReached(
            sent=states.count(NoticeState.SENT),
            waiting=sum(state in _OPEN for state in states),
            of=len(states),
        )
        for unit, states in by_unit(periods, mine).items()
        if states
    }


_OPEN = (NoticeState.PLANNED, NoticeState.RELEASED)


async def forget(connection: AsyncConnection, before: datetime, piece: int) -> bool:
    """Forget some of what was handed out before a moment; tell whether there was any."""
    chosen = select(_table.c.id).where(_table.c.made_at < seconds(before)).limit(piece)
    done = await connection.execute(delete(_table).where(_table.c.id.in_(chosen)))
    return done.rowcount > 0


def _material(row: Row[Any]) -> Material:
    return Material(
        id=row.id,
        unit=row.unit,
        author=row.author,
        made_at=moment(row.made_at),
        until=moment(row.until),
        text=row.text,
        attachments=tuple(each for each in row.attachments.split(",") if each),
    )


def _given(row: Row[Any]) -> MaterialUnit:
    return MaterialUnit(
        material=row.material,
        unit=row.unit,
        until=moment(row.until),
        accepted_at=moment_or_none(row.accepted_at),
        passed_at=moment_or_none(row.passed_at),
        announcement=row.announcement,
    )
