"""The weeks of a digest: a column a week, and of the main figure the school year with its chart."""

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

_WEEKS = 7  # columns; more would be too narrow on paper


def write_weeks(sheet: Worksheet, digest: Digest, looks: Looks) -> None:
    """Write the table of weeks: of each figure its value, its base and its share in rows."""
    shown = _shown(digest)
    header = (*words.WEEKS_HEADER, *map(words.week, shown), words.NORM)
    widths = (44, 11, *(14 for _ in shown), 10)
    table(sheet, header, widths, list(_rows(digest, shown)), looks)


def _shown(digest: Digest) -> list[WeekPoint]:
    """Give the last weeks that any figure has, this one among them."""
    weeks = {
        point.first: point for figure in digest.report.figures for point in _points(digest, figure)
    }
    return [weeks[first] for first in sorted(weeks)][-_WEEKS:]


def _points(digest: Digest, figure: Figure) -> tuple[WeekPoint, ...]:
    trend = digest.trend(figure.id)
    return (*(trend.points if trend else ()), _this_week(digest.report, figure))


def _rows(digest: Digest, shown: Sequence[WeekPoint]) -> Iterator[Sequence[Cell]]:
    """Write a figure's rows; an unknown share is an empty cell: a chart leaves a gap there."""
    for figure in digest.report.figures:
        known = {point.first: point for point in _points(digest, figure)}
        points = [known.get(week.first) for week in shown]
        norm = figure.norm.threshold if figure.norm else None
        yield figure.title, words.VALUE, *(_value(point) for point in points), None
        if figure.base is None:
            continue
        yield None, words.OF, *(_of(point) for point in points), None
        yield None, words.SHARE, *(_share(point) for point in points), _norm(norm)


def _value(point: WeekPoint | None) -> Cell:
    return NO_DATA if point is None or point.value is None else point.value


def _of(point: WeekPoint | None) -> Cell:
    return NO_DATA if point is None or point.value is None else point.of


def _share(point: WeekPoint | None) -> Cell:
    return None if point is None or point.share is None else as_shown(point.share)


def _norm(threshold: float | None) -> Cell:
    return None if threshold is None else float(threshold)


def _this_week(report: Report, figure: Figure) -> WeekPoint:
    window = report.window
    return WeekPoint(
        week=window.week,
        first=window.start.date(),
        last=window.end.date() - timedelta(days=1),
        value=figure.value,
        of=figure.of,
    )


def write_year(book: xlsxwriter.Workbook, digest: Digest, looks: Looks) -> None:
    """Write the main figure's weeks of the school year, a row each, and draw them."""
    main = digest.report.figure(digest.main)
    if main is None:
        return
    norm = _norm(main.norm.threshold if main.norm else None)
    sheet = book.add_worksheet(words.YEAR_SHEET)
    points = _points(digest, main)
    rows: list[Sequence[Cell]] = [
        (words.week(point), _value(point), _of(point), _share(point), norm) for point in points
    ]
    below = table(sheet, words.YEAR_HEADER, (30, 14, 14, 14, 14), rows, looks)
    sheet.set_portrait()
    sheet.insert_chart(below + 1, 0, _chart(book, main, "line", (1, below - 1)))


def chart_of_weeks(book: xlsxwriter.Workbook, digest: Digest) -> Chart | None:
    """Draw the main figure's last weeks as columns, and its norm as a line; None without it."""
    main = digest.report.figure(digest.main)
    if main is None:
        return None
    count = len(_points(digest, main))
    return _chart(book, main, "column", (max(1, count + 1 - _WEEKS), count))


def _chart(
    book: xlsxwriter.Workbook,
    main: Figure,
    kind: Literal["column", "line"],
    rows: tuple[int, int],
) -> Chart:
    """Draw rows of the school year's sheet: the shares (of a plain count the counts), the norm."""
    first, last = rows
    chart = book.add_chart({"type": kind})
    series = {"categories": [words.YEAR_SHEET, first, 0, last, 0]}
    plain = main.base is None
    column = 1 if plain else 3
    values = [words.YEAR_SHEET, first, column, last, column]
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
        values = [words.YEAR_SHEET, first, 4, last, 4]
        stroke = {"line": {"color": ORANGE, "width": 2.25}}
        line.add_series(series | {"name": words.NORM, "values": values} | stroke)
        chart.combine(line)
    chart.set_title({"name": main.title, "name_font": {"size": 11}})
    axis = {"min": 0, "num_format": "0" if plain else "0%", "major_gridlines": {"visible": False}}
    reaches_all = main.norm is not None and main.norm.threshold == 1
    chart.set_y_axis(axis | ({"max": 1} if reaches_all else {}))  # or it would end at 120 %
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 640, "height": 320})
    return chart
