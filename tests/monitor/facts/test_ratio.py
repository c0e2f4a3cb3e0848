"""How many of how many: shares with and without a base, exact ones, and what they reach."""

from fractions import Fraction

import pytest

from monitor.facts.ratio import Ratio


@pytest.mark.parametrize(
    ("value", "of", "share"),
    [
        (1, 3, Fraction(1, 3)),
        (0, 3, 0),
        (3, 1, 3),
        (5, None, 5),
        (0, None, 0),
        (None, 3, None),
        (None, None, None),
        (0, 0, None),
        (5, 0, None),
    ],
)
def test_a_share_is_of_its_base_a_count_is_itself_and_of_nothing_there_is_none(value, of, share):
    assert Ratio(value, of).size == share


def test_a_share_to_read_wants_somebody_in_the_base():
    assert Ratio(1, 4).share == 0.25
    assert [Ratio(None, 4).share, Ratio(0, 0).share, Ratio(3).share] == [None, None, None]


@pytest.mark.parametrize(
    ("ratio", "reached"),
    [
        (Ratio(1, 4), True),
        (Ratio(249_999, 1_000_000), False),
        (Ratio(0, 0), None),
        (Ratio(None, 4), None),
        (Ratio(4), None),
    ],
)
def test_only_a_share_reaches_a_share_and_unrounded(ratio, reached):
    assert ratio.reaches(Fraction(1, 4)) is reached
