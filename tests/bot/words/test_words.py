from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.words import russian as words
from monitor.facts.ratio import Ratio

MESSAGES = ("сообщение", "сообщения", "сообщений")
NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("n", "text"),
    [
        (0, "0 сообщений"),
        (1, "1 сообщение"),
        (2, "2 сообщения"),
        (4, "4 сообщения"),
        (5, "5 сообщений"),
        (11, "11 сообщений"),
        (14, "14 сообщений"),
        (21, "21 сообщение"),
        (111, "111 сообщений"),
        (112, "112 сообщений"),
        (122, "122 сообщения"),
        (1204, f"1{NBSP}204 сообщения"),
    ],
)
def test_a_number_takes_the_right_form_of_its_word(n, text):
    assert words.plural(n, *MESSAGES) == text


@given(st.integers(min_value=0, max_value=10**9))
def test_the_form_follows_the_school_rule_for_every_number(n):
    tail = f"0{n}"[-2:]
    if tail[0] == "1" or tail[1] in "056789":
        form = "сообщений"
    else:
        form = "сообщение" if tail[1] == "1" else "сообщения"
    assert words.plural_word(n, *MESSAGES) == form


@pytest.mark.parametrize(
    ("x", "text"),
    [
        (0.0, "0 %"),
        (0.0004, "0,0 %"),
        (11 / 46, "23,9 %"),
        (0.2496, "24,9 %"),
        (0.25, "25,0 %"),
        (0.29, "29,0 %"),
        (12 / 46, "26,1 %"),
        (0.2594, "25,9 %"),
        (0.2595, "25,9 %"),
        (24 / 43, "55,8 %"),
        (0.9999, "99,9 %"),
        (1.0, "100 %"),
    ],
)
def test_a_share_has_one_decimal_and_never_rounds_up_to_a_whole_percent(x, text):
    assert words.share(x) == text.replace(" ", NBSP)


@given(
    of=st.integers(min_value=1, max_value=20_000),
    percent=st.integers(min_value=1, max_value=100),
    data=st.data(),
)
def test_a_share_below_its_norm_never_looks_as_if_it_were_passed(of, percent, data):
    value = data.draw(st.integers(min_value=0, max_value=of))
    shown = float(words.share(value / of).removesuffix(f"{NBSP}%").replace(",", "."))
    assert (shown >= percent) == (value * 100 >= percent * of)
    assert abs(shown - value / of * 100) < 0.1


@given(st.integers(min_value=1, max_value=20_000), st.integers(min_value=0, max_value=20_000))
def test_only_everybody_is_a_hundred_percent(of, value):
    shown = words.share(min(value, of) / of)
    assert (shown == f"100{NBSP}%") == (value >= of)


@pytest.mark.parametrize(
    ("threshold", "text"),
    [(0.25, "25 %"), (0.333, "33,3 %"), (1 / 3, "33,33 %"), (1.0, "100 %"), (0.29, "29 %")],
)
def test_a_norm_is_written_as_in_the_order(threshold, text):
    assert words.norm_share(threshold) == text.replace(" ", NBSP)


@pytest.mark.parametrize(
    ("value", "of", "text"),
    [
        (24, 43, f"24 из 43 (55,8{NBSP}%)"),
        (43, 43, f"43 из 43 (100{NBSP}%)"),
        (0, 43, f"0 из 43 (0{NBSP}%)"),
        (1612, 2988, f"1{NBSP}612 из 2{NBSP}988 (53,9{NBSP}%)"),
        (0, 0, "нет данных"),
        (None, 43, "нет данных"),
        (None, None, "нет данных"),
        (7, None, "7"),
    ],
)
def test_the_count_comes_before_the_share_and_no_data_is_not_zero(value, of, text):
    assert words.count_of(Ratio(value, of)) == text


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (date(2026, 11, 16), date(2026, 11, 22), "16–22 ноября"),
        (date(2026, 11, 30), date(2026, 12, 6), "30 ноября – 6 декабря"),
        (date(2026, 12, 28), date(2027, 1, 3), "28 декабря 2026 – 3 января 2027"),
        (date(2026, 5, 4), date(2026, 5, 4), "4 мая"),
    ],
)
def test_an_interval_says_no_more_than_is_needed(first, last, text):
    assert words.span(first, last) == text


@given(
    st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 1, 1)),
    st.integers(min_value=1, max_value=300),
)
def test_an_interval_can_be_read_back(first, length):
    last = first + timedelta(days=length)
    parts = words.span(first, last).replace(" – ", "–").split("–")
    assert len(parts) == 2
    end = parts[1].split()
    start = [*parts[0].split(), *end[len(parts[0].split()) :]]  # what the start left unsaid
    months = [words.day(date(2000, month, 1)).removeprefix("1 ") for month in range(1, 13)]

    def read(texts):
        year = int(texts[2]) if len(texts) == 3 else first.year
        return date(year, months.index(texts[1]) + 1, int(texts[0]))

    assert (read(start), read(end)) == (first, last)


def test_days_of_the_week_have_a_name_and_a_genitive():
    monday = date(2026, 11, 16)
    days = [monday + timedelta(days=n) for n in range(7)]
    assert [(words.weekday(d), words.weekday_genitive(d)) for d in days] == [
        ("понедельник", "понедельника"),
        ("вторник", "вторника"),
        ("среда", "среды"),
        ("четверг", "четверга"),
        ("пятница", "пятницы"),
        ("суббота", "субботы"),
        ("воскресенье", "воскресенья"),
    ]


def test_a_date_and_an_hour_are_written_in_words():
    moment = datetime(2026, 11, 20, 9, 5, tzinfo=UTC)
    assert (words.day(moment.date()), words.clock(moment)) == ("20 ноября", "09:05")


@pytest.mark.parametrize(
    ("full_name", "address", "short"),
    [
        ("Петрова Мария Петровна", "Мария Петровна", "Петрова М. П."),
        ("  Петрова  Мария\N{NO-BREAK SPACE}Петровна ", "Мария Петровна", "Петрова М. П."),
        ("ПЕТРОВА МАРИЯ ПЕТРОВНА", "Мария Петровна", "Петрова М. П."),
        ("петрова-водкина мария петровна", "Мария Петровна", "Петрова-Водкина М. П."),
        ("Салтыков-Щедрин Михаил Евграфович", "Михаил Евграфович", "Салтыков-Щедрин М. Е."),
        ("Иванова - Петрова Анна Ильинична", "Анна Ильинична", "Иванова-Петрова А. И."),
        ("Сидорова (Петрова) Анна Львовна", "Анна Львовна", "Сидорова А. Л."),
        ("фон Берг Анна Карловна", "Анна Карловна", "фон Берг А. К."),
        ("Мария Петровна Абрамович", "Мария Петровна", "Абрамович М. П."),
        ("Абрамович Пётр Ильич", "Пётр Ильич", "Абрамович П. И."),
        ("Алиев Рашид Мамед оглы", "Рашид Мамед оглы", "Алиев Р. М."),
        ("Алиева Лейла Мамед кызы", "Лейла Мамед кызы", "Алиева Л. М."),
        ("Алиева Лейла Мамед-кызы", "Лейла Мамед-кызы", "Алиева Л. М."),
        ("Алиева Лейла Мамедкызы", "Лейла Мамедкызы", "Алиева Л. М."),
        ("Мария Петровна", "Мария Петровна", "Мария Петровна"),
        ("Шостакович Дмитрий", None, "Шостакович Д."),
        ("Петрова М. П.", None, "Петрова М. П."),
        ("Петрова М П", None, "Петрова М П"),
        ("Ким Чен Ир", None, "Ким Чен Ир"),
        ("Нгуен Тхи Хоа Ань", None, "Нгуен Тхи Хоа Ань"),
        ("Петрова", None, "Петрова"),
        ("", None, ""),
    ],
)
def test_a_full_name_gives_an_address_and_a_short_form(full_name, address, short):
    assert (words.first_and_patronymic(full_name), words.short_name(full_name)) == (address, short)


@given(st.text(max_size=40))
def test_no_name_breaks_the_address(full_name):
    address = words.first_and_patronymic(full_name)
    assert address is None or len(address.split()) >= 2
    assert words.short_name(full_name) == words.short_name(words.short_name(full_name))
