"""Whatever happened: the parts of a figure add up to it, and nothing is silently left out."""

from collections import Counter
from dataclasses import replace
from datetime import date

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.explain.figure import explain
from monitor.explain.values import Explanation
from monitor.facts.assembling import assemble
from monitor.facts.facts import Raw
from monitor.indicators import BY_NAME
from monitor.indicators.judging import Judge
from monitor.indicators.people import base_of
from monitor.indicators.pieces import pieces
from monitor.order_files.loading import parse_order
from monitor.report.making import make_report
from monitor.time.week import month_until
from storage.records import Access, Binding, ChatKind, Correction, ForeignLinks
from tests.builders import (
    ORDER,
    a_call,
    a_chat,
    a_class,
    a_person,
    a_unit,
    away,
    this_week,
    wrote,
)
from tests.cast import SCHOOL, WEEK, at
from tests.tries import tries

INDICATORS = {
    "ten": 'family = "people_active"\nmessages = 10\npersonal = true',
    "present": 'family = "people_active"\nmessages = 3\nbase = "present"\naudience = "teachers"',
    "choice": 'family = "people_active"\nmessages = 5\ncalls = 1\nany = true\nscaled = true',
    "staff_chats": 'family = "people_active"\nmessages = 2\ncalls = 1\nchats = ["staff"]',
    "own": 'family = "people_active"\ndays = 2\nown_class = true',
    "today": 'family = "people_active"\nmessages = 1\nwindow = "day"',
    "month": 'family = "people_active"\nmessages = 12\nwindow = "month"',
    "calls": 'family = "people_active"\ncalls = 1',
    "idle": 'family = "people_inactive"',
    "users": 'family = "users_active"\naudience = "teachers"',
    "pupils": 'family = "pupils_active"\nmessages = 2',
    "parents": 'family = "parents_active"',
    "chats": 'family = "chats_active"\nmessages = 4',
    "silent": 'family = "chats_silent"',
    "seen": 'family = "completeness"',
    "links": 'family = "foreign_links"',
    "staff_links": 'family = "foreign_links"\nchats = ["staff"]',
}
ORDER_OF_ALL = parse_order(
    ORDER.replace('main = "main"', 'main = "ten"')
    + "".join(
        f'\n[[indicator]]\nid = "{name}"\ntitle = "{name}"\n{lines}\n'
        for name, lines in INDICATORS.items()
    ),
    "made-up",
)
SPECS = {spec.id: spec for spec in ORDER_OF_ALL.indicator}
PEOPLE = [name for name, lines in INDICATORS.items() if "people_active" in lines]

KINDS = (ChatKind.STAFF, ChatKind.PUPILS, ChatKind.PARENTS, ChatKind.MIXED, None)
PERSONS = [
    a_person(n, f"Человек {n}", role="учитель" if n < 4 else "администрация", classes=("5А",))
    for n in range(1, 6)
]
CHATS = [
    a_chat(n, kind, title=f"Чат {n}", class_name="5А" if n in (2, 3) else "")
    for n, kind in enumerate(KINDS, start=1)
] + [a_chat(6, left_at=at(-2)), a_chat(7, joined_at=at(3), access=Access.UNKNOWN)]
AUTHORS = st.sampled_from([11, 12, 13, 14, 15, 21, 99, -1, -2, -3])
MOMENTS = st.tuples(st.integers(0, 6), st.integers(0, 23)).map(lambda when: at(*when))


def tallies():
    return st.lists(
        st.builds(wrote, AUTHORS, st.integers(1, 9), MOMENTS, st.integers(1, 7)), max_size=25
    )


def calls():
    made = st.builds(
        lambda who, others, reached, when, chat: replace(
            a_call(who, *others, reached=reached, when=when), chat=chat
        ),
        AUTHORS,
        st.lists(AUTHORS, max_size=3, unique=True),
        st.sampled_from([True, False, None]),
        MOMENTS,
        st.integers(1, 7),
    )
    return st.lists(made, max_size=8)


def corrections():
    made = st.builds(
        lambda person, messages, calls: Correction(
            id=1,
            unit=SCHOOL,
            week=WEEK,
            person=person,
            figure="",
            messages=messages,
            calls=calls,
            comment="по журналу",
            made_at=at(2),
        ),
        st.integers(1, 5),
        st.integers(0, 9),
        st.integers(0, 2),
    )
    return st.lists(made, max_size=3)


def links():
    made = st.builds(
        lambda chat, messages: ForeignLinks(chat=chat, messenger="telegram", messages=messages),
        st.integers(1, 7),
        st.integers(1, 3),
    )
    return st.lists(made, max_size=4)


MADE = settings(max_examples=tries(20), deadline=None)  # for each of so many families


@st.composite
def weeks(draw):
    """The facts of a week, and of its month, in which anything may have happened."""
    accounts = {11: 1, 21: 1, 12: 2, 13: 3, 14: 4}
    raw = Raw(
        unit=a_unit(),
        persons=tuple(PERSONS),
        bindings=tuple(
            Binding(unit=SCHOOL, person=person, account=account)
            for account, person in accounts.items()
        ),
        absences=tuple(
            away(person, date(2026, 11, 16), date(2026, 11, 22))
            for person in draw(st.sets(st.integers(1, 5)))
        ),
        chats=tuple(draw(st.lists(st.sampled_from(CHATS), unique=True))),
        classes=(a_class("5А"),),
        tallies=tuple(draw(tallies())),
        calls=tuple(draw(calls())),
        missed=draw(st.dictionaries(st.integers(1, 7), st.integers(1, 5), max_size=2)),
        corrections=tuple(draw(corrections())),
        links=tuple(draw(links())),
    )
    week, participants = this_week(), draw(st.booleans())
    as_of = draw(st.sampled_from([week.end, at(6, 23)]))
    facts = assemble(raw, week, as_of, participants=participants)
    month = assemble(raw, week, as_of, participants=participants, span=month_until(week))
    return replace(facts, month=month)


def explained(facts, name, **how):
    return explain(facts, ORDER_OF_ALL, SPECS[name], make_report(facts, ORDER_OF_ALL), **how)


@pytest.mark.parametrize("name", INDICATORS)
@given(facts=weeks())
@MADE
def test_the_sum_over_chats_is_the_sum_over_days_and_the_whole(name, facts):
    found = explained(facts, name)
    assert found.figure == make_report(facts, ORDER_OF_ALL).figure(name)
    for what in ("messages", "calls"):
        whole = getattr(found, what) or 0
        assert whole == sum(getattr(each, what) for each in found.chats)
        assert whole == sum(getattr(each, what) for each in found.days)


@pytest.mark.parametrize("name", INDICATORS)
@given(facts=weeks())
@MADE
def test_every_message_is_either_counted_or_left_out_with_a_reason(name, facts):
    found = explained(facts, name)
    if found.messages is not None:
        left_out = [each for each in found.left_out if each.reason not in ("missed", "corrections")]
        said = found.messages + sum(each.messages or 0 for each in left_out)
        seen = Judge(facts, ORDER_OF_ALL).slice(SPECS[name]).raw.tallies
        assert said == sum(tally.messages for tally in seen)


@pytest.mark.parametrize("name", PEOPLE)
@given(facts=weeks())
@MADE
def test_the_people_of_a_figure_add_up_to_it_one_by_one(name, facts):
    report = make_report(facts, ORDER_OF_ALL)
    figure, sliced = report.figure(name), Judge(facts, ORDER_OF_ALL).slice(SPECS[name])
    whole = explained(facts, name)
    one_by_one = [explained(facts, name, person=line) for line in report.people]
    base = [each for each in one_by_one if each.person.place == "counted"]
    assert len(base) == (figure.of or 0)
    if figure.value is not None:
        assert sum(each.person.met is True for each in base) == figure.value
    for what in ("messages", "calls"):
        if getattr(whole, what) is not None:
            assert getattr(whole, what) == sum(getattr(each, what) or 0 for each in base)
            done = sum(getattr(each, what) for each in base_of(sliced, SPECS[name]))
            given_by_hand = sum(getattr(each, what) for each in whole.corrections)
            assert getattr(whole, what) + given_by_hand == done


MADE_OF = ("users", "pupils", "parents", "chats", "silent", "seen", "links", "staff_links")


def made_of(facts, name):
    """What an explanation's pieces say a figure is: chats, links, messages, people not listed."""
    found, spec = explained(facts, name), SPECS[name]
    sliced, rule = Judge(facts, ORDER_OF_ALL).slice(spec), BY_NAME[spec.family].rule
    least = spec.messages or 1
    if rule.shows == ("links",):
        return sum(each.links for each in found.chats)
    if name == "seen":
        return found.messages
    if name == "silent":
        return sum(not each.messages and not each.missed for each in found.chats)
    if name == "chats":
        return sum(each.messages >= least for each in found.chats)
    why, strangers = rule.applied(sliced, spec).why, Counter()
    for piece in pieces(sliced, rule.shows):
        if piece.person is None and why(piece) is None:
            strangers[piece.author] += piece.messages
    people = base_of(sliced, spec) if rule.roster else ()
    most = sum(each.number for each in found.classes)
    writing = sum(count >= least for count in strangers.values())
    return sum(each.messages >= least for each in people) + min(writing, most)


@pytest.mark.parametrize("name", MADE_OF)
@given(facts=weeks())
@MADE
def test_a_figure_is_what_its_pieces_make(name, facts):
    value = make_report(facts, ORDER_OF_ALL).figure(name).value
    assert value is None or value == made_of(facts, name)


@given(facts=weeks())
@MADE
def test_an_explanation_outlives_its_writing_down(facts):
    found = explained(facts, "choice")
    assert msgspec.json.decode(msgspec.json.encode(found), type=Explanation) == found
