"""VK's part of the Callback API in a process of its own: posts a town's events, one a request."""

import asyncio
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection

import msgspec

from tests.bench.stream import bodies
from tests.bench.town import Town, scattered

HOST = "127.0.0.1"
PATH, SECRET = "/vk", "bench"
PACE = 500  # events a second at which the lateness is measured
SIDE_BY_SIDE = 64  # connections
_OK = b"ok"
_LENGTH = b"content-length: "


class NotTaken(Exception):
    """An answer was not ``ok``."""


class Times(msgspec.Struct, frozen=True):
    """How long it took to post all, and of the answers the median and the 99th of 100; seconds."""

    took: float
    median: float
    late: float


class Ask(msgspec.Struct, frozen=True):
    """Post the events from ``first`` on, before ``last``; ``pace``: so many a second."""

    port: int
    first: int
    last: int
    pace: float | None


@contextmanager
def posting(town: Town, events: int) -> Iterator[Connection]:
    """Make requests of so many events; gives where to put an ``Ask`` and find ``Times``.

    What is found instead of them is why not all was taken.
    """
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    given = (theirs, town, events)
    process = context.Process(target=_run, args=given, daemon=True)
    process.start()
    theirs.close()
    try:
        yield ours
    finally:
        ours.close()
        process.join(5)
        process.kill()
        process.join()


def _run(pipe: Connection, town: Town, events: int) -> None:
    requests = [_request(body) for body in bodies(scattered(town, events), 1)]
    while True:
        try:
            ask = pipe.recv()
        except EOFError:
            return
        try:
            pipe.send(asyncio.run(_post(requests[ask.first : ask.last], ask.port, ask.pace)))
        except Exception as error:  # noqa: BLE001 - whatever it is, the other side must hear of it
            pipe.send(repr(error))


def _request(answer: bytes) -> bytes:
    """Turn a poll's answer with one event into a post of it."""
    event = answer[answer.index(b"[") + 1 : -2]
    body = event[:-1] + b',"secret":%b}' % msgspec.json.encode(SECRET)
    head = (
        f"POST {PATH} HTTP/1.1\r\nHost: {HOST}\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def _post(requests: list[bytes], port: int, pace: float | None) -> Times:
    took: list[float] = []
    began = time.perf_counter()
    coming = enumerate(requests)
    async with asyncio.TaskGroup() as group:
        for _ in range(SIDE_BY_SIDE):
            group.create_task(_connection(coming, port, began, pace, took))
    ordered = sorted(took)
    return Times(
        took=time.perf_counter() - began,
        median=statistics.median(ordered),
        late=ordered[len(ordered) * 99 // 100],
    )


async def _connection(
    coming: Iterator[tuple[int, bytes]],
    port: int,
    began: float,
    pace: float | None,
    took: list[float],
) -> None:
    """Post what comes, one after another; at a pace each at its moment, however late the last."""
    reader, writer = await asyncio.open_connection(HOST, port)
    for index, request in coming:
        due = time.perf_counter() if pace is None else began + index / pace
        if (early := due - time.perf_counter()) > 0:
            await asyncio.sleep(early)
        sent = time.perf_counter()
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        at = head.lower().index(_LENGTH) + len(_LENGTH)
        body = await reader.readexactly(int(head[at : head.index(b"\r", at)]))
        if body != _OK:
            raise NotTaken(head)
        took.append(time.perf_counter() - sent)
    writer.close()
