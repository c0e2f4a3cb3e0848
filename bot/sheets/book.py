"""What the tables of a week share: their looks, headers that stay in sight, shares as shown.

Numbers are numbers; nothing is ever taken for a formula.
"""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import xlsxwriter  # type: ignore[import-untyped]  # has hints, but no py.typed
from xlsxwriter.format import Format  # type: ignore[import-untyped]  # as above
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]  # as above

from bot.sheets import digest_words as words
from bot.words.russian import shown_share

Cell = str | int | float | date | None

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
"""What every workbook is opened with."""

BLUE, ORANGE, PALE = "#0072B2", "#E69F00", "#FFF4DC"
_RULE, _HEAD = "#DDE4EA", "#E8EEF4"

_A4 = 9
_NARROW = 16  # letters; wider columns hold prose
_LINE, _AIR = 15.5, 5  # points a line of text takes, and what keeps it off the rules
_INDENT = 1.5  # letters that a cell's text is kept off its edge
_BOLD = 0.85  # bold letters that go into a unit of a column's width


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    """The formats of a workbook."""

    title: Format
    note: Format
    header: Format
    heading: Format  # the header of a narrow column
    text: Format
    word: Format  # a short word in a narrow column, such as «да»
    whole: Format
    sum: Format
    share: Format
    torn: dict[type, Format]  # a count and a share of what was not seen whole: with a star
    day: Format
    pale: Format  # a row below the norm: calm, no red
    pale_word: Format  # the same in a narrow column
    ruled: Format  # a line to be written on by hand

    def of(self, cell: Cell, width: int) -> Format:
        """The format that a kind of value is shown in, in a column so many letters wide."""
        kinds = {int: self.whole, float: self.share, date: self.day}
        return kinds.get(type(cell), self.word if width <= _NARROW else self.text)

    def below_norm(self, width: int) -> Format:
        """The format of a text in a row below the norm."""
        return self.pale_word if width <= _NARROW else self.pale


def looks_of(book: xlsxwriter.Workbook) -> Looks:
    """Make the formats of a workbook."""
    note = {"valign": "top", "text_wrap": True}
    rule = {"valign": "vcenter", "bottom": 1, "bottom_color": _RULE}
    cell = rule | {"text_wrap": True, "align": "left", "indent": 1}
    middle = {"align": "center", "indent": 0}
    number = rule | {"align": "right", "indent": 1}  # off the text in the next column
    header = cell | {"bold": True, "bg_color": _HEAD, "bottom_color": "#000000"}
    return Looks(
        title=book.add_format({"bold": True, "font_size": 14}),
        note=book.add_format(note | {"font_color": "#566573"}),
        header=book.add_format(header),
        heading=book.add_format(header | middle),
        text=book.add_format(cell),
        word=book.add_format(cell | middle),
        whole=book.add_format(number | {"num_format": "#,##0"}),
        sum=book.add_format(number | {"num_format": "#,##0", "bold": True, "bg_color": _HEAD}),
        share=book.add_format(number | {"num_format": "0.0%"}),
        torn={
            int: book.add_format(number | {"num_format": '#,##0"*"'}),
            float: book.add_format(number | {"num_format": '0.0%"*"'}),
        },
        day=book.add_format(rule | middle | {"num_format": "dd.mm.yyyy"}),
        pale=book.add_format(cell | {"bg_color": PALE}),
        pale_word=book.add_format(cell | middle | {"bg_color": PALE}),
        ruled=book.add_format({"bottom": 1}),
    )


def table(
    sheet: Worksheet,
    header: Sequence[str],
    widths: Sequence[int],
    rows: Sequence[Sequence[Cell]],
    looks: Looks,
    *,
    top: int = 0,
) -> int:
    """Write a table with a frozen, filtered header that every printed page repeats.

    Gives the number of the row below it.
    """
    for column, (heading, width) in enumerate(zip(header, widths, strict=True)):
        sheet.set_column(column, column, width)
        look = looks.heading if width <= _NARROW else looks.header
        sheet.write_string(top, column, heading, look)
    sheet.set_row(top, row_height(header, widths, _BOLD))
    for number, row in enumerate(rows, top + 1):
        sheet.set_row(number, row_height(row, widths))
        for column, (cell, width) in enumerate(zip(row, widths, strict=True)):
            write(sheet, number, column, cell, looks.of(cell, width))
    bottom = top + len(rows)
    sheet.freeze_panes(top + 1, 1)
    sheet.autofilter(top, 0, bottom, len(header) - 1)
    sheet.repeat_rows(top)
    printable(sheet)
    sheet.set_footer(f"&C{words.PAGES}")
    return bottom + 1


def printable(sheet: Worksheet) -> None:
    """Print a sheet on A4 that lies across, as many pages down as it takes."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.5, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)


def one_page(sheet: Worksheet) -> None:
    """Print all of a sheet on one page: what is drawn below its table is not torn apart."""
    sheet.fit_to_pages(1, 1)


def pixels(widths: Sequence[int]) -> int:
    """How wide columns are together, for what is drawn over them."""
    return sum(7 * width + 5 for width in widths)


def row_height(row: Sequence[Cell], widths: Sequence[int], letters: float = 1.0) -> float:
    """The height at which every wrapped text of a row is seen whole; not all programs find it.

    ``letters``: how many go into a unit of a column's width.
    """
    return _AIR + _LINE * max(
        1,
        *(
            len(textwrap.wrap(cell, max(round((width - _INDENT) * letters), 1))) or 1
            for cell, width in zip(row, widths, strict=True)
            if isinstance(cell, str)
        ),
    )


def write(sheet: Worksheet, row: int, column: int, cell: Cell, look: Format) -> None:
    """Write a cell as what it is; a text that looks like a formula stays a text."""
    if cell is None or cell == "":
        sheet.write_blank(row, column, None, look)
    elif isinstance(cell, str):
        sheet.write_string(row, column, cell, look)
    elif isinstance(cell, date):
        sheet.write_datetime(row, column, cell, look)
    else:
        sheet.write_number(row, column, cell, look)


def as_shown(x: float, under: float | None = None) -> float:
    """The unrounded share, unless Excel's own rounding would show a norm as reached."""
    shown = float(shown_share(x, under))
    return shown if round(x, 3) > shown else x
