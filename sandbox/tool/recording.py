"""``--record``: everything that clients and people ask, with the answers, written as it happens."""

import time

import msgspec
from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from sandbox.context import SANDBOX
from sandbox.http import forms
from sandbox.tool.records import OF_POLLS, SECRET, File, Line, Writer, veiled
from sandbox.world.records import Value

WATCHED = ("/method/", "/longpoll/", "/upload/", "/sandbox/")


def recorder(writer: Writer) -> Middleware:
    """Make what writes every request and its answer; looking at /sandbox/… is left out."""
    start = time.monotonic()

    @web.middleware
    async def record(request: web.Request, handler: Handler) -> web.StreamResponse:
        if not _is_recorded(request):
            return await handler(request)
        line = await _asked(request)
        response = await handler(request)
        line.at, line.status = round(time.monotonic() - start, 3), response.status
        _answered(line, response)
        communities = [each.world for each in request.app[SANDBOX].beside]
        secrets = [secret for each in communities for secret in (each.token, each.queue.key)]
        writer.write(line, communities[0].url, secrets)
        return response

    return record


def _is_recorded(request: web.Request) -> bool:
    looked = request.path.startswith("/sandbox/") and request.method == "GET"
    return request.path.startswith(WATCHED) and not looked


async def _asked(request: web.Request) -> Line:
    line = Line(at=0, verb=request.method, path=request.path, status=0)
    secret = OF_POLLS if request.path.startswith("/longpoll/") else SECRET
    line.query = veiled(dict(request.query), secret)
    if request.path.startswith("/sandbox/"):
        line.body = _body(await request.read())
        return line
    for name, value in await forms.posted(request):
        if isinstance(value, web.FileField):
            line.files[name] = File(name=value.filename, content=value.file.read())
            value.file.seek(0)  # who answers reads it as well
        else:
            line.params[name] = value if isinstance(value, str) else value.decode(errors="replace")
    line.params = veiled(line.params, secret)
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer" and "access_token" not in line.params:
        line.params |= veiled({"access_token": token.strip()})
    return line


def _body(content: bytes) -> Value:
    try:
        body = msgspec.json.decode(content or b"{}")
    except msgspec.DecodeError:
        return content.decode(errors="replace")
    return veiled(body) if isinstance(body, dict) else body


def _answered(line: Line, response: web.StreamResponse) -> None:
    """Keep the answer, unless it was broken on purpose: then only its status."""
    if not isinstance(response, web.Response) or not isinstance(response.body, bytes):
        return
    try:
        line.answer = msgspec.json.decode(response.body)
    except msgspec.DecodeError:
        line.text = response.body.decode(errors="replace")
