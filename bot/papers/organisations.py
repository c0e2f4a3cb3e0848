"""The organisations of a level: the main figure of each, hidden where it is of a few. Pure."""

from collections.abc import Iterator, Sequence

from bot.papers import words
from bot.papers.paper import Block, Cell, Column, Line, Table, cells
from bot.words.russian import FEW, NO_DATA, count_of
from monitor.facts.paper import PaperFacts
from monitor.facts.values import OrganisationLine, Report, WeekFigure


def organisation_blocks(facts: PaperFacts) -> Iterator[Block]:
    """Give the main figure of every organisation: of the week, or in how many weeks it was met."""
    if not facts.reports:
        return
    last = facts.reports[-1]
    figure = last.figure(facts.main)
    yield Line(text=words.ORGANISATIONS, style="heading")
    if not last.organisations or figure is None:
        yield Line(text=words.NO_FIGURES)
        return
    yield Line(text=words.main_figure(figure))
    if facts.period.kind == "week":
        yield _of_week(facts.main, last)
    else:
        yield _of_weeks(facts)


def _of_week(main: str, report: Report) -> Table:
    columns = (
        Column(heading=words.NUMBER, width=8, align="center"),
        Column(heading=words.ORGANISATION, width=90),
        Column(heading=words.STATE, width=28),
        Column(heading=words.VALUE, width=33, align="right"),
        Column(heading=words.MET, width=21, align="center"),
    )
    rows = [
        [
            *cells(str(at), line.name, words.organisation_state(line)),
            *_judged(line, main),
        ]
        for at, line in enumerate(report.organisations, 1)
    ]
    return Table(columns=columns, rows=rows, size=10)


def _judged(line: OrganisationLine, main: str) -> tuple[Cell, Cell]:
    figure = line.figure(main)
    if main in line.few:
        return Cell(text=FEW), Cell(text=words.ABSENT)
    if figure is None:
        return Cell(text=words.ABSENT), Cell(text=words.ABSENT)
    value = NO_DATA if figure.value is None else count_of(figure)
    star = "*" if figure.incomplete and figure.value is not None else ""
    return Cell(text=f"{value}{star}"), Cell(text=words.part_met(figure), pale=figure.met is False)


def _of_weeks(facts: PaperFacts) -> Table:
    wide = facts.period.kind == "month"
    columns = (
        Column(heading=words.NUMBER, width=8, align="center"),
        Column(heading=words.ORGANISATION, width=72 if wide else 125),
        Column(heading=words.KNOWN_WEEKS, width=22, align="center"),
        Column(heading=words.MET_WEEKS, width=24, align="center"),
        Column(heading=words.MISSED_WEEKS, width=24, align="center"),
        Column(heading=words.LAST, width=30 if wide else 64, align="right"),
    )
    newest: dict[str, OrganisationLine] = {}
    for report in facts.reports:
        newest |= {line.unit: line for line in report.organisations}
    rows = [_row(at, facts, line) for at, line in enumerate(newest.values(), 1)]
    return Table(columns=columns, rows=rows)


def _row(at: int, facts: PaperFacts, newest: OrganisationLine) -> Sequence[Cell]:
    lines = [
        line
        for report in facts.reports
        for line in report.organisations
        if line.unit == newest.unit
    ]
    told = [
        figure
        for line in lines
        if facts.main not in line.few and (figure := line.figure(facts.main)) is not None
    ]
    known = [figure for figure in told if figure.value is not None]
    if not known and any(facts.main in line.few for line in lines):
        return cells(str(at), newest.name, FEW, words.ABSENT, words.ABSENT, words.ABSENT)
    met = [figure.met for figure in known if figure.met is not None]
    return cells(
        str(at),
        newest.name,
        str(len(known)),
        str(sum(met)) if met else words.ABSENT,
        str(len(met) - sum(met)) if met else words.ABSENT,
        _last(known),
    )


def _last(known: Sequence[WeekFigure]) -> str:
    if not known:
        return NO_DATA
    return f"{count_of(known[-1])}{'*' if known[-1].incomplete else ''}"
