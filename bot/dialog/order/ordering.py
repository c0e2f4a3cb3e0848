"""«Приказ и расписание»: the order that applies, what comes next, own norms, own subscriptions."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from fractions import Fraction

from bot.dialog.core import rights
from bot.dialog.core.act import Act, Preview, Then
from bot.dialog.core.listing import page_of, stacked
from bot.dialog.core.request import Request
from bot.dialog.core.screens import Screen
from bot.dialog.order import ordering_words as words
from bot.vk.keyboards import Button, Rows
from bot.words.russian import safe, weeks_from
from monitor.explain.order_points import figure_concerns
from monitor.facts.ratio import Ratio
from monitor.jobs.loading.load import load_vacations
from monitor.jobs.telling import first_allowed
from monitor.jobs.tick import heights
from monitor.orders.jobs import JobName
from monitor.orders.model import LEVELS, IndicatorSpec
from monitor.orders.norms import read_norm
from monitor.orders.own_norms import NORM, adjustable, own_norm
from monitor.orders.schedule import Plan, coming
from monitor.orders.shares import exact
from storage.db.database import Connection
from storage.people import subscriptions
from storage.people import unit_settings as stored
from storage.subscription import WATCH, Subscription

ON_A_PAGE = 5


async def order(request: Request) -> Screen:
    """Tell which order applies, and lead to what may be set."""
    unit = request.unit
    async with request.talk.database.reading() as connection:
        settings = await stored.of_unit(connection, request.unit_id)
    asked = [spec for spec in unit.order.indicator if figure_concerns(spec, unit.kind)]
    norms = _norms(asked, settings)
    page = page_of(request, norms, ON_A_PAGE, "order")
    week = unit.week(request.now)
    text = words.order(
        unit.name,
        unit.order,
        [norm for _, norm in page.items],
        len(norms),
        week.last + timedelta(days=1),  # its first day may have been cut off
        _local(request),
        _change(request),
    )
    return Screen(text=safe(text), rows=stacked(*_ways(request), page.turn))


def _change(request: Request) -> str:
    change = request.unit.change(request.now)
    return weeks_from(*change) if change is not None else ""


def _norms(specs: Iterable[IndicatorSpec], settings: Mapping[str, str]) -> words.Norms:
    """Read the norms of those indicators that have one, the unit's own norms included."""
    read = [(spec, read_norm(spec, Ratio(None), own=own_norm(spec, settings))) for spec in specs]
    return [(spec, norm) for spec, norm in read if norm is not None]


def _ways(request: Request) -> Rows:
    """Give where the order leads, as far as somebody may go."""
    rows = (
        (("order_points", words.POINTS),),
        (("sends", words.SENDS), ("rest", words.REST)),
        (("own", words.OWN), ("wish", words.WISH)),
        (("links_reply", words.LINKS),),
    )
    inside = request.unit.kind not in LEVELS
    return tuple(
        tuple(
            Button(label=label, act=act)
            for act, label in row
            if request.may(act)
            and (inside or act in ("order_points", "sends", "wish"))
            and (act != "own" or adjustable(request.unit.order, request.unit.kind))
        )
        for row in rows
    )


async def sends(request: Request) -> Screen:
    """List what is sent next, and when it may go out."""
    unit = request.unit
    height = heights(request.talk.units)[request.unit_id]
    plan = Plan(unit=request.unit_id, height=height, zone=unit.zone, order=unit.order, since=None)
    async with request.talk.database.reading() as connection:
        rests = (await load_vacations(connection, [unit]))[request.unit_id]
    found: list[tuple[JobName, datetime, datetime | None]] = []
    for moment, job in coming(plan, request.now):
        told: datetime | None = first_allowed(unit, moment, rests)
        over = unit.week(moment).end
        if job is not JobName.CLOSE and told is not None and told >= over:
            told = None
        found.append((job, moment.astimezone(unit.zone), told))
    text = words.sends(unit.name, _local(request), found, request.vocabulary)
    return Screen(text=safe(text), rows=(_back(),))


async def own(request: Request) -> Screen:
    """List the norms that may be raised."""
    async with request.talk.database.reading() as connection:
        settings = await stored.of_unit(connection, request.unit_id)
    norms = _norms(adjustable(request.unit.order, request.unit.kind), settings)
    page = page_of(request, norms, ON_A_PAGE, "own")
    buttons = (
        Button(label=str(at), act="own_set", args={"f": spec.id}) for at, (spec, _) in page.items
    )
    text = words.own(request.unit.name, page.items)
    return Screen(text=safe(text), rows=stacked(buttons, page.turn, _back()))


async def own_set(request: Request) -> Screen | Preview:
    """Ask for an own norm, or show what the one that was given would change."""
    raisable = _raisable(request)
    if raisable is None:
        return await own(request)
    spec, ordered = raisable
    if request.number("r"):
        return Preview(
            text=safe(words.ask_reset(spec, ordered)),
            yes=Button(label=words.RESET, main=True),
            args={"f": spec.id, "v": ""},
        )
    if not request.text:
        async with request.talk.database.looking() as connection:
            await request.begin(connection, "own_set", {"f": spec.id})
            settings = await stored.of_unit(connection, request.unit_id)
        reset = Button(label=words.AS_ORDERED, act="own_set", args={"f": spec.id, "r": 1})
        rows = stacked((reset,) if own_norm(spec, settings) else (), _to_own())
        return Screen(text=safe(words.ask_norm(spec, ordered)), rows=rows)
    wanted = words.percent_typed(request.text)
    if wanted is None or not exact(ordered) < Fraction(wanted) <= 1:
        return Screen(text=words.bad_norm(ordered), rows=(_to_own(),))
    return Preview(
        text=safe(words.ask_set(spec, float(wanted))),
        yes=Button(label=words.SET, main=True),
        args={"f": spec.id, "v": str(wanted)},
    )


async def own_kept(request: Request, connection: Connection) -> Then:
    """Set an own norm, or take it back."""
    raisable = _raisable(request)
    if raisable is not None:
        spec, share = raisable[0].id, request.word("v")
        await stored.keep(connection, request.unit_id, f"{NORM}{spec}", share)
        await request.note(connection, "own_norm", figure=spec, share=share or None)
    return Then(show=own, toast=words.SAVED)


def _raisable(request: Request) -> tuple[IndicatorSpec, float] | None:
    """Give the indicator a button names and the order's share, if its norm may be raised."""
    for spec in adjustable(request.unit.order, request.unit.kind):
        if (
            spec.id == request.word("f")
            and spec.norm is not None
            and spec.norm.threshold is not None
        ):
            return spec, spec.norm.threshold
    return None


async def wish(request: Request) -> Screen:
    """Show whether the daily watch comes to who asks; a press turns it on or off."""
    order = request.unit.order
    if order.schedule.watch is not None and not request.roles.isdisjoint(order.watch_for):
        return Screen(text=words.wish_ordered(order.schedule.watch), rows=(_back(),))
    mine = Subscription(request.unit_id, request.account, WATCH)
    wanted = request.number("on")
    toast = ""
    async with request.talk.database.writing() as connection:
        source = await subscriptions.source_of(connection, mine)
        if wanted is not None and source != "config" and bool(wanted) is not bool(source):
            if wanted:
                await subscriptions.add(connection, mine, "bot")
            else:
                await subscriptions.remove(connection, mine)
            await request.note(connection, "watch_wish", on=bool(wanted))
            source = "bot" if wanted else None
            toast = words.SAVED
    time = order.schedule.watch
    text = words.wish(time, on=source is not None, by_config=source == "config")
    if time is None or source == "config":
        return Screen(text=text, rows=(_back(),), toast=toast)
    label = words.TURN_OFF if source else words.TURN_ON
    switch = Button(label=label, act="wish", args={"on": 0 if source else 1}, main=not source)
    return Screen(text=text, rows=((switch,), _back()), toast=toast)


def _local(request: Request) -> datetime:
    return request.now.astimezone(request.unit.zone)


def _back() -> tuple[Button, ...]:
    return (Button(label=words.TO_ORDER, act="order"),)


def _to_own() -> tuple[Button, ...]:
    return (Button(label=words.TO_OWN, act="own"),)


ACTS = (
    Act(
        name="order",
        may=rights.READING | rights.COORDINATOR,
        named=words.ORDER_ACT,
        row=(8, 1),
        rare=True,
        do=order,
    ),
    Act(name="sends", may=rights.READING | rights.COORDINATOR, named=words.SENDS_ACT, do=sends),
    Act(name="own", may=rights.ADMINISTRATOR, named=words.OWN_ACT, do=own),
    Act(
        name="own_set",
        named=words.OWN_SET_ACT,
        may=rights.ADMINISTRATOR,
        noted=words.OWN_NOTED,
        do=own_set,
        done=own_kept,
    ),
    Act(
        name="wish",
        may=rights.READING | rights.COORDINATOR,
        noted=words.WISH_NOTED,
        named=words.WISH_ACT,
        do=wish,
    ),
)
