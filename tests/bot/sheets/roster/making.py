"""Files as programs and people make them: real bytes, read without a process of their own."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial, wraps
from xml.sax.saxutils import escape

import openpyxl
import xlsxwriter

from bot.sheets.untrusted import child
from bot.sheets.untrusted.reading import Book
from bot.sheets.untrusted.table import is_workbook
from tests.bombs import ods_parts, zipped


@dataclass(frozen=True, kw_only=True)
class Made:
    """What makes a file, and what must come out of it.

    ``people``: name and position, and what else is known of them by name in ``profiles`` (a number
    or a short address) and ``classes``; ``groups``: class and learners; ``bad``: row and code;
    ``unread``: sheets; ``unknown``: headings; ``never``: what must be nowhere in what was read.
    """

    data: Callable[[], bytes]
    people: list[tuple[str, str]] = field(default_factory=list)
    profiles: dict[str, int | str] = field(default_factory=dict)
    classes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    groups: list[tuple[str, int | None]] = field(default_factory=list)
    bad: list[tuple[int, str]] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    unknown: list[str] | None = None
    guessed: bool = False
    never: tuple[str, ...] = ()


def opened(data: bytes) -> Book:
    """Read a file in this process: what the child does, without its limits."""
    if is_workbook(data):
        return Book(tables=child.workbook(data), is_text=False)
    return Book(tables=child.texts(data), is_text=True)


def later(make):
    """Let a call give what makes the file: each worker reads of all, and tries a part of them."""

    @wraps(make)
    def made_later(*args, **named):
        return partial(make, *args, **named)

    return made_later


@later
def excel(*rows, sheet="Лист1", merged=(), hidden_rows=(), hidden_columns=(), more=()):
    """Make an XLSX by hand: rows of a sheet, merged areas, what is hidden; ``more``: sheets."""
    book = openpyxl.Workbook()
    first = book.active
    first.title = sheet
    for row in rows:
        first.append(row)
    for area in merged:
        first.merge_cells(area)
    for number in hidden_rows:
        first.row_dimensions[number].hidden = True
    for letter in hidden_columns:
        first.column_dimensions[letter].hidden = True
    for name, others in more:
        other = book.create_sheet(name)
        for row in others:
            other.append(row)
    return _saved(book)


def _saved(book):
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


@later
def printed(*rows, as_text=()):
    """Make an XLSX as programs print it: a form of its own cells, numbers as texts."""
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True, "strings_to_numbers": False}) as book:
        sheet = book.add_worksheet("TDSheet")
        wide = book.add_format({"text_wrap": True, "border": 1})
        for number, row in enumerate(rows):
            for at, cell in enumerate(row):
                if cell is None:
                    sheet.write_blank(number, at, None, wide)
                elif at in as_text:
                    sheet.write_string(number, at, str(cell), wide)
                else:
                    sheet.write(number, at, cell, wide)
    return written.getvalue()


@later
def text(*rows, delimiter=";", encoding="utf-8", quoting=csv.QUOTE_MINIMAL, ends="\r\n"):
    """Make a CSV."""
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter, quoting=quoting, lineterminator=ends).writerows(rows)
    return written.getvalue().encode(encoding)


@later
def libre(*rows):
    """Make an ODS."""
    lines = "".join(
        "<table:table-row>" + "".join(map(_ods_cell, row)) + "</table:table-row>" for row in rows
    )
    return zipped(ods_parts(lines))


def _ods_cell(cell):
    if cell is None or cell == "":
        return "<table:table-cell/>"
    if isinstance(cell, int):
        return (
            f'<table:table-cell office:value-type="float" office:value="{cell}">'
            f"<text:p>{cell}</text:p></table:table-cell>"
        )
    said = "".join(f"<text:p>{escape(line)}</text:p>" for line in str(cell).split("\n"))
    return f'<table:table-cell office:value-type="string">{said}</table:table-cell>'
