"""Moments as people type them."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialog.announce.moments_words import BadMoment, moment_typed
from bot.words.russian import when
from tests.cast import at

NOON = at(1, 12)
"""Tuesday, 17 November 2026."""


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("завтра в 9", at(2, 9)),
        ("Завтра, в 9:00.", at(2, 9)),
        ("завтра 9", at(2, 9)),
        ("завтра в 9 утра", at(2, 9)),
        ("в 9 завтра", at(2, 9)),
        ("9:30 завтра", at(2, 9, 30)),
        ("завтра в 9.30", at(2, 9, 30)),
        ("завтра в 9-30", at(2, 9, 30)),
        ("завтра в 9 часов", at(2, 9)),
        ("завтра к 9 ч.", at(2, 9)),
        ("сегодня в 3 часа дня", at(1, 15)),
        ("сегодня в 8 вечера", at(1, 20)),
        ("завтра в полдень", at(2, 12)),
        ("послезавтра в 10:00", at(3, 10)),
        ("25.11 10:30", at(9, 10, 30)),
        ("25.11 10.30", at(9, 10, 30)),
        ("25.11.2026 в 10:30", at(9, 10, 30)),
        ("10:30 25.11", at(9, 10, 30)),
        ("10:30 05.12", at(19, 10, 30)),
        ("25 ноября 10:30", at(9, 10, 30)),
        ("25 ноября в 10", at(9, 10)),
        ("25 в 10", at(9, 10)),
        ("в понедельник 8:00", at(7, 8)),
        ("в понедельник в 8", at(7, 8)),
        ("пн 8:00", at(7, 8)),
        ("во вторник в 8", at(8, 8)),
        ("во вторник в 15", at(1, 15)),
        ("в среду в 10:00", at(2, 10)),
        ("в следующую среду в 10:00", at(9, 10)),
        ("в 18:00", at(1, 18)),
        ("18:00", at(1, 18)),
        ("23 ноября (понедельник) в 08:30", at(7, 8, 30)),
    ],
)
def test_a_moment_is_understood(typed, meant):
    assert moment_typed(typed, NOON) == meant


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("завтра", "hour"),
        ("25.11", "hour"),
        ("в понедельник", "hour"),
        ("10.12", "hour"),
        ("вчера в 9", "past"),
        ("потом", "unknown"),
        ("9", "hour"),  # as in «9 ноября»
        ("завтра в 25", "unknown"),
        ("31.02 в 9", "unknown"),
        ("завтра в 9:75", "unknown"),
        ("16.11-20.11 в 9", "unknown"),
        ("Завтра в 15:00 педсовет", "unknown"),
        ("", "unknown"),
        ("сегодня в 9", "past"),
        ("в 12:00", "past"),
        ("16.11 в 9", "past"),
        ("20.12 в 9", "far"),
        ("25.11.2027 10:30", "far"),
    ],
)
def test_what_is_no_moment_ahead_says_why(typed, why):
    with pytest.raises(BadMoment, match=why):
        moment_typed(typed, NOON)


@given(st.integers(min_value=1, max_value=30 * 24 * 60))
def test_what_we_write_is_understood(minutes):
    wanted = NOON + timedelta(minutes=minutes)
    assert moment_typed(when(wanted, NOON), NOON) == wanted
