"""Asking VK: vkbottle's client behind one narrow door, paced and patient.

VkError
├── permanent      asking again cannot help: rights, a closed dialog, a bad parameter
└── not permanent  later it may work: too many requests, an internal error, no network
"""

from typing import Any

import aiohttp
import msgspec
import stamina
from aiolimiter import AsyncLimiter
from vkbottle import API, VKAPIError
from vkbottle.http import AiohttpClient

from bot.vk.longpoll import PollServer

TOO_OFTEN, FLOOD, INTERNAL, UNKNOWN, DEGRADED = 6, 9, 10, 1, 995
PASSING = frozenset({TOO_OFTEN, FLOOD, INTERNAL, UNKNOWN, DEGRADED})
AT_ONCE = frozenset({TOO_OFTEN, INTERNAL, UNKNOWN, DEGRADED})
DEAD_TOKEN = frozenset({5, 27, 1117})
CLOSED_DIALOG = frozenset({900, 901, 902})
NO_ACCESS = 917
NETWORK = 0
"""Stands for an error code where VK did not answer at all."""

REQUESTS_A_SECOND = 18  # VK allows 20 a token; the rest is for clocks that differ


class VkError(Exception):
    """VK refused, or did not answer (``code`` 0); ``permanent``: asking again cannot help."""

    def __init__(self, method: str, code: int, said: str) -> None:
        super().__init__(f"{method}: {code} {said}")
        self.method = method
        self.code = code
        self.permanent = code != NETWORK and code not in PASSING


class PacedApi(API):
    """vkbottle's API, one request a slot: uploads and typed methods keep the pace as well."""

    def __init__(self, token: str, http: AiohttpClient, url: str, pace: float) -> None:
        super().__init__(token, http_client=http)
        self.API_URL = url
        # Slots instead of a bucket: a full bucket would let twice as many through in a second.
        self._pace = AsyncLimiter(1, 1 / pace)

    async def request(
        self, method: str, data: dict[str, Any], version: str | None = None
    ) -> dict[str, Any]:
        """Wait for a slot, then ask."""
        async with self._pace:
            return await super().request(method, data, version)


class Vk:
    """The community's client; close it when done."""

    def __init__(self, token: str, api_url: str, pace: float = REQUESTS_A_SECOND) -> None:
        self.http = AiohttpClient(timeout=aiohttp.ClientTimeout(total=30, connect=10))
        self.api = PacedApi(token, self.http, api_url, pace)

    async def close(self) -> None:
        """Close the connections."""
        await self.http.close()

    async def call(self, method: str, **params: object) -> Any:  # noqa: ANN401 - VK's JSON
        """Call a method and give its ``response``. Raises ``VkError`` after a few patient tries."""
        async for attempt in stamina.retry_context(
            on=_worth_another_try, attempts=4, timeout=None, wait_initial=0.3, wait_max=3
        ):
            with attempt:
                return await self._once(method, params)
        raise AssertionError("retry_context returns or raises")

    async def _once(self, method: str, params: dict[str, object]) -> Any:  # noqa: ANN401
        try:
            return (await self.api.request(method, dict(params)))["response"]
        except VKAPIError as error:
            raise VkError(method, int(error.code), error.error_msg) from error
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise VkError(method, NETWORK, type(error).__name__) from error

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
            raise VkError("a_check", NETWORK, type(error).__name__) from error

    async def group(self) -> int:
        """Ask which community the token belongs to."""
        answer = await self.call("groups.getById")
        return int(answer["groups"][0]["id"])


def _worth_another_try(error: Exception) -> bool:
    return isinstance(error, VkError) and (error.code in AT_ONCE or error.code == NETWORK)
