"""The pulse of a process: which of its parts still make turns, kept in the database.

A part notes its turns in memory; all of a process are written together, twice a minute.
"""

import asyncio
import contextlib
import os
import socket
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.service.keeping import tolerant
from bot.service.oversight.build import build
from storage.db.database import Database
from storage.db.errors import StorageError
from storage.told import processes
from storage.told.processes import Note, Process

EVERY = 25.0  # seconds between two marks
DEAD = timedelta(seconds=90)
"""Without a turn for so long a part is dead: a poll takes half a minute, a pause another half."""

FORGOTTEN = timedelta(days=1)  # a machine that is no more is not missed for ever
PARTING = 1.0  # seconds a process that ends has to take its row away

INTAKE, ANSWERING, ANSWERS = "intake", "answering", "answers"
DELIVERY, MONITOR = "delivery", "monitor"
OF_PART = {
    "intake": (INTAKE, ANSWERING, ANSWERS),
    "delivery": (DELIVERY,),
    "monitor": (MONITOR,),
}
"""What makes turns in each of the parts that ``run --only`` names."""

EVERYTHING = tuple(part for parts in OF_PART.values() for part in parts)


def silent(process: Process, now: datetime) -> tuple[str, ...]:
    """Name the parts of a process that make no turns any more. Pure."""
    return tuple(part for part, at in process.turns.items() if now - at > DEAD)


def is_alive(process: Process, now: datetime) -> bool:
    """Tell whether anything of a process was heard lately. Pure."""
    return now - process.heard_at <= DEAD


def replaced(
    left: Iterable[Process], new: Process, now: datetime, runs: Callable[[int], bool]
) -> Process | None:
    """Give the dead process whose place a new one takes: of its machine, with the same parts."""
    for each in left:
        if (each.machine, each.turns.keys()) != (new.machine, new.turns.keys()):
            continue
        if each.number != new.number and not (runs(each.number) and is_alive(each, now)):
            return each
    return None


def runs_here(number: int) -> bool:
    """Tell whether a process of this machine has a number."""
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


class Pulse:
    """The pulse of this process."""

    def __init__(
        self, database: Database, community: int, config: str, clock: Callable[[], datetime]
    ) -> None:
        """``config``: its fingerprint."""
        self._database = database
        self._clock = clock
        now = clock()
        self._own = Process(
            machine=socket.gethostname(),
            number=os.getpid(),
            community=community,
            version=build(),
            config=config,
            started_at=now,
            heard_at=now,
        )
        self._turns: dict[str, datetime] = {}
        self._notes: dict[str, Note] = {}
        self._hurry = asyncio.Event()

    def hurry(self) -> None:
        """Write at once what was noted: somebody waits for it."""
        self._hurry.set()

    def turn(self, part: str) -> None:
        """Note that a part made a turn."""
        self._turns[part] = self._clock()

    def note(self, name: str, value: Note | None) -> None:
        """Note something of this process and its machine; None: nothing any more."""
        if value is None:
            self._notes.pop(name, None)
        else:
            self._notes[name] = value

    def own(self) -> Process:
        """Give what is known of this process now."""
        return replace(
            self._own, heard_at=self._clock(), turns=dict(self._turns), notes=dict(self._notes)
        )

    async def run(self, parts: Collection[str]) -> None:
        """Write for ever; what ends as it was asked to takes its row away."""
        for part in parts:
            self.turn(part)
        try:
            await tolerant(self._begin, "pulse")
            while True:
                self._hurry.clear()
                await tolerant(self.write, "pulse")
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(EVERY):
                        await self._hurry.wait()
        finally:
            with contextlib.suppress(StorageError, TimeoutError):
                async with asyncio.timeout(PARTING), self._database.writing() as connection:
                    await processes.leave(connection, [self._own.name])

    async def _begin(self) -> None:
        """Take the place of one that was killed."""
        now = self._clock()
        async with self._database.writing() as connection:
            await processes.forget(connection, now - FORGOTTEN)
            left = await processes.all(connection)
            if dead := replaced(left, self.own(), now, runs_here):
                await processes.leave(connection, [dead.name])

    async def write(self) -> None:
        """Write once."""
        async with self._database.writing() as connection:
            await processes.keep(connection, self.own())
