"""Monday's closing of every organisation, and the drawing of one digest."""

import asyncio
import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
from sqlalchemy import func, select

from bot.app import Core, open_core
from bot.pictures import digest_png
from bot.sheets.digest import digest_xlsx
from monitor.jobs import tick
from monitor.report import Digest
from monitor.schedule import JobName
from storage import tables
from tests.bench.apart import Tell
from tests.bench.planting import plant, settings_of
from tests.bench.results import Closed, Drawn
from tests.bench.town import Town
from tests.bench.week_planting import CLOSING, plant_week

PATIENCE = 20  # seconds; a closing slower than this is not repeated


def work(
    tell: Tell, *, towns: Sequence[Town], runs: int, pictures: int, folder: Path
) -> tuple[list[Closed], Drawn]:
    """Close each town's week; draw a digest of the last one."""
    return asyncio.run(_work(tell, towns, runs, pictures, folder))


async def _work(
    tell: Tell, towns: Sequence[Town], runs: int, pictures: int, folder: Path
) -> tuple[list[Closed], Drawn]:
    found = []
    for index, town in enumerate(towns):
        closed, digest = await _town(town, runs, folder)
        found.append(closed)
        tell((index + 1) / len(towns))
    drawn = Drawn(
        picture=_each(pictures, lambda: digest_png(digest)),
        sheet=_each(pictures, lambda: digest_xlsx(digest, with_people=True)),
    )
    return found, drawn


async def _town(town: Town, runs: int, folder: Path) -> tuple[Closed, Digest]:
    planted = Path(tempfile.mkdtemp(dir=folder)) / "planted.db"
    settings = settings_of(town, planted)
    await plant(town, settings)
    async with open_core(settings, folder) as core:
        await plant_week(town, core)
    seconds: list[float] = []
    while len(seconds) < runs and sum(seconds) < PATIENCE:
        database = planted.with_name("closed.db")
        shutil.copyfile(planted, database)
        async with open_core(settings_of(town, database), folder) as core:
            began = time.perf_counter()
            done = await tick(core.database, core.units, CLOSING)
            seconds.append(time.perf_counter() - began)
            weeks, digest = await _count(core), await _digest(core)
        database.unlink()
    return Closed(seconds=seconds, weeks=weeks, notices=done.planned), digest


async def _count(core: Core) -> int:
    """How many weeks this closing kept."""
    async with core.database.reading() as connection:
        kept = tables.snapshots.c.made_at >= int(CLOSING.timestamp())
        query = select(func.count()).select_from(tables.snapshots).where(kept)
        return int(await connection.scalar(query) or 0)


async def _digest(core: Core) -> Digest:
    """One of the digests that were planned."""
    query = select(tables.notices.c.facts).where(tables.notices.c.kind == JobName.DIGEST).limit(1)
    async with core.database.reading() as connection:
        return msgspec.json.decode(str(await connection.scalar(query)), type=Digest)


def _each(count: int, make: Callable[[], bytes]) -> list[float]:
    """Seconds of each making; a first one, which loads fonts, does not count."""
    make()
    took = []
    for _ in range(count):
        began = time.perf_counter()
        make()
        took.append(time.perf_counter() - began)
    return took
