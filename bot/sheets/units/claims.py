"""Claims to print and cut: an organisation, its code, the link and its QR code in each row."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

import segno
import xlsxwriter  # type: ignore[import-untyped]  # has hints, but no py.typed

from bot.sheets.book import OPTIONS, looks_of, printable

_WIDTHS = (44, 20, 40, 18, 24)  # letters
_ROW = 96  # points: the QR code and some air around it
_SIDE = 112  # pixels of the QR code
_OFF = 6  # pixels from the edges of its cell
_QR_AT = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """A code of an organisation; ``link`` empty: the community's address is not known."""

    unit: str
    name: str
    code: str
    link: str
    until: str


def claims_xlsx(
    rows: Sequence[ClaimRow], sheet_name: str, columns: Sequence[str], steps: str
) -> bytes:
    """Make an XLSX of codes; ``steps``: what to do with one, below its name."""
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, OPTIONS) as book:
        looks = looks_of(book)
        sheet = book.add_worksheet(sheet_name)
        for at, (heading, width) in enumerate(zip(columns, _WIDTHS, strict=True)):
            sheet.set_column(at, at, width)
            sheet.write_string(0, at, heading, looks.header)
        for number, row in enumerate(rows, 1):
            sheet.set_row(number, _ROW)
            for at, cell in enumerate((f"{row.name}\n{steps}", row.code, row.link, "", row.until)):
                sheet.write_string(number, at, cell, looks.text)
            if row.link:
                picture = segno.make_qr(row.link, error="m")
                drawn = io.BytesIO()
                picture.save(drawn, kind="png", scale=4, border=2)
                scale = _SIDE / picture.symbol_size(scale=4, border=2)[0]
                place = {
                    "image_data": drawn,
                    "x_scale": scale,
                    "y_scale": scale,
                    "x_offset": _OFF,
                    "y_offset": _OFF,
                    "object_position": 1,  # moves and sizes with its cell
                    "description": row.unit,
                }
                sheet.insert_image(number, _QR_AT, f"{row.unit}.png", place)
        sheet.freeze_panes(1, 1)
        sheet.repeat_rows(0)
        printable(sheet)
    return written.getvalue()
