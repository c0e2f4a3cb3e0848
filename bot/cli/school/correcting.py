"""``correct``: what was confirmed outside the chats, with its ground and its trace."""

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
from bot.cli.words import options
from bot.clock import utc_now
from bot.dialog.staff import correcting_words as words
from bot.errors import Refused
from bot.service.core import Core
from monitor.facts.values import PersonLine
from monitor.jobs.asked.correcting import BadCorrection, correct, matching
from monitor.jobs.loading.week import load_report
from monitor.time.week import Week
from storage.records import Correction


@command
async def correct_week(
    unit: UnitOption,
    week: Annotated[str, typer.Option(help=options.OPTION_WEEK)],
    comment: Annotated[str, typer.Option(help=words.OPTION_COMMENT)],
    person: Annotated[str | None, typer.Option(help=words.OPTION_PERSON)] = None,
    messages: Annotated[int, typer.Option(help=words.OPTION_MESSAGES)] = 0,
    calls: Annotated[int, typer.Option(help=words.OPTION_CALLS)] = 0,
    figure: Annotated[str | None, typer.Option(help=words.OPTION_FIGURE)] = None,
    value: Annotated[int | None, typer.Option(help=words.OPTION_VALUE)] = None,
    of: Annotated[int | None, typer.Option(help=words.OPTION_OF)] = None,
    config: ConfigOption = DEFAULT_CONFIG,
) -> None:
    """Correct a week: a person's counts, or a figure that nothing measures."""
    if (person is None) == (figure is None):
        raise typer.BadParameter(words.ONE_OF)
    if person is not None and (value is not None or of is not None):
        raise typer.BadParameter(words.WITH_PERSON)
    if figure is not None and (messages or calls):
        raise typer.BadParameter(words.WITH_FIGURE)
    settings = settings_with(config, unit)
    async with changing(settings, config, unit) as core:
        named = core.units[unit]
        wanted = named.week_named(week)
        found = None if person is None else await _person(core, unit, wanted, person)
        new = Correction(
            id=0,
            unit=unit,
            week=wanted.name,
            person=None if found is None else found.id,
            figure=figure or "",
            messages=messages,
            calls=calls,
            value=value,
            of=of,
            comment=comment.strip(),
            made_at=utc_now(),
        )
        try:
            async with core.database.writing() as connection:
                done = await correct(connection, named, wanted, new, core.units)
        except BadCorrection as error:
            raise Refused(words.refused(error)) from error
    typer.echo(words.corrected(wanted, done, found))


async def _person(core: Core, unit: str, week: Week, text: str) -> PersonLine:
    async with core.database.reading() as connection:
        report = await load_report(connection, core.units[unit], week, utc_now())
    found = matching(report.people, text)
    if not found:
        raise Refused(words.nobody(text))
    if len(found) > 1:
        raise Refused(words.several(text, found))
    return found[0]
