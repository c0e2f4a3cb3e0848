"""What may stand between us and a server: a wire that is cut without a word, and a pooler."""

import asyncio
import os
import shutil
import socket
import subprocess
import time
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path

import pytest

from tests.server import STARTS_WITHIN, _free_port, _user

BLOCK = 65_536


class Wire:
    """A wire on loopback; ``cut``: nothing goes through any more, and nobody is told."""

    def __init__(self, socket):
        self._socket = socket
        self._whole = asyncio.Event()
        self._whole.set()
        self._ends = []
        self._running = set()
        self.carried = 0
        """How many connections it has led to the server."""

    def cut(self):
        self._whole.clear()

    def renew(self):
        """Let new connections through; of the old ones nobody hears."""
        self._whole = asyncio.Event()
        self._whole.set()

    def lose(self):
        """Let the server hear of the end of those that are cut."""
        for whole, end in self._ends:
            if not whole.is_set():
                end.close()

    async def close(self):
        """End all, at both ends."""
        for whole, end in self._ends:
            whole.set()
            end.close()
        self._whole.set()
        if self._running:
            await asyncio.wait(self._running)

    async def carry(self, reader, writer):
        self._running.add(task := asyncio.current_task())
        task.add_done_callback(self._running.discard)
        whole = self._whole
        with suppress(OSError):
            await whole.wait()
            far_reader, far_writer = await asyncio.open_unix_connection(self._socket)
            self._ends.append((whole, far_writer))
            self.carried += 1
            with suppress(OSError):
                await asyncio.gather(
                    _pump(reader, far_writer, whole), _pump(far_reader, writer, whole)
                )
        writer.close()


async def _pump(reader, writer, whole):
    while block := await reader.read(BLOCK):
        await whole.wait()
        writer.write(block)
        await writer.drain()
    await whole.wait()
    with suppress(OSError):
        writer.close()


@asynccontextmanager
async def wire(server, database):
    """Lay a wire to a database; give it, and the address at its end."""
    laid = Wire(f"{server.folder}/.s.PGSQL.{server.port}")
    listening = await asyncio.start_server(laid.carry, "127.0.0.1", 0)
    port = listening.sockets[0].getsockname()[1]
    try:
        yield laid, f"postgresql://postgres@127.0.0.1:{port}/{database}?connect_timeout=1"
    finally:
        listening.close()
        await laid.close()


@contextmanager
def pooler(server, mode, folder: Path):
    """Start a pooler before the server; give the address of a database behind it."""
    program = shutil.which("pgbouncer", path=os.environ["PATH"] + ":/usr/sbin")
    if program is None:
        pytest.skip("no PgBouncer is installed here (Debian: pgbouncer)")
    port, user = _free_port(), _user()
    config = folder / "pooler.ini"
    config.write_text(
        f"[databases]\n* = host={server.folder} port={server.port} user=postgres\n"
        f"[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = {port}\nunix_socket_dir =\n"
        f"auth_type = any\npool_mode = {mode}\nlogfile =\npidfile =\n"
    )
    config.chmod(0o644)
    as_user = {} if user is None else {"user": user}
    with config.open("rb") as given:  # whoever it runs as may not look into the folder
        process = subprocess.Popen(
            [program, "-q", "/dev/stdin"],
            stdin=given,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
            **as_user,
        )
    try:
        _await(port)
        yield lambda database: f"postgresql://postgres@127.0.0.1:{port}/{database}"
    finally:
        process.kill()
        process.wait()


def _await(port):
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port)):
            return
        time.sleep(0.02)
    raise RuntimeError("the pooler did not start")
