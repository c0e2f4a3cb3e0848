"""What all commands share: reading the config, running a coroutine, telling a failure."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable, Coroutine
from datetime import timedelta
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec

import stamina
import typer
from loguru import logger

from bot.cli.words.orders import problems as order_words
from bot.config import words as problem_words
from bot.errors import Refused
from bot.service import database_words
from bot.service.troubles import sentence_of
from bot.vk.errors import VkError
from bot.words import operator as words
from monitor.order_files.loading import BadOrder
from monitor.time.keeping import Forgotten
from monitor.time.week import BadWeek
from storage.db.errors import StorageError

P = ParamSpec("P")

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


def stop_asked(again: asyncio.Event | None = None) -> asyncio.Event:
    """Give an event that SIGTERM and Ctrl-C set; call it before anybody is told of the start.

    ``again``: set by SIGHUP, unless that is a terminal being closed: then it ends as well.
    """
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    if again is not None:
        from_terminal = sys.stdin is not None and sys.stdin.isatty()
        loop.add_signal_handler(signal.SIGHUP, stop.set if from_terminal else again.set)
    return stop


def quiet_logging() -> None:
    """Log to stderr, without vkbottle (it prints chats) and without values of variables."""
    stamina.instrumentation.set_on_retry_hooks(())  # it would write to stderr past loguru
    logger.remove()
    logger.disable("vkbottle")
    logger.add(sys.stderr, level="INFO", format=_LINE, diagnose=False, backtrace=False)


_LINE = "{time:YYYY-MM-DD HH:mm:ss} {level} {message}"


def log_into(file: Path, days: int) -> None:
    """Log into a file as well: a new one every day, kept for so long. Raises ``Refused``."""
    try:
        logger.add(
            file,
            level="INFO",
            format=_LINE,
            diagnose=False,
            backtrace=False,
            rotation="00:00",
            retention=timedelta(days=days),
            encoding="utf-8",
        )
    except OSError as error:
        raise Refused(words.no_log(str(file))) from error


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
    (StorageError, database_words.sentence),
)


def bytes_of(path: Path) -> bytes:
    """Read a file named on the command line. Raises ``Refused``."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise Refused(words.no_file(str(path))) from error
