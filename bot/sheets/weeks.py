"""The sheet of weeks: every figure's weeks, this one last, and the main figure's chart."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Literal

import xlsxwriter  # type: ignore[import-untyped]  # has hints, but no py.typed
from xlsxwriter.chart import Chart  # type: ignore[import-untyped]  # as above
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]  # as above

from bot.sheets import digest_words as words
from bot.sheets.book import BLUE, ORANGE, Cell, Looks, as_shown, table
from bot.words.russian import NO_DATA
from monitor.facts.digest import Digest, WeekPoint
from monitor.facts.values import Figure, Report


def write_weeks(sheet: Worksheet, digest: Digest, looks: Looks) -> None:
    """Write the table of weeks."""
    widths = (72, 34, 14, 10, 10, 10)
    below = table(sheet, words.WEEKS_HEADER, widths, list(_weeks(digest)), looks)
    sheet.print_area(0, 0, below - 1, len(widths) - 1)  # with the chart it would be too small


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
                None if point.share is None else as_shown(point.share),
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


def chart_of_weeks(
    book: xlsxwriter.Workbook, digest: Digest, kind: Literal["column", "line"]
) -> Chart | None:
    """Draw the main figure's shares over the weeks, and its norm as a line; None without it."""
    main = digest.report.figure(digest.main)
    if main is None:
        return None
    first, last = _rows_of(main, digest)
    chart = book.add_chart({"type": kind})
    series = {"categories": [words.WEEKS_SHEET, first, 1, last, 1]}
    plain = main.base is None  # a plain count has no share to be drawn
    column = 2 if plain else 4
    values = [words.WEEKS_SHEET, first, column, last, column]
    look = {
        "column": {"fill": {"color": BLUE}, "data_labels": {"value": True}},
        "line": {
            "line": {"color": BLUE, "width": 2.25},
            "marker": {"type": "circle", "fill": {"color": BLUE}, "border": {"color": BLUE}},
        },
    }
    chart.add_series(series | {"name": main.title, "values": values} | look[kind])
    if main.norm is not None and main.norm.threshold is not None:
        line = book.add_chart({"type": "line"})
        values = [words.WEEKS_SHEET, first, 5, last, 5]
        stroke = {"line": {"color": ORANGE, "width": 2.25}}
        line.add_series(series | {"name": words.NORM, "values": values} | stroke)
        chart.combine(line)
    chart.set_title({"name": main.title, "name_font": {"size": 11}})
    axis = {"min": 0, "num_format": "0" if plain else "0%", "major_gridlines": {"visible": False}}
    reaches_all = main.norm is not None and main.norm.threshold == 1
    chart.set_y_axis(axis | ({"max": 1} if reaches_all else {}))  # or it would end at 120 %
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 900, "height": 360})
    return chart
