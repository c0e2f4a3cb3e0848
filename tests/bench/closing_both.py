"""The same closing on both engines in turns: SQLite, and a server that waits for its disk."""

import asyncio
import gc
import os
import shutil
import time
from contextlib import closing
from pathlib import Path

import asyncpg

from bot.config.sections import DatabaseSettings
from bot.config.settings import Settings
from bot.service.core import open_core
from monitor.jobs.tick import tick
from storage.copying.moving import move
from tests.bench.apart import Tell
from tests.bench.planting import plant, settings_of
from tests.bench.results import ClosedOnBoth
from tests.bench.town import Town
from tests.bench.week_planting import CLOSING, plant_week
from tests.server import Keeper, Server

_TICKS = os.sysconf("SC_CLK_TCK")


def work(tell: Tell, *, town: Town, runs: int, folder: Path) -> ClosedOnBoth:
    """Close a town's week ``runs`` times on each."""
    return asyncio.run(_work(tell, town, runs, folder))


async def _work(tell: Tell, town: Town, runs: int, folder: Path) -> ClosedOnBoth:
    planted, file = folder / "of-both.db", folder / "of-both-closed.db"
    await plant(town, settings_of(town, planted))
    async with open_core(settings_of(town, planted), folder) as core:
        await plant_week(town, core)
    found = ClosedOnBoth()
    with closing(Keeper(durable=True)) as keeper:
        server = keeper.server
        await _say(server, "CREATE DATABASE planted")
        await move(f"sqlite:///{planted}", server.url("planted"))
        for run in range(runs):
            shutil.copyfile(planted, file)
            here = await _close(settings_of(town, file), folder)
            file.unlink()
            found.sqlite.append(here)
            await _say(server, "CREATE DATABASE closed TEMPLATE planted")
            address = DatabaseSettings(url=server.url("closed"))
            there = settings_of(town, file).model_copy(update={"database": address})
            before = _busy(server)
            took, ours = await _close(there, folder)
            found.server.append((took, ours + _busy(server) - before))
            await _say(server, "DROP DATABASE closed WITH (FORCE)")
            tell((run + 1) / runs)
    planted.unlink()
    return found


async def _close(settings: Settings, folder: Path) -> tuple[float, float]:
    """Close the week; give the seconds it took, and those of this process's processor."""
    async with open_core(settings, folder) as core:
        gc.collect()
        gc.freeze()  # as the service does once it stands
        began, busy = time.perf_counter(), time.process_time()
        await tick(core.database, core.units, CLOSING)
        return time.perf_counter() - began, time.process_time() - busy


async def _say(server: Server, statement: str) -> None:
    connection = await asyncpg.connect(server.url("postgres"))
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


def _busy(server: Server) -> float:
    """Seconds of processor that a server and all it started have used."""
    first = (Path(server.folder) / "data" / "postmaster.pid").read_text().split()[0]
    clocks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:  # it has ended meanwhile
            continue
        if stat.parent.name == first:
            clocks += sum(map(int, fields[11:15]))  # those of its children that ended too
        elif fields[1] == first:
            clocks += sum(map(int, fields[11:13]))
    return clocks / _TICKS
