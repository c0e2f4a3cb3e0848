"""The process that draws: what to make comes in, the bytes of a file go out.

Started by ``bot.pictures.elsewhere``, which is the only one it listens to. It ends when nobody has
asked for a while, and when whoever started it is gone.
"""

import importlib
import io
import pickle
import select
import sys
from collections.abc import Sequence
from typing import IO, Any

LENGTH = 8  # bytes of a length
MADE, FAILED = b"+", b"-"


def main(idle: float) -> None:
    """Make what is asked for, until nothing is asked for so many seconds."""
    asked, told = io.FileIO(0, closefd=False), sys.stdout.buffer  # unbuffered: select must see it
    sys.stdout = sys.stderr  # whatever a library prints is no answer
    while select.select([asked], [], [], idle)[0]:
        body = _read(asked)
        if body is None:
            return
        put(told, *_answer(body))


def _answer(body: bytes) -> tuple[bytes, bytes]:
    """Make a file; or tell the kind of error that kept it from being made, and nothing of it."""
    try:
        module, name, args = pickle.loads(body)  # noqa: S301 - of the process that started us
        return MADE, made(module, name, args)
    except Exception as error:  # noqa: BLE001 - who asked hears of it
        return FAILED, type(error).__name__.encode()


def made(module: str, name: str, args: Sequence[Any]) -> bytes:
    """Give what a module's function returns for some arguments."""
    found: bytes = getattr(importlib.import_module(module), name)(*args)
    return found


def _read(asked: IO[bytes]) -> bytes | None:
    """Read what is asked; None: nobody will ask any more."""
    head = exactly(asked, LENGTH)
    return head and exactly(asked, int.from_bytes(head, "big"))


def exactly(source: IO[bytes], count: int) -> bytes | None:
    """Read so many bytes; None: there are not so many to come."""
    found = bytearray()
    while len(found) < count:
        some = source.read(count - len(found))
        if not some:
            return None
        found += some
    return bytes(found)


def put(to: IO[bytes], kind: bytes, body: bytes) -> None:
    """Write a kind (one byte or none), a length and so many bytes."""
    to.write(kind + len(body).to_bytes(LENGTH, "big") + body)
    to.flush()
