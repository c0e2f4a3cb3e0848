"""«Объявление» to organisations: a coordinator chooses them, and it is sent to administrators."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.dialog.announce.announcing_words import ANNOUNCE_TEXT_ACT, PAST, TO_PREVIEW
from bot.dialog.announce.draft import Draft
from bot.dialog.announce.drafting import Drafting
from bot.dialog.announce.handing import handing_out_words as words
from bot.dialog.announce.handing.handed import MATERIAL, report
from bot.dialog.announce.ticking import ticks
from bot.dialog.announce.ticking_words import Choice
from bot.dialog.chats.known_chat import moment_of
from bot.dialog.core import rights
from bot.dialog.core.listing import cancel, stacked
from bot.dialog.core.request import Request
from bot.dialog.core.screens import Screen
from bot.dialog.core.subject import Show
from bot.vk.keyboards import Button
from bot.words.russian import safe
from monitor.jobs.announcing import IN_TIME
from monitor.jobs.asked.handing_out import Reach, hand_out, look
from monitor.jobs.loading.load import UnitOrder, below, organisations
from monitor.jobs.telling import allowed
from monitor.orders.model import LEVELS
from storage.db.database import Connection
from storage.told import materials

ON_A_PAGE = 7  # with turning and «Готово» there are ten buttons


@dataclass(frozen=True, slots=True, kw_only=True)
class HandingReach:
    """The organisations a draft goes to; ``left``: who has not passed on what was last.

    ``rests``: the term would end when people rest.
    """

    reach: Reach
    left: frozenset[str]
    rests: bool

    @property
    def count(self) -> int:
        """How many organisations can be told."""
        return self.reach.count

    @property
    def due_at(self) -> datetime:
        """When the last of them is told."""
        return self.reach.due_at


async def choose(request: Request) -> Screen:
    """Choose organisations; what is written next is the text. A draft at hand stays.

    ``t``: what to choose or to leave out: ``all``, ``left``, or the id of an organisation or of a
    level; ``v``: the list shown («u» organisations, «m» levels), its page ``p``; ``b``: back to it.
    """
    known = TO_ORGANISATIONS.draft(request) if request.args else None
    if not organisations(request.unit, request.talk.units):
        return Screen(text=words.NONE_BELOW)
    async with request.talk.database.looking() as connection:
        left = await _left(request, connection)
        draft = _switched(request, known or Draft(), left)
        reach = await _look(request, connection, draft)
        return await TO_ORGANISATIONS.choose(request, connection, draft, reach)


async def _left(request: Request, connection: Connection) -> frozenset[str]:
    """Give who of the organisations has not passed on what was handed out last."""
    handed = await materials.of_level(connection, request.unit_id)
    given = await materials.given_to(connection, [each.id for each in handed[:1]])
    return _every(request) & {each.unit for each in given if each.passed_at is None}


def _every(request: Request) -> frozenset[str]:
    return frozenset(each.id for each in organisations(request.unit, request.talk.units))


def _switched(request: Request, draft: Draft, left: frozenset[str]) -> Draft:
    every = _every(request)
    chosen, named = draft.to & every, request.word("t")
    if named == "left":
        return replace(draft, to=left)
    meant = every if named == "all" else frozenset(_group(request, named))
    return replace(draft, to=chosen - meant if meant <= chosen else chosen | meant)


def _group(request: Request, named: str) -> Sequence[str]:
    """Give the organisations a button means: one, those of a level, those right below."""
    units = request.talk.units
    unit = units.get(named)
    if unit is None:
        return ()
    if unit.id == request.unit_id:
        return [each.id for each in below(unit, units) if each.kind not in LEVELS]
    if unit.kind in LEVELS:
        return [each.id for each in organisations(unit, units) if request.unit_id in each.above]
    return [unit.id] if request.unit_id in unit.above else ()


async def _look(request: Request, connection: Connection, draft: Draft) -> HandingReach:
    units, now = request.talk.units, request.now
    reach = await look(connection, request.unit, draft.to, units, now)
    ends = reach.first_at + IN_TIME
    return HandingReach(
        reach=reach,
        left=await _left(request, connection),
        rests=await allowed(connection, request.unit, ends) > ends,
    )


async def _choosing(
    request: Request, _connection: Connection, draft: Draft, reach: HandingReach
) -> Screen:
    match request.word("v"):
        case "u":
            return _one_by_one(request, draft)
        case "m":
            return _by_levels(request, draft)
    every = _every(request)
    all_ = words.NO_ONE if every <= draft.to else words.ALL
    lists = [Button(label=words.ONE_BY_ONE, act=_TO, args={"v": "u"})]
    if _levels(request):
        lists.append(Button(label=words.BY_LEVELS, act=_TO, args={"v": "m"}))
    left = Button(label=words.LEFT, act=_TO, args={"t": "left"})
    onward = Button(label=TO_PREVIEW, act=f"{_NAME}_look", main=True)
    rows = stacked(
        (Button(label=all_, act=_TO, args={"t": "all"}),),
        lists,
        (left,) if reach.left else (),
        (onward,) if draft.written and reach.count else (),
        (*cancel(), Button(label=PAST, act="material_past")),
    )
    nobody = bool(draft.to) and not reach.count
    chosen = len(draft.to & every)
    text = words.choosing(
        safe(request.unit.name), len(every), chosen, written=draft.written, nobody=nobody
    )
    return Screen(text=text, rows=rows)


def _one_by_one(request: Request, draft: Draft) -> Screen:
    there = sorted(organisations(request.unit, request.talk.units), key=lambda each: each.name)
    found = [Choice(key=each.id, name=each.name, chosen=int(each.id in draft.to)) for each in there]
    page = ticks(request, _TO, "u", found, ON_A_PAGE)
    text = words.listing(safe(request.unit.name), len(draft.to), page.lines)
    return Screen(text=text, rows=page.rows)


def _by_levels(request: Request, draft: Draft) -> Screen:
    found = []
    for each in _levels(request):
        group = frozenset(_group(request, each.id))
        name = words.DIRECT if each.id == request.unit_id else each.name
        chosen = len(group & draft.to)
        found.append(Choice(key=each.id, name=name, chosen=chosen, of=len(group), group=True))
    page = ticks(request, _TO, "m", found, ON_A_PAGE)
    text = words.levels(safe(request.unit.name), len(draft.to), page.lines)
    return Screen(text=text, rows=page.rows)


def _levels(request: Request) -> list[UnitOrder]:
    """List the levels right below that have organisations, and itself for those without one."""
    units = request.talk.units
    found = [
        each
        for each in below(request.unit, units)
        if each.kind in LEVELS and _group(request, each.id)
    ]
    if found and _group(request, request.unit_id):
        found.append(request.unit)
    return found


def _preview(request: Request, draft: Draft, reach: HandingReach) -> str:
    found = reach.reach
    return words.preview(
        words.HandingPreview(
            text=draft.text,
            attached=draft.attached_kinds,
            unsent=draft.unsent,
            units=found.count,
            accounts=sum(len(each.accounts) for each in found.told),
            alone=[each.unit.name for each in found.units if not each.accounts],
            shut=[each.unit.name for each in found.told if each.shut],
            first_at=found.first_at,
            due_at=found.due_at,
            rests=reach.rests,
            local=moment_of(request),
        )
    )


def _ask_now(request: Request, reach: HandingReach) -> str:
    return words.ask_now(reach.count, reach.reach.first_at, moment_of(request))


async def _send(
    request: Request, connection: Connection, draft: Draft, reach: HandingReach, at_once: bool
) -> Show:
    number = await hand_out(
        connection, request.unit, draft.words, reach.reach, request.account, at_once=at_once
    )
    await request.note(
        connection, "material_sent", material=number, units=reach.count, at_once=at_once
    )

    async def reported(request: Request) -> Screen:
        return await MATERIAL.shown(report)(replace(request, args={"i": number}))

    return reported


_NAME = "material"
_TO = f"{_NAME}_to"

TO_ORGANISATIONS: Drafting[HandingReach] = Drafting(
    name=_NAME,
    named=ANNOUNCE_TEXT_ACT,
    may=rights.COORDINATOR,
    noted=words.HANDED_NOTED,
    change=words.OTHERS,
    own=False,
    look=_look,
    choosing=_choosing,
    preview=_preview,
    ask_now=_ask_now,
    send=_send,
)
"""Announcements of a coordinator to the administrators of organisations below."""

ACTS = TO_ORGANISATIONS.acts(choose)
