"""«Ответить» and «Написать администратору»: a letter to one side, sent as soon as it is written.

It is shown before only if it is long, comes late, or something attached would be lost. Everything
is shown as a new message: the buttons stand under what is answered, which stays.
"""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.dialog.announce import writing_words as words
from bot.dialog.announce.draft import text_of
from bot.dialog.core import rights
from bot.dialog.core.act import Act, Preview
from bot.dialog.core.asking import already
from bot.dialog.core.listing import cancel
from bot.dialog.core.request import Request
from bot.dialog.core.rights import Role
from bot.dialog.core.screens import Screen
from bot.vk.keyboards import Args, Button
from bot.words.naming import Noted
from bot.words.russian import short_name
from monitor.jobs.letters import Letter, Topic, administrators, coordinators, post
from monitor.jobs.loading.load import UnitOrder
from monitor.orders.model import LEVELS
from storage.db.database import Connection
from storage.people import people
from storage.people import staff as stored

SHORT = 300
"""Characters of a letter that is sent without being shown before."""

AT_ONCE = timedelta(minutes=15)
"""How long what is written next is surely the letter; later it is shown before it goes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """To whom a letter goes: accounts, in whose hours and buttons' unit, under which name."""

    unit: UnitOrder
    to: tuple[int, ...]
    called: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """How letters of one kind are written. ``find`` gives the other side; None: there is none."""

    name: str
    may: frozenset[Role]
    topic: Topic
    noted: Noted
    nobody: str
    find: Callable[[Request, Connection], Awaitable[Side | None]]

    async def written(self, request: Request) -> Screen | Preview:
        """Ask for the text, or send it, or show it first."""
        async with request.talk.database.looking() as connection:
            side = await self.find(request, connection)
            if side is None:
                return Screen(text=self.nobody, fresh=True)
            if not request.written:
                await request.begin(connection, self.name, self._args(request, fresh=True))
                return Screen(text=words.ask(side.called), rows=(cancel(),), fresh=True)
        text = text_of(request.text, request.attached)
        if not text or len(text) > words.LONGEST:
            return Screen(text=words.TOO_LONG if text else words.EMPTY, rows=(cancel(),))
        attached = any(each.kind != "link" for each in request.attached)
        if not attached and len(text) <= SHORT and not self._is_late(request):
            return await self._at_once(replace(request, args={**request.args, "q": text}))
        return Preview(
            text=words.preview(side.called, text, attached=attached),
            yes=Button(label=words.SEND, main=True),
            args={**self._args(request), "q": text},
        )

    async def _at_once(self, request: Request) -> Screen:
        """Send it; of two messages one is the letter."""
        async with request.talk.database.writing() as connection:
            if not await request.finish(connection, self.name):
                return already()
            return await self.send(request, connection)

    def _args(self, request: Request, *, fresh: bool = False) -> Args:
        """Give what names the other side; ``fresh``: and since when a text is waited for."""
        kept = {name: request.args[name] for name in ("i", "a", "o", "l") if name in request.args}
        return {**kept, "t": int(request.now.timestamp())} if fresh else kept

    def _is_late(self, request: Request) -> bool:
        begun = request.number("t") or 0
        return request.now.timestamp() - begun > AT_ONCE.total_seconds()

    async def send(self, request: Request, connection: Connection) -> Screen:
        """Post the letter, to whoever is the other side now."""
        side = await self.find(request, connection)
        if side is None:
            return Screen(text=self.nobody)
        mine = await people.persons_of(connection, request.account)
        letter = Letter(
            topic=self.topic,
            unit_name=request.unit.name,
            at=request.now.astimezone(side.unit.zone),
            account=request.account,
            name=next((each.full_name for each in mine if each.unit == request.unit_id), ""),
            text=request.word("q"),
            of_unit=request.unit_id,
        )
        await post(connection, side.unit, letter, side.to, request.now)
        person = request.number("i")
        about = {} if person is None else {"person": person}
        await request.note(connection, next(iter(self.noted)), unit=side.unit.id, **about)
        return Screen(text=words.sent(side.called))

    @property
    def act(self) -> Act:
        """Give its act: it takes a message as it is."""
        return Act(
            name=self.name,
            may=self.may,
            noted=self.noted,
            do=self.written,
            done=self.send,
            whole=True,
        )


async def _colleague(request: Request, connection: Connection) -> Side | None:
    """Give who of the staff wrote, while the profile is still his."""
    person, account = await request.person(connection), request.whose("a")
    if person is None or account not in await stored.accounts(connection, person.id):
        return None
    return Side(unit=request.unit, to=(account,), called=short_name(person.full_name))


async def _organisation(request: Request, connection: Connection) -> Side | None:
    """Give an organisation below; of a level its coordinators."""
    unit = request.talk.units.get(request.word("o"))
    if unit is None or request.unit_id not in unit.above:
        return None
    whose = coordinators if unit.kind in LEVELS else administrators
    return _side(unit, await whose(connection, unit.id))


async def _level(request: Request, connection: Connection) -> Side | None:
    """Give the coordinators of a level above."""
    unit = request.talk.units.get(request.word("l"))
    if unit is None or unit.id not in request.unit.above:
        return None
    return _side(unit, await coordinators(connection, unit.id))


def _side(unit: UnitOrder, accounts: Iterable[int]) -> Side | None:
    to = tuple(sorted(accounts))
    return Side(unit=unit, to=to, called=unit.name) if to else None


ACTS = tuple(
    each.act
    for each in (
        Writing(
            name="reply",
            may=rights.ADMINISTRATOR,
            topic="reply",
            noted=words.REPLY_NOTED,
            nobody=words.NOBODY,
            find=_colleague,
        ),
        Writing(
            name="write_to",
            may=rights.COORDINATOR,
            topic="from_level",
            noted=words.WRITE_NOTED,
            nobody=words.NO_ADMINISTRATOR,
            find=_organisation,
        ),
        Writing(
            name="reply_up",
            may=rights.ADMINISTRATOR | rights.COORDINATOR,
            topic="to_level",
            noted=words.REPLY_UP_NOTED,
            nobody=words.NOBODY,
            find=_level,
        ),
    )
)
