"""From the bytes of a spreadsheet to rows of plain cells. Pure; the file is not trusted.

A workbook of a few kilobytes can unpack to gigabytes, or name one cell at XFD1048576 for which a
parser would allocate every cell before it. So its parts are unpacked and measured here first, and
the parser is given exactly what was measured.
"""

import csv
import io
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from xml.parsers import expat

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from bot.sheets.rows import BadSheet

Cell = str | int | float | bool | date | datetime | time | timedelta

MOST_BYTES = 20_000_000
MOST_UNPACKED = 60_000_000
MOST_ROWS = 20_000
MOST_COLUMNS = 256

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UNZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,  # an unknown way of compression
)
_DELIMITERS = (";", ",", "\t")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The cells of one sheet; the first of ``rows`` is row 1. A CSV file has no ``name``."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]


def read_workbook(data: bytes) -> tuple[Table, ...]:
    """Read the sheets of an XLSX or ODS workbook. Raises ``BadSheet``."""
    if data.startswith(_OLE):  # the wrapping of a locked XLSX and of the XLS of before 2007
        locked = "EncryptedPackage".encode("utf-16-le") in data
        raise BadSheet("encrypted" if locked else "old_format")
    parts = _unpack(data)
    for content in parts.values():
        _measure(content)
    try:
        with CalamineWorkbook.from_filelike(_repacked(parts)) as book:
            return tuple(_table(book.get_sheet_by_name(name)) for name in book.sheet_names)
    except PasswordError as error:
        raise BadSheet("encrypted") from error
    except (CalamineError, OSError, ValueError) as error:
        raise BadSheet("damaged", str(error)) from error


def is_workbook(data: bytes) -> bool:
    """Whether the bytes begin like a workbook's, whatever the file is called."""
    return data.startswith((_ZIP, _OLE))


def read_text(data: bytes, fits: Callable[[Table], int]) -> Table:
    """Read a CSV file; of ``;``, ``,`` and tab, the delimiter under which ``fits`` is greatest.

    Raises ``BadSheet``.
    """
    text = _decoded(data)
    try:
        tables = [_split(text, delimiter) for delimiter in _DELIMITERS]
    except csv.Error as error:
        raise BadSheet("damaged", str(error)) from error
    return max(tables, key=fits)


def _decoded(data: bytes) -> str:
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))  # Excel's "Unicode text"
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "cp1251"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise BadSheet("not_a_table")


def _split(text: str, delimiter: str) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
        if len(rows) == MOST_ROWS:
            raise BadSheet("too_many_rows", str(MOST_ROWS))
        rows.append(tuple(row[:MOST_COLUMNS]))
    return Table(name="", rows=tuple(rows))


def _unpack(data: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
                raise BadSheet("unpacks_too_large", str(MOST_UNPACKED))
            if any(entry.flag_bits & 1 for entry in entries):
                raise BadSheet("encrypted")
            return {entry.filename: archive.read(entry) for entry in entries}
    except _UNZIP_ERRORS as error:
        raise BadSheet("damaged", str(error)) from error


def _repacked(parts: dict[str, bytes]) -> io.BytesIO:
    """Pack the parts again without compression: nothing in them can unpack to more."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    packed.seek(0)
    return packed


class _Ruler:
    """Watches the elements of a sheet (XLSX or ODS) and refuses one that reaches too far."""

    def __init__(self) -> None:
        self.row = 0
        self.column = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        match name.rpartition(":")[2]:
            case "row":
                self.row = int(attributes.get("r", self.row + 1))
                self.column = 0
            case "c":
                self._cell(attributes.get("r", ""))
            case "table":
                self.row = 0
            case "table-row":
                self.row += _repeats(attributes, "rows")
                self.column = 0
            case "table-cell" | "covered-table-cell":
                self.column += _repeats(attributes, "columns")
                if any(key.endswith(":value-type") for key in attributes):
                    self._check()

    def _cell(self, reference: str) -> None:
        letters = reference.rstrip("0123456789")
        if letters:
            self.column = 0
            for letter in letters.upper():
                self.column = self.column * 26 + ord(letter) - ord("A") + 1
            self.row = int(reference[len(letters) :] or self.row)
        else:
            self.column += 1
        self._check()

    def _check(self) -> None:
        if self.row > MOST_ROWS:
            raise BadSheet("too_many_rows", str(MOST_ROWS))
        if self.column > MOST_COLUMNS:
            raise BadSheet("too_many_columns", str(MOST_COLUMNS))


def _repeats(attributes: dict[str, str], what: str) -> int:
    return int(attributes.get(f"table:number-{what}-repeated", 1))


def _measure(content: bytes) -> None:
    """Refuse a part that is a sheet with a cell too far away; any other part passes."""
    if b"sheetData" not in content and b"table-cell" not in content:
        return
    ruler = _Ruler()
    parser = expat.ParserCreate()
    parser.StartElementHandler = ruler.start
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, LookupError, ValueError) as error:  # Lookup: an unknown encoding
        raise BadSheet("damaged", str(error)) from error


def _table(sheet: CalamineSheet) -> Table:
    rows = [list(row) for row in sheet.to_python(skip_empty_area=False)]
    for row, column, value in _merged(sheet, rows):
        rows[row][column] = value
    return Table(name=sheet.name, rows=tuple(tuple(row) for row in rows))


def _merged(sheet: CalamineSheet, rows: list[list[Cell]]) -> Iterator[tuple[int, int, Cell]]:
    """Repeat the value of a cell merged over several rows in each of them.

    Over several columns it stays in the first: the others are other columns of the roster.
    """
    budget = MOST_ROWS * MOST_COLUMNS  # merged areas never overlap in a sound file
    for (top, column), (bottom, _) in sheet.merged_cell_ranges or ():
        below = range(top + 1, min(bottom + 1, len(rows)))
        budget -= len(below) + 1
        if budget < 0:
            raise BadSheet("damaged", "merged cells overlap")
        if below and column < len(rows[0]):
            yield from ((row, column, rows[top][column]) for row in below)
