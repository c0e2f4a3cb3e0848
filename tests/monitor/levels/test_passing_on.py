"""How organisations stand with what a level handed out."""

from datetime import timedelta

import pytest

from monitor.levels.passing_on import Passing, PassingCount, PassingStage, counted, stage_of
from storage.records import NoticeState
from tests.cast import at

TERM = at(3, 12)
PLANNED, RELEASED, SENT = NoticeState.PLANNED, NoticeState.RELEASED, NoticeState.SENT
FAILED, STALE = NoticeState.FAILED, NoticeState.STALE


@pytest.mark.parametrize(
    ("arrived", "accepted", "passed", "stage"),
    [
        ((SENT,), None, TERM, "in_time"),
        ((SENT,), None, TERM + timedelta(seconds=1), "late"),
        ((), None, at(1, 12), "in_time"),
        ((SENT,), at(1, 12), None, "accepted"),
        ((SENT,), at(1, 12), at(2, 12), "in_time"),
        ((FAILED, SENT), None, None, "received"),
        ((PLANNED, FAILED), None, None, "waiting"),
        ((RELEASED,), None, None, "waiting"),
        ((FAILED, STALE), None, None, "lost"),
        ((), None, None, "alone"),
    ],
)
def test_an_organisation_stands_by_the_furthest_it_came(arrived, accepted, passed, stage):
    assert stage_of(TERM, accepted, passed, arrived) == stage


def a_passing(stage):
    return Passing(
        unit="x",
        name="X",
        stage=stage,
        until=TERM,
        passed_at=None,
        accepted_at=None,
        chats=None,
        waiting=0,
    )


def test_who_passed_it_on_late_counts_as_having_passed_it_on_but_not_in_time():
    found = [a_passing(each) for each in PassingStage]
    assert counted(found) == PassingCount(passed=2, in_time=1, units=7)
    assert not counted(found).all_
    assert counted(found[:2]).all_
