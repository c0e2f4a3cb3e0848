"""One line of a person for all: whose profile is not known, but of whom something was confirmed."""

import io
from dataclasses import replace

import openpyxl
import pytest

from bot.cli.week.report import as_object
from bot.pictures.layout import bands
from bot.sheets import digest_words as sheet
from bot.sheets.digest import digest_xlsx
from monitor.explain.figure import explain
from monitor.facts.digest import Digest
from monitor.report.making import make_report
from tests.bot.words.explaining import a_correction, order_of, the_week, told

TEN = ('family = "people_active"', "messages = 10", "personal = true")
OLGA = "Юдина Ольга Олеговна"


def a_week(*corrections):
    """The report of the week in which Olga, without a profile, has these corrections."""
    return make_report(the_week(corrections), order_of(*TEN))


def confirmed(messages, calls=0, number=1):
    return a_correction(number, person=4, messages=messages, calls=calls, comment="урок")


def said_everywhere(report):
    """What JSON, XLSX and the picture say of Olga: (messages, calls), and unbound in the bands."""
    [line] = [each for each in as_object(report, people=True)["people"] if each["name"] == OLGA]
    digest = Digest(report=report, trends=(), main="main", final=False)
    book = openpyxl.load_workbook(io.BytesIO(digest_xlsx(digest, with_people=True)))
    rows = list(book[sheet.PEOPLE_SHEET].iter_rows(values_only=True))
    at = {name: rows[0].index(name) for name in ("Сообщений", "Звонков")}
    [row] = [each for each in rows[1:] if each[0] == OLGA]
    return (
        (line["messages"], line["calls"]),
        tuple(row[at[name]] for name in ("Сообщений", "Звонков")),
        bands(report.people)[-1].people,
    )


@pytest.mark.parametrize(
    ("corrections", "counts"),
    [
        ([confirmed(12, 1)], (12, 1)),
        ([confirmed(0, 2)], (0, 2)),
        ([confirmed(3), confirmed(-3, number=2)], (0, 0)),
    ],
)
def test_what_was_confirmed_is_in_every_line(corrections, counts):
    report = a_week(*corrections)
    [olga] = [each for each in report.people if each.name == OLGA]

    assert said_everywhere(report) == (counts, counts, 0)
    assert report.figure("main").value == 1 + (counts[0] >= 10)
    facts = the_week(corrections)
    order = order_of(*TEN)
    part = explain(facts, order, order.indicator[0], report, person=olga).person
    assert (part.messages, part.calls, part.met) == (*counts, counts[0] >= 10)
    line = told(facts, *TEN, person=4)
    assert f"Юдина О. О.: {counts[0]} сообщ" in line


def test_of_whom_nothing_is_known_every_line_says_so():
    report = a_week()

    assert said_everywhere(report) == ((None, None), ("нет данных", "нет данных"), 1)
    assert "Юдина О. О.: нет данных, профиль не привязан." in told(the_week(), *TEN, person=4)


def test_the_table_has_the_base_that_is_known_without_a_value():
    """The bot was in no chat: the base is 5, whatever is not known of them."""
    facts = the_week()
    facts = replace(facts, completeness=None, raw=replace(facts.raw, chats=(), tallies=()))
    report = make_report(facts, order_of(*TEN))
    [told_by_json] = as_object(report, people=False)["indicators"]
    digest = Digest(report=report, trends=(), main="main", final=False)
    book = openpyxl.load_workbook(io.BytesIO(digest_xlsx(digest, with_people=False)))
    [row] = [
        each for each in book.worksheets[0].iter_rows(values_only=True) if each[0] == "Активные"
    ]

    assert (told_by_json["value"], told_by_json["of"], told_by_json["share"]) == (None, 5, None)
    assert row[1:4] == ("нет данных", 5, "нет данных")
