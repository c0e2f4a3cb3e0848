"""The families of chats, classes, pupils and parents: value, zero, *no data* with its reason."""

import pytest

from monitor.facts.values import OtherBase
from monitor.indicators import Counted
from monitor.report.making import make_report
from storage.records import ChatKind, Correction, ForeignLinks, Vacation
from tests.builders import (
    a_chat,
    a_class,
    an_indicator,
    an_order,
    away,
    some_facts,
    wrote,
)
from tests.cast import MONDAY, SCHOOL, WEEK, at
from tests.monitor.counting import counted, teachers

CLASSES = (a_class("5А", 3, 4), a_class("5Б", 2, 0))
ROOMS = (
    a_chat(1, ChatKind.STAFF),
    a_chat(2, ChatKind.PUPILS, class_name="5А"),
    a_chat(3, ChatKind.PARENTS, class_name="5А"),
    a_chat(4, ChatKind.MIXED, class_name="5Б"),
    a_chat(5, None),
)
NUMBERS = Counted(None, None, "numbers")
NO_CLASSES = Counted(None, None, "classes")


@pytest.mark.parametrize(("family", "total"), [("pupils_total", 5), ("parents_total", 4)])
def test_pupils_and_parents_are_the_sums_of_all_classes_or_no_data(family, total):
    assert counted(family, some_facts(classes=CLASSES)) == Counted(total)
    assert counted(family, some_facts()) == NO_CLASSES
    assert counted(family, some_facts(classes=[*CLASSES, a_class("6А", None, None)])) == NUMBERS
    assert counted(family, some_facts(classes=[a_class("5А", 0, 0)])) == Counted(0)


SAID = [
    wrote(-1, 3, chat=2),
    wrote(-2, 1, chat=2),
    wrote(-3, 1, chat=3),
    wrote(-1, 1, chat=3),
    wrote(-4, 2, at(2), chat=3),
    wrote(-5, 9, chat=4),
    wrote(-6, 9, chat=5),
    wrote(11, 9, chat=2),
    wrote(11, 9, chat=3),
]


@pytest.mark.parametrize(
    ("family", "least", "value", "of"),
    [
        ("pupils_active", None, 2, 5),
        ("pupils_active", 3, 1, 5),
        ("pupils_active", 4, 0, 5),
        ("parents_active", None, 3, 4),
        ("parents_active", 2, 1, 4),
        ("parents_active", 3, 0, 4),
    ],
)
def test_active_pupils_and_parents_are_the_strangers_of_their_own_chats(family, least, value, of):
    facts = some_facts(**teachers(1), classes=CLASSES, chats=ROOMS, tallies=SAID)

    assert counted(family, facts, messages=least) == Counted(value, of)


@pytest.mark.parametrize(
    ("family", "kind", "of"),
    [("pupils_active", ChatKind.PUPILS, 5), ("parents_active", ChatKind.PARENTS, 4)],
)
def test_without_a_chat_of_their_own_nothing_is_known_of_pupils_and_parents(family, kind, of):
    others = [chat for chat in ROOMS if chat.kind is not kind]
    no_chat = [
        others,
        [*others, a_chat(9, kind, left_at=at(0))],
        [*others, a_chat(9, kind, joined_at=at(7))],
        (),
    ]
    silent = some_facts(classes=CLASSES, chats=[*others, a_chat(9, kind)])

    for chats in no_chat:
        facts = some_facts(classes=CLASSES, chats=chats)
        assert counted(family, facts) == Counted(None, of, "unwatched")
    assert counted(family, silent) == Counted(0, of)
    assert counted(family, some_facts(chats=ROOMS)) == NO_CLASSES


def test_more_writers_than_pupils_are_all_of_them_and_no_more():
    tallies = [wrote(-n, 1, chat=2) for n in range(1, 10)]
    facts = some_facts(classes=CLASSES, chats=ROOMS, tallies=tallies)

    assert counted("pupils_active", facts) == Counted(5, 5)


def test_teachers_and_pupils_over_both_bases():
    facts = some_facts(
        **teachers(3),
        classes=CLASSES,
        chats=ROOMS,
        tallies=[*SAID, wrote(12, 2)],
        absences=[away(2, MONDAY, None)],
    )
    figure = make_report(
        facts, an_order("messages = 1", an_indicator("also", family="users_active"))
    ).figure("also")

    assert counted("users_active", facts, base="all") == Counted(4, 8)
    assert counted("users_active", facts, base="present") == Counted(3, 7)
    assert counted("users_active", facts, messages=3) == Counted(2, 8)
    assert (figure.base, figure.other) == ("all", OtherBase(base="present", value=3, of=7))


def test_teachers_and_pupils_are_no_data_for_want_of_either_or_of_sight():
    known = {"classes": CLASSES, "chats": ROOMS}

    assert counted("users_active", some_facts(**known)) == Counted(None, None, "nobody")
    assert counted("users_active", some_facts(**teachers(1), chats=ROOMS)) == NO_CLASSES
    assert counted("users_active", some_facts(**teachers(1), classes=CLASSES, chats=())) == (
        Counted(None, 6, "unwatched")
    )


@pytest.mark.parametrize(
    ("chats", "served"),
    [((), 0), (ROOMS[:2], 1), (ROOMS, 2), ([a_chat(2, ChatKind.PUPILS, class_name="9Я")], 0)],
)
def test_every_class_is_with_a_chat_or_without_one(chats, served):
    facts = some_facts(classes=CLASSES, chats=chats)

    assert counted("classes_with_chats", facts) == Counted(served, 2)
    assert counted("classes_without_chats", facts) == Counted(2 - served, 2)


@pytest.mark.parametrize("family", ["classes_with_chats", "classes_without_chats"])
def test_without_a_list_of_classes_nothing_is_known_of_their_chats(family):
    assert counted(family, some_facts(chats=ROOMS)) == Counted(None, 0, "classes")


@pytest.mark.parametrize(
    ("kinds", "total", "active", "busy"),
    [
        ((), 5, 3, 1),
        (("staff",), 1, 0, 0),
        (("pupils", "parents"), 2, 2, 1),
        (("mixed",), 1, 1, 0),
    ],
)
def test_chats_are_those_the_bot_is_in_and_active_those_with_enough_messages(
    kinds, total, active, busy
):
    gone = a_chat(6, ChatKind.STAFF, left_at=at(2))
    facts = some_facts(
        chats=[*ROOMS, gone],
        tallies=[
            wrote(11, 2, chat=2),
            wrote(-1, 1, at(3), chat=2),
            wrote(0, 1, chat=3),
            wrote(11, 2, chat=4),
            wrote(11, 9, chat=6),
        ],
    )

    assert counted("chats_total", facts, chats=kinds) == Counted(total)
    assert counted("chats_active", facts, chats=kinds) == Counted(active, total)
    assert counted("chats_active", facts, chats=kinds, messages=3) == Counted(busy, total)


@pytest.mark.parametrize("chats", [(), (a_chat(left_at=at(2)),), (a_chat(joined_at=at(7)),)])
def test_without_a_chat_in_these_days_no_chat_can_be_active(chats):
    assert counted("chats_active", some_facts(chats=chats)) == Counted(None, 0, "unwatched")


def test_a_chat_without_a_message_is_silent_and_one_not_seen_is_not():
    chats = [a_chat(1), a_chat(2), a_chat(3, None), a_chat(4, left_at=at(2))]
    chats += [a_chat(5, joined_at=at(7)), a_chat(6, ChatKind.PUPILS, class_name="5А")]
    facts = some_facts(chats=chats, tallies=[wrote(-1, 1)], missed={3: 1})
    at_rest = some_facts(chats=chats, tallies=[wrote(-1, 1)], vacations=[a_vacation("5А", 16, 20)])

    assert counted("chats_silent", facts) == Counted(2, 4)
    assert counted("chats_silent", facts, chats=[ChatKind.STAFF]) == Counted(1, 2)
    assert counted("chats_silent", at_rest) == Counted(2, 3)
    assert counted("chats_silent", some_facts(chats=[])) == Counted(None, 0, "unwatched")


def test_chats_that_came_later_are_not_held_against_these_days():
    facts = some_facts(chats=[a_chat(1), a_chat(2, joined_at=at(7, 8))], tallies=[wrote(11, 1)])

    assert counted("chats_active", facts) == Counted(1, 1)
    assert counted("chats_total", facts) == Counted(2)


def a_vacation(class_name, first, last):
    day = MONDAY.replace
    return Vacation(unit=SCHOOL, class_name=class_name, first=day(day=first), last=day(day=last))


@pytest.mark.parametrize(
    ("vacations", "of"),
    [
        ((), 5),
        ((a_vacation("5А", 16, 20),), 3),
        ((a_vacation("5А", 16, 19),), 5),
        ((a_vacation("5А", 16, 18), a_vacation("5А", 19, 22)), 3),
        ((a_vacation("", 16, 18), a_vacation("5А", 19, 20)), 3),
        ((a_vacation("6А", 16, 22),), 5),
        ((a_vacation("", 16, 22),), 5),
    ],
)
def test_the_chats_of_a_class_on_vacation_are_left_out_of_the_active_ones(vacations, of):
    """In a week without school for anybody there is nothing to compare with."""
    facts = some_facts(chats=ROOMS, tallies=[wrote(11, 1)], vacations=vacations)

    assert counted("chats_active", facts) == Counted(1, of)


def linked(chat, messages, messenger="viber"):
    return ForeignLinks(chat=chat, messenger=messenger, messages=messages)


def test_links_to_foreign_messengers_are_summed_over_the_chats_that_count():
    facts = some_facts(chats=ROOMS, links=(linked(1, 2), linked(3, 1), linked(3, 4, "wechat")))

    assert counted("foreign_links", facts) == Counted(7)
    assert counted("foreign_links", facts, chats=("parents",)) == Counted(5)
    assert counted("foreign_links", facts, chats=("pupils",)) == Counted(0)
    assert counted("foreign_links", some_facts(chats=())) == Counted(None, None, "unwatched")


def test_completeness_is_what_was_seen_of_what_was_numbered():
    assert counted("completeness", some_facts(tallies=[wrote(11, 6)], missed={1: 2})) == (
        Counted(6, 8)
    )
    assert counted("completeness", some_facts(tallies=[wrote(11, 6)])) == Counted(6, 6)
    assert counted("completeness", some_facts(missed={1: 2})) == Counted(0, 2)
    assert counted("completeness", some_facts(chats=())) == Counted(None, None, "unwatched")


def confirmed(number, figure, value, of, person=None):
    return Correction(
        id=number,
        unit=SCHOOL,
        week=WEEK,
        person=person,
        figure=figure,
        value=value,
        of=of,
        made_at=at(3),
    )


def test_what_is_kept_elsewhere_is_what_was_confirmed_last():
    facts = some_facts(
        corrections=(
            confirmed(1, "main", 20, 46),
            confirmed(2, "main", 0, 46),
            confirmed(3, "other", 7, 7),
        )
    )

    assert counted("confirmed", facts) == Counted(0, 46)
    assert counted("confirmed", some_facts()) == Counted(None, None, "outside")
    assert counted("confirmed", some_facts(corrections=facts.raw.corrections[2:])) == (
        Counted(None, None, "outside")
    )


def test_a_confirmed_figure_without_a_base_is_a_count():
    assert counted("confirmed", some_facts(corrections=(confirmed(1, "main", 3, None),))) == (
        Counted(3)
    )
