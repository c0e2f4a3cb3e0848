"""Every way of counting against hand-made truth: value, zero and *no data* are three things."""

from datetime import date, timedelta

import pytest

from monitor.indicators import FAMILIES, Counted
from monitor.orders.model import IndicatorSpec
from monitor.week import week_of_day
from storage.records import ChatKind, Dialog
from tests.builders import (
    a_call,
    a_chat,
    a_class,
    a_person,
    away,
    bound,
    some_facts,
    wrote,
)
from tests.cast import ADMIN, DEPUTY, MARIA, MONDAY, OLGA, PAVEL, ZONE, at

SUNDAY = MONDAY + timedelta(days=6)
BY_NAME = {family.name: family for family in FAMILIES}
ACTIVE = "people_active"
OF_PEOPLE = ("people_active", "people_registered", "people_total", "chat_owners")


def counted(family, facts, **values):
    """What a family says of the facts, for an indicator with these values."""
    if BY_NAME[family].needs_minimum and not values.keys() & {"messages", "calls"}:
        values = {**values, "messages": 1}
    spec = IndicatorSpec(id="main", family=family, title="", **values)
    return BY_NAME[family].count(facts, spec)


def staff(*roles):
    """People numbered from 1 with accounts 11, 12, …"""
    persons = [
        a_person(number, f"Человек {number}", role=role)
        for number, role in enumerate(roles, start=1)
    ]
    return {
        "persons": persons,
        "bindings": [one for each in persons for one in bound(each.id, 10 + each.id)],
    }


def teachers(count):
    return staff(*["учитель"] * count)


# -- people who wrote or called enough ------------------------------------------------------------


@pytest.mark.parametrize(
    ("needed", "enough"), [(1, 5), (3, 4), (4, 3), (10, 2), (11, 1), (12, 0)]
)
def test_exactly_the_minimum_is_enough_and_minimums_are_nested(needed, enough):
    tallies = [wrote(10 + n, count) for n, count in enumerate((1, 3, 9, 10, 11), start=1)]
    facts = some_facts(**teachers(5), tallies=tallies)

    assert counted(ACTIVE, facts, messages=needed) == Counted(enough, 5)


def test_messages_of_all_chats_and_hours_and_profiles_add_up():
    facts = some_facts(
        [a_person(1)],
        bound(1, MARIA, OLGA),
        [
            wrote(MARIA, 4, at(0, 9)),
            wrote(MARIA, 3, at(6, 23)),
            wrote(OLGA, 2, at(3, 9), chat=2),
            wrote(OLGA, 1, at(3, 10), chat=2),
        ],
        chats=[a_chat(1), a_chat(2, None)],
    )
    [person] = facts.people

    assert (person.messages, person.hours, person.days) == (10, 4, 3)
    assert counted(ACTIVE, facts, messages=10) == Counted(1, 1)


def test_two_people_of_one_name_are_two():
    facts = some_facts(
        [a_person(1), a_person(2)],
        bound(1, MARIA) + bound(2, OLGA),
        [wrote(MARIA, 5), wrote(OLGA, 5)],
    )

    assert counted(ACTIVE, facts, messages=10) == Counted(0, 2)
    assert counted(ACTIVE, facts, messages=5) == Counted(2, 2)


def test_the_silent_and_those_without_a_profile_are_in_the_base():
    facts = some_facts([a_person(1), a_person(2, "Уткин")], bound(1, MARIA), [wrote(OLGA, 99)])

    assert counted(ACTIVE, facts) == Counted(0, 2)


@pytest.mark.parametrize(
    ("messages", "calls", "enough"),
    [(10, 1, 1), (9, 1, 2), (11, 1, 0), (10, 2, 0), (10, None, 2), (None, 1, 2)],
)
def test_an_order_may_ask_for_messages_and_calls_at_once(messages, calls, enough):
    """Bashkortostan: 10 messages and 1 call; only who has both counts."""
    facts = some_facts(
        **teachers(3),
        tallies=[wrote(11, 10), wrote(12, 10), wrote(13, 9)],
        calls=[a_call(11), a_call(13, number=2)],
    )

    assert counted(ACTIVE, facts, messages=messages, calls=calls) == Counted(enough, 3)


@pytest.mark.parametrize(
    ("audience", "of"), [("staff", 6), ("teachers", 4)]
)
def test_teachers_are_the_pedagogical_roles_and_staff_is_everybody(audience, of):
    facts = some_facts(
        **staff(
            "учитель",
            "преподаватель",
            "воспитатель",
            "педагог",
            "администрация",
            "прочий персонал",
        ),
        tallies=[wrote(11, 1), wrote(15, 1)],
    )

    assert counted(ACTIVE, facts, audience=audience) == Counted(2 if of == 6 else 1, of)


# -- calls ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reached", "count", "counts"),
    [
        (True, 2, True),
        (True, 1, True),
        (False, 2, False),
        (False, 5, False),
        (None, 1, False),
        (None, 2, True),
    ],
)
def test_a_call_counts_when_it_was_reached_or_when_its_end_was_missed_and_somebody_was_in_it(
    reached, count, counts
):
    facts = some_facts([a_person(1)], bound(1, MARIA), calls=[a_call(MARIA, reached=reached, count=count)])

    assert counted(ACTIVE, facts, calls=1) == Counted(int(counts), 1)


@pytest.mark.parametrize(("participants", "calls"), [(False, [2, 0, 0]), (True, [2, 1, 1])])
def test_participants_count_only_where_the_order_says_so(participants, calls):
    facts = some_facts(
        **teachers(3),
        calls=[a_call(11, 11, 12, 900), a_call(11, 13, number=2)],
        participants=participants,
    )

    assert [person.calls for person in facts.people] == calls


def test_a_call_with_both_profiles_of_a_person_is_one_call_of_that_person():
    facts = some_facts(
        [a_person(1)], bound(1, MARIA, OLGA), calls=[a_call(MARIA, MARIA, OLGA)], participants=True
    )

    assert facts.people[0].calls == 1


def test_a_stranger_s_call_counts_for_nobody_but_the_staff_in_it():
    facts = some_facts(**teachers(1), calls=[a_call(-5, -5, 11)])
    with_participants = some_facts(**teachers(1), calls=[a_call(-5, -5, 11)], participants=True)

    assert (facts.people[0].calls, with_participants.people[0].calls) == (0, 1)


# -- away -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "last", "absent"),
    [
        (MONDAY, SUNDAY, True),
        (MONDAY, MONDAY + timedelta(days=4), True),
        (MONDAY - timedelta(days=30), None, True),
        (MONDAY, None, True),
        (MONDAY, MONDAY + timedelta(days=3), False),
        (MONDAY + timedelta(days=1), SUNDAY, False),
        (MONDAY + timedelta(days=5), SUNDAY, False),
        (MONDAY - timedelta(days=9), MONDAY - timedelta(days=1), False),
        (SUNDAY + timedelta(days=1), None, False),
    ],
)
def test_absent_is_who_is_away_on_every_working_day(first, last, absent):
    facts = some_facts([a_person(1)], absences=[away(1, first, last)])

    assert facts.people[0].absent is absent
    assert facts.people[0].away == {
        day for day in facts.week.days if first <= day and (last is None or day <= last)
    }


@pytest.mark.parametrize(
    ("monday", "last", "absent"),
    [
        # 2032-W02: Christmas holidays to Thursday, one working day
        (date(2032, 1, 5), date(2032, 1, 8), False),
        (date(2032, 1, 5), date(2032, 1, 9), True),
        # 2027-W01: no working day at all; then every day counts
        (date(2027, 1, 4), date(2027, 1, 9), False),
        (date(2027, 1, 4), date(2027, 1, 10), True),
    ],
)
def test_in_a_week_with_one_working_day_or_none_absence_is_still_absence(monday, last, absent):
    facts = some_facts(
        [a_person(1)], absences=[away(1, monday, last)], week=week_of_day(monday, ZONE)
    )

    assert facts.people[0].absent is absent


def test_absences_that_follow_one_another_add_up_and_concern_one_person():
    middle = MONDAY + timedelta(days=2)
    facts = some_facts(
        [a_person(1), a_person(2)],
        absences=[
            away(1, MONDAY - timedelta(days=7), middle),
            away(1, middle + timedelta(days=1), MONDAY + timedelta(days=4)),
        ],
    )

    assert [person.absent for person in facts.people] == [True, False]


def test_everybody_on_leave_is_no_data_for_the_present_and_nobody_of_all():
    facts = some_facts(
        **teachers(2), absences=[away(1, MONDAY, None), away(2, MONDAY, None)]
    )

    assert counted(ACTIVE, facts, base="present") == Counted(None, 0)
    assert counted(ACTIVE, facts, base="all") == Counted(0, 2)
    assert counted("people_registered", facts, base="present") == Counted(None, 0)
    assert counted("people_total", facts, base="present") == Counted(None)


def test_both_bases_stand_side_by_side():
    facts = some_facts(
        **teachers(3),
        tallies=[wrote(11, 1), wrote(12, 1)],
        absences=[away(2, MONDAY, None)],
    )

    assert counted(ACTIVE, facts, base="all") == Counted(2, 3)
    assert counted(ACTIVE, facts, base="present") == Counted(1, 2)


# -- no data --------------------------------------------------------------------------------------

NOWHERE = {
    "no chat at all": (),
    "left before the week": (a_chat(left_at=at(0)),),
    "joined after the week": (a_chat(joined_at=at(7)),),
}


@pytest.mark.parametrize("chats", NOWHERE.values(), ids=NOWHERE.keys())
def test_where_the_bot_was_in_no_chat_activity_is_not_known(chats):
    facts = some_facts(**teachers(2), chats=chats, classes=[a_class("5А", 25)])
    said = {
        family.name: counted(family.name, facts) for family in FAMILIES if family.activity
    }

    assert facts.completeness is None
    assert {name: each.value for name, each in said.items()} == {
        "people_active": None,
        "users_active": None,
    }
    assert counted("people_registered", facts) == Counted(2, 2)


@pytest.mark.parametrize(
    "chat",
    [
        a_chat(left_at=at(0, 0, 0, 1)),
        a_chat(joined_at=at(6, 23, 59, 59)),
        a_chat(joined_at=None),
    ],
)
def test_a_moment_of_the_week_in_a_chat_is_enough_to_know(chat):
    facts = some_facts(**teachers(2), chats=[chat])

    assert (facts.watched, counted(ACTIVE, facts)) == (True, Counted(0, 2))


@pytest.mark.parametrize("family", OF_PEOPLE)
def test_an_empty_roster_is_no_data(family):
    assert counted(family, some_facts()).value is None


# -- the others -----------------------------------------------------------------------------------


def test_registered_are_those_with_a_profile_whatever_they_wrote():
    facts = some_facts(
        [a_person(1), a_person(2, "Уткин"), a_person(3, "Зотов", role="администрация")],
        bound(1, MARIA, OLGA) + bound(3, DEPUTY),
    )

    assert counted("people_registered", facts) == Counted(2, 3)
    assert counted("people_registered", facts, audience="teachers") == Counted(1, 2)
    assert counted("people_total", facts) == Counted(3)
    assert counted("people_total", facts, audience="teachers") == Counted(2)


def test_owners_are_people_of_the_audience_who_own_a_chat_the_bot_is_in():
    facts = some_facts(
        [a_person(1), a_person(2, "Уткин"), a_person(3, "Зотов", role="администрация")],
        bound(1, MARIA, OLGA) + bound(2, PAVEL) + bound(3, DEPUTY),
        chats=[
            a_chat(1, owner=OLGA),
            a_chat(2, owner=MARIA),
            a_chat(3, owner=DEPUTY),
            a_chat(4, owner=PAVEL, left_at=at(2)),
            a_chat(5, owner=ADMIN),
        ],
    )

    assert counted("chat_owners", facts) == Counted(2, 3)
    assert counted("chat_owners", facts, audience="teachers") == Counted(1, 2)


@pytest.mark.parametrize(
    "chats", [(), (a_chat(1),), (a_chat(1, owner=MARIA, left_at=at(2)),)]
)
def test_unless_the_bot_knows_any_owner_there_is_no_data(chats):
    facts = some_facts([a_person(1)], bound(1, MARIA), chats=chats)

    assert counted("chat_owners", facts) == Counted(None, 1)


def test_pupils_are_the_sum_of_all_classes_or_no_data():
    assert counted("pupils_total", some_facts()) == Counted(None)
    assert counted("pupils_total", some_facts(classes=[a_class("5А", 25), a_class("5Б", 0)])) == (
        Counted(25)
    )
    assert counted("pupils_total", some_facts(classes=[a_class("5А"), a_class("5Б", None)])) == (
        Counted(None)
    )


def test_classes_are_served_by_a_chat_of_pupils_or_parents_the_bot_is_in():
    classes = [a_class(name) for name in ("5А", "5Б", "6А", "6Б", "7А", "7Б")]
    facts = some_facts(
        classes=classes,
        chats=[
            a_chat(1, ChatKind.PUPILS, class_name="5А"),
            a_chat(2, ChatKind.PARENTS, class_name="5А"),
            a_chat(3, ChatKind.PARENTS, class_name="5Б"),
            a_chat(4, ChatKind.MIXED, class_name="6А"),
            a_chat(5, ChatKind.STAFF, class_name="6Б"),
            a_chat(6, None, class_name="7А"),
            a_chat(7, ChatKind.PUPILS, class_name="7Б", left_at=at(2)),
            a_chat(8, ChatKind.PUPILS, class_name="9Я"),
        ],
    )

    assert counted("classes_with_chats", facts) == Counted(3, 6)
    assert counted("classes_with_chats", some_facts()) == Counted(None, 0)


def test_what_is_kept_elsewhere_is_never_a_number():
    assert counted("not_measured", some_facts(**teachers(2))) == Counted(None)


# -- teachers and pupils together -----------------------------------------------------------------

CLASSES = (a_class("5А", 3), a_class("5Б", 2))
ROOMS = tuple(
    a_chat(number, kind)
    for number, kind in enumerate(
        (ChatKind.STAFF, ChatKind.PUPILS, ChatKind.PARENTS, ChatKind.MIXED, None, ChatKind.PUPILS),
        start=1,
    )
)


def test_pupils_are_the_strangers_of_the_pupils_chats_each_once():
    facts = some_facts(
        **teachers(2),
        classes=CLASSES,
        chats=ROOMS,
        tallies=[
            wrote(11, 1),
            wrote(-1, 5, chat=2),
            wrote(-1, 5, chat=6),
            wrote(-1, 5, at(4, 9), chat=2),
            wrote(-2, 1, chat=2),
            wrote(11, 1, chat=2),
        ],
    )

    assert counted("users_active", facts) == Counted(1 + 2, 2 + 5)


@pytest.mark.parametrize("chat", [1, 3, 4, 5])
def test_strangers_of_staff_parents_mixed_and_unknown_chats_are_no_pupils(chat):
    facts = some_facts(
        **teachers(2), classes=CLASSES, chats=ROOMS, tallies=[wrote(-1, 1, chat=chat)]
    )

    assert counted("users_active", facts) == Counted(0, 7)


def test_more_strangers_than_pupils_are_all_pupils_and_no_more():
    tallies = [wrote(-n, 1, chat=2) for n in range(1, 10)]
    facts = some_facts(**teachers(2), classes=CLASSES, chats=ROOMS, tallies=tallies)

    assert counted("users_active", facts) == Counted(5, 7)


def test_nobody_in_particular_is_no_pupil():
    facts = some_facts(
        **teachers(2), classes=CLASSES, chats=ROOMS, tallies=[wrote(0, 9, chat=2)]
    )

    assert counted("users_active", facts) == Counted(0, 7)


def test_teachers_and_pupils_need_the_numbers_of_both():
    known = {"chats": ROOMS, "tallies": [wrote(-1, 1, chat=2)]}

    assert counted("users_active", some_facts(**teachers(1), **known)) == Counted(None)
    assert counted("users_active", some_facts(classes=CLASSES, **known)) == Counted(None)
    unknown = (a_class("5А", None),)
    assert counted("users_active", some_facts(**teachers(1), classes=unknown, **known)) == (
        Counted(None)
    )


# -- what is known of a person --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dialogs", "reachable"),
    [
        ([], None),
        ([Dialog.UNKNOWN], None),
        ([Dialog.CLOSED], False),
        ([Dialog.CLOSED, Dialog.UNKNOWN], False),
        ([Dialog.CLOSED, Dialog.OPEN], True),
    ],
)
def test_a_person_is_reachable_through_any_open_dialog(dialogs, reachable):
    bindings = [
        one
        for account, dialog in enumerate(dialogs, start=11)
        for one in bound(1, account, dialog=dialog)
    ]

    assert some_facts([a_person(1)], bindings).people[0].reachable is reachable


def test_distinct_days_are_local_ones():
    """20:00 UTC is 01:00 of the next day in Yekaterinburg."""
    facts = some_facts(
        [a_person(1)], bound(1, MARIA), [wrote(MARIA, 1, at(1, 0)), wrote(MARIA, 1, at(0, 23))]
    )

    assert (facts.people[0].days, facts.people[0].hours) == (2, 2)
