"""What intake must know to place a message: whose chat it is, who is staff, this week's key.

Only units that the config lists are in it: the chats of a unit taken out are nobody's from then on,
and its data stays for the day it is put back.

A process keeps one copy and asks each transaction whether it is still true: everything that
changes it calls ``changed`` in the same transaction. So no count rests on process memory.
"""

from dataclasses import dataclass, field

from sqlalchemy import literal_column, select
from sqlalchemy.sql import ClauseElement

from storage import tables
from storage.db.dialects import insert_of
from storage.db.statements import Said
from storage.engine import AsyncConnection
from storage.places import holdings, presence
from storage.places.presence import Coming, Past
from storage.records import Access, Office
from storage.tables.work import directory as table


@dataclass(frozen=True, slots=True)
class WeekKey:
    """The key under which a unit's strangers are counted in [starts_at, ends_at) UTC seconds."""

    starts_at: int
    ends_at: int
    key: bytes | None


@dataclass(slots=True)
class Directory:
    """A picture of chats, staff, administrators and keys as of ``version``.

    ``within``: the units this process knows; None: all that are listed. Another process may have
    read a newer config.
    """

    version: int = -1
    within: frozenset[str] | None = None
    unit_of_chat: dict[int, str] = field(default_factory=dict)
    staff: dict[str, frozenset[int]] = field(default_factory=dict)
    administered: dict[int, tuple[str, ...]] = field(default_factory=dict)
    keys: dict[str, list[WeekKey]] = field(default_factory=dict)
    unproved: set[int] = field(default_factory=set)  # chats not known to show the bot everything
    begun: dict[int, int] = field(default_factory=dict)  # the number with which a chat became ours
    pasts: dict[int, Past] = field(default_factory=dict)  # of chats of which that tells too little
    moved: dict[int, Past] = field(default_factory=dict)  # those of them that changed hands
    holders: dict[int, str] = field(default_factory=dict)  # the units of their places
    guessed: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    """By unit: chats of its that were counted for another one first, by mistake, and for which."""

    def place(self, chat: int, at: int) -> int:
        """Give the place under which a chat of ours is counted at a moment."""
        past = self.moved.get(chat)
        return chat if past is None else past.place(chat, at)

    def holder(self, place: int) -> str | None:
        """Give the unit a place belongs to; None: it is no longer listed."""
        if place in self.moved or place < 0:
            return self.holders.get(place)
        return self.unit_of_chat.get(place)

    def key_at(self, unit: str, at: int) -> WeekKey | None:
        """Find the unit's week key that covers a moment (newest first)."""
        for key in reversed(self.keys.get(unit, ())):
            if key.starts_at <= at < key.ends_at:
                return key
        return None


async def changed(connection: AsyncConnection) -> None:
    """Tell every process that its directory is old, in this transaction."""
    await connection.exec_driver_sql(_CHANGED.text(connection.dialect), (1, 1))


def _changed(dialect: str) -> ClauseElement:
    made: ClauseElement = insert_of(dialect, table).on_conflict_do_update(
        index_elements=["id"], set_={"version": table.c.version + literal_column("1")}
    )
    return made


_CHANGED = Said(_changed, ("id", "version"))
_VERSION = select(table.c.version)
VERSION = Said(lambda _: _VERSION, ())

_units, _chats, _visits = tables.units.c, tables.chats.c, tables.visits.c
_bindings, _offices, _keys = tables.bindings.c, tables.offices.c, tables.weekly_keys.c
_OURS = select(_units.id).where(_units.listed)
_CHATS = select(_chats.id, _chats.unit, _chats.access, _chats.guessed).where(
    _chats.unit.is_not(None)
)
_VISITS = select(
    _visits.chat, _visits.number, _visits.at, _visits.present, _visits.unit, _visits.inferred
)
_STAFF = select(_bindings.unit, _bindings.account)
_ADMINISTRATORS = (
    select(_offices.account, _offices.unit)
    .join(tables.units, _units.id == _offices.unit)
    .where(_offices.office == Office.ADMINISTRATOR, _units.listed)
    .order_by(_offices.unit)
)
_KEYS = select(_keys.unit, _keys.starts_at, _keys.ends_at, _keys.key).order_by(_keys.starts_at)


async def refresh(connection: AsyncConnection, directory: Directory) -> Directory:
    """Return ``directory`` if it is still true, a new one read from the database otherwise."""
    version = await connection.scalar(_VERSION) or 0
    if version == directory.version:
        return directory
    fresh = Directory(version=version, within=directory.within)
    ours = await _ours(connection, directory.within)
    await _read_chats(connection, fresh, ours)
    await _read_pasts(connection, fresh, ours)
    staff: dict[str, set[int]] = {}
    for unit, account in await connection.execute(_STAFF):
        if unit in ours:
            staff.setdefault(unit, set()).add(account)
    fresh.staff = {unit: frozenset(accounts) for unit, accounts in staff.items()}
    fresh.administered = await administered(connection, directory.within)
    for unit, starts_at, ends_at, key in await connection.execute(_KEYS):
        fresh.keys.setdefault(unit, []).append(WeekKey(starts_at, ends_at, key))
    return fresh


async def administered(
    connection: AsyncConnection, within: frozenset[str] | None
) -> dict[int, tuple[str, ...]]:
    """Give the units that accounts administer, of those a directory is ``within``."""
    found: dict[int, tuple[str, ...]] = {}
    for account, unit in await connection.execute(_ADMINISTRATORS):
        if within is None or unit in within:
            found[account] = (*found.get(account, ()), unit)
    return found


async def _ours(connection: AsyncConnection, within: frozenset[str] | None) -> set[str]:
    """Give the units that are listed, and that this process knows."""
    listed = set(await connection.scalars(_OURS))
    return listed if within is None else listed & within


async def _read_chats(connection: AsyncConnection, fresh: Directory, ours: set[str]) -> None:
    for chat, unit, access, guessed in await connection.execute(_CHATS):
        if unit not in ours:
            continue
        fresh.unit_of_chat[chat] = unit
        if access != Access.ALL:
            fresh.unproved.add(chat)
        if guessed is not None:
            fresh.guessed.setdefault(unit, []).append((chat, guessed))


async def _read_pasts(connection: AsyncConnection, fresh: Directory, ours: set[str]) -> None:
    """Read since when chats are ours, when the bot was away, and whose they were before."""
    comings: dict[int, list[Coming]] = {}
    for chat, number, at, present, unit, inferred in await connection.execute(_VISITS):
        if chat in fresh.unit_of_chat:
            one = Coming(number=number, at=at, present=present, unit=unit, inferred=inferred)
            comings.setdefault(chat, []).append(one)
    held = await holdings.held(connection)
    for chat in comings.keys() | held.keys():
        if chat not in fresh.unit_of_chat:
            continue
        mine, intervals = presence.ordered(comings.get(chat, ())), held.get(chat, ())
        first = intervals[0].unit if intervals else fresh.unit_of_chat[chat]
        begun = presence.beginning(mine, first)
        past = Past(begun=begun, away=presence.absences(mine, begun), held=intervals)
        if not past.is_usual:
            fresh.pasts[chat] = past
        elif begun is not None:
            fresh.begun[chat] = begun.number
        if intervals:
            fresh.moved[chat] = past
            fresh.holders |= {each.place: each.unit for each in intervals if each.unit in ours}
