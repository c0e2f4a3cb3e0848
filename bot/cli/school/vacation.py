"""``vacation …``: days without school, of an organisation or of one of its classes."""

from datetime import datetime
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bot.cli.opening import (
    DEFAULT_CONFIG,
    ConfigOption,
    UnitOption,
    changing,
    reading,
    settings_with,
)
from bot.cli.running import command
from bot.cli.words import options
from bot.cli.words import vacations as words
from bot.clock import utc_now
from bot.config.vacations import mistake_of
from bot.errors import Refused
from bot.service.core import Core
from bot.words.vocabulary import vocabulary_of
from monitor.chats.class_names import spelt
from storage.db.database import Connection
from storage.people import people
from storage.records import Vacation
from storage.told import journal
from storage.weeks import vacations

vacation = typer.Typer(help=options.HELP_VACATION, no_args_is_help=True, add_completion=False)

ClassOption = Annotated[str, typer.Option("--class", help=words.OPTION_CLASS)]
First = Annotated[datetime, typer.Argument(formats=["%Y-%m-%d"], help=words.ARGUMENT_FIRST)]
Last = Annotated[datetime, typer.Argument(formats=["%Y-%m-%d"], help=words.ARGUMENT_LAST)]


@vacation.command("list", help=words.HELP_LIST)
@command
async def vacation_list(unit: UnitOption, config: ConfigOption = DEFAULT_CONFIG) -> None:
    """Show a unit's vacations, those of the units above it included."""
    settings = settings_with(config, unit)
    async with reading(settings, config, unit) as core, core.database.reading() as connection:
        found = await vacations.listed(connection, (unit, *core.units[unit].above))
    if not found:
        typer.echo(words.nothing())
        return
    table = Table(*words.columns(vocabulary_of((core.units[unit].kind,))))
    for each, source in found:
        table.add_row(*words.row(each, source))
    Console().print(table)


@vacation.command("add", help=words.HELP_ADD)
@command
async def vacation_add(
    unit: UnitOption,
    first: First,
    last: Last,
    class_name: ClassOption = "",
    config: ConfigOption = DEFAULT_CONFIG,
) -> None:
    """Write a vacation down."""
    new = _vacation(unit, class_name, first, last)
    settings = settings_with(config, unit)
    async with changing(settings, config, unit) as core:
        await _add(core, new)
    typer.echo(words.added(new))


async def _add(core: Core, new: Vacation) -> None:
    async with core.database.writing() as connection:
        if new.class_name:
            known = [each.name for each in await people.classes(connection, new.unit)]
            if known and new.class_name not in known:
                vocabulary = vocabulary_of((core.units[new.unit].kind,))
                raise Refused(words.unknown_class(new.class_name, known, vocabulary))
        await _refuse_if_listed(connection, new)
        await vacations.add(connection, new, "bot")
        await _journal(connection, "vacation_added", new)


@vacation.command("remove", help=words.HELP_REMOVE)
@command
async def vacation_remove(
    unit: UnitOption,
    first: First,
    last: Last,
    class_name: ClassOption = "",
    config: ConfigOption = DEFAULT_CONFIG,
) -> None:
    """Strike a vacation out."""
    old = _vacation(unit, class_name, first, last)
    settings = settings_with(config, unit)
    async with changing(settings, config, unit) as core:
        await _remove(core, old)
    typer.echo(words.removed(old))


async def _remove(core: Core, old: Vacation) -> None:
    async with core.database.writing() as connection:
        await _refuse_if_listed(connection, old)
        known = await vacations.of_units(connection, (old.unit,))
        if old not in known:
            raise Refused(words.unknown(old, known))
        await vacations.remove(connection, old)
        await _journal(connection, "vacation_removed", old)


def _vacation(unit: str, class_name: str, first: datetime, last: datetime) -> Vacation:
    if mistake := mistake_of(first.date(), last.date()):
        raise Refused(words.REFUSED[mistake])
    return Vacation(unit=unit, class_name=spelt(class_name), first=first.date(), last=last.date())


async def _refuse_if_listed(connection: Connection, wanted: Vacation) -> None:
    """What the config says is changed there: the next start would bring it back."""
    for each, source in await vacations.listed(connection, (wanted.unit,)):
        same = (each.class_name, each.first) == (wanted.class_name, wanted.first)
        if same and source == "config":
            raise Refused(words.listed_in_config(each))


async def _journal(connection: Connection, action: str, about: Vacation) -> None:
    await journal.write(
        connection,
        at=utc_now(),
        action=action,
        unit=about.unit,
        details={
            "class": about.class_name,
            "first": about.first.isoformat(),
            "last": about.last.isoformat(),
        },
    )
