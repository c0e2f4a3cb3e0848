"""``apply``: makes the database say what the config says, or only shows what that would change."""

from typing import Annotated

import typer

from bot.app import utc_now
from bot.cli.running import DEFAULT_CONFIG, ConfigOption, command, settings_of
from bot.core import open_core
from bot.texts import applying as words
from storage.configured import Difference
from storage.database import Opening


@command
async def apply(
    dry_run: Annotated[bool, typer.Option("--dry-run", help=words.OPTION_DRY_RUN)] = False,
    config: ConfigOption = DEFAULT_CONFIG,
) -> None:
    """Show how the config differs from the database, and write it."""
    settings = settings_of(config)
    if dry_run:
        async with open_core(settings, config.parent, Opening.READ) as core:
            _print(await core.difference(), words.WILL_CHANGE, words.UNCHANGED)
        return
    differs: list[Difference] = []
    async with open_core(settings, config.parent, Opening.UPGRADE, utc_now(), differs.append):
        _print(differs[0], words.CHANGED, words.APPLIED)


def _print(difference: Difference, title: str, end: str) -> None:
    if not difference:
        typer.echo(words.NOTHING)
        return
    typer.echo("\n".join((title, *(f"  {line}" for line in words.lines(difference)), end)))
