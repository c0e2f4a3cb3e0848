"""Whether a service works with a database, so that nobody takes it away from under it."""

import socket
from collections.abc import Sequence

from bot.clock import utc_now
from bot.service.oversight.pulse import is_alive, runs_here
from storage.db.errors import DatabaseInUse
from storage.told.processes import Process


def require_idle(place: str, ran: Sequence[Process]) -> None:
    """Raise ``DatabaseInUse`` if anything of a service was heard lately and was not ended since."""
    here, now = socket.gethostname(), utc_now()
    alive = {
        each.machine
        for each in ran
        if is_alive(each, now) and (each.machine != here or runs_here(each.number))
    }
    if alive:
        raise DatabaseInUse(place, ", ".join(sorted(alive)))
