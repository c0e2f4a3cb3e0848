"""Our service receiving by the Callback API: how many posts, and how late their answers are."""

import asyncio
import gc
import sqlite3
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing, suppress
from multiprocessing.connection import Connection
from pathlib import Path

from bot.vk.stream.callback import Callback, Door
from tests.bench.apart import Tell
from tests.bench.poster import PACE, PATH, SECRET, Ask, NotTaken, Times
from tests.bench.results import Posted
from tests.bench.stream import GROUP
from tests.bench.taking import WrongCount, service_on
from tests.bench.town import CALLS, SCATTERED

LOOK = 0.05  # seconds between two looks whether all is answered


def work(
    tell: Tell, *, url: str, poster: Connection, events: int, paced: int, folder: Path
) -> Posted:
    """Post ``events`` as quickly as they are answered, then ``paced`` more at ``PACE``.

    Raises ``NotTaken``, and ``WrongCount`` if not every one is counted.
    """
    database = Path(tempfile.mkdtemp(dir=folder)) / "posted.db"
    return asyncio.run(_work(tell, url, poster, events, paced, database))


async def _work(
    tell: Tell, url: str, poster: Connection, events: int, paced: int, database: Path
) -> Posted:
    async with service_on(SCATTERED, database, url) as service:
        door = Door(host="127.0.0.1", port=0, path=PATH, secret=SECRET, confirmation="c")
        committed = 0

        async def record(bodies: Sequence[bytes]) -> None:
            nonlocal committed
            await service.intake.take_updates(bodies)
            committed += 1

        callback = Callback(door, GROUP, record, _unasked)
        running = asyncio.create_task(callback.run())
        try:
            while not callback.addresses:
                await asyncio.sleep(0.01)
            port = callback.addresses[0][1]
            warm = events // 5  # meanwhile the rest of it starts
            await _posted(poster, port, 0, warm, None)
            tell(0.2)
            committed, busy = 0, time.process_time()
            quick = await _posted(poster, port, warm, events, None)
            busy, commits = time.process_time() - busy, committed
            tell(0.6)
            slow = await _posted(poster, port, events, events + paced, PACE)
        finally:
            running.cancel()
            with suppress(asyncio.CancelledError):
                await running
    _check(database, events + paced)
    return Posted(
        events=events - warm,
        took=quick.took,
        busy=busy,
        commits=commits,
        median=slow.median,
        late=slow.late,
    )


async def _posted(
    poster: Connection, port: int, first: int, last: int, pace: float | None
) -> Times:
    gc.collect()
    poster.send(Ask(port, first, last, pace))
    while not poster.poll():
        await asyncio.sleep(LOOK)
    found = poster.recv()
    if not isinstance(found, Times):
        raise NotTaken(found)
    return found


async def _unasked() -> str:
    raise NotImplementedError


def _check(database: Path, events: int) -> None:
    with closing(sqlite3.connect(database)) as connection:
        [(counted,)] = connection.execute("SELECT sum(messages) FROM tallies")
    if counted != events - events // CALLS:
        raise WrongCount(f"{counted} of {events} events")
