"""What holds of every order and every week: shares, bases, more messages, any order of arrival."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.facts.assembling import assemble
from monitor.facts.values import Report
from monitor.indicators.judging import Judge
from monitor.indicators.people import requirements
from monitor.orders.model import IndicatorSpec, Order
from monitor.report.making import make_report
from tests.builders import an_order
from tests.monitor.indicators.made_up_weeks import COUNTED, raws, specs, tallies
from tests.tries import tries

MADE = settings(max_examples=tries(120), deadline=None)


def report_of(facts, *some: IndicatorSpec) -> Report:
    order: Order = an_order().model_copy(update={"indicator": some})
    return make_report(facts, order)


@given(raws(), st.lists(specs(), min_size=1, max_size=4))
@MADE
def test_a_share_is_between_nothing_and_everybody_and_no_data_tells_why(facts, some):
    for figure in report_of(facts, *some).figures:
        if figure.value is None:
            assert (figure.share, figure.missing is not None) == (None, True)
        else:
            assert figure.value >= 0
            assert figure.missing is None
            assert figure.of is None or figure.value <= figure.of
            assert figure.share is None or 0 <= figure.share <= 1


@given(raws(), specs(tuple(f.name for f in COUNTED if f.either_base)))
@MADE
def test_the_present_are_among_all(facts, spec):
    everybody, present = (
        report_of(facts, spec.model_copy(update={"base": base})).figures[0]
        for base in ("all", "present")
    )

    assert (present.of or 0) <= (everybody.of or 0)
    if present.value is not None and everybody.value is not None:
        assert present.value <= everybody.value
        assert everybody.value - present.value <= everybody.of - present.of
    if everybody.other is not None:
        assert (everybody.other.value, everybody.other.of) == (present.value, present.of)


GROWING = ("people_active", "pupils_active", "parents_active", "users_active", "chats_active")


@given(raws(), specs(GROWING), tallies)
@MADE
def test_one_more_message_never_lowers_a_count_of_the_active(facts, spec, one):
    more = assemble(
        replace(facts.raw, tallies=(*facts.raw.tallies, one)),
        facts.week,
        facts.as_of,
        participants=facts.participants,
    )
    before, after = report_of(facts, spec).figures[0], report_of(more, spec).figures[0]

    assert before.value is None or after.value >= before.value
    assert before.of is None or after.of == before.of


@given(raws(), specs(("people_active",)))
@MADE
def test_a_scaled_minimum_is_never_more_than_the_minimum(facts, spec):
    plain = spec.model_copy(update={"scaled": False})
    judge = Judge(facts, an_order())
    for person in judge.slice(spec).people:
        whole = {each.counts: each for each in requirements(person, judge.slice(spec), plain)}
        scaled = requirements(person, judge.slice(spec), spec.model_copy(update={"scaled": True}))

        assert all(0 < each.needed <= whole[each.counts].needed for each in scaled)
        assert all(each.done == whole[each.counts].done for each in scaled)


@given(raws(), specs(("people_active",)))
@MADE
def test_who_is_short_is_told_what_is_missing_and_only_he(facts, spec):
    """Of the present: who is counted is not short, and who is short is not counted."""
    report = report_of(facts, spec.model_copy(update={"base": "all"}))
    [figure] = report.figures
    short = [line for line in report.people if line.short]

    assert all(any(each.done < each.needed for each in line.asked) for line in short)
    assert not any(line.asked for line in report.people if not line.short)
    assert figure.value is None or len(short) <= figure.of - figure.value


SHUFFLED = (
    "tallies",
    "calls",
    "persons",
    "bindings",
    "absences",
    "chats",
    "classes",
    "interruptions",
    "vacations",
    "links",
)


@given(raws(), st.lists(specs(), min_size=1, max_size=3), st.randoms(use_true_random=False))
@MADE
def test_in_whatever_order_storage_tells_things_the_report_is_the_same(facts, some, random):
    shuffled = {}
    for name in SHUFFLED:
        values = list(getattr(facts.raw, name))
        random.shuffle(values)
        shuffled[name] = tuple(values)
    again = assemble(
        replace(facts.raw, **shuffled), facts.week, facts.as_of, participants=facts.participants
    )
    one, other = report_of(facts, *some), report_of(again, *some)

    assert (one.figures, one.days, one.completeness) == (
        other.figures,
        other.days,
        other.completeness,
    )
    assert sorted(one.people, key=by_id) == sorted(other.people, key=by_id)
    assert sorted(one.chats, key=by_id) == sorted(other.chats, key=by_id)


def by_id(line):
    return line.id
