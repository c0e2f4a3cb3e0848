"""«Объявление»: which chats, the text, the preview, sending it now or when people work."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from bot.dialog.announce import announcing_words as words
from bot.dialog.announce.announced import report
from bot.dialog.announce.draft import ACT, NO_KIND, Draft, draft_of, kind_of, named, text_of
from bot.dialog.chats.known_chat import moment_of
from bot.dialog.core import rights
from bot.dialog.core.act import Act
from bot.dialog.core.asking import headed
from bot.dialog.core.request import Request
from bot.dialog.core.screens import Screen
from bot.dialog.week.week import toasted
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
            label=words.switch(kind, counts[name], on=name in draft.kinds),
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
        *(tuple(switches[at : at + IN_A_ROW]) for at in range(0, len(switches), IN_A_ROW)),
        (every, onward) if draft.written and draft.kinds else (every,),
        (
            Button(label=dialog_words.CANCEL, act="cancel"),
            Button(label=words.PAST, act="announcements"),
        ),
    )
    text = words.choosing(
        request.of.unit.name, len(there), len(draft.chosen(there)), written=draft.written
    )
    return Screen(text=text, rows=rows)


async def written(request: Request) -> Screen:
    """Take the text with what is attached to it, and show what would go out; «да» sends it."""
    draft = draft_of(request) or Draft()
    if not (request.text or request.attached):
        return await look(request)
    if draft.written and draft.kinds and plain(request.text) == plain(dialog_words.YES):
        return await _go(request, draft, at_once=False)
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
    return await _kept(request, draft)


async def tags(request: Request) -> Screen:
    """Let the mentions in the text work, or not."""
    draft = draft_of(request)
    if draft is None or request.number("m") != draft.mark:
        return toasted(words.GONE)
    return await _kept(request, replace(draft, tagged=not draft.tagged))


async def look(request: Request) -> Screen:
    """Show the preview again."""
    draft = draft_of(request)
    return toasted(words.GONE) if draft is None else await _kept(request, draft)


async def _kept(request: Request, draft: Draft) -> Screen:
    """Keep the draft, and show what it would do, or what it lacks."""
    async with request.talk.database.looking() as connection:
        there = await _present(connection, request.unit_id)
        await request.begin(connection, ACT, draft.args)
        if not draft.written or not draft.chosen(there):
            return _choosing(request, draft, there)
        return await _preview(request, connection, draft, draft.chosen(there))


async def _preview(
    request: Request, connection: Connection, draft: Draft, chosen: Sequence[Chat]
) -> Screen:
    due_at = await allowed(connection, request.of, request.now)
    counts = Counter(kind_of(chat) for chat in chosen)
    mentions = words.has_mentions(draft.text)
    text = words.preview(
        words.Preview(
            text=draft.text,
            attached=draft.attached_kinds,
            unsent=draft.unsent,
            mentions=mentions,
            tagged=draft.tagged,
            kinds={named(kind): count for kind, count in counts.items()},
            due_at=due_at,
            local=moment_of(request),
        )
    )
    text, mark = headed(request, text), {"m": draft.mark}
    send = Button(label=words.SEND, act="announce_go", args=mark, main=True)
    now = Button(label=words.SEND_NOW, act="announce_now", args=mark)
    switch = words.DROP_TAGS if draft.tagged else words.KEEP_TAGS
    rows: Rows = (
        (send, now) if due_at > request.now else (send,),
        (Button(label=switch, act="announce_tags", args=mark),) if mentions else (),
        (
            Button(label=words.OTHER_CHATS, act="announce", args={"b": 1}),
            Button(label=dialog_words.CANCEL, act="cancel"),
        ),
    )
    return Screen(text=text, rows=tuple(row for row in rows if row), fresh=len(text) > TEXT_LIMIT)


async def ask_now(request: Request) -> Screen:
    """Ask once more before an announcement goes out when people rest."""
    draft = draft_of(request)
    if draft is None or request.number("m") != draft.mark:
        return toasted(words.GONE)
    async with request.talk.database.reading() as connection:
        there = await _present(connection, request.unit_id)
        due_at = await allowed(connection, request.of, request.now)
    if due_at <= request.now:
        return await look(request)
    args = {"m": draft.mark, "n": 1}
    rows: Rows = (
        (Button(label=words.YES_NOW, act="announce_go", args=args, risky=True),),
        (
            Button(label=words.TO_PREVIEW, act="announce_look"),
            Button(label=dialog_words.CANCEL, act="cancel"),
        ),
    )
    text = words.ask_now(len(draft.chosen(there)), due_at, moment_of(request))
    return Screen(text=headed(request, text), rows=rows)


async def go(request: Request) -> Screen:
    """Send what the preview showed; of two presses only one does."""
    draft = draft_of(request)
    if draft is None or request.number("m") != draft.mark:
        return toasted(words.GONE)
    return await _go(request, draft, at_once=bool(request.number("n")))


async def _go(request: Request, draft: Draft, *, at_once: bool) -> Screen:
    async with request.talk.database.writing() as connection:
        chosen = [chat.id for chat in draft.chosen(await _present(connection, request.unit_id))]
        if not chosen or not draft.written:
            return toasted(words.GONE)
        if not await request.finish(connection, ACT):
            return toasted(dialog_words.ALREADY)
        number = await announcing.announce(
            connection,
            request.of,
            draft.words,
            chosen,
            request.account,
            request.now,
            at_once=at_once,
        )
        await request.note(
            connection, "announced", announcement=number, chats=len(chosen), at_once=at_once
        )
    return await report(replace(request, args={"i": number}))


ACTS = (
    Act(name="announce", may=rights.ADMINISTRATOR, named=words.ANNOUNCE_ACT, row=(5, 1), do=choose),
    Act(name=ACT, may=rights.ADMINISTRATOR, do=written, whole=True),
    Act(name="announce_look", may=rights.ADMINISTRATOR, do=look),
    Act(name="announce_tags", may=rights.ADMINISTRATOR, do=tags),
    Act(name="announce_now", may=rights.ADMINISTRATOR, do=ask_now),
    Act(name="announce_go", may=rights.ADMINISTRATOR, do=go),
)
