"""Asking VK: vkbottle's client behind one narrow door, paced and patient.

VkError
├── permanent      asking again cannot help: rights, a closed dialog, a bad parameter
└── not permanent  later it may work: too many requests, an internal error, no network
"""

import errno
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import msgspec
import stamina
from vkbottle import API
from vkbottle.api import ABCAPI
from vkbottle.api.response_validator import ABCResponseValidator
from vkbottle.http import AiohttpClient

from bot.vk.errors import (
    AT_ONCE,
    NETWORK,
    UNREADABLE,
    VkError,
)
from bot.vk.pace import Pace
from bot.vk.turns import Turns

REQUESTS_A_SECOND = 18  # VK allows 20 a token; the rest is for clocks that differ


class PollServer(msgspec.Struct, frozen=True):
    """Where to poll, with what key, from where on."""

    server: str
    key: str
    ts: str


class Answers(ABCResponseValidator):
    """Reads what the API answers.

    vkbottle's own readers wait five seconds at a proxy's page and ask again, and trip over the
    new captcha (vkbottle.md, section 4.1).
    """

    async def validate(
        self,
        method: str,
        data: dict[str, Any],  # noqa: ARG002 - vkbottle's signature
        response: Any,  # noqa: ANN401 - vkbottle's signature
        ctx_api: ABCAPI,  # noqa: ARG002 - vkbottle's signature
    ) -> dict[str, Any]:
        """Give the answer with its ``response``. Raises ``VkError``."""
        try:
            body = json.loads(response)
        except ValueError:
            body = None
        except RecursionError as deep:  # asked again, it will be as deep
            raise VkError(method, UNREADABLE, "too deep") from deep
        error = body.get("error") if isinstance(body, dict) else None
        if isinstance(error, dict) and isinstance(error.get("error_code"), int):
            raise VkError(method, error["error_code"], str(error.get("error_msg", "")))
        if not isinstance(body, dict) or "response" not in body:
            raise VkError(method, NETWORK, "no answer of the API", reason="page")
        return body


class PacedApi(API):
    """vkbottle's API, one request a slot: uploads and typed methods keep the pace as well."""

    def __init__(self, token: str, http: AiohttpClient, url: str, pace: float) -> None:
        super().__init__(token, http_client=http)
        self.API_URL = url
        self.host = host_of(url)
        self.response_validators = [Answers()]  # assigned: the list there is everybody's
        self._pace = Pace(1 / pace)

    async def request(
        self, method: str, data: dict[str, Any], version: str | None = None
    ) -> dict[str, Any]:
        """Wait for a slot, then ask. Raises ``VkError``."""
        await self._pace.slot()
        try:
            return await super().request(method, data, version)
        except (aiohttp.ClientError, OSError, UnicodeDecodeError) as error:
            raise unanswered(method, self.host, error) from error
        except VkError as error:
            error.host = self.host
            raise


class Vk:
    """The community's client; close it when done.

    ``pace``: requests a second; at another one than VK's, the turns of a peer come in proportion.
    ``patience``: seconds to wait for an answer.
    """

    def __init__(
        self,
        token: str,
        api_url: str,
        pace: float = REQUESTS_A_SECOND,
        patience: float = 30,
    ) -> None:
        self.http = AiohttpClient(timeout=aiohttp.ClientTimeout(total=patience, connect=10))
        self.api = PacedApi(token, self.http, api_url, pace)
        self.turns = Turns(apart=REQUESTS_A_SECOND / pace)
        self.told: Callable[[VkError | None], None] = _nobody
        """Called with what a method was refused with in the end, and with None when answered."""

    async def close(self) -> None:
        """Close the connections."""
        await self.http.close()

    async def call(self, method: str, **params: object) -> Any:  # noqa: ANN401 - VK's JSON
        """Call a method and give its ``response``. Raises ``VkError`` after a few patient tries."""
        answer, _ = await self._told(method, params)
        return answer["response"]

    async def execute(self, code: str) -> tuple[object, object, bool]:
        """Run a script; give its ``response``, its ``execute_errors``, and whether it may have run.

        That is, before: when an earlier try was not answered. Raises ``VkError``.
        """
        answer, unsure = await self._told("execute", {"code": code})
        return answer["response"], answer.get("execute_errors"), unsure

    async def _told(self, method: str, params: dict[str, object]) -> tuple[dict[str, Any], bool]:
        try:
            found = await self._patiently(method, params)
        except VkError as error:
            self.told(error)
            raise
        self.told(None)
        return found

    async def _patiently(
        self, method: str, params: dict[str, object]
    ) -> tuple[dict[str, Any], bool]:
        """Ask until VK answers; tell as well whether an earlier try left us unsure."""
        unsure = False
        async for attempt in stamina.retry_context(
            on=_worth_another_try, attempts=4, timeout=None, wait_initial=0.3, wait_max=3
        ):
            with attempt:
                try:
                    return await self.api.request(method, dict(params)), unsure
                except VkError as error:
                    error.unsure = unsure = unsure or error.unsure
                    raise
        raise AssertionError("retry_context returns or raises")

    async def poll_server(self, group: int) -> PollServer:
        """Ask for a long poll server. Raises ``VkError``."""
        answer = await self.call("groups.getLongPollServer", group_id=group)
        return msgspec.convert(answer, PollServer, strict=False)

    async def confirmation_code(self, group: int) -> str:
        """Ask by what VK recognises our Callback API server. Raises ``VkError``."""
        answer = await self.call("groups.getCallbackConfirmationCode", group_id=group)
        return str(answer["code"])

    async def poll(self, server: PollServer, position: str, wait: int) -> bytes:
        """Wait for updates after ``position``, as they come. Raises ``VkError``."""
        try:
            return await self.http.request_content(
                server.server,
                method="POST",
                params={"act": "a_check", "key": server.key, "ts": position, "wait": wait},
                timeout=aiohttp.ClientTimeout(total=wait + 10, connect=10),
            )
        except (TimeoutError, aiohttp.ClientError, OSError) as error:
            raise unanswered("a_check", host_of(server.server), error) from error

    async def group(self) -> int:
        """Ask which community the token belongs to."""
        answer = await self.call("groups.getById")
        return int(answer["groups"][0]["id"])


def _nobody(error: VkError | None) -> None:
    """Stand in for whoever wants to know until there is somebody."""


def host_of(url: str) -> str:
    """Give whom an address is of."""
    return urlsplit(url).netloc.rpartition("@")[2] or url


def unanswered(method: str, host: str, error: Exception) -> VkError:
    """Tell by what a connection failed with why there is no answer."""
    return VkError(method, NETWORK, type(error).__name__, host=host, reason=_reason(error))


def _reason(error: Exception) -> str:
    for kind, reason in _REASONS:
        if isinstance(error, kind):
            return reason
    return _BY_NUMBER.get(getattr(error, "errno", None) or 0, "cut")


_REASONS: tuple[tuple[type[Exception], str], ...] = (
    (aiohttp.ClientSSLError, "tls"),
    (aiohttp.ClientConnectorCertificateError, "tls"),
    (aiohttp.ClientConnectorDNSError, "name"),
    (TimeoutError, "timeout"),
    (UnicodeDecodeError, "page"),
)
_BY_NUMBER = {
    errno.ECONNREFUSED: "refused",
    errno.ENETUNREACH: "unreachable",
    errno.EHOSTUNREACH: "unreachable",
    errno.ETIMEDOUT: "timeout",
}


def _worth_another_try(error: Exception) -> bool:
    return isinstance(error, VkError) and (error.code in AT_ONCE or error.code == NETWORK)
