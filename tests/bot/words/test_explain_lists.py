"""Long lists in explanations, months, and what the organisations below gave."""

from dataclasses import replace

from bot.words.explained.figure import explanation
from monitor.explain.level import explain_level
from monitor.facts.assembling import assemble
from monitor.facts.values import OrganisationLine, WeekFigure
from monitor.report.making import make_report
from monitor.time.week import month_until
from storage.records import ChatKind
from tests.bot.words.explaining import order_of, the_week, told
from tests.builders import a_chat, a_person, bound, some_facts, wrote
from tests.cast import at

SEVEN = some_facts(
    persons=[a_person(1)],
    bindings=bound(1, 11),
    tallies=[wrote(11, number, at(0, 9), chat=number) for number in range(1, 8)],
    chats=[a_chat(number, ChatKind.STAFF, title=f"Чат {number}") for number in range(1, 8)],
    as_of=at(0, 12),
)


def test_five_chats_are_named_and_the_others_are_counted():
    lines = told(SEVEN, 'family = "people_active"', "messages = 3").split("\n")
    assert lines[5:7] == [
        "Учтено в чатах: 28 сообщений.",
        "По чатам (сообщений): «Чат 7» — 7; «Чат 6» — 6; «Чат 5» — 5; «Чат 4» — 4; «Чат 3» — 3; "
        "и ещё 2 чата — 3.",
    ]


def test_a_month_tells_its_last_seven_days_one_by_one():
    facts = some_facts(
        persons=[a_person(1)],
        bindings=bound(1, 11),
        tallies=[wrote(11, 4, at(1, 9)), wrote(11, 5, at(-13, 9))],
    )
    month = assemble(
        facts.raw, facts.week, facts.as_of, participants=False, span=month_until(facts.week)
    )
    asked = ('family = "people_active"', "messages = 9", 'window = "month"')
    lines = told(replace(facts, month=month), *asked).split("\n")
    assert lines[:2] == [
        "• Активные: 1 из 1 (100\N{NO-BREAK SPACE}%)",
        "school-12, месяц 1–22 ноября (неделя 16–22 ноября, итог).",
    ]
    assert lines[-1] == (
        "По дням (сообщений, в скобках — человек): 1–15 ноября — 5; 16 ноября — 0; 17 ноября — 4 "
        "(1); 18 ноября — 0; 19 ноября — 0; 20 ноября — 0; 21 ноября — 0; 22 ноября — 0."
    )


def a_line(number, state, stood):
    return OrganisationLine(
        unit=str(number),
        name=f"Школа {number}",
        kind="school",
        state=state,
        completeness=None,
        figures=() if stood is None else (stood,),
        reporting=int(state != "none"),
        listed=1,
    )


def test_a_municipality_names_who_gave_what_and_who_gave_nothing():
    order = order_of('family = "people_active"', "messages = 10")
    report = make_report(the_week(), order)
    figure = replace(report.figures[0], value=21, of=60, incomplete=True, other=None)
    lines = [
        a_line(
            number, "running", WeekFigure(id="main", value=number, of=10, incomplete=number == 2)
        )
        for number in range(1, 7)
    ]
    lines[2] = replace(lines[2], state="late")
    lines.append(a_line(7, "none", None))
    report = replace(report, figures=(figure,), organisations=tuple(lines))
    assert explanation(explain_level(order, order.indicator[0], report)).split("\n") == [
        "• Активные: 21 из 60 (35,0\N{NO-BREAK SPACE}%)*",
        "school-12, неделя 16–22 ноября, на 15:00 пятницы, не окончена.",
        "Правило: не менее 10 сообщений. Считаются сообщения.",
        "Основание: Приказ, п. 1.5.",
        "База: все сотрудники, от всех по списку: 60.",
        "Из чего сложилось:",
        "• Школа 1: 1 из 10 (10,0\N{NO-BREAK SPACE}%)",
        "• Школа 2: 2 из 10 (20,0\N{NO-BREAK SPACE}%)*",
        "• Школа 3: 3 из 10 (30,0\N{NO-BREAK SPACE}%), данные не на этот час",
        "• Школа 4: 4 из 10 (40,0\N{NO-BREAK SPACE}%)",
        "• Школа 5: 5 из 10 (50,0\N{NO-BREAK SPACE}%)",
        "• и ещё 1 организация",
        "Нет данных, в сумму не входят: Школа 7.",
        "* Бот видел не всё, показатель может быть занижен.",
    ]
