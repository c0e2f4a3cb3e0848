"""Shares as an order writes them: exact, for 0.1 + 0.1 of a float is not. Pure."""

import re
from fractions import Fraction

_LARGEST_BASE = 1_000_000


def exact(written: float) -> Fraction:
    """Give a number as the order writes it: 0.1 is a tenth, not the float beside it."""
    return Fraction(str(written))


def recovered(kept: float) -> Fraction:
    """Give the share of which a float was kept: the one over the smallest base it can be of."""
    return Fraction(kept).limit_denominator(_LARGEST_BASE)


_PERCENT = re.compile(r"(\d+(?:[.,]\d+)?)\s*%")


def share_said(text: str) -> Fraction | None:
    """Give the one share a norm's words name: «не менее 25 %»; None: none, or several."""
    found = {Fraction(each.replace(",", ".")) / 100 for each in _PERCENT.findall(text)}
    return found.pop() if len(found) == 1 else None
