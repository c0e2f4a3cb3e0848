"""What became of announcements: the report by chat, «Кто видел», the list of all."""

from collections.abc import Sequence
from datetime import datetime

from bot.dialog.announce import announced_words as words
from bot.dialog.chats.known_chat import moment_of
from bot.dialog.core import rights
from bot.dialog.core.act import Act
from bot.dialog.core.request import Request
from bot.dialog.core.screens import Screen, paged, turning
from bot.service.telling.outgoing import proof
from bot.vk.client import STOPPING, Vk, VkError
from bot.vk.keyboards import Button, Rows
from bot.vk.sender import SKEW
from bot.vk.written import described, written
from storage.accounts import CHATS
from storage.chats import chats
from storage.records import Chat, NoticeState
from storage.told import announcements
from storage.told.announcements import Announcement, Delivered

ON_A_PAGE, SEEN_ON_A_PAGE = 20, 8
LISTED = 5


async def _known(request: Request) -> tuple[Announcement, list[Delivered], dict[int, Chat]] | None:
    """Give the announcement an argument «i» names, if it is this unit's, and the unit's chats."""
    number = request.number("i")
    async with request.talk.database.reading() as connection:
        found = None if number is None else await announcements.get(connection, number)
        if found is None or found.unit != request.unit_id:
            return None
        told = await announcements.delivered(connection, found)
        mine = {CHATS + chat.id: chat for chat in await chats.of_unit(connection, request.unit_id)}
    return found, told, mine


def _not_yours() -> Screen:
    return Screen(text=words.NOT_YOURS, rows=((_to_past(),),))


def _to_past() -> Button:
    return Button(label=words.TO_PAST, act="announcements")


async def report(request: Request) -> Screen:
    """Tell what became of an announcement, chat by chat."""
    known = await _known(request)
    if known is None:
        return _not_yours()
    found, told, mine = known
    page, first, last = paged(len(told), request.number("p") or 0, ON_A_PAGE)
    shown = [
        words.Sent(place=first + at + 1, chat=mine.get(each.recipient), outcome=each)
        for at, each in enumerate(told[first:last])
    ]
    args = {"i": found.id}
    rows: Rows = (
        turning("announced", args, len(told), page, ON_A_PAGE),
        (
            Button(label=words.REFRESH, act="announced", args={**args, "p": page, "r": 1}),
            Button(label=words.SEEN, act="announced_seen", args=args),
        ),
        (_to_past(),),
    )
    return Screen(
        text=words.report(found.made_at, told, shown, moment_of(request)),
        rows=tuple(row for row in rows if row),
        toast=words.REFRESHED if request.number("r") else "",
    )


async def seen(request: Request) -> Screen:
    """Ask VK in which chats the announcement was opened by anybody."""
    known = await _known(request)
    if known is None:
        return _not_yours()
    found, told, mine = known
    sent = [each for each in told if each.state is NoticeState.SENT]
    page, first, last = paged(len(sent), request.number("p") or 0, SEEN_ON_A_PAGE)
    read = await _read(request.talk.vk, sent[first:last], found.made_at)
    shown = [
        words.Read(place=first + at + 1, chat=mine.get(each.recipient), by_anybody=known_read)
        for at, (each, known_read) in enumerate(zip(sent[first:last], read, strict=True))
    ]
    turn = turning("announced_seen", {"i": found.id}, len(sent), page, SEEN_ON_A_PAGE)
    back = Button(label=words.BACK, act="announced", args={"i": found.id})
    text = words.seen(found.made_at, shown, moment_of(request))
    return Screen(text=text, rows=(*([turn] if turn else []), (back,)))


async def _read(vk: Vk, sent: Sequence[Delivered], since: datetime) -> list[bool | None]:
    """Tell for each chat whether anybody has opened our message; None: VK does not say."""
    try:
        told = await described(vk, [each.recipient for each in sent]) if sent else {}
        return [await _opened(vk, each, told.get(each.recipient), since) for each in sent]
    except VkError as error:
        if error.code in STOPPING:
            raise
        return [None] * len(sent)


async def _opened(
    vk: Vk, each: Delivered, told: dict[str, object] | None, since: datetime
) -> bool | None:
    if told is None:
        return None
    newest, read = told.get("last_conversation_message_id"), told.get("out_read_cmid")
    if not isinstance(newest, int) or not isinstance(read, int):
        return None
    numbers = await written(vk, each.recipient, since - SKEW, newest)
    ours = numbers.get(proof(each.notice))
    return None if ours is None else read >= ours


async def past(request: Request) -> Screen:
    """List the unit's announcements, newest first."""
    async with request.talk.database.reading() as connection:
        found = await announcements.of_unit(connection, request.unit_id)
    page, first, last = paged(len(found), request.number("p") or 0, LISTED)
    shown = list(enumerate(found, start=1))[first:last]
    doors = tuple(
        Button(label=str(place), act="announced", args={"i": each.id}) for place, each in shown
    )
    rows: Rows = (
        doors,
        turning("announcements", {}, len(found), page, LISTED),
        (Button(label=words.NEW, act="announce"),),
    )
    listed = [(place, each.made_at, each.chats) for place, each in shown]
    text = words.past(request.of.unit.name, listed, moment_of(request))
    return Screen(text=text, rows=tuple(row for row in rows if row))


ACTS = (
    Act(name="announced", may=rights.ADMINISTRATOR, do=report),
    Act(name="announced_seen", may=rights.ADMINISTRATOR, do=seen),
    Act(name="announcements", may=rights.ADMINISTRATOR, named=words.ANNOUNCEMENTS_ACT, do=past),
)
