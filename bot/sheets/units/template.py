"""The table of organisations to fill in: lists to choose from, and how each column is meant."""

import io
from collections.abc import Sequence

import xlsxwriter  # type: ignore[import-untyped]  # has hints, but no py.typed

from bot.sheets.book import OPTIONS, looks_of, printable, row_height
from bot.sheets.units.words import (
    COLUMNS,
    EXAMPLES,
    HOW_TO,
    HOW_TO_COLUMNS,
    HOW_TO_ROWS,
    KINDS,
    ORGANISATIONS,
)

ZONES = (
    "Europe/Kaliningrad",
    "Europe/Moscow",
    "Europe/Samara",
    "Asia/Yekaterinburg",
    "Asia/Omsk",
    "Asia/Novosibirsk",
    "Asia/Krasnoyarsk",
    "Asia/Irkutsk",
    "Asia/Yakutsk",
    "Asia/Vladivostok",
    "Asia/Magadan",
    "Asia/Kamchatka",
)
_WIDTHS = (18, 28, 44, 34, 22, 18, 24, 24, 24)
_HOW_WIDTHS = (20, 80, 30)
_ROWS = 500  # how far down the lists are offered


def units_template(orders: Sequence[str]) -> bytes:
    """Make an XLSX that ``read_units`` understands; its example rows are to be replaced."""
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, OPTIONS) as book:
        looks = looks_of(book)
        sheet = book.add_worksheet(ORGANISATIONS)
        for at, (names, width) in enumerate(zip(COLUMNS.values(), _WIDTHS, strict=True)):
            sheet.set_column(at, at, width)
            sheet.write_string(0, at, names[0], looks.header)
        for number, row in enumerate(EXAMPLES, 1):
            for at, cell in enumerate(row):
                sheet.write_string(number, at, cell)
        lists = {"kind": list(KINDS), "timezone": list(ZONES), "order": list(orders)}
        for field, source in lists.items():
            at = list(COLUMNS).index(field)
            choice = {"validate": "list", "source": source, "error_type": "warning"}
            sheet.data_validation(1, at, _ROWS, at, choice)
        sheet.freeze_panes(1, 0)
        printable(sheet)
        how = book.add_worksheet(HOW_TO)
        for at, width in enumerate(_HOW_WIDTHS):
            how.set_column(at, at, width)
        printable(how)
        for number, said in enumerate((HOW_TO_COLUMNS, *HOW_TO_ROWS)):
            how.set_row(number, row_height(said, _HOW_WIDTHS))
            for at, cell in enumerate(said):
                how.write_string(number, at, cell, looks.text if number else looks.header)
    return written.getvalue()
