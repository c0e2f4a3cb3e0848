"""Days as people type them."""

from datetime import date

import pytest

from bot.words.days import BadDays, days_typed

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
