"""One turn of a conversation: who asks, for what, about which unit, and what with."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial
from typing import Protocol

from bot.dialog.core.context import Talk
from bot.dialog.core.rights import STRANGER, Role
from bot.parsing.payloads import Forged
from bot.sheets.untrusted.reading import Book
from bot.vk.files.attached import Attached
from bot.words.naming import Naming, Noted
from bot.words.vocabulary import Vocabulary
from monitor.jobs.loading.load import UnitOrder
from storage.accounts import Account, is_account
from storage.asked import dialog_states
from storage.asked.dialog_states import DialogState
from storage.db.database import Connection, later
from storage.people import people, units
from storage.records import Office, OfficeHolder, Person
from storage.told import journal

_DIGITS = 16  # of the longest number VK or we give to anything


class NotAllowed(Exception):
    """Somebody may not do an act any more: his part was taken between two looks at it."""


class NotMeant(Exception):
    """An act that was tried finds nothing of its own in a text."""


NOTHING: Mapping[str, str | int] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A file somebody sent: its name, its bytes, and its tables once they were read."""

    name: str
    body: bytes
    book: Book | None = field(default=None, repr=False, compare=False)

    @property
    def table(self) -> Book | bytes:
        """What is to be read, or was."""
        return self.body if self.book is None else self.book


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Who asks, as the database knows him at the beginning of a turn.

    ``mine``: what he is in each unit the config lists, by its id; ``persons``: of their rosters.
    """

    state: DialogState
    mine: Mapping[str, frozenset[Role]]
    persons: tuple[Person, ...] = ()


class MenuEntry(Protocol):
    """An act as the menu shows it."""

    @property
    def name(self) -> str:
        """The act's name."""

    @property
    def named(self) -> Naming:
        """How it is called."""

    @property
    def rare(self) -> bool:
        """Whether it stands under «Ещё» if there is no room."""


class ActTable(Protocol):
    """What there is to be asked for, and who may (``act.Acts``)."""

    def may(self, roles: frozenset[Role], name: str) -> bool:
        """Tell whether somebody with these roles may do an act."""

    def offers(self, request: "Request", name: str) -> bool:
        """Tell whether a button of an act leads to something in a request's unit."""

    def menu(self) -> tuple[tuple[MenuEntry, ...], ...]:
        """Give the rows of the menu."""

    def noted(self) -> Noted:
        """Give how lines of the journal read that an act alone writes."""

    def named(self, name: str) -> Naming:
        """Give how an act is called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a handler is given. ``roles`` are those in ``unit``, and the act is allowed to them.

    ``args``: the button's, or of what is half finished. ``text``: what was typed, empty for a
    button. ``written``: it is what somebody wrote into what is half finished, perhaps without a
    word (a sticker), and no button. ``meant``: the act its words would ask for, were nothing half
    finished.
    """

    talk: Talk
    account: int
    chosen: UnitOrder | None
    roles: frozenset[Role]
    mine: tuple[str, ...]  # all units somebody has a part in
    persons: tuple[Person, ...] = ()  # as whom he was on their rosters when he asked
    state: DialogState
    table: ActTable
    act: str
    args: Mapping[str, str | int] = field(default_factory=dict)
    text: str = ""
    written: bool = False
    meant: str = ""
    file: Incoming | None = None
    attached: tuple[Attached, ...] = ()
    now: datetime

    def at(self, unit: str) -> "Request":
        """Give the same request in a unit in which somebody has just become staff."""
        roles = self.roles - {Role.STRANGER} if unit == self.state.unit else frozenset[Role]()
        return replace(
            self,
            chosen=self.talk.units[unit],
            roles=roles | {Role.STAFF},
            mine=tuple(sorted({*self.mine, unit})),
            state=replace(self.state, unit=unit),
        )

    def may(self, name: str) -> bool:
        """Tell whether an act is open to who asks, in the unit this is about."""
        return self.table.may(self.roles, name)

    def offers(self, name: str) -> bool:
        """Tell whether an act is open to who asks, and has something to show in this unit."""
        return self.table.offers(self, name)

    @property
    def unit(self) -> UnitOrder:
        """The unit; only who has no part anywhere has none."""
        if self.chosen is None:
            raise LookupError(self.act)
        return self.chosen

    @property
    def unit_id(self) -> str:
        """The unit's id."""
        return self.unit.id

    @property
    def vocabulary(self) -> Vocabulary:
        """The words of the unit's kind; of who has no part anywhere, those of all units."""
        return self.talk.vocabulary(None if self.chosen is None else self.unit_id)

    @property
    def own_name(self) -> str:
        """The full name of who asks, as the unit's roster has it; empty: he is not on it."""
        here = (each.full_name for each in self.persons if each.unit == self.unit_id)
        return next(here, "")

    def number(self, name: str) -> int | None:
        """Give a number among the arguments; None: it is none."""
        value = self.args.get(name)
        if isinstance(value, str) and value.isdecimal() and len(value) < _DIGITS:
            value = int(value)
        known = isinstance(value, int) and abs(value) < 10**_DIGITS
        return int(value) if known and value is not None else None

    def whose(self, name: str) -> Account | None:
        """Give an account among the arguments; None: it is none, or a number of nobody."""
        found = self.number(name)
        return found if is_account(found) else None

    def place(self, name: str, count: int) -> int | None:
        """Give a place in a list of so many among the arguments; None: there is no such place."""
        number = self.number(name)
        return number if number is not None and 0 <= number < count else None

    def day(self, name: str) -> date:
        """Give a day among the arguments. Raises ``Forged``."""
        try:
            return date.fromisoformat(self.word(name))
        except ValueError as error:
            raise Forged from error

    def day_or_none(self, name: str) -> date | None:
        """Give a day among the arguments; None: there is none. Raises ``Forged``."""
        return self.day(name) if self.word(name) else None

    def word(self, name: str) -> str:
        """Give a word among the arguments; empty: it is none."""
        return str(self.args.get(name, ""))

    async def person(self, connection: Connection) -> Person | None:
        """Give the person an argument «i» names, if he is on this unit's roster."""
        number = self.number("i")
        found = None if number is None else await people.person(connection, number)
        known = found is not None and found.unit == self.unit_id and found.dismissed_at is None
        return found if known else None

    async def begin(
        self,
        connection: Connection,
        act: str,
        args: Mapping[str, str | int] = NOTHING,
        file: Incoming | None = None,
    ) -> None:
        """Leave something half finished: what is written next goes to ``act`` with ``args``."""
        begun = DialogState(
            account=self.account,
            unit=self.state.unit,
            act=act,
            args=args,
            file_name=file.name if file else "",
            body=file.body if file else None,
        )
        await later(connection, partial(dialog_states.save, state=begun, now=self.now))

    async def leave(self, connection: Connection) -> None:
        """Leave what is half finished, if anything is."""
        left = partial(dialog_states.finish, account=self.account, now=self.now)
        await later(connection, left)

    async def stay(self, connection: Connection) -> None:
        """Let what follows be about this unit; what is half finished in another is left."""
        begun = await dialog_states.get(connection, self.account, self.now)
        if begun.unit != self.unit_id:
            moved = DialogState(account=self.account, unit=self.unit_id)
            await later(connection, partial(dialog_states.save, state=moved, now=self.now))

    async def finish(self, connection: Connection, act: str = "") -> bool:
        """Finish what is half finished; False: it was not, so another press did it already.

        Raises ``NotAllowed``: the part by which ``act`` may be done was taken since it was shown.
        """
        if act and self.chosen is not None:
            mine = await roles_of(connection, self.account, self.talk.units)
            if not self.table.may(mine.get(self.unit_id, STRANGER), self.act):
                raise NotAllowed(self.act)
        here = (self.state.unit, "") if act else None  # a button of another unit ends nothing
        return await dialog_states.finish(connection, self.account, self.now, act, here)

    async def note(self, connection: Connection, action: str, **details: object) -> None:
        """Write a line of the journal: who did what in this unit."""
        line = partial(
            journal.write,
            at=self.now,
            action=action,
            unit=None if self.chosen is None else self.unit_id,
            actor=self.account,
            details=details,
        )
        await later(connection, line)


_ROLES = {
    Office.ADMINISTRATOR: Role.ADMINISTRATOR,
    Office.DEPUTY: Role.DEPUTY,
    Office.COORDINATOR: Role.COORDINATOR,
}


def by_rank(mine: Mapping[str, frozenset[Role]]) -> list[str]:
    """Sort units: those in which somebody holds an office first; who chose none starts there."""
    return sorted(mine, key=lambda unit: (mine[unit] == frozenset({Role.STAFF}), unit))


async def asker(
    connection: Connection, account: int, known: Mapping[str, UnitOrder], now: datetime
) -> Asker:
    """Read who asks."""
    state = await dialog_states.get(connection, account, now)
    offices = await units.offices_of(connection, account)
    persons = await people.persons_of(connection, account)
    mine = _roles(offices, persons, known)
    here = tuple(each for each in persons if each.unit in known)
    return Asker(state=state, mine=mine, persons=here)


async def roles_of(
    connection: Connection, account: int, known: Mapping[str, UnitOrder]
) -> dict[str, frozenset[Role]]:
    """Give what somebody is in each unit the config lists, by the unit's id."""
    offices = await units.offices_of(connection, account)
    return _roles(offices, await people.persons_of(connection, account), known)


def _roles(
    offices: Iterable[OfficeHolder], persons: Iterable[Person], known: Mapping[str, UnitOrder]
) -> dict[str, frozenset[Role]]:
    found: dict[str, set[Role]] = {}
    for holder in offices:
        if holder.unit in known:
            found.setdefault(holder.unit, set()).add(_ROLES[holder.office])
    for person in persons:
        if person.unit in known:
            found.setdefault(person.unit, set()).add(Role.STAFF)
    return {unit: frozenset(roles) for unit, roles in found.items()}
