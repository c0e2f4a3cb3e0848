"""A bot that is posted to by the Callback API, answers as a test wants and keeps all."""

import asyncio
import json
from collections import deque
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web

SECRET = "ночь улица фонарь"


@dataclass
class Bot:
    """A bot that says `ok`, except for the answers put into its script."""

    url: str = ""
    code: str = ""
    script: deque = field(default_factory=deque)
    got: list = field(default_factory=list)  # (what, X-Retry-Counter)
    bodies: list = field(default_factory=list)
    paths: list = field(default_factory=list)
    under_way: int = 0
    most: int = 0
    gate: asyncio.Event = field(default_factory=asyncio.Event)

    async def receive(self, request):
        body = json.loads(await request.text())
        self.bodies.append(body)
        self.paths.append(request.path_qs)
        self.got.append((what(body), request.headers.get("X-Retry-Counter")))
        self.under_way += 1
        self.most = max(self.most, self.under_way)
        await self.gate.wait()
        self.under_way -= 1
        if body["type"] == "confirmation":
            return web.Response(text=self.code)
        return self.script.popleft() if self.script else web.Response(text="ok")


def what(body):
    if body["type"] != "message_new":
        return body["type"]
    return body["object"].get("message", body["object"])["text"]


@asynccontextmanager
async def listening(bot, port=0):
    """Let a bot listen on this computer."""
    application = web.Application()
    application.router.add_post("/vk", bot.receive)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.2)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    bot.url = f"http://127.0.0.1:{runner.addresses[0][1]}/vk"
    yield bot
    await runner.cleanup()


def say(town, *texts):
    for text in texts:
        town.world.say(town.boris, chat=town.chat, text=text)
