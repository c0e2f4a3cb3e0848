"""Pupils, classes, and teachers and pupils together: totals only."""

import pytest

from monitor.indicators import BY_NAME as FAMILIES
from monitor.indicators import Counted
from monitor.orders.model import IndicatorSpec
from storage.records import ChatKind
from tests.builders import (
    a_chat,
    a_class,
    some_facts,
    wrote,
)
from tests.cast import at
from tests.monitor.counting import counted, teachers

CLASSES = (a_class("5А", 3), a_class("5Б", 2))
NUMBERS = Counted(None, None, "numbers")
NO_CLASSES = Counted(None, None, "classes")


ROOMS = tuple(
    a_chat(number, kind)
    for number, kind in enumerate(
        (ChatKind.STAFF, ChatKind.PUPILS, ChatKind.PARENTS, ChatKind.MIXED, None, ChatKind.PUPILS),
        start=1,
    )
)


def test_pupils_are_the_sum_of_all_classes_or_no_data():
    assert counted("pupils_total", some_facts()) == NO_CLASSES
    assert counted("pupils_total", some_facts(classes=[a_class("5А", 25), a_class("5Б", 0)])) == (
        Counted(25)
    )
    assert counted("pupils_total", some_facts(classes=[a_class("5А"), a_class("5Б", None)])) == (
        NUMBERS
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
    assert counted("classes_with_chats", some_facts()) == Counted(None, 0, "classes")


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
    facts = some_facts(**teachers(2), classes=CLASSES, chats=ROOMS, tallies=[wrote(0, 9, chat=2)])

    assert counted("users_active", facts) == Counted(0, 7)


def test_teachers_and_pupils_need_the_numbers_of_both():
    known = {"chats": ROOMS, "tallies": [wrote(-1, 1, chat=2)]}

    assert counted("users_active", some_facts(**teachers(1), **known)) == NO_CLASSES
    assert counted("users_active", some_facts(classes=CLASSES, **known)) == (
        Counted(None, None, "nobody")
    )
    unknown = (a_class("5А", None),)
    assert counted("users_active", some_facts(**teachers(1), classes=unknown, **known)) == NUMBERS


def test_exactly_as_many_messages_as_asked_are_enough_for_teachers_and_pupils():
    facts = some_facts(
        **teachers(3),
        classes=CLASSES,
        chats=ROOMS,
        tallies=[
            wrote(11, 1),
            wrote(12, 2),
            wrote(-1, 1, chat=2),
            wrote(-2, 2, chat=2),
            wrote(-3, 3, chat=6),
        ],
    )

    assert [counted("users_active", facts, messages=least).value for least in (1, 2, 3)] == [
        2 + 3,
        1 + 2,
        0 + 1,
    ]


def test_where_no_minimum_is_said_one_message_is_enough():
    facts = some_facts(
        **teachers(2),
        classes=CLASSES,
        chats=ROOMS,
        tallies=[wrote(11, 1), wrote(-1, 1, chat=2), wrote(-2, 1, chat=3)],
    )
    families = ("users_active", "pupils_active", "parents_active")

    assert [
        FAMILIES[name].counted(facts, IndicatorSpec(id="main", family=name, title=""))
        for name in families
    ] == [Counted(2, 7), Counted(1, 5), Counted(1, 80)]
