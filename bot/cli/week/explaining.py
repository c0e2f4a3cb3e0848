"""``explain``: what a figure, or one person's part of it, is made of."""

from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bot.cli.opening import (
    DEFAULT_CONFIG,
    ConfigOption,
    UnitOption,
    as_of,
    reading,
    settings_with,
)
from bot.cli.running import command
from bot.cli.words import explain_command as command_words
from bot.cli.words import options
from bot.dialog.staff import correcting_words as people_words
from bot.errors import Refused
from bot.words.explained import figure as words
from bot.words.explained import pieces as part_words
from bot.words.orders.norms import judged
from bot.words.vocabulary import vocabulary_of
from monitor.explain.values import Explanation
from monitor.jobs.asked.load_explanation import UnknownFigure, UnknownPerson, load_explanation


@command
async def explain(
    unit: UnitOption,
    week: Annotated[str, typer.Option(help=options.OPTION_WEEK)],
    indicator: Annotated[str, typer.Argument(help=command_words.ARGUMENT_INDICATOR)],
    person: Annotated[str | None, typer.Option(help=command_words.OPTION_PERSON)] = None,
    config: ConfigOption = DEFAULT_CONFIG,
) -> None:
    """Explain a figure of a unit's week."""
    settings = settings_with(config, unit)
    async with reading(settings, config, unit) as core:
        chosen = core.units[unit]
        wanted = chosen.week_named(week)
        async with core.database.reading() as connection:
            now = await as_of(connection)
            try:
                found = await load_explanation(
                    connection, chosen, wanted, indicator, now, core.units, person
                )
            except UnknownFigure as error:
                raise Refused(command_words.unknown_figure(error.name, error.known)) from error
            except UnknownPerson as error:
                said = people_words.nobody(error.name)
                if error.found:
                    said = people_words.several(error.name, error.found)
                raise Refused(said) from error
    _print(found)


def _print(explanation: Explanation) -> None:
    console = Console(highlight=False, markup=False)
    for line in words.beginning(explanation):
        console.print(line, soft_wrap=True)
    for table in (_chats(explanation), _days(explanation), _organisations(explanation)):
        if table.row_count:
            console.print(table)
    for line in words.end(explanation):
        console.print(line, soft_wrap=True)


def _chats(explanation: Explanation) -> Table:
    table = Table(*command_words.CHATS, part_words.heading(explanation).capitalize())
    kinds = words.kinds_of_chats(vocabulary_of(explanation.kinds))
    for chat in explanation.chats:
        table.add_row(
            part_words.title_of(chat),
            kinds.get(chat.kind or "", ""),
            command_words.seen(chat),
            part_words.chat_value(chat, explanation),
        )
    return table


def _days(explanation: Explanation) -> Table:
    table = Table(*command_words.DAYS, command_words.of_day(explanation))
    for each in explanation.days:
        table.add_row(*command_words.day_cells(each), part_words.day_value(each, explanation))
    return table


def _organisations(explanation: Explanation) -> Table:
    table = Table(*command_words.ORGANISATIONS)
    for each in explanation.organisations:
        table.add_row(
            each.name,
            part_words.organisation_value(each),
            judged(each.met),
            command_words.STATES[each.state],
        )
    return table
