"""``demo`` and ``sandbox``: everything that needs no VK."""

import asyncio
import tempfile
from collections.abc import Coroutine, Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from loguru import logger
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from bot.cli.running import command, stop_asked
from bot.cli.words import options
from bot.demo import plain, region, region_words, stage, timeline
from bot.demo import words as demo_words
from bot.demo.cast import the_municipality, the_school
from bot.demo.story import Story
from bot.errors import Refused
from bot.vk.sender import Sent
from bot.words import operator as words
from monitor.orders.jobs import JobName
from sandbox.http.server import serve
from sandbox.school.school import make_school, populate
from sandbox.world.world import World

DEMO_PORT = 8012


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
    whole: Annotated[bool, typer.Option("--region", help=options.OPTION_REGION)] = False,
    organisations: Annotated[
        int, typer.Option(min=1, help=options.OPTION_ORGANISATIONS)
    ] = region.ORGANISATIONS,
) -> None:
    """Play a municipality's week to be watched; headless, a school's, and save what was said."""
    _without_a_log()
    console = Console(soft_wrap=True, highlight=False)
    if whole:
        await _region(console, organisations)
        return
    sent: list[Sent] = []
    wanted = port if port is not None else (0 if headless else DEMO_PORT)
    try:
        await asyncio.to_thread(out.mkdir, parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(words.cannot_write(str(out))) from error
    if not headless:
        console.print(demo_words.getting_ready())
    cast = the_school() if headless else the_municipality()
    with tempfile.TemporaryDirectory(prefix="zvonok-demo-") as folder:
        try:
            async with stage.raised(Path(folder), wanted, sent, cast) as raised:
                if headless:
                    await _played(raised, console, out)
                else:
                    await _watched(raised, console)
        except OSError as error:
            raise Refused(words.port_taken(wanted)) from error


def _without_a_log() -> None:
    """Say nothing of the service's own log: what happens is told by the demo."""
    logger.remove()


async def _played(raised: stage.Demo, console: Console, out: Path) -> None:
    """Play the school's week at once and save what the bot said."""
    console.print(demo_words.headless_at(_page(raised), raised.cast.organisations[0].school.name))
    start, zone = raised.world.now(), timeline.zone_of(raised)
    with _bar(console) as progress:
        task = progress.add_task(demo_words.PREPARING, total=None)
        await stage.prepare(raised)
        progress.update(task, total=(timeline.ending(raised) - start).total_seconds())

        async def show(moment: datetime, jobs: Sequence[JobName]) -> None:
            local = moment.astimezone(zone)
            if jobs:
                progress.console.print(demo_words.job(local, jobs))
            told = demo_words.moment(local)
            progress.update(task, completed=(moment - start).total_seconds(), description=told)
            await asyncio.sleep(0)

        await plain.play(raised, show)
    saved = await plain.save(raised, out)
    console.print(demo_words.done(plain.counts(raised), map(str, saved)))


async def _region(console: Console, organisations: int) -> None:
    """Play a region's week and tell what it took."""
    console.print(region_words.region_begins(organisations, organisations * region.MESSAGES))
    with tempfile.TemporaryDirectory(prefix="zvonok-demo-") as folder, _bar(console) as bar:
        task, printed = bar.add_task(region_words.SETTING_UP, total=None), ""

        def progress(stage: str, ready: int, of: int) -> None:
            nonlocal printed
            bar.update(task, description=stage, completed=ready, total=of)
            told = region_words.stage(stage, ready, of)
            if not console.is_terminal and told != printed:
                console.print(told)
                printed = told

        found = await region.play(Path(folder), organisations, region.MESSAGES, progress)
    told = found.chats, found.took, found.said, found.counted, found.told
    console.print(region_words.region_done(*told, found.memory, found.size))


async def _watched(raised: stage.Demo, console: Console) -> None:
    """Tell the municipality's story in the messenger until somebody has seen enough."""

    def told(moment: datetime, jobs: Sequence[JobName]) -> None:
        console.print(demo_words.job(moment, jobs))

    story = Story(raised, told)
    console.print(demo_words.at(_page(raised)))
    await _lived(story.run())


def _page(raised: stage.Demo) -> str:
    person = raised.cast.organisations[0].school.administrator
    return f"{raised.sandbox.url}/?zone={timeline.zone_of(raised)}#u={person}&d=dm"


async def _lived(life: Coroutine[Any, Any, None]) -> None:
    living = asyncio.ensure_future(life)
    stopping = asyncio.ensure_future(stop_asked().wait())
    await asyncio.wait((living, stopping), return_when=asyncio.FIRST_COMPLETED)
    fallen = living.exception() if living.done() and not living.cancelled() else None
    living.cancel()
    stopping.cancel()
    await asyncio.gather(living, stopping, return_exceptions=True)
    if fallen is not None:
        raise fallen


def _bar(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.description:<24}"),
        BarColumn(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
    )
