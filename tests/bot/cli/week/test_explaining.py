"""``zvonok explain``: a figure taken apart on the screen, and mistakes told in sentences."""

import asyncio
import re
from datetime import UTC, datetime

import pytest

from storage.chats import chats
from storage.db.database import Database
from storage.records import Access, ChatKind
from storage.seen import activity
from tests.bot.cli.commanding import run, said, written
from tests.builders import ORDER
from tests.cast import MARIA, PAVEL, ROSTER, SCHOOL

pytestmark = pytest.mark.usefixtures("own_surroundings")

WEEK = ("--unit", SCHOOL, "--week", "2025-W47")
TUESDAY = datetime(2025, 11, 18, 6, tzinfo=UTC)  # 11:00 in Yekaterinburg


def wrote(file, counts):
    """Put a staff chat there in which accounts wrote so much on a Tuesday a year ago."""

    async def put():
        database = await Database.open(f"sqlite:///{file}")
        async with database.writing() as connection:
            await chats.give(connection, 1, SCHOOL, datetime(2025, 11, 1, tzinfo=UTC))
            await chats.describe(
                connection,
                1,
                {"title": "Педсовет", "kind": ChatKind.STAFF, "access": Access.ALL},
            )
            hour = int(TUESDAY.timestamp()) // 3600
            await activity.add_tallies(
                connection, {(1, hour, who): count for who, count in counts.items()}
            )
        await database.close()

    asyncio.run(put())


TEN = """
[[indicator]]
id = "main"
family = "people_active"
title = "Написавшие 10 сообщений"
point = "1.5"
messages = 10
norm = { threshold = 1.0, text = "все" }
"""


@pytest.fixture
def own_order(config, tmp_path):
    """A config whose units all follow an order of one indicator."""
    (tmp_path / "ours.toml").write_text(ORDER + TEN, encoding="utf-8")
    text = re.sub('order = ".+"', 'order = "ours.toml"', config.read_text(encoding="utf-8"))
    config.write_text(text, encoding="utf-8")
    run("apply")
    return config


@pytest.fixture
def school(own_order, tmp_path):
    """A school in one of whose chats Maria wrote ten messages and Pavel three."""
    assert (
        run("roster", "import", "--yes", "-u", SCHOOL, written("roster.csv", ROSTER)).exit_code == 0
    )
    wrote(tmp_path / "zvonok.db", {MARIA: 10, PAVEL: 3, -5: 2})
    return own_order


def test_a_figure_is_taken_apart(school):
    done = run("explain", *WEEK, "main")
    assert (done.exit_code, done.stderr) == (0, "")
    lines = [line.rstrip() for line in done.stdout.splitlines()]
    assert lines[:2] == [
        "⚠️ Написавшие 10 сообщений: 1 из 5 (20,0\N{NO-BREAK SPACE}%), норма 100\N{NO-BREAK SPACE}%",
        "МАОУ «СОШ № 12», неделя 17–23 ноября, итог.",
    ]
    assert "Учтено в чатах: 13 сообщений. Профиль известен, но ничего не учтено: 2." in lines
    cells = [[cell.strip() for cell in line.strip("│").split("│")] for line in lines if "│" in line]
    assert cells[:3] == [
        ["Педсовет", "сотрудники", "100\N{NO-BREAK SPACE}%", "13"],
        ["17 ноября", "понедельник", "0"],
        ["18 ноября", "вторник", "13 (2)"],
    ]
    assert lines[-3:] == [
        "Не учтено:",
        "• профиль не привязан, данных нет: 1 человек",
        "• люди не из списка: 1 человек, 2 сообщения",
    ]


def test_one_person_s_part_is_taken_apart(school):
    done = run("explain", *WEEK, "main", "--person", "уткин")
    assert (done.exit_code, done.stderr) == (0, "")
    lines = [line.rstrip() for line in done.stdout.splitlines()]
    assert lines[:2] == [
        "⚠️ Уткин П. И.: 3 сообщения из 10.",
        "МАОУ «СОШ № 12», неделя 17–23 ноября, итог.",
    ]
    assert "Учтено в чатах: 3 сообщения." in lines


def test_a_municipality_names_the_organisations(school):
    done = run("explain", "--unit", "perm", "--week", "2025-W47", "main")
    assert (done.exit_code, done.stderr) == (0, "")
    lines = [line.rstrip() for line in done.stdout.splitlines()]
    assert "1 из 5 (20,0\N{NO-BREAK SPACE}%)" in lines[0]
    cells = [[cell.strip() for cell in line.strip("│").split("│")] for line in lines if "│" in line]
    assert sorted(cells) == [
        ["МАОУ «Лицей № 5»", "нет данных", "нет данных", "нет данных"],
        ["МАОУ «СОШ № 12»", "1 из 5 (20,0\N{NO-BREAK SPACE}%)", "нет", "на этот час"],
    ]
    assert "Уткин" not in done.stdout


def test_an_unknown_figure_is_told_with_those_there_are(own_order):
    assert said(run("explain", *WEEK, "mian")) == (
        1,
        "",
        "Показателя «mian» у этой организации нет. Есть: main.",
    )


def test_nobody_of_that_name(school):
    assert said(run("explain", *WEEK, "main", "--person", "Иванов")) == (
        1,
        "",
        "Сотрудника «Иванов» в этой неделе нет. Проверьте ФИО или укажите номер.",
    )


def test_more_than_one_of_that_name_are_told_with_their_numbers(school):
    assert said(run("explain", *WEEK, "main", "--person", "ов")) == (
        1,
        "",
        "«ов» — несколько сотрудников. Укажите номер:\n"
        "  1  Быкова Анна Сергеевна, Учитель истории\n"
        "  2  Зотов Игорь Львович, Заместитель директора\n"
        "  3  Петрова Мария Петровна, Учитель математики\n"
        "  5  Юдина Ольга Олеговна, Секретарь",
    )


def test_the_week_and_the_unit_are_checked_as_everywhere(own_order):
    assert said(run("explain", "-u", SCHOOL, "--week", "47", "main")) == (
        1,
        "",
        "«47» — не неделя. Нужен вид 2026-W47: год и номер недели.",
    )
    assert said(run("explain", "-u", "school-13", "--week", "2025-W47", "main")) == (
        1,
        "",
        "Организации «school-13» в настройках нет. Есть: perm, school-12, lyceum-5.",
    )
