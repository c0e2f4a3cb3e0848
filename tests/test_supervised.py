"""Under a supervisor: told of the start, of life and of the end; a copy and a log are written."""

import asyncio
import signal
import socket
import stat
import time

import pytest

from bot.cli import serving
from bot.cli.serving import Serving
from bot.service.oversight import supervisor
from storage.db.engines.opened import Opening
from tests.commands import run
from tests.running import running, waited

__all__ = ("running",)


@pytest.fixture
def heard(tmp_path):
    """Where a supervisor hears; gives what it has heard so far."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listens:
        listens.bind(str(tmp_path / "notify"))
        listens.setblocking(False)
        lines = []

        def hear():
            while True:
                try:
                    lines.append(listens.recv(100).decode())
                except BlockingIOError:
                    return lines

        yield hear


@pytest.mark.sqlite("the copies' folder lies beside the file")
def test_a_supervisor_hears_of_the_start_of_life_and_of_the_end(running, heard, tmp_path):
    run(running.folder, "init", **running.where)
    process = running.serve(
        NOTIFY_SOCKET=str(tmp_path / "notify"),
        WATCHDOG_USEC="400000",
        ZVONOK_COPIES__FOLDER="copies",
        ZVONOK_LOG__FILE=str(tmp_path / "service.log"),
    )
    waited(lambda: "READY=1" in heard())
    waited(lambda: heard()[heard().index("READY=1") :].count("WATCHDOG=1") > 2)
    copies = running.folder / "copies"
    waited(lambda: copies.exists() and list(copies.glob("*.db")))
    [copy] = copies.iterdir()
    assert copy.name.startswith("zvonok-2026-11-16T09")

    process.send_signal(signal.SIGTERM)
    assert process.wait(20) == 0
    assert heard()[-1] == "STOPPING=1"
    assert set(heard()) == {"READY=1", "WATCHDOG=1", "STOPPING=1"}
    log = tmp_path / "service.log"
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    lines = [line.split(" ", 2)[2] for line in log.read_text(encoding="utf-8").splitlines()]
    assert [line for line in lines if line.startswith("INFO started: ")]
    assert [line for line in lines if line.startswith(f"INFO copied: {copy}")]


@pytest.mark.asyncio
async def test_of_a_part_that_hangs_it_is_not_told_that_it_lives(monkeypatch, tmp_path):
    told, parts = [], []
    monkeypatch.setattr(supervisor, "tell", told.append)
    monkeypatch.setattr(supervisor, "expected_every", lambda: 0.004)
    monkeypatch.setattr(serving, "silent", lambda _own, _now: tuple(parts))

    class Service:
        pulse = type("Pulse", (), {"own": staticmethod(lambda: None)})
        clock = staticmethod(time.time)

    watched = Serving(tmp_path / "config.toml", None, None, Opening.UPGRADE)
    task = asyncio.create_task(watched._watched())
    while len(told) < 3:  # it begins: nothing hangs yet
        await asyncio.sleep(0.001)
    watched._service = Service()
    while len(told) < 6:
        await asyncio.sleep(0.001)
    parts.append("delivery")
    await asyncio.sleep(0.01)
    count = len(told)
    await asyncio.sleep(0.1)
    task.cancel()
    assert (len(told), set(told)) == (count, {"WATCHDOG=1"})


@pytest.mark.parametrize(
    ("environment", "seconds"),
    [
        ({}, None),
        ({"WATCHDOG_USEC": "180000000"}, 180.0),
        ({"WATCHDOG_USEC": "180000000", "WATCHDOG_PID": "1"}, None),
        ({"WATCHDOG_USEC": "0"}, None),
        ({"WATCHDOG_USEC": "soon"}, None),
    ],
)
def test_life_is_told_only_where_it_is_waited_for(environment, seconds):
    assert supervisor.expected_every(environment) == seconds


def test_names_without_a_file_are_heard_and_nobody_s_ear_is_no_trouble():
    name = f"@zvonok-{time.time_ns()}"
    supervisor.tell("READY=1", {"NOTIFY_SOCKET": name})  # nobody is there
    supervisor.tell("READY=1", {})
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listens:
        listens.bind(f"\0{name[1:]}")
        supervisor.tell("READY=1", {"NOTIFY_SOCKET": name})
        assert listens.recv(100) == b"READY=1"
