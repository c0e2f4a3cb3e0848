"""The tables and the command line of the played week agree with what people did."""

import io
import json
import re
from datetime import date

import openpyxl
import pytest
from typer.testing import CliRunner

from bot.cli.commands import app
from tests.bot.week_played import text_of
from tests.cast import (
    ADMIN,
    DEPUTY,
)


def table(week, moment, person, kind):
    """The attachments of a message: kinds in order, and the workbook read back."""
    [message] = [each for each in week.told[moment] if (each.to, each.kind) == (person, kind)]
    kinds = [re.match("[a-z]+", each)[0] for each in message.attachments]
    book = openpyxl.load_workbook(io.BytesIO(week.files[message.attachments[-1]]))
    return kinds, book


def test_the_digest_shows_a_picture_and_a_table(week):
    for moment in ("friday", "close"):
        [digest] = [each for each in week.told[moment] if each.kind == "digest"]
        picture, workbook = (week.files[each] for each in digest.attachments)
        assert picture.startswith(b"\x89PNG\r\n\x1a\n")
        assert workbook.startswith(b"PK\x03\x04")


@pytest.mark.parametrize(
    ("moment", "kind"), [("reminder", "reminder"), ("friday", "summary"), ("close", "summary")]
)
def test_the_administrator_gets_the_table_without_a_picture(week, moment, kind):
    kinds, book = table(week, moment, ADMIN, kind)
    assert (kinds, book.sheetnames[:2]) == (["doc"], ["Показатели", "Сотрудники"])


NAMED = {
    "Быкова Анна Сергеевна": (12, 0, False),
    "Зотов Игорь Львович": (1, 0, False),
    "Орлова Вера Юрьевна": (10, 0, False),
    "Петрова Мария Петровна": (10, 1, False),
    "Сомова Алла Юрьевна": (0, 0, True),
    "Титов Олег Иванович": (1, 0, False),
    "Уткин Павел Ильич": (10, 0, False),
    "Юдина Ольга Олеговна": (0, 0, False),
}


def test_the_table_agrees_with_what_people_did(week):
    _, book = table(week, "close", DEPUTY, "digest")
    header, *rows = book["Сотрудники"].iter_rows(values_only=True)
    lines = [dict(zip(header, row, strict=True)) for row in rows]
    unbound = lines.pop()
    assert {
        line["ФИО"]: (line["Сообщений"], line["Звонков"], line["Отсутствует"] == "да")
        for line in lines
    } == {name: did for name, did in NAMED.items() if not name.startswith("Юдина")}
    assert (unbound["ФИО"], unbound["Сообщений"], unbound["Профиль привязан"]) == (
        "Юдина Ольга Олеговна",
        "нет данных",
        "нет",
    )
    short = [line["ФИО"] for line in [*lines, unbound] if line["Ниже нормы"] == "да"]
    assert [name.split()[0] for name in short] == ["Зотов", "Титов", "Юдина"]


SHORT = {
    "Сотрудники, написавшие в групповых чатах минимум 10 сообщений за неделю": "От 10 сообщений",
    "Сотрудники, подключённые к платформе (профиль известен боту)": "Профиль известен",
    "Классы, у которых есть чат учеников или родителей": "Классы с чатами",
    "Педагоги и ученики, активные за неделю": "Активны за неделю",
}
"""What the message calls what the table calls as the order does."""


def test_the_table_agrees_with_the_text(week):
    _, book = table(week, "close", DEPUTY, "digest")
    said_in_words = text_of(week, "close", DEPUTY, "digest")
    rows = [row for row in book["Показатели"].iter_rows(values_only=True) if row[3] is not None]
    said = {SHORT[row[0]]: row[1:3] for row in rows[1:]}
    for title, value, of in re.findall(r"[✅⚠️]+ (.+?): (\d+) из (\d+) \(", said_in_words):
        assert said.pop(title) == (int(value), int(of))
    assert said == {}


def test_the_table_s_days_and_chats_add_up_to_the_messages_of_the_week(week):
    _, book = table(week, "close", DEPUTY, "digest")
    days = list(book["По дням"].iter_rows(min_row=2, max_col=3, values_only=True))
    assert [(day.date(), said, count) for day, said, count in days] == [
        (date(2026, 11, 16), "понедельник", 12),
        (date(2026, 11, 17), "вторник", 14),
        (date(2026, 11, 18), "среда", 18),
        (date(2026, 11, 19), "четверг", 4),
        (date(2026, 11, 20), "пятница", 0),
        (date(2026, 11, 21), "суббота", 1),
        (date(2026, 11, 22), "воскресенье", 1),
    ]
    chats = list(book["Чаты"].iter_rows(min_row=2, values_only=True))
    assert chats == [
        ("Педсовет", "сотрудники", None, 41, 0, 0, 0, "да"),
        ("5А ученики", "ученики", "5А", 9, 1, 0, 0, "да"),
        ("Методический совет", "сотрудники", None, 0, 0, 0, 0, "да"),
    ]


def reported(week, *more):
    asked = ["report", "--unit", "school-12", "--week", "2026-W47", "--json", *more]
    done = CliRunner().invoke(app, [*asked, "--config", str(week.config)])
    assert (done.exit_code, done.stderr) == (0, "")
    return json.loads(done.stdout)


def test_the_command_line_reports_the_same_week_as_one_exact_object(week):
    found = reported(week, "--people")
    assert found["people"].pop()["name"] == "Юдина Ольга Олеговна"
    assert found == {
        "unit": "school-12",
        "order": "perm",
        "window": {
            "start": "2026-11-16T00:00:00+05:00",
            "end": "2026-11-23T00:00:00+05:00",
            "closed": True,
        },
        "completeness": 1.0,
        "indicators": [
            {
                "id": "staff_messages_10",
                "title": "Сотрудники, написавшие в групповых чатах минимум 10 сообщений за неделю",
                "value": 4,
                "of": 7,
                "share": 4 / 7,
                "base": "present",
                "incomplete": False,
                "norm": {
                    "text": "каждый сотрудник пишет не менее 10 сообщений в неделю",
                    "threshold": 1.0,
                    "met": False,
                },
            },
            {
                "id": "staff_registered",
                "title": "Сотрудники, подключённые к платформе (профиль известен боту)",
                "value": 7,
                "of": 8,
                "share": 0.875,
                "base": "all",
                "incomplete": False,
                "norm": {"text": "подключены все сотрудники", "threshold": 1.0, "met": False},
            },
            {
                "id": "classes_with_chats",
                "title": "Классы, у которых есть чат учеников или родителей",
                "value": 1,
                "of": 2,
                "share": 0.5,
                "base": "all",
                "incomplete": False,
                "norm": {
                    "text": "чаты всех классов перенесены на платформу",
                    "threshold": 1.0,
                    "met": False,
                },
            },
            {
                "id": "foreign_links",
                "title": "Сообщения со ссылкой на иностранный мессенджер",
                "value": 0,
                "of": None,
                "share": None,
                "base": None,
                "incomplete": False,
                "norm": {
                    "text": "иностранные мессенджеры не используются",
                    "threshold": None,
                    "met": True,
                },
            },
            {
                "id": "users_active",
                "title": "Педагоги и ученики, активные за неделю",
                "value": 7,
                "of": 16,
                "share": 7 / 16,
                "base": "all",
                "incomplete": False,
                "norm": {
                    "text": "активны не менее 25 % педагогов и учеников",
                    "threshold": 0.25,
                    "met": True,
                },
            },
        ],
        "gaps": [],
        "people": [
            {
                "name": name,
                "role": ROLES.get(name.split()[0], "учитель"),
                "messages": messages,
                "calls": calls,
                "absent": absent,
            }
            for name, (messages, calls, absent) in NAMED.items()
            if not name.startswith("Юдина")
        ],
    }


ROLES = {"Зотов": "администрация"}


def test_of_somebody_without_a_profile_the_report_knows_no_figures_as_the_table_does(week):
    assert reported(week, "--people")["people"][-1] == {
        "name": "Юдина Ольга Олеговна",
        "role": "прочий персонал",
        "messages": None,
        "calls": None,
        "absent": False,
    }


def test_without_people_the_report_names_nobody(week):
    keys = ["unit", "order", "window", "completeness", "indicators", "gaps"]
    assert list(reported(week)) == keys
