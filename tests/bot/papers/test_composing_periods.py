"""What a paper says of a month, a quarter and a year, and of a level's organisations."""

from dataclasses import replace

import pytest

from bot.papers.composing import compose
from bot.papers.paper import Blank, Signatures
from bot.papers.words import file_name
from monitor.facts.values import NormReading
from tests.bot.made_up import PEOPLE, a_figure
from tests.bot.papers.composed import THE_WEEK, TITLE, after, lines, tables, texts
from tests.bot.papers.periods import (
    AUTUMN,
    NOVEMBER,
    WEEK,
    YEAR,
    a_level_period,
    a_paper_week,
    a_period,
    reported,
    weeks_of,
)


def test_a_month_has_its_weeks_beside_each_other():
    weeks = [a_paper_week(week) for week in weeks_of(NOVEMBER)]
    weeks[0] = replace(weeks[0], report=None, state="before")
    weeks[3] = replace(weeks[3], report=replace(weeks[3].report, resting=True))
    weeks[4] = replace(weeks[4], report=reported(weeks[4].week, closed=False), state="open")
    paper = compose(a_period(NOVEMBER, weeks))
    assert lines(paper)[3:8] == [
        "По состоянию на 8 декабря 2026 г. в 09:00: последняя неделя ещё не закрыта.",
        "Основание: Приказ о переходе на платформу.",
        "Правило учёта: Учтены новые сообщения людей в чатах организации, где есть бот.",
        "Недели: 2 ноября – 6 декабря 2026. Неделя относится к месяцу, в котором начинается.",
        "Показатели носят справочный характер.",
    ]
    table, gaps = tables(paper)
    assert [column.heading for column in table.columns] == [
        "Показатель",
        "2–8 ноября\n(учёт ещё не вёлся)",
        "9–15 ноября",
        "16–22 ноября",
        "23–29 ноября\n(каникулы)",
        "30 ноября – 6 декабря\n(не закрыта)",
        "Норма выполнена",
    ]
    assert texts(table) == [
        [
            f"{TITLE}, без отсутствующих\n(норма 45 %)",
            "—",
            "19 из 43\n44,2 %\nнорма: нет",
            "20 из 43\n46,5 %\nнорма: да",
            "21 из 43\n48,8 %\nнорма: да",
            "22 из 43\n51,2 %\nнорма: да",
            "3 из 4",
        ]
    ]
    assert [cell.pale for cell in table.rows[0]] == [False, False, True, *(False,) * 4]
    assert texts(gaps) == [
        ["2–8 ноября", "учёт ещё не вёлся", "—", ""],
        ["30 ноября – 6 декабря", "не закрыта", "100 %", ""],
    ]


def test_a_norm_that_was_changed_is_told_with_what_it_was_before():
    weeks = [a_paper_week(week) for week in weeks_of(NOVEMBER)]
    higher = NormReading(text="", threshold=0.6, met=False)
    weeks[4] = replace(weeks[4], report=reported(weeks[4].week, a_figure(22, 43, norm=higher)))
    [table] = tables(compose(a_period(NOVEMBER, weeks)))
    assert texts(table)[0][0].endswith("(норма 45 %, позже 60 %)")


def test_a_quarter_is_summed_up_before_its_weeks():
    paper = compose(a_period(AUTUMN))
    summed, weeks = tables(paper)
    assert paper.across
    assert texts(summed) == [
        [
            "1",
            f"{TITLE}, без отсутствующих",
            "45 %",
            "13",
            "7",
            "6",
            "26 из 43 (60,5 %)\n(28 декабря 2026 – 3 января 2027)",
        ]
    ]
    assert len(weeks.columns) == 14
    assert sum(column.width for column in weeks.columns) == pytest.approx(paper.width)


def test_a_school_year_begins_where_its_figures_do():
    weeks = [a_paper_week(week) for week in weeks_of(YEAR)]
    weeks[:6] = [replace(each, report=None, state="before") for each in weeks[:6]]
    paper = compose(a_period(YEAR, weeks))
    _, *parts, gaps = tables(paper)
    assert [len(part.columns) - 1 for part in parts] == [12, 12, 12, 10]
    assert parts[0].columns[1].heading == "12–18 октября"
    assert [row[0] for row in texts(gaps)][:2] == ["31 августа – 6 сентября", "7–13 сентября"]
    assert len(gaps.rows) == 6


def test_a_period_without_anything_says_so_and_can_be_signed():
    paper = compose(a_period(YEAR, ()))
    assert after(paper, "Показатели и нормы") == ["За этот период данных нет."]
    assert after(paper, "Полнота данных") == [
        "Недель этого периода ещё не было, или учёт тогда не вёлся: данных нет."
    ]
    assert after(paper, "Принятые меры") == ["Записей нет. Место для записи:", "Blank"]
    assert isinstance(paper.blocks[-1], Signatures)
    assert [block.count for block in paper.blocks if isinstance(block, Blank)] == [2]


def test_a_forgotten_week_is_named_as_forgotten():
    week = replace(a_paper_week(THE_WEEK), report=None, state="forgotten")
    [table] = tables(compose(a_period(WEEK, [week])))
    assert texts(table) == [["", "данные удалены по сроку хранения", "—", ""]]


def test_those_below_in_some_weeks_of_a_month_are_listed_once():
    weeks = [a_paper_week(week) for week in weeks_of(NOVEMBER)]
    weeks[2] = a_paper_week(weeks[2].week, reported(weeks[2].week, people=()))
    only = replace(PEOPLE[0], name="Новая Мария Петровна")
    weeks[4] = a_paper_week(weeks[4].week, reported(weeks[4].week, people=(only,)))
    _, people = tables(compose(a_period(NOVEMBER, weeks), names=True))
    assert texts(people)[-1] == [
        "5",
        "Новая Мария Петровна",
        "Учитель",
        "4 из 5 недель: 2–8 ноября; 9–15 ноября; 23–29 ноября; 30 ноября – 6 декабря",
    ]


def test_a_municipality_has_organisations_and_never_people():
    paper = compose(a_level_period(), names=True)
    assert lines(paper) == [
        "Департамент образования города Перми",
        "Справка",
        "о сообщениях и звонках в чатах подведомственных организаций за неделю 16–22 ноября 2026 "
        "года",
        "Основание: Приказ о переходе на платформу.",
        "Правило учёта: Учтены новые сообщения людей в чатах организации, где есть бот.",
        "Показатели носят справочный характер.",
        "Показатели и нормы",
        "Table",
        "По организациям",
        f"{TITLE}, без отсутствующих, норма 25 %.",
        "Table",
        "Полнота данных",
        "Данные неполные. Данные 2 из 4 организаций.",
        "Signatures",
    ]
    assert texts(tables(paper)[1]) == [
        ["1", "МАОУ «СОШ № 1»", "итог", "24 из 43 (55,8 %)", "да"],
        ["2", "МАОУ «СОШ № 2»", "итог", "9 из 40 (22,5 %)", "нет"],
        ["3", "МАОУ «СОШ № 3»", "итог", "мало сотрудников", "—"],
        ["4", "МАОУ «СОШ № 4»", "нет данных", "нет данных", "—"],
    ]


def test_over_weeks_an_organisation_is_told_by_how_often_it_met_the_norm():
    table = tables(compose(a_level_period(NOVEMBER)))[1]
    assert texts(table) == [
        ["1", "МАОУ «СОШ № 1»", "5", "5", "0", "24 из 43 (55,8 %)"],
        ["2", "МАОУ «СОШ № 2»", "5", "0", "5", "9 из 40 (22,5 %)"],
        ["3", "МАОУ «СОШ № 3»", "мало сотрудников", "—", "—", "—"],
        ["4", "МАОУ «СОШ № 4»", "0", "—", "—", "нет данных"],
    ]


def test_files_of_other_periods_say_which():
    endings = [
        file_name(a_period(period), "pdf", names=period is NOVEMBER).removeprefix(
            "Справка, СОШ № 12, "
        )
        for period in (NOVEMBER, AUTUMN, YEAR)
    ]
    assert endings == [
        "ноябрь 2026 (с фамилиями).pdf",
        "IV квартал 2026.pdf",
        "2026–2027 учебный год.pdf",
    ]
