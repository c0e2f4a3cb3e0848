"""What a paper says of a week: whole texts, who is named, and how its file is called."""

from dataclasses import replace

import pytest

from bot.papers.composing import compose
from bot.papers.words import file_name
from monitor.facts.values import Requirement, Source
from tests.bot.made_up import a_figure, a_person
from tests.bot.papers.composed import THE_WEEK, TITLE, after, lines, tables, texts
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
    without_norm,
)

MEASURE = (FRIDAY, "Провели обучение классных руководителей")


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
