"""``classes promote``: an organisation's classes into a new school year, shown first."""

from typing import Annotated

import typer

from bot.cli.opening import (
    DEFAULT_CONFIG,
    ConfigOption,
    UnitOption,
    changing,
    reading,
    settings_with,
)
from bot.cli.running import command
from bot.cli.words import classes as words
from bot.cli.words import options
from bot.clock import utc_now
from bot.dialog.classes.promoting import planned, promote
from bot.dialog.classes.school_year_words import changes, done, no_classes
from bot.dialog.official.words import YES
from bot.errors import Refused
from bot.words.vocabulary import vocabulary_of

classes = typer.Typer(help=options.HELP_CLASSES, no_args_is_help=True, add_completion=False)


@classes.callback()
def _group() -> None:
    """Keep ``promote`` a command of its own."""


@classes.command("promote", help=words.HELP_PROMOTE)
@command
async def classes_promote(
    unit: UnitOption,
    yes: Annotated[bool, typer.Option("--yes", "-y", help=words.OPTION_YES)] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=words.OPTION_DRY_RUN)] = False,
    ninth_go_on: Annotated[
        bool, typer.Option("--ninth-go-on", help=words.OPTION_NINTH_GO_ON)
    ] = False,
    again: Annotated[bool, typer.Option("--again", help=words.OPTION_AGAIN)] = False,
    config: ConfigOption = DEFAULT_CONFIG,
) -> None:
    """Show what the new school year would change; once confirmed, do it."""
    settings = settings_with(config, unit)
    opened = reading if dry_run else changing
    async with opened(settings, config, unit) as core:
        now = utc_now()
        today = now.astimezone(core.units[unit].zone).date()
        async with core.database.reading() as connection:
            plan = await planned(connection, unit, today, ninth_goes_on=ninth_go_on)
        if plan.idle:
            raise Refused(no_classes(vocabulary_of((core.units[unit].kind,))))
        if plan.done_on is not None and not again:
            raise Refused(words.done_before(plan.done_on))
        for line in changes(plan):
            typer.echo(line)
        if dry_run or not (yes or _agreed()):
            typer.echo(words.UNCHANGED)
            return
        async with core.database.writing() as connection:
            plan = await planned(connection, unit, today, ninth_goes_on=ninth_go_on)
            if plan.done_on is not None and not again:
                raise Refused(words.done_before(plan.done_on))
            await promote(connection, unit, plan, now, today, None)
    typer.echo(done(plan))


def _agreed() -> bool:
    """Ask; where nobody is there to answer, nothing is done."""
    try:
        answer = typer.prompt(words.ASK, default="", show_default=False, prompt_suffix=" ")
    except typer.Abort:
        return False
    return str(answer).strip().casefold() in YES
