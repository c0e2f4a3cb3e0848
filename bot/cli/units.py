"""``units …``: a table of organisations becomes sections of the config; the table to fill in.

The config itself is never changed: it has comments, and is the operator's.
"""

import asyncio
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.opening import DEFAULT_CONFIG, ConfigOption
from bot.cli.overview.units_table import show
from bot.cli.running import bytes_of, command
from bot.cli.words import options
from bot.cli.words import overview as overview_words
from bot.cli.words import setup as words
from bot.config.sections import UnitSettings
from bot.config.settings import Settings, load_settings
from bot.config.unit_sections import section
from bot.errors import Refused
from bot.sheets.roster import words as sheet_words
from bot.sheets.units.table import NoColumns, UnitRows, read_units
from bot.sheets.units.template import units_template
from bot.sheets.units.words import COLUMNS
from bot.sheets.units.zones import zone_of
from bot.sheets.untrusted.reading import book_of
from bot.sheets.untrusted.table import BadSheet
from bot.words import operator
from bot.words.vocabulary import COMMON
from monitor.order_files.loading import shipped_orders

units = typer.Typer(help=options.HELP_UNITS, invoke_without_command=True, add_completion=False)

ConfigToCompare = Annotated[Path, typer.Option("--config", "-c", help=words.HELP_UNITS_CONFIG)]


@units.callback()
def units_show(
    context: typer.Context,
    wrong: Annotated[str | None, typer.Option(help=overview_words.OPTION_WRONG)] = None,
    as_json: Annotated[bool, typer.Option("--json", help=options.OPTION_JSON)] = False,
    live: Annotated[bool, typer.Option("--live", help=overview_words.OPTION_LIVE)] = False,
    config: ConfigOption = DEFAULT_CONFIG,
) -> None:
    """Show all organisations, unless a command of the group is called."""
    if context.invoked_subcommand is None:
        command(show)(config, wrong, as_json=as_json, live=live)


@units.command("import", help=words.HELP_UNITS_IMPORT)
@command
async def units_import(
    file: Annotated[Path, typer.Argument()],
    out: Annotated[Path | None, typer.Option(help=words.OPTION_OUT)] = None,
    timezone: Annotated[str, typer.Option(help=words.OPTION_ALL_TIMEZONE)] = "",
    order: Annotated[str, typer.Option(help=words.OPTION_ALL_ORDER)] = "",
    config: ConfigToCompare = DEFAULT_CONFIG,
) -> None:
    """Write the sections of new organisations, to the screen or into a file; sum up the rest."""
    otherwise = {"timezone": zone_of(timezone) if timezone else "", "order": order}
    found = await _read(file, {field: value for field, value in otherwise.items() if value})
    if found.problems:
        raise Refused(words.bad_rows(words.row(number, each) for number, each in found.problems))
    known = {each.id: each for each in await asyncio.to_thread(_known, config)}
    new = [unit for unit in found.units if unit.id not in known]
    text = "\n".join(section(unit) for unit in new)
    if out is not None and new:
        _write(out, text)
    elif new:
        typer.echo(text)
    for line in _summary(found, known, new):
        typer.echo(line, err=True)
    said = words.imported(len(new), "" if out is None else str(out)) if new else words.NOTHING_NEW
    typer.echo(said, err=True)


@units.command("template", help=words.HELP_UNITS_TEMPLATE)
@command
async def units_write_template(file: Annotated[Path, typer.Argument()]) -> None:
    """Write the table to fill in."""
    body = units_template(shipped_orders())
    try:
        await asyncio.to_thread(file.write_bytes, body)
    except OSError as error:
        raise Refused(words.cannot_write(str(file))) from error
    typer.echo(operator.written(str(file)), err=True)


def _known(config: Path) -> Sequence[UnitSettings]:
    """Give the organisations of a config; a config that is not there yet has none."""
    if not config.exists():
        return ()
    settings: Settings = load_settings(config)
    return settings.unit


def _summary(
    found: UnitRows, known: dict[str, UnitSettings], new: Sequence[UnitSettings]
) -> list[str]:
    there = [unit for unit in found.units if unit.id in known]
    changed = [(unit.id, fields) for unit in there if (fields := _differing(unit, known[unit.id]))]
    ids = [each for each in found.proposed if each in {unit.id for unit in new}]
    return [
        *([words.unread(found.unread)] if found.unread else []),
        *([words.proposed(ids)] if ids else []),
        *words.compared(len(there) - len(changed), changed),
    ]


def _differing(unit: UnitSettings, known: UnitSettings) -> list[str]:
    """Name the columns in which a row says something else than the config."""
    return [
        names[0]
        for field, names in COLUMNS.items()
        if (said := getattr(unit, field)) and said != getattr(known, field)
    ]


async def _read(file: Path, otherwise: Mapping[str, str]) -> UnitRows:
    try:
        return read_units(await book_of(await asyncio.to_thread(bytes_of, file)), otherwise)
    except BadSheet as error:
        raise Refused(sheet_words.bad_sheet(error, str(file), COMMON)) from error
    except NoColumns as error:
        raise Refused(words.NO_COLUMNS) from error


def _write(out: Path, text: str) -> None:
    try:
        with out.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError as error:
        raise Refused(words.copy_exists(str(out))) from error
    except OSError as error:
        raise Refused(words.cannot_write(str(out))) from error
