"""What a level tells of a figure: the Friday's statistics, whose it is, its least and its days."""

from datetime import date, timedelta

import pytest

from tests.cast import MONDAY, at
from tests.levels import CITY, level
from tests.monitor.levels.altering import altered, with_indicators


@pytest.mark.parametrize(
    ("family", "base"),
    [
        ('"people_registered"', "all"),
        ('"people_registered"\nbase = "present"', "present"),
        ('"people_total"\nbase = "present"', None),
        ('"pupils_active"', "all"),
        ('"chats_total"', None),
    ],
)
def test_the_base_of_a_figure_is_told_where_it_has_one(family, base):
    report = level("Пермь", (), order=with_indicators(f"family = {family}"))

    assert report.figure("more0").base == base


def test_the_friday_statistics_are_found_in_the_order():
    assert level("Пермь", ()).statistics == (
        ("schools", "schools"),
        ("teachers", "teachers"),
        ("chats", "chats"),
    )


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ('family = "units_reporting"\norganisations = ["college"]', ("colleges", "more0")),
        ('family = "units_reporting"\norganisations = ["kindergarten"]', None),
        ('family = "units_reporting"\norganisations = ["college", "school"]', None),
        ('family = "units_reporting"', None),
        (
            'family = "people_active"\nmessages = 1\nroles = ["преподаватель"]',
            ("lecturers", "more0"),
        ),
        (
            'family = "people_active"\nmessages = 1\naudience = "teachers"\n'
            'organisations = ["college"]',
            ("lecturers", "more0"),
        ),
        (
            'family = "people_active"\nmessages = 1\naudience = "teachers"\n'
            'organisations = ["school", "college"]',
            None,
        ),
        ('family = "people_active"\nmessages = 1\norganisations = ["college"]', None),
        ('family = "people_active"\nmessages = 1\naudience = "teachers"', None),
        (
            'family = "people_active"\nmessages = 1\nroles = ["учитель", "преподаватель"]',
            None,
        ),
        ('family = "people_registered"\nroles = ["преподаватель"]', None),
        (  # the first of a kind is the one told
            'family = "people_active"\nmessages = 1\nroles = ["учитель"]',
            None,
        ),
        ('family = "chats_active"', None),
    ],
)
def test_of_what_an_order_asks_the_statistics_are_told_once_each(lines, found):
    usual = (("schools", "schools"), ("teachers", "teachers"), ("chats", "chats"))

    report = level("Пермь", (), order=with_indicators(lines))
    assert report.statistics == usual + ((found,) if found else ())


@pytest.mark.parametrize(
    ("roles", "organisations", "name"),
    [
        (["учитель"], [], "teachers"),
        ([], ["school"], "teachers"),
        (["преподаватель"], [], "lecturers"),
        ([], ["college"], "lecturers"),
        ([], [], None),
        ([], ["kindergarten"], None),
        (["воспитатель"], ["school"], None),
    ],
)
def test_teachers_are_told_by_their_role_or_by_the_school_they_are_of(roles, organisations, name):
    order = altered(
        'roles = ["учитель"]\norganisations = ["school"]',
        f"roles = {roles}\norganisations = {organisations}".replace("'", '"'),
    )
    told = dict(level("Пермь", (), order=order).statistics)

    assert {which: figure for which, figure in told.items() if figure == "teachers"} == (
        {name: "teachers"} if name else {}
    )


@pytest.mark.parametrize(
    ("asked", "minimum"),
    [
        ("messages = 3", 3),
        ("calls = 2", 2),
        ("days = 4", 4),
        ("messages = 3\ncalls = 2\ndays = 4", 3),
        ("calls = 2\ndays = 4", 2),
    ],
)
def test_the_first_minimum_of_a_figure_is_told(asked, minimum):
    order = with_indicators(f'family = "people_active"\n{asked}')
    report = level("Пермь", (), order=order)

    assert report.figure("more0").minimum == minimum
    assert report.figure("chats").minimum is None


@pytest.mark.parametrize(
    ("window", "as_of", "first", "last"),
    [
        ("week", at(7), None, None),
        ("month", at(7), date(2026, 11, 1), date(2026, 11, 22)),
        ("day", at(7), MONDAY + timedelta(4), MONDAY + timedelta(4)),
        ("day", at(2, 12), MONDAY + timedelta(2), MONDAY + timedelta(2)),
        ("day", at(2), MONDAY + timedelta(2), MONDAY + timedelta(2)),
        ("day", at(-1), None, None),
    ],
)
def test_the_days_of_a_figure_are_told_where_they_are_not_the_week_s(window, as_of, first, last):
    order = with_indicators(f'family = "people_active"\nmessages = 1\nwindow = "{window}"')
    figure = level("Пермь", CITY, order=order, as_of=as_of).figure("more0")

    assert (figure.window, figure.first, figure.last) == (window, first, last)
