"""Our intake, timed: whole runs, and one run more that is taken apart."""

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager
from dataclasses import fields
from pathlib import Path
from typing import Any
from unittest.mock import patch

from bot.service.recording import intake as recording
from bot.service.running import Service
from bot.vk.stream.updates import observe
from storage.db.database import Connection, Database
from storage.everyday import Everyday
from tests.bench.apart import Tell
from tests.bench.results import Split
from tests.bench.taking import service_on, take
from tests.bench.town import Town

Sums = dict[str, float]
"""Seconds by the part of ``Split`` they went into."""

SELDOM = 0.2  # seconds between two looks where processor time is measured: they cost some

PARTS = tuple(each.name for each in fields(Split))


def work(
    tell: Tell, *, town: Town, url: str, events: int, runs: int, folder: Path
) -> tuple[list[float], Split]:
    """Give the seconds of each run, and the split of one more."""
    return asyncio.run(_work(tell, town, url, events, runs, folder))


async def _work(
    tell: Tell, town: Town, url: str, events: int, runs: int, folder: Path
) -> tuple[list[float], Split]:
    times: list[float] = []
    sums: Sums = dict.fromkeys(PARTS, 0.0)
    for run in range(runs + 1):
        database = Path(tempfile.mkdtemp(dir=folder)) / "intake.db"

        def watch(position: int, run: int = run) -> None:
            tell((run + position / events) / (runs + 1))

        async with service_on(town, database, url) as service:
            if run < runs:
                times.append(await take(service, database, events, watch))
            else:
                with _clocks(service, sums):
                    sums["all"] = await take(service, database, events, watch)
    return times, Split(**sums)


def spent(
    tell: Tell, *, town: Town, url: str, events: int, messages: int, runs: int, folder: Path
) -> list[float]:
    """Give events a processor-second of each run; of the stream so many ``messages`` count.

    The first fifth is left out: meanwhile the service and its other parts start.
    """
    return asyncio.run(_spent(tell, town, url, events, messages, runs, folder))


async def _spent(
    tell: Tell, town: Town, url: str, events: int, messages: int, runs: int, folder: Path
) -> list[float]:
    rates: list[float] = []
    for run in range(runs):
        database = Path(tempfile.mkdtemp(dir=folder)) / "intake.db"

        looks: list[tuple[int, float]] = []

        def watch(position: int, run: int = run, looks: list[tuple[int, float]] = looks) -> None:
            looks.append((position, time.process_time()))
            tell((run + position / events) / runs)

        async with service_on(town, database, url) as service:
            await take(service, database, events, watch, messages, SELDOM)
        first = next((each for each in looks[:-1] if each[0] >= events // 5), (0, 0.0))
        rates.append((looks[-1][0] - first[0]) / (looks[-1][1] - first[1]))
    return rates


@contextmanager
def _clocks(service: Service, sums: Sums) -> Iterator[None]:
    """Put a clock around each part while the block runs; the product knows nothing of it."""
    database = service.core.database
    clocks: tuple[tuple[object, str, Any], ...] = (
        (service.vk, "poll", _awaited("http", service.vk.poll, sums)),
        (recording, "observe", _called("decode", observe, sums)),
        (Everyday, "plan", _called("plan", Everyday.plan, sums)),
        (database, "at_once", _awaited("at_once", database.at_once, sums)),
        (database, "writing", _entered("writing", database, sums)),
    )
    with ExitStack() as stack:
        for owner, name, clock in clocks:
            stack.enter_context(patch.object(owner, name, clock))
        yield


def _called(part: str, do: Callable[..., Any], sums: Sums) -> Callable[..., Any]:
    def timed(*args: Any, **kwargs: Any) -> Any:
        began = time.perf_counter()
        result = do(*args, **kwargs)
        _add(sums, part, began)
        return result

    return timed


def _awaited(
    part: str, do: Callable[..., Awaitable[Any]], sums: Sums
) -> Callable[..., Awaitable[Any]]:
    async def timed(*args: Any, **kwargs: Any) -> Any:
        began = time.perf_counter()
        result = await do(*args, **kwargs)
        _add(sums, part, began)
        return result

    return timed


def _entered(part: str, database: Database, sums: Sums) -> Callable[[], Any]:
    writing = database.writing

    @asynccontextmanager
    async def timed() -> AsyncIterator[Connection]:
        began = time.perf_counter()
        async with writing() as connection:
            yield connection
        _add(sums, part, began)

    return timed


def _add(sums: Sums, part: str, began: float) -> None:
    sums[part] += time.perf_counter() - began
