"""``run`` and ``tick``: the service, and one step of it."""

import asyncio
import contextlib
import gc
from collections.abc import Coroutine, Iterator
from pathlib import Path
from typing import Annotated, Any

import typer
from loguru import logger
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from bot.app import PARTS, open_service, utc_now
from bot.cli.running import (
    DEFAULT_CONFIG,
    ConfigOption,
    command,
    moment_of,
    settings_of,
    stop_asked,
)
from bot.core import open_core
from bot.settings import Settings
from bot.texts import operator as words
from bot.vk.timekeeper import Timekeeper
from monitor.jobs import OnProgress
from monitor.jobs import tick as do_tick

PATIENCE = 2  # seconds


@command
async def run(
    config: ConfigOption = DEFAULT_CONFIG,
    only: Annotated[str | None, typer.Option(help=words.OPTION_ONLY)] = None,
) -> None:
    """Run the service until SIGTERM or Ctrl-C."""
    if only is not None and only not in PARTS:
        raise typer.BadParameter(words.OPTION_ONLY, param_hint="--only")
    settings = settings_of(config)
    await _until(stop_asked(), _serve(settings, config.parent, only))


async def _serve(settings: Settings, folder: Path, only: str | None) -> None:
    timekeeper = Timekeeper(utc_now)
    async with (
        open_core(settings, folder) as core,
        open_service(core, settings, timekeeper, patient=True) as service,
    ):
        gc.collect()
        gc.freeze()  # what is loaded by now stays: looking through it again slows every poll
        logger.info("started: group {}, {} units", service.group, len(core.units))
        for of in core.units.values():
            if (change := of.change(utc_now())) is not None:
                said = (
                    "unit {}: from {} on weeks begin on weekday {}; the running one stays as it is"
                )
                logger.warning(said, of.unit.id, change[0].isoformat(), change[1] + 1)
        typer.echo(words.started(service.group, len(core.units)))
        await service.run(only)


async def _until(stop: asyncio.Event, running: Coroutine[Any, Any, None]) -> None:
    """Run until it ends by itself (then its error is ours) or until we are asked to stop."""
    task = asyncio.ensure_future(running)
    asked = asyncio.ensure_future(stop.wait())
    await asyncio.wait((task, asked), return_when=asyncio.FIRST_COMPLETED)
    asked.cancel()
    if not task.done():
        task.cancel()
        logger.info("stopping")
    with contextlib.suppress(asyncio.CancelledError):
        await task


@command
async def tick(
    now: Annotated[str, typer.Option(help=words.OPTION_NOW)],
    deliver: Annotated[bool, typer.Option("--deliver", help=words.OPTION_DELIVER)] = False,
    config: ConfigOption = DEFAULT_CONFIG,
) -> None:
    """Do once what is due up to a moment; with --deliver also send it."""
    settings = settings_of(config)
    moment = moment_of(now, settings)
    async with open_core(settings, config.parent) as core:
        gc.freeze()  # as for ``run``: a region's week makes many objects
        if not deliver:
            with _watched() as on_progress:
                done = await do_tick(core.database, core.units, moment, on_progress=on_progress)
            told = None
        else:
            async with open_service(core, settings, Timekeeper(utc_now)) as service:
                await service.refresh_chats()
                with _watched() as on_progress:
                    done = await service.tick(moment, watch=on_progress)
                told = await service.delivery.drain()
    typer.echo(words.ticked(len(done.jobs), done.planned, done.released, told))
    if done.failed:
        raise done.failed[0].error


@contextlib.contextmanager
def _watched() -> Iterator[OnProgress]:
    """Show on a terminal how far the jobs are, if they take longer than ``PATIENCE``."""
    console = Console(stderr=True)
    bar = Progress(
        *(TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn()),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    task = bar.add_task(words.TICKING)

    def show(behind: int, of: int) -> None:
        bar.update(task, completed=behind, total=of)
        if (bar.tasks[0].elapsed or 0) > PATIENCE:
            bar.start()

    try:
        yield show
    finally:
        bar.stop()
