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
    known_unit,
    settings_of,
)
from bot.cli.running import bytes_of, command
from bot.cli.words import options
from bot.clock import utc_now
from bot.config.settings import Settings
from bot.dialog.staff import roster_talk_words as talk_roster_words
from bot.dialog.staff.rostering import import_roster, issue_codes
from bot.errors import Refused
from bot.sheets.roster import words as roster_words
from bot.sheets.roster.template import roster_template
from bot.sheets.untrusted.table import BadSheet
from bot.vk.client import Vk
from bot.words import operator as words
from bot.words.vocabulary import VOCABULARIES, vocabulary_of

roster = typer.Typer(help=options.HELP_ROSTER, no_args_is_help=True, add_completion=False)


@roster.command("import", help=options.HELP_ROSTER_IMPORT)
@command
async def roster_import(
    unit: UnitOption,
    file: Annotated[Path, typer.Argument()],
    config: ConfigOption = DEFAULT_CONFIG,
) -> None:
    """Take in a roster; every bad row is told, right rows are not lost."""
    settings = settings_of(config)
    known_unit(settings, unit)
    vocabulary = vocabulary_of(each.kind for each in settings.unit if each.id == unit)
    data = await asyncio.to_thread(bytes_of, file)
    vk = _vk(settings)
    try:
        async with changing(settings, config, unit) as core:
            done = await import_roster(core.database, vk, unit, data, file.name, utc_now)
    except BadSheet as error:
        raise Refused(roster_words.bad_sheet(error, str(file), vocabulary)) from error
    finally:
        if vk is not None:
            await vk.close()
    change = done.change
    left = 0 if done.kept else len(change.leaving)
    typer.echo(
        words.imported(
            len(change.new), len(change.changed), len(change.same), left, done.classes, vocabulary
        )
    )
    for line in talk_roster_words.erased(done.erased):
        typer.echo(line, err=True)
    if done.problems:
        typer.echo(words.problems(len(done.problems)), err=True)
        for problem in done.problems:
            typer.echo(f"  {roster_words.problem(problem, vocabulary)}", err=True)
    if done.kept:
        typer.echo(words.kept(len(done.kept)), err=True)
    if done.problems and not (change.new or change.changed or change.same):
        raise typer.Exit(1)


def _vk(settings: Settings) -> Vk | None:
    """Give the client if there is a token: only short addresses of profiles need it."""
    try:
        return Vk(settings.token(), settings.vk.api_url)
    except Refused:
        return None


@roster.command("codes", help=options.HELP_ROSTER_CODES)
@command
async def roster_codes(unit: UnitOption, config: ConfigOption = DEFAULT_CONFIG) -> None:
    """Issue one-time codes to everybody without a profile."""
    settings = settings_of(config)
    known_unit(settings, unit)
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
