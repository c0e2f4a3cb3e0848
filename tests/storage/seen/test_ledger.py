"""The ledger against a plain set: any order, any repetition."""

from hypothesis import given
from hypothesis import strategies as st

from storage.seen import ledger

arrivals = st.lists(st.lists(st.integers(1, 40), max_size=12), max_size=8)


def runs_of(numbers):
    """The slow and obvious way: walk every number from the first to the last."""
    runs = []
    for number in range(1, 50):
        if number in numbers:
            if number - 1 in numbers:
                runs[-1] = (runs[-1][0], number)
            else:
                runs.append((number, number))
    return runs


@given(arrivals)
def test_the_ledger_is_the_set_of_numbers_however_they_arrive(batches):
    ranges, truth = [], set()
    for numbers in batches:
        fresh, ranges = ledger.extend(ranges, numbers)

        assert fresh == set(numbers) - truth
        truth |= set(numbers)
        assert ranges == runs_of(truth)
        assert ledger.size(ranges) == len(truth)
        assert [n for n in range(50) if ledger.contains(ranges, n)] == sorted(truth)


@given(st.sets(st.integers(1, 40), min_size=1))
def test_gaps_are_what_is_missing_between_the_first_and_the_last(numbers):
    _, ranges = ledger.extend([], numbers)
    missing = set(range(min(numbers), max(numbers) + 1)) - numbers

    assert ledger.gaps(ranges) == runs_of(missing)


@given(arrivals, st.lists(st.tuples(st.integers(1, 40), st.integers(0, 8)), max_size=6))
def test_what_is_filled_counts_as_seen_however_it_lies_upon_what_is_known(batches, spans):
    truth = {number for numbers in batches for number in numbers}
    _, ranges = ledger.extend([], truth)
    pieces = [(first, first + more) for first, more in spans]
    filled = ledger.filled(ranges, pieces)

    truth |= {number for first, last in pieces for number in range(first, last + 1)}
    assert filled == runs_of(truth)


@given(arrivals, st.randoms(use_true_random=False))
def test_the_order_of_arrival_leaves_no_trace(batches, chance):
    once = [number for numbers in batches for number in numbers]
    shuffled = chance.sample(once, len(once))
    _, all_at_once = ledger.extend([], once)
    ranges = []
    for number in shuffled:
        _, ranges = ledger.extend(ranges, [number])

    assert ranges == all_at_once


def test_what_is_known_changes_nothing():
    ranges = [(1, 5), (9, 9)]

    assert ledger.extend(ranges, [2, 9, 2]) == (set(), ranges)
    assert ledger.extend([], []) == (set(), [])


def test_what_follows_with_a_hole_is_no_run():
    assert ledger.extend([(1, 5)], [6, 8]) == ({6, 8}, [(1, 6), (8, 8)])


def test_a_set_of_numbers_is_no_run_because_its_first_and_last_are_as_far_apart():
    assert ledger.extend([(10, 15)], [16, 25, 18]) == (
        {16, 18, 25},
        [(10, 16), (18, 18), (25, 25)],
    )


def test_extending_leaves_the_ranges_it_was_given_alone():
    before = [(1, 5), (9, 9)]
    ledger.extend(before, [6, 7, 8])

    assert before == [(1, 5), (9, 9)]
