"""Shares in fractions: as an order writes them, as they are counted, and as they were kept."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.orders.shares import exact, recovered, size


def test_a_number_is_the_one_that_is_written():
    assert exact(0.1) + exact(0.2) == exact(0.3) == Fraction(3, 10)
    assert [exact(1), exact(29.66)] == [1, Fraction(2966, 100)]


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
    assert size(value, of) == share


@given(st.integers(1, 1_000_000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_a_share_of_a_million_is_known_again_by_its_float(pair):
    value, of = pair

    assert recovered(value / of) == Fraction(value, of)


def test_the_largest_base_is_a_million():
    assert recovered(1 / 1_000_000) == Fraction(1, 1_000_000)
    assert recovered(999_998 / 999_999) == Fraction(999_998, 999_999)
    assert recovered(1 / 1_000_003) == Fraction(1, 1_000_000)
    assert recovered(1_000_000 / 1_000_001) == Fraction(999_999, 1_000_000)
