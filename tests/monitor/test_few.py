"""Figures of a few: what is hidden above, and that nobody can subtract."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.digest import Again
from monitor.few import hide, of_people, untold
from monitor.orders.loading import load_order
from monitor.report import Among, Figure, OrganisationLine, Report, Stood, WindowSpan
from tests.cast import at

ORDER = load_order("perm")
MAIN = ORDER.main
LEAST = 5


def a_line(name: str, value: int | None, of: int | None) -> OrganisationLine:
    return OrganisationLine(
        unit=name,
        name=name,
        kind="school",
        state="closed",
        completeness=1.0,
        figures=(Stood(id=MAIN, value=value, of=of, met=value == of),),
        reporting=1,
        listed=1,
    )


def a_level(*lines: OrganisationLine) -> Report:
    """A level whose main figure is the sum of its lines."""
    known = [line.figures[0] for line in lines if line.figures[0].value is not None]
    figure = Figure(
        id=MAIN,
        title="Норма 10",
        value=sum(each.value or 0 for each in known) if known else None,
        of=sum(each.of or 0 for each in known) if known else None,
        base="all",
        norm=None,
        among=Among(met=1, unmet=1, unknown=0),
    )
    return Report(
        unit="perm",
        unit_name="Пермь",
        unit_kind="municipality",
        order="perm",
        order_title="Приказ",
        rule="",
        window=WindowSpan(week="2026-W47", start=at(0), end=at(7), as_of=at(7), closed=True),
        completeness=1.0,
        figures=(figure,),
        people=(),
        days=(),
        chats=(),
        organisations=lines,
    )


def shown(report: Report) -> dict[str, tuple[int | None, int | None] | str]:
    return {
        line.unit: "few" if MAIN in line.few else (line.figures[0].value, line.figures[0].of)
        for line in report.organisations
    }


def test_enough_people_are_told_as_they_are():
    level = a_level(a_line("а", 5, 5), a_line("б", 3, 40))

    assert hide(level, ORDER, LEAST) == level


def test_a_small_organisation_is_hidden_and_the_next_smallest_so_that_nobody_subtracts():
    level = a_level(a_line("а", 2, 3), a_line("б", 9, 40), a_line("в", 5, 12), a_line("г", 1, 90))
    told = hide(level, ORDER, LEAST)

    assert shown(told) == {"а": "few", "в": "few", "б": (9, 40), "г": (1, 90)}
    assert told.figures == level.figures
    assert [line.figures[0].met for line in told.organisations if line.few] == [None, None]


def test_two_small_ones_hide_each_other_only_when_they_are_enough_together():
    assert shown(
        hide(a_level(a_line("а", 1, 3), a_line("б", 2, 2), a_line("в", 5, 9)), ORDER, 5)
    ) == {
        "а": "few",
        "б": "few",
        "в": (5, 9),
    }
    assert shown(
        hide(a_level(a_line("а", 1, 1), a_line("б", 2, 2), a_line("в", 5, 9)), ORDER, 5)
    ) == {
        "а": "few",
        "б": "few",
        "в": "few",
    }


def test_the_sum_of_a_few_is_hidden_as_well():
    told = hide(a_level(a_line("а", 2, 3), a_line("б", None, None)), ORDER, LEAST)
    [figure] = told.figures

    assert (figure.value, figure.of, figure.missing, figure.among) == (None, None, "few", None)
    assert shown(told) == {"а": "few", "б": (None, None)}


def test_no_data_stays_no_data_and_one_switches_it_off():
    level = a_level(a_line("а", 1, 1), a_line("б", 0, 0), a_line("в", None, None))

    assert hide(level, ORDER, 1) == level


def test_what_is_hidden_stands_last_where_organisations_are_ranked():
    ranked = ORDER.model_copy(update={"ranking": True})
    level = a_level(a_line("я", 4, 4), a_line("б", 4, 4), a_line("в", 1, 90), a_line("г", 50, 90))

    assert list(shown(hide(level, ranked, LEAST))) == ["г", "в", "б", "я"]


organisations = st.lists(
    st.integers(0, 30).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))), max_size=8
)


@given(organisations, st.integers(1, 12))
def test_nothing_of_a_few_can_be_had_by_subtracting(pairs, least):
    level = a_level(*(a_line(f"o{at:02}", *pair) for at, pair in enumerate(pairs)))
    told = hide(level, ORDER, least)
    [figure] = told.figures
    seen = [line.figures[0] for line in told.organisations if MAIN not in line.few]
    hidden = [line for line in told.organisations if MAIN in line.few]

    assert all(each.of in (None, 0) or each.of >= least for each in seen)
    if figure.of is not None and hidden:
        rest = figure.of - sum(each.of or 0 for each in seen)
        assert rest >= least
        assert len(hidden) > 1
    if figure.missing == "few":
        assert sum(of for _, of in pairs) < least
    assert hide(told, ORDER, least) == told


@pytest.mark.parametrize("spec", ORDER.indicator, ids=lambda spec: spec.id)
def test_chats_and_organisations_are_no_people(spec):
    people = ("people_", "users_", "pupils_active", "parents_active", "chat_owners", "confirmed")

    assert of_people(spec) == (spec.family.startswith(people) and spec.family != "people_total")


def test_a_figure_that_no_order_asks_for_any_more_may_be_of_people():
    level = a_level(a_line("а", 2, 3), a_line("б", 9, 40))
    other = ORDER.model_copy(update={"indicator": ()})
    told = hide(level, replace_main(other), LEAST)

    assert shown(told) == {"а": "few", "б": "few"}


def replace_main(order):
    """An order that asks for nothing; nothing is ranked by it."""
    return order.model_copy(update={"ranking": False})


def a_new_sum(of, was_of, value=9, was=8):
    first = at(0).date()
    return Again(
        week="2026-W46",
        first=first,
        last=first,
        title="Норма 10",
        value=value,
        of=of,
        reporting=2,
        listed=2,
        was=was,
        was_of=was_of,
        was_reporting=1,
    )


@pytest.mark.parametrize(
    ("of", "was_of", "told"), [(43, 40, False), (45, 40, True), (40, 40, True), (37, 40, False)]
)
def test_a_new_sum_is_not_told_when_it_tells_of_a_late_organisation_of_a_few(of, was_of, told):
    assert bool(untold([a_new_sum(of, was_of)], LEAST)) is told


def test_the_sum_of_a_few_is_no_news():
    assert untold([a_new_sum(4, None)], LEAST) == ()
