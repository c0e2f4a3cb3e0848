"""Our intake, timed: whole runs, and one run more that is taken apart."""

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import bot.intake
from bot.app import Service
from storage import activity, intake, ledgerbook
from storage.database import Connection, Database
from tests.bench.apart import Tell
from tests.bench.taking import service_on, take
from tests.bench.town import Town

Split = dict[str, float]
"""Seconds by what they went into: all, http, decode, transaction, record, ledger, tallies."""


def work(
    tell: Tell, *, town: Town, url: str, events: int, runs: int, folder: Path
) -> tuple[list[float], Split]:
    """Give the seconds of each run, and the split of one more."""
    return asyncio.run(_work(tell, town, url, events, runs, folder))


async def _work(
    tell: Tell, town: Town, url: str, events: int, runs: int, folder: Path
) -> tuple[list[float], Split]:
    times: list[float] = []
    split: Split = {}
    for run in range(runs + 1):
        database = Path(tempfile.mkdtemp(dir=folder)) / "intake.db"

        def watch(position: int, run: int = run) -> None:
            tell((run + position / events) / (runs + 1))

        async with service_on(town, database, url) as service:
            if run < runs:
                times.append(await take(service, database, events, watch))
            else:
                with _clocks(service, split):
                    split["all"] = await take(service, database, events, watch)
    return times, split


@contextmanager
def _clocks(service: Service, split: Split) -> Iterator[None]:
    """Put a clock around each part while the block runs; the product knows nothing of it."""
    database = service.core.database
    clocks: tuple[tuple[object, str, Any], ...] = (
        (service.vk, "poll", _awaited("http", service.vk.poll, split)),
        (bot.intake, "observe", _called("decode", bot.intake.observe, split)),
        (database, "writing", _entered("transaction", database, split)),
        (intake, "record", _awaited("record", intake.record, split)),
        (ledgerbook, "extend", _awaited("ledger", ledgerbook.extend, split)),
        (activity, "add_tallies", _awaited("tallies", activity.add_tallies, split)),
    )
    with ExitStack() as stack:
        for owner, name, clock in clocks:
            stack.enter_context(patch.object(owner, name, clock))
        yield


def _called(part: str, do: Callable[..., Any], split: Split) -> Callable[..., Any]:
    def timed(*args: Any, **kwargs: Any) -> Any:
        began = time.perf_counter()
        result = do(*args, **kwargs)
        _add(split, part, began)
        return result

    return timed


def _awaited(
    part: str, do: Callable[..., Awaitable[Any]], split: Split
) -> Callable[..., Awaitable[Any]]:
    async def timed(*args: Any, **kwargs: Any) -> Any:
        began = time.perf_counter()
        result = await do(*args, **kwargs)
        _add(split, part, began)
        return result

    return timed


def _entered(part: str, database: Database, split: Split) -> Callable[[], Any]:
    writing = database.writing

    @asynccontextmanager
    async def timed() -> AsyncIterator[Connection]:
        began = time.perf_counter()
        async with writing() as connection:
            yield connection
        _add(split, part, began)

    return timed


def _add(split: Split, part: str, began: float) -> None:
    split[part] = split.get(part, 0.0) + time.perf_counter() - began
