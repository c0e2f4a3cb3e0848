"""When a moment is known, how long it is waited for, and what is said of what is not read."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.orders.jobs import JobName
from monitor.orders.schedule import Due
from monitor.report.known import (
    MARGIN,
    SETTLING,
    NotKnown,
    Patience,
    Sight,
    Waits,
    is_read,
    missing,
    waits,
    with_unread,
)
from storage.records import Cause, Interruption
from storage.seen.read_through import Stream
from tests.cast import NEXT_MONDAY_CLOSE, SCHOOL, at

CLOSE = Due(NEXT_MONDAY_CLOSE, 0, 0, SCHOOL, JobName.CLOSE)
UNKNOWN = Stream(None)
MINUTE = timedelta(minutes=1)


def sight(stream, *, behind=False, torn=(), since=NEXT_MONDAY_CLOSE):
    return Sight(stream=stream, behind=behind, torn=dict(torn), since=since)


def test_where_nothing_was_ever_read_nothing_is_missing():
    assert is_read(None, NEXT_MONDAY_CLOSE)
    assert not is_read(UNKNOWN, NEXT_MONDAY_CLOSE)


@given(st.integers(-10_000, 10_000))
def test_a_moment_is_read_when_the_stream_is_read_up_to_it(seconds):
    through = NEXT_MONDAY_CLOSE + timedelta(seconds=seconds)
    assert is_read(Stream(through), NEXT_MONDAY_CLOSE) == (seconds >= 0)


@pytest.mark.parametrize(
    ("noticed", "waited"), [(at(7, 8), True), (at(7, 12, 2), True), (at(7, 12, 3), False)]
)
def test_numbers_missing_when_waiting_began_are_waited_for_and_later_ones_are_not(noticed, waited):
    found = sight(Stream(at(8)), torn={SCHOOL: noticed}, since=at(7, 12))
    assert (missing(found, NEXT_MONDAY_CLOSE, [SCHOOL]) is NotKnown.NUMBERS) == waited
    assert missing(found, NEXT_MONDAY_CLOSE, ["lyceum-5"]) is None
    assert missing(sight(Stream(at(8)), behind=True), NEXT_MONDAY_CLOSE, []) is NotKnown.NUMBERS


@pytest.mark.parametrize(
    ("patience", "last"),
    [
        (Patience(), at(7, 21)),
        (Patience(longest=timedelta()), at(7, 9)),
        (Patience(awake_since=at(8, 8)), at(8, 20)),  # down over the moment: there was no waiting
        (Patience(awake_since=at(3, 8)), at(7, 21)),
    ],
)
def test_waiting_ends(patience, last):
    wait = waits(CLOSE, sight(UNKNOWN), [], last - MINUTE, patience)
    if patience.longest:
        assert (wait.missing, wait.until) == (NotKnown.STREAM, last)
    assert waits(CLOSE, sight(UNKNOWN), [], last, patience) is None


DOWN = Interruption(chat=None, cause=Cause.DOWN, since=at(4, 18), until=at(7, 9, 30))
EARLY = Interruption(chat=None, cause=Cause.DOWN, since=at(0, 1), until=at(0, 2))
LATE = Interruption(chat=None, cause=Cause.DOWN, since=at(6, 1), until=at(7, 2))
AWAY = Interruption(chat=5, cause=Cause.ABSENT, since=at(1), until=None)


def test_of_a_time_in_which_the_program_was_down_only_what_is_read_counts_as_read_afterwards():
    unread = Interruption(chat=None, cause=Cause.UNREAD, since=at(5, 9), until=at(7))
    down = Interruption(chat=None, cause=Cause.DOWN, since=at(4, 18), until=at(5, 9))
    found = with_unread([EARLY, AWAY, DOWN, LATE], Stream(at(5, 9)), at(0), at(7))
    assert found == (EARLY, AWAY, down, unread)


@pytest.mark.parametrize("stream", [None, UNKNOWN, Stream(at(6, 23, 55)), Stream(at(9))])
def test_what_is_as_good_as_read_is_said_as_it_was_written(stream):
    assert with_unread([EARLY, DOWN], stream, at(0), at(7)) == (EARLY, DOWN)


def test_of_a_week_of_which_nothing_is_read_all_is_unread():
    [found] = with_unread([], Stream(at(-5)), at(0), at(7))
    assert (found.cause, found.since, found.until) == (Cause.UNREAD, at(0), at(7))


def test_what_is_not_read_is_told_before_the_numbers_that_are_missing():
    torn = {SCHOOL: at(7)}
    unread, read = sight(UNKNOWN, behind=True, torn=torn), sight(Stream(at(8)), torn=torn)

    assert missing(unread, NEXT_MONDAY_CLOSE, [SCHOOL]) is NotKnown.STREAM
    assert missing(read, NEXT_MONDAY_CLOSE, ["lyceum-5", SCHOOL]) is NotKnown.NUMBERS
    assert [missing(sight(None), NEXT_MONDAY_CLOSE, [SCHOOL]), str(NotKnown.STREAM)] == [
        None,
        "stream",
    ]
    assert str(NotKnown.NUMBERS) == "numbers"


@pytest.mark.parametrize(("second", "waited"), [(0, True), (1, False)])
def test_what_was_torn_just_after_the_moment_is_waited_for(second, waited):
    """Waiting began before the moment, as for a job that was long in coming."""
    noticed = NEXT_MONDAY_CLOSE + SETTLING + timedelta(seconds=second)
    found = sight(Stream(at(8)), torn={SCHOOL: noticed}, since=at(3))

    assert (missing(found, NEXT_MONDAY_CLOSE, [SCHOOL]) is NotKnown.NUMBERS) is waited


def test_a_poll_is_sure_of_what_happened_five_seconds_before_it():
    assert timedelta(seconds=5) == MARGIN
    assert timedelta(minutes=2) == SETTLING


def test_a_job_is_done_when_all_is_known_and_waits_by_name_when_not():
    read = sight(Stream(NEXT_MONDAY_CLOSE))

    assert waits(CLOSE, read, [SCHOOL], NEXT_MONDAY_CLOSE, Patience()) is None
    assert waits(CLOSE, sight(UNKNOWN), [SCHOOL], NEXT_MONDAY_CLOSE, Patience()) == Waits(
        job=CLOSE, missing=NotKnown.STREAM, until=at(7, 21)
    )


@pytest.mark.parametrize(
    ("through", "since"), [(at(6, 23, 54, 59), at(6, 23, 54, 59)), (at(6, 23, 55), None)]
)
def test_five_minutes_unread_are_as_good_as_read_and_a_second_more_are_not(through, since):
    found = with_unread([], Stream(through), at(0), at(7))

    assert [each.since for each in found] == ([since] if since else [])


def test_only_a_time_in_which_the_program_was_down_is_cut_where_reading_ended():
    """What began there or later is part of the unread; what ended there is as it was."""
    through, end = at(5, 9), at(7)
    cut, whole, later = (
        Interruption(chat=None, cause=Cause.DOWN, since=since, until=until)
        for since, until in ((at(5), None), (at(5), through), (through, at(6)))
    )
    absent = Interruption(chat=5, cause=Cause.ABSENT, since=through, until=at(6))
    unread = Interruption(chat=None, cause=Cause.UNREAD, since=through, until=end)

    assert with_unread([cut, whole, later, absent], Stream(through), at(0), end) == (
        replace(cut, until=through),
        whole,
        absent,
        unread,
    )
