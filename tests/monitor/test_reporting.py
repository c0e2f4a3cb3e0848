"""From facts to a report and a digest: whole values, made by hand."""

from dataclasses import replace
from datetime import timedelta
from math import gcd

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.orders.loading import load_order
from monitor.report import (
    ChatLine,
    DayLine,
    Digest,
    Figure,
    NormReading,
    PersonLine,
    Report,
    Trend,
    WeekPoint,
    WindowSpan,
)
from monitor.reporting import make_digest, make_report
from storage.records import ChatKind, Coverage, Dialog
from tests.builders import (
    a_call,
    a_chat,
    a_person,
    an_order,
    away,
    bound,
    some_facts,
    this_week,
    wrote,
)
from tests.cast import MARIA, MONDAY, OLGA, PAVEL, SCHOOL, WEEK, at

NORM = 'norm = { threshold = 0.25, text = "не менее четверти" }'


DAY = timedelta(days=1)


def main_figure(facts, *lines):
    return make_report(facts, an_order(*lines)).figure("main")


def people_who_wrote(counts):
    """A person for each count of messages."""
    numbers = range(1, len(counts) + 1)
    return {
        "persons": [a_person(n, f"Человек {n}") for n in numbers],
        "bindings": [one for n in numbers for one in bound(n, n)],
        "tallies": [wrote(n, count) for n, count in zip(numbers, counts, strict=True) if count],
    }


def test_a_whole_report():
    facts = some_facts(
        [a_person(1), a_person(2, "Зотов Игорь Львович", role="администрация", position="Завуч")],
        bound(1, MARIA, dialog=Dialog.OPEN),
        [
            wrote(MARIA, 2, at(0, 9)),
            wrote(MARIA, 1, at(1, 9)),
            wrote(-5, 4, at(1, 9)),
            wrote(-6, 1, at(1, 10), chat=2),
        ],
        [a_call(MARIA), a_call(MARIA, reached=False, number=2)],
        [a_chat(1), a_chat(2, ChatKind.PUPILS, title="5А", left_at=at(1, 12))],
        [away(2, MONDAY, None)],
        coverage=[Coverage(chat=1, seen=7, missed=0), Coverage(chat=2, seen=1, missed=2)],
        as_of=at(2, 12),
    )
    order = an_order("messages = 3", "personal = true", 'point = "1.5"', NORM)
    week = this_week()

    assert make_report(facts, order) == Report(
        unit=SCHOOL,
        unit_name=SCHOOL,
        unit_kind="school",
        order="made-up",
        order_title="Приказ",
        rule="Считаются сообщения.",
        window=WindowSpan(week=WEEK, start=week.start, end=week.end, as_of=at(2, 12), closed=False),
        completeness=8 / 10,
        figures=(
            Figure(
                id="main",
                title="Написавшие",
                value=1,
                of=2,
                base="all",
                norm=NormReading(text="не менее четверти", threshold=0.25, met=True, point="1.5"),
                minimum=3,
                counts="messages",
                personal=True,
                incomplete=True,
                point="1.5",
            ),
        ),
        people=(
            PersonLine(
                id=1,
                name="Петрова Мария Петровна",
                position="Учитель математики",
                role="учитель",
                messages=3,
                calls=1,
                days=2,
                hours=2,
                absent=False,
                bound=True,
                reachable=True,
                short=False,
            ),
            PersonLine(
                id=2,
                name="Зотов Игорь Львович",
                position="Завуч",
                role="администрация",
                messages=0,
                calls=0,
                days=0,
                hours=0,
                absent=True,
                bound=False,
                reachable=None,
                short=False,
            ),
        ),
        days=(
            DayLine(day=MONDAY, messages=2, staff=1),
            DayLine(day=MONDAY + DAY, messages=6, staff=1),
            DayLine(day=MONDAY + 2 * DAY, messages=0, staff=0),
        ),
        chats=(
            ChatLine(
                id=1, title="Педсовет", kind="staff", messages=7, calls=1, missed=0, present=True
            ),
            ChatLine(id=2, title="5А", kind="pupils", messages=1, calls=0, missed=2, present=False),
        ),
    )


@pytest.mark.parametrize(
    ("wrote_enough", "of", "met"),
    [
        (11, 46, False),
        (12, 46, True),
        (1, 4, True),
        (624, 2500, False),  # 24.96 %, shown as 24.9
        (625, 2500, True),
        (0, 5, False),
        (0, 0, None),
    ],
)
def test_a_norm_is_compared_unrounded_and_without_a_base_there_is_no_data(wrote_enough, of, met):
    facts = some_facts(**people_who_wrote([1] * wrote_enough + [0] * (of - wrote_enough)))
    figure = main_figure(facts, "messages = 1", NORM)

    assert (figure.value, figure.of, figure.norm.met) == (wrote_enough if of else None, of, met)
    assert figure.share == (wrote_enough / of if of else None)


@given(st.integers(1, 100), st.integers(1, 3))
@settings(max_examples=40, deadline=None)
def test_exactly_the_threshold_meets_it_whatever_the_fraction(percent, times):
    """A share of exactly N % meets N %, and one person fewer does not."""
    of = times * 100 // gcd(percent, 100)
    enough = of * percent // 100
    order = f'norm = {{ threshold = {percent / 100}, text = "" }}'
    full = some_facts(**people_who_wrote([1] * enough + [0] * (of - enough)))
    short = some_facts(**people_who_wrote([1] * (enough - 1) + [0] * (of - enough + 1)))

    assert main_figure(full, "messages = 1", order).norm.met is True
    assert main_figure(short, "messages = 1", order).norm.met is False


def test_everybody_on_leave_is_no_data_neither_failure_nor_success():
    facts = some_facts(
        **people_who_wrote([0, 5]), absences=[away(1, MONDAY, None), away(2, MONDAY, None)]
    )
    figure = main_figure(facts, "messages = 1", 'base = "present"', NORM)

    assert (figure.value, figure.of, figure.share, figure.norm.met) == (None, 0, None, None)


def test_where_the_bot_was_not_the_norm_cannot_be_judged_and_nobody_is_short():
    facts = some_facts(**people_who_wrote([0, 0]) | {"tallies": []}, chats=())
    report = make_report(facts, an_order("messages = 1", "personal = true", NORM))

    assert (report.figure("main").value, report.figure("main").norm.met) == (None, None)
    assert (report.completeness, [person.short for person in report.people]) == (
        None,
        [False, False],
    )


@pytest.mark.parametrize(
    ("coverage", "completeness", "incomplete"),
    [
        ((), 1.0, False),
        ((Coverage(chat=1, seen=7, missed=0),), 1.0, False),
        ((Coverage(chat=1, seen=3, missed=1),), 0.75, True),
        ((Coverage(chat=1, seen=0, missed=2),), 0.0, True),
    ],
)
def test_missed_messages_mark_the_figures_of_activity(coverage, completeness, incomplete):
    facts = some_facts(**people_who_wrote([1]), coverage=coverage)
    report = make_report(facts, load_order("perm"))

    assert report.completeness == completeness
    assert {figure.id: figure.incomplete for figure in report.figures} == {
        "staff_messages_10": incomplete,
        "staff_registered": False,
        "classes_with_chats": False,
        "users_active": incomplete,
    }


def test_a_minimum_is_told_with_what_it_is_of_and_what_has_no_base_names_none():
    report = make_report(some_facts(**people_who_wrote([1])), load_order("sergokala"))

    assert [(each.id, each.minimum, each.counts, each.base) for each in report.figures] == [
        ("pupils_total", None, "other", None),
        ("teachers_total", None, "other", None),
        ("teachers_chat_owners", None, "other", "all"),
        ("teachers_messages_3", 3, "messages", "all"),
        ("teachers_messages_10", 10, "messages", "all"),
        ("teachers_calls_1", 1, "calls", "all"),
        ("teachers_diary", None, "other", None),
        ("pupils_diary", None, "other", None),
        ("staff_registered", None, "other", "all"),
    ]


def test_a_figure_that_is_not_there_is_none():
    assert make_report(some_facts(), an_order()).figure("other") is None


def test_one_person_with_two_profiles_is_one_active_member_of_staff_a_day():
    facts = some_facts(
        [a_person(1)], bound(1, MARIA, OLGA), [wrote(MARIA, 1), wrote(OLGA, 1)], as_of=at(1, 12)
    )

    assert make_report(facts, an_order()).days == (
        DayLine(day=MONDAY, messages=0, staff=0),
        DayLine(day=MONDAY + DAY, messages=2, staff=1),
    )


@pytest.mark.parametrize(("as_of", "days"), [(at(0), 1), (at(3, 23, 59), 4), (at(7), 7)])
def test_days_ahead_are_not_listed(as_of, days):
    assert len(make_report(some_facts(as_of=as_of), an_order()).days) == days


def test_a_digest_sets_a_report_beside_the_weeks_before():
    order = an_order("messages = 1")
    report = make_report(some_facts(**people_who_wrote([1, 0])), order)
    earlier = make_report(some_facts(**people_who_wrote([1, 1, 1])), order)
    unlike = replace(earlier, figures=())
    week = this_week()
    digest = make_digest(
        report, order, [(week.shifted(-2), unlike), (week.shifted(-1), earlier)], final=False
    )

    assert digest == Digest(
        report=report,
        trends=(
            Trend(
                figure="main",
                points=(
                    WeekPoint(
                        week="2026-W45",
                        first=MONDAY - 14 * DAY,
                        last=MONDAY - 8 * DAY,
                        value=None,
                        of=None,
                    ),
                    WeekPoint(
                        week="2026-W46", first=MONDAY - 7 * DAY, last=MONDAY - DAY, value=3, of=3
                    ),
                ),
            ),
        ),
        main="main",
        final=False,
    )
    assert [point.share for point in digest.trend("main").points] == [None, 1.0]
    assert digest.trend("other") is None


def test_strangers_bound_to_nobody_are_no_staff_of_a_day():
    facts = some_facts([a_person(1)], bound(1, MARIA), [wrote(PAVEL, 3)], as_of=at(1, 12))

    assert make_report(facts, an_order()).days[1] == DayLine(day=MONDAY + DAY, messages=3, staff=0)
