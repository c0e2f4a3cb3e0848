"""``move``: everything from one database into another, whichever engines they are on."""

from typing import Annotated

import typer

from bot.cli.copying.idle import require_idle
from bot.cli.copying.progress import watched
from bot.cli.opening import DEFAULT_CONFIG, ConfigOption, settings_of
from bot.cli.running import command
from bot.cli.words import copying as words
from storage.copying.moving import move as move_all


@command
async def move(
    addresses: Annotated[list[str] | None, typer.Argument(help=words.ARGUMENT_MOVE)] = None,
    to: Annotated[str | None, typer.Option(help=words.OPTION_TO)] = None,
    config: ConfigOption = DEFAULT_CONFIG,
) -> None:
    """Fill an empty database with all that another has."""
    source, target = _ends(addresses or [], to, config)
    with watched() as watch:
        counts = await move_all(source, target, require_idle, watch)
    for table, rows in counts.items():
        if rows:
            typer.echo(words.of_table(table, rows))
    typer.echo(words.moved(sum(counts.values()), len(counts)))


def _ends(addresses: list[str], to: str | None, config: ConfigOption) -> tuple[str, str]:
    """Give where from and where to: both are said, or ``to`` alone of the config's database."""
    match addresses, to:
        case [source, target], None:
            return source, target
        case [], str():
            return settings_of(config).database.url, to
    raise typer.BadParameter(words.ARGUMENT_MOVE)
