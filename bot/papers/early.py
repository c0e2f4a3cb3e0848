"""A week that is not over is not judged: what is not met yet is no norm that was missed. Pure."""

from collections.abc import Iterable
from dataclasses import replace

from monitor.facts.paper import PaperFacts, PaperWeek
from monitor.facts.values import Figure, OrganisationLine, Report, WeekFigure


def not_over(report: Report) -> bool:
    """Whether a report's week still runs."""
    return not report.window.closed and report.window.as_of < report.window.end


def without_early_verdicts(facts: PaperFacts) -> PaperFacts:
    """Give a period in whose running week no norm is called missed; what is met stays met."""
    return replace(facts, weeks=tuple(_week(each) for each in facts.weeks))


def _week(week: PaperWeek) -> PaperWeek:
    if week.report is None or not not_over(week.report):
        return week
    report = replace(
        week.report,
        figures=tuple(_figure(each) for each in week.report.figures),
        organisations=tuple(_lines(week.report.organisations)),
    )
    return replace(week, report=report)


def _figure(figure: Figure) -> Figure:
    if figure.norm is None or figure.norm.met is not False:
        return figure
    return replace(figure, norm=replace(figure.norm, met=None))


def _lines(lines: Iterable[OrganisationLine]) -> Iterable[OrganisationLine]:
    for line in lines:
        early = line.state == "running"
        yield replace(line, figures=tuple(map(_unjudged, line.figures))) if early else line


def _unjudged(figure: WeekFigure) -> WeekFigure:
    return figure if figure.met is not False else replace(figure, met=None)
