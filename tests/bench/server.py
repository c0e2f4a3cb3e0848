"""A long poll server in a process of its own, handing out bytes that are ready.

Nothing but what a bot asks at its start and the poll itself; it ends with the process that
started it.
"""

import asyncio
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from urllib.parse import parse_qs, urlsplit

from tests.bench.stream import GROUP, bodies
from tests.bench.town import Talk, Town, talk

Book = Callable[[int], bytes]
"""From the ``ts`` of a poll to its answer."""

HOST = "127.0.0.1"
STARTED_WITHIN = 120  # seconds; three hundred thousand events are made first


@contextmanager
def served(
    town: Town, events: int, a_poll: int, *, said: Talk = talk, ready: bool = True
) -> Iterator[str]:
    """Serve a town's first ``events`` messages; gives the address without a slash at its end.

    ``ready``: all answers are made before the first poll, and any ``ts`` may be asked for;
    otherwise they are made as they are asked for, one after another.
    """
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    given = (theirs, town, events, a_poll, said, ready)
    process = context.Process(target=_run, args=given, daemon=True)
    process.start()
    theirs.close()
    try:
        if not ours.poll(STARTED_WITHIN):
            raise TimeoutError("the long poll server did not start")
        yield f"http://{HOST}:{ours.recv()}"
    finally:
        ours.close()
        process.join(5)
        process.kill()
        process.join()


def _run(pipe: Connection, town: Town, events: int, a_poll: int, said: Talk, ready: bool) -> None:
    made = bodies(said(town, events), a_poll)
    book = _made_before(list(made), a_poll) if ready else _made_when_asked(made)
    asyncio.run(_serve(pipe, book, events))


def _made_before(answers: list[bytes], a_poll: int) -> Book:
    return lambda ts: answers[ts // a_poll]


def _made_when_asked(coming: Iterator[bytes]) -> Book:
    """Make each answer when its turn comes; the last one may be asked for again."""
    last = (-1, b"")

    def after(ts: int) -> bytes:
        nonlocal last
        if ts != last[0]:
            last = (ts, next(coming))
        return last[1]

    return after


async def _serve(pipe: Connection, book: Book, end: int) -> None:
    url = ""

    async def talk_to(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while (asked := await _request(reader)) is not None:
            body = await _answer(asked, book, end, url)
            head = (
                "HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=utf-8\r\n"
                f"Content-Length: {len(body)}\r\n\r\n"
            )
            writer.writelines((head.encode(), body))
            await writer.drain()
        writer.close()

    server = await asyncio.start_server(talk_to, HOST, 0)
    port = server.sockets[0].getsockname()[1]
    url = f"http://{HOST}:{port}"
    pipe.send(port)
    await asyncio.to_thread(pipe.poll, None)  # until the other end is closed: the work is done
    os._exit(0)  # polls may still be waiting, and there is nothing to save


async def _request(reader: asyncio.StreamReader) -> str | None:
    """Read a request and give its target; None: the client is gone."""
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        for line in head.lower().split("\r\n"):
            if line.startswith("content-length:"):
                await reader.readexactly(int(line.partition(":")[2]))
    except (asyncio.IncompleteReadError, ConnectionError):
        return None
    return head.split(" ", 2)[1]


async def _answer(target: str, book: Book, end: int, url: str) -> bytes:
    parts = urlsplit(target)
    if parts.path == "/longpoll":
        asked = parse_qs(parts.query)
        ts = int(asked["ts"][0])
        if ts < end:
            return book(ts)
        await asyncio.sleep(float(asked["wait"][0]))
        return b'{"ts":"%d","updates":[]}' % ts
    answers = {
        "/method/groups.getById": {"groups": [{"id": GROUP, "name": "Звонок"}], "profiles": []},
        "/method/groups.getLongPollServer": {"server": f"{url}/longpoll", "key": "k", "ts": "0"},
    }
    if parts.path not in answers:
        return b'{"error":{"error_code":3,"error_msg":"Unknown method","request_params":[]}}'
    return json.dumps({"response": answers[parts.path]}).encode()
