"""Asking VK who is in the chats: accounts of the roster, and of everybody else only how many.

VK's limit of requests is shared with sending, so a chat is asked for its members only when they
may be other ones: its size (which the description of chats tells anyway) or the roster changed,
say because somebody was bound, or six hours went by, in which one may have come and one left.
The staff chats of a unit are asked together: strangers who are in two of them are counted once,
and who they are is not remembered from one time to the next.
What was answered is remembered by the process: after a start every chat is asked once, which is
160 requests for 4,000 chats. Only numbers are asked for, so strangers' names never arrive.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from loguru import logger

from bot.vk.client import Vk
from bot.vk.errors import STOPPING, VkError
from bot.vk.execute import MOST_CALLS, call, fitting, script
from storage.accounts import CHATS
from storage.chats import members
from storage.db.database import Connection, Database
from storage.records import Chat

METHOD = "messages.getConversationMembers"
PAGE = 1000  # members one answer has at most
OLD = timedelta(hours=6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Which accounts are looked for in a chat, and how many members VK counts there.

    ``beside``: of a staff chat, the staff chats of the unit, with which it is asked; else empty.
    """

    roster: frozenset[int]
    size: int
    beside: frozenset[int] = frozenset()


Asked = dict[int, tuple[Question, datetime]]
"""What was last asked of each chat and answered, and when."""


def due(question: Question, now: datetime, before: tuple[Question, datetime] | None) -> bool:
    """Tell whether the answer may be another one than before."""
    return before is None or before[0] != question or now - before[1] >= OLD


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions:
    """What chats may be asked, and the unit of each of them."""

    of_chat: Mapping[int, Question]
    units: Mapping[int, str]


NOTHING = Questions(of_chat={}, units={})


async def questions(
    connection: Connection, chats: Sequence[Chat], sizes: Mapping[int, int]
) -> Questions:
    """Read what our chats among ``sizes`` ({chat: members}) may be asked for their members."""
    units = {chat.id: chat.unit for chat in chats if chat.unit is not None and chat.id in sizes}
    rosters = await members.rosters(connection, set(units.values()))
    staff = await members.staff_chats(connection, rosters) if rosters else []
    units |= {each.chat: each.unit for each in staff}
    sizes = {each.chat: each.people or 1 for each in staff} | dict(sizes)
    together = _together(staff)
    of_chat = {
        chat: Question(
            roster=rosters[unit], size=sizes[chat], beside=together.get(chat, frozenset())
        )
        for chat, unit in units.items()
    }
    return Questions(of_chat=of_chat, units=units)


async def ask_members(
    vk: Vk, database: Database, about: Questions, now: datetime, asked: Asked
) -> None:
    """Ask chats for their members where they may be other ones now, and note it in ``asked``.

    Where VK refuses, what was known stays, and the next time it is asked again. Raises ``VkError``
    when VK cannot be asked now.
    """
    wanted = _wanted(about.of_chat, now, asked)
    silent = len(wanted)
    met: dict[str, set[int]] = {}  # strangers of each unit's staff chats
    for start in range(0, len(wanted), MOST_CALLS):
        some = {chat: about.of_chat[chat] for chat in wanted[start : start + MOST_CALLS]}
        told = await _told(vk, some)
        async with database.writing() as connection:
            for chat, people in told.items():
                roster, strangers = some[chat].roster, None
                if some[chat].beside:
                    before = met.setdefault(about.units[chat], set())
                    new = people - roster - before
                    before |= new
                    strangers = len(new)
                await members.keep(connection, chat, people & roster, len(people), strangers)
        asked.update({chat: (some[chat], now) for chat in told})
        silent -= len(told)
    if silent:
        logger.info("VK does not tell the members of {} chats", silent)


def _together(staff: Iterable[members.StaffChat]) -> dict[int, frozenset[int]]:
    """Give for each staff chat those of its unit, itself included."""
    of_unit: dict[str, set[int]] = {}
    for each in staff:
        of_unit.setdefault(each.unit, set()).add(each.chat)
    return {chat: frozenset(chats) for chats in of_unit.values() for chat in chats}


def _wanted(questions: Mapping[int, Question], now: datetime, asked: Asked) -> list[int]:
    """List the chats to be asked: those of which the answer may be another, and those beside."""
    old = {chat for chat, what in questions.items() if due(what, now, asked.get(chat))}
    beside = {each for chat in old for each in questions[chat].beside}
    return [chat for chat in questions if chat in old or chat in beside]


async def _told(vk: Vk, questions: Mapping[int, Question]) -> dict[int, frozenset[int]]:
    """Give the people in each chat; a chat of which VK refused anything is left out."""
    asks = [
        (chat, first)
        for chat, question in questions.items()
        for first in range(0, question.size or 1, PAGE)
    ]
    calls = [_call(chat, first) for chat, first in asks]
    pages: list[list[int] | None] = []
    for part in fitting([len(each) for each in calls]):
        pages += await _pages(vk, calls[part])
    found: dict[int, frozenset[int]] = {}
    for chat in questions:
        mine = [page for (of, _), page in zip(asks, pages, strict=True) if of == chat]
        if None not in mine and any(mine):  # communities, ours among them, are negative
            found[chat] = frozenset(one for page in mine for one in page or () if one > 0)
    return found


def _call(chat: int, first: int) -> str:
    asked = call(METHOD, {"peer_id": CHATS + chat, "offset": first, "count": PAGE})
    return f"{asked}.items@.member_id"


async def _pages(vk: Vk, calls: Sequence[str]) -> list[list[int] | None]:
    """Make calls in one request; give the numbers each brings, None: VK refused."""
    nothing: list[list[int] | None] = [None] * len(calls)
    try:
        answer, errors, _ = await vk.execute(script(calls))
    except VkError as error:
        if error.code in STOPPING or not error.permanent:
            raise
        return nothing
    if not isinstance(answer, list) or len(answer) != len(calls):
        return nothing
    # What a refused call is without items: nothing, or an empty list.
    return [page if isinstance(page, list) and (page or not errors) else None for page in answer]
