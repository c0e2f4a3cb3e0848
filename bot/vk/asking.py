"""Asking VK for answers: a narrow door, patient. vkbottle is not needed for it.

VkError
├── permanent      asking again cannot help: rights, a closed dialog, a bad parameter
└── not permanent  later it may work: too many requests, an internal error, no network
"""

import errno
import json
from collections import Counter
from collections.abc import Callable
from typing import Any, Protocol
from urllib.parse import urlsplit

import aiohttp
import msgspec
import stamina

from bot.vk.errors import AT_ONCE, NETWORK, UNREADABLE, VkError

VERSION = "5.199"
"""Of the API."""


class PollServer(msgspec.Struct, frozen=True):
    """Where to poll, with what key, from where on."""

    server: str
    key: str
    ts: str


class Api(Protocol):
    """What is asked: a method and its parameters, once."""

    async def request(self, method: str, data: dict[str, Any]) -> dict[str, Any]:
        """Give an answer with its ``response``. Raises ``VkError``."""


class PlainApi:
    """The API for a few questions (``doctor``, ``init``): to import vkbottle takes a second."""

    def __init__(self, token: str, url: str, patience: float = 30) -> None:
        self._params = {"access_token": token, "v": VERSION}
        self._url = url
        self._timeout = aiohttp.ClientTimeout(total=patience, connect=10)

    async def request(self, method: str, data: dict[str, Any]) -> dict[str, Any]:
        """Ask. Raises ``VkError``."""
        host = host_of(self._url)
        try:
            async with (
                aiohttp.ClientSession(timeout=self._timeout) as session,
                session.post(self._url + method, data=data, params=self._params) as response,
            ):
                return read_answer(method, await response.text(encoding="utf-8"))
        except (aiohttp.ClientError, OSError, UnicodeDecodeError) as error:
            raise unanswered(method, host, error) from error
        except VkError as error:
            error.host = host
            raise


class Asker:
    """Asks an API, a few patient times."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self.told: Callable[[VkError | None], None] = _nobody
        """Called with what a method was refused with in the end, and with None when answered."""
        self.refused: Counter[int] = Counter()
        """How many requests were refused, or not answered (0), by their codes."""

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
                    return await self._api.request(method, dict(params)), unsure
                except VkError as error:
                    self.refused[error.code] += 1
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

    async def group(self) -> int:
        """Ask which community the token belongs to."""
        answer = await self.call("groups.getById")
        return int(answer["groups"][0]["id"])


def read_answer(method: str, text: str | bytes) -> dict[str, Any]:
    """Give an answer with its ``response``. Raises ``VkError``."""
    try:
        body = json.loads(text)
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
