import json

import pytest

from tests.bot.cli.commanding import run, written
from tests.cast import ROSTER

pytestmark = pytest.mark.usefixtures("own_surroundings", "config")
REPORT = ("report", "-u", "perm", "--week", "2026-W47")


def test_a_level_is_shown_with_a_row_for_each_organisation():
    run("roster", "import", "--yes", "-u", "school-12", written("roster.csv", ROSTER))
    done = run(*REPORT)
    lines = done.stdout.splitlines()
    assert done.exit_code == 0
    assert lines[0].startswith("Департамент образования города Перми, неделя 16–22 ноября, ")
    assert lines[1].endswith(" Данные 0 из 2 организаций.")
    [registered] = [
        line
        for line in lines
        if "Сотрудники, подключённые к платформе (профиль известен боту)" in line
    ]
    assert "4 из 5 (80,0\N{NO-BREAK SPACE}%)" in registered
    rows = [[cell.strip() for cell in line.split("│")[1:-1]] for line in lines]
    assert [row for row in rows if row and row[0].startswith("МАОУ")] == [
        ["МАОУ «Лицей № 5»", "нет данных", "0 из 1", "нет данных"],
        ["МАОУ «СОШ № 12»", "нет данных", "0 из 1", "нет данных"],
    ]


def test_a_levels_json_lists_the_organisations_and_an_organisations_does_not():
    report = json.loads(run(*REPORT, "--json").stdout)
    [lyceum, school] = report["organisations"]
    assert (lyceum["unit"], school["unit"]) == ("lyceum-5", "school-12")
    assert {key: value for key, value in school.items() if key != "indicators"} == {
        "unit": "school-12",
        "name": "МАОУ «СОШ № 12»",
        "kind": "school",
        "state": "none",
        "completeness": None,
        "reporting": 0,
        "listed": 1,
    }
    assert school["indicators"][0] == {
        "id": "staff_messages_10",
        "value": None,
        "of": 0,
        "share": None,
        "incomplete": False,
        "few": False,
    }
    single = json.loads(run("report", "-u", "school-12", "--week", "2026-W47", "--json").stdout)
    assert "organisations" not in single
