"""``restore``: a copy takes the database's place, once it was looked at and agreed to."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.copying.idle import require_idle
from bot.cli.copying.progress import watched
from bot.cli.opening import DEFAULT_CONFIG, ConfigOption, settings_of
from bot.cli.running import command
from bot.cli.words import copying as words
from bot.clock import utc_now
from bot.errors import Refused
from storage.copying import restoring
from storage.db.errors import NotADatabase


@command
async def restore(
    file: Annotated[Path, typer.Argument()],
    yes: Annotated[bool, typer.Option("--yes", help=words.OPTION_YES)] = False,
    config: ConfigOption = DEFAULT_CONFIG,
) -> None:
    """Put a copy in the database's place; what was there is kept beside it."""
    url = settings_of(config).database.url
    try:
        found = restoring.look(file)
    except NotADatabase as error:
        raise Refused(words.copy_damaged(str(file))) from error
    except OSError as error:
        raise Refused(words.no_copy(str(file))) from error
    place, ran = await restoring.running(url)
    require_idle(place, ran)
    for line in words.will_be(found, place):
        typer.echo(line)
    if not yes and not _agreed():
        raise Refused(words.LEFT_ALONE)
    try:
        with watched() as watch:
            kept = await restoring.restore(found, url, utc_now(), require_idle, watch)
    except OSError as error:
        raise Refused(words.cannot_restore(place)) from error
    typer.echo(words.restored(place, kept))


def _agreed() -> bool:
    if not sys.stdin.isatty():
        raise Refused(words.NOBODY_TO_ASK)
    return typer.confirm(words.ASK)
