"""From facts to a report and a digest: whole values, made by hand."""

from dataclasses import replace
from datetime import UTC, timedelta

import pytest

from monitor.facts.digest import Digest, Trend, WeekPoint
from monitor.facts.values import (
    Blank,
    ChatLine,
    DayLine,
    Demand,
    Figure,
    NormReading,
    OtherBase,
    PersonLine,
    Report,
    Source,
    WindowSpan,
)
from monitor.jobs.loading.load import UnitOrder
from monitor.jobs.loading.week import make_digest
from monitor.report.making import make_report
from monitor.report.standing import standing_of, week_figures
from storage.records import Access, Cause, ChatKind, Dialog, ForeignLinks, Interruption
from tests.builders import (
    a_call,
    a_chat,
    a_person,
    a_unit,
    an_indicator,
    an_order,
    away,
    bound,
    some_facts,
    this_week,
    wrote,
)
from tests.cast import MARIA, MONDAY, OLGA, PAVEL, SCHOOL, WEEK, at
from tests.monitor.counting import people_who_wrote

NORM = 'norm = { threshold = 0.25, text = "не менее четверти" }'


DAY = timedelta(days=1)


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
        [a_chat(1), a_chat(2, ChatKind.PUPILS, title="5А", class_name="5А", left_at=at(1, 12))],
        [away(2, MONDAY, None)],
        missed={2: 2},
        links=(
            ForeignLinks(chat=2, messenger="viber", messages=1),
            ForeignLinks(chat=2, messenger="discord", messages=2),
        ),
        interruptions=[
            Interruption(chat=2, cause=Cause.ABSENT, since=at(1, 12).astimezone(UTC), until=None),
            Interruption(chat=None, cause=Cause.DOWN, since=at(0, 1), until=at(0, 2)),
            Interruption(chat=9, cause=Cause.BLIND, since=at(0), until=at(1)),
        ],
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
        source=Source(title="Приказ", issuer="Управление", basis="text"),
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
                demand=Demand(messages=3),
                other=OtherBase(base="present", value=1, of=1),
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
                worked=5,
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
                worked=0,
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
            ChatLine(
                id=2,
                title="5А",
                kind="pupils",
                messages=1,
                calls=0,
                missed=2,
                present=False,
                class_name="5А",
                links=3,
            ),
        ),
        blanks=(
            Blank(chat="5А", cause="absent", since=at(1, 12), until=None),
            Blank(chat=None, cause="down", since=at(0, 1), until=at(0, 2)),
            Blank(chat="№ 9", cause="blind", since=at(0), until=at(1)),
        ),
    )


UNSEEN = Interruption(chat=1, cause=Cause.ABSENT, since=at(1), until=at(2))


@pytest.mark.parametrize(
    ("values", "completeness", "incomplete"),
    [
        ({}, 1.0, False),
        ({"missed": {1: 1}}, 0.75, True),
        ({"missed": {1: 2}, "tallies": ()}, 0.0, True),
        ({"interruptions": [UNSEEN]}, 1.0, True),
        ({"interruptions": [replace(UNSEEN, cause=Cause.BLIND)]}, 1.0, True),
        ({"interruptions": [replace(UNSEEN, cause=Cause.LOST, chat=None)]}, 1.0, True),
        ({"interruptions": [replace(UNSEEN, cause=Cause.DOWN, chat=None)]}, 1.0, False),
        ({"chats": [a_chat(access=Access.UNKNOWN)]}, 1.0, True),
        ({"chats": [a_chat(access=Access.MENTIONS)]}, 1.0, True),
        ({"chats": [a_chat(access=Access.MENTIONS, left_at=at(2))]}, 1.0, False),
    ],
)
def test_what_may_have_stayed_unseen_marks_the_figures_of_activity(
    values, completeness, incomplete
):
    report = make_report(
        some_facts(**(people_who_wrote([3]) | values)),
        an_order(
            "messages = 10",
            an_indicator("registered", family="people_registered"),
            an_indicator("classes", family="classes_with_chats"),
            an_indicator("users", family="users_active"),
            an_indicator("links", family="foreign_links"),
        ),
    )

    assert report.completeness == completeness
    assert {figure.id: figure.incomplete for figure in report.figures} == {
        "main": incomplete,
        "registered": False,
        "classes": False,
        "users": incomplete,
        "links": incomplete,
    }


def test_a_minimum_is_told_with_what_it_is_of_and_what_has_no_base_names_none():
    order = an_order(
        "messages = 10",
        'base = "present"',
        an_indicator("calls", "calls = 1"),
        an_indicator("days", "days = 2"),
        an_indicator("both", "messages = 3", "calls = 1"),
        an_indicator("people", family="people_total"),
        an_indicator("pupils", family="pupils_total"),
        an_indicator("owners", 'base = "present"', family="chat_owners"),
        an_indicator("users", 'base = "present"', family="users_active"),
        an_indicator("classes", family="classes_with_chats"),
        an_indicator("links", family="foreign_links"),
    )
    report = make_report(some_facts(**people_who_wrote([1])), order)

    assert [(each.id, each.minimum, each.counts, each.base) for each in report.figures] == [
        ("main", 10, "messages", "present"),
        ("calls", 1, "calls", "all"),
        ("days", 2, "days", "all"),
        ("both", 3, "messages", "all"),
        ("people", None, "other", None),
        ("pupils", None, "other", None),
        ("owners", None, "other", "present"),
        ("users", None, "other", "present"),
        ("classes", None, "other", "all"),
        ("links", None, "other", None),
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
    kept = [
        replace(week_figures(standing_of(each)), week=week.shifted(weeks).name)
        for weeks, each in ((-2, unlike), (-1, earlier))
    ]
    digest = make_digest(UnitOrder(a_unit(), order), report, kept, final=False)

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
