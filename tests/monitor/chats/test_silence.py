"""Silent chats, and classes without chats."""

from dataclasses import replace
from datetime import timedelta

from monitor.chats.silence import Gaps, gaps, silences
from storage.records import Chat, ChatKind, SchoolClass
from tests.cast import SCHOOL, at

NOW = at(20, 12)
OLD = at(-30)


def chat(number, *, title="", present=True, joined=OLD, kind=ChatKind.PUPILS, class_name=""):
    return Chat(
        id=number,
        unit=SCHOOL,
        title=title,
        present=present,
        joined_at=joined,
        kind=kind,
        class_name=class_name,
    )


def found(chats, last=None, missed=()):
    return [(each.chat.id, each.days) for each in silences(chats, last or {}, missed, NOW)]


def test_a_chat_is_silent_from_the_seventh_whole_day():
    week = NOW - timedelta(days=7)
    last = {1: week, 2: week + timedelta(seconds=1)}
    assert found([chat(1), chat(2)], last) == [(1, 7)]


def test_longer_silences_come_first_and_are_not_told_apart_beyond_two_weeks():
    last = {1: NOW - timedelta(days=9, hours=5)}
    chats = [chat(1), chat(3, title="Б"), chat(2, title="В"), chat(4, title="А")]
    assert found(chats, last) == [(4, 14), (3, 14), (2, 14), (1, 9)]


def test_silence_before_the_bot_came_is_not_counted():
    assert found([chat(1, joined=NOW - timedelta(days=3))]) == []
    assert found([chat(1, joined=NOW - timedelta(days=8))]) == [(1, 8)]


def test_a_chat_with_missed_messages_without_the_bot_or_of_unknown_age_is_not_said_to_be_silent():
    assert found([chat(1), chat(2, present=False), chat(3, joined=None)], missed={1: 4}) == []


def classes(*names):
    return [SchoolClass(name=name, pupils=None, parents=None, teacher="") for name in names]


def test_a_class_lacks_pupils_chat_parents_chat_or_both():
    chats = [
        chat(1, kind=ChatKind.PUPILS, class_name="1А"),
        chat(2, kind=ChatKind.PARENTS, class_name="2А"),
        chat(3, kind=ChatKind.MIXED, class_name="3А"),
        chat(4, kind=ChatKind.STAFF, class_name="4А"),
    ]
    assert gaps(classes("1А", "2А", "3А", "4А"), chats) == Gaps(
        neither=("4А",), no_pupils=("2А",), no_parents=("1А",), classes=4
    )


def test_classes_are_in_the_order_of_their_grades():
    missing = gaps(classes("10А", "2Б", "Солнышко", "2А"), [])
    assert missing.neither == ("Солнышко", "2А", "2Б", "10А")


def test_a_chat_the_bot_has_left_serves_no_class():
    left = replace(chat(1, class_name="1А"), present=False)
    assert gaps(classes("1А"), [left]).neither == ("1А",)
    assert gaps([], [left]) == Gaps(neither=(), no_pupils=(), no_parents=(), classes=0)
