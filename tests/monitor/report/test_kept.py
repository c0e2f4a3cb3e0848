"""A closed week corrected says what closing it with the correction had said, whatever happened."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.facts.assembling import assemble
from monitor.facts.values import WeekFigure
from monitor.indicators import FAMILIES
from monitor.indicators.judging import Judge
from monitor.orders.model import NormSpec
from monitor.orders.own_norms import NORM
from monitor.report.codec import decode_facts, decode_report, encode_facts, encode_report
from monitor.report.kept import KeptPerson, keep
from monitor.report.making import report_of
from monitor.report.patching import confirmed, corrected
from monitor.time.week import month_until
from storage.records import ChatKind, Correction
from tests.builders import (
    a_chat,
    a_class,
    a_person,
    an_order,
    bound,
    some_facts,
    this_week,
    wrote,
)
from tests.cast import SCHOOL, WEEK, at
from tests.monitor.indicators.made_up_weeks import COUNTED, corrections, raws, specs
from tests.tries import tries

MADE = settings(max_examples=tries(80), deadline=None)
CORRECTABLE = tuple(each.name for each in FAMILIES if each.correctable)
NORMS = st.sampled_from(
    [
        None,
        NormSpec(text="половина", threshold=0.5),
        NormSpec(text="двое", at_least=2),
        NormSpec(text="не больше одного", at_most=1),
        NormSpec(text="рост", growth=0.0),
        NormSpec(text="рост на пункт", growth_points=1),
    ]
)


@st.composite
def asked(draw):
    """Indicators of an order, each with a norm or none; those corrections reach come often."""
    reached = specs(CORRECTABLE) | specs(tuple(each.name for each in COUNTED))
    found = []
    for number, spec in enumerate(draw(st.lists(reached, min_size=1, max_size=5))):
        month = spec.personal and draw(st.booleans())
        more = {
            "id": f"figure_{number}",
            "norm": draw(NORMS),
            "adjustable": draw(st.booleans()),
            "messages_a_day": draw(st.sampled_from([None, 3])) if spec.days else None,
            "window": "month" if month else spec.window,
        }
        found.append(spec.model_copy(update=more))
    return tuple(found)


def judged(facts, order, more=()):
    """The facts of the week and of its month at its end, with more corrections."""
    week = this_week()
    raw = replace(
        facts.raw,
        corrections=(*facts.raw.corrections, *more),
        settings={f"{NORM}figure_0": "0.75", "quiet": "18:00"},
    )
    whole, month = (
        assemble(raw, week, week.end, participants=False, span=span)
        for span in (week, month_until(week))
    )
    return Judge(replace(whole, month=month), order)


def closed(judge, before):
    """A closed week's report and facts, as they come out of storage."""
    report = report_of(judge, closed=True, before=before)
    kept = keep(judge, before)
    return decode_report(encode_report(report)), decode_facts(encode_facts(kept))


BEFORE = {
    f"figure_{number}": WeekFigure(value, of, id=f"figure_{number}")
    for number, (value, of) in enumerate([(1, 3), (2, 4), (None, None), (0, 5)])
}


@MADE
@given(raws(), asked(), corrections)
def test_a_correction_after_the_closing_and_one_before_it_leave_the_same(facts, some, new):
    if new.person not in {each.id for each in facts.raw.persons}:
        return
    order = an_order().model_copy(update={"indicator": some})
    report, kept = closed(judged(facts, order), BEFORE)
    late = corrected(report, kept, an_order("messages = 50"), this_week(), new)

    assert late == closed(judged(facts, order, [new]), BEFORE)


@MADE
@given(raws(), asked(), st.lists(corrections, min_size=2, max_size=3))
def test_corrections_one_after_another_are_corrections_together(facts, some, many):
    known = {each.id for each in facts.raw.persons}
    order = an_order().model_copy(update={"indicator": some})
    made = [each for each in many if each.person in known]
    found = closed(judged(facts, order), BEFORE)
    for each in made:
        found = corrected(*found, order, this_week(), each)

    assert found == closed(judged(facts, order, made), BEFORE)


@MADE
@given(raws(), asked(), corrections, st.sampled_from(["2026-W44", "2026-W46", "2026-W48"]))
def test_a_correction_of_another_week_changes_months_alone(facts, some, new, week):
    """The first of these weeks is October's, and the last one later than the closed week."""
    if new.person not in {each.id for each in facts.raw.persons}:
        return
    order = an_order().model_copy(update={"indicator": some})
    report, kept = closed(judged(facts, order), BEFORE)
    after, _ = corrected(report, kept, order, this_week(), replace(new, week=week))
    pairs = list(zip(report.figures, after.figures, strict=True))

    assert all(now == was or (week, was.window) == ("2026-W46", "month") for was, now in pairs)
    assert week == "2026-W46" or after == report


@MADE
@given(raws(), st.integers(0, 9), st.none() | st.integers(9, 12), NORMS)
def test_a_figure_confirmed_after_the_closing_is_one_confirmed_before_it(facts, value, of, norm):
    spec = (
        an_order()
        .indicator[0]
        .model_copy(
            update={"id": "figure_1", "family": "confirmed", "messages": None, "norm": norm}
        )
    )
    order = an_order().model_copy(update={"indicator": (spec,)})
    new = Correction(
        id=1,
        unit=SCHOOL,
        week=WEEK,
        person=None,
        figure="figure_1",
        value=value,
        of=of,
        made_at=at(8),
    )
    report, _ = closed(judged(facts, order), BEFORE)
    early, _ = closed(judged(facts, order, [new]), BEFORE)

    assert confirmed(report, new) == early


def test_who_may_not_be_idle_is_known_after_the_closing_too():
    [ten] = an_order("messages = 10").indicator
    idle = ten.model_copy(
        update={
            "family": "people_inactive",
            "messages": None,
            "norm": NormSpec(text="никого", at_most=0),
        }
    )
    order = an_order().model_copy(update={"indicator": (idle,)})
    facts = some_facts(
        [a_person(1), a_person(2, "Уткин"), a_person(3, "Юдина")],
        bound(1, 11) + bound(2, 12),
        [wrote(11, 5), wrote(-7_000_000, 1)],
    )
    new = Correction(id=1, unit=SCHOOL, week=WEEK, person=2, figure="", calls=1, made_at=at(8))
    found = closed(judged(facts, order), {})
    [before] = found[0].figures
    late, _ = corrected(*found, order, this_week(), new)
    [after] = late.figures

    assert (before.value, before.possible, before.norm.met) == (2, -1, False)
    assert (after.value, after.possible, after.norm.met) == (1, -1, False)


def test_nobody_is_named_in_what_is_kept_and_strangers_are_totals():
    [ten] = an_order("messages = 10").indicator
    users = ten.model_copy(update={"id": "users", "family": "users_active", "messages": 2})
    order = an_order().model_copy(update={"indicator": (ten, users)})
    facts = some_facts(
        [a_person(17, "Петрова Мария Петровна", position="Учитель физики")],
        bound(17, 7_104_104),
        [wrote(7_104_104, 5), *(wrote(-7_000_000 - n, n, chat=2) for n in range(1, 5))],
        chats=[a_chat(owner=7_104_104), a_chat(2, ChatKind.PUPILS)],
        classes=[a_class("5А", 25)],
        members={1: frozenset({7_104_104})},
        settings={"quiet": "18:00"},
    )
    judge = Judge(facts, order)
    kept = keep(judge, BEFORE)
    text = encode_facts(kept)

    assert kept.people == (KeptPerson(id=17, role="учитель"),)
    assert [each.others for each in kept.slices] == [{ChatKind.PUPILS: {2: 3}}]
    assert not [each for each in ("71041", "Петрова", "физики", "70000", "quiet") if each in text]
