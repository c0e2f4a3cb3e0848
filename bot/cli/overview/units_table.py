"""``units``: a table of all organisations, what is wrong with each, live if wanted."""

import asyncio
import contextlib
import json
import os
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import typer
from rich import box
from rich.console import Console, Group
from rich.live import Live
from rich.table import Table
from rich.text import Text

from bot.cli.opening import reading, settings_of
from bot.cli.overview.state import ANY, PROBLEMS, State, chosen, states, worst_first
from bot.cli.words import overview as words
from bot.clock import utc_now
from bot.config.settings import Settings
from bot.errors import Refused
from bot.service.core import Core
from bot.words.russian import share
from monitor.jobs.tick import overdue
from storage import overview
from storage.db.times import moment
from storage.health import LATE
from storage.seen import streams
from storage.told import conditions, processes

EVERY = 5.0  # seconds between two looks of a live table
NARROW, WIDE = 100, 160  # columns of a terminal; of what is no terminal
ALONE = 8  # lines of a live screen that are not of the table


async def show(config: Path, wrong: str | None, *, as_json: bool, live: bool) -> None:
    """Show it. Raises ``Refused``."""
    if wrong not in (None, ANY, *PROBLEMS):
        raise Refused(words.bad_problem(str(wrong), PROBLEMS))
    settings = settings_of(config)
    async with reading(settings, config) as core:
        if as_json:
            found = chosen(await _states(core, await present(core, settings)), wrong)
            typer.echo(json.dumps([_told(each) for each in found], ensure_ascii=False, indent=2))
        elif live:
            await _live(core, settings, wrong)
        else:
            console = console_of()
            now = await present(core, settings)
            console.print(_page(await _states(core, now), wrong, now, console.width))


async def _states(core: Core, now: datetime) -> list[State]:
    async with core.database.reading() as connection:
        glances = await overview.glances(connection, now)
        lasting = await conditions.all(connection)
        late = await overdue(connection, core.units, now)
    return states(glances, lasting.keys(), [each for each in late if each.moment <= now - LATE])


async def _live(core: Core, settings: Settings, wrong: str | None) -> None:
    console = console_of()
    with (
        contextlib.suppress(asyncio.CancelledError),  # Ctrl-C is how it ends
        Live(console=console, screen=console.is_terminal, auto_refresh=False) as screen,
    ):
        while True:
            now = await present(core, settings)
            found = await _states(core, now)
            rows = console.height - ALONE
            screen.update(_page(found, wrong, now, console.width, rows), refresh=True)
            await asyncio.sleep(EVERY)


def console_of() -> Console:
    """Give the terminal; what is none is as wide as the table, unless COLUMNS says otherwise."""
    console = Console(highlight=False)
    if console.is_terminal or "COLUMNS" in os.environ:
        return console
    return Console(highlight=False, width=WIDE)


async def present(core: Core, settings: Settings) -> datetime:
    """Tell the time; of a stand-in the service's own, for there it is made up."""
    if not settings.made_up:
        return utc_now()
    async with core.database.reading() as connection:
        heard = [each.heard_at for each in await processes.all(connection)]
        heard += [moment(each.at) for each in await streams.heard(connection)]
    return max(heard, default=utc_now())


def _page(
    found: Sequence[State], wrong: str | None, now: datetime, width: int, rows: int | None = None
) -> Group:
    """Put the page together; ``rows``: so many at most."""
    shown = chosen(found, wrong)
    if rows is not None:
        shown = worst_first(shown)
    fits = shown if rows is None else shown[: max(rows, 1)]
    under = [words.counted(len(shown), len(found)), words.problems_counted(_counts(found))]
    if len(fits) < len(shown):
        under.insert(0, words.more(len(shown) - len(fits)))
    return Group(_table(fits, now, width), *(Text(line) for line in (*under, words.LEGEND)))


def _counts(found: Sequence[State]) -> list[tuple[str, int]]:
    counts = Counter(code for each in found for code in each.problems)
    return [(code, counts[code]) for code in PROBLEMS if counts[code]]


def _table(found: Sequence[State], now: datetime, width: int) -> Table:
    wide = width >= NARROW
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=False)
    table.add_column(words.ID, no_wrap=True, max_width=24)
    if wide:
        table.add_column(words.NAME, no_wrap=True, overflow="ellipsis", ratio=2)
    for title in (words.CHATS, words.PEOPLE, words.HEARD):
        table.add_column(title, justify="right", no_wrap=True)
    if wide:
        for title in (words.COMPLETE, words.CLOSED):
            table.add_column(title, justify="right", no_wrap=True)
    table.add_column(words.WRONG, overflow="fold", ratio=1 if wide else None)
    for each in found:
        table.add_row(*_row(each, now, wide=wide))
    return table


def _row(state: State, now: datetime, *, wide: bool) -> list[Text]:
    glance = state.glance
    wrong = ", ".join(words.PROBLEMS[code] for code in state.problems)
    cells = [Text(glance.unit.id)]
    if wide:
        cells.append(Text(glance.unit.name))
    cells += [
        _part(glance.chats - glance.unproved, glance.chats),
        _part(glance.bound, glance.people),
        Text(words.short_ago(None if glance.heard_at is None else now - glance.heard_at)),
    ]
    if wide:
        known = glance.completeness
        cells.append(Text(words.FINE if known is None else share(known)))
        cells.append(Text(glance.closed or words.FINE))
    cells.append(Text(wrong or words.FINE, style="bold red" if wrong else "dim"))
    return cells


def _part(some: int, of: int) -> Text:
    return Text(f"{some}/{of}" if of else words.FINE)


def _told(state: State) -> dict[str, Any]:
    glance = state.glance
    return {
        "id": glance.unit.id,
        "kind": glance.unit.kind,
        "name": glance.unit.name,
        "parent": glance.unit.parent,
        "chats": glance.chats,
        "chats_unproved": glance.unproved,
        "people": glance.people,
        "bound": glance.bound,
        "responsible": glance.responsible,
        "missing_messages": glance.missing,
        "heard_at": None if glance.heard_at is None else glance.heard_at.isoformat(),
        "closed_week": glance.closed,
        "completeness": glance.completeness,
        "problems": list(state.problems),
    }
