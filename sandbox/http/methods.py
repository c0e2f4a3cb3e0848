"""/method/<name> over HTTP: parameters from query, form or header, answers as faults allow."""

import msgspec
from aiohttp import web

from sandbox.api.dispatch import respond
from sandbox.api.errors import VkError, error_body
from sandbox.context import SANDBOX
from sandbox.http import clients, forms
from sandbox.http.delivery import deliver


async def method(request: web.Request) -> web.StreamResponse:
    """Answer one method call."""
    name, params = request.match_info["name"], await _params(request)
    token = params.get("access_token", "")
    sandbox, client = request.app[SANDBOX].by_token(token), clients.of(request, token)
    sandbox.world.requests[name] += 1
    fault = sandbox.faults.take(f"method:{name}", client)

    def make() -> bytes:
        if fault is None or fault.error is None:
            return msgspec.json.encode(respond(sandbox, name, params, client))
        if fault.done:
            respond(sandbox, name, params, client)
        error = VkError(fault.error, message=fault.msg)
        return msgspec.json.encode(error_body(error, name, params))

    return await deliver(request, fault, make)


async def _params(request: web.Request) -> dict[str, str]:
    """Read the parameters; whatever is in query or form wins over the header's token."""
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    params = {"access_token": token.strip()} if kind.lower() == "bearer" else {}
    return params | await forms.words(request)
