"""Who sent a request, for faults that are one client's alone."""

from aiohttp import web

from sandbox.faults import Client


def of(request: web.Request, token: str = "") -> Client:
    """Tell who asks; `token` is what it shows, or that of the community whose key it shows."""
    agent, address = request.headers.get("User-Agent", ""), request.remote or ""
    return Client(agent=agent, token=token, address=address)
