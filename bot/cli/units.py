"""``units import``: a table of organisations becomes sections of the config.

The config itself is never changed: it has comments, and is the operator's.
"""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.running import bytes_of, command
from bot.cli.words import options
from bot.cli.words import setup as words
from bot.config.unit_sections import section
from bot.errors import Refused
from bot.sheets.roster import words as sheet_words
from bot.sheets.units import NoColumns, UnitRows, read_units
from bot.sheets.untrusted.reading import book_of
from bot.sheets.untrusted.table import BadSheet
from bot.words.vocabulary import COMMON

units = typer.Typer(help=options.HELP_UNITS, no_args_is_help=True, add_completion=False)


@units.callback()
def _group() -> None:
    """Keep ``import`` a command of its own."""


@units.command("import", help=words.HELP_UNITS_IMPORT)
@command
async def units_import(
    file: Annotated[Path, typer.Argument()],
    out: Annotated[Path | None, typer.Option(help=words.OPTION_OUT)] = None,
) -> None:
    """Write the sections, to the screen or into a new file."""
    found = await _read(file)
    if found.problems:
        raise Refused(words.bad_rows(words.row(number, each) for number, each in found.problems))
    text = "\n".join(section(unit) for unit in found.units)
    if out is None:
        typer.echo(text)
    else:
        _write(out, text)
    typer.echo(words.imported(len(found.units), "" if out is None else str(out)), err=True)


async def _read(file: Path) -> UnitRows:
    try:
        return read_units(await book_of(await asyncio.to_thread(bytes_of, file)))
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
