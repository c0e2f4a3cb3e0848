"""«Объявление»: which chats, the text, the preview, sending it now or when people work."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from bot.dialog.announce import announcing_words as words
from bot.dialog.announce.announced import ANNOUNCEMENT, report
from bot.dialog.announce.draft import (
    ACT,
    AT_ONCE,
    NO_KIND,
    WHEN_DUE,
    Draft,
    draft_of,
    kind_of,
    named,
    text_of,
)
from bot.dialog.chats.known_chat import moment_of
from bot.dialog.core import rights
from bot.dialog.core.act import Act, Then
from bot.dialog.core.asking import already, headed
from bot.dialog.core.listing import cancel, in_rows, stacked
from bot.dialog.core.request import Request
from bot.dialog.core.screens import Screen
from bot.dialog.core.subject import Subject
from bot.vk.keyboards import Button, Rows
from bot.vk.sender import TEXT_LIMIT
from bot.words import dialog as dialog_words
from bot.words.typed import plain
from monitor.jobs import announcing
from monitor.jobs.telling import allowed
from storage.chats import chats
from storage.db.database import Connection
from storage.records import Chat, ChatKind

IN_A_ROW = 2
KINDS = (*ChatKind, None)


async def choose(request: Request) -> Screen:
    """Choose kinds of chats; what is written next is the text. A draft at hand stays.

    ``t``: the kind to choose or to leave out, ``all``: every kind or none; ``b``: back to it.
    """
    known = draft_of(request) if request.args else None
    async with request.talk.database.looking() as connection:
        there = await _present(connection, request.unit_id)
        if not there:
            return Screen(text=words.NO_CHATS)
        draft = _switched(known or Draft(), request.word("t"), there)
        await request.begin(connection, ACT, draft.args)
    return _choosing(request, draft, there)


async def _present(connection: Connection, unit: str) -> list[Chat]:
    return [chat for chat in await chats.of_unit(connection, unit) if chat.present]


def _switched(draft: Draft, kind: str, there: Sequence[Chat]) -> Draft:
    every = frozenset(kind_of(chat) for chat in there)
    kinds = draft.kinds & every
    if kind == "all":
        kinds = frozenset() if kinds == every else every
    return replace(draft, kinds=kinds ^ ({kind} & every))


def _choosing(request: Request, draft: Draft, there: Sequence[Chat]) -> Screen:
    counts = Counter(kind_of(chat) for chat in there)
    switches = [
        Button(
            label=words.switch(kind, counts[name], request.vocabulary, on=name in draft.kinds),
            act="announce",
            args={"t": name},
        )
        for kind in KINDS
        if counts[name := kind or NO_KIND]
    ]
    every = Button(
        label=words.NO_ONE if draft.kinds == frozenset(counts) else words.ALL,
        act="announce",
        args={"t": "all"},
    )
    onward = Button(label=words.TO_PREVIEW, act="announce_look", main=True)
    rows: Rows = (
        *in_rows(switches, IN_A_ROW),
        (every, onward) if draft.written and draft.kinds else (every,),
        (*cancel(), Button(label=words.PAST, act="announcements")),
    )
    text = words.choosing(
        request.unit.name, len(there), len(draft.chosen(there)), written=draft.written
    )
    return Screen(text=text, rows=rows)


async def _of_button(request: Request, _connection: Connection) -> Draft | None:
    draft = draft_of(request)
    return draft if draft is not None and request.number("m") == draft.mark else None


def _gone() -> Screen:
    return Screen(text=words.GONE, toast=words.GONE)


DRAFT: Subject[Draft] = Subject(find=_of_button, gone=_gone)
"""The draft whose preview a button stood under; a newer one is another."""


async def written(request: Request) -> Screen:
    """Take the text with what is attached to it, and show what would go out.

    «Да» answers the question that stands; where none does, it is shown first what would go out.
    """
    draft = draft_of(request) or Draft()
    if not (request.text or request.attached):
        return await look(request)
    if not (draft.written and draft.kinds and plain(request.text) in dialog_words.AGREED):
        return await _taken(request, draft)
    question = request.state.args.get("q")
    if question not in (WHEN_DUE, AT_ONCE):
        return await look(request)
    pressed = {"m": draft.mark, "n": int(question == AT_ONCE)}
    return await DRAFT.at_once(go)(replace(request, args=pressed))


async def _taken(request: Request, draft: Draft) -> Screen:
    """Take what was written into the draft, or say why not."""
    text = text_of(request.text, request.attached)
    sendable = tuple(each for each in request.attached if each.address)
    unsent = tuple(each.kind for each in request.attached if not each.address)
    if not text and not sendable:
        told = (words.unsent(unsent), words.EMPTY)
        return Screen(text="\n".join(line for line in told if line))
    stored = tuple(each.address for each in sendable if each.kind != "link")
    draft = replace(
        draft,
        text=text or draft.text,
        attached=stored or draft.attached,
        unsent=unsent,
        tagged=draft.tagged and not text,
    )
    if len(draft.words.text) > TEXT_LIMIT:
        return Screen(text=words.too_long(len(draft.words.text), TEXT_LIMIT))
    async with request.talk.database.looking() as connection:
        return await _kept(request, connection, draft)


async def tags(request: Request, connection: Connection, draft: Draft) -> Screen:
    """Let the mentions in the text work, or not."""
    return await _kept(request, connection, replace(draft, tagged=not draft.tagged))


async def look(request: Request) -> Screen:
    """Show the preview again."""
    draft = draft_of(request)
    if draft is None:
        return _gone()
    async with request.talk.database.looking() as connection:
        return await _kept(request, connection, draft)


async def _kept(request: Request, connection: Connection, draft: Draft) -> Screen:
    """Keep the draft, and show what it would do, or what it lacks."""
    there = await _present(connection, request.unit_id)
    chosen = draft.chosen(there) if draft.written else []
    question = {"q": WHEN_DUE} if chosen else {}
    await request.begin(connection, ACT, {**draft.args, **question})
    if not chosen:
        return _choosing(request, draft, there)
    return _preview(request, draft, chosen, await allowed(connection, request.unit, request.now))


def _preview(request: Request, draft: Draft, chosen: Sequence[Chat], due_at: datetime) -> Screen:
    counts = Counter(kind_of(chat) for chat in chosen)
    mentions = words.has_mentions(draft.text)
    text = words.preview(
        words.AnnouncementPreview(
            text=draft.text,
            attached=draft.attached_kinds,
            unsent=draft.unsent,
            mentions=mentions,
            tagged=draft.tagged,
            kinds={named(kind): count for kind, count in counts.items()},
            due_at=due_at,
            local=moment_of(request),
            vocabulary=request.vocabulary,
        )
    )
    text, mark = headed(request, text), {"m": draft.mark}
    send = Button(label=words.SEND, act="announce_go", args=mark, main=True)
    now = Button(label=words.SEND_NOW, act="announce_now", args=mark)
    switch = words.DROP_TAGS if draft.tagged else words.KEEP_TAGS
    rows = stacked(
        (send, now) if due_at > request.now else (send,),
        (Button(label=switch, act="announce_tags", args=mark),) if mentions else (),
        (Button(label=words.OTHER_CHATS, act="announce", args={"b": 1}), *cancel()),
    )
    return Screen(text=text, rows=rows, fresh=len(text) > TEXT_LIMIT)


async def ask_now(request: Request, connection: Connection, draft: Draft) -> Screen:
    """Ask once more before an announcement goes out when people rest."""
    due_at = await allowed(connection, request.unit, request.now)
    if due_at <= request.now:
        return await _kept(request, connection, draft)
    await request.begin(connection, ACT, {**draft.args, "q": AT_ONCE})
    yes = {"m": draft.mark, "n": 1}
    rows: Rows = (
        (Button(label=words.YES_NOW, act="announce_go", args=yes, risky=True),),
        (Button(label=words.TO_PREVIEW, act="announce_look"), *cancel()),
    )
    count = len(draft.chosen(await _present(connection, request.unit_id)))
    text = words.ask_now(count, due_at, moment_of(request))
    return Screen(text=headed(request, text), rows=rows)


async def go(request: Request, connection: Connection, draft: Draft) -> Screen | Then:
    """Send what the preview showed, when people work or (``n``) now; of two presses one does."""
    at_once = bool(request.number("n"))
    chosen = [chat.id for chat in draft.chosen(await _present(connection, request.unit_id))]
    if not chosen or not draft.written:
        return _gone()
    if not await request.finish(connection, ACT):
        return already()
    unit, now = request.unit, request.now
    number = await announcing.announce(
        connection, unit, draft.words, chosen, request.account, now, at_once=at_once
    )
    await request.note(
        connection, "announced", announcement=number, chats=len(chosen), at_once=at_once
    )
    return Then(show=partial(_reported, number=number), toast="")


async def _reported(request: Request, number: int) -> Screen:
    return await ANNOUNCEMENT.shown(report)(replace(request, args={"i": number}))


ACTS = (
    Act(name="announce", may=rights.ADMINISTRATOR, named=words.ANNOUNCE_ACT, row=(5, 1), do=choose),
    Act(name=ACT, may=rights.ADMINISTRATOR, do=written, whole=True),
    Act(name="announce_look", may=rights.ADMINISTRATOR, do=look),
    Act(name="announce_tags", may=rights.ADMINISTRATOR, do=DRAFT.shown(tags)),
    Act(name="announce_now", may=rights.ADMINISTRATOR, do=DRAFT.shown(ask_now)),
    Act(
        name="announce_go",
        may=rights.ADMINISTRATOR,
        noted=words.ANNOUNCE_NOTED,
        do=DRAFT.at_once(go),
    ),
)
