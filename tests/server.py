"""A PostgreSQL server of the tests' own: started once a run, gone with whoever started it.

``python -m tests.server`` makes one in a folder of its own, prints its folder and its port on
loopback, and ends it when its input ends: so it outlives nobody, however he ends. It forgets
everything with a power cut, and is quick for that; ``--durable``: it waits for its disk, as those
of users do. ``--there``: tell whether one can be made here.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

STARTS_WITHIN = 30  # seconds; a busy machine takes its time

SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum": "off",
    "max_wal_size": "8GB",
    "checkpoint_timeout": "1h",
    "shared_buffers": "128MB",
    "max_connections": "300",
    "listen_addresses": "127.0.0.1",
    "log_min_messages": "fatal",
}
DURABLE = SETTINGS | {
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "autovacuum": "on",
}
ACCESS = "local all all trust\nhost all all 127.0.0.1/32 scram-sha-256\n"


@dataclass(frozen=True, slots=True)
class Server:
    """A running server; its superuser ``postgres`` comes in by the socket in its folder."""

    folder: str
    port: int

    def url(self, database: str, role: str = "postgres") -> str:
        """Give the address of a database for who comes by the socket: nobody asks a password."""
        return f"postgresql://{role}@/{database}?host={self.folder}&port={self.port}"

    def over_network(self, database: str, role: str, password: str) -> str:
        """Give the address for who comes by the network: with a password."""
        return f"postgresql://{role}:{password}@127.0.0.1:{self.port}/{database}"


@cache
def programs() -> Path | None:
    """Give the folder of the newest server programs; None: there are none."""
    installed = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    found = sorted(installed, key=lambda path: int(path.parts[-3]))
    named = shutil.which("initdb")
    return found[-1].parent if found else Path(named).resolve().parent if named else None


class Keeper:
    """Who keeps a server for us, in a process of its own."""

    def __init__(self, *, durable: bool = False) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.server", *(["--durable"] if durable else [])],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[1],
            start_new_session=True,  # Ctrl-C is for who asked; this one sees its input end
        )
        said = self._process.stdout.readline().split()
        if len(said) != 2:
            self.close()
            raise RuntimeError("the server did not start")
        self.server = Server(said[0], int(said[1]))

    def close(self) -> None:
        """End the server and forget what was in it."""
        self._process.stdin.close()
        self._process.wait(timeout=STARTS_WITHIN)
        self._process.stdout.close()


def _keep(settings: dict[str, str]) -> None:
    folder = Path(tempfile.mkdtemp(prefix="zvonok-server-"))
    try:
        process = _start(folder, port := _free_port(), settings)
        try:
            _await(folder, process)
            print(folder, port, flush=True)
            sys.stdin.read()
        finally:
            process.send_signal(signal.SIGQUIT)  # at once: nothing is to be kept
            process.wait()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _start(folder: Path, port: int, settings: dict[str, str]) -> subprocess.Popen[bytes]:
    user = _user()
    if user is not None:
        shutil.chown(folder, user)
    data, where = folder / "data", programs()
    made = ["-D", data, "-U", "postgres", "-E", "UTF8", "--locale=C", "--auth=trust", "--no-sync"]
    subprocess.run(
        [where / "initdb", *made], check=True, stdout=subprocess.DEVNULL, user=user, cwd=folder
    )
    (data / "pg_hba.conf").write_text(ACCESS)
    settings = settings | {"port": str(port), "unix_socket_directories": str(folder)}
    said = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(
            [where / "postgres", "-D", data, *said],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            user=user,
            cwd=folder,
        )


def _user() -> str | None:
    """Give who runs the server, which refuses to be run by root; None: ourselves."""
    if os.geteuid():
        return None
    with suppress(KeyError):
        return pwd.getpwnam("postgres").pw_name
    return "nobody"


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def _await(folder: Path, process: subprocess.Popen[bytes]) -> None:
    """Wait until it takes connections. Raises ``RuntimeError`` with what it said."""
    state = folder / "data" / "postmaster.pid"
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline and process.poll() is None:
        with suppress(OSError):
            if "ready" in state.read_text():
                return
        time.sleep(0.02)
    raise RuntimeError((folder / "log").read_text())


if __name__ == "__main__":
    if sys.argv[1:] == ["--there"]:
        sys.exit(programs() is None)
    _keep(DURABLE if sys.argv[1:] == ["--durable"] else SETTINGS)
