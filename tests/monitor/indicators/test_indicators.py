"""Every way of counting people against hand-made truth: value, zero and *no data* differ."""

import pytest

from monitor.indicators import FAMILIES, Counted
from storage.records import Dialog
from tests.builders import (
    a_call,
    a_chat,
    a_class,
    a_person,
    bound,
    some_facts,
    wrote,
)
from tests.cast import ADMIN, DEPUTY, MARIA, OLGA, PAVEL, at
from tests.monitor.counting import ACTIVE, counted, staff, teachers

OF_PEOPLE = ("people_active", "people_registered", "people_total", "chat_owners")


@pytest.mark.parametrize(("needed", "enough"), [(1, 5), (3, 4), (4, 3), (10, 2), (11, 1), (12, 0)])
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


@pytest.mark.parametrize(("audience", "of"), [("staff", 6), ("teachers", 4)])
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
    facts = some_facts(
        [a_person(1)], bound(1, MARIA), calls=[a_call(MARIA, reached=reached, count=count)]
    )

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


NOWHERE = {
    "no chat at all": (),
    "left before the week": (a_chat(left_at=at(0)),),
    "joined after the week": (a_chat(joined_at=at(7)),),
}


@pytest.mark.parametrize("chats", NOWHERE.values(), ids=NOWHERE.keys())
def test_where_the_bot_was_in_no_chat_activity_is_not_known(chats):
    facts = some_facts(**teachers(2), chats=chats, classes=[a_class("5А", 25)])
    said = {family.name: counted(family.name, facts) for family in FAMILIES if family.activity}

    assert facts.completeness is None
    assert {name: (each.value, each.missing) for name, each in said.items()} == dict.fromkeys(
        (
            "people_active",
            "people_inactive",
            "unbound_writers",
            "users_active",
            "pupils_active",
            "parents_active",
            "chats_active",
            "chats_silent",
            "foreign_links",
        ),
        (None, "unwatched"),
    )
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


@pytest.mark.parametrize("chats", [(), (a_chat(1),), (a_chat(1, owner=MARIA, left_at=at(2)),)])
def test_unless_the_bot_knows_any_owner_there_is_no_data(chats):
    facts = some_facts([a_person(1)], bound(1, MARIA), chats=chats)

    assert counted("chat_owners", facts) == Counted(None, 1, "owners")


def test_what_is_kept_elsewhere_is_never_a_number():
    assert counted("confirmed", some_facts(**teachers(2))) == Counted(None, None, "outside")


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
