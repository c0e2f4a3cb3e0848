"""Every code VK answers with, and what becomes of a notice then: stated, not read from the code."""

from datetime import timedelta

import pytest

from bot.service.telling.verdicts import CAME_BEFORE, TOLD, Verdict, judge
from bot.vk.errors import VkError
from storage.records import Dialog, NoticeState

DAY = timedelta(days=1)


def judged(code, attempts=1, luck=0.0):
    return judge(VkError("messages.send", code, "…"), attempts, luck)


def rests(code):
    """How long a notice rests after its first seven tries, in seconds."""
    return [judged(code, attempts).rest.total_seconds() for attempts in range(1, 8)]


@pytest.mark.parametrize("code", [0, 1, 6, 10, 995])
def test_after_a_short_trouble_a_notice_rests_half_a_minute_then_up_to_an_hour(code):
    assert rests(code) == [30, 120, 600, 3600, 3600, 3600, 3600]


@pytest.mark.parametrize("code", [9, 940, 983, 984, 1012])
def test_where_vk_wants_peace_a_notice_rests_ten_minutes_then_up_to_six_hours(code):
    assert rests(code) == [600, 1800, 3600, 10_800, 21_600, 21_600, 21_600]


def test_behind_a_day_s_quota_a_notice_waits_for_the_same_time_tomorrow():
    assert rests(29) == [86_400] * 7


@pytest.mark.parametrize("code", [5, 14, 17, 27, 1117])
def test_what_stops_all_sending_closes_no_notice_and_lets_it_go_on_at_once(code):
    assert judged(code, attempts=3, luck=0.5) == Verdict(state=None, reason=str(code), unsent=True)


@pytest.mark.parametrize(("code", "unsent"), [(0, False), (10, False), (6, True), (9, True)])
def test_only_a_clear_refusal_shows_that_nothing_was_sent(code, unsent):
    assert judged(code).unsent is unsent


@pytest.mark.parametrize(("luck", "rest"), [(0.0, 1800), (0.5, 1710), (0.999, 1620.18)])
def test_a_rest_is_shortened_by_a_tenth_at_most_so_that_not_all_come_back_at_once(luck, rest):
    assert judged(9, 2, luck).rest == timedelta(seconds=rest)


@pytest.mark.parametrize("code", [900, 901, 902])
def test_a_closed_dialog_is_the_end_and_is_remembered(code):
    assert judged(code, 1, 0.5) == Verdict(
        state=NoticeState.FAILED, reason=str(code), dialog=Dialog.CLOSED
    )


@pytest.mark.parametrize("code", [7, 18, 100, 914, 917, -2])
def test_what_will_never_be_taken_is_the_end_and_says_nothing_of_the_dialog(code):
    assert judged(code, 1, 0.5) == Verdict(state=NoticeState.FAILED, reason=str(code))


def test_what_was_taken_shows_an_open_dialog_and_what_came_before_does_not():
    assert judge(None, 2, 0.5) == TOLD == Verdict(state=NoticeState.SENT, dialog=Dialog.OPEN)
    assert Verdict(state=NoticeState.SENT) == CAME_BEFORE


def test_a_verdict_says_of_itself_neither_that_a_try_sent_nothing_nor_that_it_rests():
    plain = Verdict(state=None)
    assert (plain.unsent, plain.rest, plain.reason, plain.dialog) == (False, timedelta(), "", None)
