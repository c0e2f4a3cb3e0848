"""Figures of a few: what is hidden above, and that nobody can subtract."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.facts.digest import Again, Digest, Trend, WeekPoint
from monitor.facts.values import (
    Among,
    Figure,
    NormReading,
    OrganisationLine,
    OtherBase,
    Report,
    WeekFigure,
    WindowSpan,
)
from monitor.levels.few import hide, hide_told, of_people, untold, without
from monitor.order_files.loading import load_order
from tests.cast import at
from tests.levels import ORDER as LEVELS

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
        figures=(WeekFigure(id=MAIN, value=value, of=of, met=value == of),),
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


@pytest.mark.parametrize(
    ("of", "was_of", "told"),
    [(5, None, True), (5, 5, True), (None, None, True), (44, 40, False), (35, 40, True)],
)
def test_a_new_sum_is_told_from_the_least_on(of, was_of, told):
    again = a_new_sum(of, was_of)

    assert untold([again], LEAST) == ((again,) if told else ())


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


def test_a_digest_hides_the_weeks_before_as_well():
    day = at(0).date()
    pairs = ((4, 4), (3, 5), (0, 0), (None, None), (0, 4))
    points = tuple(
        WeekPoint(week=f"2026-W4{n}", first=day, last=day, value=value, of=of)
        for n, (value, of) in enumerate(pairs)
    )
    spec = next(spec for spec in ORDER.indicator if not of_people(spec))
    digest = Digest(
        report=a_level(a_line("а", 3, 4), a_line("б", 9, 40)),
        trends=(Trend(figure=MAIN, points=points), Trend(figure=spec.id, points=points)),
        main=MAIN,
        final=True,
    )
    told = hide_told(digest, ORDER, LEAST)

    assert [(point.value, point.of) for point in told.trends[0].points] == [
        (None, None),
        (3, 5),
        (0, 0),
        (None, None),
        (None, None),
    ]
    assert told.trends[1] == digest.trends[1]
    assert told.report == hide(digest.report, ORDER, LEAST)
    assert shown(told.report) == {"а": "few", "б": "few"}


def with_meeting(*lines):
    """Each organisation's line with whether it met all norms: one of one, none of one, unknown."""
    stood = tuple(
        replace(
            line, figures=(*line.figures, WeekFigure(id="meeting", value=met, of=1, met=bool(met)))
        )
        for line, met in lines
    )
    level = a_level(*stood)
    figure = replace(level.figures[0], id="meeting", value=1, of=len(lines), among=None)
    return replace(level, figures=(*level.figures, figure))


def test_who_is_hidden_is_not_told_by_the_norms_met_either():
    order = LEVELS.model_copy(update={"indicator": (LEVELS.indicator[0], LEVELS.indicator[4])})
    main, meeting = (spec.id for spec in order.indicator)
    lines = [
        (replace(each, figures=(replace(each.figures[0], id=main),)), met)
        for each, met in (
            (a_line("а", 2, 3), 1),
            (a_line("б", 9, 40), 0),
            (a_line("в", 5, 12), 1),
        )
    ]
    level = with_meeting(*lines)
    level = replace(level, figures=(replace(level.figures[0], id=main), level.figures[1]))
    told = {line.unit: line.few for line in hide(level, order, LEAST).organisations}

    assert (main, meeting) == ("staff", "meeting")
    assert told == {"а": (main, meeting), "в": (main, meeting), "б": ()}
    assert hide(level, order, LEAST).figures == level.figures


def test_where_a_single_one_is_few_another_one_is_hidden_with_it():
    """Of norms met, where the only other organisation has no people to be counted among."""
    order = LEVELS.model_copy(update={"indicator": (LEVELS.indicator[0], LEVELS.indicator[4])})
    lines = [
        (replace(each, figures=(replace(each.figures[0], id="staff"),)), met)
        for each, met in (
            (a_line("а", 2, 3), 1),
            (a_line("б", None, None), 0),
            (a_line("в", None, None), 0),
        )
    ]
    level = with_meeting(*lines)
    level = replace(level, figures=(replace(level.figures[0], id="staff"), level.figures[1]))
    told = {line.unit: line.few for line in hide(level, order, LEAST).organisations}

    assert told == {"а": ("staff", "meeting"), "б": ("meeting",), "в": ()}
