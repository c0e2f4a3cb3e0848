"""The families of people: value, zero and *no data* with its reason, roles and corrections."""

import pytest

from monitor.indicators import BY_NAME, Counted
from monitor.indicators.judging import Judge
from monitor.indicators.people import requirements
from monitor.orders.model import IndicatorSpec
from monitor.report.kept import keep, restored
from monitor.report.making import figure_of, make_report
from storage.records import ChatKind, Correction
from tests.builders import (
    a_call,
    a_chat,
    a_class,
    a_person,
    an_indicator,
    an_order,
    away,
    bound,
    some_facts,
    wrote,
)
from tests.cast import LYCEUM, MARIA, MONDAY, PAVEL, SCHOOL, WEEK, at
from tests.monitor.counting import ACTIVE, counted, staff, teachers

EVERY_ROLE = (
    "учитель",
    "преподаватель",
    "воспитатель",
    "педагог",
    "администрация",
    "прочий персонал",
)


def corrected(person, messages=0, calls=0, number=1):
    return Correction(
        id=number,
        unit=SCHOOL,
        week=WEEK,
        person=person,
        figure="",
        messages=messages,
        calls=calls,
        comment="Звонок родителям",
        made_at=at(3),
    )


@pytest.mark.parametrize(
    ("family", "missing"),
    [
        ("people_active", "unwatched"),
        ("people_inactive", "unwatched"),
        ("people_connected", "members"),
        ("chat_owners", "owners"),
    ],
)
def test_where_the_bot_was_in_no_chat_there_is_no_data_and_it_is_told_why(family, missing):
    facts = some_facts(**teachers(2))
    nowhere = some_facts(**teachers(2), chats=())

    assert counted(family, nowhere) == Counted(None, 2, missing)
    assert counted("people_registered", nowhere) == Counted(2, 2)
    assert counted(family, facts).value == (
        {"people_inactive": 2, "chat_owners": None}.get(family, 0)
    )


@pytest.mark.parametrize(
    ("values", "of"),
    [
        ({}, 6),
        ({"audience": "teachers"}, 4),
        ({"audience": "heads"}, 1),
        ({"roles": ("воспитатель",)}, 1),
        ({"roles": ("учитель", "прочий персонал")}, 2),
        ({"audience": "teachers", "roles": ("преподаватель", "воспитатель")}, 2),
        ({"audience": "teachers", "roles": ("учитель", "администрация")}, 1),
    ],
)
def test_roles_are_narrower_than_the_audience_and_never_wider(values, of):
    facts = some_facts(**staff(*EVERY_ROLE))

    assert counted("people_total", facts, **values) == Counted(of)
    assert counted(ACTIVE, facts, **values) == Counted(0, of)


def test_idle_is_who_has_no_profile_or_did_nothing_at_all():
    facts = some_facts(
        [a_person(number) for number in range(1, 6)],
        bound(1, 11) + bound(2, 12) + bound(3, 13, 14) + bound(4, 15),
        [wrote(11, 1), wrote(14, 2)],
        [a_call(12), a_call(15, reached=False, number=2)],
        corrections=(corrected(5, 3),),
    )

    assert counted("people_inactive", facts) == Counted(2, 5)


@pytest.mark.parametrize(
    ("members", "chats", "there"),
    [
        ({}, (), 1),  # no chat told its members: who wrote is in
        ({1: {11}}, (), 1),
        ({1: {12}}, (), 2),
        ({1: {12, 13}, 2: {13}}, (), 3),
        ({1: {12}, 9: {13}}, (), 2),  # a chat that is not ours
        ({1: set(), 2: {12, 13}}, ("staff",), 1),
        ({1: {12, 13}, 2: set()}, ("staff",), 3),
    ],
)
def test_connected_is_who_is_a_member_of_a_chat_that_counts_or_wrote(members, chats, there):
    facts = some_facts(
        **teachers(3),
        tallies=[wrote(11, 1)],
        chats=[a_chat(1), a_chat(2, ChatKind.PUPILS)],
        members={chat: frozenset(accounts) for chat, accounts in members.items()},
    )

    assert counted("people_connected", facts, chats=chats) == Counted(there, 3)


@pytest.mark.parametrize(("kind", "there"), [("staff", 1), ("pupils", 2)])
def test_who_wrote_in_chats_of_another_kind_is_not_connected_to_these(kind, there):
    facts = some_facts(
        **teachers(3),
        tallies=[wrote(11, 1, chat=1), wrote(12, 1, chat=2), wrote(13, 1, chat=2)],
        chats=[a_chat(1), a_chat(2, ChatKind.PUPILS)],
    )
    order = an_order(
        "messages = 1", an_indicator("connected", f'chats = ["{kind}"]', family="people_connected")
    )
    figure = make_report(facts, order).figure("connected")

    assert (figure.value, figure.of) == (there, 3)


def test_a_chat_the_bot_left_tells_nothing_of_its_members():
    facts = some_facts(
        **teachers(2),
        chats=[a_chat(1), a_chat(2, left_at=at(1))],
        members={2: frozenset({11, 12})},
    )

    assert counted("people_connected", facts) == Counted(0, 2)


def test_what_was_confirmed_beside_the_chats_connects_nobody():
    facts = some_facts(
        **teachers(2), tallies=[wrote(11, 1)], corrections=(corrected(2, messages=5),)
    )

    assert counted("people_connected", facts) == Counted(1, 2)


def test_heads_are_held_against_the_chats_of_the_unit_above():
    heads = staff("администрация", "администрация", "учитель")
    ours = {"chats": [a_chat(1)], "tallies": [wrote(11, 5)]}
    asked = {"audience": "heads", "above": True}
    above = a_chat(7, title="Совещание")
    unknown = some_facts(**heads, **ours, members={1: frozenset({11, 12})}, chats_above=(above,))
    known = some_facts(**heads, **ours, members={7: frozenset({12, 13})}, chats_above=(above,))

    assert counted("people_connected", unknown, **asked) == Counted(None, 2, "members")
    assert counted("people_connected", some_facts(**heads, **ours), **asked).missing == "members"
    assert counted("people_connected", known, **asked) == Counted(1, 2)


def test_what_somebody_in_charge_confirmed_is_added_to_a_person_and_marked():
    facts = some_facts(
        **teachers(3),
        tallies=[wrote(11, 8)],
        corrections=(corrected(1, 1, 1), corrected(1, 1, number=2), corrected(2, 0, 1, number=3)),
    )
    order = an_order(
        "messages = 10",
        "calls = 1",
        an_indicator("there", family="people_registered"),
    )
    report = make_report(facts, order)

    assert [(each.messages, each.calls, each.corrected) for each in report.people] == [
        (10, 1, True),
        (0, 1, True),
        (0, 0, False),
    ]
    assert [(each.id, each.value, each.corrected) for each in report.figures] == [
        ("main", 1, True),
        ("there", 3, False),
    ]


def test_a_figure_is_marked_only_if_somebody_it_counts_was_corrected():
    facts = some_facts(
        **staff("учитель", "администрация"),
        classes=[a_class("5А")],
        corrections=(corrected(2, 5),),
    )
    marked = {
        family: make_report(
            facts,
            an_order("messages = 1", 'audience = "teachers"', an_indicator("also", family=family)),
        )
        .figure("also")
        .corrected
        for family in ("users_active", "chats_active", "people_inactive", "foreign_links")
    }

    assert marked == {
        "users_active": True,
        "chats_active": False,
        "people_inactive": True,
        "foreign_links": False,
    }
    assert (
        make_report(facts, an_order("messages = 1", 'audience = "teachers"'))
        .figure("main")
        .corrected
        is False
    )


def test_a_person_of_two_organisations_counts_in_each_by_its_own_chats():
    there = [a_person(1), a_person(2)]
    here = some_facts(there, bound(1, MARIA) + bound(2, PAVEL, unit=LYCEUM), [wrote(MARIA, 4)])

    assert counted(ACTIVE, here, messages=4) == Counted(1, 2)


def test_only_the_figures_of_levels_cannot_be_counted_for_an_organisation():
    assert [name for name, each in BY_NAME.items() if each.of_levels] == [
        "units_meeting",
        "units_reporting",
    ]


def test_owners_and_members_are_of_the_chats_of_the_kinds_named():
    facts = some_facts(
        **staff("учитель", "учитель", "учитель"),
        chats=[
            a_chat(1, owner=11),
            a_chat(2, ChatKind.PARENTS, owner=12),
            a_chat(3, ChatKind.PARENTS, owner=13, left_at=at(2)),
        ],
        members={1: frozenset({11}), 2: frozenset({12}), 3: frozenset({13})},
    )
    of_parents = {"chats": [ChatKind.PARENTS]}

    for family in ("chat_owners", "people_connected"):
        assert counted(family, facts) == Counted(2, 3)
        assert counted(family, facts, **of_parents) == Counted(1, 3)
    nowhere = {"chats": [ChatKind.PUPILS]}
    assert counted("chat_owners", facts, **nowhere) == Counted(None, 3, "owners")


def test_a_scaled_minimum_is_rounded_up_and_whole_for_who_is_there_all_week():
    facts = some_facts(
        [a_person(1), a_person(2), a_person(3)],
        absences=[away(2, MONDAY, MONDAY), away(3, MONDAY, None)],
    )
    spec = IndicatorSpec(
        id="main", family=ACTIVE, title="", messages=7, calls=1, days=4, scaled=True
    )

    assert [
        [each.needed for each in requirements(person, facts, spec)] for person in facts.people
    ] == [[7, 1, 4], [6, 1, 4], [7, 1, 4]]


@pytest.mark.parametrize(("wrote_already", "added", "is_marked"), [(3, 2, False), (9, 2, True)])
def test_a_figure_is_marked_only_if_it_would_be_another_without_it(wrote_already, added, is_marked):
    facts = some_facts(
        **teachers(2),
        tallies=[wrote(11, wrote_already)],
        corrections=(corrected(1, messages=added),),
    )
    order = an_order("messages = 10")
    report = make_report(facts, order)
    assert report.people[0].corrected is True
    assert report.figure("main").corrected is is_marked
    kept = keep(Judge(facts, order), {})
    again = restored(kept, report, order, facts.week)
    assert figure_of(again, order.indicator[0], None).corrected is is_marked
