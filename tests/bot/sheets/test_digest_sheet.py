import io
import zipfile
from dataclasses import replace
from datetime import datetime

import openpyxl
import pytest

from bot.sheets.digest import digest_xlsx
from monitor.facts.values import Requirement
from tests.bot.made_up import (
    CHATS,
    NEXT_MONDAY,
    PEOPLE,
    a_digest,
    a_figure,
    a_person,
    a_trend,
    a_window,
)

TITLE = "Сотрудники, написавшие в групповых чатах минимум 10 сообщений за неделю"


SOURCE = "Приказ о переходе на платформу, п. 1.5"
A4 = 9
WEEKS = ("19–25 октября", "26 октября – 1 ноября", "2–8 ноября", "9–15 ноября", "16–22 ноября")


def opened(digest, *, with_people=True):
    return openpyxl.load_workbook(io.BytesIO(digest_xlsx(digest, with_people=with_people)))


def values(sheet, first=1):
    return list(sheet.iter_rows(min_row=first, values_only=True))


def test_the_figures_stand_below_what_was_counted_and_how():
    sheet = opened(a_digest())["Показатели"]
    assert [row[0] for row in values(sheet)[:7]] == [
        "МАОУ «СОШ № 12»",
        "Приказ о переходе на платформу",
        "Неделя 16–22 ноября, на 15:00 пятницы, не окончена",
        "Правило учёта: Учтены новые сообщения людей в чатах организации, где есть бот.",
        "Полнота: учтены все сообщения",
        "Показатели носят справочный характер.",
        None,
    ]
    assert values(sheet, first=8)[:2] == [
        ("Показатель", "Значение", "Из", "Доля", "База", "Норма", "Выполнена"),
        (TITLE, 24, 43, 24 / 43, "без отсутствующих", "норма 0.6 (60\xa0%)", "нет"),
    ]
    assert [row[0] for row in values(sheet, first=10) if row[0]] == [
        "Принятые меры:",
        "Ответственный: __________________ / __________________ /   «____» ____________ 20___ г.",
    ]
    assert [cell.number_format for cell in sheet[9][1:4]] == ["#,##0", "#,##0", "0.0%"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B9", "A8:G9")


def test_a_figure_without_data_says_so_and_a_plain_count_has_no_share():
    figures = (
        a_figure(value=None, of=None, norm=None, title="A", base=None),
        a_figure(value=0, of=0, title="B", base="all"),
        a_figure(value=7, of=None, norm=None, title="C", base=None),
    )
    sheet = opened(a_digest(figures=figures, completeness=None))["Показатели"]
    assert [row[:7] for row in values(sheet, first=9)[:3]] == [
        ("A", "нет данных", "нет данных", "нет данных", None, None, None),
        ("B", 0, 0, "нет данных", "все по списку", "норма 0.6 (60\xa0%)", "нет данных"),
        ("C", 7, None, None, None, None, None),
    ]
    assert sheet["A5"].value == "Полнота: нет данных"


def test_an_incomplete_week_carries_an_asterisk():
    sheet = opened(a_digest(figures=(a_figure(incomplete=True),), completeness=0.982))["Показатели"]
    assert sheet["A9"].value == f"{TITLE} *"
    assert sheet["A5"].value == (
        "Полнота: 98,2\xa0% сообщений; показатели со знаком * могут быть занижены"
    )


def test_the_closed_week_is_called_final():
    window = a_window(NEXT_MONDAY, closed=True)
    book = opened(a_digest(window=window))
    assert book["Показатели"]["A3"].value == "Неделя 16–22 ноября, итог"
    assert book.properties.title == "МАОУ «СОШ № 12», неделя 16–22 ноября, итог"


@pytest.mark.parametrize(("value", "shown"), [(2496, 0.249), (2608, 0.2608), (2500, 0.25)])
def test_the_share_never_looks_as_if_it_had_reached_its_norm(value, shown):
    sheet = opened(a_digest(figures=(a_figure(value=value, of=10_000, threshold=0.25),)))
    assert sheet["Показатели"]["D9"].value == shown


NAMED = [(f"Иванова Мария Петровна {number}", "Учитель", "учитель") for number in (4, 6, 7, 8)]


def test_people_are_listed_with_real_numbers_and_the_unbound_without():
    asked = (Requirement(counts="messages", done=9, needed=10),)
    first = replace(PEOPLE[3], asked=asked, corrected=True)
    people = (first, PEOPLE[5], PEOPLE[6], PEOPLE[7])
    sheet = opened(a_digest(people=people))["Сотрудники"]
    assert values(sheet) == [
        (
            "ФИО",
            "Должность",
            "Роль",
            "Сообщений",
            "Дней с сообщениями",
            "Часов с сообщениями",
            "Звонков",
            "Отсутствует",
            "Профиль привязан",
            "Ниже нормы",
            "Выполнено из нормы",
            "Исправлено",
        ),
        (*NAMED[0], 9, 5, 9, 1, "нет", "да", "да", "9 из 10 сообщений", "да"),
        (*NAMED[1], 41, 5, 9, 0, "нет", "да", "нет", None, "нет"),
        (*NAMED[2], *["нет данных"] * 4, "нет", "нет", "да", None, "нет"),
        (*NAMED[3], 0, 0, 0, 2, "да", "да", "нет", None, "нет"),
    ]
    shades = [sheet.cell(row, 1).fill.start_color.rgb for row in range(2, 6)]
    assert shades == ["FFFFF4DC", "00000000", "FFFFF4DC", "00000000"]
    (bar,) = sheet.conditional_formatting
    assert (str(bar.sqref), bar.rules[0].type) == ("D2:D5", "dataBar")
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B2", "A1:L5")


def test_above_the_organisation_nobody_is_named():
    data = digest_xlsx(a_digest(), with_people=False)
    assert openpyxl.load_workbook(io.BytesIO(data)).sheetnames == [
        "Показатели",
        "По дням",
        "Чаты",
        "Недели",
        "Учебный год",
        "Как считано",
    ]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist()).decode()
    assert "Иванова" not in everything


def test_the_days_have_real_dates_and_those_ahead_are_not_listed():
    sheet = opened(a_digest())["По дням"]
    assert values(sheet) == [
        ("День", "День недели", "Сообщений", "Сотрудников писали"),
        (datetime(2026, 11, 16), "понедельник", 120, 10),  # noqa: DTZ001 - as openpyxl reads
        (datetime(2026, 11, 17), "вторник", 96, 11),  # noqa: DTZ001 - as above
        (datetime(2026, 11, 18), "среда", 0, 12),  # noqa: DTZ001 - as above
        (datetime(2026, 11, 19), "четверг", 143, 13),  # noqa: DTZ001 - as above
        (datetime(2026, 11, 20), "пятница", 61, 14),  # noqa: DTZ001 - as above
    ]
    assert sheet["A2"].number_format == "dd.mm.yyyy"


def test_without_the_bot_in_any_chat_the_days_have_no_data():
    sheet = opened(a_digest(completeness=None))["По дням"]
    assert [row[2:] for row in values(sheet, first=2)] == [("нет данных", "нет данных")] * 5


def test_a_chat_title_that_looks_like_a_formula_stays_text():
    chats = (replace(CHATS[0], class_name="5А", links=2), CHATS[1])
    sheet = opened(a_digest(chats=chats))["Чаты"]
    assert values(sheet) == [
        (
            *("Чат", "Вид", "Класс", "Сообщений", "Звонков"),
            *("Ссылки на иностранные мессенджеры", "Пропущено ботом", "Бот в чате"),
        ),
        ("5А родители", "родители", "5А", 120, 1, 2, 0, "да"),
        ("=1+1", "не указан", None, *["нет данных"] * 3, 3, "нет"),
    ]
    assert sheet["A3"].data_type == "s"


def test_a_name_that_looks_like_a_formula_stays_text():
    people = (a_person(1, 12, name='=HYPERLINK("http://example.com")'),)
    sheet = opened(a_digest(people=people))["Сотрудники"]
    assert (sheet["A2"].data_type, sheet["A2"].hyperlink) == ("s", None)


def test_the_weeks_end_with_this_one_and_an_unknown_share_is_empty():
    figures = (a_figure(id="other", title="A", norm=None), a_figure())
    sheet = opened(a_digest(figures=figures))["Недели"]
    assert values(sheet) == [
        ("Показатель", "Что", *WEEKS, "Норма"),
        ("A", "значение", *["нет данных"] * 4, 24, None),
        (None, "из", *["нет данных"] * 4, 43, None),
        (None, "доля", *[None] * 4, 24 / 43, None),
        (TITLE, "значение", 12, 19, "нет данных", 26, 24, None),
        (None, "из", 44, 44, "нет данных", 43, 43, None),
        (None, "доля", 12 / 44, 19 / 44, None, 26 / 43, 24 / 43, 0.6),
    ]


def test_of_the_main_figure_all_weeks_of_the_school_year_stand_in_rows():
    figures = (a_figure(id="other", title="A", norm=None), a_figure())
    sheet = opened(a_digest(figures=figures))["Учебный год"]
    assert values(sheet) == [
        ("Неделя", "Значение", "Из", "Доля", "Норма"),
        (WEEKS[0], 12, 44, 12 / 44, 0.6),
        (WEEKS[1], 19, 44, 19 / 44, 0.6),
        (WEEKS[2], "нет данных", "нет данных", None, 0.6),
        (WEEKS[3], 26, 43, 26 / 43, 0.6),
        (WEEKS[4], 24, 43, 24 / 43, 0.6),
    ]


def test_no_more_weeks_stand_side_by_side_than_paper_is_wide():
    trends = (a_trend(*[(number, 44) for number in range(20)]),)
    book = opened(a_digest(trends=trends))
    assert len(values(book["Недели"])[0]) == 2 + 7 + 1
    assert len(values(book["Учебный год"])) == 1 + 21


def test_the_chart_draws_the_main_figure_and_its_norm_from_the_weeks():
    figures = (a_figure(id="other", title="A", norm=None), a_figure())
    trends = (a_trend((12, 44), None), a_trend((1, 2), figure="other"))
    data = digest_xlsx(a_digest(figures=figures, trends=trends), with_people=True)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        chart = archive.read("xl/charts/chart1.xml").decode()
    assert "'Учебный год'!$D$2:$D$4" in chart
    assert "'Учебный год'!$E$2:$E$4" in chart
    assert "'Учебный год'!$A$2:$A$4" in chart
    assert "<c:barChart>" in chart
    assert "<c:lineChart>" in chart


@pytest.mark.parametrize(
    "digest",
    [
        a_digest(main="unknown"),
        a_digest(people=(), days=(), chats=(), figures=(), trends=()),
        a_digest(trends=()),
    ],
    ids=["no such main figure", "nothing at all", "no weeks before"],
)
def test_a_sparse_digest_is_still_a_workbook(digest):
    year = ["Учебный год"] if digest.report.figure(digest.main) else []
    assert opened(digest).sheetnames == [
        "Показатели",
        "Сотрудники",
        "По дням",
        "Чаты",
        "Недели",
        *year,
        "Как считано",
    ]


def test_every_sheet_prints_across_with_its_header_repeated():
    book = opened(a_digest())
    setups = {
        sheet.title: (
            sheet.page_setup.orientation,
            sheet.page_setup.fitToWidth,
            sheet.page_setup.fitToHeight,
            sheet.print_title_rows,
        )
        for sheet in book
    }
    across = ("landscape", None, 0)
    assert {sheet.page_setup.paperSize for sheet in book} == {A4}
    assert setups == {
        "Показатели": ("landscape", None, None, "$8:$8"),  # one page: the chart is below
        "Сотрудники": (*across, "$1:$1"),
        "По дням": (*across, "$1:$1"),
        "Чаты": (*across, "$1:$1"),
        "Недели": (*across, "$1:$1"),
        "Учебный год": ("portrait", None, 0, "$1:$1"),
        "Как считано": (*across, "$1:$1"),
    }


def test_an_equal_digest_gives_equal_bytes_and_names_no_author():
    first, second = (digest_xlsx(a_digest(), with_people=True) for _ in range(2))
    assert first == second
    properties = openpyxl.load_workbook(io.BytesIO(first)).properties
    assert (properties.creator, properties.lastModifiedBy) == (None, None)
    assert properties.created == datetime(2026, 11, 20, 10)  # noqa: DTZ001 - as openpyxl reads
