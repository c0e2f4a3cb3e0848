"""/upload/photo and /upload/doc take files; /sandbox/files/<id> gives them back byte for byte."""

import json

import msgspec
from aiohttp import web

from sandbox.api.uploads import SERVER
from sandbox.context import SANDBOX
from sandbox.http.delivery import deliver
from sandbox.world.files import StoredFile

POINT = "upload"


async def photo(request: web.Request) -> web.StreamResponse:
    """Take a picture; anything else is answered with an empty list, as on VK."""
    sandbox = request.app[SANDBOX]
    name, content = await _uploaded(request, ("photo", "file"))

    def make() -> bytes:
        file = sandbox.world.files.add(name, content)
        listed = [{"photo": file.token}] if file.width and file.height else []
        answer = {"server": SERVER, "photo": json.dumps(listed), "hash": file.token}
        return msgspec.json.encode(answer)

    return await deliver(request, sandbox.faults.take(POINT), make)


async def doc(request: web.Request) -> web.StreamResponse:
    """Take a document."""
    sandbox = request.app[SANDBOX]
    name, content = await _uploaded(request, ("file",))

    def make() -> bytes:
        file = sandbox.world.files.add(name, content)
        return msgspec.json.encode({"file": f"{file.token}|{len(content)}|{SERVER}"})

    return await deliver(request, sandbox.faults.take(POINT), make)


async def _uploaded(request: web.Request, fields: tuple[str, ...]) -> tuple[str, bytes]:
    form = await request.post()
    for name in fields:
        value = form.get(name)
        if isinstance(value, web.FileField):
            return value.filename, value.file.read()
    raise web.HTTPBadRequest(text=f"There is no file in the field {fields[0]}.")


async def download(request: web.Request) -> web.Response:
    """Give a stored file back."""
    file = _stored(request)
    return web.Response(body=file.content, content_type=file.mime)


def _stored(request: web.Request) -> StoredFile:
    number = request.match_info["id"]
    stored = request.app[SANDBOX].world.files.stored
    if not number.isdecimal() or int(number) not in stored:
        raise web.HTTPNotFound(text="No such file.")
    return stored[int(number)]
