"""``vk-sandbox``: serve a VK stand-in on this computer until it is ended."""

import argparse
import asyncio
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from sandbox.context import Sandbox
from sandbox.http.server import serve
from sandbox.tool import worlds
from sandbox.tool.worlds import Beginning, WorldFile
from sandbox.world.world import World, WorldError

FAILED = 1


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command; a failure is one sentence and status 1, a wrong call status 2."""
    asked = parser().parse_args(arguments)
    try:
        asyncio.run(_serve(asked))
    except (OSError, WorldError) as error:
        sys.exit(f"vk-sandbox: {error}")


def parser() -> argparse.ArgumentParser:
    """Describe the command line."""
    made = argparse.ArgumentParser(
        prog="vk-sandbox",
        description="A VK on your desk: the community API, long poll and Callback API on loopback.",
        epilog="People act through the page at / and through /sandbox/…; Ctrl-C ends it.",
    )
    made.add_argument("--port", type=_port, default=0, help="where to listen (default: any free)")
    begins = made.add_mutually_exclusive_group()
    begins.add_argument("--empty", action="store_true", help="begin with nobody")
    begins.add_argument("--seed", type=int, metavar="N", help="begin with the made-up school N")
    begins.add_argument(
        "--world", type=Path, metavar="FILE", help="begin with what GET /sandbox/state has shown"
    )
    return made


def _port(text: str) -> int:
    number = int(text) if text.isdecimal() else -1
    if not 0 <= number < 2**16:
        raise argparse.ArgumentTypeError("a port is a number from 0 to 65535")
    return number


async def _serve(asked: argparse.Namespace) -> None:
    read, begin = _beginning(asked)
    world = _world(read)
    begin(world)
    stop = asyncio.Event()
    _end_by_signals(stop)
    try:
        async with serve(world, asked.port) as sandbox:
            sys.stdout.write(greeting(sandbox))
            sys.stdout.flush()
            await stop.wait()
    except OSError as error:
        told = f"Port {asked.port} is taken or not yours; choose another (0 takes a free one)."
        raise WorldError(told) from error


def _beginning(asked: argparse.Namespace) -> tuple[WorldFile, Beginning]:
    if asked.world is not None:
        return worlds.from_file(asked.world)
    if asked.seed is not None:
        return WorldFile(), worlds.school(asked.seed)
    return WorldFile(), worlds.nobody if asked.empty else worlds.desk


def _world(read: WorldFile) -> World:
    world = World() if read.group_id is None else World(group_id=read.group_id)
    world.token = read.token or world.token
    return world


def greeting(sandbox: Sandbox) -> str:
    """Tell where it listens and the three lines a client needs; others read the first line."""
    world = sandbox.world
    return (
        f"sandbox: {world.url}\n"
        f"  api    {world.url}/method/\n"
        f"  token  {world.token}\n"
        f"  group  {world.group_id}\n"
        "Open the first address to act for people; Ctrl-C ends it.\n"
    )


def _end_by_signals(stop: asyncio.Event) -> None:
    """Let Ctrl-C and SIGTERM end it; where loops know no signals, Ctrl-C ends it by itself."""
    loop = asyncio.get_running_loop()
    for each in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(each, stop.set)
        except NotImplementedError:
            return
