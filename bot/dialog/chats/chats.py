"""The chats of a unit: an overview, lists by kind, what is missing, what is silent."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.dialog.chats import chat_words
from bot.dialog.chats import chats_words as words
from bot.dialog.chats.known_chat import moment_of
from bot.dialog.core import rights
from bot.dialog.core.act import Act
from bot.dialog.core.listing import in_rows, page_of
from bot.dialog.core.request import Request
from bot.dialog.core.screens import Screen
from bot.vk.keyboards import Button, Rows, column
from bot.words.vocabulary import Vocabulary
from monitor.chats.silence import LONG, Gaps, Silence, gaps, silences
from monitor.indicators.learners import FOR_CLASSES
from monitor.time.week import utc_seconds
from storage.chats import chats
from storage.db.database import Connection
from storage.people import people, unit_settings
from storage.people.unit_settings import LINKS_REPLY
from storage.places import last_heard
from storage.records import Chat, ChatKind, SchoolClass
from storage.seen import activity

ON_A_PAGE = 5
NO_KIND = "none"

KINDS: tuple[ChatKind | None, ...] = (*ChatKind, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """A unit's chats and classes, when each was written in, and which are silent."""

    chats: Sequence[Chat]
    classes: Sequence[SchoolClass]
    last: Mapping[int, datetime]
    silent: Sequence[Silence]
    replies: bool

    @property
    def gaps(self) -> Gaps:
        return gaps(self.classes, self.chats)

    def of_kind(self, kind: ChatKind | None) -> list[Chat]:
        """Give the chats of a kind: those the bot is in first, then by title."""
        mine = (chat for chat in self.chats if chat.kind is kind)
        return sorted(mine, key=lambda each: (not each.present, each.title, each.id))


async def _known(request: Request, connection: Connection) -> _Known:
    unit, times = request.unit_id, (utc_seconds(request.now - LONG), utc_seconds(request.now) + 1)
    found = await chats.of_unit(connection, unit)
    last = await last_heard.of_unit(connection, unit, *times)
    missed = await activity.missed(connection, unit, *times)
    settings = await unit_settings.of_unit(connection, unit)
    return _Known(
        chats=found,
        classes=await people.classes(connection, unit),
        last=last,
        silent=silences(found, last, missed, request.now),
        replies=bool(settings.get(LINKS_REPLY)),
    )


async def listed(request: Request) -> Screen:
    """Show the unit's chats: how many of which kind, or those of one kind."""
    async with request.talk.database.reading() as connection:
        known = await _known(request, connection)
    chosen = request.word("k")
    kinds = [kind for kind in KINDS if (kind or NO_KIND) == chosen]
    return _of_kind(request, known, kinds[0]) if kinds else _overview(request, known)


def _overview(request: Request, known: _Known) -> Screen:
    if not known.chats:
        return Screen(text=words.NONE_YET)
    buttons = [
        Button(
            label=words.counted_kind(kind, count, request.vocabulary),
            act="chats",
            args={"k": kind or NO_KIND},
        )
        for kind in KINDS
        if (count := len(known.of_kind(kind)))
    ]
    text = words.overview(
        request.unit.name,
        moment_of(request),
        known.chats,
        known.gaps,
        known.silent,
        request.vocabulary,
    )
    return Screen(text=text, rows=(*in_rows(buttons, 2), *_ways(known, request.vocabulary)))


def _ways(known: _Known, vocabulary: Vocabulary) -> Rows:
    return (
        (
            Button(label=words.no_chats(vocabulary), act="no_chats"),
            Button(label=words.SILENT, act="silent"),
        ),
        (Button(label=chat_words.reply_switch(on=known.replies), act="links_reply"),),
    )


def _of_kind(request: Request, known: _Known, kind: ChatKind | None) -> Screen:
    mine = known.of_kind(kind)
    page = page_of(request, mine, ON_A_PAGE, "chats", {"k": kind or NO_KIND})
    lines = [
        words.Listed(chat=chat, place=place, last=known.last.get(chat.id))
        for place, chat in page.items
    ]
    rows = (*_doors(page.items), (*page.turn, _to_chats()))
    heading = words.counted_kind(kind, len(mine), request.vocabulary)
    return Screen(text=words.chats_of(heading, moment_of(request), lines), rows=rows)


def _doors(places: Iterable[tuple[int, Chat]]) -> Rows:
    """Give a button for each chat of a page, to its card."""
    return column(
        [
            Button(label=f"{place}. {words.label(chat)}", act="chat", args={"c": chat.id})
            for place, chat in places
        ]
    )


def _to_chats() -> Button:
    return Button(label=words.TO_CHATS, act="chats")


async def silent(request: Request) -> Screen:
    """List the chats in which nothing was written for a week or longer."""
    async with request.talk.database.reading() as connection:
        found = (await _known(request, connection)).silent
    page = page_of(request, found, ON_A_PAGE, "silent")
    rows = (*_doors((place, each.chat) for place, each in page.items), (*page.turn, _to_chats()))
    return Screen(text=words.silent_chats(moment_of(request), len(found), page.items), rows=rows)


async def no_chats(request: Request) -> Screen:
    """Tell which classes have no chat of pupils or parents."""
    async with request.talk.database.reading() as connection:
        found = await chats.of_unit(connection, request.unit_id)
        classes = await people.classes(connection, request.unit_id)
    nameless = sum(
        chat.present and chat.kind in FOR_CLASSES and not chat.class_name for chat in found
    )
    found_gaps = gaps(classes, found)
    text = words.class_gaps(moment_of(request), found_gaps, nameless, request.vocabulary)
    return Screen(text=text, rows=((_to_chats(),),))


ACTS = (
    Act(name="chats", may=rights.ADMINISTRATOR, named=words.CHATS_ACT, row=(3, 2), do=listed),
    Act(name="silent", may=rights.ADMINISTRATOR, named=words.SILENT_ACT, do=silent),
    Act(name="no_chats", may=rights.ADMINISTRATOR, named=words.NO_CHATS_ACT, do=no_chats),
)
