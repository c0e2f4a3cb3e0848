"""A plain workbook: sheets of rows, a bold header, nothing computed."""

import io
from collections.abc import Mapping, Sequence
from itertools import zip_longest

import xlsxwriter  # type: ignore[import-untyped]  # has hints, but no py.typed

_WIDEST = 60  # letters
_A4 = 9


def workbook(sheets: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    """Make an XLSX of rows by sheet; the first row of each is its header."""
    written = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_urls": False,
        "strings_to_formulas": False,
        "default_date_format": "dd.mm.yyyy",
    }
    with xlsxwriter.Workbook(written, options) as book:
        bold = book.add_format({"bold": True})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            sheet.repeat_rows(0)
            sheet.set_paper(_A4)
            sheet.set_margins(left=0.5, right=0.4, top=0.5, bottom=0.6)
            sheet.fit_to_pages(1, 0)
            for column, cells in enumerate(zip_longest(*rows, fillvalue="")):
                longest = max(len(str("" if cell is None else cell)) for cell in cells)
                sheet.set_column(column, column, min(longest + 3, _WIDEST))
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row, None if number else bold)
    return written.getvalue()
