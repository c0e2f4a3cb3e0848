"""A storm: the real process is killed again and again while a town writes and calls.

Afterwards every count is held against what the town did, which is kept apart from the program.
The short storm is a test; ``python -m tests.storm --kills 200 --events 200000`` is the long one.
"""

import argparse
import asyncio
import random
import signal
import sys
import tempfile
import time
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from sandbox.context import Sandbox
from sandbox.faults import read_fault
from sandbox.http.server import serve
from sandbox.world.world import World
from tests.cast import CONFIG, MONDAY_MORNING, NEXT_MONDAY_CLOSE, SCHOOL, at
from tests.forking import Process
from tests.storm_answers import hear
from tests.storm_service import (
    ONE_MACHINE,
    SEVERAL,
    WITHOUT_LYCEUM,
    configure,
    end,
    once,
    place_of,
    rest,
    start,
    started,
)
from tests.storm_town import BOMBS, TEACHERS, Town, Truth, roster
from tests.storm_truth import compare

NUDGING = "2026-11-19T14:05:00+05:00"


@dataclass(frozen=True, slots=True, kw_only=True)
class Weather:
    """How long and how rough a storm is."""

    kills: int
    events: int
    seed: int
    faults: bool = True
    pause: tuple[float, float] = (0.0, 1.0)  # seconds between the service's start and its end
    sunday: int = 300  # things done on Sunday, while nobody reads; 0: the week is not closed
    parts: tuple[str, ...] = ONE_MACHINE
    """Processes; of more than two some are killed at a time, while the others go on."""


TURNS = (7, 14)
FAULTS: tuple[dict[str, object], ...] = (
    {"on": "poll", "duplicate": 40},
    {"on": "poll", "shuffle": True},
    {"on": "poll", "cut": 300},
    {"on": "poll", "drop": True},
    {"on": "poll", "status": 502},
    {"on": "poll", "body": "{}"},
    {"on": "poll", "failed": 2},
    {"on": "poll", "failed": 4},
    {"on": "poll", "forget": 15},
    {"on": "method:messages.getByConversationMessageId", "error": 10},
    {"on": "method:messages.send", "error": 10},
    {"on": "method:execute", "error": 10},
    {"on": "method:execute", "drop": True, "done": True},
    {"on": "method:execute", "cut": 10, "done": True},
    {"on": "method:messages.send", "drop": True, "done": True},
    {"on": "method:groups.getLongPollServer", "error": 10},
)


async def rage(weather: Weather, folder: Path) -> Truth:
    """Let it storm, then let the service come to rest; give the truth to compare with."""
    world = World()
    world.set_clock(MONDAY_MORNING)
    town = Town(world, weather.seed)
    chance = random.Random(weather.seed + 1)
    async with serve(world) as sandbox:
        configure(world, folder, sandbox.url)
        (folder / "roster.csv").write_text(roster(), encoding="utf-8")
        await once(folder, "init")
        await once(folder, "roster", "import", "--yes", "--unit", SCHOOL, "roster.csv")
        running = await start(folder)  # who invites the bot is to be known
        try:
            await rest(world, folder)
        finally:
            await end(running, signal.SIGKILL)
        crew = Crew(folder, weather.parts, chance)
        each = weather.events // weather.kills
        forgot = 0
        for kill in range(weather.kills):
            if weather.faults and chance.random() < 0.8:
                fault = chance.choice(FAULTS)
                forgot += int(fault.get("forget", 0))  # type: ignore[call-overload]
                sandbox.faults.add(read_fault(dict(fault)))
            if not crew.running:
                configure(world, folder, sandbox.url, chance.choice((CONFIG, WITHOUT_LYCEUM)))
            if kill % max(1, weather.kills // len(BOMBS)) == 0:
                town.hand_in_bomb()
            await crew.complete()
            try:
                if kill == weather.kills // 3:
                    await once(folder, "tick", "--now", NUDGING)
                town.flood()
                await write(town, each, chance.uniform(*weather.pause), TURNS)
            except BaseException:
                await crew.end()
                raise
            await crew.lose_some()
        await crew.end()
        sandbox.faults.clear()
        configure(world, folder, sandbox.url)
        town.ask_in()
        running = await start(folder, weather.parts)
        try:
            await rest(world, folder)
        finally:
            await end(running, signal.SIGTERM)
        if weather.sunday:
            await _over_sunday(town, sandbox, weather, folder)
        hear(town, place_of(folder), forgot)
    return town.truth


@dataclass(slots=True)
class Crew:
    """The processes of a storm."""

    folder: Path
    parts: tuple[str, ...]
    chance: random.Random
    running: dict[int, Process] = field(default_factory=dict)

    async def complete(self) -> None:
        """Start those that do not run."""
        missing = [place for place in range(len(self.parts)) if place not in self.running]
        found = await start(self.folder, tuple(self.parts[place] for place in missing))
        self.running |= zip(missing, found, strict=True)

    async def lose_some(self) -> None:
        """Kill all of one machine, or of several some."""
        count = len(self.parts)
        lost = self.chance.randint(1, count) if self.parts != ONE_MACHINE else count
        places = self.chance.sample(range(count), lost)
        await end([self.running.pop(place) for place in places], signal.SIGKILL)

    async def end(self) -> None:
        """Kill whoever runs."""
        await end(list(self.running.values()), signal.SIGKILL)
        self.running.clear()


async def _over_sunday(town: Town, sandbox: Sandbox, weather: Weather, folder: Path) -> None:
    """Let the service be down on Sunday, and its first poll on Monday be slow: the week closes."""
    town.world.set_clock(at(6, 20))
    for _ in range(weather.sunday):
        town.act()
    for (chat, author), count in town.truth.messages.items():
        if chat in town.theirs:
            town.truth.theirs += count
        else:
            town.truth.week[author] = town.truth.week.get(author, 0) + count
    town.world.set_clock(NEXT_MONDAY_CLOSE + timedelta(minutes=6))
    sandbox.faults.add(read_fault({"on": "poll", "hang": 6, "times": 2}))
    several = weather.parts != ONE_MACHINE
    running = await start(folder, weather.parts) if several else [await started(folder, None)]
    try:
        # After the moment of closing, so that the stream is known to be beyond it.
        town.say(TEACHERS[0])
        await rest(town.world, folder, closed=True)
    finally:
        await end(running, signal.SIGTERM)


async def write(town: Town, count: int, seconds: float, turns: tuple[int, ...] = ()) -> None:
    """Let the town do so many things within so many seconds, in gusts.

    ``turns``: the gusts before which the bot is thrown out of a chat or asked in again.
    """
    gusts = 20
    for gust in range(gusts):
        if gust in turns:
            town.turn_out_or_ask_in()
        for _ in range(count * gust // gusts, count * (gust + 1) // gusts):
            town.act()
        await asyncio.sleep(seconds / gusts)


def main() -> int:
    """Run a storm from the command line and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--events", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--database", help="an empty PostgreSQL database: six processes share it")
    wanted = parser.parse_args()
    weather = Weather(
        kills=wanted.kills,
        events=wanted.events,
        seed=wanted.seed,
        parts=SEVERAL if wanted.database else ONE_MACHINE,
    )
    with tempfile.TemporaryDirectory(prefix="zvonok-storm-") as name:
        began = time.monotonic()
        folder = Path(name)
        if wanted.database:
            (folder / "database").write_text(wanted.database, encoding="utf-8")
        truth = asyncio.run(rage(weather, folder))
        differences = compare(truth, place_of(folder))
    print(
        f"kills {weather.kills}, events {weather.events}, seed {weather.seed}, "
        f"{time.monotonic() - began:.0f} s: {sum(truth.messages.values())} messages, "
        f"{sum(truth.calls.values())} calls, {sum(truth.nudges.values())} nudges, "
        f"{len(truth.absences)} absences, {len(truth.bombs)} bombs, "
        f"{len(differences)} differences"
    )
    print("\n".join(differences))
    return int(bool(differences))


if __name__ == "__main__":
    sys.exit(main())
