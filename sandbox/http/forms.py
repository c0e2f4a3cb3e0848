"""Reading what a client posted, however it was written; what cannot be read is status 400."""

import zlib

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

Part = str | bytes | web.FileField
_UNREADABLE = (
    *(ValueError, LookupError, AssertionError),
    *(HttpProcessingError, web.RequestPayloadError, zlib.error),
)


async def posted(request: web.Request) -> list[tuple[str, Part]]:
    """Read the fields of a form, urlencoded or multipart, in their order."""
    try:
        return [(name, _part(value)) for name, value in (await request.post()).items()]
    except _UNREADABLE as error:
        why = f"The body is no form that can be read: {error}."
        raise web.HTTPBadRequest(text=why) from None


def _part(value: str | bytes | bytearray | web.FileField) -> Part:
    return bytes(value) if isinstance(value, bytearray) else value


async def words(request: web.Request) -> dict[str, str]:
    """Read query and form; the form wins over the query, and of what comes twice the last."""
    return dict(request.query.items()) | {
        name: _word(value) for name, value in await posted(request)
    }


def _word(value: Part) -> str:
    if isinstance(value, web.FileField):
        # A client that has only bytes at hand sends them as a part of its own.
        value = value.file.read()
    return value.decode(errors="replace") if isinstance(value, bytes) else value
