"""``vk-sandbox``: serve a VK stand-in on this computer until it is ended."""

import argparse
import asyncio
import signal
import ssl
import sys
import tempfile
from collections.abc import AsyncGenerator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from sandbox.context import Sandbox
from sandbox.http.server import serve
from sandbox.tool import certificates, worlds
from sandbox.tool.worlds import Beginning, WorldFile
from sandbox.world.world import World, WorldError

MOST_COMMUNITIES = 20


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command; a failure is one sentence and status 1, a wrong call status 2."""
    asked = read(arguments)
    try:
        asyncio.run(_serve(asked))
    except (OSError, WorldError) as error:
        sys.exit(f"vk-sandbox: {error}")


def read(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line; what cannot be meant ends with status 2."""
    made = parser()
    asked = made.parse_args(arguments)
    if (asked.cert is None) != (asked.key is None):
        made.error("--cert and --key go together")
    if asked.tls and asked.cert:
        made.error("--tls makes a certificate; leave it out with --cert and --key")
    return asked


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
    made.add_argument(
        "--communities",
        type=_count,
        default=1,
        metavar="N",
        help="so many communities among the same people (default: 1)",
    )
    made.add_argument(
        "--tls", action="store_true", help="speak https, with a certificate made for it"
    )
    made.add_argument("--cert", type=Path, metavar="FILE", help="speak https with this certificate")
    made.add_argument("--key", type=Path, metavar="FILE", help="the certificate's key")
    return made


def _count(text: str) -> int:
    number = int(text) if text.isdecimal() else 0
    if not 1 <= number <= MOST_COMMUNITIES:
        raise argparse.ArgumentTypeError(f"communities are 1 to {MOST_COMMUNITIES}")
    return number


def _port(text: str) -> int:
    number = int(text) if text.isdecimal() else -1
    if not 0 <= number < 2**16:
        raise argparse.ArgumentTypeError("a port is a number from 0 to 65535")
    return number


async def _serve(asked: argparse.Namespace) -> None:
    read, begin = _beginning(asked)
    world = worlds.communities(asked.communities, read)
    begin(world)
    stop = asyncio.Event()
    _end_by_signals(stop)
    with tempfile.TemporaryDirectory(prefix="vk-sandbox-") as folder:
        authority = Path(folder) / "ca.pem"
        async with _opened(world, asked, _tls(asked, authority)) as sandbox:
            sandbox.begin = begin
            sys.stdout.write(greeting(sandbox, authority if asked.tls else None))
            sys.stdout.flush()
            await stop.wait()


@asynccontextmanager
async def _opened(
    world: World, asked: argparse.Namespace, tls: ssl.SSLContext | None
) -> AsyncGenerator[Sandbox]:
    async with AsyncExitStack() as stack:
        try:
            sandbox = await stack.enter_async_context(serve(world, asked.port, tls=tls))
        except OSError as error:
            told = f"Port {asked.port} is taken or not yours; choose another (0 takes a free one)."
            raise WorldError(told) from error
        yield sandbox


def _tls(asked: argparse.Namespace, authority: Path) -> ssl.SSLContext | None:
    if asked.tls:
        return certificates.self_made(authority)
    return None if asked.cert is None else certificates.given(asked.cert, asked.key)


def _beginning(asked: argparse.Namespace) -> tuple[WorldFile, Beginning]:
    if asked.world is not None:
        return worlds.from_file(asked.world)
    if asked.seed is not None:
        return WorldFile(), worlds.school(asked.seed)
    return WorldFile(), worlds.nobody if asked.empty else worlds.desk


def greeting(sandbox: Sandbox, authority: Path | None) -> str:
    """Tell where it listens and, of each community, the three lines a client needs.

    Other programs read this: a word, then what it is, a line each.
    """
    lines = [f"sandbox: {sandbox.url}"]
    for each in sandbox.beside:
        lines += [
            f"  api    {each.url}/method/",
            f"  token  {each.world.token}",
            f"  group  {each.world.group_id}",
        ]
    if authority is not None:
        lines.append(f"  trust  {authority}")
    return "\n".join([*lines, "Open the first address to act for people; Ctrl-C ends it.", ""])


def _end_by_signals(stop: asyncio.Event) -> None:
    """Let Ctrl-C and SIGTERM end it; where loops know no signals, Ctrl-C ends it by itself."""
    loop = asyncio.get_running_loop()
    for each in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(each, stop.set)
        except NotImplementedError:
            return
