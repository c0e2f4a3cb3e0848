"""«Приказ и расписание»: the order that applies, what comes next, own norms, own wishes."""

from datetime import datetime, timedelta
from fractions import Fraction

from bot.dialog.core import rights
from bot.dialog.core.act import Act
from bot.dialog.core.asking import ask, asked
from bot.dialog.core.request import Request
from bot.dialog.core.screens import Screen, paged, turning
from bot.dialog.order import ordering_words as words
from bot.vk.keyboards import Button, Rows
from bot.words import dialog as dialog_words
from bot.words.russian import safe, weeks_from
from monitor.facts.values import NormReading
from monitor.indicators import BY_NAME
from monitor.jobs.load import load_vacations
from monitor.jobs.telling import first_allowed
from monitor.jobs.tick import heights
from monitor.orders.model import LEVELS, IndicatorSpec
from monitor.orders.norms import read_norm
from monitor.orders.own_norms import NORM, adjustable, own_norm
from monitor.orders.schedule import JobName, Plan, coming
from monitor.orders.shares import exact
from storage.people import own as stored
from storage.people import wishes
from storage.people.wishes import WATCH, Wish

ON_A_PAGE = 5


async def order(request: Request) -> Screen:
    """Tell which order applies, and lead to what may be set."""
    of = request.of
    async with request.talk.database.reading() as connection:
        settings = await stored.of_unit(connection, request.unit_id)
    norms = [
        (spec, norm)
        for spec in of.order.indicator
        if _is_asked(spec, of.unit.kind)
        and (norm := read_norm(spec, None, None, own=own_norm(spec, settings))) is not None
    ]
    page, first, last = paged(len(norms), request.number("p") or 0, ON_A_PAGE)
    week = of.week_at(request.now)
    text = words.order(
        of.unit.name,
        of.order,
        norms[first:last],
        len(norms),
        week.last + timedelta(days=1),  # its first day may have been cut off
        _local(request),
        _change(request),
    )
    turn = turning("order", {}, len(norms), page, ON_A_PAGE)
    rows = (*_ways(request), *([turn] if turn else []))
    return Screen(text=safe(text), rows=rows)


def _change(request: Request) -> str:
    change = request.of.change(request.now)
    return weeks_from(*change) if change is not None else ""


def _is_asked(spec: IndicatorSpec, kind: str) -> bool:
    """Tell whether units of a kind have the figure: some only levels have."""
    return spec.concerns(kind) and (kind in LEVELS or BY_NAME[spec.family].count is not None)


def _ways(request: Request) -> Rows:
    """Give where the order leads, as far as somebody may go."""
    rows = (
        (("sends", words.SENDS), ("rest", words.REST)),
        (("own", words.OWN), ("wish", words.WISH)),
        (("links_reply", words.LINKS),),
    )
    inside = request.of.unit.kind not in LEVELS
    shown = [
        tuple(
            Button(label=label, act=act)
            for act, label in row
            if request.may(act)
            and (inside or act in ("sends", "wish"))
            and (act != "own" or adjustable(request.of.order, request.of.unit.kind))
        )
        for row in rows
    ]
    return tuple(row for row in shown if row)


async def sends(request: Request) -> Screen:
    """List what is sent next, and when it may go out."""
    of = request.of
    height = heights(request.talk.units)[request.unit_id]
    plan = Plan(unit=request.unit_id, height=height, zone=of.zone, order=of.order, since=None)
    async with request.talk.database.reading() as connection:
        rests = (await load_vacations(connection, [of]))[request.unit_id]
    found: list[tuple[JobName, datetime, datetime | None]] = []
    for moment, job in coming(plan, request.now):
        told: datetime | None = first_allowed(of, moment, rests)
        over = of.week_at(moment).end
        if job is not JobName.CLOSE and told is not None and told >= over:
            told = None
        found.append((job, moment.astimezone(of.zone), told))
    text = words.sends(of.unit.name, _local(request), found)
    return Screen(text=safe(text), rows=(_back(),))


async def own(request: Request) -> Screen:
    """List the norms that may be raised."""
    async with request.talk.database.reading() as connection:
        settings = await stored.of_unit(connection, request.unit_id)
    norms: list[tuple[IndicatorSpec, NormReading]] = []
    for spec in adjustable(request.of.order, request.of.unit.kind):
        norm = read_norm(spec, None, None, own=own_norm(spec, settings))
        if norm is not None:
            norms.append((spec, norm))
    buttons = tuple(
        Button(label=str(at), act="own_set", args={"f": spec.id})
        for at, (spec, _) in enumerate(norms[:ON_A_PAGE], start=1)
    )
    text = words.own(request.of.unit.name, norms[:ON_A_PAGE])
    return Screen(text=safe(text), rows=(buttons, _back()) if buttons else (_back(),))


async def own_set(request: Request) -> Screen:
    """Ask for an own norm, or show what the one that was given would change."""
    found = _raisable(request)
    if found is None:
        return await own(request)
    spec, ordered = found
    async with request.talk.database.looking() as connection:
        if request.number("r"):
            args = {"f": spec.id, "v": ""}
            yes = Button(label=words.RESET, main=True)
            text = words.ask_reset(spec, ordered)
            return await ask(request, connection, "own_go", args, safe(text), yes)
        if not request.text:
            await request.begin(connection, "own_set", {"f": spec.id})
            settings = await stored.of_unit(connection, request.unit_id)
            reset = Button(label=words.AS_ORDERED, act="own_set", args={"f": spec.id, "r": 1})
            rows = ((reset,), _to_own()) if own_norm(spec, settings) else (_to_own(),)
            return Screen(text=safe(words.ask_norm(spec, ordered)), rows=rows)
        wanted = words.percent_typed(request.text)
        if wanted is None or not exact(ordered) < Fraction(wanted) <= 1:
            return Screen(text=words.bad_norm(ordered), rows=(_to_own(),))
        args = {"f": spec.id, "v": str(wanted)}
        text = words.ask_set(spec, float(wanted))
        yes = Button(label=words.SET, main=True)
        return await ask(request, connection, "own_go", args, safe(text), yes)


async def own_go(request: Request) -> Screen:
    """Set an own norm, or take it back."""
    wanted = asked(request)
    if isinstance(wanted, Screen):
        return wanted
    found = _raisable(wanted)
    async with request.talk.database.writing() as connection:
        if not await wanted.finish(connection, "own_go"):
            return Screen(text="", toast=dialog_words.ALREADY)
        if found is not None:
            spec, share = found[0].id, wanted.word("v")
            await stored.keep(connection, wanted.unit_id, f"{NORM}{spec}", share)
            await wanted.note(connection, "own_norm", figure=spec, share=share or None)
    shown = await own(wanted)
    return Screen(text=shown.text, rows=shown.rows, toast=words.SAVED)


def _raisable(request: Request) -> tuple[IndicatorSpec, float] | None:
    """Give the indicator a button names and the order's share, if its norm may be raised."""
    for spec in adjustable(request.of.order, request.of.unit.kind):
        if (
            spec.id == request.word("f")
            and spec.norm is not None
            and spec.norm.threshold is not None
        ):
            return spec, spec.norm.threshold
    return None


async def wish(request: Request) -> Screen:
    """Show whether the daily watch comes to who asks; a press turns it on or off."""
    mine = Wish(request.unit_id, request.account, WATCH)
    wanted = request.number("on")
    toast = ""
    async with request.talk.database.writing() as connection:
        source = await wishes.source_of(connection, mine)
        if wanted is not None and source != "config" and bool(wanted) is not bool(source):
            if wanted:
                await wishes.add(connection, mine, "bot")
            else:
                await wishes.remove(connection, mine)
            await request.note(connection, "watch_wish", on=bool(wanted))
            source = "bot" if wanted else None
            toast = words.SAVED
    time = request.of.order.schedule.watch
    text = words.wish(time, on=source is not None, by_config=source == "config")
    if time is None or source == "config":
        return Screen(text=text, rows=(_back(),), toast=toast)
    label = words.TURN_OFF if source else words.TURN_ON
    switch = Button(label=label, act="wish", args={"on": 0 if source else 1}, main=not source)
    return Screen(text=text, rows=((switch,), _back()), toast=toast)


def _local(request: Request) -> datetime:
    return request.now.astimezone(request.of.zone)


def _back() -> tuple[Button, ...]:
    return (Button(label=words.TO_ORDER, act="order"),)


def _to_own() -> tuple[Button, ...]:
    return (Button(label=words.TO_OWN, act="own"),)


ACTS = (
    Act(
        name="order",
        may=rights.READING | rights.COORDINATOR,
        named=words.ORDER_ACT,
        row=(6, 1),
        do=order,
    ),
    Act(name="sends", may=rights.READING | rights.COORDINATOR, named=words.SENDS_ACT, do=sends),
    Act(name="own", may=rights.ADMINISTRATOR, named=words.OWN_ACT, do=own),
    Act(name="own_set", may=rights.ADMINISTRATOR, do=own_set),
    Act(name="own_go", may=rights.ADMINISTRATOR, do=own_go),
    Act(name="wish", may=rights.READING | rights.COORDINATOR, named=words.WISH_ACT, do=wish),
)
