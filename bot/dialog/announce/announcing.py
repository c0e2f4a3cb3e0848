"""«Объявление» to chats: kinds of them, parallels, single ones; and sending it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.dialog.announce import announcing_words as words
from bot.dialog.announce.announced import ANNOUNCEMENT, report
from bot.dialog.announce.draft import Draft
from bot.dialog.announce.drafting import Drafting
from bot.dialog.announce.ticking import ticks
from bot.dialog.announce.ticking_words import Choice
from bot.dialog.chats.chats_words import label, title
from bot.dialog.chats.known_chat import moment_of
from bot.dialog.core import rights
from bot.dialog.core.listing import cancel, in_rows
from bot.dialog.core.request import Request
from bot.dialog.core.screens import Screen
from bot.dialog.core.subject import Show
from bot.vk.keyboards import Button, Rows
from monitor.chats.class_names import grade
from monitor.chats.silence import by_grade
from monitor.jobs import announcing
from monitor.jobs.loading.load import load_vacations
from monitor.jobs.telling import Rest, first_allowed, why_not
from storage.chats import chats
from storage.db.database import Connection
from storage.records import Chat, ChatKind
from storage.told import materials

IN_A_ROW = 2
KINDS = (*ChatKind, None)
ON_A_PAGE = 6  # with turning, «По параллелям» and «Готово» there are ten buttons


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatReach:
    """The chats there are, those a draft goes to, and when.

    ``why``: why not at the moment wished for. ``until``: the term of what is passed on by it.
    """

    there: Sequence[Chat]
    chosen: Sequence[Chat]
    wished: datetime
    due_at: datetime
    why: Rest | None
    until: datetime | None

    @property
    def count(self) -> int:
        """How many chats are chosen."""
        return len(self.chosen)


async def choose(request: Request) -> Screen:
    """Choose chats; what is written next is the text. A draft at hand stays.

    ``t``: what to choose or to leave out (``_meant``); ``v``: the list shown («c» single chats,
    «g» parallels), its page ``p``; ``b``: back to it.
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
    unit, wished = request.unit, draft.wished(request.now)
    there = [chat for chat in await chats.of_unit(connection, unit.id) if chat.present]
    rests = (await load_vacations(connection, [unit]))[unit.id]
    given = None
    if draft.material:
        given = await materials.given(connection, draft.material, unit.id)
    return ChatReach(
        there=there,
        chosen=draft.chosen(there),
        wished=wished,
        due_at=first_allowed(unit, wished, rests),
        why=why_not(unit, wished, rests),
        until=None if given is None else given.until,
    )


def _switched(draft: Draft, key: str, there: Sequence[Chat]) -> Draft:
    every = _numbers(there)
    chosen, meant = draft.to & every, _numbers(chat for chat in there if _meant(chat, key))
    return replace(draft, to=chosen - meant if meant <= chosen else chosen | meant)


def _meant(chat: Chat, key: str) -> bool:
    """Tell whether a button means a chat.

    «all», «c 12» that chat, «k staff» chats of that kind (without a name: of none), «g 5» those of
    that parallel, «g 5 pupils» of that kind.
    """
    what, _, rest = key.partition(" ")
    match what:
        case "all":
            return True
        case "c":
            return rest == str(chat.id)
        case "k":
            return rest == (chat.kind or "")
        case "g":
            parallel, _, kind = rest.partition(" ")
            return parallel == str(grade(chat.class_name)) and kind in ("", chat.kind)
    return False


def _numbers(some: Iterable[Chat]) -> frozenset[str]:
    return frozenset(str(chat.id) for chat in some)


async def _choosing(
    request: Request, _connection: Connection, draft: Draft, reach: ChatReach
) -> Screen:
    match request.word("v"):
        case "c":
            return _one_by_one(request, draft, reach)
        case "g":
            return _by_grades(request, draft, reach)
    counts, chosen = _by_kind(reach.there), _by_kind(reach.chosen)
    switches = [
        Button(
            label=words.switch(kind, chosen[kind], counts[kind], request.vocabulary),
            act=TO_CHATS.to,
            args={"t": f"k {kind or ''}"},
        )
        for kind in KINDS
        if counts[kind]
    ]
    every = Button(
        label=words.NO_ONE if reach.count == len(reach.there) else words.ALL,
        act=TO_CHATS.to,
        args={"t": "all"},
    )
    single = Button(label=words.ONE_BY_ONE, act=TO_CHATS.to, args={"v": "c"})
    onward = Button(label=words.TO_PREVIEW, act="announce_look", main=True)
    past = Button(label=words.PAST, act="announced_past")
    rows: Rows = (
        *in_rows(switches, IN_A_ROW),
        (every, single),
        *(((onward,),) if draft.written and reach.count else ()),
        cancel() if draft.written else (*cancel(), past),
    )
    text = words.choosing(request.unit.name, len(reach.there), reach.count, written=draft.written)
    return Screen(text=text, rows=rows)


def _by_kind(some: Iterable[Chat]) -> Counter[ChatKind | None]:
    return Counter(chat.kind for chat in some)


def _one_by_one(request: Request, draft: Draft, reach: ChatReach) -> Screen:
    there = sorted(
        reach.there, key=lambda each: (KINDS.index(each.kind), by_grade(each.class_name), each.id)
    )
    found = [
        Choice(key=f"c {each.id}", name=label(each), chosen=int(str(each.id) in draft.to))
        for each in there
    ]
    grades = Button(label=words.BY_GRADES, act=TO_CHATS.to, args={"v": "g"})
    others = (grades,) if _grades(reach.there) else ()
    page = ticks(request, TO_CHATS.to, "c", found, ON_A_PAGE, others)
    return Screen(text=words.listing(request.unit.name, reach.count, page.lines), rows=page.rows)


def _by_grades(request: Request, draft: Draft, reach: ChatReach) -> Screen:
    found = [
        Choice(
            key=key,
            name=words.grade(number, kind, request.vocabulary),
            chosen=len(meant & draft.to),
            of=len(meant),
            group=True,
        )
        for number, kinds in _grades(reach.there).items()
        for kind in ((None, *kinds) if len(kinds) > 1 else (None,))
        if (key := f"g {number}{f' {kind}' if kind else ''}")
        and (meant := _numbers(chat for chat in reach.there if _meant(chat, key)))
    ]
    single = Button(label=words.ONE_BY_ONE, act=TO_CHATS.to, args={"v": "c"})
    page = ticks(request, TO_CHATS.to, "g", found, ON_A_PAGE, (single,))
    return Screen(text=words.grades(request.unit.name, reach.count, page.lines), rows=page.rows)


def _grades(there: Sequence[Chat]) -> dict[int, list[ChatKind]]:
    """Give the parallels that have chats, each with the kinds of its chats."""
    found: dict[int, set[ChatKind]] = {}
    for chat in there:
        if chat.kind is not None and (number := grade(chat.class_name)) is not None:
            found.setdefault(number, set()).add(chat.kind)
    return {
        number: [kind for kind in ChatKind if kind in found[number]] for number in sorted(found)
    }


def _preview(request: Request, draft: Draft, reach: ChatReach) -> str:
    counts, there = _by_kind(reach.chosen), _by_kind(reach.there)
    single = any(count < there[kind] for kind, count in counts.items())
    return words.preview(
        words.AnnouncementPreview(
            text=draft.signed_words(request.unit.name).text,
            attached=draft.attached_kinds,
            unsent=draft.unsent,
            mentions=words.has_mentions(draft.text),
            tagged=draft.tagged,
            roomy=not draft.signed or draft.has_room(request.unit.name),
            names=[title(chat) for chat in reach.chosen] if single else [],
            kinds=counts,
            due_at=reach.due_at,
            wanted_at=reach.wished if draft.at else None,
            why=reach.why,
            local=moment_of(request),
            vocabulary=request.vocabulary,
            material=bool(draft.material),
            until=reach.until,
        )
    )


def _ask_now(request: Request, reach: ChatReach) -> str:
    local = moment_of(request)
    if reach.wished > request.now and reach.why is not None:
        return words.ask_then(reach.count, reach.wished, reach.why, reach.due_at, local)
    return words.ask_now(reach.count, reach.due_at, local)


async def _send(
    request: Request, connection: Connection, draft: Draft, reach: ChatReach, at_once: bool
) -> Show:
    """Plan it; what a level handed out is passed on by it."""
    chosen = [chat.id for chat in reach.chosen]
    unit, now = request.unit, request.now
    number = await announcing.announce(
        connection,
        unit,
        draft.signed_words(unit.name),
        chosen,
        request.account,
        now,
        wanted_at=reach.wished if draft.at else None,
        at_once=at_once,
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
    own=True,
    look=_look,
    choosing=_choosing,
    preview=_preview,
    ask_now=_ask_now,
    send=_send,
)
"""Announcements of an administrator to chats of his unit."""

ACTS = TO_CHATS.acts(choose)
