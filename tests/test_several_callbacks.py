"""Several intakes on one server, posted to: all killed and started again, nothing is doubled.

Either a balancer stands before them, so that each hears a part, or VK posts everything to each.
``python -m tests.test_several_callbacks --kills 100 --events 100000 --database URL``: the long one.
"""

import argparse
import asyncio
import contextlib
import itertools
import random
import signal
import socket
import sys
import tempfile
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web

from sandbox.context import Sandbox
from sandbox.faults import read_fault
from sandbox.http.server import serve
from sandbox.world.callback_servers import Status
from sandbox.world.stage import EVENT_TYPES
from sandbox.world.world import World
from tests import plain, storm, storm_service, storm_town, storm_truth
from tests.cast import CONFIG, MONDAY_MORNING, SCHOOL
from tests.databases import made
from tests.forking import Process
from tests.storm_answers import hear

pytestmark = [pytest.mark.asyncio, pytest.mark.postgresql]

INTAKES, SECRET = 2, "большая медведица"
PARTS = ("delivery", "delivery", "monitor", "monitor")
FAULTS = (
    {"on": "callback", "drop": True, "times": 20},
    {"on": "callback", "duplicate": 2, "times": 40},
    {"on": "method:messages.send", "drop": True, "done": True},
    {"on": "method:execute", "error": 10},
)
NOT_TAKEN = 0.05
"""Of so many posts the balancer loses the answer."""


@dataclass(slots=True, kw_only=True)
class Machines:
    """The processes of several machines: intakes with an address each, and the rest."""

    folder: Path
    database: str
    ports: tuple[int, ...]
    world: World
    running: dict[int, Process] = field(default_factory=dict)

    def write_configs(self) -> None:
        """Give each intake a folder with a config of its own; the rest share the first one's."""
        for port in self.ports:
            text = CONFIG.replace("sqlite:///{database}", self.database)
            text = text.replace("[vk]\n", '[vk]\ntransport = "callback"\n').format(
                token=self.world.token, api_url=f"{self.world.url}/method/"
            )
            callback = f'[callback]\nlisten = "127.0.0.1:{port}"\nsecret = "{SECRET}"\n'
            place = self.folder / str(port)
            place.mkdir()
            (place / "config.toml").write_text(f"{text}\n{callback}", encoding="utf-8")
            (place / "roster.csv").write_text(storm_town.roster(), encoding="utf-8")

    @property
    def first(self) -> Path:
        """The first machine's folder."""
        return self.folder / str(self.ports[0])

    async def complete(self) -> None:
        """Start those that do not run."""
        wanted = [(self.folder / str(port), "intake") for port in self.ports]
        wanted += [(self.first, part) for part in PARTS]
        missing = [place for place in range(len(wanted)) if place not in self.running]
        begun = (storm_service.started(*wanted[place]) for place in missing)
        self.running |= zip(missing, await asyncio.gather(*begun), strict=True)

    async def lose(self, *places: int, how: signal.Signals = signal.SIGKILL) -> None:
        """End some, with -9 unless it is said how."""
        await storm_service.end([self.running.pop(place) for place in places], how)


@contextlib.asynccontextmanager
async def balancer(ports: tuple[int, ...], chance: random.Random) -> AsyncIterator[int]:
    """Hand each post to the next of the ports; give where. Now and then an answer is lost."""
    turn = itertools.cycle(ports)

    async def hand_on(request: web.Request) -> web.Response:
        body = await request.read()
        try:
            async with http.post(f"http://127.0.0.1:{next(turn)}/vk", data=body) as answer:
                text, status = await answer.text(), answer.status
        except aiohttp.ClientError:
            return web.Response(status=502)
        if chance.random() < NOT_TAKEN:
            return web.Response(status=502)
        return web.Response(text=text, status=status)

    app = web.Application()
    app.router.add_post("/vk", hand_on)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=9)) as http:
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            yield runner.addresses[0][1]
        finally:
            await runner.cleanup()


def free_ports(count: int) -> tuple[int, ...]:
    """Find ports that are free at this moment: processes must come back to the same ones."""
    with contextlib.ExitStack() as probes:
        held = [probes.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(count)]
        return tuple(int(each.getsockname()[1]) for each in held)


def post_to(sandbox: Sandbox, ports: tuple[int, ...]) -> list[int]:
    """Let everything, from the beginning on, be posted to each of the ports."""
    servers = sandbox.world.callback_servers
    made = []
    for port in ports:
        url = f"http://127.0.0.1:{port}/vk"
        server = servers.add(url, "storm", SECRET, 0)
        servers.subscribe(server, EVENT_TYPES, ())
        made.append(server.id)
    return made


def shown(sandbox: Sandbox, servers: list[int], what: str) -> int:
    """Sum what the post office shows of the servers."""
    office, total = sandbox.post_office, 0
    for each in servers:
        office.ordered = each
        total += office.shown()[what]
    return total


async def until(true, patience: float = 1_200) -> None:
    """Wait until it is so."""
    async with asyncio.timeout(patience):
        while not true():
            await asyncio.sleep(0.1)


async def rage(
    folder: Path, database: str, *, halves: bool, kills: int, events: int, seed: int
) -> list[str]:
    """Let it storm, then let all come to rest; name what differs from what happened."""
    chance, world = random.Random(seed), World()
    world.set_clock(MONDAY_MORNING)
    town = storm_town.Town(world, seed=seed)
    async with contextlib.AsyncExitStack() as held:
        sandbox = await held.enter_async_context(serve(world))
        ports = free_ports(INTAKES)
        machines = Machines(folder=folder, database=database, ports=ports, world=world)
        machines.write_configs()
        await storm_service.once(machines.first, "init")
        roster = ("roster", "import", "--yes", "--unit", SCHOOL, "roster.csv")
        await storm_service.once(machines.first, *roster)
        before_it = await held.enter_async_context(balancer(ports, chance)) if halves else None
        servers = post_to(sandbox, ports if before_it is None else (before_it,))
        for _ in range(kills):
            await machines.complete()
            listed = world.callback_servers.listed()
            await until(lambda listed=listed: all(each.status is Status.OK for each in listed))
            sandbox.faults.add(read_fault(dict(chance.choice(FAULTS))))
            await storm.write(town, events // kills, chance.uniform(0.2, 1))
            places = chance.sample(sorted(machines.running), chance.randint(1, 3))
            await machines.lose(*places)
        sandbox.faults.clear()
        await machines.complete()
        await until(lambda: shown(sandbox, servers, "waiting") == 0)
        with contextlib.closing(plain.at(database)) as connection:
            waiting = (
                "SELECT (SELECT count(*) FROM inbox WHERE body IS NOT NULL) "
                "+ (SELECT count(*) FROM answers)"
            )
            await until(lambda: connection.execute(waiting).fetchall() == [(0,)])
        await until(lambda: shown(sandbox, servers, "waiting") == 0)  # its own answers
        delivered, posted = shown(sandbox, servers, "delivered"), world.queue.last
        await machines.lose(*machines.running, how=signal.SIGTERM)
    await asyncio.to_thread(hear, town, database, 0)
    differences = await asyncio.to_thread(storm_truth.compare, town.truth, database)
    if delivered != posted * len(servers):
        differences.append(f"{delivered} delivered of {posted} to {len(servers)}")
    if sum(town.truth.messages.values()) < events // 2:
        differences.append("hardly anything happened")
    return differences


@pytest.mark.parametrize("halves", [True, False], ids=["each a part", "each everything"])
async def test_kills_of_posted_to_intakes_lose_and_double_nothing(halves, server, tmp_path):
    async with made(server) as name:
        database = server.url(name)
        assert await rage(tmp_path, database, halves=halves, kills=2, events=800, seed=5) == []


def main() -> int:
    """Run a long one from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--everything", action="store_true", help="to each, and no balancer")
    parser.add_argument("--database", required=True, help="the address of an empty database")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="zvonok-storm-") as name:
        differences = asyncio.run(
            rage(
                Path(name),
                wanted.database,
                halves=not wanted.everything,
                kills=wanted.kills,
                events=wanted.events,
                seed=wanted.seed,
            )
        )
    print(f"{wanted.kills} kills, {wanted.events} events: {len(differences)} differences")
    print("\n".join(differences))
    return int(bool(differences))


if __name__ == "__main__":
    sys.exit(main())
