"""The town of these tests, served over HTTP, and clients to talk to it."""

import aiohttp
import loguru
import pytest
import pytest_asyncio
from vkbottle import API, AiohttpClient

from sandbox.http.server import serve
from sandbox.world.world import Access, World
from tests.sandbox.listening import Bot, listening
from tests.sandbox.town import GROUP, MONDAY_MORNING, Town

loguru.logger.disable("vkbottle")


@pytest.fixture
def town():
    town = Town(world=World(group_id=GROUP, stopwatch=lambda: town.seconds))
    town.world.set_clock(MONDAY_MORNING)
    town.anna = town.world.add_person("Анна", "Петрова")
    town.boris = town.world.add_person("Борис", "Орлов")
    town.vera = town.world.add_person("Вера", "Ильина")
    town.chat = town.world.add_chat("9 А", town.anna, [town.boris, town.vera])
    return town


@pytest_asyncio.fixture
async def sandbox(town):
    async with serve(town.world) as running:
        yield running


@pytest_asyncio.fixture
async def http():
    async with aiohttp.ClientSession() as session:
        yield session


@pytest_asyncio.fixture
async def api(sandbox):
    """The real vkbottle client, talking to the sandbox."""
    client = AiohttpClient()
    api = API(sandbox.world.token, http_client=client)
    api.API_URL = f"{sandbox.url}/method/"
    yield api
    await client.close()


@pytest.fixture
def control(sandbox, http):
    """Send a control request and return (status, answer)."""

    async def send(verb, path, body=None):
        url = f"{sandbox.url}/sandbox/{path}"
        async with http.request(verb, url, json=body) as response:
            return response.status, await response.json()

    return send


@pytest_asyncio.fixture
async def bot(town):
    bot = Bot(code=town.world.confirmation_code)
    bot.gate.set()
    async with listening(bot):
        yield bot


@pytest.fixture
def told(town):
    """The bot hears everything; this one event lies before its server was named."""
    town.world.set_bot(town.chat, town.anna, Access.ALL)
    return town
