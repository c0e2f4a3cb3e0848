"""``backup``: a copy of the database while the service runs."""

import contextlib
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.opening import DEFAULT_CONFIG, ConfigOption, settings_of
from bot.cli.running import command
from bot.cli.words import copying as words
from bot.cli.words import setup
from bot.clock import utc_now
from bot.config.settings import Settings
from bot.errors import Refused
from storage.copying.backup import make
from storage.db.database import Database
from storage.db.engines.opened import Opening
from storage.db.errors import DatabaseMissing, NotADatabase, StorageError
from storage.told import copies
from storage.told.copies import Copy


@command
async def backup(
    file: Annotated[Path, typer.Argument()], config: ConfigOption = DEFAULT_CONFIG
) -> None:
    """Copy the database and check the copy."""
    settings = settings_of(config)
    try:
        size = await make(settings.database.url, file)
    except DatabaseMissing as error:
        raise Refused(words.nothing_to_copy(error.place)) from error
    except FileExistsError as error:
        raise Refused(setup.copy_exists(str(file))) from error
    except NotADatabase as error:
        raise Refused(words.damaged(str(file))) from error
    except OSError as error:
        raise Refused(setup.cannot_write(str(file))) from error
    typer.echo(words.backed_up(str(file), size))
    await _note(settings, Copy(place=str(file.absolute()), made_at=utc_now(), size=size))


async def _note(settings: Settings, copy: Copy) -> None:
    """Note it, so that nobody is told that there is none; of an older database it is not noted."""
    with contextlib.suppress(StorageError):
        database = await Database.open(settings.database.url, Opening.CHANGE)
        try:
            async with database.writing() as connection:
                await copies.note(connection, copy)
        finally:
            await database.close()
