"""``--replay``: a client is answered from a record, in the order of the record.

A request finds the next recorded one of its path with its parameters, else the next of its path;
what was recorded once may be asked again. Nobody acts in a replay.
"""

import asyncio
from collections import defaultdict
from collections.abc import Mapping

import msgspec
from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from sandbox.context import SANDBOX
from sandbox.http import forms
from sandbox.tool.records import BARE, PLACE, SECRET, Line, Record

ANSWERED = ("/method/", "/longpoll/", "/upload/")
VOLATILE = {*SECRET, "ts", "wait", "act", "random_id", "mode", "version"}
"""What differs from run to run, or from client to client, and is not compared."""
JSON_TYPE = "application/json"
NOT_THERE = {"error": {"error_code": 10, "error_msg": "Internal server error: not in the record"}}


class Tape:
    """The answers that are left of a record."""

    def __init__(self, record: Record) -> None:
        """Start at the beginning."""
        self._left: dict[str, list[Line]] = defaultdict(list)
        self._told: dict[str, list[Line]] = defaultdict(list)
        for line in record.lines:
            if line.path.startswith(ANSWERED) and line.whole:
                self._left[line.path].append(line)

    def next(self, path: str, params: Mapping[str, str]) -> Line | None:
        """Take what comes next for a request, or again what was told; None: no such request."""
        left, told, wanted = self._left[path], self._told[path], lasting(params)
        same = [line for line in left if lasting(line.query | line.params) == wanted]
        if not same and (again := _last_like(told, wanted)) is not None:
            return again
        if not (same or left):
            return told[-1] if told else None
        line = (same or left)[0]
        left.remove(line)
        told.append(line)
        return line

    def next_poll(self, path: str) -> Line | None:
        """Take what the next poll gets; None: nothing happens any more."""
        return self._left[path].pop(0) if self._left[path] else None


def lasting(params: Mapping[str, str]) -> dict[str, str]:
    """Leave of parameters what tells one request from another."""
    return {name: value for name, value in params.items() if name not in VOLATILE}


def _last_like(told: list[Line], wanted: dict[str, str]) -> Line | None:
    like = (line for line in reversed(told) if lasting(line.query | line.params) == wanted)
    return next(like, None)


def replayer(record: Record) -> Middleware:
    """Make what answers in the place of the world."""
    tape = Tape(record)

    @web.middleware
    async def replay(request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.path.startswith("/sandbox/") and request.method != "GET":
            told = {"error": "This is a replay: nobody acts in it."}
            return web.json_response(told, status=400)
        if not request.path.startswith(ANSWERED):
            return await handler(request)
        form = {k: v for k, v in await forms.posted(request) if isinstance(v, str)}
        params = {**request.query, **form}
        if request.path.startswith("/longpoll/"):
            line = tape.next_poll(request.path)
            return await _silence(params) if line is None else _told(line, request)
        line = tape.next(request.path, params)
        return web.json_response(NOT_THERE) if line is None else _told(line, request)

    return replay


async def _silence(params: Mapping[str, str]) -> web.Response:
    """Answer as when nothing happens."""
    wait = params.get("wait", "25")
    await asyncio.sleep(min(int(wait), 90) if wait.isdecimal() else 0)
    return web.json_response({"ts": params.get("ts", "0"), "updates": []})


def _told(line: Line, request: web.Request) -> web.Response:
    text = line.text if line.text is not None else msgspec.json.encode(line.answer).decode()
    kind = JSON_TYPE if line.text is None else "text/html"
    url = request.app[SANDBOX].url
    text = text.replace(PLACE, url).replace(BARE, url.partition("://")[2])
    return web.Response(text=text, status=line.status, content_type=kind)
