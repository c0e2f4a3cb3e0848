"""Telling the operator what keeps the service from its work: once, then now and then, and its end.

What fails every second is not logged every second.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from loguru import logger

from bot.faults import described
from bot.service import database_words
from bot.vk.errors import DEAD_TOKEN, NETWORK, VkError
from bot.words import vk_errors
from storage.db.errors import (
    DatabaseUnreachable,
    DiskFull,
    Interrupted,
    ServerFull,
    StorageError,
)

if TYPE_CHECKING:  # its library takes a second to import, and who only words an error has no use
    from bot.vk.client import Vk
    from storage.db.database import Database

EVERY = 600.0  # seconds until the same is told again

QUIET = 90.0
"""Seconds without a refusal after which a database that refuses some writes is said to take all.

On a full disk of a server what needs no more room is written, and what does is not: that one
part's heartbeat succeeds says nothing of another's messages, which are tried twice a minute.
"""

API, DATABASE, POLL = "api", "database", "poll"
CONFIG, RIGHTS = "config", "rights"

CODES = {
    API: "vk_silent",
    DATABASE: "database",
    POLL: "not_heard",
    CONFIG: "config_other",
    RIGHTS: "rights",
}
"""Which fault each is (``bot.service.oversight.line``), if who tells it does not say."""


class Troubles:
    """What lasts, by its name; ``seconds``: a clock that never jumps."""

    def __init__(self, seconds: Callable[[], float]) -> None:
        self._seconds = seconds
        self._told: dict[tuple[str, str], float] = {}
        self._open: set[str] = set()
        self._lasting: dict[str, tuple[str, str]] = {}
        self._refused_at: float | None = None
        self.dead: int | None = None
        """With which code VK refuses the token; None: it does not."""

    def lasting(self) -> list[tuple[str, str]]:
        """Give what lasts: the code of the fault, and its words."""
        return list(self._lasting.values())

    def tell(self, name: str, text: str, code: str = "") -> None:
        """Log it, unless the very same was logged within ``EVERY``; ``code``: of the fault."""
        self._lasting[name] = code or CODES[name], text
        now, key = self._seconds(), (name, text)
        if key in self._told and now - self._told[key] < EVERY:
            return
        self._told = {each: at for each, at in self._told.items() if now - at < EVERY}
        self._told[key] = now
        self._open.add(name)
        logger.error("{}", text)

    def over(self, name: str, text: str) -> None:
        """Log that it is over, if it was told."""
        self._lasting.pop(name, None)
        if name in self._open:
            self._open.discard(name)
            logger.info("{}", text)

    def listen(self, vk: "Vk", database: "Database") -> None:
        """Hear what becomes of requests to VK and of writing."""
        vk.told = self.of_api
        database.told = self.of_database

    def of_api(self, error: VkError | None) -> None:
        """Tell of a dead token and of no answer; other refusals are of what was asked."""
        if error is None:
            self.dead = None
            self.over(API, vk_errors.FINE)
        elif _is_general(error):
            self.dead = error.code if error.code in DEAD_TOKEN else None
            self.tell(API, sentence_of(error), "vk_silent" if self.dead is None else "token_dead")

    def of_database(self, error: StorageError | None) -> None:
        """Tell that nothing can be written, and when it can again."""
        now = self._seconds()
        if error is None:
            if self._refused_at is None or now - self._refused_at >= QUIET:
                self._refused_at = None
                self.over(DATABASE, database_words.FINE)
            return
        if isinstance(error, ServerFull | Interrupted):
            self._refused_at = now
        full = isinstance(error, DiskFull)
        self.tell(DATABASE, database_words.sentence(error), "disk_full" if full else "")

    def of_poll(self, error: Exception | None) -> None:
        """Tell why no events are read; what ``of_api`` and ``of_database`` tell is left to them."""
        if error is None:
            self.over(POLL, vk_errors.POLL_FINE)
        elif isinstance(error, VkError):
            if error.method == "a_check" or not _is_general(error):
                self.tell(POLL, sentence_of(error))
        elif not isinstance(error, DatabaseUnreachable):
            self.tell(POLL, vk_errors.POLL_FAULT.format(kind=described(error)))


def sentence_of(error: VkError) -> str:
    """Say what VK refused, or why it does not answer."""
    return vk_errors.told(error.code, error.method, error.reason, error.host)


def is_told(error: BaseException) -> bool:
    """Whether a service's ``Troubles`` hears of such an error where it arises."""
    if isinstance(error, BaseExceptionGroup):
        return all(is_told(each) for each in error.exceptions)
    return isinstance(error, DatabaseUnreachable) or (
        isinstance(error, VkError) and _is_general(error)
    )


def _is_general(error: VkError) -> bool:
    return error.code == NETWORK or error.code in DEAD_TOKEN
