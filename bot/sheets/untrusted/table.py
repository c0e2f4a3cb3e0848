"""What a spreadsheet is to us: sheets of plain cells, and how large they may be. Pure.

The process that reads tables starts with this alone, so it imports next to nothing.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

Cell = str | int | float | bool | date | datetime | time | timedelta

MOST_BYTES = 20_000_000
MOST_UNPACKED = 60_000_000
MOST_ROWS = 20_000
MOST_COLUMNS = 256
MOST_SHEETS = 200
MOST_CELLS = 500_000  # with something in them or before one that has; a region's table has 50,000
MOST_OUTPUT = 32_000_000  # bytes
MEMORY = 768 * 1024 * 1024  # bytes of addresses, of which the interpreter itself takes a tenth
PROCESSOR = 10  # seconds


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a locked XLSX begins, and the XLS of before 2007."""

_ZIP = b"PK\x03\x04"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The cells of one sheet; the first of ``rows`` is row 1. A CSV file has no ``name``.

    Rows end with their last cell that is not empty. ``hidden_rows``: numbers of those that the
    spreadsheet does not show; ``hidden``: it does not show the sheet; ``links`` to profiles under
    words: row and column from 0, and the address.
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    hidden: bool = False
    hidden_rows: tuple[int, ...] = ()
    links: tuple[tuple[int, int, str], ...] = ()


def is_workbook(data: bytes) -> bool:
    """Whether the bytes begin like a workbook's, whatever the file is called."""
    return data.startswith((_ZIP, OLE))


class BadSheet(Exception):
    """The file as a whole cannot be read; bot/sheets/roster/words.py words the code."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail
