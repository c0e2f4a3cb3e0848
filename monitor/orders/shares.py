"""Shares as an order writes them: exact, for 0.1 + 0.1 of a float is not. Pure."""

from fractions import Fraction

_LARGEST_BASE = 1_000_000


def exact(written: float) -> Fraction:
    """Give a number as the order writes it: 0.1 is a tenth, not the float beside it."""
    return Fraction(str(written))


def recovered(kept: float) -> Fraction:
    """Give the share of which a float was kept: the one over the smallest base it can be of."""
    return Fraction(kept).limit_denominator(_LARGEST_BASE)
