"""The table of invitations: name, code, link, and the link as a QR code in the row."""

import io
from collections.abc import Sequence

import xlsxwriter  # type: ignore[import-untyped]  # has hints, but no py.typed
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]  # as above

from bot.dialog.binding import invitations_words as words
from bot.dialog.binding.invitations import Invitation
from bot.parsing.onetime import spelled
from bot.sheets.book import OPTIONS, looks_of, printable

_WIDTHS = (36, 28, 16, 44, 16)  # letters
_ROW = 90  # points: the QR code and some air around it
_SIDE = 110  # pixels of the QR code
_OFF = 6  # pixels from the edges of its cell


def codes_xlsx(invitations: Sequence[Invitation]) -> bytes:
    """Make an XLSX of invitations, one a row."""
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, OPTIONS) as book:
        looks = looks_of(book)
        sheet = book.add_worksheet(words.SHEET)
        for column, (heading, width) in enumerate(zip(words.COLUMNS, _WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, heading, looks.header)
        for row, invitation in enumerate(invitations, 1):
            sheet.set_row(row, _ROW)
            person = invitation.person
            code = spelled(invitation.code)
            cells = (person.full_name, person.position, code, invitation.link)
            for column, cell in enumerate(cells):
                sheet.write_string(row, column, cell, looks.text)
            _insert(sheet, row, len(cells), invitation)
        sheet.freeze_panes(1, 1)
        sheet.repeat_rows(0)
        printable(sheet)
    return written.getvalue()


def _insert(sheet: Worksheet, row: int, column: int, invitation: Invitation) -> None:
    picture = invitation.picture()
    drawn = io.BytesIO()
    picture.save(drawn, kind="png", scale=4, border=2)
    scale = _SIDE / picture.symbol_size(scale=4, border=2)[0]
    sheet.insert_image(
        row,
        column,
        f"{invitation.person.id}.png",
        {
            "image_data": drawn,
            "x_scale": scale,
            "y_scale": scale,
            "x_offset": _OFF,
            "y_offset": _OFF,
            "object_position": 1,  # moves and sizes with its cell: a sorted row keeps its own
            "description": invitation.link,
        },
    )
