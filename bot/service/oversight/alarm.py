"""Telling the operator in VK that something is wrong: once a fault, and once when it is over.

What was told stands in the database, so that of several processes one tells it and a restart tells
nothing again. Where the database cannot be written, memory has to do.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime

from loguru import logger

from bot.service.oversight import faults_words as words
from bot.service.oversight.line import Line
from bot.service.troubles import sentence_of
from bot.vk.errors import DEAD_TOKEN, VkError
from bot.vk.sender import Sender
from storage.db.database import Database
from storage.db.errors import StorageError
from storage.told import conditions
from storage.told.conditions import ALARM, Condition

LOOKS = 2
"""Looks in a row at which a fault is seen before it is told, and not seen before it is over."""

LOGGED = frozenset({"token_dead", "disk_full"})
"""Whoever stumbles over these logs them."""


class Alarm:
    """Tells some accounts."""

    def __init__(
        self,
        database: Database,
        sender: Sender,
        accounts: Sequence[int],
        clock: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._sender = sender
        self._accounts = accounts
        self._clock = clock
        self._seen: dict[str, int] = {}
        self._unseen: dict[str, int] = {}
        self._told: set[str] = set()
        """What was told and could not be written down."""
        self._refused: set[tuple[str, int]] = set()
        self._times: Counter[str] = Counter()

    async def hear(self, lines: Iterable[Line], lasting: Mapping[str, Condition]) -> None:
        """Tell what has begun and what is over, by the lines of one look."""
        wrong = {
            each.code: each.text for each in lines if each.fine is False and each.code in words.OVER
        }
        told = {name.removeprefix(ALARM) for name in lasting if name.startswith(ALARM)} | self._told
        self._seen = {code: self._seen.get(code, 0) + 1 for code in wrong}
        self._unseen = {code: self._unseen.get(code, 0) + 1 for code in told - wrong.keys()}
        for code, text in wrong.items():
            if code not in told and self._seen[code] >= LOOKS:
                await self._begin(code, text)
        for code, looks in self._unseen.items():
            if looks >= LOOKS:
                await self._end(code)

    async def _begin(self, code: str, text: str) -> None:
        written = await self._write(code, lasts=True)
        if written is False:
            return  # another process tells it
        if (code, 0) not in self._refused and code not in LOGGED:
            logger.error("{}", text)
        if not await self._send(words.began(text), self._about("began", code, written)):
            self._refused.add((code, 0))
            await self._write(code, lasts=False)  # who can may tell it
        elif written is None:
            self._told.add(code)

    async def _end(self, code: str) -> None:
        self._refused = {each for each in self._refused if each[0] != code}
        written = await self._write(code, lasts=False)
        if written or code in self._told:
            self._told.discard(code)
            logger.info("{}", words.over(code))
            await self._send(words.over(code), self._about("over", code, written))

    def _about(self, what: str, code: str, written: bool | None) -> tuple[object, ...]:
        """Give what makes a message another one; VK drops one of the same within an hour.

        What was written down is this process's alone to tell. What could not be, others tell too,
        in about the same minute: their messages are the same.
        """
        now = int(self._clock().timestamp())
        self._times[f"{what} {code}"] += 1
        when = now if written else (now // 3600, self._times[f"{what} {code}"])
        return ("alarm", what, code, when)

    async def _write(self, code: str, *, lasts: bool) -> bool | None:
        """Keep that a fault lasts or is over; False: it was so before, None: nobody knows."""
        try:
            async with self._database.writing() as connection:
                if lasts:
                    return await conditions.set(connection, ALARM + code, "", self._clock())
                return await conditions.clear(connection, ALARM + code)
        except StorageError:
            return None

    async def _send(self, text: str, about: tuple[object, ...]) -> bool:
        """Tell all accounts; False: none could be told, though there are some."""
        told, code = 0, str(about[2])
        for account in self._accounts:
            try:
                await self._sender.send(account, text, about=(*about, account), kind="alarm")
                told += 1
            except VkError as error:
                if (code, error.code) not in self._refused:
                    self._refused.add((code, error.code))
                    logger.warning("{}", words.untold(_reason(error)))
        return bool(told) or not self._accounts


def _reason(error: VkError) -> str:
    """Say why it could not be told; a dead token is told at length elsewhere."""
    return words.REFUSES_US if error.code in DEAD_TOKEN else sentence_of(error)
