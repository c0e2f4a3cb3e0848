"""Days as people type them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.words.russian import day as written
from bot.words.understanding.days import BadDays, days_typed, says_time

TODAY = date(2026, 11, 18)
WEEK = (date(2026, 11, 16), date(2026, 11, 22))


def days(text):
    first, last = days_typed(text, TODAY, WEEK)
    return f"{first:%d.%m.%y}", last and f"{last:%d.%m.%y}"


RIGHT = {
    "16.11–20.11": ("16.11.26", "20.11.26"),
    "16.11 - 20.11": ("16.11.26", "20.11.26"),
    "16–20 ноября": ("16.11.26", "20.11.26"),
    "16-20": ("16.11.26", "20.11.26"),
    "с 16 по 20 ноября": ("16.11.26", "20.11.26"),
    "С 16 ноября.": ("16.11.26", None),
    "c 16.11": ("16.11.26", None),  # the first letter is Latin
    "до 20 ноября": ("18.11.26", "20.11.26"),
    "сегодня": ("18.11.26", "18.11.26"),
    "Завтра": ("19.11.26", "19.11.26"),
    "с завтра по 25.11": ("19.11.26", "25.11.26"),
    "эта неделя": ("16.11.26", "22.11.26"),
    "20 ноября": ("20.11.26", "20.11.26"),
    "20.11.2026 г.": ("20.11.26", "20.11.26"),
    "28.12–10.01": ("28.12.26", "10.01.27"),
    "28 декабря – 10 января 2027 года": ("28.12.26", "10.01.27"),
    "28.12.2025–10.01": ("28.12.25", "10.01.26"),
    "1 мая": ("01.05.27", "01.05.27"),
    "30.11-1.12": ("30.11.26", "01.12.26"),
    "до пятницы": ("18.11.26", "20.11.26"),
    "болеет до пятницы": ("18.11.26", "20.11.26"),
    "с понедельника на больничном": ("16.11.26", None),
    "со вторника по четверг": ("17.11.26", "19.11.26"),
    "пн-ср": ("16.11.26", "18.11.26"),
    "с пятницы по вторник": ("20.11.26", "24.11.26"),
    "до следующей среды": ("18.11.26", "25.11.26"),
    "на этой неделе": ("16.11.26", "22.11.26"),
    "следующая неделя": ("23.11.26", "29.11.26"),
    "на след. неделе": ("23.11.26", "29.11.26"),
    "прошлая неделя": ("09.11.26", "15.11.26"),
    "со следующей недели": ("23.11.26", None),
    "до конца недели": ("18.11.26", "22.11.26"),
    "до конца месяца": ("18.11.26", "30.11.26"),
    "весь ноябрь": ("01.11.26", "30.11.26"),
    "в декабре": ("01.12.26", "31.12.26"),
    "с завтрашнего дня": ("19.11.26", None),
    "послезавтра": ("20.11.26", "20.11.26"),
    "вчера": ("17.11.26", "17.11.26"),
    "3 дня": ("18.11.26", "20.11.26"),
    "с понедельника на две недели": ("16.11.26", "29.11.26"),
    "с 16го по 20е": ("16.11.26", "20.11.26"),
    "по 20.11 с 16.11": ("16.11.26", "20.11.26"),
    "16/11-20/11": ("16.11.26", "20.11.26"),
    "в отпуске с 1 по 14 декабря": ("01.12.26", "14.12.26"),
}


@pytest.mark.parametrize(("text", "expected"), RIGHT.items(), ids=RIGHT.keys())
def test_days_are_understood(text, expected):
    assert days(text) == expected


WRONG = {
    "": "unknown",
    "болеет": "unknown",
    "31.02": "unknown",
    "29.02": "unknown",
    "5 и 6": "unknown",
    "00.00": "unknown",
    "99999": "unknown",
    "20.11–18.11": "reversed",
    "до 1 ноября": "reversed",
    "с 01.12.2026 по 01.06.2031": "long",
}


@pytest.mark.parametrize(("text", "code"), WRONG.items(), ids=WRONG.keys())
def test_other_texts_are_no_days(text, code):
    with pytest.raises(BadDays, match=f"^{code}$"):
        days_typed(text, TODAY, WEEK)


EXPECTED = {
    ("с понедельника", "past"): ("16.11.26", None),
    ("с понедельника", "future"): ("23.11.26", None),
    ("в пятницу", "past"): ("13.11.26", "13.11.26"),
    ("в пятницу", "future"): ("20.11.26", "20.11.26"),
    ("16", "past"): ("16.11.26", "16.11.26"),
    ("16", "future"): ("16.12.26", "16.12.26"),
    ("декабрь", "past"): ("01.12.25", "31.12.25"),
    ("декабрь", "future"): ("01.12.26", "31.12.26"),
    ("за прошлый месяц", "past"): ("01.10.26", "31.10.26"),
    ("за квартал", "past"): ("01.10.26", "31.12.26"),
    ("за учебный год", "past"): ("01.09.26", "31.08.27"),
    ("20 ноября", "past"): ("20.11.25", "20.11.25"),
}


@pytest.mark.parametrize(("asked", "expected"), EXPECTED.items(), ids=map(" ".join, EXPECTED))
def test_what_can_be_read_two_ways_is_read_as_it_is_expected(asked, expected):
    text, expects = asked
    first, last = days_typed(text, TODAY, WEEK, expects)
    assert (f"{first:%d.%m.%y}", last and f"{last:%d.%m.%y}") == expected


DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
WORDS = st.sampled_from(
    [
        "с",
        "по",
        "до",
        "-",
        "на",
        "в",
        "16",
        "16.11",
        "31.02",
        "понедельника",
        "пятницу",
        "пт",
        "неделя",
        "недели",
        "следующей",
        "прошлый",
        "месяц",
        "ноября",
        "декабрь",
        "сегодня",
        "завтра",
        "конца",
        "начала",
        "2",
        "две",
        "дня",
        "болеет",
        "отпуск",
        "год",
        "квартал",
        "2026",
        "весь",
        "ё",
        "@",
        "w",
    ]
)


UNTIL = ("понедельника", "вторника", "среды", "четверга", "пятницы", "субботы", "воскресенья")


def week_of(today):
    monday = today - timedelta(days=today.weekday())
    return monday, monday + timedelta(days=6)


@given(st.lists(WORDS, max_size=6).map(" ".join) | st.text(max_size=40), DAYS)
def test_any_text_is_days_in_order_or_said_to_be_none(text, today):
    for expects in ("near", "past", "future"):
        try:
            first, last = days_typed(text, today, week_of(today), expects)
        except BadDays as error:
            why = str(error)
        else:
            why = "long"
            assert last is None or first <= last
            assert says_time(text)
        assert why in ("unknown", "reversed", "long")


@given(DAYS, st.integers(0, 300), DAYS)
def test_days_with_their_years_are_those_whatever_day_it_is(first, many, today):
    last = first + timedelta(days=many)
    year = f"{first:%Y}"
    for text in (
        f"{first:%d.%m.%Y}-{last:%d.%m.%Y}",
        f"с {first:%d.%m.%Y} по {last:%d.%m.%Y}",
        f"{written(first)} {year} - {written(last)} {last.year}",
    ):
        assert days_typed(text, today, week_of(today)) == (first, last)


@given(DAYS, st.sampled_from(UNTIL))
def test_until_a_weekday_is_the_next_one_today_included(today, weekday):
    first, last = days_typed(f"до {weekday}", today, week_of(today))
    assert first == today
    assert 0 <= (last - today).days < 7
