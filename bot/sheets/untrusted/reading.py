"""From the bytes of a spreadsheet to rows of plain cells, by a process of its own.

The file is not trusted, and neither is its parser: a file may make it allocate without end, which
ends the process. So every table, whoever hands it in, is read by ``child`` under limits of memory,
time and output; what kills it is refused in a sentence, and nobody else notices.
"""

import asyncio
import contextlib
import json
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from bot.sheets.untrusted.table import MOST_BYTES, MOST_OUTPUT, BadSheet, Cell, Table, is_workbook

__all__ = ("Book", "Cell", "Reader", "Table", "book_of", "read_book")

PATIENCE = 20.0  # seconds by the clock

_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".docx", ".doc")
_ROOT = Path(__file__).resolve().parents[3]
_PROGRAM = (
    "import sys; sys.path[:] = sys.argv[1:]; from bot.sheets.untrusted.child import main; main()"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A file's tables: the sheets of a workbook, or a text read by each delimiter it may have."""

    tables: tuple[Table, ...]
    is_text: bool

    def best(self, fits: Callable[[Table], int]) -> Table:
        """Give the table under which ``fits`` is greatest."""
        return max(self.tables, key=fits)


def read_book(data: bytes | Book, file_name: str = "") -> Book:
    """Read a file in a process of its own, and wait for it. Raises ``BadSheet``.

    The bytes tell a workbook from a text; a text that is called .xlsx is a damaged workbook. What
    was read already is given back.
    """
    return data if isinstance(data, Book) else Reader().read(data, file_name)


async def book_of(data: bytes | Book, file_name: str = "") -> Book:
    """Read a file as ``read_book``; whoever stops waiting ends the process."""
    if isinstance(data, Book):
        return data
    reader = Reader()
    try:
        return await asyncio.to_thread(reader.read, data, file_name)
    finally:
        reader.stop()


class Reader:
    """Reads one file."""

    def __init__(self) -> None:
        self._stopped = False
        self._process: subprocess.Popen[bytes] | None = None

    def read(self, data: bytes, file_name: str) -> Book:
        """Read a file. Raises ``BadSheet``."""
        if len(data) > MOST_BYTES:
            raise BadSheet("too_large", str(MOST_BYTES))
        if not data.strip():
            raise BadSheet("empty")
        is_text = not is_workbook(data)
        if is_text and file_name.lower().endswith(_WORKBOOKS):
            raise BadSheet("damaged")
        return Book(tables=tables_of(self._answer(data)), is_text=is_text)

    def stop(self) -> None:
        """End the process, if it still runs."""
        self._stopped = True
        if self._process is not None:
            self._process.kill()

    def _answer(self, data: bytes) -> bytes:
        try:
            process = subprocess.Popen(  # noqa: S603 - see above
                [sys.executable, "-I", "-S", "-c", _PROGRAM, str(_ROOT), *filter(None, sys.path)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # a parser's last words may quote the file
                env={},
                close_fds=True,
            )
        except (OSError, MemoryError) as error:  # it is not the file's fault
            raise BadSheet("busy") from error
        self._process = process
        timer = threading.Timer(PATIENCE, process.kill)
        timer.start()
        try:
            found = self._talk(process, data)
        finally:
            timer.cancel()
            process.kill()
            process.wait()
        if len(found) > MOST_OUTPUT or not found:
            raise BadSheet("too_heavy")
        return found

    def _talk(self, process: "subprocess.Popen[bytes]", data: bytes) -> bytes:
        assert process.stdin is not None  # noqa: S101 - both are pipes
        assert process.stdout is not None  # noqa: S101 - both are pipes
        with process.stdout as answer:
            if not self._stopped:
                with contextlib.suppress(OSError), process.stdin as asked:
                    asked.write(data)  # it may die of something before it has read all
            return answer.read(MOST_OUTPUT + 1)


def tables_of(written: bytes) -> tuple[Table, ...]:
    """Decode what the process answered. Raises ``BadSheet``: a refusal, or it died on the way."""
    try:
        said = json.loads(written)
    except (ValueError, RecursionError) as error:
        raise BadSheet("too_heavy") from error
    if isinstance(said, dict):
        raise BadSheet(said["code"], said["detail"])
    return tuple(
        Table(
            name=name,
            rows=tuple(tuple(_cell(each) for each in row) for row in rows),
            hidden=hidden,
            hidden_rows=tuple(hidden_rows),
            links=tuple((row, column, link) for row, column, link in links),
        )
        for name, rows, hidden, hidden_rows, links in said
    )


def _cell(value: object) -> Cell:
    match value:
        case ["m", str(written)]:
            return datetime.fromisoformat(written)
        case ["d", str(written)]:
            return date.fromisoformat(written)
        case ["t", str(written)]:
            return time.fromisoformat(written)
        case ["s", int(seconds) | float(seconds)]:
            return timedelta(seconds=seconds)
        case str():
            return value.replace("\0", "")
        case bool() | int() | float():
            return value
        case _:
            raise BadSheet("too_heavy")
