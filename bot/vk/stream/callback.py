"""The Callback API: VK posts every update to us, and counts it as delivered when it reads ``ok``.

``ok`` is said only after the commit, so that an update VK was not answered for comes again; the
ledger makes a repeat harmless (dev.vk.com, "Callback API").
"""

import asyncio
import errno
import hmac
import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

import aiohttp
import msgspec
from aiohttp import web
from loguru import logger

from bot.config import words
from bot.errors import Refused
from bot.vk.errors import VkError
from bot.vk.stream.splitting import members
from bot.vk.stream.together import Together

LARGEST = 1024 * 1024  # bytes of a body
PATIENCE = 10.0  # seconds in which a post has to arrive; VK's few kilobytes come in one
IDLE = 60.0  # seconds a connection may wait for its next post
COUNTED = 60.0  # seconds of rejected posts that become one line of the log
REST = "30"  # seconds until VK may try again; it accepts up to three hours
STOPPING = 1.5  # seconds the requests begun have for their answers; aiohttp may take it twice

_SILENT = logging.Logger("callback", logging.CRITICAL + 1)  # noqa: LOG001 - no other may wake it
"""aiohttp's own log quotes what it could not read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """Where VK comes in, and by what it is known. ``confirmation`` "": asked from VK."""

    host: str
    port: int
    path: str
    secret: str = field(repr=False)
    confirmation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """What VK posted: its envelope, and the body without the secret."""

    kind: str
    group: object
    secret: bytes = field(repr=False)
    body: bytes = field(repr=False)


def read(body: bytes) -> Posted | None:
    """Read a posted body; None: it is no JSON object with a ``type``."""
    try:
        fields = _fields(body)
        kind, group, secret = (
            msgspec.json.decode(fields[name]) if name in fields else None
            for name in ("type", "group_id", "secret")
        )
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    if not isinstance(kind, str):
        return None
    fields.pop("secret", None)  # the inbox keeps bodies for a while, and copies of it travel
    return Posted(
        kind=kind,
        group=group,
        secret=secret.encode() if isinstance(secret, str) else b"",
        body=msgspec.json.encode(fields),
    )


def _fields(body: bytes) -> dict[str, msgspec.Raw]:
    try:
        return msgspec.json.decode(body, type=dict[str, msgspec.Raw])
    except RecursionError:  # it is VK's all the same, and is put aside by whoever records it
        return {name: msgspec.Raw(value) for name, value in members(body).items()}


class Callback:
    """The server of one community; ``record`` commits bodies, ``code`` asks VK for its code."""

    def __init__(
        self,
        door: Door,
        group: int,
        record: Callable[[Sequence[bytes]], Awaitable[object]],
        code: Callable[[], Awaitable[str]],
    ) -> None:
        self._door = door
        self._group = group
        self._together = Together(record)
        self._ask_code = code
        self._code = door.confirmation
        self._heard: set[object] = set()  # connections by which a post came
        self._rejected: Counter[str] = Counter()
        self._told_at = -COUNTED
        self.addresses: list[tuple[str, int]] = []

    async def run(self) -> None:
        """Serve until cancelled; then answer what was begun. Raises ``Refused`` without a port."""
        runner = web.AppRunner(
            self.application(),
            access_log=None,
            logger=_SILENT,
            shutdown_timeout=STOPPING,
            keepalive_timeout=IDLE,
            lingering_time=PATIENCE,
        )
        async with asyncio.TaskGroup() as group:
            committing = group.create_task(self._together.run())
            sweeping = group.create_task(self._sweep(runner))
            await runner.setup()
            try:
                await self._listen(runner)
                await asyncio.Event().wait()
            finally:
                await runner.cleanup()
                committing.cancel()
                sweeping.cancel()
                self._tell_rejected()

    async def _sweep(self, runner: web.AppRunner) -> None:
        """Close connections that opened and never posted anything whole."""
        mute: set[object] = set()
        while True:
            await asyncio.sleep(PATIENCE)
            server = runner.server
            now = [] if server is None else server.connections
            for connection in now:
                if connection in mute and connection not in self._heard:
                    connection.force_close()
            self._heard &= set(now)
            mute = {each for each in now if each not in self._heard}

    def application(self) -> web.Application:
        """Make the application: one path, one verb."""
        application = web.Application(client_max_size=LARGEST)
        application.router.add_post(self._door.path, self._receive)
        return application

    async def _listen(self, runner: web.AppRunner) -> None:
        host, port = self._door.host, self._door.port
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as error:
            taken = error.errno == errno.EADDRINUSE
            raise Refused(words.cannot_listen(f"{host}:{port}", taken)) from error
        self.addresses = [(each[0], each[1]) for each in runner.addresses]
        logger.info("callback: listening on {}", self.addresses)

    async def _receive(self, request: web.Request) -> web.Response:
        self._heard.add(request.protocol)
        try:
            async with asyncio.timeout(PATIENCE):
                posted = read(await request.read())
        except TimeoutError:
            self._reject("too slow")
            request.protocol.force_close()  # what still comes of it is not waited for
            return web.Response(status=408)
        except (web.RequestPayloadError, aiohttp.ClientError, OSError):
            return web.Response(status=400)  # cut off on its way
        if posted is None:
            self._reject("unreadable")
            return web.Response(status=400)
        if not self._is_from_vk(posted):
            self._reject("without the secret or for another community")
            return web.Response(status=403)
        if posted.kind == "confirmation":
            return await self._confirm()
        recorded = await self._together.put(posted.body)
        return web.Response(text="ok") if recorded else _later()

    def _reject(self, why: str) -> None:
        """Count a post that is not taken: anybody may send thousands, the log has one a minute."""
        self._rejected[why] += 1
        now = asyncio.get_running_loop().time()
        if now - self._told_at >= COUNTED:
            self._tell_rejected()
            self._told_at = now

    def _tell_rejected(self) -> None:
        if self._rejected:
            said = ", ".join(f"{count} {why}" for why, count in sorted(self._rejected.items()))
            logger.warning("callback: posts rejected: {}", said)
            self._rejected.clear()

    def _is_from_vk(self, posted: Posted) -> bool:
        ours = self._door.secret.encode()
        return hmac.compare_digest(posted.secret, ours) and posted.group == self._group

    async def _confirm(self) -> web.Response:
        try:
            self._code = self._code or await self._ask_code()
        except VkError as error:
            logger.warning("callback: VK gives no confirmation code, error {}", error.code)
            return _later()
        return web.Response(text=self._code)


def _later() -> web.Response:
    return web.Response(status=503, headers={"Retry-After": REST})
