"""``demo`` and ``sandbox``: everything that needs no VK."""

import asyncio
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from bot import demo as stage_demo
from bot.cli.running import command, stop_asked
from bot.cli.words import options
from bot.errors import Refused
from bot.vk.sender import Sent
from bot.words import operator as words
from monitor.orders.jobs import JobName
from sandbox.http.server import serve
from sandbox.school.school import make_school, populate
from sandbox.world.world import World

DEMO_PORT = 8012
PACE = 0.02  # seconds of real time between two things people do, when somebody is watching


@command
async def sandbox(
    port: Annotated[int, typer.Option(help=options.OPTION_PORT)] = 0,
    empty: Annotated[bool, typer.Option("--empty", help=options.OPTION_EMPTY)] = False,
) -> None:
    """Serve the VK stand-in until SIGTERM or Ctrl-C."""
    world = World()
    if not empty:
        populate(world, make_school())
    stop = stop_asked()
    try:
        async with serve(world, port) as served:
            typer.echo(words.sandbox_at(served.url))
            await stop.wait()
    except OSError as error:
        raise Refused(words.port_taken(port)) from error


@command
async def demo(
    headless: Annotated[bool, typer.Option("--headless", help=options.OPTION_HEADLESS)] = False,
    out: Annotated[Path, typer.Option(help=options.OPTION_OUT)] = Path("demo-out"),
    port: Annotated[int | None, typer.Option(help=options.OPTION_PORT)] = None,
) -> None:
    """Play a school's week; headless, save what the bot said and end."""
    console = Console()
    sent: list[Sent] = []
    wanted = port if port is not None else (0 if headless else DEMO_PORT)
    try:
        await asyncio.to_thread(out.mkdir, parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(words.cannot_write(str(out))) from error
    with tempfile.TemporaryDirectory(prefix="zvonok-demo-") as folder:
        try:
            async with stage_demo.raised(Path(folder), wanted, sent) as stage:
                console.print(words.demo_at(stage.sandbox.url, stage.school.name))
                with _bar(console) as progress:
                    await _played(stage, progress, pace=0 if headless else PACE)
                saved = await stage_demo.save(stage, out)
                console.print(words.demo_done(stage_demo.counts(stage), map(str, saved)))
                if not headless:
                    console.print(words.demo_goes_on(stage.sandbox.url))
                    await _lived(stage)
        except OSError as error:
            raise Refused(words.port_taken(wanted)) from error


async def _played(stage: stage_demo.Demo, progress: Progress, pace: float) -> None:
    start = stage.world.now()
    task = progress.add_task(words.DEMO_PREPARING, total=None)
    await stage_demo.prepare(stage)
    progress.update(task, total=stage_demo.length(start).total_seconds())

    async def show(moment: datetime, jobs: Sequence[JobName]) -> None:
        local = moment.astimezone(stage.service.core.units[stage_demo.UNIT].zone)
        if jobs:
            progress.console.print(words.demo_job(local, jobs))
        progress.update(
            task,
            completed=(moment - start).total_seconds(),
            description=words.demo_moment(local),
        )
        await asyncio.sleep(pace)

    await stage_demo.play(stage, show)


async def _lived(stage: stage_demo.Demo) -> None:
    living = asyncio.ensure_future(stage_demo.live(stage))
    stopping = asyncio.ensure_future(stop_asked().wait())
    await asyncio.wait((living, stopping), return_when=asyncio.FIRST_COMPLETED)
    living.cancel()
    stopping.cancel()
    await asyncio.gather(living, stopping, return_exceptions=True)


def _bar(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.description:<24}"),
        BarColumn(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
    )
