"""What all commands share: reading the config, running a coroutine, telling a failure."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, ParamSpec
from zoneinfo import ZoneInfo

import stamina
import typer
from loguru import logger

from bot.cli.words import options
from bot.cli.words import order_problems as order_words
from bot.config import words as problem_words
from bot.config.settings import Settings, load_settings
from bot.errors import Refused
from bot.service import applying_words
from bot.service.core import Core, open_core
from bot.service.troubles import sentence_of
from bot.vk.client import VkError
from bot.words import operator as words
from monitor.jobs.retention import Forgotten
from monitor.order_files.loading import BadOrder
from monitor.time.week import BadWeek
from storage.db.database import Opening
from storage.db.errors import (
    BadDatabaseUrl,
    DatabaseGone,
    DatabaseMissing,
    DatabaseTooNew,
    DatabaseTooOld,
    DatabaseUnreachable,
    DiskFull,
    DriverMissing,
    FolderMissing,
    NotADatabase,
)

P = ParamSpec("P")

ConfigOption = Annotated[Path, typer.Option("--config", "-c", help=options.OPTION_CONFIG)]
UnitOption = Annotated[str, typer.Option("--unit", "-u", help=options.OPTION_UNIT)]
DEFAULT_CONFIG = Path("config.toml")

OWNER_ONLY = 0o077
"""The umask of every command: what it writes may have names and figures of people."""


def command(run: Callable[P, Coroutine[Any, Any, None]]) -> Callable[P, None]:
    """Turn a coroutine into a command: a mistake of its user is a sentence and status 1."""

    @wraps(run)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> None:
        quiet_logging()
        before = os.umask(OWNER_ONLY)
        try:
            asyncio.run(run(*args, **kwargs))
        except KeyboardInterrupt:
            raise typer.Exit(130) from None
        except Exception as error:
            said = sentence(error)
            if said is None:
                raise
            typer.echo(said, err=True)
            raise typer.Exit(1) from None
        finally:
            os.umask(before)

    return wrapped


def stop_asked() -> asyncio.Event:
    """Give an event that SIGTERM and Ctrl-C set; call it before anybody is told of the start."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    return stop


def quiet_logging() -> None:
    """Log to stderr, without vkbottle (it prints chats) and without values of variables."""
    stamina.instrumentation.set_on_retry_hooks(())  # it would write to stderr past loguru
    logger.remove()
    logger.disable("vkbottle")
    logger.add(
        sys.stderr,
        level="INFO",
        format="{time:YYYY-MM-DD HH:mm:ss} {level} {message}",
        diagnose=False,
        backtrace=False,
    )


def sentence(error: BaseException) -> str | None:
    """Word an error somebody can act on; None: it is a fault of the program."""
    if isinstance(error, BaseExceptionGroup):
        return next((said for each in error.exceptions if (said := sentence(each))), None)
    return next((say(error) for kind, say in _SENTENCES if isinstance(error, kind)), None)


_SENTENCES: tuple[tuple[type[Exception], Callable[[Any], str]], ...] = (
    (Refused, str),
    (BadOrder, lambda error: order_words.bad_order(error.name, error.problems)),
    (Forgotten, lambda error: problem_words.forgotten(str(error))),
    (BadWeek, lambda error: words.bad_week(str(error))),
    (VkError, sentence_of),
    (NotADatabase, lambda error: words.not_a_database(error.place)),
    (DatabaseTooNew, lambda error: words.too_new(error.place, error.detail)),
    (FolderMissing, lambda error: words.no_folder(error.place)),
    (DatabaseMissing, lambda error: words.no_database(error.place)),
    (DatabaseTooOld, lambda error: words.too_old(error.place, error.detail)),
    (DatabaseGone, lambda error: words.database_gone(error.place)),
    (DiskFull, lambda error: words.disk_full(error.place, error.detail)),
    (DriverMissing, lambda error: words.no_driver(error.place)),
    (BadDatabaseUrl, lambda error: words.bad_url(error.place)),
    (DatabaseUnreachable, lambda error: words.unreachable(error.place, error.detail)),
)


def settings_of(config: Path) -> Settings:
    """Read the settings."""
    return load_settings(config)


def known_unit(settings: Settings, unit: str) -> str:
    """Give the unit's id if the config knows it. Raises ``Refused``."""
    names = [each.id for each in settings.unit]
    if unit not in names:
        raise Refused(words.unknown_unit(unit, names))
    return unit


@asynccontextmanager
async def reading(settings: Settings, config: Path, unit: str | None = None) -> AsyncIterator[Core]:
    """Open what is there to look at it: nothing is written. Raises ``Refused``."""
    async with _as_it_is(settings, config, unit, Opening.READ) as core:
        yield core


@asynccontextmanager
async def changing(
    settings: Settings, config: Path, unit: str | None = None
) -> AsyncIterator[Core]:
    """Open what is there to change something of it, not its units. Raises ``Refused``."""
    async with _as_it_is(settings, config, unit, Opening.CHANGE) as core:
        yield core


@asynccontextmanager
async def _as_it_is(
    settings: Settings, config: Path, unit: str | None, opening: Opening
) -> AsyncIterator[Core]:
    """Tell if the config is not the database's; leave out units that it does not know yet."""
    async with open_core(settings, config.parent, opening) as core:
        if differs := (await core.difference()).grave:
            if unit in differs.new:
                raise Refused(applying_words.not_applied(unit))
            typer.echo(applying_words.differs(differs, str(config)), err=True)
        yield core.without(differs.new)


def moment_of(text: str, settings: Settings) -> datetime:
    """Read a moment; without an offset it is in the zone all units share. Raises ``Refused``."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise Refused(words.bad_moment(text)) from error
    if moment.tzinfo is not None:
        return moment
    zones = {unit.timezone for unit in settings.unit}
    if len(zones) != 1:
        raise Refused(words.zone_needed(text))
    return moment.replace(tzinfo=ZoneInfo(zones.pop()))


def bytes_of(path: Path) -> bytes:
    """Read a file named on the command line. Raises ``Refused``."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise Refused(words.no_file(str(path))) from error
