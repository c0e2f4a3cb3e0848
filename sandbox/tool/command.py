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

from aiohttp.typedefs import Middleware

from sandbox.context import Sandbox
from sandbox.http.server import serve
from sandbox.tool import arguments, certificates, checking, records
from sandbox.tool.recording import recorder
from sandbox.tool.records import Record, Writer
from sandbox.tool.replaying import replayer
from sandbox.tool.worlds import Start, read_world
from sandbox.world.world import World, WorldError

DEVIATES = 1


def main(given: Sequence[str] | None = None) -> None:
    """Run the command; a failure is one sentence and status 1, a wrong call status 2."""
    asked = arguments.read(given)
    try:
        if asked.check is not None:
            sys.exit(asyncio.run(_check(records.read(asked.check), asked.port)))
        asyncio.run(_serve(asked))
    except (OSError, WorldError) as error:
        sys.exit(f"vk-sandbox: {error}")


async def _check(record: Record, port: int) -> int:
    start = record.head.start
    world = start.made()
    start.begin(world)
    async with _opened(world, port) as sandbox:
        compared, deviations = await checking.check(sandbox, record)
    cut = "; its last line is cut and was left out" if record.cut else ""
    told = f"{compared} answers compared, {len(deviations)} deviations{cut}"
    sys.stdout.write("\n".join([*deviations, told, ""]))
    return DEVIATES if deviations else 0


async def _serve(asked: argparse.Namespace) -> None:
    stop = asyncio.Event()
    _end_by_signals(stop)
    async with AsyncExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="vk-sandbox-"))
        authority = Path(folder) / "ca.pem"
        tls = _tls(asked, authority)
        start, watching = _begun(asked, stack)
        world = start.made()
        if asked.replay is None:
            start.begin(world)
        if isinstance(watching, Writer):
            watching.begin(world, start)
        through = _between(watching)
        sandbox = await stack.enter_async_context(
            _opened(world, asked.port, tls=tls, middlewares=through)
        )
        sandbox.begin = start.begin
        sys.stdout.write(greeting(sandbox, authority if asked.tls else None))
        sys.stdout.flush()
        await stop.wait()


def _begun(
    asked: argparse.Namespace, stack: AsyncExitStack
) -> tuple[Start, Writer | Record | None]:
    """Tell how the world begins, and what is written of it or read in its place."""
    if asked.replay is not None:
        record = records.read(asked.replay)
        return record.head.start, record
    world = None if asked.world is None else read_world(asked.world)
    start = Start(communities=asked.communities, seed=asked.seed, empty=asked.empty, world=world)
    if asked.record is None:
        return start, None
    # An older record is not written over.
    return start, Writer(stack.enter_context(asked.record.open("x", encoding="utf-8")))


def _between(watching: Writer | Record | None) -> tuple[Middleware, ...]:
    if watching is None:
        return ()
    return (recorder(watching) if isinstance(watching, Writer) else replayer(watching),)


@asynccontextmanager
async def _opened(
    world: World,
    port: int,
    *,
    tls: ssl.SSLContext | None = None,
    middlewares: Sequence[Middleware] = (),
) -> AsyncGenerator[Sandbox]:
    """Serve, or tell in a sentence why it cannot be listened there. Raises WorldError."""
    async with AsyncExitStack() as stack:
        served = serve(world, port, tls=tls, middlewares=middlewares)
        try:
            sandbox = await stack.enter_async_context(served)
        except OSError as error:
            told = f"Port {port} is taken or not yours; choose another (0 takes a free one)."
            raise WorldError(told) from error
        yield sandbox


def _tls(asked: argparse.Namespace, authority: Path) -> ssl.SSLContext | None:
    if asked.tls:
        return certificates.self_made(authority)
    return None if asked.cert is None else certificates.given(asked.cert, asked.key)


def greeting(sandbox: Sandbox, authority: Path | None) -> str:
    """Tell where it listens and, of each community, the three lines a client needs.

    Other programs read this; the lines are such as a .env file has.
    """
    lines = [f"sandbox: {sandbox.url}"]
    for each in sandbox.beside:
        lines.append(f"VK_API={each.url}/method/")
        lines.append(f"VK_TOKEN={each.world.token}")
        lines.append(f"VK_GROUP={each.world.group_id}")
    if authority is not None:
        lines.append(f"VK_TRUST={authority}")
    return "\n".join([*lines, "Open the first address to act for people; Ctrl-C ends it.", ""])


def _end_by_signals(stop: asyncio.Event) -> None:
    """Let Ctrl-C and SIGTERM end it; where loops know no signals, Ctrl-C ends it by itself."""
    loop = asyncio.get_running_loop()
    for each in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(each, stop.set)
        except NotImplementedError:
            return
