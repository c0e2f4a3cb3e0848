import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bot.pictures import digest_words as words
from bot.pictures.drawing import digest_figure, digest_png, layout
from bot.pictures.layout import Band, DayBar, WeekBar
from bot.pictures.page import drawable
from monitor.facts.values import DayLine, NormReading
from tests.bot.made_up import (
    DAYS,
    MONDAY,
    NEXT_MONDAY,
    PEOPLE,
    a_digest,
    a_figure,
    a_person,
    a_trend,
    a_window,
)
from tests.bot.pictures.type_sizes import smallest
from tests.tries import tries

NBSP = "\N{NO-BREAK SPACE}"
LONG_NAME = (
    "Муниципальное автономное общеобразовательное учреждение «Средняя общеобразовательная школа "
    "№ 12 с углублённым изучением отдельных предметов имени Героя Советского Союза» г. Перми"
)
WHOLE_WEEK = tuple(
    DayLine(day=MONDAY + timedelta(days=number), messages=1000 * number, staff=number)
    for number in range(7)
)


def week(back, value, of, *, running=False):
    first = MONDAY - timedelta(weeks=back)
    return WeekBar(
        first=first,
        last=first + timedelta(days=6),
        value=value,
        of=of,
        current=not back,
        running=running,
    )


def test_the_weeks_before_stand_before_this_one_and_one_without_data_is_a_gap():
    bars = layout.weeks(a_digest())
    assert bars == (
        week(3, 19, 44),
        week(2, None, None),
        week(1, 26, 43),
        week(0, 24, 43, running=True),
    )
    assert [bar.share for bar in bars] == [19 / 44, None, 26 / 43, 24 / 43]


def test_a_week_that_left_no_record_is_a_gap_as_well():
    trend = a_trend((12, 44), (19, 44), (20, 44))
    trend = replace(trend, points=(trend.points[0],))
    assert layout.weeks(a_digest(trends=(trend,))) == (
        week(3, 12, 44),
        week(2, None, None),
        week(1, None, None),
        week(0, 24, 43, running=True),
    )


def test_no_more_than_three_weeks_before_are_shown():
    bars = layout.weeks(a_digest(trends=(a_trend(*[(number, 44) for number in range(9)]),)))
    assert [bar.value for bar in bars] == [6, 7, 8, 24]


def test_the_school_year_of_a_closed_week_is_drawn_once_the_bars_hold_half_of_it_at_most():
    over = {"window": a_window(NEXT_MONDAY, closed=True)}
    seven = a_digest(trends=(a_trend(*[(number, 44) for number in range(6)]),), **over)
    trends = (a_trend(None, None, *[(number, 44) for number in range(5)]),)
    eight = a_digest(trends=trends, **over)

    assert layout.school_year(seven) == ()
    assert [bar.value for bar in layout.school_year(eight)] == [None, None, *range(5), 24]
    assert layout.school_year(a_digest(trends=trends)) == ()


def test_a_figure_without_a_base_is_drawn_as_a_count():
    trend = a_trend((20, None), None, (0, None))
    figure = a_figure(value=31, of=None, base=None, norm=None)
    bars = layout.weeks(a_digest(figures=(figure,), trends=(trend,)))

    assert [(bar.size, bar.share) for bar in bars] == [
        (20, None),
        (None, None),
        (0, None),
        (31, None),
    ]


def test_a_first_week_stands_alone():
    assert layout.weeks(a_digest(trends=())) == (week(0, 24, 43, running=True),)


def test_nobody_in_the_base_is_no_share():
    (bar,) = layout.weeks(a_digest(trends=(), figures=(a_figure(value=0, of=0),)))
    assert bar.share is None


def test_staff_are_sorted_by_messages_without_the_absent_and_the_unbound_apart():
    assert layout.bands(PEOPLE) == (
        Band(label="0", people=1),
        Band(label="1–2", people=1),
        Band(label="3–9", people=2),
        Band(label="от 10", people=2),
        Band(label="нет\nпрофиля", people=1, known=False),
    )
    assert layout.away(PEOPLE) == 2


@given(
    st.lists(st.tuples(st.integers(min_value=0, max_value=40), st.booleans(), st.booleans())),
)
def test_everybody_who_is_not_away_is_in_exactly_one_band(staff):
    people = [
        a_person(number, messages, absent=absent, bound=bound)
        for number, (messages, absent, bound) in enumerate(staff)
    ]
    shown = sum(band.people for band in layout.bands(people))
    assert shown + layout.away(people) == len(people)


def test_days_ahead_have_no_bar_and_today_says_until_when():
    bars = layout.days(a_digest())
    until = a_window().as_of
    assert [bar.messages for bar in bars] == [120, 96, 0, 143, 61, None, None]
    assert [bar.until for bar in bars] == [None, None, None, None, until, None, None]
    assert [words.day_label(bar.day) for bar in bars] == [
        "пн 16",
        "вт 17",
        "ср 18",
        "чт 19",
        "пт 20",
        "сб 21",
        "вс 22",
    ]


def test_a_week_that_is_over_has_seven_whole_days():
    bars = layout.days(a_digest(window=a_window(NEXT_MONDAY, closed=True), days=WHOLE_WEEK))
    assert bars == tuple(DayBar(day=line.day, messages=line.messages) for line in WHOLE_WEEK)


@pytest.mark.parametrize(
    ("changes", "starred"),
    [
        ({}, False),
        ({"completeness": 0.999}, True),
        ({"figures": (a_figure(incomplete=True),)}, True),
        ({"completeness": None}, False),
    ],
    ids=["complete", "a message missed", "the figure says so", "no data"],
)
def test_a_figure_that_may_be_low_carries_an_asterisk(changes, starred):
    assert layout.starred(a_digest(**changes)) is starred


def in_width(width):
    return lambda line: len(line) <= width


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Школа", ["Школа"]),
        ("Средняя школа № 12", ["Средняя", "школа № 12"]),
        ("Средняя общая школа № 12 города", ["Средняя", "общая …"]),
        ("Общеобразовательная", ["Общеобразо", "вательная"]),
        ("Сверхобщеобразовательная", ["Сверхобщео", "бразоват …"]),
        (f"Здесь 98,2{NBSP}%", ["Здесь", f"98,2{NBSP}%"]),
        ("без данных: 1.", ["без", "данных: 1."]),
        ("", [""]),
    ],
)
def test_long_texts_are_broken_at_words_and_end_in_dots(text, lines):
    assert layout.wrapped(text, in_width(10), lines=2) == lines


@given(st.text(alphabet="абв г", max_size=80), st.integers(1, 4), st.integers(4, 12))
def test_no_line_is_ever_too_wide_and_nothing_is_lost_without_dots(text, lines, width):
    broken = layout.wrapped(text, in_width(width), lines=lines)
    assert len(broken) <= lines
    assert all(len(line) <= width for line in broken)
    if not broken[-1].endswith("…"):
        assert "".join(broken).replace(" ", "") == text.replace(" ", "")


GROWTH = NormReading(text="", threshold=None, met=True, growth=0.1, before=0.5)
CASES = {
    "usual": a_digest(),
    "first week": a_digest(trends=()),
    "closed": a_digest(window=a_window(NEXT_MONDAY, closed=True), days=WHOLE_WEEK),
    "nobody": a_digest(people=(), figures=(a_figure(value=0, of=0),), days=()),
    "no data": a_digest(figures=(a_figure(value=None, of=None),), days=(), completeness=None),
    "no such figure": a_digest(main="unknown"),
    "no norm": a_digest(figures=(a_figure(norm=None),)),
    "a plain count": a_digest(
        figures=(a_figure(value=31, of=None, base=None, norm=None),),
        trends=(a_trend((20, None), None, (0, None)),),
    ),
    "a school year": a_digest(
        window=a_window(NEXT_MONDAY, closed=True),
        trends=(a_trend(*[(number, 44) for number in range(38)]),),
    ),
    "a school year and long names": a_digest(
        window=a_window(NEXT_MONDAY, closed=True),
        unit_name=LONG_NAME * 3,
        rule=LONG_NAME * 9,
        completeness=0.9,
        trends=(a_trend(None, *[(number, 44) for number in range(38)]),),
    ),
    "growth": a_digest(figures=(a_figure(norm=GROWTH),)),
    "three staff": a_digest(people=PEOPLE[:3], figures=(a_figure(value=1, of=3),)),
    "three hundred staff": a_digest(
        people=tuple(a_person(number, number % 50) for number in range(300)),
        figures=(a_figure(value=288, of=300, threshold=1.0),),
        days=tuple(replace(line, messages=line.messages * 1000) for line in DAYS),
        completeness=0.5,
    ),
    "long names": a_digest(unit_name=LONG_NAME * 3, rule=LONG_NAME * 9),
    "a word without end": a_digest(unit_name="Ж" * 300),
    "thousands": a_digest(
        figures=(a_figure(value=7_811, of=8_643),), trends=(a_trend((6_001, 8_640), (1, 8_641)),)
    ),
    "signs": a_digest(unit_name=r"$\frac{1}{2}$ & <b> _{x}"),
    "all silent": a_digest(
        people=(a_person(1, 0),), days=tuple(replace(line, messages=0) for line in DAYS)
    ),
}


@pytest.mark.parametrize("digest", CASES.values(), ids=CASES)
def test_every_digest_gives_a_picture_for_a_phone_with_nothing_beyond_its_card(digest):
    data = digest_png(digest)
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    picture = Image.open(io.BytesIO(data)).convert("RGB")
    assert picture.size == (1200, 1950)
    margins = (
        picture.crop((0, 0, 30, 1950)),
        picture.crop((1170, 0, 1200, 1950)),
        picture.crop((0, 0, 1200, 30)),
        picture.crop((0, 1920, 1200, 1950)),
    )
    assert [margin.getcolors() for margin in margins] == [
        [(margin.width * margin.height, (230, 235, 240))] for margin in margins
    ]


@pytest.mark.parametrize("digest", CASES.values(), ids=CASES)
def test_all_type_is_read_where_a_phone_shows_the_picture_small(digest):
    figure = digest_figure(digest)
    assert smallest(figure) >= 11
    assert min(axes.get_position().height for axes in figure.axes) > 0.06


def test_a_running_week_and_a_day_that_goes_on_are_hatched_and_nothing_else():
    running, over = digest_figure(a_digest()), digest_figure(CASES["closed"])
    assert [hatches(axes) for axes in running.axes] == [1, 0, 1]
    assert [hatches(axes) for axes in over.axes] == [0, 0, 0]


def hatches(axes):
    return sum(bool(bar.get_hatch()) for bar in axes.patches)


def test_signs_that_the_font_lacks_leave_no_empty_boxes():
    assert drawable("Школа 🎓 № 12 🏫") == "Школа  № 12"


def test_an_equal_digest_gives_equal_bytes_and_another_week_others():
    assert digest_png(a_digest()) == digest_png(a_digest())
    assert digest_png(a_digest()) != digest_png(a_digest(figures=(a_figure(value=25),)))


def test_pictures_drawn_at_the_same_time_do_not_disturb_each_other():
    digests = [a_digest(figures=(a_figure(value=value),)) for value in range(tries(8))]
    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(digest_png, digests))
    assert together == [digest_png(digest) for digest in digests]
