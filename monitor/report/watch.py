"""How a running week stands today, for those who watch it daily (Perm, point 2). Pure.

No names: whoever holds an office in the unit may read it.
"""

from dataclasses import dataclass
from datetime import date, datetime

from monitor.facts.facts import Facts
from monitor.facts.values import Figure, Report, WindowSpan
from monitor.indicators import BY_NAME
from monitor.indicators.judging import Judge
from monitor.orders.model import IndicatorSpec, Order
from monitor.time.week import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """A figure of the week so far.

    ``before``: its value at ``Watch.since``; None: nothing is known of then.
    ``today``: the same counted over today alone; None: more is asked than a day can tell.
    """

    figure: Figure
    before: int | None
    today: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """A unit's day. ``messages`` and ``staff`` are of today; None: the bot is in no chat.

    Of a municipality or a region nothing is known by days; ``reporting`` of ``listed``
    organisations gave figures (``listed`` None: it is an organisation). ``since``: the moment
    that the figures are compared with; None: the week has just begun.
    """

    unit_name: str
    window: WindowSpan
    day: date
    messages: int | None
    staff: int | None
    figures: tuple[Watched, ...]
    incomplete: bool
    since: datetime | None = None
    reporting: int = 0
    listed: int | None = None
    kinds: tuple[str, ...] = ()  # of the unit and those below it


def make_watch(
    facts: Facts, order: Order, report: Report, yesterday: Report | None
) -> Watch | None:
    """Set the week so far beside the midnight before; None: today is no working day.

    ``yesterday``: the report as of that midnight; None: the week begins today.
    """
    today = facts.as_of.astimezone(facts.week.zone).date()
    if today not in facts.working:
        return None
    judge = Judge(facts, order)
    line = next((each for each in report.days if each.day == today), None)
    known = line if facts.watched else None
    return Watch(
        unit_name=report.unit_name,
        window=report.window,
        day=today,
        messages=known.messages if known else None,
        staff=known.staff if known else None,
        figures=tuple(
            Watched(
                figure=figure,
                before=_value(yesterday, spec.id),
                today=_today(judge, spec),
            )
            for spec in judge.specs
            if _is_daily(spec, order) and (figure := report.figure(spec.id)) is not None
        ),
        incomplete=facts.watched and not facts.whole,
        since=yesterday.window.as_of if yesterday else None,
        kinds=report.kinds,
    )


def make_level_watch(report: Report, order: Order, today: date, last: Watch | None) -> Watch:
    """Set a level's week so far beside the watch before; None: there was none this week."""
    daily = {spec.id for spec in order.indicator if _is_daily(spec, order)}
    then = {each.figure.id: each.figure.value for each in last.figures} if last else {}
    return Watch(
        unit_name=report.unit_name,
        window=report.window,
        day=today,
        messages=None,
        staff=None,
        figures=tuple(
            Watched(figure=figure, before=then.get(figure.id), today=None)
            for figure in report.figures
            if figure.id in daily
        ),
        incomplete=any(figure.incomplete for figure in report.figures if figure.id in daily),
        since=last.window.as_of if last else None,
        reporting=sum(each.reporting for each in report.organisations),
        listed=sum(each.listed for each in report.organisations),
        kinds=report.kinds,
    )


def _is_daily(spec: IndicatorSpec, order: Order) -> bool:
    daily = spec.id == order.main or BY_NAME[spec.family].daily
    return spec.window == "week" and daily


def _value(report: Report | None, name: str) -> int | None:
    figure = report.figure(name) if report else None
    return figure.value if figure else None


def _today(judge: Judge, spec: IndicatorSpec) -> int | None:
    """Count today alone, where one message is all that is asked."""
    family = BY_NAME[spec.family]
    if not family.daily or (spec.messages or 1) > 1:
        return None
    alone = spec.model_copy(update={"window": "day"})
    return family.counted(judge.slice(alone), alone).value


def midnight_before(facts: Facts) -> datetime | None:
    """Give the midnight with which today began; None: the week began with it."""
    today = facts.as_of.astimezone(facts.week.zone).date()
    return None if today == facts.week.first else Span(today, today, facts.week.zone).start
