"""The tables of figures: a week's, or weeks beside each other as many as a sheet holds. Pure."""

from collections.abc import Iterator, Sequence

from bot.papers import words
from bot.papers.early import not_over
from bot.papers.paper import Block, Cell, Column, Line, Table, cells
from bot.words.orders.norms import counted, norm_words, unreached
from bot.words.russian import FEW, NO_DATA, number, share
from bot.words.vocabulary import Vocabulary
from monitor.facts.paper import PaperFacts, PaperWeek
from monitor.facts.values import Figure, NormReading, Report

AT_ONCE = 13
"""Weeks beside each other on a sheet that lies across: a quarter."""

_SMALL = 7.5


def figure_blocks(facts: PaperFacts, vocabulary: Vocabulary) -> Iterator[Block]:
    """Give the figures against their norms."""
    yield Line(text=words.FIGURES, style="heading")
    if not facts.reports:
        yield Line(text=words.NO_FIGURES)
        return
    if facts.period.kind == "week":
        yield _of_week(facts.reports[-1], vocabulary)
        if any(figure.incomplete for figure in facts.reports[-1].figures):
            yield Line(text=words.STAR, style="note")
        return
    if facts.period.kind == "month":
        yield _of_weeks(facts, facts.weeks, wide=True)
        yield Line(text=words.SHADED, style="note")
        return
    yield _summed_up(facts)
    yield Line(text=words.WEEKS, style="heading")
    yield Line(text=words.SHADED, style="note")
    known = _from_first(facts.weeks)
    for part in parted(known, AT_ONCE):
        said = words.table_title(part[0].week.first, part[-1].week.last)
        yield Line(text=said, style="note")
        yield _of_weeks(facts, part, wide=False)


def parted(weeks: Sequence[PaperWeek], most: int) -> Iterator[Sequence[PaperWeek]]:
    """Part weeks into tables that are about as wide as each other."""
    tables = max(1, -(-len(weeks) // most))
    size = -(-len(weeks) // tables)
    for start in range(0, len(weeks), size):
        yield weeks[start : start + size]


def _from_first(weeks: Sequence[PaperWeek]) -> Sequence[PaperWeek]:
    """Leave out what was before the first report; «Полнота данных» names it."""
    first = next(at for at, each in enumerate(weeks) if each.report is not None)
    return weeks[first:]


def _of_week(report: Report, vocabulary: Vocabulary) -> Table:
    columns = (
        Column(heading=words.NUMBER, width=8, align="center"),
        Column(heading=words.FIGURE, width=73),
        Column(heading=words.VALUE, width=17, align="right"),
        Column(heading=words.OF, width=15, align="right"),
        Column(heading=words.SHARE, width=17, align="right"),
        Column(heading=words.NORM, width=26, align="center"),
        Column(heading=words.MET, width=24, align="center"),
    )
    rows = [_row(at, each, report, vocabulary) for at, each in enumerate(report.figures, 1)]
    return Table(columns=columns, rows=rows, size=10)


def _row(at: int, figure: Figure, report: Report, vocabulary: Vocabulary) -> Sequence[Cell]:
    known = figure.value is not None and figure.of != 0
    notes = words.figure_notes(figure, vocabulary)
    title = words.figure_title(figure)
    star = "*" if figure.incomplete and known else ""
    of = "" if figure.of is None else number(figure.of)
    part = share(figure.share, unreached(figure)) if known and figure.share is not None else ""
    met = words.met(figure, resting=report.resting, running=not_over(report))
    told = figure.value is not None and figure.missing != "few"
    row = (
        str(at),
        f"{title} ({notes})" if notes else title,
        f"{number(figure.value or 0)}{star}" if told else words.ABSENT,
        of if told or figure.of is not None else words.ABSENT,
        part or (words.ABSENT if figure.of is not None or not known else ""),
        words.norm(figure.norm),
        met,
    )
    short = figure.norm is not None and figure.norm.met is False
    return [Cell(text=text, pale=short and place == 6) for place, text in enumerate(row)]


def _ids(reports: Sequence[Report]) -> list[str]:
    """List the figures in the order of the newest report; those asked for earlier follow."""
    return list(dict.fromkeys(each.id for report in reversed(reports) for each in report.figures))


def _named(facts: PaperFacts, name: str) -> list[tuple[Report, Figure]]:
    """Give a figure in every report that has it, oldest first."""
    return [
        (report, figure) for report in facts.reports if (figure := report.figure(name)) is not None
    ]


def _heading(facts: PaperFacts, name: str) -> str:
    found = [figure for _, figure in _named(facts, name)]
    norms = [figure.norm for figure in found if figure.norm is not None]
    base = words.base(found[-1])
    return f"{found[-1].title}{base}\n({words.norms(norms)})"


def judged(readings: Sequence[NormReading | None]) -> tuple[int, int]:
    """Tell in how many weeks a norm was met, and in how many it was judged."""
    found = [each.met for each in readings if each is not None and each.met is not None]
    return sum(found), len(found)


def _of_weeks(facts: PaperFacts, weeks: Sequence[PaperWeek], *, wide: bool) -> Table:
    """Put weeks beside each other; ``wide``: a month's, on an upright sheet."""
    first, last = (52, 20) if wide else (66, 0)
    room = (180 if wide else 267) - first - last
    columns = [
        Column(heading=words.FIGURE, width=first),
        *(
            Column(heading=_week_heading(each), width=room / len(weeks), align="center")
            for each in weeks
        ),
    ]
    if wide:
        columns.append(Column(heading=words.IN_WEEKS, width=last, align="center"))
    rows = []
    for name in _ids([each.report for each in weeks if each.report is not None]):
        row = [Cell(text=_heading(facts, name)), *(_cell(each, name) for each in weeks)]
        if wide:
            met = judged([figure.norm for _, figure in _named(facts, name)])
            row.append(Cell(text=words.met_weeks(*met)))
        rows.append(row)
    return Table(columns=columns, rows=rows, size=9 if wide else _SMALL)


def _week_heading(each: PaperWeek) -> str:
    resting = each.report is not None and each.report.resting
    return words.week_heading(each.week.first, each.week.last, each.state, resting=resting)


def _cell(each: PaperWeek, name: str) -> Cell:
    figure = each.report.figure(name) if each.report is not None else None
    if figure is None:
        return Cell(text=words.ABSENT)
    if figure.missing == "few":
        return Cell(text=FEW)
    if figure.value is None or figure.of == 0:
        return Cell(text=NO_DATA)
    star = "*" if figure.incomplete else ""
    count = number(figure.value)
    if figure.of is not None:
        count = words.of(count, number(figure.of))
    part = "" if figure.share is None else share(figure.share, unreached(figure))
    lines = [count, part] if part else [count]
    lines[-1] += star
    if said := words.met_line(figure):
        lines.append(said)
    short = figure.norm is not None and figure.norm.met is False
    return Cell(text="\n".join(lines), pale=short)


def _summed_up(facts: PaperFacts) -> Table:
    """Sum a long period up: in how many weeks norms were met, and how it ended."""
    columns = (
        Column(heading=words.NUMBER, width=8, align="center"),
        Column(heading=words.FIGURE, width=105),
        Column(heading=words.NORM, width=42, align="center"),
        Column(heading=words.KNOWN_WEEKS, width=23, align="center"),
        Column(heading=words.MET_WEEKS, width=24, align="center"),
        Column(heading=words.MISSED_WEEKS, width=25, align="center"),
        Column(heading=words.LAST, width=40, align="center"),
    )
    rows = []
    for at, name in enumerate(_ids(facts.reports), 1):
        found = _named(facts, name)
        known = [
            (report, each) for report, each in found if each.value is not None and each.of != 0
        ]
        met, of = judged([figure.norm for _, figure in found])
        norms = [figure.norm for _, figure in found if figure.norm is not None]
        last = words.ABSENT
        if known:
            report, figure = known[-1]
            star = "*" if figure.incomplete else ""
            last = f"{counted(figure)}{star}\n({words.week_of(report)})"
        rows.append(
            cells(
                str(at),
                f"{found[-1][1].title}{words.base(found[-1][1])}",
                "\n".join(dict.fromkeys(norm_words(each) for each in norms)) or words.ABSENT,
                number(len(known)),
                number(met) if of else words.ABSENT,
                number(of - met) if of else words.ABSENT,
                last,
            )
        )
    return Table(columns=columns, rows=rows)
