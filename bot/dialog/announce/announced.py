"""What became of announcements: the report by chat, «Кто видел», the list of all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.dialog.announce import announced_words as words
from bot.dialog.chats.known_chat import moment_of
from bot.dialog.core import rights
from bot.dialog.core.act import Act, Preview, Then
from bot.dialog.core.listing import page_of, stacked
from bot.dialog.core.request import Request
from bot.dialog.core.screens import Screen
from bot.dialog.core.subject import Subject
from bot.service.telling.outgoing import proof
from bot.vk.client import Vk
from bot.vk.errors import STOPPING, VkError
from bot.vk.keyboards import Button
from bot.vk.sender import SKEW
from bot.vk.written import described, written
from monitor.jobs.announcing import withdraw
from storage.accounts import CHATS
from storage.chats import chats
from storage.db.database import Connection
from storage.records import Chat, NoticeState
from storage.told import announcements
from storage.told.announcements import Announcement, Delivered

ON_A_PAGE, SEEN_ON_A_PAGE = 20, 8
LISTED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnouncementReport:
    """An announcement, what became of it, and the unit's chats by whom it was sent to."""

    itself: Announcement
    outcomes: Sequence[Delivered]
    chats: Mapping[int, Chat]


async def _told(request: Request, connection: Connection) -> AnnouncementReport | None:
    number = request.number("i")
    found = None if number is None else await announcements.get(connection, number)
    if found is None or found.unit != request.unit_id:
        return None
    mine = await chats.of_unit(connection, request.unit_id)
    return AnnouncementReport(
        itself=found,
        outcomes=await announcements.delivered(connection, found),
        chats={CHATS + chat.id: chat for chat in mine},
    )


def _not_yours() -> Screen:
    return Screen(text=words.NOT_YOURS, rows=(_to_past(),))


ANNOUNCEMENT: Subject[AnnouncementReport] = Subject(find=_told, gone=_not_yours)
"""The announcement of the unit that an argument «i» names."""


def _to_past() -> tuple[Button, ...]:
    return (Button(label=words.TO_PAST, act="announced_past"),)


async def report(request: Request, _connection: Connection, told: AnnouncementReport) -> Screen:
    """Tell what became of an announcement, chat by chat."""
    args = {"i": told.itself.id}
    page = page_of(request, told.outcomes, ON_A_PAGE, "announced", args)
    shown = [
        words.ReportLine(place=place, chat=told.chats.get(outcome.recipient), outcome=outcome)
        for place, outcome in page.items
    ]
    again = (
        Button(label=words.REFRESH, act="announced", args={**args, "p": page.number, "r": 1}),
        Button(label=words.SEEN, act="announced_seen", args=args),
    )
    stop = (Button(label=words.STOP, act="announced_stop", args=args),)
    waits = any(map(words.waits, told.outcomes))
    return Screen(
        text=words.report(told.itself, told.outcomes, shown, moment_of(request)),
        rows=stacked(page.turn, again, stop if waits else (), _to_past()),
        toast=words.REFRESHED if request.number("r") else "",
    )


async def seen(request: Request, told: AnnouncementReport) -> Screen:
    """Ask VK in which chats the announcement was opened by anybody."""
    made_at, args = told.itself.made_at, {"i": told.itself.id}
    sent = [outcome for outcome in told.outcomes if outcome.state is NoticeState.SENT]
    page = page_of(request, sent, SEEN_ON_A_PAGE, "announced_seen", args)
    opened = await _read(request.talk.vk, [outcome for _, outcome in page.items], made_at)
    shown = [
        words.Opened(place=place, chat=told.chats.get(outcome.recipient), by_anybody=by_anybody)
        for (place, outcome), by_anybody in zip(page.items, opened, strict=True)
    ]
    back = (Button(label=words.BACK, act="announced", args=args),)
    text = words.seen(made_at, shown, moment_of(request))
    return Screen(text=text, rows=stacked(page.turn, back))


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
    vk: Vk, delivered: Delivered, told: dict[str, object] | None, since: datetime
) -> bool | None:
    if told is None:
        return None
    newest, read = told.get("last_conversation_message_id"), told.get("out_read_cmid")
    if not isinstance(newest, int) or not isinstance(read, int):
        return None
    numbers = await written(vk, delivered.recipient, since - SKEW, newest)
    ours = numbers.get(proof(delivered.notice))
    return None if ours is None else read >= ours


async def stop(
    request: Request, _connection: Connection, told: AnnouncementReport
) -> Screen | Preview:
    """Ask before an announcement is taken back where it was not sent yet."""
    waiting = sum(map(words.waits, told.outcomes))
    if not waiting:
        return Screen(text=words.ALL_OUT, rows=(_to_report(told),))
    sent = sum(each.state is NoticeState.SENT for each in told.outcomes)
    return Preview(
        text=words.ask_stop(told.itself.made_at, waiting, sent, moment_of(request)),
        yes=Button(label=words.YES_STOP, risky=True),
        args={"i": told.itself.id},
    )


async def stop_go(
    request: Request, connection: Connection, told: AnnouncementReport
) -> Screen | Then:
    """Take it back."""
    count = await withdraw(connection, told.itself)
    if not count:
        return Screen(text=words.ALL_OUT, rows=(_to_report(told),))
    await request.note(
        connection, "announcement_withdrawn", announcement=told.itself.id, chats=count
    )
    return Then(show=ANNOUNCEMENT.shown(report), toast=words.STOPPED)


def _to_report(told: AnnouncementReport) -> tuple[Button, ...]:
    return (Button(label=words.BACK, act="announced", args={"i": told.itself.id}),)


async def past(request: Request) -> Screen:
    """List the unit's announcements, newest first."""
    async with request.talk.database.reading() as connection:
        found = await announcements.of_unit(connection, request.unit_id)
        page = page_of(request, found, LISTED, "announced_past")
        listed = [
            (place, each, await announcements.delivered(connection, each))
            for place, each in page.items
        ]
    doors = [
        Button(label=str(place), act="announced", args={"i": each.id}) for place, each in page.items
    ]
    new = (Button(label=words.NEW, act="announce_to"),)
    text = words.past(request.unit.name, listed, moment_of(request))
    return Screen(text=text, rows=stacked(doors, page.turn, new))


ACTS = (
    Act(name="announced", may=rights.ADMINISTRATOR, do=ANNOUNCEMENT.shown(report)),
    Act(name="announced_seen", may=rights.ADMINISTRATOR, do=ANNOUNCEMENT.asking(seen)),
    Act(
        name="announced_stop",
        may=rights.ADMINISTRATOR,
        noted=words.STOP_NOTED,
        do=ANNOUNCEMENT.shown(stop),
        done=ANNOUNCEMENT.done(stop_go),
    ),
    Act(name="announced_past", may=rights.ADMINISTRATOR, do=past),
)
