"""``roster …``: bringing the staff in, codes for who is not bound, the table to fill in."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.opening import (
    DEFAULT_CONFIG,
    ConfigOption,
    UnitOption,
    changing,
    settings_with,
)
from bot.cli.running import command
from bot.cli.school.rostering import roster_import
from bot.cli.words import options
from bot.clock import utc_now
from bot.dialog.staff.roster.rostering import issue_codes
from bot.errors import Refused
from bot.sheets.roster.template import roster_template
from bot.words import operator as words
from bot.words.vocabulary import VOCABULARIES

roster = typer.Typer(help=options.HELP_ROSTER, no_args_is_help=True, add_completion=False)


roster.command("import", help=options.HELP_ROSTER_IMPORT)(roster_import)


@roster.command("codes", help=options.HELP_ROSTER_CODES)
@command
async def roster_codes(unit: UnitOption, config: ConfigOption = DEFAULT_CONFIG) -> None:
    """Issue one-time codes to everybody without a profile."""
    settings = settings_with(config, unit)
    async with changing(settings, config, unit) as core:
        issued = await issue_codes(core.database, unit, utc_now)
    for person, code in issued:
        typer.echo(words.code_line(person.full_name, code))
    typer.echo(words.codes_hint(len(issued)), err=True)


@roster.command("template", help=options.HELP_ROSTER_TEMPLATE)
@command
async def roster_write_template(
    file: Annotated[Path, typer.Argument()],
    kind: Annotated[str, typer.Option(help=options.OPTION_KIND)] = "school",
) -> None:
    """Write an example of a roster's file."""
    vocabulary = {str(name): each for name, each in VOCABULARIES.items()}.get(kind)
    if vocabulary is None:
        raise Refused(words.unknown_kind(kind, VOCABULARIES))
    try:
        await asyncio.to_thread(file.write_bytes, roster_template(vocabulary))
    except OSError as error:
        raise Refused(words.cannot_write(str(file))) from error
    typer.echo(words.written(str(file)), err=True)
