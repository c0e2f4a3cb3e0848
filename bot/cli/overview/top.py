"""``top``: the service on one screen, which renews itself: processes, stream, queues, faults."""

import asyncio
import contextlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated

import typer
from rich import box
from rich.console import Group, RenderableType
from rich.live import Live
from rich.table import Table
from rich.text import Text

from bot.cli.opening import DEFAULT_CONFIG, ConfigOption, reading, settings_of
from bot.cli.overview.units_table import console_of, present
from bot.cli.running import command
from bot.cli.words import overview as words
from bot.config.settings import Settings
from bot.service.core import Core
from bot.service.oversight import running_words, service_words
from bot.service.oversight.line import Line, causes_first
from bot.service.oversight.look import Look, look
from bot.service.oversight.pulse import EVERYTHING, silent
from bot.service.oversight.running_words import DISK
from bot.words.russian import number, share
from storage import health
from storage.told.processes import Process

EVERY = 2.0  # seconds between two looks
NARROW = 100  # columns
NAME, NAME_IF_NARROW = 36, 20  # letters a process' name may take


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What one look at the service gave; ``numbers``: messages seen since ever."""

    look: Look
    faults: list[Line]
    numbers: int
    missed: int


@command
async def top(
    config: ConfigOption = DEFAULT_CONFIG,
    once: Annotated[bool, typer.Option("--once", help=words.OPTION_ONCE)] = False,
) -> None:
    """Show it until Ctrl-C, or once."""
    settings = settings_of(config)
    console = console_of()
    async with reading(settings, config) as core:
        seen = await _see(core, settings)
        if once or not console.is_terminal:
            console.print(_page(seen, None, console.width))
            return
        with (
            contextlib.suppress(asyncio.CancelledError),  # Ctrl-C is how it ends
            Live(console=console, screen=True, auto_refresh=False) as screen,
        ):
            rate: float | None = None
            while True:
                under = Text(words.UNDER.format(seconds=round(EVERY)), style="dim")
                screen.update(Group(_page(seen, rate, console.width), under), refresh=True)
                await asyncio.sleep(EVERY)
                before, seen = seen, await _see(core, settings)
                rate = _rate(before, seen) or rate


async def _see(core: Core, settings: Settings) -> Seen:
    found = await look(core, settings, await present(core, settings))
    async with core.database.reading() as connection:
        numbers, missed = await health.numbers(connection)
    wants = settings.operator
    lines = (
        *service_words.lines(found),
        *running_words.lines(found, wants.silence(), wants.copies(), core.fingerprint),
    )
    return Seen(look=found, faults=causes_first(lines), numbers=numbers, missed=missed)


def _rate(before: Seen, now: Seen) -> float | None:
    """Give messages a minute between two looks; None: no time went by."""
    seconds = (now.look.now - before.look.now).total_seconds()
    return (now.numbers - before.numbers) * 60 / seconds if seconds > 0 else None


def _page(seen: Seen, rate: float | None, width: int) -> Group:
    fine = not seen.faults
    state = words.ALL_FINE if fine else words.FAULTS.format(count=len(seen.faults))
    title = Text.assemble(
        (words.TOP_TITLE, "bold"),
        f" · {seen.look.now:%d.%m.%Y %H:%M:%S} UTC · ",
        (state, "bold green" if fine else "bold red"),
    )
    parts: list[RenderableType] = [
        title,
        _processes(seen.look, wide=width >= NARROW),
        _figures(seen, rate),
    ]
    if not fine:
        parts.append(Text(f"\n{words.WRONG_TITLE}", style="bold"))
        parts += [Text(f"⚠️ {each.text}") for each in seen.faults]
    return Group(*parts)


def _processes(seen: Look, *, wide: bool) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, title=words.PROCESSES, title_justify="left")
    table.add_column(words.MACHINE, no_wrap=True)
    for part in EVERYTHING:
        table.add_column(words.PARTS[part], justify="right", no_wrap=True)
    table.add_column(words.DISK, justify="right", no_wrap=True)
    if wide:
        table.add_column(words.VERSION, no_wrap=True)
    for each in seen.processes:
        table.add_row(*_process(each, seen.now, wide=wide))
    if not seen.processes:
        table.add_row(Text(words.NO_PROCESSES, style="bold red"))
    return table


def named(process: Process, room: int) -> str:
    """Name a process in so many letters: of a long machine's name the end goes, not the number."""
    number = f" ({process.number})"
    left = room - len(number)
    machine = process.machine
    return (machine if len(machine) <= left else f"{machine[: left - 1]}…") + number


def _process(each: Process, now: datetime, *, wide: bool) -> list[Text]:
    dead = silent(each, now)
    cells = [Text(named(each, NAME if wide else NAME_IF_NARROW))]
    for part in EVERYTHING:
        at = each.turns.get(part)
        style = "bold red" if part in dead else "green"
        cells.append(Text(words.short_ago(None if at is None else now - at), style=style))
    free = each.notes.get(DISK)
    cells.append(Text(words.FINE if free is None else f"{free} %"))
    if wide:
        cells.append(Text(each.version))
    return cells


def _figures(seen: Seen, rate: float | None) -> Table:
    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 3, 0, 0))
    for _ in range(2):
        table.add_column(no_wrap=True)
        table.add_column(justify="right", no_wrap=True)
    rows = list(_values(seen, rate).items())
    half = -(-len(rows) // 2)
    for index in range(half):
        right = rows[index + half] if index + half < len(rows) else ("", "")
        table.add_row(*rows[index], *right)
    return table


def _values(seen: Seen, rate: float | None) -> Mapping[str, str]:
    found, now = seen.look.health, seen.look.now
    total = seen.numbers + seen.missed
    copied = seen.look.copied
    return {
        words.STREAM: _since(found.heard_at, now),
        words.LAG: _since(found.read_through, now),
        words.RATE: words.FINE if rate is None else number(round(rate)),
        words.ALL_COMPLETE: share(seen.numbers / total) if total else words.FINE,
        words.HOLES: number(found.missing),
        words.CHATS_NOW: number(found.chats),
        words.INBOX: _oldest(found.inbox, found.inbox_since, now),
        words.NOTICES: _oldest(found.notices_waiting, found.notices_since, now),
        words.LATE_JOBS: number(len(seen.look.late)),
        words.COPY: _since(None if copied is None else copied.made_at, now),
    }


def _since(at: datetime | None, now: datetime) -> str:
    if at is None:
        return words.FINE
    return words.SINCE.format(ago=words.short_ago(max(now - at, timedelta())))


def _oldest(count: int, since: datetime | None, now: datetime) -> str:
    if not count or since is None:
        return number(count)
    return words.OLDEST.format(count=number(count), ago=words.short_ago(now - since))
