"""A missing database is not a new one: who makes it, and what everybody else says."""

import stat
from pathlib import Path

import pytest

from tests import plain
from tests.bot.cli.commanding import ANSWERS, contents, run, said, written
from tests.bot.cli.every_command import CHANGE, READ
from tests.cast import ROSTER

pytestmark = pytest.mark.usefixtures("own_surroundings")

BEYOND = {**READ, **CHANGE, "apply": (), "run": (), "tick": ("--now", "2026-11-20T15:00")}


def missing(place):
    return (
        f"Базы данных {place} нет. Если она должна быть, проверьте настройку database.url и папку, "
        "из которой запущена команда, или верните файл из копии. Новую базу создаст zvonok init."
    )


@pytest.mark.parametrize(("name", "arguments"), BEYOND.items(), ids=BEYOND)
def test_without_a_database_every_command_says_so_and_makes_none(name, arguments, bare, tmp_path):
    written("roster.csv", ROSTER)
    written("table.csv", "Организация;Учителей всего\nМАОУ «СОШ № 12»;40\n")
    before = contents(tmp_path)
    status, out, told = said(run(*name.split(), *arguments))

    assert (status, out) == (1, "")
    if name != "backup":
        assert told == missing(tmp_path / "zvonok.db")
    assert contents(tmp_path) == before


def test_init_makes_the_database_with_the_config():
    assert run("init", *ANSWERS).exit_code == 0
    assert stat.S_IMODE(Path("zvonok.db").stat().st_mode) == 0o600
    assert run("claim", "--unit", "school-12").exit_code == 0


def test_init_makes_the_database_of_a_config_that_is_there(bare, tmp_path):
    before = bare.read_bytes()
    made = f"Создана новая база данных {tmp_path / 'zvonok.db'}.\n"
    assert said(run("init")) == (0, made, "")
    assert bare.read_bytes() == before
    with plain.connect("zvonok.db") as connection:
        assert len(connection.execute("SELECT * FROM units").fetchall()) == 3
    connection.close()

    again = "Файл config.toml уже есть и не изменён. Чтобы заменить его, добавьте --force."
    assert said(run("init")) == (1, "", again)


@pytest.mark.usefixtures("config")
def test_init_leaves_a_database_that_is_there_as_it_is(tmp_path):
    before = contents(tmp_path)["zvonok.db"]
    done = run("init", "--force", *ANSWERS)

    assert (
        "База данных уже есть и не изменена. Что в ней изменится, покажет zvonok apply"
        in done.stdout
    )
    assert contents(tmp_path)["zvonok.db"] == before
