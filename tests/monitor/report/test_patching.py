"""A correction of a closed week: what it reaches changes, everything else says what it said."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from monitor.facts.assembling import assemble
from monitor.facts.values import Requirement
from monitor.indicators.judging import Judge
from monitor.order_files.loading import parse_order
from monitor.report.codec import decode_facts, decode_report, encode_facts, encode_report
from monitor.report.kept import keep
from monitor.report.making import report_of
from monitor.report.older import made_up
from monitor.report.patching import confirmed, corrected
from storage.records import Correction, Vacation
from tests.builders import a_chat, a_class, a_person, away, bound, some_facts, this_week, wrote
from tests.cast import MONDAY, SCHOOL, WEEK

NORM = 'norm = { threshold = 0.5, text = "половина" }'
ORDER = parse_order(
    f"""
id = "made-up"
title = "Приказ"
issuer = "Управление"
main = "ten"
counting = {{ rule = "Считаются сообщения." }}
schedule = {{ close = "monday 09:00" }}

[[indicator]]
id = "ten"
family = "people_active"
title = "Десять"
messages = 10
base = "present"
personal = true
{NORM}

[[indicator]]
id = "three"
family = "people_active"
title = "Три"
messages = 3

[[indicator]]
id = "call"
family = "people_active"
title = "Звонок"
calls = 1

[[indicator]]
id = "idle"
family = "people_inactive"
title = "Молчат"
norm = {{ at_most = 1, text = "не больше одного" }}

[[indicator]]
id = "scaled"
family = "people_active"
title = "По дням"
messages = 10
scaled = true

[[indicator]]
id = "pupils_chats"
family = "people_active"
title = "В чатах учеников"
messages = 1
chats = ["pupils"]

[[indicator]]
id = "today"
family = "people_active"
title = "За день"
messages = 1
window = "day"

[[indicator]]
id = "users"
family = "users_active"
title = "Педагоги и ученики"

[[indicator]]
id = "diary"
family = "confirmed"
title = "Дневник"
norm = {{ threshold = 0.9, text = "девять из десяти" }}
""",
    "made-up",
)

IVAN, MARIA, OLGA, PAVEL = 1, 2, 3, 4
PEOPLE = [a_person(number, f"Лицо {number}") for number in (IVAN, MARIA, OLGA, PAVEL)]
WEEK_OFF = [away(PAVEL, MONDAY, None)]


def a_correction(person=None, messages=0, calls=0, **more):
    return Correction(
        id=0,
        unit=SCHOOL,
        week=WEEK,
        person=person,
        figure=more.pop("figure", ""),
        messages=messages,
        calls=calls,
        comment="Журнал звонков",
        made_at=datetime(2026, 11, 24, tzinfo=UTC),
        **more,
    )


def facts_of(corrections=(), counts=(10, 9, 0, 0), absences=WEEK_OFF):
    """The school's week; whose place is ``counts`` wrote so much."""
    return some_facts(
        PEOPLE,
        [each for person in PEOPLE[:3] for each in bound(person.id, 100 + person.id)],
        [wrote(100 + person.id, n) for person, n in zip(PEOPLE, counts, strict=True) if n],
        chats=[a_chat()],
        absences=absences,
        classes=[a_class("5А")],
        corrections=tuple(corrections),
    )


def closed(facts=None, **more):
    """A closed week's report, as it comes out of storage, and what is kept of its facts."""
    judge = Judge(facts or facts_of(**more), ORDER)
    report = decode_report(encode_report(report_of(judge, closed=True)))
    return report, decode_facts(encode_facts(keep(judge, {})))


def before_facts_were_kept(facts=None, **more):
    """The same week, closed by a version that kept the report alone."""
    report, _ = closed(facts, **more)
    return report, made_up(report, ORDER, this_week(), None)


WAYS = pytest.mark.parametrize("closed", [closed, before_facts_were_kept])


def patched(week, new, order=ORDER):
    report, _ = corrected(*week, order, this_week(), new)
    return report


def values(report):
    return {each.id: (each.value, each.of) for each in report.figures}


def changes(before, after):
    """What another value has now, with the value."""
    return {name: value for name, value in values(after).items() if value != values(before)[name]}


@WAYS
def test_the_tenth_message_confirmed_outside_meets_the_norm(closed):
    before, kept = closed()
    after = patched((before, kept), a_correction(MARIA, messages=1))

    assert changes(before, after) == {"ten": (2, 3), "scaled": (2, 4)}
    assert (before.figure("ten").norm.met, after.figure("ten").norm.met) == (False, True)
    maria = next(line for line in after.people if line.id == MARIA)
    assert (maria.messages, maria.corrected, maria.short, maria.asked) == (10, True, False, ())


@WAYS
def test_a_correction_that_is_not_enough_changes_the_person_only(closed):
    before, kept = closed(counts=(10, 5, 0, 0))
    after = patched((before, kept), a_correction(MARIA, messages=2))

    assert changes(before, after) == {}
    maria = next(line for line in after.people if line.id == MARIA)
    assert (maria.messages, maria.short) == (7, True)
    assert maria.asked == (Requirement(counts="messages", done=7, needed=10),)


@WAYS
def test_a_call_confirmed_outside_wakes_the_idle(closed):
    before, kept = closed()
    after = patched((before, kept), a_correction(OLGA, calls=1))

    assert changes(before, after) == {"call": (1, 4), "idle": (1, 4)}
    assert (before.figure("idle").norm.met, after.figure("idle").norm.met) == (False, True)


@WAYS
def test_somebody_away_counts_in_the_base_of_all_and_not_in_that_of_those_present(closed):
    before, kept = closed()
    after = patched((before, kept), a_correction(PAVEL, messages=10))
    ten = after.figure("ten")
    users = {} if closed is before_facts_were_kept else {"users": (3, 29)}

    assert changes(before, after) == {"three": (3, 4), "scaled": (2, 4)} | users
    assert (ten.value, ten.of, ten.other.value, ten.other.of) == (1, 3, 2, 4)


def test_pupils_and_those_who_teach_them_are_counted_again_where_facts_were_kept():
    """With the report alone nobody knows how many of those counted were pupils."""
    new = a_correction(OLGA, messages=1)
    now, then = (patched(way(), new).figure("users") for way in (closed, before_facts_were_kept))

    assert (now.value, now.of, now.corrected) == (3, 29, True)
    assert then == closed()[0].figure("users")


@WAYS
def test_what_it_does_not_reach_stays_to_the_letter(closed):
    before, kept = closed()
    after = patched((before, kept), a_correction(MARIA, messages=10, calls=5))
    names = ("pupils_chats", "today", "diary")

    assert [after.figure(name) for name in names] == [before.figure(name) for name in names]
    assert [line for line in after.people if line.id != MARIA] == [
        line for line in before.people if line.id != MARIA
    ]
    assert replace(after, figures=(), people=()) == replace(before, figures=(), people=())


@WAYS
def test_one_correction_after_another_and_its_taking_back_lead_home(closed):
    before, kept = closed()
    there = corrected(before, kept, ORDER, this_week(), a_correction(MARIA, messages=5, calls=1))
    again = patched(there, a_correction(MARIA, messages=-5, calls=-1))

    assert values(again) == values(before)
    assert {line.id: (line.messages, line.short, line.asked) for line in again.people} == {
        line.id: (line.messages, line.short, line.asked) for line in before.people
    }


def stricter(messages):
    """An order that asks for more messages of the ten, and is otherwise called."""
    return ORDER.model_copy(
        update={
            "indicator": tuple(
                spec.model_copy(update={"messages": messages, "title": "Иначе"})
                if spec.id == "ten"
                else spec
                for spec in ORDER.indicator
            )
        }
    )


@WAYS
def test_an_order_that_asks_for_more_today_does_not_judge_a_closed_week_anew(closed):
    report, kept = closed()
    if closed is before_facts_were_kept:
        kept = made_up(report, stricter(50), this_week(), None)
    ten = patched((report, kept), a_correction(MARIA, messages=1), stricter(50)).figure("ten")

    assert (ten.value, ten.title) == (2, "Десять")


def test_what_this_version_counts_no_more_stays_as_it_was():
    report, kept = closed()
    specs = tuple(
        spec | {"ten": {"family": "gone"}, "three": {"colour": "red"}}.get(spec["id"], {})
        for spec in kept.specs
    )
    after = patched((report, structs.replace(kept, specs=specs)), a_correction(OLGA, messages=10))

    assert changes(report, after) == {"idle": (1, 4), "scaled": (2, 4), "users": (3, 29)}


@pytest.mark.parametrize(("value", "met"), [(89, False), (90, True)])
def test_a_figure_that_somebody_confirms_takes_his_word(value, met):
    before, _ = closed()
    after = confirmed(before, a_correction(figure="diary", value=value, of=100))
    diary = after.figure("diary")

    assert (before.figure("diary").value, before.figure("diary").missing) == (None, "outside")
    assert changes(before, after) == {"diary": (value, 100)}
    assert (diary.norm.met, diary.missing) == (met, None)
    assert after.people == before.people


@given(
    st.tuples(*[st.integers(0, 12)] * 4),
    st.sampled_from([IVAN, MARIA, OLGA, PAVEL]),
    st.integers(0, 12),
    st.integers(0, 2),
)
def test_of_a_report_alone_is_made_what_it_had_said_corrected_before_it_was_closed(
    counts, person, messages, calls
):
    """Of what its people tell; with facts kept, of everything (test_kept.py)."""
    new = a_correction(person, messages=messages, calls=calls)
    late = patched(before_facts_were_kept(counts=counts), new)
    early, _ = closed(counts=counts, corrections=[new])
    reached = ("ten", "three", "call", "idle", "scaled")

    assert [late.figure(name) for name in reached] == [early.figure(name) for name in reached]
    assert late.people == early.people


@WAYS
def test_a_week_without_school_judges_nobody_after_a_correction_either(closed):
    facts, week = facts_of(), this_week()
    resting = assemble(
        replace(facts.raw, vacations=(all_week(week),)), week, week.end, participants=False
    )
    before, kept = closed(resting)
    after = patched((before, kept), a_correction(MARIA, messages=1))

    assert before.resting is True
    assert after.figure("ten").norm.met is None
    assert all(not line.short for line in after.people)


def all_week(week):
    return Vacation(unit=SCHOOL, class_name="", first=week.first, last=week.last)
