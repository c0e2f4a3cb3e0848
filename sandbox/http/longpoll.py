"""Bots long poll at /longpoll/<group>: act=a_check, key, ts and wait.

An answer joins the bytes of events that were serialised when they happened. At
/longpoll/dialogs/<group> the same is told as a person's long poll does (User Long Poll).
"""

import asyncio
import random
from collections.abc import Callable

import msgspec
from aiohttp import web

from sandbox.context import SANDBOX, Sandbox
from sandbox.faults import Client, Fault
from sandbox.http import clients, forms
from sandbox.http.delivery import deliver
from sandbox.world import dialog_events
from sandbox.world.events import API_VERSION, Queue, as_of, kind_of

Join = Callable[[int, list[bytes]], bytes]
"""Makes an answer of a ts and events."""
POINT = "poll"
LONGEST_WAIT = 90
DEFAULT_WAIT = 25


async def poll(request: web.Request) -> web.StreamResponse:
    """Answer as soon as there are newer events than `ts`, or empty after `wait` seconds."""
    sandbox = _sandbox(request)

    def join(ts: int, events: list[bytes]) -> bytes:
        world = sandbox.world
        if world.callback_servers.wanted - world.event_types:
            events = [each for each in events if kind_of(each) in world.event_types]
        return _joined(ts, events, world.long_poll_version)

    return await _answer(request, sandbox, await forms.words(request), join)


async def poll_dialogs(request: web.Request) -> web.StreamResponse:
    """Answer likewise with messages as arrays, in the `version` and with what `mode` adds."""
    sandbox, asked = _sandbox(request), await forms.words(request)
    mode, version = _number(asked.get("mode"), 0), _number(asked.get("version"), 0)
    least, most = dialog_events.VERSIONS
    if not least <= version <= most:
        wrong = {"failed": 4, "min_version": least, "max_version": most}
        return web.json_response(wrong)

    def join(ts: int, events: list[bytes]) -> bytes:
        arrays = [dialog_events.told(event, mode, version) for event in events]
        body = {"ts": ts, "updates": [array for array in arrays if array is not None]}
        pts = {"pts": ts} if mode & dialog_events.PTS else {}
        return msgspec.json.encode(body | pts)

    return await _answer(request, sandbox, asked, join)


def _sandbox(request: web.Request) -> Sandbox:
    found = request.app[SANDBOX].by_group(request.match_info["group"])
    if found is None:
        raise web.HTTPNotFound(text="No such long poll.")
    return found


async def _answer(
    request: web.Request, sandbox: Sandbox, asked: dict[str, str], join: Join
) -> web.StreamResponse:
    if asked.get("act") != "a_check":
        raise web.HTTPBadRequest(text="The long poll's act should be a_check.")
    client = clients.of(request, sandbox.world.token)
    ts = _number(asked.get("ts"), -1)
    wait = max(0, min(LONGEST_WAIT, _number(asked.get("wait"), DEFAULT_WAIT)))
    sandbox.world.polls += _refusal(sandbox.world.queue, asked.get("key", ""), ts) is None
    body, fault = await _wait(sandbox, (asked.get("key", ""), ts, wait), client, join)
    return await deliver(request, fault, lambda: body)


def _number(text: str | None, default: int) -> int:
    try:
        return int(text or "")
    except ValueError:
        return default


async def _wait(
    sandbox: Sandbox, asked: tuple[str, int, int], client: Client, join: Join
) -> tuple[bytes, Fault | None]:
    key, ts, wait = asked
    loop, news = asyncio.get_running_loop(), asyncio.Event()
    deadline = loop.time() + wait
    sandbox.world.queue.watch(news.set)
    try:
        while True:
            news.clear()
            left = deadline - loop.time()
            expired = left <= 0 or sandbox.closing
            found = look(sandbox, key, ts, expired=expired, client=client, join=join)
            if found is not None:
                return found
            try:
                await asyncio.wait_for(news.wait(), left)
            except TimeoutError:
                continue
    finally:
        sandbox.world.queue.unwatch(news.set)


def look(
    sandbox: Sandbox, key: str, ts: int, *, expired: bool, client: Client, join: Join
) -> tuple[bytes, Fault | None] | None:
    """Decide what a poll gets at this moment: its body and a fault, or None to wait on."""
    world, queue = sandbox.world, sandbox.world.queue
    refusal = _refusal(queue, key, ts)
    until = min(queue.last, ts + world.poll_limit)
    fault = sandbox.faults.due(POINT, client)
    if fault is not None and not _can_happen(fault, queue, fresh=refusal is None and until > ts):
        fault = None
    if refusal is None and fault is None and until <= ts and not expired:
        return None
    sandbox.faults.settle(POINT, fault, client)
    if refusal is not None:
        return refusal, fault
    if fault is None:
        return join(until, queue.between(ts, until)), None
    return _bent(queue, fault, (ts, until), join), fault


def _can_happen(fault: Fault, queue: Queue, *, fresh: bool) -> bool:
    """Whether the fault would show; one that touches events waits for events."""
    if fault.duplicate:
        return fresh or queue.last > queue.oldest
    return fresh or not fault.needs_events


def _refusal(queue: Queue, key: str, ts: int) -> bytes | None:
    if key != queue.key:
        return b'{"failed":3}' if queue.is_lost(key) else b'{"failed":2}'
    if ts > queue.last or ts < 0:
        return _outdated(queue.last)
    return _outdated(queue.oldest) if ts < queue.oldest else None


def _outdated(ts: int) -> bytes:
    # A number here, a string in ordinary answers: so does VK.
    return b'{"failed":1,"ts":%d}' % ts


def _joined(ts: int, events: list[bytes], version: str) -> bytes:
    if version != API_VERSION:
        events = [as_of(version, event) for event in events]
    return b'{"ts":"%d","updates":[%b]}' % (ts, b",".join(events))


def _bent(queue: Queue, fault: Fault, span: tuple[int, int], join: Join) -> bytes:
    """Lose, repeat or mix events as the fault says.

    A plain failed 1 loses everything not yet delivered; `forget` only that many events.
    """
    ts, until = span
    if fault.failed == 2:
        queue.renew_key()
        return b'{"failed":2}'
    if fault.failed == 3:
        queue.reset()
        return b'{"failed":3}'
    if fault.forget or fault.failed == 1:
        queue.forget(ts + fault.forget if fault.forget else queue.last)
        return _outdated(queue.oldest)
    if fault.failed is not None:
        return b'{"failed":%d,"min_version":0,"max_version":3}' % fault.failed
    events = queue.between(ts, until) + queue.between(max(0, until - fault.duplicate), until)
    if fault.shuffle:
        random.Random(ts).shuffle(events)  # noqa: S311 - disorder, not a secret
    return join(until, events)
