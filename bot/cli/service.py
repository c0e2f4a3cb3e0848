"""``run`` and ``tick``: the service, and one step of it."""

import asyncio
import contextlib
import gc
from collections.abc import Coroutine
from pathlib import Path
from typing import Annotated, Any

import typer
from loguru import logger

from bot.app import PARTS, open_core, open_service, utc_now
from bot.cli.running import (
    DEFAULT_CONFIG,
    ConfigOption,
    command,
    moment_of,
    settings_of,
    stop_asked,
)
from bot.settings import Settings
from bot.texts import operator as words
from bot.vk.timekeeper import Timekeeper
from monitor.jobs import tick as do_tick


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
        if not deliver:
            done = await do_tick(core.database, core.units, moment)
            told = None
        else:
            async with open_service(core, settings, Timekeeper(utc_now)) as service:
                await service.refresh_chats()
                done = await service.tick(moment)
                told = await service.delivery.drain()
    typer.echo(words.ticked(len(done.jobs), done.planned, done.released, told))
