"""The community's client: vkbottle's API behind one narrow door, paced."""

from typing import Any

import aiohttp

from bot.vk.asking import Asker, PollServer, host_of, read_answer, unanswered
from bot.vk.errors import VkError
from bot.vk.library import ABCAPI, API, ABCResponseValidator, AiohttpClient
from bot.vk.pace import Budget, Pace
from bot.vk.turns import Turns

REQUESTS_A_SECOND = 18  # VK allows 20 a token; the rest is for clocks that differ


class AnswerReader(ABCResponseValidator):
    """Reads what the API answers.

    vkbottle's own readers wait five seconds at a proxy's page and ask again, and trip over the
    new captcha.
    """

    async def validate(
        self,
        method: str,
        data: dict[str, Any],  # noqa: ARG002 - vkbottle's signature
        response: Any,  # noqa: ANN401 - vkbottle's signature
        ctx_api: ABCAPI,  # noqa: ARG002 - vkbottle's signature
    ) -> dict[str, Any]:
        """Give the answer with its ``response``. Raises ``VkError``."""
        return read_answer(method, response)


class PacedApi(API):
    """vkbottle's API, one request a slot: uploads and typed methods keep the pace as well."""

    def __init__(
        self, token: str, http: AiohttpClient, url: str, pace: float, budget: Budget | None
    ) -> None:
        super().__init__(token, http_client=http)
        self.API_URL = url
        self.host = host_of(url)
        self.response_validators = [AnswerReader()]  # assigned: the list there is everybody's
        self.pace = Pace(1 / pace, budget)

    async def request(
        self, method: str, data: dict[str, Any], version: str | None = None
    ) -> dict[str, Any]:
        """Wait for a slot, then ask. Raises ``VkError``."""
        await self.pace.slot()
        try:
            return await super().request(method, data, version)
        except (aiohttp.ClientError, OSError, UnicodeDecodeError) as error:
            raise unanswered(method, self.host, error) from error
        except VkError as error:
            error.host = self.host
            raise


class Vk(Asker):
    """The community's client; close it when done.

    ``pace``: requests a second; at another one than VK's, the turns of a peer come in proportion.
    ``patience``: seconds to wait for an answer. ``budget``: what other processes share; None: there
    are no others.
    """

    def __init__(
        self,
        token: str,
        api_url: str,
        pace: float = REQUESTS_A_SECOND,
        patience: float = 30,
        budget: Budget | None = None,
    ) -> None:
        self.http = AiohttpClient(timeout=aiohttp.ClientTimeout(total=patience, connect=10))
        self.api: PacedApi = PacedApi(token, self.http, api_url, pace, budget)
        super().__init__(self.api)
        self.turns = Turns(REQUESTS_A_SECOND / pace, budget)

    async def close(self) -> None:
        """Close the connections."""
        await self.api.pace.close()
        await self.http.close()

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
