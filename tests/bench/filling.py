"""A week of the town through the service: how large the database and the process become."""

import asyncio
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from tests.bench.apart import Tell
from tests.bench.machine import resident
from tests.bench.results import Filled
from tests.bench.taking import service_on, take
from tests.bench.town import Town

MARKS = (0.1, 0.5, 1.0)
"""Parts of the week after which memory is read."""


def work(tell: Tell, *, town: Town, url: str, events: int, folder: Path) -> Filled:
    """Give what was measured: bytes, rows, and memory in MB by events taken."""
    return asyncio.run(_work(tell, town, url, events, folder))


async def _work(tell: Tell, town: Town, url: str, events: int, folder: Path) -> Filled:
    database = Path(tempfile.mkdtemp(dir=folder)) / "week.db"
    marks = [round(events * mark) for mark in MARKS]
    async with service_on(town, database, url) as service:
        before = _bytes(database)
        memory = {0: resident()}

        def watch(position: int) -> None:
            tell(position / events)
            if marks and position >= marks[0]:
                memory[marks.pop(0)] = resident()

        took = await take(service, database, events, watch)
        memory.setdefault(events, resident())
    after = _bytes(database)
    with closing(sqlite3.connect(database)) as connection:
        (tallies,) = connection.execute("SELECT count(*) FROM tallies").fetchone()
        connection.execute("VACUUM")
    return Filled(
        took=took,
        before=before,
        after=after,
        packed=_bytes(database),
        tallies=tallies,
        memory=memory,
    )


def _bytes(database: Path) -> int:
    """The size of the file, everything in the log beside it moved into it."""
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return database.stat().st_size
