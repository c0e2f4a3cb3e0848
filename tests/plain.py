"""A database as somebody beside the program sees it: plain SQL, on either engine.

``connect`` gives what ``sqlite3.connect`` would, as far as tests use it; ``dumped`` tells all rows.
"""

import asyncio
import re
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from typing import Any, Self

import asyncpg

from storage.tables import metadata
from tests.engines import address, on_server


class Found(list[tuple[Any, ...]]):
    """The rows of an answer."""

    def fetchall(self) -> list[tuple[Any, ...]]:
        return list(self)

    def fetchone(self) -> tuple[Any, ...] | None:
        return self[0] if self else None


class Connection:
    """A connection to the server from outside any loop; each statement is committed by itself."""

    def __init__(self, url: str) -> None:
        self._thread = ThreadPoolExecutor(1)  # a test's loop may run here
        self._loop = asyncio.new_event_loop()
        self._connection = self._do(asyncpg.connect(url))

    def execute(self, statement: str, values: tuple[Any, ...] = ()) -> Found:
        numbers = count(1)
        said = re.sub(r"\?", lambda _: f"${next(numbers)}", statement)
        return Found(tuple(row) for row in self._do(self._connection.fetch(said, *values)))

    def close(self) -> None:
        if not self._loop.is_closed():
            self._do(self._connection.close())
            self._thread.shutdown()
            self._loop.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        """Everything is committed already."""

    def _do(self, work: Any) -> Any:
        return self._thread.submit(self._loop.run_until_complete, work).result()


def at(place: str | Path) -> Any:
    """Connect to a database by its file or, of a server, by its address."""
    said = str(place)
    return Connection(said) if said.startswith("postgresql:") else sqlite3.connect(said)


def connect(file: Path | str) -> Any:
    """Connect to an opened database of a test."""
    return Connection(address(Path(file))) if on_server() else sqlite3.connect(file)


def dumped(file: Path, without: tuple[str, ...] = ()) -> Iterator[str]:
    """Tell every row of every table, as its values."""
    connection = connect(file)
    for table in metadata.sorted_tables:
        if table.name not in without:
            rows = connection.execute(f"SELECT * FROM {table.name}").fetchall()
            yield from sorted(f"{table.name} {row}" for row in rows)
    connection.close()
