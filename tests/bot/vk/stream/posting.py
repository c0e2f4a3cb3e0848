"""A server for what VK posts, a book in the place of the database, and posts to it."""

import asyncio
import io
import json
from contextlib import asynccontextmanager

import aiohttp
import pytest

from bot.vk.stream.callback import Callback, Door
from tests.bot.vk.stream import payloads as vk

SECRET = "аптека-7"
CODE = "a1b2c3d4"
TEXT = "Родительское собрание в среду"


class Book:
    """Records bodies into a list, a list a transaction; may be held up and may fail."""

    def __init__(self):
        self.commits = []
        self.tried = []
        self.open = asyncio.Event()
        self.open.set()
        self.broken = ()  # bodies that cannot be recorded

    async def record(self, bodies):
        self.tried.append(list(bodies))
        await self.open.wait()
        if any(body in self.broken for body in bodies):
            raise ValueError(TEXT)
        self.commits.append(list(bodies))

    @property
    def kept(self):
        return [body for commit in self.commits for body in commit]


async def nobody_asks():
    raise AssertionError("VK was asked for a code")


def door(**changes):
    values = {"host": "127.0.0.1", "port": 0, "path": "/vk", "secret": SECRET}
    return Door(**(values | changes))


async def started(record, code=nobody_asks, **changes):
    """Start a server on a free port; give it and its task."""
    callback = Callback(door(**changes), vk.GROUP, record, code)
    task = asyncio.create_task(callback.run())
    while not callback.addresses:
        assert not task.done(), task
        await asyncio.sleep(0.005)
    return callback, task


def port_of(callback):
    return callback.addresses[0][1]


def url_of(callback):
    return f"http://127.0.0.1:{port_of(callback)}/vk"


@asynccontextmanager
async def running(record, code=nobody_asks, **changes):
    """Run a server for a while."""
    callback, task = await started(record, code, **changes)
    try:
        yield callback
    finally:
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task


@asynccontextmanager
async def serving(record, code=nobody_asks, **changes):
    """Run a server for a while; give its address."""
    async with running(record, code, **changes) as callback:
        yield url_of(callback)


@pytest.fixture
def book():
    return Book()


def posted(made=None, **envelope):
    """What VK posts of an update."""
    return {**vk.new(made or vk.message(TEXT)), "secret": SECRET, **envelope}


def without_secret(update):
    return {key: value for key, value in update.items() if key != "secret"}


def text_of(update):
    return json.dumps(update, ensure_ascii=False).encode()


async def post(url, body):
    """Post a body (JSON unless it is bytes); give status, text, kind and Retry-After."""
    data = io.BytesIO(body if isinstance(body, bytes) else text_of(body))
    async with aiohttp.ClientSession() as http, http.post(url, data=data) as answer:
        rest = answer.headers.get("Retry-After")
        return answer.status, await answer.text(), answer.content_type, rest


OK = (200, "ok", "text/plain", None)
LATER = (503, "", "application/octet-stream", "30")
