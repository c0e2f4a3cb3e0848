"""Corrections on the command line: what is said of them, and of mistakes."""

from datetime import timedelta

import pytest

from bot.clock import utc_now
from monitor.time.week import week_at
from tests import plain
from tests.bot.cli.commanding import contents, run, said, written
from tests.cast import LYCEUM, PERM, ROSTER, SCHOOL, ZONE

pytestmark = pytest.mark.usefixtures("own_surroundings")

WEEK = week_at(utc_now(), ZONE).name
NEXT = week_at(utc_now() + timedelta(days=8), ZONE).name
PLACE = ("--unit", SCHOOL, "--week", WEEK)
GROUND = ("--comment", "Совещание по телефону")


@pytest.fixture
def roster(config):
    """The school's people are listed; two of them are called Петрова."""
    text = ROSTER + "Петрова Инна Львовна;Учитель музыки;учитель;;;;\n"
    for unit in (SCHOOL, LYCEUM):
        assert (
            run("roster", "import", "--yes", "--unit", unit, written("roster.csv", text)).exit_code
            == 0
        )
    return config


def numbers(tmp_path):
    with plain.connect(tmp_path / "zvonok.db") as connection:
        rows = connection.execute(
            "SELECT full_name, id FROM persons WHERE unit = ?", (SCHOOL,)
        ).fetchall()
    connection.close()
    return dict(rows)


def correct(*arguments):
    return run("correct", *PLACE, *GROUND, *arguments)


def test_what_was_confirmed_of_a_person_is_told_back(roster):
    done = correct("--person", "уткин", "--messages", "3", "--calls", "1")
    lines = done.stdout.splitlines()

    assert (done.exit_code, len(lines)) == (0, 3)
    assert lines[0].startswith("Поправка внесена: неделя ")
    assert lines[1:] == [
        "Уткин Павел Ильич: сообщений 0 → 3, звонков 0 → 1.",
        "Показатели не изменились.",
    ]


def test_a_confirmed_figure_is_told_back(roster):
    done = run(
        "correct",
        *("--unit", LYCEUM, "--week", WEEK, *GROUND),
        *("--figure", "teachers_diary", "--value", "3", "--of", "4"),
    )

    assert done.stdout.splitlines()[1:] == [
        "• Учителя, связавшие аккаунты ЭЖД: нет данных → 3 из 4 (75,0\N{NO-BREAK SPACE}%)"
    ]


def test_of_several_people_the_numbers_are_told(roster, tmp_path):
    known = numbers(tmp_path)
    inna, maria = known["Петрова Инна Львовна"], known["Петрова Мария Петровна"]
    before = contents(tmp_path)

    assert said(correct("--person", "Петрова", "--messages", "1")) == (
        1,
        "",
        "«Петрова» — несколько сотрудников. Укажите номер:\n"
        f"  {inna}  Петрова Инна Львовна, Учитель музыки\n"
        f"  {maria}  Петрова Мария Петровна, Учитель математики",
    )
    assert contents(tmp_path) == before
    assert correct("--person", maria, "--messages", "1").exit_code == 0


REFUSALS = {
    "nobody": (
        ("--person", "Сидоров", "--messages", "1"),
        "Сотрудника «Сидоров» в этой неделе нет. Проверьте ФИО или укажите номер.",
    ),
    "nothing": (
        ("--person", "уткин"),
        "Поправка ничего не меняет: укажите --messages или --calls.",
    ),
    "what was measured": (
        ("--person", "уткин", "--messages", "-1"),
        "Отменить можно только подтверждённое раньше: учтённое ботом не вычитается.",
    ),
    "too many": (
        ("--person", "уткин", "--messages", "10001"),
        "За один раз можно подтвердить не больше 10\N{NO-BREAK SPACE}000. Проверьте число.",
    ),
    "a level": (
        ("--unit", PERM, "--figure", "teachers_diary", "--value", "1"),
        "Показатели уровня складываются из организаций: внесите поправку в организации.",
    ),
    "a week to come": (
        ("--week", NEXT, "--person", "уткин", "--messages", "1"),
        "Эта неделя ещё не началась. Поправку можно внести в текущую или прошедшую неделю.",
    ),
    "no ground": (
        ("--comment", " ", "--person", "уткин", "--messages", "1"),
        "Не указано основание: допишите --comment, например «звонок по телефону, журнал».",
    ),
    "a long ground": (
        ("--comment", "я" * 501, "--person", "уткин", "--messages", "1"),
        "Основание длиннее 500 знаков. Сократите его.",
    ),
    "less than nothing": (
        ("--unit", LYCEUM, "--figure", "teachers_diary", "--value", "-1"),
        "Значение должно быть 0 или больше, а «из скольких» — 1 или больше.",
    ),
    "more than all": (
        ("--unit", LYCEUM, "--figure", "teachers_diary", "--value", "5", "--of", "4"),
        "Значение больше, чем «из скольких». Проверьте --value и --of.",
    ),
}


@pytest.mark.parametrize(("arguments", "sentence"), REFUSALS.values(), ids=REFUSALS)
def test_a_mistake_is_told_in_a_sentence_and_changes_nothing(roster, tmp_path, arguments, sentence):
    before = contents(tmp_path)

    assert said(correct(*arguments)) == (1, "", sentence)
    assert contents(tmp_path) == before


USAGE = {
    "neither a person nor a figure": ("--messages", "1"),
    "both": ("--person", "уткин", "--figure", "teachers_diary"),
    "a value of a person": ("--person", "уткин", "--value", "1"),
    "messages of a figure": ("--figure", "teachers_diary", "--messages", "1"),
    "a number that is none": ("--person", "уткин", "--messages", "три"),
}


@pytest.mark.parametrize("arguments", USAGE.values(), ids=USAGE)
def test_wrong_usage_is_status_2(config, arguments):
    done = correct(*arguments)

    assert (done.exit_code, done.stdout) == (2, "")


def test_a_correction_without_a_ground_is_wrong_usage(config):
    assert run("correct", *PLACE, "--person", "уткин", "--messages", "1").exit_code == 2
