"""Which copies stay."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from storage.copying.rotation import name_of, outdated

NIGHT = datetime(2026, 11, 30, 3, 0, 7, tzinfo=UTC)  # a Monday
NIGHTS = [name_of(NIGHT - timedelta(days=each)) for each in range(60)]


def test_a_name_tells_when_and_sorts_so():
    assert name_of(NIGHT) == "zvonok-2026-11-30T030007.db"
    assert sorted(NIGHTS, reverse=True) == NIGHTS


def test_seven_days_and_four_weeks_stay():
    kept = [name for name in NIGHTS if name not in outdated(NIGHTS, 7, 4)]
    assert [name[7:17] for name in kept] == [
        *("2026-11-30", "2026-11-29", "2026-11-28", "2026-11-27", "2026-11-26", "2026-11-25"),
        *("2026-11-24", "2026-11-22", "2026-11-15"),
    ]


def test_of_several_a_day_the_last_stays_and_days_without_one_cost_none():
    names = [
        *("zvonok-2026-11-30T030000.db", "zvonok-2026-11-30T120000.db"),
        *("zvonok-2026-10-01T030000.db", "zvonok-2026-05-01T030000.db"),
    ]
    assert outdated(names, 3, 0) == ["zvonok-2026-11-30T030000.db"]
    assert outdated(names, 1, 2) == [
        "zvonok-2026-05-01T030000.db",
        "zvonok-2026-11-30T030000.db",
    ]


def test_what_has_another_name_is_somebody_s():
    names = ["zvonok.db", "zvonok-2026-11-30.db", "before-school.db", "zvonok-2026-13-30T030000.db"]
    assert outdated([*names, *NIGHTS], 1, 0) == sorted(NIGHTS[1:])


@given(st.sets(st.integers(0, 400)), st.integers(1, 9), st.integers(0, 9))
def test_the_newest_always_stays_and_what_stays_once_stays_again(days, daily, weekly):
    names = [name_of(NIGHT - timedelta(days=each)) for each in days]
    gone = outdated(names, daily, weekly)
    kept = sorted(set(names) - set(gone), reverse=True)
    assert kept[:daily] == sorted(names, reverse=True)[:daily]
    assert len(kept) <= daily + weekly
    assert outdated(kept, daily, weekly) == []
