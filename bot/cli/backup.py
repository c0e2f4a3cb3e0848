"""``backup``: a copy of the database while the service runs."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.opening import DEFAULT_CONFIG, ConfigOption, settings_of
from bot.cli.running import command
from bot.cli.words import setup as words
from bot.errors import Refused
from storage.db.backup import NotSqlite, copy, file_of
from storage.db.errors import NotADatabase


@command
async def backup(
    file: Annotated[Path, typer.Argument()], config: ConfigOption = DEFAULT_CONFIG
) -> None:
    """Copy the database and check the copy."""
    settings = settings_of(config)
    try:
        source = file_of(settings.database.url)
    except NotSqlite as error:
        raise Refused(words.POSTGRESQL) from error
    if not source.is_file():
        raise Refused(words.no_database(str(source)))
    try:
        size = await asyncio.to_thread(copy, source, file)
    except FileExistsError as error:
        raise Refused(words.copy_exists(str(file))) from error
    except NotADatabase as error:
        raise Refused(words.damaged(str(file))) from error
    except OSError as error:
        raise Refused(words.cannot_write(str(file))) from error
    typer.echo(words.backed_up(str(file), size))
