"""Vacations in the config and on the command line."""

from datetime import date

import pytest

from bot.config.settings import load_settings
from storage.records import Vacation
from tests import plain
from tests.bot.cli.commanding import broken, run, said
from tests.cast import PERM, SCHOOL

pytestmark = pytest.mark.usefixtures("own_surroundings")

UNIT = ("--unit", SCHOOL)
WINTER = "{ first = 2026-12-28, last = 2027-01-10 }"


def with_vacations(config, text, unit=SCHOOL):
    broken(config, f'id = "{unit}"\n', f'id = "{unit}"\nvacations = [{text}]\n')


def audited(tmp_path):
    with plain.connect(tmp_path / "zvonok.db") as connection:
        rows = connection.execute("SELECT action, unit, actor FROM audit ORDER BY id").fetchall()
    connection.close()
    return rows


def test_the_config_tells_vacations_of_units_and_of_classes(config):
    some = '{ first = 2027-02-15, last = 2027-02-21, classes = ["1А", " 1Б "] }'
    with_vacations(config, f"{WINTER}, {some}")

    assert load_settings(config).vacations() == [
        Vacation(unit=SCHOOL, class_name=name, first=first, last=last)
        for name, first, last in (
            ("", date(2026, 12, 28), date(2027, 1, 10)),
            ("1А", date(2027, 2, 15), date(2027, 2, 21)),
            ("1Б", date(2027, 2, 15), date(2027, 2, 21)),
        )
    ]


MISTAKES = {
    "the wrong way round": (
        "{ first = 2027-01-10, last = 2026-12-28 }",
        "unit.2.vacations.1: каникулы кончаются раньше, чем начинаются: поменяйте first и last.",
    ),
    "a year too far": (
        "{ first = 2026-12-28, last = 2028-01-10 }",
        "unit.2.vacations.1: каникулы длиннее года: проверьте год в first и last.",
    ),
    "no last day": (
        "{ first = 2026-12-28 }",
        "unit.2.vacations.1.last: не задано, впишите значение.",
    ),
    "no date": (
        '{ first = "зима", last = 2027-01-10 }',
        "unit.2.vacations.1.first: нужна дата вида 2026-11-20 (сейчас: зима).",
    ),
    "a class without a name": (
        '{ first = 2026-12-28, last = 2027-01-10, classes = [" "] }',
        "unit.2.vacations.1.classes.1: строка пуста, впишите значение.",
    ),
    "the same day twice": (
        f"{WINTER}, {{ first = 2026-12-28, last = 2027-01-08 }}",
        "unit.2.vacations.2.first: с этого дня каникулы уже записаны: оставьте одну запись "
        "(сейчас: 2026-12-28).",
    ),
    "a class twice": (
        '{ first = 2026-12-28, last = 2027-01-10, classes = ["1А", "1А"] }',
        "unit.2.vacations.1.first: с этого дня каникулы уже записаны: оставьте одну запись "
        "(сейчас: 2026-12-28).",
    ),
}


@pytest.mark.parametrize(("text", "sentence"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_in_vacations_is_told_in_a_sentence(config, text, sentence):
    with_vacations(config, text)
    title = "Ошибки в файле настроек config.toml (или в переменных ZVONOK_…):"

    assert said(run("vacation", "list", *UNIT)) == (1, "", f"{title}\n  {sentence}")


def test_vacations_are_added_listed_and_struck_out(config, tmp_path):
    with_vacations(config, WINTER, PERM)
    run("apply")
    added = run("vacation", "add", *UNIT, "--class", "1А", "2027-02-15", "2027-02-21")
    listed = run("vacation", "list", *UNIT)
    removed = run("vacation", "remove", *UNIT, "--class", "1А", "2027-02-15", "2027-02-21")
    rest = run("vacation", "list", "--unit", "lyceum-5")

    whose = "school-12, 1А: 15–21 февраля 2027"
    assert said(added) == (0, f"Каникулы записаны. {whose}.\n", "")
    assert said(removed) == (0, f"Каникулы вычеркнуты. {whose}.\n", "")
    rows = [line.split("│") for line in listed.stdout.splitlines() if "20" in line]
    assert [[cell.strip() for cell in row[1:-1]] for row in rows] == [
        ["perm", "все", "2026-12-28", "2027-01-10", "в настройках"],
        ["school-12", "1А", "2027-02-15", "2027-02-21", "командой или ботом"],
    ]
    assert "2027-02-15" not in rest.stdout
    assert "2026-12-28" in rest.stdout
    assert audited(tmp_path) == [
        ("vacation_added", SCHOOL, None),
        ("vacation_removed", SCHOOL, None),
    ]


def test_without_vacations_the_list_says_so(config):
    assert said(run("vacation", "list", *UNIT)) == (0, "Каникулы не записаны.\n", "")


REFUSALS = {
    "the wrong way round": (
        ("add", "2027-01-10", "2026-12-28"),
        "Каникулы кончаются раньше, чем начинаются. Поменяйте дни местами.",
    ),
    "a year too far": (
        ("add", "2026-12-28", "2028-01-10"),
        "Каникулы длиннее года. Проверьте год.",
    ),
    "one the config has": (
        ("add", "2026-12-28", "2027-01-11"),
        "Эти каникулы записаны в настройках, измените их там. "
        "school-12: 28 декабря 2026 – 10 января 2027.",
    ),
    "striking out one the config has": (
        ("remove", "2026-12-28", "2027-01-10"),
        "Эти каникулы записаны в настройках, измените их там. "
        "school-12: 28 декабря 2026 – 10 января 2027.",
    ),
    "striking out one that is not there": (
        ("remove", "2027-03-22", "2027-03-28"),
        "Таких каникул нет. school-12: 22–28 марта 2027. "
        "Есть: school-12: 28 декабря 2026 – 10 января 2027.",
    ),
}


@pytest.mark.parametrize(("words", "sentence"), REFUSALS.values(), ids=REFUSALS)
def test_what_cannot_be_done_is_told_and_changes_nothing(config, tmp_path, words, sentence):
    with_vacations(config, WINTER)
    run("apply")

    assert said(run("vacation", words[0], *UNIT, *words[1:])) == (1, "", sentence)
    if (tmp_path / "zvonok.db").exists():
        assert audited(tmp_path) == []


def test_a_class_not_on_the_list_is_told(config, tmp_path):
    run("vacation", "list", *UNIT)
    with plain.connect(tmp_path / "zvonok.db") as connection:
        connection.execute("INSERT INTO classes VALUES ('school-12', '1А', 25, 40, '')")
    connection.close()
    done = run("vacation", "add", *UNIT, "--class", "11Я", "2027-02-15", "2027-02-21")

    assert said(done) == (1, "", "Класса «11Я» в списке организации нет. Есть: 1А.")


def test_a_day_that_is_no_day_is_wrong_usage(config):
    assert run("vacation", "add", *UNIT, "зима", "2027-01-10").exit_code == 2
