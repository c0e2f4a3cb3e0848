"""What each key allows and the whole order does not: told at the key, with its line."""

import pytest

from monitor.indicators import BY_NAME
from monitor.order_files.loading import BadOrder, parse_order
from tests.builders import INDICATOR, ORDER

BASE = 'norm = { threshold = 0.5, text = "" }'
POINTS = 'norm = { growth_points = 5, text = "" }'
GROWTH = 'norm = { growth = 0.0, text = "" }'

HEAD = ORDER.count("\n") + INDICATOR.count("\n")
"""Lines before the ones that a test adds to its indicator."""


def told(text):
    with pytest.raises(BadOrder) as refused:
        parse_order(text, "made-up")
    return [(each.place, each.code, each.value) for each in refused.value.problems]


def with_family(family, *lines):
    return (ORDER + INDICATOR).replace("people_active", family) + "\n".join(lines)


MESSAGES = "messages = 3"

OF_ONE = [
    ("people_active", (), "", "no_minimum", "main"),
    ("people_registered", (MESSAGES,), "messages", "idle_minimum", "people_registered"),
    ("chats_active", ("calls = 1",), "calls", "idle_minimum", "chats_active"),
    ("pupils_active", ("days = 1",), "days", "idle_minimum", "pupils_active"),
    ("people_active", (MESSAGES, "any = true"), "any", "no_choice", "main"),
    ("people_registered", ("personal = true",), "personal", "not_personal", "people_registered"),
    ("chats_active", (MESSAGES, "scaled = true"), "scaled", "not_personal", "chats_active"),
    ("people_active", ("days = 8",), "days", "too_many_days", "7"),
    ("people_active", ('window = "day"', "days = 2"), "days", "too_many_days", "1"),
    ("chats_total", ('audience = "teachers"',), "audience", "not_of_people", "chats_total"),
    ("confirmed", ('roles = ["учитель"]',), "roles", "not_of_people", "confirmed"),
    ("pupils_total", ('base = "present"',), "base", "not_of_people", "pupils_total"),
    (
        "people_total",
        ('audience = "teachers"', 'roles = ["учитель", "администрация"]'),
        "roles.2",
        "role_outside",
        "администрация",
    ),
    (
        "people_total",
        ('organisations = ["school", "region"]',),
        "organisations.2",
        "level_as_organisation",
        "region",
    ),
    ("people_registered", ('chats = ["staff"]',), "chats", "idle_chats", "people_registered"),
    ("people_connected", ("own_class = true",), "own_class", "idle_own_class", "people_connected"),
    (
        "people_active",
        (MESSAGES, "own_class = true", 'chats = ["staff", "other"]'),
        "chats",
        "no_class_chats",
        "staff, other",
    ),
    ("people_active", (MESSAGES, "above = true"), "above", "idle_above", "people_active"),
    ("people_registered", ('window = "day"',), "window", "idle_window", "people_registered"),
    ("foreign_links", ('window = "day"',), "window", "idle_window", "foreign_links"),
    ("users_active", ('window = "month"',), "window", "month_of_strangers", "users_active"),
    ("pupils_active", ('window = "month"',), "window", "month_of_strangers", "pupils_active"),
    ("parents_active", ('window = "month"',), "window", "month_of_strangers", "parents_active"),
    (
        "people_active",
        (MESSAGES, 'window = "month"', POINTS),
        "norm.growth_points",
        "growth_by_week",
        "month",
    ),
    ("people_total", (POINTS,), "norm.growth_points", "points_without_base", "people_total"),
    ("people_inactive", (POINTS,), "norm.growth_points", "upside_down", "people_inactive"),
    (
        "people_registered",
        ('norm = { growth_points = 0.05, text = "" }',),
        "norm.growth_points",
        "points_as_share",
        "0.05",
    ),
    ("people_active", (MESSAGES, "messages_a_day = 2"), "messages_a_day", "no_days", "2"),
    ("people_active", (MESSAGES, 'window = "month"', GROWTH), "norm.growth", "growth_by_week", ""),
    ("people_total", (BASE,), "norm.threshold", "norm_without_base", "people_total"),
    ("people_inactive", (BASE,), "norm.threshold", "upside_down", "people_inactive"),
    (
        "foreign_links",
        ('norm = { at_least = 1, text = "" }',),
        "norm.at_least",
        "upside_down",
        "foreign_links",
    ),
    ("chats_silent", (GROWTH,), "norm.growth", "upside_down", "chats_silent"),
    ("classes_without_chats", (GROWTH,), "norm.growth", "upside_down", "classes_without_chats"),
    (
        "people_active",
        (MESSAGES, 'indicators = ["main"]'),
        "indicators",
        "idle_indicators",
        "people_active",
    ),
]


@pytest.mark.parametrize(("family", "lines", "place", "code", "value"), OF_ONE)
def test_what_contradicts_the_way_of_counting_is_told(family, lines, place, code, value):
    where = f"indicator.1.{place}" if place else "indicator.1"
    expected = value or ("month" if code == "growth_by_week" else "")

    assert told(with_family(family, *lines)) == [(where, code, expected)]


def test_a_length_of_calls_nobody_asks_for_is_told():
    text = with_family("people_active", MESSAGES).replace(
        "[counting]", "[counting]\ncall_minutes = 5"
    )

    assert told(text) == [("counting.call_minutes", "no_calls", "5")]


def test_the_line_of_a_contradiction_is_that_of_its_key():
    with pytest.raises(BadOrder) as refused:
        parse_order(with_family("people_active", MESSAGES, "above = true"), "made-up")

    assert [each.line for each in refused.value.problems] == [HEAD + 2]


@pytest.mark.parametrize("window", ["day", "month"])
def test_a_figure_of_activity_may_be_of_another_window(window):
    of_activity = {name for name, family in BY_NAME.items() if family.activity}
    of_activity -= {"foreign_links"}  # not kept by the day
    if window == "month":
        of_activity -= {"users_active", "pupils_active", "parents_active", "unbound_writers"}

    assert "people_active" in of_activity
    for name in of_activity:
        lines = ("messages = 1",) if BY_NAME[name].needs_minimum else ()
        parse_order(with_family(name, f'window = "{window}"', *lines), "made-up")


def test_links_and_completeness_may_be_of_the_month():
    for name in ("foreign_links", "completeness"):
        parse_order(with_family(name, 'window = "month"'), "made-up")


SECOND = """
[[indicator]]
id = "second"
family = "units_meeting"
title = "Организации"
"""

JUDGED = ORDER + INDICATOR + f"{MESSAGES}\n{BASE}\n"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            JUDGED + SECOND + 'indicators = ["main", "other"]',
            ("indicator.2.indicators.2", "unknown_indicator", "other"),
        ),
        (
            JUDGED + SECOND + 'indicators = ["second"]',
            ("indicator.2.indicators.1", "nothing_demanded", "second"),
        ),
        (
            JUDGED.replace(BASE, "") + SECOND + 'indicators = ["main"]',
            ("indicator.2.indicators.1", "nothing_demanded", "main"),
        ),
        (JUDGED.replace(BASE, "") + SECOND, ("indicator.2", "nothing_to_meet", "second")),
        (
            JUDGED + SECOND.replace("meeting", "reporting") + 'norm = { at_most = 3, text = "" }',
            ("indicator.2.norm.at_most", "upside_down_reporting", "units_reporting"),
        ),
        (
            JUDGED.replace('main = "main"', 'main = "second"') + SECOND,
            ("main", "main_of_levels", "second"),
        ),
        (
            JUDGED.replace("[schedule]", '[schedule]\nnudge = "thursday 14:00"'),
            ("schedule.nudge", "nobody_asked", "thursday 14:00"),
        ),
        (
            JUDGED.replace("[schedule]", '[schedule]\nforecast = "wednesday 15:00"')
            + 'personal = true\nwindow = "day"',
            ("schedule.forecast", "nobody_asked", "wednesday 15:00"),
        ),
        (
            JUDGED + "\n[quiet]\nopens = 18:00:00\ncloses = 08:30:00",
            ("quiet", "no_hours", "18:00:00–08:30:00"),
        ),
    ],
)
def test_what_contradicts_the_rest_of_the_order_is_told(text, problem):
    assert told(text) == [problem]


def a_milestone(name, title="Шаг"):
    return f'\n[[milestone]]\nid = "{name}"\npoint = "1"\ntitle = "{title}"\n'


def test_a_milestone_written_twice_is_told_by_its_id_or_by_its_words():
    twice = JUDGED + a_milestone("step") + a_milestone("step", "Другой")
    again = JUDGED + a_milestone("one") + a_milestone("two")

    assert told(twice) == [
        ("milestone.1.id", "repeated_id", "step"),
        ("milestone.2.id", "repeated_id", "step"),
    ]
    assert told(again) == [
        ("milestone.1.title", "repeated_milestone", "Шаг"),
        ("milestone.2.title", "repeated_milestone", "Шаг"),
    ]


@pytest.mark.parametrize(
    ("organisations", "concerned"),
    [
        ("", ["school", "kindergarten", "college", "further"]),
        ('organisations = ["region", "school"]', ["region", "school"]),
    ],
)
def test_a_milestone_is_asked_of_organisations_and_of_levels_only_where_they_are_named(
    organisations, concerned
):
    order = parse_order(JUDGED + a_milestone("step") + organisations, "made-up")
    kinds = ["region", "municipality", "school", "kindergarten", "college", "further"]

    assert [kind for kind in kinds if order.milestone[0].concerns(kind)] == concerned
