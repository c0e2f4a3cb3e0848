"""Work in a process of its own, so that no measurement warms or fattens the next.

The process is told the name of a module whose ``work(tell, **given)`` (or another) it runs: the one
that asks need not import what is measured.
"""

import importlib
import traceback
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any

Tell = Callable[[float], None]
"""Told how far the work is, as a part of 1."""


class Failed(Exception):
    """The work raised; the text is its traceback, or why there is none."""


def apart(module: str, tell: Tell, *, work: str = "work", **given: Any) -> Any:
    """Run a module's ``work`` elsewhere and give its result. Raises ``Failed``."""
    context = get_context()  # as ``__main__`` set it: spawned, or of a quick run copied
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs, module, work, given), daemon=True)
    process.start()
    theirs.close()
    try:
        while True:
            kind, value = ours.recv()
            if kind == "done":
                return value
            if kind == "failed":
                raise Failed(value)
            tell(value)
    except EOFError as error:
        raise Failed(f"{module} died without a word") from error
    finally:
        ours.close()
        process.join(10)
        process.kill()
        process.join()


def _work(pipe: Connection, module: str, work: str, given: dict[str, Any]) -> None:
    do = getattr(importlib.import_module(module), work)
    try:
        pipe.send(("done", do(lambda part: pipe.send(("at", part)), **given)))
    except BaseException:  # noqa: BLE001 - whatever it is, the other side must hear of it
        pipe.send(("failed", traceback.format_exc()))
