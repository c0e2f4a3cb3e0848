"""Commands in processes of their own, started in a moment: for tests that start many.

To start a command takes seconds, nearly all of them for imports. Here one process imports
everything, once for all workers of a run, and is copied (``fork``) for every command: what is
copied has its own memory, threads, files and end, as if it had been started by a user. Where the
start itself matters, tests start the program as a user would (``tests/test_processes.py``).

Who first wants a command starts that process, the others come to its socket; it ends when all
who came have ended, however they did.
"""

import atexit
import contextlib
import fcntl
import gc
import json
import os
import random
import select
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import uuid
from collections.abc import Iterator, Mapping
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import IO, Any

COMPARE_EVERY = "TESTS_COMPARE_EVERY"
"""A variable that lets a service look sooner at what somebody else may have applied; in seconds."""

PULSE_EVERY = "TESTS_PULSE_EVERY"
"""A variable that lets processes mark themselves sooner, and be missed sooner; in seconds."""

_LENGTH = 8  # bytes of a number
_TURN = threading.Lock()  # of a request, whose parts must not mix with those of another


class Process:
    """A command that runs; to be used like ``subprocess.Popen``, of whose ways it has a few."""

    def __init__(self, folder: Path, *arguments: str, env: Mapping[str, str], stderr: Any) -> None:
        """Start ``zvonok`` in a folder; ``stderr``: a file, or ``subprocess.PIPE``."""
        self.args = ("zvonok", *arguments)
        self.returncode: int | None = None
        self.stderr: IO[str] | None = None
        out, write_out = os.pipe()
        with contextlib.ExitStack() as given:
            given.callback(os.close, write_out)
            if stderr == subprocess.PIPE:
                read, errors = os.pipe()
                given.callback(os.close, errors)
                self.stderr = os.fdopen(read, encoding="utf-8")
            else:
                errors = stderr.fileno()
            self.stdout: IO[str] = os.fdopen(out, encoding="utf-8")
            self._news, its_end = socket.socketpair()
            given.callback(its_end.close)
            asked = {"folder": str(folder), "arguments": arguments, "env": dict(env)}
            body = json.dumps(asked).encode()
            files = [write_out, errors, its_end.fileno()]
            with _TURN:
                origin = _origin()
                socket.send_fds(origin, [len(body).to_bytes(_LENGTH, "big")], files)
                origin.sendall(body)
        began = self._news.recv(_LENGTH)
        assert began, "the process that is copied has died: can it import all commands?"
        self.pid = int.from_bytes(began, "big")

    def wait(self, timeout: float | None = None) -> int:
        """Give its status when it has ended; below zero: minus the signal that ended it.

        Raises ``subprocess.TimeoutExpired``.
        """
        if self.returncode is None:
            self._news.settimeout(timeout)
            try:
                said = self._news.recv(_LENGTH)
            except (TimeoutError, BlockingIOError) as error:
                raise subprocess.TimeoutExpired(self.args, timeout or 0) from error
            self.returncode = int.from_bytes(said, "big", signed=True)
            self._news.close()
        return self.returncode

    def poll(self) -> int | None:
        """Give its status if it has ended."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            return self.wait(0)
        return None

    def send_signal(self, number: signal.Signals) -> None:
        """Send it a signal, if it still runs."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)


def run(folder: Path, *arguments: str, env: Mapping[str, str]) -> tuple[int, str, str]:
    """Run a command to its end; give its status, what it prints and what it complains of."""
    with (folder / f".stderr-{random.getrandbits(64)}").open("w+b") as errors:
        Path(errors.name).unlink()
        process = Process(folder, *arguments, env=env, stderr=errors)
        with process.stdout:
            printed = process.stdout.read()
        status = process.wait()
        errors.seek(0)
        return status, printed, errors.read().decode()


@cache
def _origin() -> socket.socket:
    """Come to the process that is copied; start it if nobody has."""
    ours, place = socket.socket(socket.AF_UNIX), _place()
    process = None
    with _one_at_a_time():
        try:
            ours.connect(place)
        except (FileNotFoundError, ConnectionRefusedError):
            process = _started(ours, place)
    atexit.register(_end, ours, process)
    return ours


def _place() -> str:
    """Give where it listens: one place for a run, and for this very code."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", os.getpid())
    name = uuid.uuid5(uuid.NAMESPACE_OID, f"{run} {__file__}").hex
    return f"{tempfile.gettempdir()}/zvonok-{name}"


@contextlib.contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Let nobody else come to it, start it or end it meanwhile."""
    with Path(__file__).open() as here:
        fcntl.flock(here, fcntl.LOCK_EX)
        yield


def _started(ours: socket.socket, place: str) -> "subprocess.Popen[bytes]":
    Path(place).unlink(missing_ok=True)  # of one that was killed
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(place)
        listening.listen()
        ours.connect(place)  # at once: it never sees that nobody is there yet
        return subprocess.Popen(
            [sys.executable, "-m", "tests.forking", str(listening.fileno())],
            cwd=Path(__file__).parents[1],
            pass_fds=[listening.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )


def _end(ours: socket.socket, process: "subprocess.Popen[bytes] | None") -> None:
    ours.close()
    if process is not None:
        process.wait()


def _requests(listening: socket.socket) -> Iterator[tuple[dict[str, Any], list[int]]]:
    asking: list[socket.socket] = []
    try:
        while asking or _somebody_comes(listening):
            for each in select.select([listening, *asking], [], [])[0]:
                if each is listening:
                    asking.append(listening.accept()[0])
                    continue
                length, files, *_ = socket.recv_fds(each, _LENGTH, 3)
                if length:
                    body = each.recv(int.from_bytes(length, "big"), socket.MSG_WAITALL)
                    yield json.loads(body), files
                else:
                    asking.remove(each)
                    each.close()
    finally:
        for each in (listening, *asking):
            each.close()


def _somebody_comes(listening: socket.socket) -> bool:
    """Whether somebody has come; if not, nobody can any more."""
    with _one_at_a_time():
        coming, _, _ = select.select([listening], [], [], 0)
        if not coming:
            Path(listening.getsockname()).unlink()
            listening.close()
    return bool(coming)


def _copied(listening: socket.socket) -> bool:
    """Copy this process for each request; True in the copies that are to run a command."""
    requests = _requests(listening)
    for asked, files in requests:
        if os.fork() == 0:
            requests.close()  # the sockets are not for copies
            if _is_command(*files):
                _become(asked)
                return True
            os._exit(0)
        for each in files:
            os.close(each)
        with contextlib.suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                """Let the keepers go that have ended."""
    return False


def _is_command(out: int, errors: int, news: int) -> bool:
    """Copy this process once more: the copy runs a command, the other tells how it ends."""
    pid = os.fork()
    if pid == 0:
        os.dup2(out, 1)
        os.dup2(errors, 2)
        for each in (out, errors, news):
            os.close(each)
        return True
    os.close(out)
    os.close(errors)
    with socket.socket(fileno=news) as telling:
        telling.send(pid.to_bytes(_LENGTH, "big"))
        status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        with contextlib.suppress(OSError):  # nobody waits for it any more
            telling.send(status.to_bytes(_LENGTH, "big", signed=True))
    return False


def _become(asked: dict[str, Any]) -> None:
    """Take the place, the words and the surroundings of the command."""
    from bot.service import guarding  # noqa: PLC0415 - only in the process that is copied
    from bot.service.oversight import pulse  # noqa: PLC0415 - as above
    from tests import engines  # noqa: PLC0415 - as above

    os.chdir(asked["folder"])
    os.environ.clear()
    os.environ.update(asked["env"])
    if patience := os.environ.pop(COMPARE_EVERY, ""):
        guarding.COMPARE_EVERY = int(patience)
    if every := os.environ.pop(PULSE_EVERY, ""):
        pulse.EVERY, pulse.DEAD = float(every), timedelta(seconds=5 * float(every))
    if os.environ.get(engines.VARIABLE):
        engines.settle_here()
    sys.argv = ["zvonok", *asked["arguments"]]
    sys.modules["__main__"].__package__ = None  # else help calls it ``python -m``
    random.seed()
    signal.signal(signal.SIGINT, signal.default_int_handler)  # what began all may ignore it


def _import_everything() -> None:
    from bot.cli.commands import ENTRIES  # noqa: PLC0415 - only in the process that is copied

    for entry in ENTRIES:
        entry.load()
    from tests import engines  # noqa: F401, PLC0415 - as above


def _main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for who asked: this one sees them end
    _import_everything()
    gc.collect()
    gc.freeze()
    if _copied(socket.socket(fileno=int(sys.argv[1]))):
        from bot.__main__ import main  # noqa: PLC0415 - as above

        main()


if __name__ == "__main__":
    _main()
