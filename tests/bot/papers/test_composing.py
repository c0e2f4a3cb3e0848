"""What a paper says: whole texts of a week's paper, and what is different in others."""

from dataclasses import replace

import pytest

from bot.papers.composing import compose
from bot.papers.paper import Blank, Line, Signatures, Table
from bot.papers.words import file_name
from monitor.facts.values import NormReading, Requirement, Source
from tests.bot.made_up import PEOPLE, a_figure, a_person
from tests.bot.papers.periods import (
    AUTUMN,
    FRIDAY,
    LINES,
    NOVEMBER,
    WEEK,
    YEAR,
    a_level_period,
    a_line,
    a_paper_week,
    a_period,
    confirmed,
    reported,
    weeks_of,
    without_norm,
)

[THE_WEEK] = weeks_of(WEEK)
TITLE = "Сотрудники, написавшие в групповых чатах минимум 10 сообщений за неделю"
MEASURE = (FRIDAY, "Провели обучение классных руководителей")


def lines(paper):
    """The paragraphs of a paper; in the place of tables and the like what they are."""
    return [
        block.text.replace("\N{NO-BREAK SPACE}", " ")
        if isinstance(block, Line)
        else type(block).__name__
        for block in paper.blocks
    ]


def tables(paper):
    return [block for block in paper.blocks if isinstance(block, Table)]


def texts(table):
    return [[cell.text.replace("\N{NO-BREAK SPACE}", " ") for cell in row] for row in table.rows]


def after(paper, heading):
    """What stands under a heading, up to the next one."""
    said = lines(paper)
    start = said.index(heading) + 1
    rest = [
        at
        for at, block in enumerate(paper.blocks)
        if at >= start and isinstance(block, Line) and block.style == "heading"
    ]
    return said[start : rest[0] if rest else None]


def of_week(report=None, **changes):
    return a_period(WEEK, [a_paper_week(THE_WEEK, report, **changes)])


def test_a_closed_week_is_told_from_its_order_to_the_signatures():
    paper = compose(of_week(measures=(MEASURE,), seen=((FRIDAY, False), (FRIDAY, True))))
    assert lines(paper) == [
        "МАОУ «СОШ № 12»",
        "Справка",
        "о сообщениях и звонках в чатах организации за неделю 16–22 ноября 2026 года",
        "Основание: Приказ о переходе на платформу.",
        "Правило учёта: Учтены новые сообщения людей в чатах организации, где есть бот.",
        "Показатели носят справочный характер.",
        "Показатели и нормы",
        "Table",
        "Полнота данных",
        "Учтены все сообщения чатов, в которых есть бот.",
        "Подтверждено вне чатов",
        "Ничего не подтверждалось: все показатели сосчитаны по чатам.",
        "Принятые меры",
        "• Провели обучение классных руководителей (записано 20 ноября)",
        "Ознакомление",
        "• Завуч, 20 ноября 2026 г. в 15:00 (сводка, неделя ещё шла)",
        "• Завуч, 20 ноября 2026 г. в 15:00 (итоги недели)",
        "Signatures",
    ]
    assert paper.title == "Справка, МАОУ «СОШ № 12», 16–22 ноября 2026"
    assert paper.foot == "Составлено программой «Звонок» 8 декабря 2026 г. в 09:00"
    assert not paper.across


def test_a_week_s_figures_stand_beside_their_norms():
    figures = (
        a_figure(),
        a_figure(30, 43, 0.25, id="b", incomplete=True, corrected=True),
        without_norm(id="c", title="Ссылки", value=1200, of=None, base=None),
        without_norm(id="d", title="Связали аккаунты", value=None, of=None, missing="outside"),
    )
    paper = compose(of_week(reported(THE_WEEK, *figures)))
    [table] = tables(paper)
    absent = f"{TITLE}, без отсутствующих"
    assert [column.heading for column in table.columns] == [
        *("№", "Показатель", "Учтено", "Из", "Доля", "Норма", "Выполнена"),
    ]
    assert texts(table) == [
        ["1", f"{absent} (п. 1.5)", "24", "43", "55,8 %", "60 %", "нет"],
        [
            "2",
            f"{absent} (п. 1.5; есть подтверждённое вне чатов)",
            "30*",
            "43",
            "69,8 %",
            "25 %",
            "да",
        ],
        ["3", "Ссылки", "1 200", "", "", "—", "—"],
        [
            "4",
            "Связали аккаунты, без отсутствующих "
            "(показатель ведётся вне чатов, значение не подтверждено)",
            *("—", "—", "—", "—", "—"),
        ],
    ]
    assert [[cell.pale for cell in row].count(True) for row in table.rows] == [1, 0, 0, 0]
    assert "* Бот видел не все сообщения, показатель может быть выше." in lines(paper)


def test_a_running_week_says_that_it_is_not_over():
    report = reported(THE_WEEK, closed=False)
    paper = compose(a_period(WEEK, [a_paper_week(THE_WEEK, report, state="running")], at=FRIDAY))
    assert lines(paper)[3] == "По состоянию на 20 ноября 2026 г. в 15:00, период не окончен."


def test_no_norm_is_called_missed_in_a_week_that_is_not_over():
    report = reported(THE_WEEK, a_figure(), a_figure(24, 43, 0.25, id="b"), closed=False)
    week = a_paper_week(THE_WEEK, report, state="running")
    [table] = tables(compose(a_period(WEEK, [week], at=FRIDAY)))
    assert [row[-1] for row in texts(table)] == ["пока нет", "да"]
    assert not any(cell.pale for row in table.rows for cell in row)
    table, *_ = tables(compose(a_period(NOVEMBER, [week], at=FRIDAY)))
    assert [row[1:] for row in texts(table)] == [
        ["24 из 43\n55,8 %", "—"],
        ["24 из 43\n55,8 %\nнорма: да", "1 из 1"],
    ]
    assert not any(cell.pale for row in table.rows for cell in row)


def test_a_week_that_is_over_and_not_closed_says_so():
    report = reported(THE_WEEK, closed=False)
    paper = compose(of_week(report, state="open"))
    assert lines(paper)[3] == (
        "По состоянию на 8 декабря 2026 г. в 09:00: последняя неделя ещё не закрыта."
    )


def test_an_order_that_is_an_example_is_called_one():
    source = Source(title="Образец", basis="example")
    paper = compose(of_week(replace(reported(THE_WEEK), source=source)))
    assert lines(paper)[3] == "Считается по образцу: Образец (пример, сверьте с Вашим приказом)."


def test_what_was_missed_stands_under_completeness():
    paper = compose(of_week(reported(THE_WEEK, completeness=0.973)))
    assert after(paper, "Полнота данных") == [
        "Данные неполные. Учтено 97,3 % сообщений: бот не видел 3 сообщения («=1+1»)."
    ]


def test_nobody_is_named_unless_that_is_asked_for():
    added = (confirmed(1), confirmed(2, person="Юдина Ольга Олеговна", by="operator"))
    figure = confirmed(None, title="Связали аккаунты", value=12, of=40, messages=0, calls=0)
    facts = of_week(confirmed=(*added, confirmed(1, messages=-2, calls=0), figure))
    assert after(compose(facts), "Подтверждено вне чатов") == [
        "• «Связали аккаунты»: 12 из 40 (ответственный администратор, 20 ноября)",
        "• 1 сотрудник: +10 сообщений, +1 звонок (ответственный администратор, 20 ноября)",
        "• 1 сотрудник: +12 сообщений, +1 звонок (оператор программы, 20 ноября)",
    ]
    assert not [text for text in lines(compose(facts)) if "Уткин" in text or "Юдина" in text]


def test_with_names_those_below_the_norm_are_listed_under_a_warning():
    done = (Requirement(counts="messages", done=7, needed=10),)
    people = (
        a_person(1, 7, name="Уткин Павел Ильич", asked=done),
        a_person(2, 0, name="Юдина Ольга Олеговна", bound=False, position="Секретарь"),
        a_person(3, 41, name="Быкова Анна Сергеевна"),
    )
    facts = of_week(reported(THE_WEEK, people=people), confirmed=(confirmed(),))
    paper = compose(facts, names=True)
    assert lines(paper)[0] == (
        "Для внутреннего пользования: есть фамилии сотрудников. Не передавать за пределы "
        "организации."
    )
    assert texts(tables(paper)[1]) == [
        ["1", "Уткин Павел Ильич", "Учитель", "7 из 10 сообщений"],
        ["2", "Юдина Ольга Олеговна", "Секретарь", "нет данных"],
    ]
    assert after(paper, "Подтверждено вне чатов") == [
        "• Уткин Павел Ильич: +12 сообщений, +1 звонок (ответственный администратор, "
        "20 ноября). Основание: журнал звонков"
    ]


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


@pytest.mark.parametrize("period", [WEEK, NOVEMBER, AUTUMN, YEAR])
@pytest.mark.parametrize("names", [False, True])
def test_tables_are_never_wider_than_the_sheet(period, names):
    for facts in (a_period(period), a_level_period(period, (*LINES, a_line("5", 1, 60)))):
        paper = compose(facts, names=names)
        for table in tables(paper):
            assert sum(column.width for column in table.columns) <= paper.width + 0.01
            assert {len(row) for row in table.rows} <= {len(table.columns)}


@pytest.mark.parametrize(
    ("unit", "named"),
    [
        ("МАОУ «СОШ № 12»", "Справка, СОШ № 12, 16–22 ноября 2026.docx"),
        ("Гимназия 1/2 г. Перми", "Справка, Гимназия 1 2 г. Перми, 16–22 ноября 2026.docx"),
        ("МБОУ «Школа «Радуга»»", "Справка, Школа «Радуга», 16–22 ноября 2026.docx"),
        ("Ш" * 200, f"Справка, {'Ш' * 59}…, 16–22 ноября 2026.docx"),
    ],
)
def test_files_are_named_as_people_name_them(unit, named):
    assert file_name(a_period(unit_name=unit), "docx", names=False) == named


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
