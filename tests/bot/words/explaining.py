"""A school's week made by hand, to be explained figure by figure."""

from dataclasses import replace
from datetime import date

from bot.words.brief import height
from bot.words.explained.brief import LINES, brief_explanation
from bot.words.explained.figure import explanation
from monitor.explain.figure import explain
from monitor.facts.assembling import assemble
from monitor.order_files.loading import parse_order
from monitor.report.making import make_report
from storage.records import Access, Cause, ChatKind, Correction, ForeignLinks, Interruption
from tests.builders import (
    ORDER,
    TEXT,
    a_call,
    a_chat,
    a_class,
    a_person,
    away,
    bound,
    some_facts,
    wrote,
)
from tests.cast import SCHOOL, WEEK, at

CHATS = (
    a_chat(1),
    a_chat(2, ChatKind.PUPILS, title="5А", class_name="5А"),
    a_chat(3, ChatKind.MIXED, title="5А общий", class_name="5А", access=Access.UNKNOWN),
    a_chat(4, ChatKind.STAFF, title="Методический совет", left_at=at(-2)),
)
PERSONS = (
    a_person(1, "Петрова Мария Петровна", classes=("5А",)),
    a_person(2, "Уткин Павел Ильич"),
    a_person(3, "Зотов Игорь Львович", role="администрация"),
    a_person(4, "Юдина Ольга Олеговна", role="прочий персонал"),
    a_person(5, "Быкова Анна Сергеевна"),
)


def a_correction(number=1, **said):
    """What the administrator (account 101) wrote down on Wednesday."""
    values = {"person": None, "figure": "", "author": 101, "made_at": at(2, 10, 5)} | said
    return Correction(id=number, unit=SCHOOL, week=WEEK, **values)


def the_week(corrections=(), **other):
    """Monday to Friday 15:00: two staff write, one is away, one has no profile."""
    facts = some_facts(
        persons=PERSONS,
        bindings=[one for n in (1, 2, 3) for one in bound(n, 10 + n)] + [*bound(5, 101)],
        tallies=[
            wrote(11, 6, at(0, 9)),
            wrote(11, 1, at(1, 9), chat=2),
            wrote(12, 10, at(2, 9)),
            wrote(13, 4, at(2, 10)),
            wrote(101, 2, at(0, 10)),
            wrote(-1, 3, at(1, 11), chat=2),
            wrote(-2, 1, at(1, 12), chat=2),
            wrote(-2, 5, at(1, 12), chat=3),
        ],
        calls=[
            a_call(11, 12, when=at(3, 10)),
            a_call(12, reached=False, number=2, when=at(3, 11)),
        ],
        chats=CHATS,
        absences=[away(5, date(2026, 11, 16), date(2026, 11, 20))],
        classes=[a_class("5А"), a_class("6Б", None)],
        missed={1: 2},
        interruptions=[
            Interruption(chat=3, cause=Cause.BLIND, since=at(1, 10, 5), until=at(1, 11))
        ],
        as_of=at(4, 15),
    )
    raw = replace(
        facts.raw,
        corrections=tuple(corrections),
        links=(ForeignLinks(chat=1, messenger="telegram", messages=2),),
        **other,
    )
    return assemble(raw, facts.week, facts.as_of, participants=False)


def order_of(*lines):
    """An order with one indicator of these lines."""
    asked = "\n".join(('[[indicator]]\nid = "main"\ntitle = "Активные"\npoint = "1.5"', *lines))
    return parse_order(f"{TEXT}\n{ORDER}\n{asked}\n", "made-up")


def told(facts, *lines, person=None, closed=None, deleted=None):
    """The text of a figure; ``closed``: its week is closed with these facts."""
    order = order_of(*lines)
    report = make_report(closed or facts, order, closed=closed is not None)
    line = next((each for each in report.people if each.id == person), None)
    found = explain(facts, order, order.indicator[0], report, deleted=deleted or {}, person=line)
    assert height(brief_explanation(found)) <= LINES
    return explanation(found)
