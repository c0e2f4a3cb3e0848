"""A level's figures: summed from the organisations below it, each judged by its own order."""

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.facts.values import Among, NormReading, WeekFigure
from monitor.levels.rollup import rollup
from tests.cast import at
from tests.levels import CITY, ORDER, WEEK, a_level_digest, level, municipality, organisation, unit
from tests.monitor.levels.altering import altered, told, with_indicators


def test_a_level_sums_values_and_bases_of_those_who_have_data():
    report = level("Пермь", CITY)
    assert {figure.id: (figure.value, figure.of) for figure in report.figures} == {
        "staff": (24 + 10 + 30 + 9, 43 + 40 + 40 + 17),
        "schools": (3, 4),
        "teachers": (20 + 9 + 28, 30 + 30 + 30),
        "chats": (4 + 3 + 2 + 6, 5 + 3 + 4 + 6),
        "meeting": (3, 4),
    }


def test_the_norm_is_read_on_the_sum_and_beside_it_stands_who_meets_it():
    figure = level("Пермь", CITY).figure("staff")
    assert figure.norm == NormReading(text="пишет половина сотрудников", threshold=0.5, met=True)
    assert figure.among == Among(met=3, unmet=1, unknown=1)
    assert level("Пермь", CITY).figure("meeting").among == Among(met=3, unmet=1, unknown=1)
    assert level("Пермь", CITY).figure("chats").among is None


def test_one_torn_organisation_makes_the_sum_incomplete_and_the_lowest_completeness_is_told():
    report = level("Пермь", CITY)
    assert (report.figure("staff").incomplete, report.completeness) == (True, 0.97)
    assert report.figure("chats").incomplete is False
    assert level("Пермь", CITY[3:4]).completeness is None


def test_an_organisation_on_vacation_is_told_as_such_and_neither_counted_nor_unknown():
    first, *others = CITY
    figures = tuple(replace(each, resting=True, met=None) for each in first.week.figures)
    resting = replace(first, week=replace(first.week, figures=figures))
    report, without = level("Пермь", [resting, *others]), level("Пермь", others)

    for name in ("staff", "teachers", "chats", "meeting"):
        assert told(report, name) == told(without, name)
    assert told(report, "schools") == (3, 4, None)
    line = next(each for each in report.organisations if each.unit == first.unit.id)
    assert (line.state, line.figure("staff").value) == ("resting", None)


def test_each_organisation_has_a_line_by_name_within_its_kind():
    report = level("Пермь", CITY)
    assert [
        (line.name, line.state, line.completeness, line.reporting, line.listed)
        for line in report.organisations
    ] == [
        ("СОШ № 2", "closed", 0.97, 1, 1),
        ("СОШ № 5", "none", None, 0, 1),
        ("СОШ № 7", "late", 1.0, 1, 1),
        ("СОШ № 12", "closed", 1.0, 1, 1),
        ("Техникум", "closed", 1.0, 1, 1),
    ]
    assert report.organisations[4].figure("teachers") is None  # not asked of colleges
    assert report.organisations[1].figure("staff") == WeekFigure(id="staff", value=None, of=None)
    assert (report.people, report.chats, report.days) == ((), (), ())


def test_an_order_may_rank_by_the_main_share_with_the_unknown_last():
    ranked = altered('main = "staff"', 'main = "staff"\nranking = true')
    names = [line.name for line in level("Пермь", CITY, order=ranked).organisations]
    assert names == ["СОШ № 7", "СОШ № 12", "Техникум", "СОШ № 2", "СОШ № 5"]


def test_in_a_running_week_only_those_behind_the_moment_are_late():
    children = (
        organisation("А", (1, 2), closed=False, as_of=at(4, 16)),
        organisation("Б", (1, 2), closed=False, as_of=at(4, 15)),
        organisation("В", (1, 2)),
    )
    report = level("Пермь", children, closed=False, as_of=at(4, 16))
    assert [line.state for line in report.organisations] == ["running", "late", "closed"]


def test_a_region_sums_its_municipalities():
    halves = (municipality("Восток", CITY[:2]), municipality("Запад", CITY[2:]))
    region, direct = level("Край", halves, kind="region"), level("Край", CITY)
    for name in ("staff", "schools", "teachers", "chats", "meeting"):
        assert told(region, name) == told(direct, name)
    assert [(line.name, line.reporting, line.listed) for line in region.organisations] == [
        ("Восток", 2, 2),
        ("Запад", 2, 3),
    ]
    assert region.organisations[0].figure("staff").among == Among(met=1, unmet=1, unknown=0)


def test_an_organisation_that_counts_otherwise_is_not_summed_and_stays_unknown():
    other = altered("messages = 3", "messages = 10")
    children = (CITY[0], organisation("СОШ № 9", (40, 40), order=other))
    report = level("Пермь", children)
    assert told(report, "staff") == (24, 43, Among(met=1, unmet=0, unknown=1))


def test_another_title_or_norm_counts_alike_and_judges_by_the_organisations_own_order():
    stricter = altered("threshold = 0.5", "threshold = 0.9")
    children = (CITY[0], organisation("СОШ № 9", (30, 40), order=stricter, threshold=0.9))
    assert told(level("Пермь", children), "staff") == (54, 83, Among(met=1, unmet=1, unknown=0))


def test_without_anybody_below_nothing_is_known():
    report = level("Пермь", ())
    assert [(figure.value, figure.of, figure.missing) for figure in report.figures] == [
        (None, None, "below")
    ] * 5
    assert report.figure("staff").norm.met is None
    assert report.completeness is None


def test_a_count_is_demanded_of_each_organisation_and_not_of_their_sum():
    order = altered(
        'title = "Активные чаты"',
        'title = "Активные чаты"\nnorm = { at_least = 3, text = "не менее трёх" }',
    )
    stood = CITY[0].week
    few = replace(
        stood,
        figures=(*stood.figures[:2], WeekFigure(id="chats", value=2, of=5, met=False)),
    )
    children = [replace(CITY[0], order=order, week=few), replace(CITY[1], order=order)]
    figure = level("Пермь", children, order=order).figure("chats")
    assert (figure.value, figure.norm) == (5, None)
    assert figure.among == Among(met=0, unmet=1, unknown=1)


@pytest.mark.parametrize(
    ("first", "second", "counted"),
    [
        (True, True, (1, 1)),
        (True, False, (0, 1)),
        (None, False, (0, 1)),
        (True, None, (None, None)),
    ],
)
def test_meeting_all_norms_is_open_while_one_is_unknown_and_none_is_missed(first, second, counted):
    order = altered(
        'title = "Активные чаты"',
        'title = "Активные чаты"\nnorm = { at_least = 3, text = "не менее трёх" }',
    )
    order = order.model_copy(
        update={
            "indicator": (
                *order.indicator[:4],
                order.indicator[4].model_copy(update={"indicators": ()}),
            )
        }
    )
    stood = replace(
        CITY[0].week,
        figures=(
            WeekFigure(id="staff", value=1, of=2, met=first),
            WeekFigure(id="chats", value=1, of=2, met=second),
        ),
    )
    child = replace(CITY[0], order=order, week=stood)
    assert told(level("Пермь", [child], order=order), "meeting")[:2] == counted


def test_growth_is_read_against_the_levels_own_week_before():
    order = altered("threshold = 0.5", "growth = 0.1")
    children = [replace(child, order=order) for child in CITY]
    before = {"staff": WeekFigure(id="staff", value=60, of=140)}
    norm = level("Пермь", children, order=order, before=before).figure("staff").norm
    assert (norm.met, norm.before) == (True, 60 / 140)


def test_in_a_week_without_working_days_nobody_is_judged():
    digest = a_level_digest()
    assert digest.report.resting is False
    resting = replace(digest.report.figure("staff").norm, met=None)
    report = rollup(unit("Пермь", "municipality"), ORDER, CITY, WEEK, WEEK.end)
    assert (report.resting, report.figure("staff").norm) == (True, resting)
    assert report.window.closed is False


def test_what_is_no_activity_is_judged_in_a_week_without_working_days_as_well():
    order = altered(
        'title = "Школы с данными"', 'title = "Школы"\nnorm = { threshold = 0.5, text = "" }'
    )
    children = [replace(child, order=order) for child in CITY]
    report = rollup(unit("Пермь", "municipality"), order, children, WEEK, WEEK.end)

    assert (report.figure("schools").norm.met, report.figure("staff").norm.met) == (True, None)


def test_numbers_without_a_base_are_added_up_and_stay_without_one():
    order = with_indicators('family = "people_total"')
    figures = (WeekFigure(id="more0", value=12, of=None),)
    children = [
        replace(child, order=order, week=replace(child.week, figures=figures)) for child in CITY[:2]
    ]

    assert told(level("Пермь", children, order=order), "more0") == (24, None, None)


def test_zeros_are_added_as_zeros_and_half_a_pair_is_no_data():
    silent = organisation("СОШ № 1", (0, 40), (0, 30), (3, 5))
    empty = replace(
        silent,
        unit=unit("СОШ № 3"),
        week=replace(
            silent.week,
            figures=(
                WeekFigure(id="staff", value=5, of=None),
                WeekFigure(id="teachers", value=None, of=12),
                WeekFigure(id="chats", value=0, of=0),
            ),
        ),
    )
    report = level("Пермь", (silent, empty))

    assert told(report, "staff")[:2] == (0, 40)
    assert told(report, "teachers")[:2] == (0, 30)
    assert told(report, "chats")[:2] == (3, 5)
    assert report.figure("staff").missing is None
    assert told(level("Пермь", (empty,)), "staff")[:2] == (None, None)


@pytest.mark.parametrize(
    ("as_of", "closed", "state"),
    [
        (at(6, 17) - timedelta(seconds=1), False, "late"),
        (at(6, 17), False, "running"),  # midnight in Kamchatka: its week is over
        (at(6, 17), True, "late"),
    ],
)
def test_who_is_further_east_is_behind_only_until_the_end_of_its_own_week(as_of, closed, state):
    child = organisation("А", (1, 2), closed=False, as_of=as_of)
    east = replace(child, ends=at(6, 17))
    report = level("Пермь", (east,), closed=closed, as_of=at(6, 23))

    assert [line.state for line in report.organisations] == [state]


def test_ranks_are_by_share_and_names_decide_between_equals():
    ranked = altered('main = "staff"', 'main = "staff"\nranking = true')
    children = (
        organisation("СОШ № 10", (1, 2)),
        organisation("СОШ № 9", (20, 40)),
        organisation("СОШ № 8", (0, 40)),
        organisation("СОШ № 7"),
    )

    assert [line.name for line in level("Пермь", children, order=ranked).organisations] == [
        "СОШ № 9",
        "СОШ № 10",
        "СОШ № 8",
        "СОШ № 7",
    ]


def test_the_head_of_a_level_s_report_is_its_own():
    report = level("Пермь", CITY, closed=False, as_of=at(4, 16))
    window = report.window

    assert (report.unit, report.unit_name, report.unit_kind) == ("Пермь", "Пермь", "municipality")
    assert (report.order, report.order_title) == ("levels", "Приказ о платформе")
    assert report.rule == "Учтены новые сообщения людей."
    assert (window.week, window.start, window.end) == (WEEK.name, WEEK.start, WEEK.end)
    assert (window.as_of, window.closed, report.resting) == (at(4, 16), False, False)
    assert [figure.base for figure in report.figures] == ["all"] * 5
