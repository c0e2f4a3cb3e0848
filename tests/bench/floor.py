"""The least that any recording of the stream must do: what the hardware allows with these tools.

msgspec decodes the poll, every distinct row is one upsert, every chat one row of the ledger, and
all of it is one durable commit. Nothing is checked and nobody told apart: no product is as fast.
"""

import asyncio
import contextlib
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import aiohttp
import msgspec

from tests.bench.apart import Tell
from tests.bench.stream import bodies
from tests.bench.town import Town, scattered

MADE = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "CREATE TABLE tallies (hour INTEGER, chat INTEGER, author INTEGER, messages INTEGER NOT NULL,"
    " PRIMARY KEY (hour, chat, author)) WITHOUT ROWID",
    "CREATE TABLE ledger (chat INTEGER PRIMARY KEY, last INTEGER NOT NULL)",
    "CREATE TABLE cursors (source TEXT PRIMARY KEY, position TEXT NOT NULL)",
)
COUNT = (
    "INSERT INTO tallies VALUES (?, ?, ?, ?)"
    " ON CONFLICT DO UPDATE SET messages = messages + excluded.messages"
)
SEE = "INSERT INTO ledger VALUES (?, ?) ON CONFLICT DO UPDATE SET last = excluded.last"
MOVE = "INSERT INTO cursors VALUES (1, ?) ON CONFLICT DO UPDATE SET position = excluded.position"


class Message(msgspec.Struct, gc=False):
    """A message's numbers."""

    peer_id: int
    conversation_message_id: int
    from_id: int
    date: int


class Object(msgspec.Struct, gc=False):
    """What an update is about."""

    message: Message


class Update(msgspec.Struct, gc=False):
    """An update."""

    object: Object


class Poll(msgspec.Struct, gc=False):
    """A poll's answer."""

    ts: str | int
    updates: list[Update]


POLL = msgspec.json.Decoder(Poll)


def work(
    tell: Tell, *, town: Town, url: str, events: int, a_poll: int, runs: int, folder: Path
) -> tuple[list[float], list[float]]:
    """Give the processor seconds of each run: the floor alone, and behind a bare poll loop."""
    ready = list(bodies(scattered(town, events), a_poll))
    bare: list[float] = []
    polled: list[float] = []
    for run in range(runs):
        with _kept(folder) as keep:
            began = time.process_time()
            for body in ready:
                keep(body)
            bare.append(time.process_time() - began)
        with _kept(folder) as keep:
            polled.append(asyncio.run(_polled(url, keep, events)))
        tell((run + 1) / runs)
    return bare, polled


async def _polled(url: str, keep: Callable[[bytes], int], events: int) -> float:
    """Ask for everything, one poll after another; give the processor seconds."""
    async with aiohttp.ClientSession() as session:
        began, position = time.process_time(), 0
        while position < events:
            asked = {"act": "a_check", "key": "k", "ts": str(position), "wait": "25"}
            async with session.get(f"{url}/longpoll", params=asked) as answer:
                position = keep(await answer.read())
        return time.process_time() - began


@contextlib.contextmanager
def _kept(folder: Path) -> Iterator[Callable[[bytes], int]]:
    """Give what keeps a poll in a fresh database, and gives the position after it."""
    file = Path(tempfile.mkdtemp(dir=folder)) / "floor.db"
    with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as connection:
        for statement in MADE:
            connection.execute(statement)

        def keep(body: bytes) -> int:
            answer = POLL.decode(body)
            rows: dict[tuple[int, int, int], int] = {}
            last: dict[int, int] = {}
            for update in answer.updates:
                said = update.object.message
                row = (said.date // 3600, said.peer_id, said.from_id)
                rows[row] = rows.get(row, 0) + 1
                last[said.peer_id] = said.conversation_message_id
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(COUNT, [(*row, count) for row, count in rows.items()])
            connection.executemany(SEE, list(last.items()))
            connection.execute(MOVE, (str(answer.ts),))
            connection.execute("COMMIT")
            return int(answer.ts)

        yield keep
