"""A time said with words: «сводка за прошлую неделю», «таблица за октябрь»."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from bot.dialog.core import rights
from bot.dialog.core.act import Act
from bot.dialog.core.request import NotAllowed, Request
from bot.dialog.core.screens import Screen
from bot.dialog.week.deputy import measures, past
from bot.dialog.week.lagging import lagging
from bot.dialog.week.week import pictures, summary, why
from bot.papers.period_words import period_typed
from bot.words.understanding.days import BadDays, days_typed
from monitor.time.week import Week

WEEK = timedelta(days=6)

_NOW = {
    "summary": summary,
    "past": summary,
    "pictures": pictures,
    "why": why,
    "measures": measures,
    "lagging": lagging,
}
_CLOSED = {**_NOW, "summary": past, "past": past}
"""How each is shown of the week that runs, and of one before."""


async def of_time(request: Request) -> Screen:
    """Show what «of» names of the time that is said; of several weeks they are listed."""
    wanted = request.word("of") if request.word("of") in _NOW else "summary"
    if not request.may(wanted):
        raise NotAllowed(wanted)
    bare = replace(request, text="", args={})
    span = _said(request)
    if span is None:
        return await _NOW[wanted](bare)
    first, last = (_week(request, each) for each in span)
    running = request.unit.week(request.now)
    if first.first >= running.first:
        return await _NOW[wanted](bare)
    if first.name != last.name and span[1] - span[0] > WEEK:
        args = {"s": first.name, "e": last.shifted(1).name, "r": _period(request)}
        return await past(replace(bare, args=args))
    return await _CLOSED[wanted](replace(bare, args={"w": first.name}))


def _said(request: Request) -> tuple[date, date] | None:
    """Read the time that is said; None: nobody understands it."""
    week = request.unit.week(request.now)
    today = request.now.astimezone(request.unit.zone).date()
    try:
        first, last = days_typed(request.text, today, (week.first, week.last), "past")
    except BadDays:
        return None
    return first, last or today


def _period(request: Request) -> str:
    """Name the period that is said, if a paper can be made of it: a month, a quarter, a year."""
    unit = request.unit
    today = request.now.astimezone(unit.zone).date()
    period = period_typed(request.text, today, unit.zone, unit.week)
    return "" if period is None or period.kind == "week" else period.name


def _week(request: Request, day: date) -> Week:
    return request.unit.week(datetime.combine(day, time(12), request.unit.zone))


ACTS = (Act(name="of_time", may=rights.READING | rights.COORDINATOR, do=of_time),)
