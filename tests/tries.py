"""How many examples a property is tried with: some at every change, all in ``make soak``."""

import math
import os

VARIABLE = "ZVONOK_TESTS_THOROUGH"
EVERYDAY = 0.25
"""The part of the examples that is tried at every change."""

THOROUGH = bool(os.environ.get(VARIABLE))


def tries(count: int) -> int:
    """Give how many of so many examples are tried this time."""
    return count if THOROUGH else math.ceil(count * EVERYDAY)
