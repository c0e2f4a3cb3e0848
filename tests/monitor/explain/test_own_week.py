"""One person's own week: parts, what is not counted, and the norm; pure."""

from monitor.explain.own_week import Deeds, own_week
from monitor.facts.values import Requirement
from tests.builders import (
    TUESDAY,
    a_call,
    a_chat,
    a_person,
    an_order,
    away,
    bound,
    some_facts,
    wrote,
)
from tests.cast import MARIA, MONDAY, PAVEL, at

PERSONAL = ("messages = 3", "personal = true")
PEOPLE = {"persons": [a_person(1), a_person(2)], "bindings": bound(1, MARIA) + bound(2, PAVEL)}


def told(*lines, **facts):
    """Maria's week."""
    return own_week(some_facts(**PEOPLE, **facts), an_order(*(lines or PERSONAL)), 1)


def test_days_come_in_order_and_chats_the_fullest_first():
    week = told(
        tallies=[wrote(MARIA, 1, TUESDAY), wrote(MARIA, 2, at(3, 9), chat=2), wrote(PAVEL, 9)],
        chats=[a_chat(1), a_chat(2, title="Кухня")],
        calls=[a_call(MARIA)],
    )
    days = [(day.isoformat(), share) for day, share in week.days]
    assert days == [
        ("2026-11-17", Deeds(messages=1, calls=1)),
        ("2026-11-19", Deeds(messages=2, calls=0)),
    ]
    assert week.chats == (
        ("Кухня", Deeds(messages=2, calls=0)),
        ("Педсовет", Deeds(messages=1, calls=1)),
    )
    assert (week.messages, week.calls, week.met) == (3, 1, True)


def test_what_is_left_of_the_norm_is_told():
    week = told(tallies=[wrote(MARIA, 2)])
    assert week.asked == (Requirement(counts="messages", done=2, needed=3),)
    assert (week.met, week.any) == (False, False)


def test_calls_that_do_not_count_are_told_apart():
    week = told(calls=[a_call(MARIA, reached=False), a_call(PAVEL, MARIA, number=2)])
    assert (week.calls, week.unanswered, week.joined) == (0, 1, 1)


def test_of_somebody_away_all_week_nothing_is_asked():
    week = told(absences=[away(1, MONDAY, None)])
    assert (week.absent, week.met, week.asked) == (True, None, ())


def test_without_a_personal_norm_there_is_none_to_meet():
    week = told("messages = 3", tallies=[wrote(MARIA, 5)])
    assert (week.met, week.asked, week.messages) == (None, (), 5)


def test_where_the_bot_was_in_no_chat_there_is_no_data():
    week = told(chats=[])
    assert (week.watched, week.met) == (False, None)


def test_who_is_not_on_the_roster_has_no_week():
    assert own_week(some_facts(**PEOPLE), an_order(*PERSONAL), 3) is None
