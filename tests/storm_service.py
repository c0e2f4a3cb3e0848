"""The real service in a storm: its processes, its commands, and waiting for it to rest."""

import asyncio
import contextlib
import os
import signal
import sqlite3
import time
from pathlib import Path

from sandbox.world.world import World
from tests import forking, plain
from tests.cast import CONFIG, LYCEUM, SCHOOL
from tests.forking import Process

WITHOUT_LYCEUM = CONFIG[: CONFIG.index(f'[[unit]]\nid = "{LYCEUM}"')]


ONE_MACHINE = ("intake", "delivery")
SEVERAL = ("intake", "intake", "delivery", "delivery", "monitor", "monitor")


def configure(world: World, folder: Path, url: str, config: str = CONFIG) -> None:
    """Write the config the next process starts with."""
    if is_on_server(place := place_of(folder)):
        config = config.replace("sqlite:///{database}", str(place))
    written = config.format(
        database=folder / "zvonok.db", token=world.token, api_url=f"{url}/method/"
    )
    (folder / "config.toml").write_text(written, encoding="utf-8")


async def started(folder: Path, part: str | None) -> Process:
    """Start a part of the service (or all of it) and wait until it says that it works."""
    only = ("--only", part) if part else ()
    with (folder / "run.log").open("ab") as log:
        process = await asyncio.to_thread(
            lambda: Process(folder, "run", *only, env=environment(), stderr=log)
        )
    assert await asyncio.to_thread(process.stdout.readline), (folder / "run.log").read_text()
    return process


async def start(folder: Path, parts: tuple[str, ...] = ONE_MACHINE) -> list[Process]:
    """Start parts of the service, a process each."""
    return [*await asyncio.gather(*(started(folder, part) for part in parts))]


async def end(running: list[Process], how: signal.Signals) -> None:
    """Send a signal to processes and wait for their ends."""
    for process in running:
        process.send_signal(how)
    for process in running:
        await asyncio.to_thread(process.wait)
        process.stdout.close()


async def once(folder: Path, *arguments: str) -> None:
    """Run a command."""
    status, _, complaint = await asyncio.to_thread(
        lambda: forking.run(folder, *arguments, env=environment())
    )
    assert status == 0, complaint


def place_of(folder: Path) -> str | Path:
    """Give where the database of a storm is: its file, or the address kept beside the config."""
    said = folder / "database"
    return said.read_text(encoding="utf-8") if said.exists() else folder / "zvonok.db"


def is_on_server(place: str | Path) -> bool:
    """Whether a storm's database is a server's."""
    return isinstance(place, str)


def environment() -> dict[str, str]:
    """Give this process's environment without settings of ours."""
    return {key: value for key, value in os.environ.items() if not key.startswith("ZVONOK_")}


async def rest(world: World, folder: Path, patience: float = 600, *, closed: bool = False) -> None:
    """Wait until the service took in and answered everything, and ``closed`` the week."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        await asyncio.sleep(0.2)
        with (
            contextlib.closing(plain.at(place_of(folder))) as database,
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
                "SELECT count(*) FROM snapshots WHERE unit IN (?, ?)", (SCHOOL, LYCEUM)
            ).fetchone()
            if closed and snapshots < (2,):
                continue
            if position == (str(world.queue.last),) and waiting == missing == (0,):
                return
    raise AssertionError("the service did not come to rest")
