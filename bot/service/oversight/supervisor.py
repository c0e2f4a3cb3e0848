"""Telling systemd how we fare: a line in a datagram, to the socket it names in our environment.

Who started us otherwise names none, and is told nothing.
"""

import contextlib
import os
import socket
from collections.abc import Mapping

READY = "READY=1"
STOPPING = "STOPPING=1"
ALIVE = "WATCHDOG=1"


def tell(state: str, environment: Mapping[str, str] = os.environ) -> None:
    """Tell a state; that nobody listens is no trouble of ours."""
    address = environment.get("NOTIFY_SOCKET", "")
    if not address:
        return
    if address.startswith("@"):  # Linux's abstract names begin with a zero
        address = f"\0{address[1:]}"
    with (
        contextlib.suppress(OSError),
        socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as to,
    ):
        to.setblocking(False)
        to.sendto(state.encode(), address)


def expected_every(environment: Mapping[str, str] = os.environ) -> float | None:
    """Give the seconds within which we are to say that we live, again and again; None: never."""
    if environment.get("WATCHDOG_PID", str(os.getpid())) != str(os.getpid()):
        return None
    within = environment.get("WATCHDOG_USEC", "")
    return int(within) / 1e6 if within.isdecimal() and int(within) else None
