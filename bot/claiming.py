"""One-time codes for offices: made here, on the command line and in conversations alike."""

import re
import secrets
from datetime import datetime, timedelta

from storage import claims
from storage.claims import CODE_DIGITS
from storage.database import Connection
from storage.records import Office

CLAIM_LIFE = timedelta(days=7)

_TOGETHER = re.compile(r"\d(?:[\s\-]*\d)*")
_LONGEST = 40  # characters of a message that may be a code and nothing else


def claim_in(text: str) -> str | None:
    """Find a claim however it was written: 483-920-175-006, or with a word before it."""
    found = _TOGETHER.findall(text)
    digits = re.sub(r"\D", "", found[0]) if len(found) == 1 else ""
    return digits if len(digits) == CODE_DIGITS and len(text) <= _LONGEST else None


async def issue_claim(connection: Connection, unit: str, office: Office, now: datetime) -> str:
    """Make a code for an office of a unit; it is good once, for ``CLAIM_LIFE``."""
    code = "".join(str(secrets.randbelow(10)) for _ in range(CODE_DIGITS))
    await claims.issue(connection, unit, office, code, now, now + CLAIM_LIFE)
    return code
