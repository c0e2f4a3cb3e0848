"""``reload``: the services of this machine read their config again; what they made of it."""

import asyncio
import os
import signal
import socket

import typer

from bot.cli.opening import DEFAULT_CONFIG, ConfigOption, settings_of
from bot.cli.running import command
from bot.cli.words import reloading as words
from bot.errors import Refused
from bot.service.core import Core, open_core
from bot.service.oversight.pulse import runs_here
from bot.service.oversight.running_words import BEGUN, REFUSED
from storage.db.engines.opened import Opening
from storage.told import processes
from storage.told.processes import Process

PATIENCE = 30.0  # seconds a service has to say that it reads by another config
STEP = 0.2


@command
async def reload(config: ConfigOption = DEFAULT_CONFIG) -> None:
    """Check the config, then have it read."""
    settings = settings_of(config)  # what does not fit is told here, and nobody is bothered
    async with open_core(settings, config.parent, Opening.READ) as core:
        here = await _here(core)
        if not here:
            raise Refused(words.NOBODY)
        for each in here:
            _ask(each.number)
        for _ in range(round(PATIENCE / STEP)):
            await asyncio.sleep(STEP)
            told = {each.name: each for each in await _here(core)}
            if all(_answered(each, told.get(each.name)) for each in here):
                break
        else:
            raise Refused(words.SILENT.format(seconds=round(PATIENCE)))
    if any(each.notes.get(REFUSED) for each in told.values()):
        raise Refused(words.NOT_TAKEN)
    typer.echo(words.TAKEN)


def _answered(before: Process, now: Process | None) -> bool:
    """Tell whether a service has begun anew since, or refused."""
    return now is not None and any(
        before.notes.get(name) != now.notes.get(name) for name in (BEGUN, REFUSED)
    )


async def _here(core: Core) -> list[Process]:
    """Give the services of this machine that run."""
    async with core.database.reading() as connection:
        found = await processes.all(connection)
    machine = socket.gethostname()
    return [each for each in found if each.machine == machine and runs_here(each.number)]


def _ask(number: int) -> None:
    try:
        os.kill(number, signal.SIGHUP)
    except ProcessLookupError as error:
        raise Refused(words.NOBODY) from error
    except PermissionError as error:
        raise Refused(words.FOREIGN) from error
