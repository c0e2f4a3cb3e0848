"""The long poll: our own loop, because ordinary ones lose events.

The position moves only after the handler of an answer returned, so what was not committed is
asked for again. Nothing here ends the loop but cancelling it and a dead token.
"""

import contextlib
import random
from collections.abc import Awaitable, Callable
from typing import Protocol

import msgspec
from loguru import logger

from bot.faults import described
from bot.vk.asking import PollServer
from bot.vk.stream.incoming import POLL, Updates, readable
from bot.vk.stream.splitting import elements, members

WAIT = 25  # seconds VK holds a poll; proxies cut at 30
TRIES = 3  # polls in a row that no reader takes, after which one is taken apart without reading it
QUIET = 36  # empty polls in a row (a quarter of an hour) after which a new session is asked for
SLOWEST = 30.0  # seconds between tries when nothing works


Handle = Callable[[bytes, Updates | None], Awaitable[None]]
"""Takes an answer with updates; beside it what was read of it, if it could be read at once."""


class PollAnswer(msgspec.Struct, frozen=True):
    """What a poll says beside its updates, which stay raw."""

    ts: str | int | None = None
    failed: int | None = None


class Polled(Protocol):
    """What can be polled; ``bot.vk.client.Vk`` is it."""

    async def poll_server(self, group: int) -> PollServer:
        """Ask for a server."""

    async def poll(self, server: PollServer, position: str, wait: int) -> bytes:
        """Ask for updates."""


class Pause:
    """Longer and longer pauses with jitter, forgotten after a success."""

    def __init__(self, sleep: Callable[[float], Awaitable[None]]) -> None:
        self._sleep = sleep
        self._failures = 0

    def forget(self) -> None:
        """Start again with short pauses."""
        self._failures = 0

    async def __call__(self) -> None:
        """Sleep, a random part of a doubling limit."""
        limit = min(SLOWEST, 0.25 * 2**self._failures)
        self._failures = min(self._failures + 1, 10)
        await self._sleep(random.uniform(limit / 2, limit))  # noqa: S311 - jitter, no secret


HISTORY_LOST, KEY_EXPIRED, ALL_LOST = 1, 2, 3
_DECODER = msgspec.json.Decoder(PollAnswer)


def _decoded(body: bytes) -> tuple[PollAnswer | Updates, bytes]:
    with contextlib.suppress(msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return POLL.decode(body), body  # nearly always; the updates need not be read again
    try:
        return _DECODER.decode(body), body
    except msgspec.ValidationError:
        raise
    except RecursionError:  # something in it is too deep for any reader
        return _outline(body), body
    except (msgspec.DecodeError, UnicodeDecodeError):
        mended = readable(body)  # somebody's text is no proper Unicode
        return _DECODER.decode(mended), mended


def _outline(body: bytes) -> PollAnswer:
    """Read an answer without looking into its updates; whole it must be. Raises ``DecodeError``."""
    fields = members(body)
    elements(fields.get("updates", b"[]"))
    told = {name: fields[name] for name in ("ts", "failed") if name in fields}
    return _DECODER.decode(
        b"{" + b",".join(b'"%s":%s' % (name.encode(), value) for name, value in told.items()) + b"}"
    )


async def _nothing() -> None:
    """Do nothing about it."""


def _unwatched() -> None:
    """Nobody looks on."""


def _log(error: Exception | None) -> None:
    if error is not None:
        logger.warning("poll failed, trying again: {}", described(error))


class LongPoll:
    """Polls one community for ever and hands every answer with updates to ``handle``."""

    def __init__(
        self,
        source: Polled,
        group: int,
        position: str | None,
        handle: Handle,
        sleep: Callable[[float], Awaitable[None]],
        fatal: Callable[[Exception], bool],
        idle: Callable[[], Awaitable[None]] = _nothing,
        lost: Callable[[], Awaitable[None]] = _nothing,
        asking: Callable[[], None] = _unwatched,
        wait: int = WAIT,
        told: Callable[[Exception | None], None] = _log,
    ) -> None:
        """``idle``: told of every poll without updates; ``lost``: that VK forgot some.

        ``asking``: told before every poll; ``wait``: seconds VK holds a poll; ``told``: what a poll
        failed of, None after a good one.
        """
        self._source = source
        self._group = group
        self._position = position
        self._handle = handle
        self._pause = Pause(sleep)
        self._fatal = fatal
        self._idle = idle
        self._lost = lost
        self._asking = asking
        self._wait = wait
        self._told = told
        self._quiet = 0
        self._unread = 0
        self._server: PollServer | None = None

    @property
    def position(self) -> str | None:
        """Where the stream was left; None before the first poll of a new one."""
        return self._position

    async def run(self) -> None:
        """Poll until cancelled; raises only what ``fatal`` says ends everything."""
        while True:
            try:
                good = await self.step()
            except Exception as error:
                if self._fatal(error):
                    raise
                self._told(error)
                good = False
            if good:
                self._told(None)
                self._pause.forget()
            else:
                await self._pause()

    async def step(self) -> bool:
        """Do one poll; False: something was wrong and a pause is due."""
        if self._server is None:
            self._server = await self._source.poll_server(self._group)
            if self._position is None:
                self._position = self._server.ts
        self._asking()
        body = await self._source.poll(self._server, self._position or "", self._wait)
        try:
            answer, body = self._read(body)
        except (msgspec.DecodeError, UnicodeDecodeError):
            logger.warning("poll answered {} bytes that are no JSON of ours", len(body))
            return False
        if answer.failed is not None:
            return await self._failed(answer)
        if answer.ts is None:
            logger.warning("poll answered without a position; the old one stays")
            self._server = None
            return False
        if str(answer.ts) == self._position:
            await self._nothing_new()
        else:
            self._quiet = 0
            await self._handle(body, answer if isinstance(answer, Updates) else None)
            self._position = str(answer.ts)
        return True

    def _read(self, body: bytes) -> tuple[PollAnswer | Updates, bytes]:
        """Read an answer; what comes the same again and again is no accident on the way."""
        self._unread += 1
        try:
            found = _decoded(body)
        except (msgspec.DecodeError, UnicodeDecodeError):
            if self._unread < TRIES:
                raise
            found = _outline(body), body
        self._unread = 0
        return found

    async def _nothing_new(self) -> None:
        await self._idle()
        self._quiet += 1
        if self._quiet >= QUIET:  # sessions are known to fall silent; a new one costs nothing
            self._quiet = 0
            self._server = None

    async def _failed(self, answer: PollAnswer | Updates) -> bool:
        if answer.failed == HISTORY_LOST and answer.ts is not None:
            await self._lost()
            self._position = str(answer.ts)
        elif answer.failed == ALL_LOST:
            await self._lost()
            self._server = None
            self._position = None
        else:
            if answer.failed != KEY_EXPIRED:
                logger.warning("poll failed with the unknown code {}", answer.failed)
            self._server = None
        return False
