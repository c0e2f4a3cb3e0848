"""A coordinator's table as XLSX: sums and organisations, never people.

What is not known is written «нет данных» and never 0. An equal digest gives equal bytes.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC

import xlsxwriter  # type: ignore[import-untyped]  # has hints, but no py.typed
from xlsxwriter.chart import Chart  # type: ignore[import-untyped]  # as above
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]  # as above

from bot.sheets import digest_words as sheet_words
from bot.sheets import level_words as words
from bot.sheets.book import BLUE, OPTIONS, Cell, Looks, as_shown, looks_of, pixels, table, write
from bot.sheets.digest import opened
from bot.sheets.friday import write_statistics
from bot.sheets.weeks import write_weeks, write_year
from bot.words.orders.norms import unreached
from bot.words.russian import FEW, NO_DATA
from monitor.facts.digest import Digest
from monitor.facts.values import Figure, OrganisationLine, Report

_OWN = len(words.LINE_HEADER)
_SCALE, _ON_A_PAGE = 55, 185  # printed at so many percent, a page takes so many letters
_BAR = 18  # pixels of a chart's height for an organisation
_WIDE = 900  # pixels of its width, where the first page has the room


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """The columns of one figure on the sheet of organisations."""

    figure: Figure
    has_base: bool
    has_norm: bool

    @property
    def header(self) -> tuple[str, ...]:
        """The headings below the figure's title."""
        base = (words.OF, words.SHARE) if self.has_base else ()
        return (words.VALUE, *base, *((words.NORM,) if self.has_norm else ()))

    def cells(self, line: OrganisationLine) -> tuple[Cell, ...]:
        """Give an organisation's cells; an unknown share is empty, as charts draw texts as zero."""
        theirs = line.figure(self.figure.id)
        if theirs is None:
            return (words.NOT_ASKED, *(None,) * (len(self.header) - 1))
        if self.figure.id in line.few:
            return (FEW, *(None,) * (len(self.header) - 1))
        known = theirs.value is not None
        value, of = theirs.value if known else NO_DATA, NO_DATA if theirs.of is None else theirs.of
        share = None if theirs.share is None else as_shown(theirs.share)
        base = (of, share) if self.has_base else ()
        return (value, *base, *((words.norm_met(theirs),) if self.has_norm else ()))


def level_xlsx(digest: Digest) -> bytes:
    """Write the workbook of a municipality or a region."""
    written = io.BytesIO()
    report = digest.report
    with xlsxwriter.Workbook(written, OPTIONS) as book:
        created = report.window.as_of.astimezone(UTC)
        book.set_properties({"title": sheet_words.title(report), "created": created})
        looks = looks_of(book)
        _write_figures(book.add_worksheet(words.FIGURES_SHEET), report, looks)
        _write_organisations(book, digest, looks)
        write_statistics(book.add_worksheet(words.STATISTICS_SHEET), report, looks)
        write_weeks(book.add_worksheet(words.WEEKS_SHEET), digest, looks)
        write_year(book, digest, looks)
    return written.getvalue()


def _write_figures(sheet: Worksheet, report: Report, looks: Looks) -> None:
    preface = words.preface(report)
    for row, line in enumerate(preface):
        sheet.merge_range(row, 0, row, len(words.LEVEL_FIGURES_HEADER) - 1, "")
        sheet.write_string(row, 0, line, looks.note if row else looks.title)
        sheet.set_row(row, 20 if row == 0 else 15 * (1 + len(line) // 170))
    more = opened(report)
    rows = [
        (*_figure(figure), *(sheet_words.possible(figure) for _ in more))
        for figure in report.figures
    ]
    widths = (60, 11, 11, 11, 21, 40, 13, 15, 15, 15, 34)
    header = (*words.LEVEL_FIGURES_HEADER, *more)
    table(sheet, header, widths[: len(header)], rows, looks, top=len(preface) + 1)


def _figure(figure: Figure) -> Sequence[Cell]:
    known = figure.value is not None
    unknown = FEW if figure.missing == "few" else NO_DATA
    share = unknown if figure.share is None else as_shown(figure.share, unreached(figure))
    told = figure.among
    return (
        sheet_words.figure_title(figure),
        figure.value if known else unknown,
        figure.of if known or figure.of is not None else unknown,
        None if known and figure.of is None else share,  # a plain count has no share
        sheet_words.base(figure),
        sheet_words.norm(figure),
        sheet_words.met(figure),
        *((None,) * 3 if told is None else (told.met, told.unmet, told.unknown)),
    )


def _write_organisations(book: xlsxwriter.Workbook, digest: Digest, looks: Looks) -> None:
    """Write a row for each organisation; over the headings stand the figures' titles."""
    sheet, report = book.add_worksheet(words.ORGANISATIONS_SHEET), digest.report
    groups = [
        _Group(figure=figure, has_base=figure.base is not None, has_norm=figure.among is not None)
        for figure in report.figures
    ]
    header = [*words.LINE_HEADER, *(name for group in groups for name in group.header)]
    above = any(line.listed > 1 for line in report.organisations)  # the norm of many is a sentence
    widths = [52, 24, 22, 10, 10, 10]
    for group in groups:
        room = max(40 // len(group.header), 11)
        widths += [24 if above and name == words.NORM else room for name in group.header]
    lines = report.organisations
    below = table(sheet, header, widths, [list(_row(line, groups)) for line in lines], looks, top=1)
    sheet.repeat_rows(0, 1)
    sheet.repeat_columns(0)
    sheet.set_print_scale(_SCALE)
    breaks = _breaks(groups, widths)
    sheet.set_v_pagebreaks(breaks)
    room = pixels(widths[1 : breaks[0] if breaks else None]) - 2 * _BAR
    sheet.set_row(0, 48)
    column = _OWN
    for group in groups:
        last = column + len(group.header) - 1
        heading = sheet_words.figure_title(group.figure)
        if last > column:
            sheet.merge_range(0, column, 0, last, "", looks.header)
        write(sheet, 0, column, heading, looks.header)
        if group.figure.id == digest.main and group.has_base and lines:
            chart = _bars(book, heading, (2, below - 1), column + 2, min(_WIDE, room))
            # The first column is on every page, and so would be a frame on its edge.
            sheet.insert_chart(below + 1, 1, chart, {"x_offset": _BAR})
        column = last + 1


def _breaks(groups: Sequence[_Group], widths: Sequence[int]) -> list[int]:
    """Choose the columns that begin a printed page, so that no figure is torn apart."""
    found, column, taken = [], _OWN, sum(widths[:_OWN])
    for group in groups:
        wide = sum(widths[column : column + len(group.header)])
        if taken + wide > _ON_A_PAGE:
            found.append(column)
            taken = widths[0]
        taken += wide
        column += len(group.header)
    return found


def _row(line: OrganisationLine, groups: Sequence[_Group]) -> Iterator[Cell]:
    yield words.name(line)
    yield words.kind(line)
    yield words.state(line)
    yield NO_DATA if line.completeness is None else as_shown(line.completeness)
    yield line.reporting
    yield line.listed
    for group in groups:
        yield from group.cells(line)


def _bars(
    book: xlsxwriter.Workbook, title: str, rows: tuple[int, int], column: int, width: int
) -> Chart:
    """Draw the organisations' shares as bars, the first on top, within the first page."""
    first, last = rows
    chart = book.add_chart({"type": "bar"})
    chart.add_series(
        {
            "name": title,
            "categories": [words.ORGANISATIONS_SHEET, first, 0, last, 0],
            "values": [words.ORGANISATIONS_SHEET, first, column, last, column],
            "fill": {"color": BLUE},
            "gap": 40,
            "data_labels": {"value": True},
        }
    )
    chart.set_title({"name": title, "name_font": {"size": 11}})
    chart.set_x_axis(
        {"min": 0, "max": 1, "num_format": "0%", "major_gridlines": {"visible": False}}
    )
    chart.set_y_axis({"reverse": True, "interval_unit": 1})
    chart.set_legend({"none": True})
    chart.set_size({"width": width, "height": 140 + _BAR * (last - first + 1)})
    return chart
