"""Wrong codes: a few are slips of the pen, many are guesses."""

from datetime import datetime

from loguru import logger

from bot.dialog.core.request import Request
from bot.parsing.onetime import BUDGET, CEILING, MOST, WITHIN, WRONG_CODE
from bot.words import private as words
from storage.db.database import Connection
from storage.people import marks
from storage.told import journal


async def refusal(request: Request, connection: Connection) -> str:
    """Say why somebody's code is not looked at now; empty: it is.

    The budget of all accounts together does not shut out who has sent no wrong code yet: who
    guesses would else keep everybody from being bound. Beyond the ceiling it does.
    """
    since = request.now - WITHIN
    who = await marks.mark(connection, request.account)
    own = await journal.count(connection, WRONG_CODE, since, actor=who)
    if own >= MOST:
        return words.TOO_MANY_CODES
    everybody = await journal.count(connection, WRONG_CODE, since)
    if everybody >= CEILING or (own and everybody >= BUDGET):
        return words.CODES_GUARDED
    return ""


async def note_wrong(request: Request, connection: Connection) -> None:
    """Write down that a code was wrong: never the code, and of the account a mark.

    Of a flood the log has one line.
    """
    who = await marks.mark(connection, request.account)
    await journal.write(connection, at=request.now, action=WRONG_CODE, unit=None, actor=who)
    await _warn(connection, request.now)


async def _warn(connection: Connection, now: datetime) -> None:
    everybody = await journal.count(connection, WRONG_CODE, now - WITHIN)
    if everybody in (BUDGET, CEILING):
        logger.warning("{} wrong codes within an hour: somebody is guessing", everybody)
