"""Standings: a week's figures without names, as later weeks and levels above read them. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from monitor.facts.digest import Trend, WeekPoint
from monitor.facts.values import Report, WeekFigure
from monitor.orders.norms import met_as_ordered
from monitor.report.codec import decode_figures, encode_figures
from monitor.time.week import Week, week_named
from storage.records import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekFigures:
    """A unit's week as it stood; ``Standing`` is what storage keeps of it."""

    unit: str
    week: str
    as_of: datetime
    closed: bool
    completeness: float | None
    figures: tuple[WeekFigure, ...]

    def figure(self, name: str) -> WeekFigure | None:
        """Find a figure by its id."""
        return next((figure for figure in self.figures if figure.id == name), None)


def standing_of(report: Report) -> Standing:
    """Give what storage keeps of a report's figures."""
    figures = tuple(
        WeekFigure(
            id=figure.id,
            value=figure.value,
            of=figure.of,
            met=met_as_ordered(figure),
            incomplete=figure.incomplete,
            among=figure.among,
            resting=report.resting,
            possible=figure.possible,
        )
        for figure in report.figures
    )
    return Standing(
        unit=report.unit,
        week=report.window.week,
        as_of=report.window.as_of,
        closed=report.window.closed,
        completeness=report.completeness,
        figures=encode_figures(figures),
    )


def week_figures(kept: Standing) -> WeekFigures:
    """Read what storage kept."""
    return WeekFigures(
        unit=kept.unit,
        week=kept.week,
        as_of=kept.as_of,
        closed=kept.closed,
        completeness=kept.completeness,
        figures=decode_figures(kept.figures),
    )


def figures_of(weeks: Iterable[WeekFigures], week: str) -> Mapping[str, WeekFigure]:
    """Give the figures of one of the weeks by their ids; nothing if it is not among them."""
    return {figure.id: figure for each in weeks if each.week == week for figure in each.figures}


def trends(
    report: Report,
    weeks: Iterable[WeekFigures],
    zone: ZoneInfo,
    first_day: int,
    *,
    main: str,
    recent: str,
) -> tuple[Trend, ...]:
    """Put the closed weeks before a report beside it, oldest first.

    The main figure gets every week handed in (the school year), the others those
    from the week named ``recent`` on.
    """
    past = [(week_named(each.week, zone, first_day), each) for each in weeks]
    return tuple(
        Trend(
            figure=figure.id,
            points=tuple(
                _point(week, each.figure(figure.id))
                for week, each in past
                if figure.id == main or each.week >= recent
            ),
        )
        for figure in report.figures
    )


def _point(week: Week, figure: WeekFigure | None) -> WeekPoint:
    return WeekPoint(
        week=week.name,
        first=week.first,
        last=week.last,
        value=figure.value if figure else None,
        of=figure.of if figure else None,
    )
