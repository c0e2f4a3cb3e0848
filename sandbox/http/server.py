"""The sandbox as a web server on this machine."""

import ssl
from collections.abc import AsyncGenerator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from sandbox.context import SANDBOX, Sandbox
from sandbox.http import control, longpoll, methods, uploading
from sandbox.world.world import World

HOST = "127.0.0.1"
WEB = Path(__file__).resolve().parents[1] / "web"
# Enough for any file a school would hand in.
LARGEST_BODY = 64 * 1024 * 1024
# The page's worker keeps the page itself, which is above its folder.
WHOLE_SITE = {"Service-Worker-Allowed": "/"}
PLAIN_PAGE = "<!doctype html><meta charset=utf-8><title>Sandbox</title><p>The sandbox is running."


@asynccontextmanager
async def serve(
    world: World,
    port: int = 0,
    *,
    tls: ssl.SSLContext | None = None,
    middlewares: Sequence[Middleware] = (),
) -> AsyncGenerator[Sandbox]:
    """Serve `world` and its neighbours on 127.0.0.1 until the block ends; 0 takes a free port.

    With `tls` it speaks https and shows that context's certificate; `middlewares` stand between
    clients and the routes. Raises OSError.
    """
    sandbox = Sandbox(world=world)
    for other in world.others:
        Sandbox(world=other, faults=sandbox.faults, beside=sandbox.beside)
    # A client that went away must neither use up a fault nor have its method carried out later.
    runner = web.AppRunner(
        application(sandbox, middlewares),
        access_log=None,
        handler_cancellation=True,
        shutdown_timeout=0.5,
    )
    await runner.setup()
    try:
        await web.TCPSite(runner, HOST, port, ssl_context=tls).start()
        url = f"{'http' if tls is None else 'https'}://{HOST}:{runner.addresses[0][1]}"
        async with AsyncExitStack() as offices:
            for each in sandbox.beside:
                each.world.url = url
                await offices.enter_async_context(each.post_office.opened())
            yield sandbox
    finally:
        await runner.cleanup()


def application(sandbox: Sandbox, middlewares: Sequence[Middleware] = ()) -> web.Application:
    """Put all routes together."""
    app = web.Application(client_max_size=LARGEST_BODY, middlewares=middlewares)
    app[SANDBOX] = sandbox
    app.on_shutdown.append(_end_polls)
    app.add_routes(
        [
            *_both("/method/{name}", methods.method),
            *_both(r"/longpoll/{group:[0-9]+}", longpoll.poll),
            *_both(r"/longpoll/dialogs/{group:[0-9]+}", longpoll.poll_dialogs),
            web.post("/upload/photo", uploading.photo),
            web.post("/upload/doc", uploading.doc),
            web.post(r"/upload/chat/{chat:[0-9]{1,18}}", uploading.chat_photo),
            web.get("/sandbox/files/{id}", uploading.download),
            *control.routes(),
            web.get("/", index),
            web.get("/web/{name:.+}", static),
        ]
    )
    return app


def _both(path: str, handler: Handler) -> list[web.RouteDef]:
    """VK takes GET and POST alike."""
    return [web.get(path, handler, allow_head=False), web.post(path, handler)]


async def _end_polls(app: web.Application) -> None:
    """Answer the polls that wait, so that stopping does not wait for them."""
    for each in app[SANDBOX].beside:
        each.closing = True
        each.world.queue.wake()


async def index(request: web.Request) -> web.StreamResponse:
    """Show the messenger, or a plain page where it is not installed."""
    del request
    page = WEB / "index.html"
    if page.is_file():
        return web.FileResponse(page)
    return web.Response(text=PLAIN_PAGE, content_type="text/html")


async def static(request: web.Request) -> web.StreamResponse:
    """Serve a file of the messenger, and nothing outside its folder."""
    file = (WEB / request.match_info["name"]).resolve()
    if not file.is_relative_to(WEB) or not file.is_file():
        raise web.HTTPNotFound(text="No such file.")
    return web.FileResponse(file, headers=WHOLE_SITE)
