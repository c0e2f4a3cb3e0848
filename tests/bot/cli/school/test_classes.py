"""``classes promote``: shown, asked about, done once a school year."""

from pathlib import Path

import pytest
import time_machine

from tests import plain
from tests.bot.cli.commanding import run, said

pytestmark = pytest.mark.usefixtures("own_surroundings")

OF = ("classes", "promote", "--unit", "school-12")
LIST = "Класс;Учеников\n5А;28\n9А;25\n11Б;20\n"
SHOWN = "Станут: 5А → 6А.\nВыпуск (2): 9А, 11Б.\n"
CHECK = (
    "Ученики и классный руководитель переходят вместе с классом. 1-е классы добавьте новым "
    "списком.\n"
)
BEFORE = (
    "В этом учебном году классы уже переведены 28 августа. Чтобы перевести их ещё на год вперёд, "
    "добавьте --again."
)


def names(folder):
    with plain.connect(folder / "zvonok.db") as connection:
        rows = connection.execute("SELECT name FROM classes ORDER BY name").fetchall()
    connection.close()
    return [name for (name,) in rows]


@time_machine.travel("2026-08-28T10:00+05:00", tick=False)
def test_classes_are_shown_then_promoted_once(config, tmp_path):
    Path("classes.csv").write_text(LIST, encoding="utf-8")
    run("roster", "import", "--yes", "--unit", "school-12", "classes.csv")
    assert said(run(*OF, "--dry-run")) == (0, f"{SHOWN}Ничего не изменено.\n", "")
    assert said(run(*OF, typed="")) == (0, f"{SHOWN}Перевести? [д/Н] Ничего не изменено.\n", "")
    assert names(tmp_path) == ["11Б", "5А", "9А"]
    assert said(run(*OF, "--yes")) == (0, f"{SHOWN}Переведён 1 класс, выпуск: 2. {CHECK}", "")
    assert names(tmp_path) == ["6А"]
    assert said(run(*OF, "--yes")) == (1, "", BEFORE)
    assert said(run(*OF, "--yes", "--again"))[0] == 0
    assert names(tmp_path) == ["7А"]


def test_without_classes_it_is_said(config):
    run("apply")
    assert said(run(*OF)) == (
        1,
        "",
        "Переводить нечего: в списке нет классов с номерами. Загрузите список классов и попробуйте "
        "снова.",
    )
