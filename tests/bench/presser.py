"""VK in a process of its own: a stream at a steady pace, in it presses, and when they are answered.

So what VK's stand-in takes is not in the times but for the milliseconds of handing out and hearing.
It ends with the process that started it.
"""

import asyncio
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any

import msgspec
from aiohttp import web

from sandbox.world.records import Dialog, Message
from sandbox.world.shapes import CLIENT_INFO, message_json
from tests.bench.stream import GROUP, bodies
from tests.bench.town import Town, moment, scattered

HOST = "127.0.0.1"
PACE = 500  # events a second
NOW = moment(3, 12)  # presses older than an hour are not answered
EVERY = 125  # so many events after another comes a press: four a second
WARM = 10  # presses that do not count: meanwhile the service starts
WITHIN = 60.0  # seconds after the last event in which every press has to be answered
_CHATS = 2_000_000_000


@contextmanager
def pressing(town: Town, presses: Sequence[tuple[int, str]]) -> Iterator[tuple[str, Connection]]:
    """Serve a town that writes while accounts press buttons with payloads.

    Gives the address, and where the seconds until each answer are found once all are answered;
    None of a press that never was.
    """
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_run, args=(theirs, town, presses), daemon=True)
    process.start()
    theirs.close()
    try:
        yield f"http://{HOST}:{ours.recv()}", ours
    finally:
        ours.close()
        process.kill()
        process.join()


def _run(pipe: Connection, town: Town, presses: Sequence[tuple[int, str]]) -> None:
    asyncio.run(_Vk(town, presses).serve(pipe))


class _Vk:
    def __init__(self, town: Town, presses: Sequence[tuple[int, str]]) -> None:
        stream = bodies(scattered(town, len(presses) * EVERY), 1)
        self._events: list[bytes] = []
        self._accounts: dict[int, int] = {}
        numbers: dict[int, int] = {}
        for account, payload in presses:
            for _ in range(EVERY - 1):
                answer = next(stream)
                self._events.append(answer[answer.index(b"[") + 1 : -2])
            numbers[account] = numbers.get(account, 0) + 1
            self._accounts[len(self._events)] = account
            self._events.append(_press(account, numbers[account], payload))
        self._began = 0.0
        self._given = 0
        self._pressed: dict[int, tuple[int, float]] = {}
        self._took: list[float | None] = [None] * len(presses)

    async def serve(self, pipe: Connection) -> None:
        app = web.Application()
        app.router.add_route("*", "/longpoll", self._poll)
        app.router.add_route("*", "/method/{name}", self._method)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        site = web.TCPSite(runner, HOST, 0)
        await site.start()
        self._port = runner.addresses[0][1]
        pipe.send(self._port)
        while self._given < len(self._events):
            await asyncio.sleep(0.1)
        end = time.perf_counter() + WITHIN
        while self._pressed and time.perf_counter() < end:
            await asyncio.sleep(0.1)
        pipe.send(self._took[WARM:])
        await asyncio.Event().wait()

    async def _poll(self, request: web.Request) -> web.Response:
        """Answer with what is due; of what was asked for before, again."""
        asked = int((await _params(request))["ts"])
        now = time.perf_counter()
        self._began = self._began or now
        if asked < len(self._events):
            due = self._began + asked / PACE
            await asyncio.sleep(max(0.0, due - now))
            last = 1 + int((time.perf_counter() - self._began) * PACE)
            some = self._events[asked:last]
            for index in range(max(asked, self._given), asked + len(some)):
                if index in self._accounts:
                    pressed = index // EVERY, time.perf_counter()
                    self._pressed[self._accounts[index]] = pressed
            self._given = max(self._given, asked + len(some))
        else:
            some = []
            await asyncio.sleep(1)
        body = b'{"ts":"%d","updates":[%b]}' % (asked + len(some), b",".join(some))
        return web.Response(body=body, content_type="application/json")

    async def _method(self, request: web.Request) -> web.Response:
        params = await _params(request)
        match request.match_info["name"]:
            case "messages.send" | "messages.edit":
                if (pressed := self._pressed.pop(int(params["peer_id"]), None)) is not None:
                    self._took[pressed[0]] = time.perf_counter() - pressed[1]
                return _answer(1)
            case "groups.getById":
                return _answer({"groups": [{"id": GROUP, "name": "Звонок"}], "profiles": []})
            case "groups.getLongPollServer":
                url = f"http://{HOST}:{self._port}/longpoll"
                return _answer({"server": url, "key": "k", "ts": "0"})
            case _:
                refused = {"error_code": 3, "error_msg": "Unknown method", "request_params": []}
                return web.json_response({"error": refused})


async def _params(request: web.Request) -> dict[str, Any]:
    return {**request.query, **await request.post()}


def _answer(response: object) -> web.Response:
    return web.json_response({"response": response})


def _press(account: int, number: int, payload: str) -> bytes:
    """Make the message that a press of a button of the keyboard sends."""
    message = Message(from_id=account, text="Кнопка", cmid=number, date=int(NOW.timestamp()))
    made = message_json(message, Dialog(peer_id=account), GROUP) | {"payload": payload}
    event = {
        "group_id": GROUP,
        "type": "message_new",
        "event_id": f"press{account}n{number}",
        "v": "5.199",
        "object": {"message": made, "client_info": CLIENT_INFO},
    }
    return msgspec.json.encode(event)
