"""The digest as an XLSX table, to be filtered, printed and handed on.

Numbers are numbers; what is not known is written «нет данных» and never 0. Nothing is ever taken
for a formula. An equal digest gives equal bytes.
"""

import io
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, timedelta

import xlsxwriter  # type: ignore[import-untyped]  # has hints, but no py.typed
from xlsxwriter.format import Format  # type: ignore[import-untyped]  # as above
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]  # as above

from bot.texts import sheet as words
from bot.texts.words import NO_DATA, shown_share, weekday
from monitor.report import Digest, Figure, PersonLine, Report, WeekPoint

Cell = str | int | float | date | None

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_A4 = 9
_NARROW = 16  # letters; wider columns hold prose
_LINE = 15.5  # points a line of text takes
_BLUE, _ORANGE, _PALE = "#0072B2", "#E69F00", "#FFF4DC"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Looks:
    """The formats of a workbook."""

    title: Format
    note: Format
    header: Format
    text: Format
    word: Format  # a short word in a narrow column, such as «да»
    whole: Format
    share: Format
    day: Format
    pale: Format  # a row below the norm: calm, no red

    def of(self, cell: Cell, width: int) -> Format:
        """The format that a kind of value is shown in, in a column so many letters wide."""
        kinds = {int: self.whole, float: self.share, date: self.day}
        return kinds.get(type(cell), self.word if width <= _NARROW else self.text)


def digest_xlsx(digest: Digest, *, with_people: bool) -> bytes:
    """Write a digest's workbook. ``with_people`` only for readers inside the organisation."""
    written = io.BytesIO()
    report = digest.report
    with xlsxwriter.Workbook(written, _OPTIONS) as book:
        created = report.window.as_of.astimezone(UTC)
        book.set_properties({"title": words.title(report), "created": created})
        looks = _looks(book)
        figures = book.add_worksheet(words.FIGURES_SHEET)
        below = _write_figures(figures, report, looks)
        if with_people:
            _write_people(book.add_worksheet(words.PEOPLE_SHEET), report.people, looks)
        _write_days(book.add_worksheet(words.DAYS_SHEET), report, looks)
        _write_chats(book.add_worksheet(words.CHATS_SHEET), report, looks)
        _write_weeks(book.add_worksheet(words.WEEKS_SHEET), digest, looks)
        _chart(book, figures, below + 1, digest)
    return written.getvalue()


def _looks(book: xlsxwriter.Workbook) -> _Looks:
    cell = {"valign": "top", "text_wrap": True}
    return _Looks(
        title=book.add_format({"bold": True, "font_size": 14}),
        note=book.add_format(cell | {"font_color": "#566573"}),
        header=book.add_format(
            cell | {"bold": True, "bg_color": "#E8EEF4", "bottom": 1, "valign": "vcenter"}
        ),
        text=book.add_format(cell),
        word=book.add_format(cell | {"align": "center"}),
        whole=book.add_format(cell | {"num_format": "#,##0"}),
        share=book.add_format(cell | {"num_format": "0.0%"}),
        day=book.add_format(cell | {"num_format": "dd.mm.yyyy"}),
        pale=book.add_format(cell | {"bg_color": _PALE}),
    )


def _table(
    sheet: Worksheet,
    header: Sequence[str],
    widths: Sequence[int],
    rows: Sequence[Sequence[Cell]],
    looks: _Looks,
    *,
    top: int = 0,
) -> int:
    """Write a table with a frozen, filtered header that every printed page repeats.

    Gives the number of the row below it.
    """
    for column, (heading, width) in enumerate(zip(header, widths, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(top, column, heading, looks.header)
    sheet.set_row(top, _height(header, widths))
    for number, row in enumerate(rows, top + 1):
        sheet.set_row(number, _height(row, widths))
        for column, (cell, width) in enumerate(zip(row, widths, strict=True)):
            _write(sheet, number, column, cell, looks.of(cell, width))
    bottom = top + len(rows)
    sheet.freeze_panes(top + 1, 1)
    sheet.autofilter(top, 0, bottom, len(header) - 1)
    sheet.repeat_rows(top)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(f"&C{words.PAGES}")
    return bottom + 1


def _height(row: Sequence[Cell], widths: Sequence[int]) -> float:
    """The height at which every wrapped text of a row is seen whole; not all programs find it."""
    return _LINE * max(
        len(textwrap.wrap(cell, round(width * 1.05))) or 1
        for cell, width in zip((str(cell or "") for cell in row), widths, strict=True)
    )


def _write(sheet: Worksheet, row: int, column: int, cell: Cell, look: Format) -> None:
    if cell is None or cell == "":
        sheet.write_blank(row, column, None, look)
    elif isinstance(cell, str):
        sheet.write_string(row, column, cell, look)
    elif isinstance(cell, date):
        sheet.write_datetime(row, column, cell, look)
    else:
        sheet.write_number(row, column, cell, look)


def _write_figures(sheet: Worksheet, report: Report, looks: _Looks) -> int:
    preface = words.preface(report)
    for row, line in enumerate(preface):
        sheet.merge_range(row, 0, row, len(words.FIGURES_HEADER) - 1, "")
        sheet.write_string(row, 0, line, looks.note if row else looks.title)
        sheet.set_row(row, 20 if row == 0 else 15 * (1 + len(line) // 150))
    rows = [_figure(figure) for figure in report.figures]
    widths = (60, 12, 12, 12, 22, 44, 14)
    return _table(sheet, words.FIGURES_HEADER, widths, rows, looks, top=len(preface) + 1)


def _figure(figure: Figure) -> Sequence[Cell]:
    known = figure.value is not None
    of = figure.of if known else NO_DATA
    share = _share(figure.share) if figure.share is not None else NO_DATA
    return (
        words.figure_title(figure),
        figure.value if known else NO_DATA,
        of,
        None if known and figure.of is None else share,  # a plain count has no share
        words.base(figure),
        words.norm(figure),
        words.met(figure),
    )


def _share(x: float) -> float:
    """The unrounded share, unless Excel's own rounding would show a norm as reached."""
    shown = float(shown_share(x))
    return shown if round(x, 3) > shown else x


def _write_people(sheet: Worksheet, people: Sequence[PersonLine], looks: _Looks) -> None:
    widths = (34, 34, 18, 13, 14, 14, 11, 15, 13, 12)
    rows = [_person(person) for person in people]
    below = _table(sheet, words.PEOPLE_HEADER, widths, rows, looks)
    if people:
        bar = {"type": "data_bar", "bar_color": "#9CC3DD"}
        sheet.conditional_format(1, 3, below - 1, 3, bar)
    for row, person in enumerate(people, 1):
        if person.short:
            for column, told in enumerate((person.name, person.position, person.role)):
                sheet.write_string(row, column, told, looks.pale)


def _person(person: PersonLine) -> Sequence[Cell]:
    counts = (person.messages, person.days, person.hours, person.calls)
    return (
        person.name,
        person.position,
        person.role,
        *(counts if person.bound else (NO_DATA,) * len(counts)),
        words.yes(person.absent),
        words.yes(person.bound),
        words.yes(person.short),
    )


def _write_days(sheet: Worksheet, report: Report, looks: _Looks) -> None:
    _table(sheet, words.DAYS_HEADER, (14, 18, 14, 22), list(_days(report)), looks)


def _days(report: Report) -> Iterator[Sequence[Cell]]:
    seen = report.completeness is not None
    for line in report.days:
        counts = (line.messages, line.staff) if seen else (NO_DATA, NO_DATA)
        yield line.day, weekday(line.day), *counts


def _write_chats(sheet: Worksheet, report: Report, looks: _Looks) -> None:
    widths = (44, 22, 14, 12, 20, 14)
    _table(sheet, words.CHATS_HEADER, widths, list(_chats(report)), looks)


def _chats(report: Report) -> Iterator[Sequence[Cell]]:
    for chat in report.chats:
        seen = chat.present or chat.messages or chat.calls
        yield (
            words.chat_title(chat.title, chat.id),
            words.chat_kind(chat.kind),
            *((chat.messages, chat.calls) if seen else (NO_DATA, NO_DATA)),
            chat.missed,
            words.yes(chat.present),
        )


def _write_weeks(sheet: Worksheet, digest: Digest, looks: _Looks) -> None:
    widths = (60, 34, 14, 10, 10, 10)
    _table(sheet, words.WEEKS_HEADER, widths, list(_weeks(digest)), looks)


def _weeks(digest: Digest) -> Iterator[Sequence[Cell]]:
    """Each figure's weeks, this one last.

    An unknown share is an empty cell: a chart leaves a gap there, but draws a text as zero.
    """
    for figure in digest.report.figures:
        trend = digest.trend(figure.id)
        norm = figure.norm.threshold if figure.norm else None
        for point in (*(trend.points if trend else ()), _this_week(digest.report, figure)):
            known = point.value is not None
            yield (
                figure.title,
                words.week(point),
                point.value if known else NO_DATA,
                point.of if known else NO_DATA,
                None if point.share is None else _share(point.share),
                None if norm is None else float(norm),
            )


def _this_week(report: Report, figure: Figure) -> WeekPoint:
    window = report.window
    return WeekPoint(
        week=window.week,
        first=window.start.date(),
        last=window.end.date() - timedelta(days=1),
        value=figure.value,
        of=figure.of,
    )


def _rows_of(main: Figure, digest: Digest) -> tuple[int, int]:
    """The first and the last row of a figure in the table of weeks, below its header."""
    last = 0
    for figure in digest.report.figures:
        trend = digest.trend(figure.id)
        first, last = last + 1, last + 1 + len(trend.points if trend else ())
        if figure.id == main.id:
            break
    return first, last


def _chart(book: xlsxwriter.Workbook, sheet: Worksheet, row: int, digest: Digest) -> None:
    """Draw the main figure's shares over the weeks, and its norm as a line."""
    main = digest.report.figure(digest.main)
    if main is None:
        return
    first, last = _rows_of(main, digest)
    chart = book.add_chart({"type": "column"})
    series = {"categories": [words.WEEKS_SHEET, first, 1, last, 1]}
    values = [words.WEEKS_SHEET, first, 4, last, 4]
    chart.add_series(
        series
        | {"name": main.title, "values": values, "fill": {"color": _BLUE}}
        | {"data_labels": {"value": True}}
    )
    if main.norm is not None:
        line = book.add_chart({"type": "line"})
        values = [words.WEEKS_SHEET, first, 5, last, 5]
        stroke = {"line": {"color": _ORANGE, "width": 2.25}}
        line.add_series(series | {"name": words.NORM, "values": values} | stroke)
        chart.combine(line)
    chart.set_title({"name": main.title, "name_font": {"size": 11}})
    chart.set_y_axis({"min": 0, "num_format": "0%", "major_gridlines": {"visible": False}})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 900, "height": 360})
    sheet.insert_chart(row, 0, chart)
