"""What else would tell of a few: sums that are news, weeks before, norms that are met."""

from dataclasses import replace

import pytest

from monitor.facts.digest import Again, Digest, Trend, WeekPoint
from monitor.facts.values import WeekFigure
from monitor.levels.few import hide, hide_told, of_people, untold
from tests.cast import at
from tests.levels import ORDER as LEVELS
from tests.monitor.levels.few_people import LEAST, MAIN, ORDER, a_level, a_line, shown


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
