"""Sending an answer over HTTP, whole or as broken as a fault wants it."""

import asyncio
from collections.abc import Callable

from aiohttp import web

from sandbox.faults import Fault

JSON_TYPE = "application/json"
CHARSET = "utf-8"  # said as VK says it: clients guess where it is not
HTML = "<html><head><title>{0}</title></head><body><h1>{0}</h1><hr>nginx</body></html>"


async def deliver(
    request: web.Request, fault: Fault | None, make: Callable[[], bytes]
) -> web.StreamResponse:
    """Answer with the body `make` gives, or as `fault` says.

    `make` carries the work out; a fault that replaces the answer leaves it undone unless `done`.
    """
    if fault is None:
        return web.Response(body=make(), content_type=JSON_TYPE, charset=CHARSET)
    kept = make() if fault.done else None
    if fault.hang:
        await asyncio.sleep(fault.hang)
    if fault.drop:
        _hang_up(request)
        return web.Response()
    if fault.status is not None:
        page = HTML.format(fault.status)
        return web.Response(status=fault.status, text=page, content_type="text/html")
    if fault.body is not None:
        return web.Response(text=fault.body, content_type=JSON_TYPE)
    body = make() if kept is None else kept
    if fault.cut is not None:
        return await _cut(request, body, fault.cut)
    return web.Response(body=body, content_type=JSON_TYPE, charset=CHARSET)


async def _cut(request: web.Request, body: bytes, keep: int) -> web.StreamResponse:
    """Promise the whole body, send its beginning and hang up."""
    response = web.StreamResponse(headers={"Content-Type": f"{JSON_TYPE}; charset={CHARSET}"})
    response.content_length = len(body)
    await response.prepare(request)
    await response.write(body[: min(keep, len(body) - 1)])
    _hang_up(request)
    return response


def _hang_up(request: web.Request) -> None:
    if request.transport is not None:
        request.transport.close()
