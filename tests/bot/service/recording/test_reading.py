"""What a poll, a post and a silence prove of how far the stream is read."""

from datetime import timedelta

import pytest

from bot.service.recording.reading import AT_LEAST, AT_MOST, BREAK, Reading, settles_at
from storage.observations import Batch, Seen
from storage.seen.streams import Heard
from tests.cast import MARIA, MONDAY_MORNING, utc

NOW = utc(MONDAY_MORNING)
SECOND = timedelta(seconds=5)


class Clock:
    def __init__(self):
        self.now = MONDAY_MORNING

    def __call__(self):
        return self.now


def batch(*dates):
    seen = [Seen(1, number, MARIA, at) for number, at in enumerate(dates, start=1)]
    return Batch(source="longpoll", position="1", polled_at=NOW, seen=seen)


def test_an_empty_answer_proves_what_was_before_its_question_however_late_it_comes():
    clock = Clock()
    reading = Reading(clock, SECOND)
    assert reading.idle() is None
    reading.ask()
    clock.now += timedelta(hours=2)
    assert reading.idle() == NOW - 5


def test_while_vk_does_not_tell_the_time_nothing_is_proved():
    clock = Clock()
    clock.now = None
    reading = Reading(clock, SECOND)
    reading.ask()
    assert (reading.idle(), reading.brought(batch(NOW)), reading.listened(0)) == (None,) * 3


@pytest.mark.parametrize(
    ("dates", "through"),
    [
        ([NOW - 900], NOW - 905),
        ([NOW - 900, NOW - 300], NOW - 305),
        ([NOW - 300, NOW - 900], NOW - 905),  # in disorder: the more careful
        ([NOW + 10**9], NOW - 5),
        ([], None),
    ],
)
def test_an_answer_with_updates_proves_the_moment_of_its_last(dates, through):
    assert Reading(Clock(), SECOND).brought(batch(*dates)) == through


def heard(ago, settles=None):
    return Heard("callback", NOW - ago, None, settles)


@pytest.mark.parametrize(
    ("before", "broken", "settles"),
    [
        (None, True, NOW + AT_LEAST),
        (heard(60, NOW - 9), False, NOW - 9),
        (heard(BREAK, NOW + 9), False, NOW + 9),
        (heard(BREAK + 1, NOW - 9), False, NOW + AT_LEAST),
        (heard(5, NOW - 9), True, NOW + AT_LEAST),  # started anew, or an update was refused
        (heard(3_600), True, NOW + 3_600),  # VK comes again after ever longer pauses
        (heard(3 * 86_400), True, NOW + AT_MOST),
        (heard(5, NOW + 7_000), True, NOW + 7_000),
        (heard(-500), False, 0),
    ],
)
def test_after_a_break_in_listening_what_vk_repeats_is_waited_for(before, broken, settles):
    assert settles_at(before, NOW, broken=broken) == settles


def test_having_listened_proves_nothing_before_the_repeats_came():
    reading = Reading(Clock(), SECOND)
    assert reading.listened(NOW + 1) is None
    assert reading.listened(NOW) == NOW - 5
