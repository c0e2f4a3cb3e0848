"""Shares in fractions: as an order writes them, and as they were kept."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from monitor.orders.shares import exact, recovered


def test_a_number_is_the_one_that_is_written():
    assert exact(0.1) + exact(0.2) == exact(0.3) == Fraction(3, 10)
    assert [exact(1), exact(29.66)] == [1, Fraction(2966, 100)]


@given(st.integers(1, 1_000_000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_a_share_of_a_million_is_known_again_by_its_float(pair):
    value, of = pair

    assert recovered(value / of) == Fraction(value, of)


def test_the_largest_base_is_a_million():
    assert recovered(1 / 1_000_000) == Fraction(1, 1_000_000)
    assert recovered(999_998 / 999_999) == Fraction(999_998, 999_999)
    assert recovered(1 / 1_000_003) == Fraction(1, 1_000_000)
    assert recovered(1_000_000 / 1_000_001) == Fraction(999_999, 1_000_000)
