"""The statistics that go up the line on Fridays (Smolensk, row 18), and the order's own numbers."""

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]  # no py.typed

from bot.sheets import level_words as words
from bot.sheets.book import Cell, Looks, as_shown, row_height, table, write
from bot.words.russian import FEW, NO_DATA
from monitor.facts.values import Figure, OrganisationLine, Report, WeekFigure

_FIRST = 52  # the width of the first column


def write_statistics(sheet: Worksheet, report: Report, looks: Looks) -> None:
    """Write the Friday statistics by organisation, their sums, and what the order counts on."""
    below = _write_organisations(sheet, report, looks)
    if report.plan:
        _write_plan(sheet, report, looks, below + 1)


def _write_plan(sheet: Worksheet, report: Report, looks: Looks, top: int) -> None:
    """Write what the order counts on and what there is, a row a number."""
    for column, heading in enumerate(words.PLAN_HEADER):
        write(sheet, top, column, heading, looks.header)
    for row, line in enumerate(report.plan, start=top + 1):
        figure = report.figure(line.figure)
        value = None if figure is None else figure.value
        share = None if value is None or not line.planned else as_shown(value / line.planned)
        sheet.set_row(row, row_height([line.title], [_FIRST]))
        write(sheet, row, 0, line.title, looks.text)
        write(sheet, row, 1, line.planned, looks.whole)
        write(sheet, row, 2, NO_DATA if value is None else value, looks.whole)
        write(sheet, row, 3, NO_DATA if share is None else share, looks.share)


def _write_organisations(sheet: Worksheet, report: Report, looks: Looks) -> int:
    """Write them; give the number of the row below."""
    asked = dict(report.statistics)
    single = all(line.listed == 1 for line in report.organisations)
    names = [
        name
        for name in words.STATISTICS
        if name in asked or (single and name in _COUNTED and _of_kind(report, _COUNTED[name]))
    ]
    if not names:
        sheet.write_string(0, 0, words.NO_STATISTICS, looks.note)
        return 1
    header = [words.LINE_HEADER[0]]
    for name in names:
        header += words.STATISTICS[name]
    rows: list[list[Cell]] = [
        [line.name, *(cell for name in names for cell in _statistic(line, name, asked))]
        for line in report.organisations
    ]
    widths = [_FIRST] + [16] * (len(header) - 1)
    below = table(sheet, header, widths, rows, looks)
    total: list[Cell] = [words.SUM]
    for name in names:
        if name in asked:
            figure = report.figure(asked[name])
            total += [NO_DATA] * 2 if figure is None else _pair(figure)
        else:
            of_kind = _of_kind(report, _COUNTED[name])
            total += [len(of_kind), sum(line.reporting for line in of_kind)]
    sheet.set_row(below, row_height(total[:1], widths[:1]))
    for column, cell in enumerate(total):
        write(sheet, below, column, cell, looks.sum if column else looks.header)
    return below + 1


_COUNTED = {"schools": "school", "colleges": "college"}
"""What can be counted without an indicator, where organisations are listed singly."""


def _of_kind(report: Report, kind: str) -> list[OrganisationLine]:
    return [line for line in report.organisations if line.kind == kind]


def _statistic(line: OrganisationLine, name: str, asked: dict[str, str]) -> Sequence[Cell]:
    if name not in asked:
        mine = line.kind == _COUNTED[name]
        return (line.listed, line.reporting) if mine else (words.NOT_ASKED,) * 2
    theirs = line.figure(asked[name])
    if theirs is not None and theirs.id in line.few:
        return (FEW, FEW)
    return (words.NOT_ASKED,) * 2 if theirs is None else _pair(theirs)


def _pair(figure: Figure | WeekFigure) -> Sequence[Cell]:
    """How many there are, and how many are active."""
    if isinstance(figure, Figure) and figure.missing == "few":
        return (FEW, FEW)
    return (NO_DATA, NO_DATA) if figure.value is None else (figure.of, figure.value)
