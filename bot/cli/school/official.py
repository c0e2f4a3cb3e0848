"""``official …``: the table received from above, taken in and held against our figures."""

import asyncio
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bot.cli.opening import (
    DEFAULT_CONFIG,
    ConfigOption,
    UnitOption,
    as_of,
    changing,
    reading,
    settings_with,
)
from bot.cli.running import bytes_of, command
from bot.cli.words import options
from bot.clock import utc_now
from bot.dialog.official import words
from bot.dialog.official.reconciling import UnknownFigure, WeekAhead, apply, preview, reconciled
from bot.dialog.official.rows import TablePreview
from bot.dialog.staff import correcting_words
from bot.errors import Refused
from bot.service.core import Core
from bot.sheets.untrusted.table import BadSheet
from monitor.jobs.asked.correcting import BadCorrection

official = typer.Typer(help=options.HELP_OFFICIAL, no_args_is_help=True, add_completion=False)

WeekOption = Annotated[str, typer.Option(help=options.OPTION_WEEK)]


@official.command("import", help=words.HELP_IMPORT)
@command
async def official_import(
    unit: UnitOption,
    week: WeekOption,
    file: Annotated[Path, typer.Argument()],
    meanings: Annotated[list[str] | None, typer.Option("--map", help=words.OPTION_MAP)] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help=words.OPTION_YES)] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=words.OPTION_DRY_RUN)] = False,
    config: ConfigOption = DEFAULT_CONFIG,
) -> None:
    """Show what a table says; once confirmed, keep it."""
    given = dict(_meaning(each) for each in meanings or ())
    settings = settings_with(config, unit)
    data = await asyncio.to_thread(bytes_of, file)
    opened = reading if dry_run else changing
    async with opened(settings, config, unit) as core:
        try:
            shown = await preview(
                core.database, core.units, unit, week, data, file.name, given, utc_now()
            )
        except BadSheet as error:
            raise Refused(words.bad_sheet(error, str(file))) from error
        except UnknownFigure as error:
            raise Refused(words.unknown_figure(error.figure, error.known)) from error
        except WeekAhead as error:
            raise Refused(words.WEEK_AHEAD) from error
        _print(shown)
        if not any(row.said for row in shown.table.rows):
            raise Refused(words.NOTHING_TO_APPLY)
        if dry_run or not (yes or _confirmed()):
            typer.echo(words.UNCHANGED)
            return
        typer.echo(words.applied(await _apply(core, shown), shown))


async def _apply(core: Core, preview: TablePreview) -> int:
    try:
        return await apply(core.database, core.units, preview, utc_now)
    except BadCorrection as error:
        raise Refused(correcting_words.refused(error)) from error


def _meaning(written: str) -> tuple[str, str]:
    """Split «heading=figure»; the heading itself may have «>=»."""
    header, sign, figure = written.rpartition("=")
    if not sign or not header.strip():
        raise typer.BadParameter(words.BAD_MAP, param_hint="--map")
    return header.strip(), figure.strip()


def _confirmed() -> bool:
    try:
        answer = typer.prompt(words.ASK, default="", show_default=False, prompt_suffix=" ")
    except typer.Abort:  # nobody is there to answer
        return False
    return str(answer).strip().casefold() in words.YES


def _print(preview: TablePreview) -> None:
    console = Console()
    console.print(escape(words.heading(preview)))
    console.print(_table(words.COLUMN_TITLES, words.column_rows(preview)))
    console.print(_table(words.VALUE_TITLES, words.value_rows(preview)))
    for line in words.notes(preview):
        console.print(escape(line), highlight=False, soft_wrap=True)


def _table(titles: Iterable[str], rows: Iterable[tuple[str, ...]]) -> Table:
    table = Table(*titles)
    for row in rows:
        table.add_row(*(escape(cell) for cell in row))
    return table


@official.command("show", help=words.HELP_SHOW)
@command
async def official_show(
    unit: UnitOption, week: WeekOption, config: ConfigOption = DEFAULT_CONFIG
) -> None:
    """Show how a week's figures differ from the official table's."""
    settings = settings_with(config, unit)
    async with reading(settings, config, unit) as core, core.database.reading() as connection:
        now = await as_of(connection)
        found = await reconciled(connection, core.units, unit, week, now)
    if not found:
        raise Refused(words.nothing_kept(core.units[unit].name))
    if len(found) > 1:
        typer.echo(words.overview(found[0].report.window, found) + "\n")
    typer.echo("\n\n".join(words.reconciliation(each) for each in found))
