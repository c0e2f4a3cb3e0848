"""Taking JSON apart without reading what is inside: nothing in it can be too deep or too odd. Pure.

Readers of JSON go down into everything, also into what is skipped, and refuse the whole answer for
what one update holds. Here only brackets, commas and strings at the outermost level are looked at.
"""

import re
from collections.abc import Iterator

import msgspec

_SIGN = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{},]', re.DOTALL)
_KEY = re.compile(rb'\s*("[^"\\]*(?:\\.[^"\\]*)*")\s*:\s*', re.DOTALL)
_WHITE = b" \t\r\n"


def members(body: bytes) -> dict[str, bytes]:
    """Give the values of an object, as they stand, by their keys. Raises ``DecodeError``."""
    found: dict[str, bytes] = {}
    for piece in _pieces(body, b"{", b"}"):
        key = _KEY.match(piece)
        if key is None:
            raise msgspec.DecodeError("no key")
        found[_text(key.group(1))] = piece[key.end() :]
    return found


def elements(body: bytes) -> list[bytes]:
    """Give the values of an array, as they stand. Raises ``DecodeError``."""
    return list(_pieces(body, b"[", b"]"))


def _text(key: bytes) -> str:
    try:
        return msgspec.json.decode(key, type=str)
    except UnicodeDecodeError as error:
        raise msgspec.DecodeError("a key is no text") from error


def _pieces(body: bytes, opens: bytes, closes: bytes) -> Iterator[bytes]:
    """Cut at the commas of the outermost bracket, which has to be the whole body."""
    body = body.strip(_WHITE)
    if not (body.startswith(opens) and body.endswith(closes)):
        raise msgspec.DecodeError("not what it should be, or cut off")
    if not body[1:-1].strip(_WHITE):
        return
    depth, start, last = 0, 1, len(body) - 1
    for sign in _SIGN.finditer(body):
        match sign.group()[:1]:
            case b"[" | b"{":
                depth += 1
            case b"]" | b"}":
                depth -= 1
                if depth == 0 and sign.start() != last:
                    raise msgspec.DecodeError("something behind the end")
            case b"," if depth == 1:
                yield body[start : sign.start()].strip(_WHITE)
                start = sign.end()
    if depth:
        raise msgspec.DecodeError("brackets do not match")
    yield body[start:last].strip(_WHITE)
