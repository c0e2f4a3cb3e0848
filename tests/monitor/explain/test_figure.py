"""What a figure is made of: times without sight, months, closed weeks, levels, whose part it is."""

from dataclasses import replace
from datetime import date

import pytest

from monitor.explain.figure import explain
from monitor.explain.level import explain_level
from monitor.explain.values import ChatPiece, LeftOut, OrganisationPiece
from monitor.facts.assembling import assemble
from monitor.facts.values import Blank, OrganisationLine, WeekFigure
from monitor.jobs.asked.load_explanation import UnknownPerson, find_person
from monitor.report.making import make_report
from monitor.time.week import month_until
from storage.records import Access, Cause, Interruption
from tests.builders import (
    a_chat,
    a_person,
    an_indicator,
    an_order,
    bound,
    some_facts,
    this_week,
    wrote,
)
from tests.cast import at

MARIA = a_person(1)


def taken_apart(facts, *lines, closed=None, person=None):
    order = an_order(*lines)
    report = make_report(closed or facts, order, closed=closed is not None)
    line = next((each for each in report.people if each.id == person), None)
    return explain(facts, order, order.indicator[0], report, person=line)


def marias_week(**other):
    values = {"persons": [MARIA], "bindings": bound(1, 11), "tallies": [wrote(11, 4, at(1, 9))]}
    return some_facts(**(values | other))


def test_zero_unknown_and_incomplete_chats_are_three_things():
    found = taken_apart(
        marias_week(
            chats=[
                a_chat(1),
                a_chat(2, title="Тихий"),
                a_chat(3, title="Прежний", left_at=at(-3)),
                a_chat(4, title="Новый", access=Access.UNKNOWN),
            ],
            missed={1: 1},
            interruptions=[
                Interruption(chat=2, cause=Cause.ABSENT, since=at(1, 10), until=at(2, 9))
            ],
        )
    )
    gap = Blank(chat="Тихий", cause="absent", since=at(1, 10), until=at(2, 9))
    assert found.chats == (
        ChatPiece(id=1, title="Педсовет", kind="staff", messages=4, seen=4, missed=1),
        ChatPiece(id=2, title="Тихий", kind="staff", blanks=(gap,)),
        ChatPiece(id=3, title="Прежний", kind="staff", watched=False),
        ChatPiece(id=4, title="Новый", kind="staff", proved=False),
    )
    assert [chat.completeness for chat in found.chats] == [0.8, 1.0, None, 1.0]
    assert not any(chat.whole for chat in found.chats)


def test_a_day_on_which_the_bot_was_in_no_chat_is_no_data():
    found = taken_apart(
        marias_week(chats=[a_chat(joined_at=at(1, 8))], as_of=at(3, 12)), "messages = 3"
    )
    assert [(each.day.day, each.messages, each.watched) for each in found.days] == [
        (16, 0, False),
        (17, 4, True),
        (18, 0, True),
        (19, 0, True),
    ]


def test_the_time_the_program_was_down_is_read_afterwards_and_explains_nothing():
    down = Interruption(chat=None, cause=Cause.DOWN, since=at(1), until=at(2))
    lost = Interruption(chat=None, cause=Cause.LOST, since=at(2), until=at(2, 1))
    found = taken_apart(marias_week(interruptions=[down, lost]))
    assert found.blanks == (Blank(chat=None, cause="lost", since=at(2), until=at(2, 1)),)


def test_a_month_reaches_back_before_the_week():
    facts = marias_week(tallies=[wrote(11, 4, at(1, 9)), wrote(11, 5, at(-13, 9))])
    week = this_week()
    month = assemble(facts.raw, week, week.end, participants=False, span=month_until(week))
    facts = replace(facts, month=month)
    found = taken_apart(facts, "messages = 9", 'window = "month"')
    assert (found.first, found.last) == (date(2026, 11, 1), date(2026, 11, 22))
    assert (found.figure.value, found.messages) == (1, 9)
    assert {each.day.day: each.messages for each in found.days if each.messages} == {3: 5, 17: 4}


def test_who_came_to_the_list_after_the_closing_is_not_in_the_closed_week():
    closed = marias_week(tallies=[wrote(11, 4, at(1, 9)), wrote(-1, 3, at(1, 9))])
    pavel = a_person(2, "Уткин Павел Ильич")
    now = some_facts(
        persons=[MARIA, pavel],
        bindings=[*bound(1, 11), *bound(2, 12)],
        tallies=[wrote(11, 4, at(1, 9)), wrote(12, 3, at(1, 9))],
    )
    found = taken_apart(now, closed=closed)
    assert (found.kept, found.messages, found.figure.of) == ("totals", 4, 1)
    assert found.left_out == (LeftOut(reason="later", people=1, messages=3, calls=0),)


def test_a_closed_week_of_which_something_else_is_kept_now_says_so():
    found = taken_apart(marias_week(tallies=[wrote(11, 2, at(1, 9))]), closed=marias_week())
    assert (found.kept, found.figure.value, found.messages) == ("changed", 1, 2)


def test_of_somebody_no_longer_on_the_list_the_closed_report_is_left():
    found = taken_apart(marias_week(persons=[], bindings=[]), closed=marias_week(), person=1)
    person = found.person
    assert (person.place, person.messages, person.met, found.chats) == ("gone", 4, None, ())


def test_a_figure_the_report_does_not_have_cannot_be_explained():
    report = make_report(marias_week(), an_order())
    other = an_order("messages = 3").indicator[0].model_copy(update={"id": "other"})
    with pytest.raises(KeyError, match="other"):
        explain(marias_week(), an_order(), other, report)


LEVEL = an_order(
    "messages = 3",
    'norm = { threshold = 0.5, text = "половина" }',
    an_indicator("meeting", 'indicators = ["main"]', family="units_meeting"),
)


def a_line(name, state, *figures, kind="school"):
    return OrganisationLine(
        unit=name,
        name=name,
        kind=kind,
        state=state,
        completeness=None,
        figures=figures,
        reporting=int(state != "none"),
        listed=1,
    )


def a_level_report():
    report = make_report(marias_week(), LEVEL)
    meeting = replace(report.figures[0], id="meeting", title="meeting")
    lines = (
        a_line(
            "Школа",
            "running",
            WeekFigure(id="main", value=2, of=4, met=True),
            WeekFigure(id="meeting", value=1, of=1, met=True),
        ),
        a_line(
            "Лицей",
            "late",
            WeekFigure(id="main", value=1, of=4, met=False, incomplete=True),
            WeekFigure(id="meeting", value=0, of=1, met=False),
        ),
        a_line("Сад", "none", kind="kindergarten"),
    )
    return replace(report, figures=(*report.figures, meeting), organisations=lines)


def test_a_figure_of_a_level_is_made_of_what_the_organisations_gave():
    found = explain_level(LEVEL, LEVEL.indicator[0], a_level_report())
    nothing = OrganisationPiece(
        name="Сад", state="none", value=None, of=None, met=None, incomplete=False
    )
    assert found.organisations == (
        OrganisationPiece(name="Школа", state="running", value=2, of=4, met=True, incomplete=False),
        OrganisationPiece(name="Лицей", state="late", value=1, of=4, met=False, incomplete=True),
        nothing,
    )


def test_a_count_of_organisations_tells_which_norms_stand_in_the_way():
    found = explain_level(LEVEL, LEVEL.indicator[1], a_level_report())
    assert [(each.name, each.value, each.unmet, each.unknown) for each in found.organisations] == [
        ("Школа", 1, (), ()),
        ("Лицей", 0, ("Написавшие",), ()),
        ("Сад", None, (), ("Написавшие",)),
    ]


PEOPLE = make_report(
    some_facts(
        persons=[
            a_person(7, "Петрова Мария Петровна"),
            a_person(8, "Петрова Мария Петровна"),
            a_person(9, "Семёнова Анна Петровна"),
        ]
    ),
    an_order(),
).people


@pytest.mark.parametrize(
    ("wanted", "number"), [("8", 8), ("семенова анна  петровна", 9), ("Анна", 9)]
)
def test_a_person_is_found_by_number_by_name_and_by_a_part_of_it(wanted, number):
    assert find_person(PEOPLE, wanted).id == number


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [("Петрова Мария Петровна", [7, 8]), ("Петровна", [7, 8, 9]), ("Иванов", [])],
)
def test_who_is_not_one_person_is_told_with_those_who_are_meant_perhaps(wanted, numbers):
    with pytest.raises(UnknownPerson) as refused:
        find_person(PEOPLE, wanted)
    assert [each.id for each in refused.value.found] == numbers
