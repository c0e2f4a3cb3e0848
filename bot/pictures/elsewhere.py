"""Drawing in a process of its own: what draws takes 40 MB that the service does not keep.

The process begins with the first picture, in a second, and ends a minute after the last one.
"""

import contextlib
import os
import pickle
import subprocess
import sys
import threading
from functools import cache
from pathlib import Path
from typing import Any

from bot.pictures.child import LENGTH, MADE, exactly, put

IDLE = 60.0
"""Seconds without a picture after which the process ends."""

PATIENCE = 60.0
"""Seconds for one file, the start of the process on a busy machine included."""

_KEPT = ("HOME", "PATH", "LANG", "LC_ALL", "TZ", "TMPDIR", "MPLCONFIGDIR", "XDG_CACHE_HOME")
"""What the process needs of our surroundings, which have the token; with where it keeps fonts."""

_ROOT = Path(__file__).resolve().parents[2]
_PROGRAM = (
    "import sys; idle, *sys.path[:] = sys.argv[1:]; "
    "from bot.pictures.child import main; main(float(idle))"
)


class NotMade(Exception):
    """A file was not made; the text is the kind of error, without anything of what was drawn."""


class Elsewhere:
    """Makes files in a process; for any number of threads, one after another."""

    def __init__(self, idle: float = IDLE) -> None:
        self._idle = idle
        self._turn = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """The process that made the last file; None: there was none."""
        return None if self._process is None else self._process.pid

    def make(self, module: str, name: str, *args: Any) -> bytes:  # noqa: ANN401 - of any function
        """Give what a module's function returns for these arguments. Raises ``NotMade``."""
        body = pickle.dumps((module, name, args))
        with self._turn:
            for process in (self._running(), None):
                found = self._asked(process or self._started(), body)
                if found is not None:  # else it ended just now, or died of it
                    break
        if found is None:
            raise NotMade("ended")
        kind, answer = found
        if kind != MADE:
            raise NotMade(answer.decode())
        return answer

    def _running(self) -> "subprocess.Popen[bytes] | None":
        process = self._process
        return process if process is not None and process.poll() is None else None

    def _started(self) -> "subprocess.Popen[bytes]":
        path = [str(self._idle), str(_ROOT), *filter(None, sys.path)]
        try:
            process = subprocess.Popen(  # noqa: S603 - our own program
                [sys.executable, "-I", "-S", "-c", _PROGRAM, *path],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # its words may quote what is drawn
                env={name: os.environ[name] for name in _KEPT if name in os.environ},
            )
        except (OSError, MemoryError) as error:
            raise NotMade(type(error).__name__) from error
        self._process = process
        threading.Thread(target=_let_go, args=(process,), daemon=True).start()
        return process

    def _asked(self, process: "subprocess.Popen[bytes]", body: bytes) -> tuple[bytes, bytes] | None:
        """Let a process make a file; None: it ended without a word."""
        assert process.stdin is not None  # noqa: S101 - both are pipes
        assert process.stdout is not None  # noqa: S101 - both are pipes
        timer = threading.Timer(PATIENCE, process.kill)
        timer.start()
        try:
            with contextlib.suppress(OSError):
                put(process.stdin, b"", body)
                head = exactly(process.stdout, 1 + LENGTH)
                answer = head and exactly(process.stdout, int.from_bytes(head[1:], "big"))
                if head and answer is not None:
                    return head[:1], answer
        finally:
            timer.cancel()
        return None


def _let_go(process: "subprocess.Popen[bytes]") -> None:
    """Wait for its end, so that nothing is left of it."""
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()


@cache
def elsewhere() -> Elsewhere:
    """Give the process that draws for this one: one for all who ask."""
    return Elsewhere()
