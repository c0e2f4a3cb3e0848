"""A door on this machine: /health for whoever watches, /metrics for Prometheus."""

import errno
from collections.abc import Callable

from aiohttp import web

from bot.config import words
from bot.errors import Refused

Health = Callable[[], tuple[bool, dict[str, object]]]
"""Gives whether all is well, and what is said of it."""

Metrics = Callable[[], bytes]

TEXT = "text/plain; version=0.0.4; charset=utf-8"


async def opened(host: str, port: int, health: Health, metrics: Metrics) -> web.AppRunner:
    """Open the door; who opens it cleans it up. Raises ``Refused`` without the port."""

    async def tell_health(_request: web.Request) -> web.Response:
        fine, said = health()
        return web.json_response(said, status=200 if fine else 503)

    async def tell_metrics(_request: web.Request) -> web.Response:
        return web.Response(body=metrics(), headers={"Content-Type": TEXT})

    application = web.Application()
    application.router.add_get("/health", tell_health)
    application.router.add_get("/metrics", tell_metrics)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as error:
        await runner.cleanup()
        taken = error.errno == errno.EADDRINUSE
        raise Refused(words.cannot_listen(f"{host}:{port}", taken, "operator.listen")) from error
    return runner
