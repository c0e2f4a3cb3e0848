"""Made-up periods of a school and of a municipality, for tests of papers."""

from dataclasses import replace
from datetime import UTC, datetime

from monitor.facts.paper import Confirmed, PaperFacts, PaperWeek
from monitor.facts.values import (
    Among,
    OrganisationLine,
    Source,
    WeekFigure,
    WindowSpan,
)
from monitor.time.period import a_week, month_of, quarter_of, school_year_of_day
from monitor.time.week import week_at, week_named
from storage.records import Office
from tests.bot.made_up import MONDAY, PERM, RULE, a_figure, a_report

FRIDAY = datetime(2026, 11, 20, 10, tzinfo=UTC).astimezone(PERM)
LATER = datetime(2026, 12, 8, 4, tzinfo=UTC).astimezone(PERM)

WEEK = a_week(week_named("2026-W47", PERM))
NOVEMBER, AUTUMN, YEAR = month_of(MONDAY), quarter_of(MONDAY), school_year_of_day(MONDAY)

SOURCE = Source(title="Приказ о переходе на платформу", basis="text")


def of_zone(moment):
    return week_at(moment, PERM)


def reported(week, *figures, closed=True, **changes):
    """A week's report; without figures one that is just a little better every week."""
    window = WindowSpan(
        week=week.name,
        start=week.start,
        end=week.end,
        as_of=week.end if closed else FRIDAY,
        closed=closed,
    )
    value = 20 + (week.first - MONDAY).days // 7
    figures = figures or (a_figure(value, 43, 0.45),)
    return a_report(window=window, figures=figures, **changes)


def a_paper_week(week, report=None, **changes):
    """A closed week with its report."""
    values = {"state": "closed", "report": reported(week) if report is None else report}
    return PaperWeek(week=week, **(values | changes))


def weeks_of(period):
    return period.weeks(of_zone, PERM)


def a_period(period=WEEK, weeks=None, **changes):
    """A school's period, of closed weeks unless they are given."""
    values = {
        "unit_name": "МАОУ «СОШ № 12»",
        "unit_kind": "school",
        "is_level": False,
        "period": period,
        "at": LATER,
        "main": "staff_messages_10",
        "source": SOURCE,
        "rule": RULE,
        "weeks": tuple(map(a_paper_week, weeks_of(period))) if weeks is None else tuple(weeks),
    }
    return PaperFacts(**(values | changes))


def confirmed(number=1, **changes):
    values = {
        "number": number,
        "person": "Уткин Павел Ильич",
        "title": "",
        "messages": 12,
        "calls": 1,
        "value": None,
        "of": None,
        "ground": "журнал звонков",
        "by": Office.ADMINISTRATOR,
        "at": FRIDAY,
    }
    return Confirmed(**(values | changes))


def a_line(unit, value, of, *, few=(), met=True, state="closed", name=None, **changes):
    """An organisation of a municipality with its main figure."""
    figure = WeekFigure(value, of, id="staff_messages_10", met=None if value is None else met)
    return OrganisationLine(
        unit=unit,
        name=name or f"МАОУ «СОШ № {unit}»",
        kind="school",
        state=state,
        completeness=None if value is None else 1.0,
        figures=(figure,),
        reporting=int(value is not None),
        listed=1,
        few=few,
        **changes,
    )


LINES = (
    a_line("1", 24, 43),
    a_line("2", 9, 40, met=False),
    a_line("3", None, None, few=("staff_messages_10",)),
    a_line("4", None, None, state="none"),
)


def a_level_report(week, lines=LINES, **changes):
    figure = a_figure(36, 90, 0.25, among=Among(met=1, unmet=1, unknown=1))
    return reported(
        week,
        figure,
        unit="perm",
        unit_name="Департамент образования города Перми",
        unit_kind="municipality",
        organisations=tuple(lines),
        people=(),
        days=(),
        chats=(),
        **changes,
    )


def a_level_period(period=WEEK, lines=LINES):
    """A municipality's period of closed weeks."""
    return a_period(
        period,
        [a_paper_week(week, a_level_report(week, lines)) for week in weeks_of(period)],
        unit_name="Департамент образования города Перми",
        unit_kind="municipality",
        is_level=True,
    )


def unmet(figure):
    """The same figure, its norm not met."""
    return replace(figure, norm=replace(figure.norm, met=False))


def without_norm(**changes):
    return a_figure(**({"norm": None, "point": ""} | changes))
