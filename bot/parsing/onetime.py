"""One-time codes as people write them: for a profile (nine digits), for an office (twelve). Pure.

Twelve digits also are a code for a profile where many codes are open (storage/people/codes.py).
"""

import re
from datetime import timedelta

from storage.records import WRONG_CODE

__all__ = (
    "BUDGET",
    "CEILING",
    "LONG",
    "MOST",
    "SHORT",
    "WITHIN",
    "WRONG_CODE",
    "digits_in",
    "spelled",
)

SHORT, LONG = 9, 12
"""Digits of codes. No telephone has nine or twelve, no date either."""

WITHIN = timedelta(hours=1)
MOST, BUDGET, CEILING = 10, 100, 1_000
"""Wrong codes within that time: of one account, then it is not listened to; of all accounts
together, then each may be wrong once; of all, then nobody is listened to."""

_TOGETHER = re.compile(r"[0-9](?:[\s–—-]*[0-9])*")
_GLUED_BEFORE = re.compile(r"[\w/|\\@*=&?%+$\[<{.]")
_GLUED_AFTER = re.compile(r"[\w/|\\@*=&%+$\]<{]")
_LONGEST = 40  # characters of a message that may be a code and nothing else


def digits_in(text: str) -> str:
    """Find a code however it was written: 483-920-175, or with a word before it; empty: none.

    Days and numbers that are nine digits only together are none («28.12–10.01, 5А»), nor are
    digits that belong to an address or a word («id483920175», «[id483920175|Мария]»).
    """
    found = list(_TOGETHER.finditer(text)) if len(text) <= _LONGEST else []
    if len(found) != 1:
        return ""
    first, last = found[0].span()
    before, after = text[max(first - 1, 0) : first], text[last : last + 1]
    if _GLUED_BEFORE.fullmatch(before) or _GLUED_AFTER.fullmatch(after):
        return ""
    digits = re.sub(r"\D", "", found[0][0])
    return digits if len(digits) in (SHORT, LONG) else ""


def spelled(code: str) -> str:
    """Write a code in threes: «483-920-175»."""
    return "-".join(code[at : at + 3] for at in range(0, len(code), 3))
