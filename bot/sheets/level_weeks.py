"""A coordinator's table of weeks as XLSX: organisations by weeks, one figure; never people."""

import io
from datetime import UTC, datetime

import xlsxwriter  # type: ignore[import-untyped]  # has hints, but no py.typed

from bot.sheets import level_weeks_words as words
from bot.sheets.book import OPTIONS, Cell, as_shown, looks_of, table
from bot.words.russian import FEW, NO_DATA
from monitor.levels.weeks import WeeksRow, WeeksTable

_ORGANISATION, _WEEK, _TOP = 46, 13, 3


def level_weeks_xlsx(shown: WeeksTable, now: datetime, *, ranked: bool) -> bytes:
    """Write the workbook; ``ranked``: the order has organisations by share."""
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, OPTIONS) as book:
        book.set_properties({"title": words.title(shown), "created": now.astimezone(UTC)})
        looks, sheet = looks_of(book), book.add_worksheet(words.SHEET)
        header = [words.ORGANISATION, *map(words.week, shown.weeks)]
        widths = [_ORGANISATION, *(_WEEK for _ in shown.weeks)]
        rows = [
            [row.name, *(_cell(shown, row, at) for at in range(len(shown.weeks)))]
            for row in shown.rows
        ]
        table(sheet, header, widths, rows, looks, top=_TOP)
        sheet.write_string(0, 0, words.title(shown), looks.title)
        sheet.merge_range(1, 0, 1, len(shown.weeks), words.note(ranked=ranked), looks.note)
        for place, row in enumerate(shown.rows, _TOP + 1):
            for at in range(len(shown.weeks)):
                theirs, cell = row.figure(shown.figure, at), rows[place - _TOP - 1][at + 1]
                if theirs is not None and theirs.incomplete and isinstance(cell, int | float):
                    sheet.write_number(place, at + 1, cell, looks.torn[type(cell)])
    return written.getvalue()


def _cell(shown: WeeksTable, row: WeeksRow, at: int) -> Cell:
    """Give a share, or a plain count; what is not known is written so, and is never 0."""
    line, theirs = row.lines[at], row.figure(shown.figure, at)
    if line is None:
        return None
    if shown.figure in line.few:
        return FEW
    if theirs is None:
        return words.RESTING if line.state == "resting" else NO_DATA
    return theirs.value if theirs.share is None else as_shown(theirs.share)
