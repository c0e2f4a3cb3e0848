"""Periods as people type and read them."""

from datetime import date
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.papers.period_words import called, named, on_button, period_typed
from monitor.time.period import period_named
from monitor.time.week import week_at, week_named
from tests.cast import ZONE

FRIDAY = date(2026, 11, 20)


def typed(text, today=FRIDAY):
    found = period_typed(text, today, ZONE, partial(week_at, zone=ZONE))
    return None if found is None else found.name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("за ноябрь", "2026-11"),
        ("Ноябрь.", "2026-11"),
        ("за октябрь 2026", "2026-10"),
        ("за ноябрь 2025 года", "2025-11"),
        ("декабрь", "2025-12"),
        ("за май", "2026-05"),
        ("за март", "2026-03"),
        ("за неделю", "2026-W47"),
        ("за месяц", "2026-11"),
        ("за прошлый месяц", "2026-10"),
        ("за квартал", "2026-Q4"),
        ("за прошлый квартал", "2026-Q3"),
        ("IV квартал 2025", "2025-Q4"),
        ("за 3-й квартал", "2026-Q3"),
        ("за третий квартал", "2026-Q3"),
        ("за учебный год", "2026/2027"),
        ("за год", "2026/2027"),
        ("за прошлый учебный год", "2025/2026"),
        ("2025/26", "2025/2026"),
        ("2025-2026 учебный год", "2025/2026"),
        ("за эту неделю", "2026-W47"),
        ("за прошлую неделю", "2026-W46"),
        ("9–15 ноября", "2026-W46"),
        ("за 9.11-15.11", "2026-W46"),
        ("за неделю 9-15.11", "2026-W46"),
        ("17.11", "2026-W47"),
        ("сегодня", "2026-W47"),
    ],
)
def test_periods_are_understood(text, name):
    assert typed(text) == name


@pytest.mark.parametrize(
    "text",
    [
        *("", "ерунда", "завтрак", "за 5 квартал", "2026/28", "январь 2027"),
        *("9–25 ноября", "30.11–06.12", "31.02", "с 16 ноября", "за", "2027/28"),
    ],
)
def test_what_is_no_period_or_still_to_come_is_none(text):
    assert typed(text) is None


@given(text=st.text(max_size=40))
def test_nothing_that_is_typed_is_too_much(text):
    typed(text)


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("2026-W47", ("16–22 ноября", "16–22 ноября 2026", "неделю 16–22 ноября 2026 года")),
        (
            "2026-W53",
            (
                "28 декабря 2026 – 3 января 2027",
                "28 декабря 2026 – 3 января 2027",
                "неделю 28 декабря 2026 – 3 января 2027 года",
            ),
        ),
        ("2026-11", ("Ноябрь", "ноябрь 2026", "ноябрь 2026 года")),
        ("2026-Q4", ("IV квартал", "IV квартал 2026", "IV квартал 2026 года")),
        (
            "2026/27",
            ("Учебный год 2026/27", "2026–2027 учебный год", "2026/2027 учебный год"),
        ),
    ],
)
def test_periods_are_called(name, read):
    period = period_named(name, partial(week_named, zone=ZONE))
    assert (on_button(period), called(period), named(period)) == read
