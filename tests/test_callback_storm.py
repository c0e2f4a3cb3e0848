"""`zvonok run` receiving by Callback API: killed with -9 while events are posted, dropped, doubled.

Before, the same database took the town's first events in by long poll: transports may be changed.
"""

import asyncio
import contextlib
import signal
import socket
import sqlite3
import time
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sandbox.context import Sandbox
from sandbox.faults import read_fault
from sandbox.http.server import serve
from sandbox.world.callback_servers import Server
from sandbox.world.stage import EVENT_TYPES
from sandbox.world.world import World
from tests import forking, storm, storm_service, storm_town, storm_truth
from tests.cast import CONFIG, MONDAY_MORNING, SCHOOL
from tests.forking import Process

pytestmark = pytest.mark.asyncio

SECRET = "большая медведица"
FAULTS = (
    {"on": "callback", "drop": True, "times": 60},
    {"on": "callback", "duplicate": 2, "times": 200},
)


@pytest.fixture(name="port")
def _port() -> int:
    """A port that was free a moment ago: the service must come back to the same one."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def write_config(folder: Path, world: World, port: int, transport: str) -> None:
    text = CONFIG.format(
        database=folder / "zvonok.db", token=world.token, api_url=f"{world.url}/method/"
    )
    callback = f'[callback]\nlisten = "127.0.0.1:{port}"\nsecret = "{SECRET}"\n'
    text = text.replace("[vk]\n", f'[vk]\ntransport = "{transport}"\n')
    (folder / "config.toml").write_text(f"{text}\n{callback}", encoding="utf-8")


def ask(folder: Path, question: str) -> list[tuple[object, ...]]:
    """Ask the service's database."""
    with contextlib.closing(sqlite3.connect(folder / "zvonok.db")) as database:
        return database.execute(question).fetchall()


async def until(true, patience: float = 60) -> None:
    end = time.monotonic() + patience
    while not true():
        assert time.monotonic() < end, "it never became true"
        await asyncio.sleep(0.1)


@contextlib.asynccontextmanager
async def running(folder: Path) -> AsyncIterator[Process]:
    """Run the service; whoever has not stopped it by the end kills it."""
    process = await storm_service.started(folder, "intake")
    try:
        yield process
    finally:
        await storm_service.end([process], signal.SIGKILL)


async def stop(process: Process) -> float:
    """Ask to stop; give the seconds it took."""
    began = time.monotonic()
    process.send_signal(signal.SIGTERM)
    assert await asyncio.to_thread(process.wait, 10) == 0
    return time.monotonic() - began


def post_to(sandbox: Sandbox, port: int) -> Server:
    """Let the sandbox post everything from now on, as its control endpoint does."""
    servers = sandbox.world.callback_servers
    server = servers.add(f"http://127.0.0.1:{port}/vk", "storm", SECRET, sandbox.world.queue.last)
    servers.subscribe(server, EVENT_TYPES, ())
    sandbox.post_office.ordered = server.id
    return server


def answers_to(world: World, person: int) -> int:
    """Count what the bot wrote to somebody."""
    return sum(message.from_id < 0 for message in world.dms[person].messages)


async def in_the_middle(town: storm_town.Town, sandbox: Sandbox) -> int:
    """Let much happen at once, and come back when part of it is delivered; give what waits."""
    office = sandbox.post_office
    enough = office.shown()["delivered"] + 40
    for _ in range(200):
        town.act()
    while office.shown()["delivered"] < enough:
        await asyncio.sleep(0)
    waiting: int = office.shown()["waiting"]
    return waiting


async def test_kills_drops_and_copies_lose_and_double_nothing(tmp_path: Path, port: int):
    world = World()
    world.set_clock(MONDAY_MORNING)
    town = storm_town.Town(world, seed=11)
    async with serve(world) as sandbox:
        (tmp_path / "roster.csv").write_text(storm_town.roster(), encoding="utf-8")
        write_config(tmp_path, world, port, "longpoll")
        await storm_service.once(tmp_path, "init")
        await storm_service.once(
            tmp_path, "roster", "import", "--yes", "--unit", SCHOOL, "roster.csv"
        )
        last = (str(world.queue.last),)
        async with running(tmp_path) as process:
            await until(lambda: ask(tmp_path, "SELECT position FROM cursors") == [last])
            await stop(process)

        write_config(tmp_path, world, port, "callback")
        server = post_to(sandbox, port)
        sandbox.faults.add(*(read_fault(dict(fault)) for fault in FAULTS))
        before = world.queue.last
        for _ in range(3):
            async with running(tmp_path):  # and kill -9
                await until(lambda: server.status == "ok")
                await storm.write(town, 250, 0.5)
                assert await in_the_middle(town, sandbox)
        sandbox.faults.clear()
        async with running(tmp_path) as process:
            await until(lambda: sandbox.post_office.shown()["waiting"] == 0)
            waiting = "SELECT count(*) FROM inbox WHERE body IS NOT NULL"
            await until(lambda: ask(tmp_path, waiting) == [(0,)])
            await until(lambda: sandbox.post_office.shown()["waiting"] == 0)  # its own answers
            shown = sandbox.post_office.shown()
            posted = world.queue.last - before
            seconds = await stop(process)
        answers = Counter({who: answers_to(world, who) for who in world.dms})
        asked, town.truth.commands = town.truth.commands, Counter()

    assert sum(town.truth.messages.values()) > 1_000
    assert storm_truth.compare(town.truth, tmp_path / "zvonok.db") == []
    assert answers == asked
    assert shown["delivered"] == posted
    assert shown["failures"] > 60
    assert seconds < 5


async def once(folder: Path) -> tuple[int, str, str]:
    """Run the service to its end; give its status, what it prints and what it complains of."""
    command = ("run", "--only", "intake", "--new-database")
    async with asyncio.timeout(20):
        return await asyncio.to_thread(
            lambda: forking.run(folder, *command, env=storm_service.environment())
        )


async def test_a_taken_port_is_told_in_a_sentence(tmp_path: Path):
    world = World()
    async with serve(world):
        taken = int(world.url.rsplit(":", 1)[1])
        write_config(tmp_path, world, taken, "callback")
        status, _, complaint = await once(tmp_path)
    assert status == 1
    assert complaint.splitlines()[-1] == (
        f"Адрес 127.0.0.1:{taken} (настройка callback.listen) занят другой программой. "
        "Укажите другой."
    )
    assert "Traceback" not in complaint


async def test_without_a_secret_the_service_does_not_start(tmp_path: Path, port: int):
    world = World()
    async with serve(world):
        write_config(tmp_path, world, port, "callback")
        config = tmp_path / "config.toml"
        config.write_text(config.read_text().replace(SECRET, ""), encoding="utf-8")
        status, printed, complaint = await once(tmp_path)
    assert (status, printed) == (1, "")
    assert complaint.startswith("Не задан секретный ключ")
