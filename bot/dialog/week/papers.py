"""«Справка»: a paper about a period, to be printed and signed."""

import asyncio

from bot.dialog.core import rights
from bot.dialog.core.act import Act
from bot.dialog.core.listing import stacked
from bot.dialog.core.request import Request
from bot.dialog.core.screens import Screen
from bot.dialog.week import papers_words as words
from bot.dialog.week.week import has_figures, is_inside
from bot.papers.making import paper_files
from bot.papers.period_words import any_week, period_typed
from bot.vk.files.uploads import File
from bot.vk.keyboards import Button
from bot.words.russian import safe
from monitor.facts.paper import PaperFacts
from monitor.jobs.asked.load_paper import load_paper
from monitor.orders.model import LEVELS
from monitor.time.period import BadPeriod, Period, PeriodKind, of_kind, period_named
from storage.people import units


async def papers(request: Request) -> Screen:
    """Ask for the period, or send the paper of the one that was named."""
    which = any_week(request.text)  # the one that runs, or the one before: it is asked
    period = _named(request) if request.word("p") else None if which else _typed(request)
    if period is None or period.first > request.now.astimezone(request.unit.zone).date():
        return await _choice(request, understood=which or not request.text)
    return await _paper(request, period)


def _named(request: Request) -> Period | None:
    try:
        return period_named(request.word("p"), request.unit.week_named)
    except BadPeriod:
        return None


def _typed(request: Request) -> Period | None:
    unit = request.unit
    today = request.now.astimezone(unit.zone).date()
    return period_typed(request.text, today, unit.zone, unit.week) if request.text else None


async def _choice(request: Request, *, understood: bool) -> Screen:
    """Offer the periods that run and those before, as far as the unit was served then."""
    unit = request.unit
    async with request.talk.database.reading() as connection:
        since = (await units.joined(connection, [unit.id])).get(unit.id)
    running = unit.week(request.now)
    begun = running.first if since is None else since.astimezone(unit.zone).date()
    rows = []
    kinds: tuple[PeriodKind, ...] = ("week", "month", "quarter", "year")
    for kind in kinds:
        now = of_kind(kind, running)
        before = of_kind(kind, unit.week(now.weeks(unit.week, unit.zone)[0].start).shifted(-1))
        shown = [(before, False)] if before.last >= begun else []
        rows.append([_button(each, running=goes) for each, goes in (*shown, (now, True))])
    text = words.choice(unit.name, understood=understood)
    return Screen(text=safe(text), rows=stacked(*rows))


def _button(period: Period, *, running: bool) -> Button:
    label = words.period(period, running=running)
    return Button(label=label, act="papers", args={"p": period.name}, main=not running)


async def _paper(request: Request, period: Period) -> Screen:
    unit, inside = request.unit, is_inside(request)
    names = bool(request.number("n")) and inside and unit.kind not in LEVELS
    async with request.talk.database.reading() as connection:
        facts = await load_paper(connection, unit, period, request.now, request.talk.units)
    made = await asyncio.to_thread(paper_files, facts, inside=inside, names=names)
    files = tuple(File(name=each.name, body=each.body) for each in made)
    if names:
        async with request.talk.database.writing() as connection:
            await request.note(connection, "names_seen", screen="paper", period=period.name)
    text = safe(words.paper(facts, names=names))
    return Screen(text=text, files=files, rows=_ways(request, facts, names=names))


def _ways(request: Request, facts: PaperFacts, *, names: bool) -> tuple[tuple[Button, ...], ...]:
    named = Button(label=words.WITH_NAMES, act="papers", args={"p": facts.period.name, "n": 1})
    other = Button(label=words.OTHER, act="papers")
    offered = is_inside(request) and not facts.is_level and not names
    return stacked((named,) if offered else (), (other,))


ACTS = (
    Act(
        name="papers",
        may=rights.READING | rights.COORDINATOR,
        named=words.PAPERS_ACT,
        row=(4, 3),
        offered=has_figures,
        greedy=True,
        instead=words.NOT_STAFFS,
        dated="papers",
        do=papers,
    ),
)
