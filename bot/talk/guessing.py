"""Wrong codes: a few are slips of the pen, many are guesses."""

from datetime import timedelta

from bot.talk.visit import Visit
from storage import audit
from storage.database import Connection

MOST = 10
WITHIN = timedelta(hours=1)
"""So many wrong codes of one account; then no code is looked at until the first is this old."""

_ACTION = "wrong_code"


async def guesses(visit: Visit, connection: Connection) -> bool:
    """Tell whether somebody has sent too many wrong codes to be given another try now."""
    since = visit.now - WITHIN
    return await audit.count(connection, visit.account, _ACTION, since) >= MOST


async def note_wrong(visit: Visit, connection: Connection) -> None:
    """Write down that a code was wrong; never the code."""
    await audit.write(connection, at=visit.now, action=_ACTION, unit=None, actor=visit.account)
