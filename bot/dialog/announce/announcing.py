"""«Объявление» to chats: which kinds of them, and sending it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.dialog.announce import announcing_words as words
from bot.dialog.announce.announced import ANNOUNCEMENT, report
from bot.dialog.announce.draft import NO_KIND, Draft, kind_of, named
from bot.dialog.announce.drafting import Drafting
from bot.dialog.chats.known_chat import moment_of
from bot.dialog.core import rights
from bot.dialog.core.listing import cancel, in_rows
from bot.dialog.core.request import Request
from bot.dialog.core.screens import Screen
from bot.dialog.core.subject import Show
from bot.vk.keyboards import Button, Rows
from monitor.jobs import announcing
from monitor.jobs.telling import allowed
from storage.chats import chats
from storage.db.database import Connection
from storage.records import Chat, ChatKind
from storage.told import materials

IN_A_ROW = 2
KINDS = (*ChatKind, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatReach:
    """The chats there are, those a draft goes to, and when."""

    there: Sequence[Chat]
    chosen: Sequence[Chat]
    due_at: datetime

    @property
    def count(self) -> int:
        """How many chats are chosen."""
        return len(self.chosen)


async def choose(request: Request) -> Screen:
    """Choose kinds of chats; what is written next is the text. A draft at hand stays.

    ``t``: the kind to choose or to leave out, ``all``: every kind or none; ``b``: back to it.
    """
    known = TO_CHATS.draft(request) if request.args else None
    async with request.talk.database.looking() as connection:
        reach = await _look(request, connection, known or Draft())
        if not reach.there:
            return Screen(text=words.NO_CHATS)
        draft = _switched(known or Draft(), request.word("t"), reach.there)
        reach = replace(reach, chosen=draft.chosen(reach.there))
        return await TO_CHATS.choose(request, connection, draft, reach)


async def _look(request: Request, connection: Connection, draft: Draft) -> ChatReach:
    there = [chat for chat in await chats.of_unit(connection, request.unit_id) if chat.present]
    due_at = await allowed(connection, request.unit, request.now)
    return ChatReach(there=there, chosen=draft.chosen(there), due_at=due_at)


def _switched(draft: Draft, kind: str, there: Sequence[Chat]) -> Draft:
    every = frozenset(kind_of(chat) for chat in there)
    kinds = draft.to & every
    if kind == "all":
        kinds = frozenset() if kinds == every else every
    return replace(draft, to=kinds ^ ({kind} & every))


async def _choosing(
    request: Request, _connection: Connection, draft: Draft, reach: ChatReach
) -> Screen:
    counts = Counter(kind_of(chat) for chat in reach.there)
    switches = [
        Button(
            label=words.switch(kind, counts[name], request.vocabulary, on=name in draft.to),
            act=TO_CHATS.to,
            args={"t": name},
        )
        for kind in KINDS
        if counts[name := kind or NO_KIND]
    ]
    every = Button(
        label=words.NO_ONE if draft.to == frozenset(counts) else words.ALL,
        act=TO_CHATS.to,
        args={"t": "all"},
    )
    onward = Button(label=words.TO_PREVIEW, act="announce_look", main=True)
    rows: Rows = (
        *in_rows(switches, IN_A_ROW),
        (every, onward) if draft.written and draft.to else (every,),
        (*cancel(), Button(label=words.PAST, act="announced_past")),
    )
    text = words.choosing(request.unit.name, len(reach.there), reach.count, written=draft.written)
    return Screen(text=text, rows=rows)


def _preview(request: Request, draft: Draft, reach: ChatReach) -> str:
    counts = Counter(kind_of(chat) for chat in reach.chosen)
    return words.preview(
        words.AnnouncementPreview(
            text=draft.text,
            attached=draft.attached_kinds,
            unsent=draft.unsent,
            mentions=words.has_mentions(draft.text),
            tagged=draft.tagged,
            kinds={named(kind): count for kind, count in counts.items()},
            due_at=reach.due_at,
            local=moment_of(request),
            vocabulary=request.vocabulary,
            material=bool(draft.material),
        )
    )


def _ask_now(request: Request, reach: ChatReach) -> str:
    return words.ask_now(reach.count, reach.due_at, moment_of(request))


async def _send(
    request: Request, connection: Connection, draft: Draft, reach: ChatReach, at_once: bool
) -> Show:
    """Plan it; what a level handed out is passed on by it."""
    chosen = [chat.id for chat in reach.chosen]
    unit, now = request.unit, request.now
    number = await announcing.announce(
        connection, unit, draft.words, chosen, request.account, now, at_once=at_once
    )
    await request.note(
        connection, "announced", announcement=number, chats=len(chosen), at_once=at_once
    )
    if draft.material:
        await materials.pass_on(connection, draft.material, unit.id, now, number)

    async def reported(request: Request) -> Screen:
        return await ANNOUNCEMENT.shown(report)(replace(request, args={"i": number}))

    return reported


TO_CHATS: Drafting[ChatReach] = Drafting(
    name="announce",
    named=words.ANNOUNCE_TEXT_ACT,
    may=rights.ADMINISTRATOR,
    noted=words.ANNOUNCE_NOTED,
    change=words.OTHER_CHATS,
    mentions=True,
    look=_look,
    choosing=_choosing,
    preview=_preview,
    ask_now=_ask_now,
    send=_send,
)
"""Announcements of an administrator to chats of his unit."""

ACTS = TO_CHATS.acts(choose)
