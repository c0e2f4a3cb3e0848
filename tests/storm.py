"""A storm: the real process is killed again and again while a town writes and calls.

Afterwards every count is held against what the town did, which is kept apart from the program.
The short storm is a test; ``python -m tests.storm --kills 200 --events 200000`` is the long one.
"""

import argparse
import asyncio
import contextlib
import json
import os
import random
import signal
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sandbox.context import Sandbox
from sandbox.faults import read_fault
from sandbox.records import Message
from sandbox.server import serve
from sandbox.world import World
from tests.cast import CONFIG, MONDAY_MORNING, NEXT_MONDAY_CLOSE, SCHOOL, WEEK, at
from tests.storm_town import PUPILS, STRANGERS, TEACHERS, Town, Truth, names, roster

NUDGING = "2026-11-19T14:05:00+05:00"
NUDGE = "До конца недели"
OTHERS = frozenset((*PUPILS, *STRANGERS))
ZVONOK = Path(sys.executable).with_name("zvonok")


@dataclass(frozen=True, slots=True, kw_only=True)
class Weather:
    """How long and how rough a storm is."""

    kills: int
    events: int
    seed: int
    faults: bool = True
    pause: tuple[float, float] = (0.0, 1.0)  # seconds between the service's start and its end
    sunday: int = 300  # things done on Sunday, while nobody reads; 0: the week is not closed


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
        (folder / "config.toml").write_text(
            CONFIG.format(
                database=folder / "zvonok.db",
                token=world.token,
                api_url=f"{sandbox.url}/method/",
            ),
            encoding="utf-8",
        )
        (folder / "roster.csv").write_text(roster(), encoding="utf-8")
        await _once(folder, "init")
        await _once(folder, "roster", "import", "--unit", SCHOOL, "roster.csv")
        each = weather.events // weather.kills
        forgot = 0
        for kill in range(weather.kills):
            if weather.faults and chance.random() < 0.8:
                fault = chance.choice(FAULTS)
                forgot += int(fault.get("forget", 0))  # type: ignore[call-overload]
                sandbox.faults.add(read_fault(dict(fault)))
            running = await _run(folder)
            try:
                if kill == weather.kills // 3:
                    await _once(folder, "tick", "--now", NUDGING)
                town.flood()
                await _write(town, each, chance.uniform(*weather.pause))
            finally:
                await _end(running, signal.SIGKILL)
        sandbox.faults.clear()
        running = await _run(folder)
        try:
            await _rest(world, folder)
        finally:
            await _end(running, signal.SIGTERM)
        if weather.sunday:
            await _over_sunday(town, sandbox, weather.sunday, folder)
        spared = forgot + _folded(folder / "zvonok.db")
        town.truth.commands = _answered(world, town.truth.commands, spared)
        town.truth.floods -= _flooded(world)
        town.truth.nudges = _nudged(world)
    return town.truth


async def _over_sunday(town: Town, sandbox: Sandbox, events: int, folder: Path) -> None:
    """Let the service be down on Sunday, and its first poll on Monday be slow: the week closes."""
    town.world.set_clock(at(6, 20))
    for _ in range(events):
        town.act()
    town.truth.week = dict(_by_author(town.truth.messages))
    town.world.set_clock(NEXT_MONDAY_CLOSE + timedelta(minutes=6))
    sandbox.faults.add(read_fault({"on": "poll", "hang": 6, "times": 2}))
    running = [await started(folder, None)]
    try:
        town.say(
            TEACHERS[0]
        )  # after the moment of closing, so that the stream is known to be beyond it
        await _rest(town.world, folder, closed=True)
    finally:
        await _end(running, signal.SIGTERM)


def _by_author(messages: Counter[tuple[int, int]]) -> Counter[int]:
    found: Counter[int] = Counter()
    for (_, author), count in messages.items():
        found[author] += count
    return found


def _answered(world: World, commands: Counter[int], forgot: int) -> Counter[int]:
    """Take off every command its one answer: what is left was answered too often, or not at all.

    Of private dialogs VK keeps what it forgot to tell to itself: so many may lack their answer.
    """
    left = Counter(commands)
    for person, dialog in world.dms.items():
        if person in STRANGERS:
            continue
        said = (message.text for message in dialog.messages if message.from_id < 0)
        left[person] -= sum(NUDGE not in text for text in said)
    unanswered = sum(count for count in left.values() if count > 0)
    often = {person: count for person, count in left.items() if count < 0}
    return Counter(often | ({0: unanswered} if unanswered > forgot else {}))


def _folded(database: Path) -> int:
    """How many messages were answered together with a later one."""
    with contextlib.closing(sqlite3.connect(database)) as connection:
        [(folded,)] = connection.execute("SELECT coalesce(sum(folded), 0) FROM turned_away")
    return int(folded)


def _flooded(world: World) -> Counter[int]:
    """Who of the strangers got at least one answer: all that he wrote has folded into those."""
    return Counter(
        {
            person: 10**9
            for person in STRANGERS
            if any(message.from_id < 0 for message in _dialog(world, person))
        }
    )


def _dialog(world: World, person: int) -> list[Message]:
    return world.dms[person].messages if person in world.dms else []


def _nudged(world: World) -> Counter[int]:
    return Counter(
        person
        for person, dialog in world.dms.items()
        for message in dialog.messages
        if message.from_id < 0 and NUDGE in message.text
    )


async def _write(town: Town, count: int, seconds: float) -> None:
    """Let the town do so many things within so many seconds."""
    gusts = 20
    for gust in range(gusts):
        for _ in range(count * gust // gusts, count * (gust + 1) // gusts):
            town.act()
        await asyncio.sleep(seconds / gusts)


async def started(folder: Path, part: str | None) -> asyncio.subprocess.Process:
    """Start a part of the service (or all of it) and wait until it says that it works."""
    only = ("--only", part) if part else ()
    with (folder / "run.log").open("ab") as log:
        process = await asyncio.create_subprocess_exec(
            *(ZVONOK, "run", *only),
            cwd=folder,
            stdout=asyncio.subprocess.PIPE,
            stderr=log,
            env=_environment(),
        )
    assert process.stdout is not None
    assert await process.stdout.readline(), (folder / "run.log").read_text()
    return process


async def _run(folder: Path) -> list[asyncio.subprocess.Process]:
    """Start the service, in two processes."""
    return [*await asyncio.gather(started(folder, "intake"), started(folder, "delivery"))]


async def _end(running: list[asyncio.subprocess.Process], how: signal.Signals) -> None:
    for process in running:
        process.send_signal(how)
    for process in running:
        await process.wait()


async def _once(folder: Path, *arguments: str) -> None:
    process = await asyncio.create_subprocess_exec(
        ZVONOK, *arguments, cwd=folder, env=_environment()
    )
    assert await process.wait() == 0


def _environment() -> dict[str, str]:
    return {key: value for key, value in os.environ.items() if not key.startswith("ZVONOK_")}


async def _rest(world: World, folder: Path, patience: float = 240, *, closed: bool = False) -> None:
    """Wait until the service took in and answered everything, and ``closed`` the week."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        await asyncio.sleep(0.2)
        with (
            contextlib.closing(sqlite3.connect(folder / "zvonok.db")) as database,
            contextlib.suppress(sqlite3.OperationalError),
        ):
            position = database.execute("SELECT position FROM cursors").fetchone()
            waiting = database.execute(
                "SELECT (SELECT count(*) FROM inbox WHERE body IS NOT NULL) + "
                "(SELECT count(*) FROM answers)"
            ).fetchone()
            missing = database.execute(
                "SELECT (SELECT count(*) FROM holes WHERE gone IS NULL) + "
                "(SELECT count(*) FROM conditions WHERE name = 'behind') + "
                "(SELECT count(*) FROM notices WHERE kind = 'nudge' AND state = 'released')"
            ).fetchone()
            snapshots = database.execute(
                "SELECT count(*) FROM snapshots WHERE unit = ?", (SCHOOL,)
            ).fetchone()
            if closed and snapshots == (0,):
                continue
            if position == (str(world.queue.last),) and waiting == missing == (0,):
                return
    raise AssertionError("the service did not come to rest")


def compare(truth: Truth, database: Path) -> list[str]:
    """Name every difference between the truth and the database; an empty list is what we want."""
    with contextlib.closing(sqlite3.connect(database)) as connection:
        found = {
            (chat, author): count
            for chat, author, count in connection.execute(
                "SELECT chat, author, sum(messages) FROM tallies GROUP BY chat, author"
            )
        }
        calls = {
            (chat, author): count
            for chat, author, count in connection.execute(
                "SELECT chat, initiator, count(*) FROM calls WHERE reached = 1 "
                "AND end_number IS NOT NULL GROUP BY chat, initiator"
            )
        }
        [(halves,)] = connection.execute("SELECT count(*) FROM calls WHERE end_number IS NULL")
        [(holes,)] = connection.execute("SELECT count(*) FROM holes WHERE gone = 'no_access'")
        sent = {
            who
            for (who,) in connection.execute(
                "SELECT recipient FROM notices WHERE kind = 'nudge' AND state = 'sent'"
            )
        }
        kept = connection.execute(
            "SELECT report FROM snapshots WHERE unit = ? AND week = ?", (SCHOOL, WEEK)
        ).fetchall()
        [(quick,)] = connection.execute("PRAGMA integrity_check").fetchall()
    differences = [] if quick == "ok" else [f"integrity: {quick}"]
    differences += [f"{halves} calls without an end"] if halves else []
    differences += [f"{holes} holes taken for a lack of access"] if holes else []
    differences += _differ("messages", truth.messages, found)
    differences += _differ("calls", truth.calls, calls)
    differences += [
        f"nudges of {who}: {truth.nudges[who]}, written down as sent: {who in sent}"
        for who in sorted(sent | truth.nudges.keys())
        if truth.nudges[who] != (who in sent)
    ]
    differences += _closed_early(truth, kept)
    differences += [f"commands of {who}: {count}" for who, count in truth.commands.items()]
    differences += [f"flood of {who}: no answer" for who in truth.floods]
    return differences


def _closed_early(truth: Truth, kept: list[tuple[str]]) -> list[str]:
    """Hold the closed week against what was written up to its last minute."""
    if not truth.week:
        return [f"closed {len(kept)} times before its end"] if kept else []
    [(report,)] = kept
    found = json.loads(report)
    people = {each["name"]: each["messages"] for each in found["people"]}
    wrong = {
        who: people[name] for who, name in names().items() if people[name] != truth.week.get(who, 0)
    }
    said = [f"closed early: {wrong}"] if wrong else []
    chats = sum(each["messages"] for each in found["chats"])
    missing = sum(truth.week.values()) - chats
    return [*said, *([f"closed without {missing} messages"] if missing else [])]


def _differ(
    what: str, true: Counter[tuple[int, int]], found: dict[tuple[int, int], int]
) -> list[str]:
    """Staff are compared one by one, pupils as the multiset of a chat's counts (hashed names)."""
    said = []
    for chat in {chat for chat, _ in true} | {chat for chat, _ in found}:
        staff = {who: n for (c, who), n in true.items() if c == chat and who in TEACHERS}
        counted = {who: n for (c, who), n in found.items() if c == chat and who > 0}
        if staff != counted:
            said.append(f"{what} of staff in chat {chat}: {counted} instead of {staff}")
        others = sorted(n for (c, who), n in true.items() if c == chat and who in OTHERS)
        hashed = sorted(n for (c, who), n in found.items() if c == chat and who < 0)
        if (chat, 0) in found:  # the week is closed: who they were is forgotten
            hashed, others = [sum(hashed, found[chat, 0])], [sum(others)]
        if others != hashed:
            said.append(f"{what} of others in chat {chat}: {sum(hashed)} of {sum(others)}")
    return said


def main() -> int:
    """Run a storm from the command line and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--events", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    weather = Weather(kills=wanted.kills, events=wanted.events, seed=wanted.seed)
    with tempfile.TemporaryDirectory(prefix="zvonok-storm-") as name:
        began = time.monotonic()
        truth = asyncio.run(rage(weather, Path(name)))
        differences = compare(truth, Path(name) / "zvonok.db")
    print(
        f"kills {weather.kills}, events {weather.events}, {time.monotonic() - began:.0f} s: "
        f"{sum(truth.messages.values())} messages, {sum(truth.calls.values())} calls, "
        f"{sum(truth.nudges.values())} nudges, "
        f"{len(differences)} differences"
    )
    print("\n".join(differences))
    return int(bool(differences))


if __name__ == "__main__":
    sys.exit(main())
