"""The process that reads one table: bytes come in, plain cells go out, and it ends.

A table may kill its reader (a parser that allocates what the file asks for aborts), so nobody else
lives in here: limits of memory, time and files are set before a byte is read. Started by
``bot.sheets.untrusted.reading``; imports only what reading needs.
"""

import contextlib
import csv
import io
import json
import os
import resource
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from xml.parsers.expat import ExpatError

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetVisibleEnum,
)

from bot.sheets.untrusted import unpacking
from bot.sheets.untrusted.beside import Beside, beside
from bot.sheets.untrusted.table import (
    MEMORY,
    MOST_BYTES,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_OUTPUT,
    MOST_ROWS,
    MOST_SHEETS,
    PROCESSOR,
    BadSheet,
    Cell,
    Table,
    is_workbook,
)

_TELLING = 20_000  # bytes
_COMMON = "\u043e\u0435\u0430\u0438\u043d\u0442\u0441\u0440\u0432\u043b"  # the ten of them
_EIGHT_BITS = ("cp1251", "cp866", "koi8-r")
_DELIMITERS = (";", ",", "\t", "|")
_AREA = 8_000_000  # cells of the rectangles of all sheets, empty ones included


def main() -> None:
    """Read standard input, write the answer to standard output."""
    _limit()
    data = sys.stdin.buffer.read(MOST_BYTES + 1)
    sys.stdout.buffer.write(answer(data))


def _limit() -> None:
    limits = {
        resource.RLIMIT_AS: MEMORY,
        resource.RLIMIT_CPU: PROCESSOR,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NOFILE: 16,
    }
    with contextlib.suppress(OSError):  # should the machine run out of memory, then of this one's
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
    with contextlib.suppress(OSError):
        os.nice(5)
    for kind, most in limits.items():
        with contextlib.suppress(OSError, ValueError):  # a system that has no such limit
            resource.setrlimit(kind, (most, most))


def answer(data: bytes) -> bytes:
    """Give the tables, or the code by which they are refused, as ``reading`` decodes it."""
    try:
        found = workbook(data) if is_workbook(data) else texts(data)
        written = _written(
            [
                [table.name, _rows(table), table.hidden, table.hidden_rows, table.links]
                for table in found
            ]
        )
    except BadSheet as error:
        return _refusal(error)
    except (MemoryError, RecursionError):
        return _refusal(BadSheet("too_heavy"))
    return written if len(written) <= MOST_OUTPUT else _refusal(BadSheet("too_heavy"))


def _refusal(error: BadSheet) -> bytes:
    return _written({"code": error.code, "detail": error.detail})


def _written(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, check_circular=False).encode("utf-8", "replace")


def _rows(table: Table) -> list[list[object]]:
    return [[_plain(cell) for cell in row] for row in table.rows]


def _plain(cell: Cell) -> object:
    """Give a cell as it travels: what is no text, number or truth is a list with its kind."""
    match cell:
        case datetime():
            return ["m", cell.isoformat()]
        case date():
            return ["d", cell.isoformat()]
        case time():
            return ["t", cell.isoformat()]
        case timedelta():
            return ["s", cell.total_seconds()]
        case _:
            return cell


def workbook(data: bytes) -> tuple[Table, ...]:
    """Read the sheets of an XLSX or ODS workbook, or a DOCX. Raises ``BadSheet``."""
    packed = unpacking.sound(data)
    if isinstance(packed, Table):
        return (packed,)
    try:
        with CalamineWorkbook.from_filelike(packed) as book:
            if len(book.sheet_names) > MOST_SHEETS:
                raise BadSheet("too_many_sheets", str(MOST_SHEETS))
            tables = tuple(_tables(book))
            packed.seek(0)
            shown = {each.name: each.visible for each in book.sheets_metadata}
            more = beside(packed)
    except PasswordError as error:
        raise BadSheet("encrypted") from error
    except (CalamineError, OSError, ValueError, OverflowError, ExpatError) as error:
        raise BadSheet("damaged", type(error).__name__) from error
    return tuple(
        _with(
            each,
            more.get(each.name, Beside()),
            hidden=shown.get(each.name, SheetVisibleEnum.Visible) != SheetVisibleEnum.Visible,
        )
        for each in tables
    )


def _with(table: Table, more: Beside, *, hidden: bool) -> Table:
    links = tuple((row, column, link) for (row, column), link in more.links.items())
    return replace(table, hidden=hidden, hidden_rows=tuple(more.hidden_rows), links=links)


def _tables(book: CalamineWorkbook) -> Iterator[Table]:
    area, cells = _AREA, MOST_CELLS
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        area -= sheet.total_height * sheet.total_width
        if area < 0:
            raise BadSheet("too_heavy")
        table = _table(sheet)
        cells -= sum(map(len, table.rows))
        if cells < 0:
            raise BadSheet("too_heavy")
        yield table


def texts(data: bytes) -> tuple[Table, ...]:
    """Read a CSV file, once by each delimiter that it may have. Raises ``BadSheet``."""
    if data.startswith(b"%PDF"):
        raise BadSheet("pdf")
    text = _decoded(data)
    try:
        return tuple(_split(text, delimiter) for delimiter in _DELIMITERS)
    except csv.Error as error:
        raise BadSheet("damaged", type(error).__name__) from error


def _decoded(data: bytes) -> str:
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))  # Excel's "Unicode text"
    for encoding in ("utf-16",) if wide else (*_unmarked(data), "utf-8-sig", _eight_bits(data)):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise BadSheet("not_a_table")


def _unmarked(data: bytes) -> tuple[str, ...]:
    """Tell UTF-16 without its mark: every second byte says that a letter is Russian or plain."""
    for name, high in (("utf-16-le", data[1:_TELLING:2]), ("utf-16-be", data[:_TELLING:2])):
        if sum(map(high.count, (b"\0", b"\4"))) * 4 > len(high) * 3 and not len(data) % 2:
            return (name,)
    return ()


def _eight_bits(data: bytes) -> str:
    """Tell Windows' encoding from others by the letters that Russian has most of."""
    start = data[:_TELLING]
    common = {name: sum(map(start.count, _COMMON.encode(name))) for name in _EIGHT_BITS}
    best = max(common, key=lambda name: common[name])
    return best if common[best] > 2 * common["cp1251"] else "cp1251"


def _split(text: str, delimiter: str) -> Table:
    rows: list[tuple[Cell, ...]] = []
    cells = MOST_CELLS
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
        if len(rows) == MOST_ROWS:
            raise BadSheet("too_many_rows", str(MOST_ROWS))
        rows.append(_trimmed(row[:MOST_COLUMNS]))
        cells -= len(rows[-1])
        if cells < 0:
            raise BadSheet("too_heavy")
    return Table(name="", rows=tuple(rows))


def _trimmed(row: Sequence[Cell]) -> tuple[Cell, ...]:
    """Leave out the empty cells at a row's end."""
    last = len(row)
    while last and row[last - 1] == "":
        last -= 1
    return tuple(row[:last])


def _table(sheet: CalamineSheet) -> Table:
    rows = [list(row) for row in sheet.to_python(skip_empty_area=False)]
    for row, column, value in _merged(sheet, rows):
        rows[row][column] = value
    return Table(name=sheet.name, rows=tuple(_trimmed(row) for row in rows))


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


if __name__ == "__main__":
    main()
