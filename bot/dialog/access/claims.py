"""One-time codes for offices: made here, on the command line and in conversations alike."""

from datetime import datetime, timedelta

from bot.dialog.core.issuing import random_code
from bot.parsing.onetime import LONG, digits_in
from storage.db.database import Connection
from storage.people import claims
from storage.records import Office

CLAIM_LIFE = timedelta(days=7)


def claim_in(text: str) -> str | None:
    """Find a claim however it was written: 483-920-175-006, or with a word before it."""
    digits = digits_in(text)
    return digits if len(digits) == LONG else None


async def issue_claim(
    connection: Connection, unit: str, office: Office, now: datetime, issuer: int | None = None
) -> str:
    """Make a code for an office of a unit; it is good once, for ``CLAIM_LIFE``.

    ``issuer``: the administrator by whose right it is good; None: the operator.
    """
    code = random_code(LONG)
    await claims.issue(connection, unit, office, code, now, now + CLAIM_LIFE, issuer)
    return code
