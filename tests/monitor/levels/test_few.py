"""Figures of a few: what is hidden above, and that nobody can subtract."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.facts.values import NormReading, OtherBase, WeekFigure
from monitor.levels.few import hide, of_people, without
from tests.monitor.levels.few_people import LEAST, MAIN, ORDER, a_level, a_line, shown


def test_enough_people_are_told_as_they_are():
    level = a_level(a_line("а", 5, 5), a_line("б", 3, 40))

    assert hide(level, ORDER, LEAST) == level


def test_a_small_organisation_is_hidden_and_the_next_smallest_so_that_nobody_subtracts():
    level = a_level(a_line("а", 2, 3), a_line("б", 9, 40), a_line("в", 5, 12), a_line("г", 1, 90))
    told = hide(level, ORDER, LEAST)

    assert shown(told) == {"а": "few", "в": "few", "б": (9, 40), "г": (1, 90)}
    assert told.figures == level.figures
    assert [line.figures[0].met for line in told.organisations if line.few] == [None, None]


def test_of_a_line_only_the_figures_of_a_few_are_hidden():
    chats = WeekFigure(id="chats", value=3, of=4, met=True)
    lines = [a_line("а", 2, 3), a_line("б", 9, 40)]
    level = a_level(*(replace(each, figures=(*each.figures, chats)) for each in lines))

    assert [line.figures for line in hide(level, ORDER, LEAST).organisations] == [
        (WeekFigure(id=MAIN, value=None, of=None), chats)
    ] * 2


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
    unknown = a_level(a_line("а", None, 3), a_line("б", None, None))
    figure = replace(unknown.figures[0], value=None, of=3, missing="members")
    unknown = replace(unknown, figures=(figure,))

    assert hide(level, ORDER, 1) == level
    assert hide(unknown, ORDER, LEAST) == unknown


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


@pytest.mark.parametrize(("of", "hidden"), [(4, True), (5, False)])
def test_the_least_number_of_people_is_told(of, hidden):
    level = a_level(a_line("а", 3, of))
    [figure] = hide(level, ORDER, LEAST).figures

    assert (figure.missing, figure.value) == (("few", None) if hidden else (None, 3))


def test_a_level_hides_of_an_organisation_s_own_figure_all_that_tells_it():
    norm = NormReading(text="половина", threshold=0.5, met=True, before=0.25)
    level = a_level(a_line("а", 3, 4))
    figure = replace(
        level.figures[0],
        norm=norm,
        incomplete=True,
        corrected=True,
        other=OtherBase(base="present", value=2, of=3),
    )
    other = replace(figure, id="other")
    told = without(replace(level, figures=(figure, other)), [MAIN])

    assert told.figures == (
        replace(
            figure,
            value=None,
            of=None,
            norm=replace(norm, met=None, before=None),
            incomplete=False,
            corrected=False,
            other=None,
            missing="few",
            among=None,
        ),
        other,
    )
    assert without(level, []) == level
