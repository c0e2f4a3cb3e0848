"""What all commands share: reading the config, running a coroutine, telling a failure."""

import asyncio
import signal
import sys
from collections.abc import Callable, Coroutine
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, ParamSpec
from zoneinfo import ZoneInfo

import stamina
import typer
from loguru import logger

from bot.errors import Refused
from bot.settings import Settings, load_settings
from bot.texts import operator as words
from bot.texts import order_problems as order_words
from bot.texts import problems as problem_words
from bot.vk.client import VkError
from monitor.orders.loading import BadOrder
from monitor.retention import Forgotten
from monitor.week import BadWeek
from storage.errors import (
    BadDatabaseUrl,
    DatabaseTooNew,
    DatabaseUnreachable,
    DriverMissing,
    FolderMissing,
    NotADatabase,
)

P = ParamSpec("P")

ConfigOption = Annotated[Path, typer.Option("--config", "-c", help=words.OPTION_CONFIG)]
UnitOption = Annotated[str, typer.Option("--unit", "-u", help=words.OPTION_UNIT)]
DEFAULT_CONFIG = Path("config.toml")


def command(run: Callable[P, Coroutine[Any, Any, None]]) -> Callable[P, None]:
    """Turn a coroutine into a command: a mistake of its user is a sentence and status 1."""

    @wraps(run)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> None:
        quiet_logging()
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
    (VkError, lambda error: words.vk_refused(error.code)),
    (NotADatabase, lambda error: words.not_a_database(error.place)),
    (DatabaseTooNew, lambda error: words.too_new(error.place, error.detail)),
    (FolderMissing, lambda error: words.no_folder(error.place)),
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
