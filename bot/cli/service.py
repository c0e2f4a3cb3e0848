"""``run`` and ``tick``: the service, and one step of it."""

import asyncio
import contextlib
import gc
from collections.abc import Coroutine, Iterator
from datetime import datetime
from typing import Annotated, Any

import typer
from loguru import logger

from bot.app import open_service
from bot.cli.opening import (
    DEFAULT_CONFIG,
    ConfigOption,
    changing,
    moment_of,
    settings_of,
)
from bot.cli.running import command, log_into, stop_asked
from bot.cli.serving import Serving
from bot.cli.words import options, ticking
from bot.clock import utc_now
from bot.config.settings import Settings
from bot.errors import Refused
from bot.service.belonging import OtherCommunity
from bot.service.catching_up import catch_up
from bot.service.core import Core
from bot.service.oversight import supervisor
from bot.service.running import PARTS, Service
from bot.vk.errors import VkError
from bot.vk.timekeeper import LATELY, Timekeeper
from monitor.jobs.tick import OnProgress, TickResult
from monitor.jobs.tick import tick as do_tick
from monitor.report.known import MARGIN
from storage.db.engines.opened import Opening
from storage.db.times import moment as moment_at
from storage.db.times import seconds
from storage.told import conditions

PATIENCE = 2  # seconds
AGAIN = 8  # times, a second apart, that what has just happened is asked for


@command
async def run(
    config: ConfigOption = DEFAULT_CONFIG,
    only: Annotated[str | None, typer.Option(help=options.OPTION_ONLY)] = None,
    new_database: Annotated[
        bool, typer.Option("--new-database", help=options.OPTION_NEW_DATABASE)
    ] = False,
) -> None:
    """Run the service until SIGTERM or Ctrl-C."""
    if only is not None and only not in PARTS:
        raise typer.BadParameter(options.OPTION_ONLY, param_hint="--only")
    settings = settings_of(config)
    settings.token()  # who refuses to start has changed nothing in the database
    if settings.vk.transport == "callback":
        settings.callback_secret()
    if settings.log.file is not None:
        log_into(settings.log.file, settings.log.days)
    opening = Opening.CREATE if new_database else Opening.UPGRADE
    serving = Serving(config, settings, only, opening)
    await _until(stop_asked(serving.again), serving.run())


async def _until(stop: asyncio.Event, running: Coroutine[Any, Any, None]) -> None:
    """Run until it ends by itself (then its error is ours) or until we are asked to stop."""
    task = asyncio.ensure_future(running)
    asked = asyncio.ensure_future(stop.wait())
    await asyncio.wait((task, asked), return_when=asyncio.FIRST_COMPLETED)
    asked.cancel()
    if not task.done():
        supervisor.tell(supervisor.STOPPING)
        task.cancel()
        logger.info("stopping")
    with contextlib.suppress(asyncio.CancelledError):
        await task


@command
async def tick(
    now: Annotated[str, typer.Option(help=options.OPTION_NOW)],
    deliver: Annotated[bool, typer.Option("--deliver", help=options.OPTION_DELIVER)] = False,
    config: ConfigOption = DEFAULT_CONFIG,
) -> None:
    """Do once what is due up to a moment; with --deliver also send it."""
    settings = settings_of(config)
    moment = moment_of(now, settings)
    async with (
        changing(settings, config) as core,
        contextlib.AsyncExitStack() as stack,
    ):
        gc.freeze()  # as for ``run``: a region's week makes many objects
        service = await _reader(stack, core, settings, needed=deliver)
        if not settings.made_up:
            await _refuse_what_has_not_come(core, service, moment)
        with _watched() as on_progress:
            done = await _known(core, service, settings, moment, on_progress, deliver=deliver)
        told = await service.delivery.drain() if service and deliver else None
        async with core.database.writing() as connection:
            await conditions.set(connection, conditions.TICKED, str(seconds(moment)), moment)
    typer.echo(ticking.ticked(len(done.jobs), done.planned, done.released, told))
    if done.failed:
        raise done.failed[0].error
    if done.waiting:
        first = done.waiting[0]
        raise Refused(ticking.waits(len(done.waiting), first.job.moment, first.until))


async def _reader(
    stack: contextlib.AsyncExitStack, core: Core, settings: Settings, *, needed: bool
) -> Service | None:
    """Open what reads VK's stream; None: VK cannot be asked, and is not needed."""
    opening = open_service(core, settings, Timekeeper(utc_now))
    try:
        return await stack.enter_async_context(opening)
    except OtherCommunity:
        raise
    except (VkError, Refused):
        if needed:
            raise
        return None


async def _refuse_what_has_not_come(core: Core, service: Service | None, moment: datetime) -> None:
    """Raise ``Refused`` for a moment VK's clock has not come to, or of which it said nothing.

    The moment is the user's, but often some machine's clock wrote it.
    """
    present = service.sure() if service else None
    if present is not None:
        if moment > present + LATELY:
            raise Refused(ticking.not_yet(moment, present))
        return
    async with core.database.reading() as connection:
        last = await conditions.get(connection, conditions.TIME)
    if last is None or moment > moment_at(int(last.value)) + LATELY:
        raise Refused(ticking.NO_TIME)


async def _known(
    core: Core,
    service: Service | None,
    settings: Settings,
    moment: datetime,
    on_progress: OnProgress,
    *,
    deliver: bool,
) -> TickResult:
    """Read what waits and do what is due; what is not known then is tried a few times more."""
    if service and deliver:
        await service.refresh_chats()
    done = TickResult(jobs=(), planned=0, released=0)
    for again in range(AGAIN):
        if again:
            await asyncio.sleep(1)
        read = False
        if service:
            close = settings.made_up and moment > service.clock() - MARGIN
            read = await catch_up(service, moment if close else None)
        if service and deliver:
            new = await service.tick(moment, watch=on_progress)
        else:
            new = await do_tick(
                core.database,
                core.units,
                moment,
                on_progress=on_progress,
                patience=settings.waiting.patience(),
            )
        done = done.then(new)
        if not (new.waiting and read):
            break
    return done


@contextlib.contextmanager
def _watched() -> Iterator[OnProgress]:
    """Show on a terminal how far the jobs are, if they take longer than ``PATIENCE``."""
    from rich.console import Console  # noqa: PLC0415 - 2 MB that ``run`` has no use for
    from rich.progress import (  # noqa: PLC0415 - as above
        BarColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
    )

    console = Console(stderr=True)
    bar = Progress(
        *(TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn()),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    task = bar.add_task(ticking.TICKING)

    def show(behind: int, of: int) -> None:
        bar.update(task, completed=behind, total=of)
        if (bar.tasks[0].elapsed or 0) > PATIENCE:
            bar.start()

    try:
        yield show
    finally:
        bar.stop()
