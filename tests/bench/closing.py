"""Monday's closing of every organisation and of the levels above, and the drawing of digests."""

import asyncio
import gc
import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
from sqlalchemy import func, select

from bot.pictures.drawing import digest_png
from bot.pictures.level import level_png
from bot.service.core import Core, open_core
from bot.sheets.digest import digest_xlsx
from bot.sheets.level import level_xlsx
from monitor.facts.digest import Digest
from monitor.jobs.tick import OnProgress, tick
from monitor.orders.jobs import JobName
from monitor.orders.model import LEVELS
from storage import tables
from tests.bench.apart import Tell
from tests.bench.planting import REGION, plant, settings_of
from tests.bench.results import Closed, Drawn
from tests.bench.town import Town
from tests.bench.week_planting import CLOSING, plant_week

PATIENCE = 20  # seconds; a closing slower than this is not repeated


def work(
    tell: Tell, *, towns: Sequence[Town], runs: int, pictures: int, folder: Path
) -> tuple[list[Closed], Drawn]:
    """Close each town's week; draw digests of the last one."""
    return asyncio.run(_work(tell, towns, runs, pictures, folder))


async def _work(
    tell: Tell, towns: Sequence[Town], runs: int, pictures: int, folder: Path
) -> tuple[list[Closed], Drawn]:
    found = []
    for index, town in enumerate(towns):

        def told(part: float, before: int = index) -> None:
            tell((before + part) / len(towns))

        closed, digest, level = await _town(told, town, runs, folder)
        found.append(closed)
    drawn = Drawn(
        picture=_each(pictures, lambda: digest_png(digest)),
        sheet=_each(pictures, lambda: digest_xlsx(digest, with_people=True)),
        level_picture=_each(pictures, lambda: level_png(level)),
        level_sheet=_each(pictures, lambda: level_xlsx(level)),
    )
    return found, drawn


async def _town(tell: Tell, town: Town, runs: int, folder: Path) -> tuple[Closed, Digest, Digest]:
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
            gc.collect()
            gc.freeze()  # as the service does once it stands
            on_progress = _progress(tell, len(seconds), runs)
            began = time.perf_counter()
            done = await tick(core.database, core.units, CLOSING, on_progress=on_progress)
            seconds.append(time.perf_counter() - began)
            weeks = await _count(core)
            digest = await _digest(core, JobName.DIGEST)
            level = await _digest(core, JobName.ROLLUP)
            levels = sum(each.unit.kind in LEVELS for each in core.units.values())
        database.unlink()
    closed = Closed(seconds=seconds, levels=levels, weeks=weeks, notices=done.planned)
    return closed, digest, level


def _progress(tell: Tell, run: int, runs: int) -> OnProgress:
    return lambda behind, of: tell((run + behind / of) / runs)


async def _count(core: Core) -> int:
    """How many weeks this closing kept."""
    async with core.database.reading() as connection:
        kept = tables.snapshots.c.made_at >= int(CLOSING.timestamp())
        query = select(func.count()).select_from(tables.snapshots).where(kept)
        return int(await connection.scalar(query) or 0)


async def _digest(core: Core, kind: JobName) -> Digest:
    """One of the digests that were planned; of levels the highest one's."""
    notices = tables.notices.c
    query = select(notices.facts).where(notices.kind == kind)
    if kind is JobName.ROLLUP:
        query = query.where(notices.unit == REGION)
    async with core.database.reading() as connection:
        return msgspec.json.decode(str(await connection.scalar(query.limit(1))), type=Digest)


def _each(count: int, make: Callable[[], bytes]) -> list[float]:
    """Seconds of each making; a first one, which loads fonts, does not count."""
    make()
    took = []
    for _ in range(count):
        began = time.perf_counter()
        make()
        took.append(time.perf_counter() - began)
    return took
