"""How often a stranger is answered, and that remembering strangers has an end."""

from datetime import timedelta

from bot.service.answering.quota import BURST, CROWD, EVERY, Quota
from tests.cast import MONDAY_MORNING as NOW

NONE = timedelta()


def test_a_burst_is_answered_then_one_at_a_time():
    quota = Quota()
    assert [quota.rest(1, NOW) for _ in range(BURST)] == [NONE] * BURST
    assert quota.rest(1, NOW) == EVERY
    assert quota.rest(1, NOW + EVERY) == NONE
    assert quota.rest(1, NOW + EVERY) == EVERY
    assert quota.rest(2, NOW) == NONE


def test_after_a_rest_the_whole_burst_is_there_again():
    quota = Quota()
    for _ in range(BURST):
        quota.rest(1, NOW)
    later = NOW + EVERY * BURST
    assert [quota.rest(1, later) for _ in range(BURST)] == [NONE] * BURST


def test_a_clock_set_back_makes_nobody_wait_for_a_year():
    quota = Quota()
    assert quota.rest(1, NOW + timedelta(days=365)) == NONE
    assert quota.rest(1, NOW) == NONE


def test_a_crowd_without_end_is_not_remembered_without_end():
    quota = Quota()
    for account in range(3 * CROWD):
        assert quota.rest(account, NOW) == NONE
    assert len(quota._even_at) <= CROWD
