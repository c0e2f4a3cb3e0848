"""``apply``: makes the database say what the config says, or only shows what that would change."""

from typing import Annotated

import typer

from bot.cli.opening import DEFAULT_CONFIG, ConfigOption, broken_orders, settings_of
from bot.cli.running import command
from bot.clock import utc_now
from bot.service import applying_words as words
from bot.service.core import Core, open_core
from storage.db.engines.opened import Opening
from storage.people.configured import Difference


@command
async def apply(
    dry_run: Annotated[bool, typer.Option("--dry-run", help=words.OPTION_DRY_RUN)] = False,
    config: ConfigOption = DEFAULT_CONFIG,
) -> None:
    """Show how the config differs from the database, and write it."""
    settings = settings_of(config)
    if dry_run:
        async with open_core(settings, config.parent, Opening.READ) as core:
            _tell(core)
            _print(await core.difference(), words.WILL_CHANGE, words.UNCHANGED)
        return
    differs: list[Difference] = []
    async with open_core(
        settings, config.parent, Opening.UPGRADE, utc_now(), differs.append
    ) as core:
        _tell(core)
        _print(differs[0], words.CHANGED, words.APPLIED)


def _tell(core: Core) -> None:
    for said in broken_orders(core):
        typer.echo(said, err=True)


def _print(difference: Difference, title: str, end: str) -> None:
    if not difference:
        typer.echo(words.NOTHING)
        return
    typer.echo("\n".join((title, *(f"  {line}" for line in words.lines(difference)), end)))
