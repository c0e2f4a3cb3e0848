"""Which start and which end are one call: the bounds of each rule, and which rule comes first."""

from itertools import permutations

import pytest

from storage.seen.callpairs import CallEnd, Start, paired

T = 1_790_000_000
DAY = 86_400


def a_start(number, at):
    return Start(number=number, at=T + at, count=1)


def an_end(number, at, told=None, seconds=None):
    told = None if told is None else T + told
    return CallEnd(number=number, at=T + at, told=told, seconds=seconds, reached=True, count=2)


def pairs(starts, ends):
    """The number of the start of each end; the same in whatever order they are given."""
    found = {
        tuple(sorted((end, start.number) for end, start in paired(some, others).items()))
        for some in permutations(starts)
        for others in permutations(ends)
    }
    [same] = found
    return dict(same)


@pytest.mark.parametrize(
    ("told", "seconds", "begun"), [(None, None, 900), (None, 600, 300), (100, 600, 100)]
)
def test_a_call_began_when_its_end_tells_else_as_long_before_it_as_it_lasted(told, seconds, begun):
    assert an_end(2, 900, told, seconds).begun == T + begun


@pytest.mark.parametrize(("off", "start"), [(-181, 2), (-180, 1), (0, 1), (180, 1), (181, 2)])
def test_what_the_end_tells_comes_before_the_newest_start_within_three_minutes(off, start):
    starts = [a_start(1, 1_000 + off), a_start(2, 2_000)]
    assert pairs(starts, [an_end(3, 3_000, told=1_000)]) == {3: start}


@pytest.mark.parametrize(("off", "found"), [(-181, {}), (-180, {3: 1}), (181, {3: 1})])
def test_a_start_before_the_told_beginning_is_another_call_s(off, found):
    assert pairs([a_start(1, 1_000 + off)], [an_end(3, 3_000, told=1_000)]) == found


@pytest.mark.parametrize(
    ("off", "found"),
    [(-DAY - 1, {}), (-DAY, {3: 1}), (180, {3: 1}), (181, {})],
)
def test_without_a_told_beginning_a_start_is_open_for_a_day(off, found):
    assert pairs([a_start(1, off)], [an_end(3, 0)]) == found


@pytest.mark.parametrize("told", [None, 0])
def test_a_start_is_numbered_before_its_end(told):
    assert pairs([a_start(4, 0)], [an_end(3, 60, told)]) == {}


@pytest.mark.parametrize(("off", "start"), [(180, 2), (181, 1)])
def test_a_call_lasted_no_longer_than_since_its_start_if_there_is_such_a_start(off, start):
    starts = [a_start(1, 1_000), a_start(2, 1_400 + off)]
    assert pairs(starts, [an_end(3, 2_000, seconds=600)]) == {3: start}


@pytest.mark.parametrize("seconds", [None, 0])
def test_of_a_call_whose_length_is_unknown_every_open_start_is_as_good(seconds):
    starts = [a_start(1, 0), a_start(2, 2_180)]
    assert pairs(starts, [an_end(3, 2_000, seconds=seconds)]) == {3: 2}


def test_a_start_that_came_too_late_for_the_length_is_still_better_than_none():
    assert pairs([a_start(1, 1_900)], [an_end(3, 2_000, seconds=600)]) == {3: 1}


def test_of_told_beginnings_the_nearest_start_is_taken_first():
    starts = [a_start(1, 1_050), a_start(2, 1_100)]
    ends = [an_end(4, 3_000, told=1_040), an_end(5, 4_000, told=1_060)]
    assert pairs(starts, ends) == {4: 1, 5: 2}
    ends = [an_end(4, 3_000, told=1_090), an_end(5, 4_000, told=1_100)]
    assert pairs(starts, ends) == {4: 1, 5: 2}


def test_of_two_starts_as_near_the_newest_is_taken_and_of_two_ends_the_first():
    assert pairs([a_start(1, 950), a_start(2, 1_050)], [an_end(3, 2_000, told=1_000)]) == {3: 2}
    ends = [an_end(3, 2_000, told=1_000), an_end(4, 3_000, told=1_000)]
    assert pairs([a_start(1, 1_000)], ends) == {3: 1}
    ends = [an_end(3, 2_000, told=950), an_end(4, 3_000, told=1_050)]
    assert pairs([a_start(1, 1_000)], ends) == {3: 1}


def test_the_first_end_closes_the_newest_start_before_it_and_the_next_what_is_left():
    starts = [a_start(1, 1_000), a_start(2, 1_100)]
    assert pairs(starts, [an_end(3, 2_000), an_end(4, 3_000)]) == {3: 2, 4: 1}
    assert pairs(starts, [an_end(3, 2_000, seconds=900), an_end(4, 1_900, seconds=800)]) == {
        3: 2,
        4: 1,
    }


def test_each_start_is_one_call_s():
    assert pairs([a_start(1, 0)], [an_end(3, 600), an_end(4, 700)]) == {3: 1}
    assert pairs([a_start(1, 0)], [an_end(3, 600), an_end(4, 700, told=0)]) == {4: 1}
    assert pairs([], [an_end(3, 600)]) == pairs([a_start(1, 0)], []) == {}
