"""/upload/… takes photos, documents and chats' pictures; /sandbox/files/<id> gives them back."""

import json

import msgspec
from aiohttp import web

from sandbox.api.uploads import DOC_KINDS, SERVER
from sandbox.context import SANDBOX
from sandbox.http import clients, forms
from sandbox.http.delivery import deliver
from sandbox.world.carried.files import StoredFile
from sandbox.world.records import as_id

POINT = "upload"
FIELDS = ("file", "photo")


async def photo(request: web.Request) -> web.StreamResponse:
    """Take pictures; anything else is left out of the list that is answered, as on VK."""
    sandbox = request.app[SANDBOX]
    uploaded = await _uploaded(request, "photo")

    def make() -> bytes:
        files = [sandbox.world.files.add(name, content) for name, content in uploaded]
        listed = [{"photo": file.token} for file in files if file.width and file.height]
        answer = {"server": SERVER, "photo": json.dumps(listed), "hash": files[0].token}
        return msgspec.json.encode(answer)

    return await deliver(request, sandbox.faults.take(POINT, clients.of(request)), make)


async def doc(request: web.Request) -> web.StreamResponse:
    """Take a document of the kind the upload's address says."""
    sandbox = request.app[SANDBOX]
    kind = request.query.get("type", DOC_KINDS[0])
    if kind not in DOC_KINDS:
        raise web.HTTPBadRequest(text=f"There are no documents of type {kind}.")
    ((name, content), *_) = await _uploaded(request, "file")

    def make() -> bytes:
        file = sandbox.world.files.add(name, content, kind)
        return msgspec.json.encode({"file": f"{file.token}|{len(content)}|{SERVER}"})

    return await deliver(request, sandbox.faults.take(POINT, clients.of(request)), make)


async def chat_photo(request: web.Request) -> web.StreamResponse:
    """Take a picture for a chat."""
    sandbox, chat = request.app[SANDBOX], request.match_info["chat"]
    ((name, content), *_) = await _uploaded(request, "file")

    def make() -> bytes:
        file = sandbox.world.files.add(name, content)
        return msgspec.json.encode({"response": f"{file.token}|{chat}"})

    return await deliver(request, sandbox.faults.take(POINT, clients.of(request)), make)


async def _uploaded(request: web.Request, wanted: str) -> list[tuple[str, bytes]]:
    """Read the uploaded files: VK takes them under any of its names, also numbered (file0)."""
    files = [
        (value.filename, value.file.read())
        for name, value in await forms.posted(request)
        if isinstance(value, web.FileField) and name.rstrip("0123456789") in FIELDS
    ]
    if not files:
        raise web.HTTPBadRequest(text=f"There is no file in the field {wanted}.")
    return files


async def download(request: web.Request) -> web.Response:
    """Give a stored file back."""
    file = _stored(request)
    return web.Response(body=file.content, content_type=file.mime)


def _stored(request: web.Request) -> StoredFile:
    number = as_id(request.match_info["id"])
    file = request.app[SANDBOX].world.files.stored.get(number or 0)
    if file is None:
        raise web.HTTPNotFound(text="No such file.")
    return file
