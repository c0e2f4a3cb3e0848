"""«Это Вы: …?»: asking somebody unbound who writes to the bot, if he is in a staff chat.

Who is in none learns nothing: no name is shown before VK says that he is a member, and then only
names like his own. He asks the administrators as by «Это я»; nobody is bound by a name alone.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.dialog.binding import recognising_words as words
from bot.dialog.binding.calling import Caller, find_caller, note_seen
from bot.dialog.chats.member_profiles import staff_chats
from bot.dialog.core import rights
from bot.dialog.core.act import Act
from bot.dialog.core.listing import in_rows
from bot.dialog.core.request import Request
from bot.dialog.core.screens import Screen
from bot.vk.keyboards import Button, column
from bot.words.private import welcome
from storage.chats import chats
from storage.db.database import Connection
from storage.people import marks
from storage.records import Chat
from storage.seen.strangers import chats_of
from storage.told import journal

ASKED, DENIED, LOOKED = "who_asked", "who_denied", "who_looked"
"""Lines of the journal, of no unit, with a mark: the account is nobody's yet."""

A_DAY, LEFT_ALONE = timedelta(days=1), timedelta(days=30)
"""How often somebody is asked at most, and how long not again once he said no."""

LOOKS, LOOKS_OF_ALL, WITHIN = 3, 60, timedelta(hours=1)
"""How often somebody is looked for: in a day, and all strangers together within an hour."""

CHATS_ASKED = 20
"""Of so many chats at most VK is asked; where there are more, of those in which he wrote."""


async def stranger(request: Request) -> Screen:
    """Answer who has no part anywhere: ask whether he is a colleague, or say what the bot is."""
    known = Screen(text=welcome(request.vocabulary))
    async with request.talk.database.reading() as connection:
        if not await _may_look(connection, request.account, request.now):
            return known
    await _note(request, LOOKED)  # before anything is searched: a flood is to cost nothing
    async with request.talk.database.reading() as connection:
        there = await _where(request, connection)
    for chat in there:
        caller = await find_caller(request, chat.id)
        if isinstance(caller, Caller) and caller.choices:
            await _note(request, ASKED)
            await note_seen(caller)
            return _asking(caller)
    return known


async def _may_look(connection: Connection, account: int, now: datetime) -> bool:
    """Tell whether VK may be asked where somebody is, and he whether he is a colleague."""
    if await marks.erased_among(connection, [account]):
        return False  # who had his data erased says himself who he is
    who = await marks.mark(connection, account)
    return (
        await journal.count(connection, ASKED, now - A_DAY, actor=who) == 0
        and await journal.count(connection, DENIED, now - LEFT_ALONE, actor=who) == 0
        and await journal.count(connection, LOOKED, now - A_DAY, actor=who) < LOOKS
        and await journal.count(connection, LOOKED, now - WITHIN) < LOOKS_OF_ALL
    )


async def _where(request: Request, connection: Connection) -> Sequence[Chat]:
    """Give the staff chats somebody unbound may be in; those known to have nobody such are not."""
    found = [
        chat
        for chat in staff_chats(await chats.everywhere(connection))
        if chat.unit in request.talk.units and chat.strangers != 0
    ]
    if len(found) <= CHATS_ASKED:
        return found
    wrote = await chats_of(connection, request.account)
    return [chat for chat in found if chat.id in wrote][:CHATS_ASKED]


async def _note(request: Request, action: str) -> None:
    async with request.talk.database.writing() as connection:
        who = await marks.mark(connection, request.account)
        await journal.write(connection, at=request.now, action=action, unit=None, actor=who)


def _asking(caller: Caller) -> Screen:
    args = {"c": caller.chat.id}
    unlisted = Button(label=words.UNLISTED, act="me_unlisted")
    unit = caller.request.unit.name
    if len(caller.choices) == 1:
        [person] = caller.choices
        yes = Button(label=words.YES, act="me_is", args={**args, "i": person.id}, main=True)
        return Screen(
            text=words.is_it_you(person, unit),
            rows=((yes,), (Button(label=words.NO, act="me_no"), unlisted)),
        )
    names = [
        Button(label=words.label(index, person), act="me_is", args={**args, "i": person.id})
        for index, person in enumerate(caller.choices, 1)
    ]
    rows = (*in_rows(names, 2), *column([unlisted]))
    return Screen(text=words.which(caller.choices, unit), rows=rows)


async def no(request: Request) -> Screen:
    """Leave somebody alone who is not whom he was asked about."""
    await _note(request, DENIED)
    return Screen(text=words.NOT_HIM)


async def unlisted(request: Request) -> Screen:
    """Tell somebody who is not on the list how to get there."""
    await _note(request, DENIED)
    return Screen(text=words.ASK_TO_BE_LISTED)


ACTS = (
    Act(name="me_no", may=rights.ALL, do=no),
    Act(name="me_unlisted", may=rights.ALL, do=unlisted),
)
