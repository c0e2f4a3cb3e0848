"""Smolensk's order: all teachers, the Friday's statistics, and a road map of twenty-two rows."""

from datetime import date

from bot.words.orders.orders import when_words
from monitor.order_files.loading import load_order
from tests.monitor.orders.shipped import norms


def test_smolensk_demands_all_teachers_and_gives_friday_s_statistics():
    order = load_order("smolensk")
    statistics = [spec for spec in order.indicator if spec.point == "строка 18"]

    assert norms("smolensk") == {"teachers_active": ("threshold", 1.0, date(2023, 5, 31))}
    assert [(spec.family, spec.organisations, spec.roles) for spec in statistics] == [
        ("units_reporting", ("school",), ()),
        ("units_reporting", ("college",), ()),
        ("people_active", ("school",), ("учитель",)),
        ("people_active", ("college",), ("преподаватель",)),
        ("chats_active", (), ()),
    ]
    assert order.schedule.rollup == "friday 16:00"


def test_smolensk_counts_on_the_numbers_of_its_statistics():
    order = load_order("smolensk")

    assert [(each.planned, each.indicator, each.level) for each in order.plan] == [
        (355, "schools_reporting", "region"),
        (7654, "school_teachers_total", "region"),
        (95868, "school_pupils_total", "region"),
        (20, "colleges_reporting", "region"),
        (989, "college_teachers_total", "region"),
        (17329, "college_students_total", "region"),
    ]


def test_smolensk_s_road_map_has_twenty_two_rows_in_three_sections():
    rows = [each for each in load_order("smolensk").milestone if each.section]
    numbers = [each.point.removeprefix("строка ") for each in rows]
    sections = [each.section for each in rows]

    assert numbers == [*map(str, range(1, 12)), "11 (2)", *map(str, range(12, 22))]
    assert [sections.index(name) for name in dict.fromkeys(sections)] == [0, 5, 16]
    assert all(each.owner and each.level for each in rows)


def test_smolensk_s_rows_have_their_dates_in_the_form_of_the_text():
    rows = {
        each.point.removeprefix("строка "): when_words(each.when)
        for each in load_order("smolensk").milestone
        if each.section
    }

    assert {
        number: said.replace("\N{NO-BREAK SPACE}", " ") for number, said in rows.items()
    } == SMOLENSK_S_DATES


SMOLENSK_S_DATES = {
    "1": "10 апреля 2023 г.",
    "2": "11 апреля 2023 г.",
    "3": "12 апреля 2023 г.",
    "4": "14 апреля 2023 г.",
    "5": "до 17 апреля 2023 г.",
    "6": "до 10 апреля 2023 г.",
    "7": "до 28 апреля 2023 г.",
    "8": "до 13 апреля 2023 г.",
    "9": "14 апреля 2023 г.",
    "10": "14 апреля 2023 г.",
    "11": "20 апреля 2023 г.",
    "11 (2)": "с 5 апреля 2023 г.",
    "12": "до 30 апреля 2023 г.",
    "13": "до 30 апреля 2023 г.",
    "14": "до 31 мая 2023 г.",
    "15": "до 10 мая 2023 г.",
    "16": "с 20 апреля 2023 г., еженедельно",
    "17": "до 10 мая 2023 г.",
    "18": "еженедельно, по пятницам",
    "19": "май 2023 года",
    "20": "по согласованию",
    "21": "с 10 апреля 2023 г., в течение 2 суток после получения",
}
