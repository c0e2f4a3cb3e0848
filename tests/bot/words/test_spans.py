"""Spans of time: what is said, and that no span goes from a moment to the same one in words."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.words.coverage import blank_words
from bot.words.russian import span
from bot.words.spans import short_stretch, span_with_year, stretch
from monitor.facts.values import Blank

ZONE, BERLIN = ZoneInfo("Asia/Yekaterinburg"), ZoneInfo("Europe/Berlin")


def at(day, hour, minute=0, second=0, year=2026):
    return datetime(year, 11, day, hour, minute, second, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("since", "until", "said", "short"),
    [
        (at(16, 9), at(17, 8), "с 16 ноября, 09:00 до 17 ноября, 08:00", "16.11 09:00–17.11 08:00"),
        (at(16, 9), at(16, 9, 1), "16 ноября с 09:00 до 09:01", "16.11 09:00–09:01"),
        (
            at(23, 9),
            at(23, 9, 0, 59),
            "23 ноября в 09:00, меньше минуты",
            "23.11 09:00, меньше минуты",
        ),
        (at(23, 9), at(23, 9), "23 ноября в 09:00, меньше минуты", "23.11 09:00, меньше минуты"),
        (
            at(16, 9),
            at(16, 9, year=2027),
            "с 16 ноября 2026, 09:00 до 16 ноября 2027, 09:00",
            "16.11.2026 09:00–16.11.2027 09:00",
        ),
        (
            datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN),
            datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=1),
            "25 октября в 02:30, 60 минут",
            "25.10 02:30, 60 минут",
        ),
    ],
)
def test_a_time_is_said_by_its_ends_or_by_how_long_it_was(since, until, said, short):
    assert stretch(since, until) == said
    assert short_stretch(since, until) == short


def test_a_time_that_lasts_has_no_end():
    assert stretch(at(16, 9), None) == "с 16 ноября, 09:00"


def test_a_gap_within_a_minute_is_no_gap_from_a_minute_to_itself():
    blank = Blank(chat="Педсовет", cause="absent", since=at(23, 9), until=at(23, 9, 0, 40))
    said = "Бот не был в чате «Педсовет» 23 ноября в 09:00, меньше минуты."
    assert blank_words(blank) == said


ENDS = re.compile(r"с (.+) до (.+)")
moments = st.integers(0, 3 * 366 * 24 * 60 * 60).map(
    lambda seconds: datetime(2025, 1, 1, tzinfo=BERLIN) + timedelta(seconds=seconds)
)
lengths = st.timedeltas(timedelta(0), timedelta(days=800)) | st.timedeltas(
    timedelta(0), timedelta(minutes=90)
)


@given(since=moments, lasts=lengths)
@example(datetime(2026, 10, 25, 2, 59, tzinfo=BERLIN), timedelta(hours=1))
def test_no_span_has_equal_ends_in_words(since, lasts):
    until = (since + lasts).replace(tzinfo=BERLIN)
    said = stretch(since, until)
    if ends := ENDS.search(said):
        assert ends[1] != ends[2]
    else:
        assert re.search(r"меньше минуты|\d+ минут[уы]?$", said)
    first, parted, last = short_stretch(since, until).partition("–")
    assert not parted or last not in (first, first.split()[-1])


@given(first=moments, days=st.integers(0, 800))
def test_no_span_of_days_has_equal_ends_in_words(first, days):
    first, last = first.date(), first.date() + timedelta(days=days)
    for said in (span(first, last), span_with_year(first, last)):
        begins, parted, ends = said.partition("–")
        assert bool(parted) == bool(days)
        assert not parted or begins.strip() != ends.strip()
        assert not parted or not ends.startswith(begins + " ")
