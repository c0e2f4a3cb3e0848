"""The forecast by hand: a pace is what was done, over the working days of the person."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.facts.values import WindowSpan
from monitor.report.forecast import Forecast, LikelyShort, Projected, make_forecast
from tests.builders import (
    INDICATOR,
    a_call,
    a_chat,
    a_person,
    an_order,
    away,
    bound,
    some_facts,
    wrote,
)
from tests.cast import MONDAY, SCHOOL, WEEK, at

DAY = timedelta(days=1)
TEN = ("messages = 10", "personal = true")
EVENING = at(2, 18)  # three working days are over: the hours are 08:30 to 18:00


def outlook(*counts, as_of=EVENING, order=TEN, **values):
    """The forecast for people numbered from 1 who wrote so many messages on Monday."""
    people = [a_person(number, f"Человек {number}") for number in range(1, len(counts) + 1)]
    known = {
        "persons": people,
        "bindings": [one for each in people for one in bound(each.id, each.id)],
        "tallies": [wrote(n, count, at(0, 10)) for n, count in enumerate(counts, 1) if count],
    }
    return make_forecast(some_facts(**(known | {"as_of": as_of} | values)), an_order(*order))


def short(number, done, projected, needed=10, counts="messages"):
    asked = Projected(counts=counts, done=done, projected=projected, needed=needed)
    return LikelyShort(name=f"Человек {number}", asked=(asked,))


def test_a_whole_forecast():
    found = outlook(
        10,
        6,
        5,
        0,
        persons=[a_person(number, f"Человек {number}") for number in range(1, 8)],
        absences=[away(5, MONDAY, None)],
    )

    assert found == Forecast(
        unit_name=SCHOOL,
        window=WindowSpan(week=WEEK, start=at(0), end=at(7), as_of=EVENING, closed=False),
        likely=2,
        already=1,
        short=(short(3, 5, 8), short(4, 0, 0)),
        unclear=0,
        unbound=2,
        absent=1,
        incomplete=False,
    )


@pytest.mark.parametrize(
    ("as_of", "projected"),
    [
        (at(1, 0), 15),  # one working day: 3 * 5
        (at(1, 13, 15), 10),  # a day and a half: 3 * 5 / 1.5
        (at(1, 18), 7),  # two days: 7.5
        (at(1, 23), 7),
        (at(4, 18), 3),
        (at(5, 12), 3),
    ],
    ids=["Tuesday 0:00", "Tuesday 13:15", "Tuesday 18:00", "at night", "Friday", "Saturday"],
)
def test_the_part_of_today_that_counts_is_that_of_the_order_s_hours(as_of, projected):
    found = outlook(3, as_of=as_of, order=("messages = 100", "personal = true"))

    assert found.short == (short(1, 3, projected, 100),)


@pytest.mark.parametrize("as_of", [at(0, 10), at(0, 17, 59)], ids=["morning", "almost a day"])
def test_there_is_no_forecast_before_one_working_day_is_over(as_of):
    assert outlook(3, as_of=as_of) is None
    assert outlook(3, as_of=at(0, 18)) is not None


def test_there_is_no_forecast_where_the_bot_is_in_no_chat():
    assert outlook(0, chats=()) is None


def test_there_is_no_forecast_where_nothing_is_asked_of_anybody():
    assert outlook(3, order=("messages = 10",)) is None
    assert outlook(3, order=(*TEN, 'audience = "heads"')) is None
    assert outlook(3, persons=[a_person(1)], bindings=[]) is None
    assert outlook(3, absences=[away(1, MONDAY, None)]) is None


def test_there_is_no_forecast_of_what_is_asked_by_the_day_or_the_month():
    assert outlook(3, order=(*TEN, 'window = "day"')) is None
    assert outlook(3, order=(*TEN, 'window = "month"')) is None


def test_days_of_leave_are_no_part_of_the_pace():
    """Away on Monday and Tuesday: three messages in one day of three make nine."""
    found = outlook(3, absences=[away(1, MONDAY, MONDAY + DAY)])

    assert found.short == (short(1, 3, 9),)


def test_who_leaves_will_do_no_more():
    found = outlook(6, absences=[away(1, MONDAY + 3 * DAY, None)])

    assert found.short == (short(1, 6, 6),)


def test_who_has_been_there_for_less_than_a_day_has_no_pace_yet_but_may_have_done_enough():
    leave = [away(1, MONDAY, MONDAY + DAY), away(2, MONDAY, MONDAY + DAY)]
    found = outlook(9, 10, as_of=at(2, 12), absences=leave)

    assert (found.unclear, found.likely, found.already, found.short) == (1, 1, 1, ())


def test_who_was_hired_on_tuesday_is_not_held_to_monday():
    people = [a_person(1, "Человек 1"), a_person(2, "Человек 2", added_at=at(1, 9))]
    found = outlook(0, 4, persons=people, tallies=[wrote(2, 4, at(1, 10))])

    assert found.short == (short(1, 0, 0), short(2, 4, 8))


def test_of_two_norms_that_will_be_missed_both_are_told_and_one_is_enough_with_a_choice():
    second = INDICATOR.replace('"main"', '"second"') + "calls = 2\npersonal = true"
    both = outlook(3, order=(*TEN, second), calls=[])
    either = outlook(3, order=("messages = 10", "calls = 2", "any = true", "personal = true"))
    messages = Projected(counts="messages", done=3, projected=5, needed=10)
    calls = Projected(counts="calls", done=0, projected=0, needed=2)

    assert both.short == (LikelyShort(name="Человек 1", asked=(messages, calls)),)
    assert either.short == (LikelyShort(name="Человек 1", asked=(messages, calls), any=True),)


def test_with_a_choice_the_pace_of_one_is_enough():
    order = ("messages = 10", "calls = 2", "any = true", "personal = true")

    assert outlook(0, order=order, calls=[a_call(1), a_call(1, number=2)]).likely == 1


def test_days_with_messages_are_projected_no_further_than_there_are_days():
    order = ("days = 5", "personal = true")
    tallies = [wrote(1, 1, at(day, 10)) for day in range(2)]
    found = outlook(0, as_of=at(1, 8), order=order, tallies=tallies)

    assert (found.likely, found.short) == (1, ())
    late = outlook(0, as_of=at(5, 8), order=order, tallies=tallies)
    assert late.short == (short(1, 2, 2, 5, "days"),)


def test_a_scaled_norm_is_met_by_a_scaled_pace():
    order = (*TEN, "scaled = true")
    leave = [away(1, MONDAY + 3 * DAY, None)]

    assert outlook(6, order=order, absences=leave).likely == 1
    assert outlook(5, order=order, absences=leave).short == (short(1, 5, 5, 6),)


def test_only_chats_that_count_make_the_pace():
    found = outlook(
        6,
        order=(*TEN, 'chats = ["staff"]'),
        chats=[a_chat(1), a_chat(2, None)],
        tallies=[wrote(1, 3, at(0, 10)), wrote(1, 3, at(0, 10), chat=2)],
    )

    assert found.short == (short(1, 3, 5),)


@given(
    st.lists(st.integers(0, 30), min_size=1, max_size=6),
    st.integers(9, 7 * 24),
    st.sets(st.integers(0, 6)),
)
def test_a_projection_is_never_below_what_is_done_and_everybody_is_somewhere(counts, hour, days):
    leave = [away(1, MONDAY + day * DAY, MONDAY + day * DAY) for day in days]
    found = outlook(*counts, as_of=at(0, hour), absences=leave)
    if found is None:
        assert hour < 18 or days >= set(range(5))
        return
    asked = [each for person in found.short for each in person.asked]

    assert all(each.done <= each.projected < each.needed for each in asked)
    assert found.already <= found.likely
    assert found.likely + len(found.short) + found.unclear + found.absent == len(counts)
