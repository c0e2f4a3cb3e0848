"""Classes side by side: the report's chats by class, and how many wrote where that may be told."""

from monitor.facts.ratio import Ratio
from monitor.report.classes import class_lines
from monitor.report.making import make_report
from storage.records import ChatKind
from tests.builders import a_chat, a_class, an_order, bound, some_facts, wrote

PUPILS, PARENTS, MIXED = ChatKind.PUPILS, ChatKind.PARENTS, ChatKind.MIXED


def lines(facts, *, running=True, least=5):
    report = make_report(facts, an_order())
    return class_lines(report, facts.raw.classes, facts if running else None, least)


def a_week(**changes):
    values = {
        "classes": (a_class("5А", 25, 40), a_class("6Б", 4, None)),
        "chats": (
            a_chat(1, ChatKind.STAFF),
            a_chat(2, PUPILS, class_name="5А"),
            a_chat(3, PARENTS, class_name="5А"),
            a_chat(4, PARENTS, class_name="5А"),
            a_chat(5, PUPILS, class_name="6Б"),
        ),
        "bindings": bound(1, 101),
        "tallies": (
            wrote(101, 3, chat=2),
            wrote(-7, 5, chat=2),
            wrote(-8, 1, chat=2),
            wrote(-9, 2, chat=3),
            wrote(-9, 2, chat=4),
            wrote(-5, 1, chat=5),
            wrote(-5, 9, chat=1),
        ),
    }
    return some_facts(**(values | changes))


def test_chats_are_put_together_by_class_and_who_wrote_is_counted_once():
    first, second = lines(a_week())
    assert (first.name, dict(first.messages)) == ("5А", {PUPILS: 9, PARENTS: 4})
    assert dict(first.writing) == {PUPILS: Ratio(2, 25), PARENTS: Ratio(1, 40)}
    assert (first.few, first.seen, first.silent) == (frozenset(), True, False)
    assert dict(second.messages) == {PUPILS: 1}


def test_of_a_class_of_a_few_it_is_not_told_how_many_wrote():
    _, second = lines(a_week())
    assert (dict(second.writing), second.few) == ({}, frozenset({PUPILS}))
    _, second = lines(a_week(), least=4)
    assert (dict(second.writing), second.few) == ({PUPILS: Ratio(1, 4)}, frozenset())


def test_of_a_closed_week_only_totals_are_left():
    first, second = lines(a_week(), running=False)
    assert (dict(first.messages), dict(first.writing)) == ({PUPILS: 9, PARENTS: 4}, {})
    assert second.few == frozenset()


def test_a_class_without_a_chat_and_one_that_only_a_chat_names_are_told_apart():
    facts = a_week(chats=(a_chat(6, MIXED, class_name="7В"),), tallies=())
    assert [(each.name, each.listed, each.watched, each.silent) for each in lines(facts)] == [
        ("5А", True, False, False),
        ("6Б", True, False, False),
        ("7В", False, True, True),
    ]


def test_in_a_mixed_chat_nobody_can_be_told_apart():
    facts = a_week(chats=(a_chat(2, MIXED, class_name="5А"),))
    first, _ = lines(facts)
    assert (dict(first.messages), dict(first.writing)) == ({MIXED: 9}, {})


def test_what_was_missed_is_marked():
    first, second = lines(a_week(missed={3: 2}))
    assert (first.seen, second.seen) == (False, True)
