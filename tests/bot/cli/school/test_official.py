"""``official …``: a table is shown, confirmed, kept, and held against our week."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.commands import app
from bot.sheets.plain import workbook
from tests import plain
from tests.bot.cli.commanding import contents, run, said, written
from tests.cast import ROSTER

pytestmark = pytest.mark.usefixtures("own_surroundings")

LYCEUM = "МАОУ «Лицей № 5»"
TABLE = [
    ["Организация", "Педагогов всего", "ЭЖД (учителя)", "Графа 7"],
    ["Лицей 5", 4, 3, 2],
    ["СОШ 12", 9, 9, 9],
]
KEPT = "Сохранено: {}, {}, неделя 9–15 ноября.\n"


@pytest.fixture
def lyceum(config):
    """The lyceum with a roster of five, a finished week, and a table of it."""
    written("roster.csv", ROSTER)
    run("roster", "import", "--yes", "--unit", "lyceum-5", "roster.csv")
    Path("table.xlsx").write_bytes(workbook({"Свод": TABLE}))


def import_(*more, unit="lyceum-5", week="2026-W46", file="table.xlsx", answer=None):
    arguments = ["official", "import", "--unit", unit, "--week", week, *more, file]
    return said(CliRunner().invoke(app, arguments, input=answer))


def show(unit="lyceum-5", week="2026-W46"):
    return said(run("official", "show", "--unit", unit, "--week", week))


def rows(folder, query):
    with plain.connect(folder / "zvonok.db") as connection:
        found = connection.execute(query).fetchall()
    connection.close()
    return found


def test_a_confirmed_table_is_kept_remembered_and_confirms_what_nothing_measures(lyceum, tmp_path):
    status, out, complaint = import_("--map", "Графа 7=pupils_diary", answer="д\n")
    assert (status, complaint) == (0, "")
    assert out.endswith("Применить? [д/Н] д\n" + KEPT.format("3 показателя", "1 организация"))
    assert rows(
        tmp_path, 'SELECT unit, week, figure, value, "of" FROM official ORDER BY figure'
    ) == [
        ("lyceum-5", "2026-W46", "pupils_diary", 2, None),
        ("lyceum-5", "2026-W46", "teachers_diary", 3, None),
        ("lyceum-5", "2026-W46", "teachers_total", 4, None),
    ]
    assert rows(tmp_path, "SELECT header, figure FROM official_columns ORDER BY figure") == [
        ("графа 7", "pupils_diary"),
        ("эжд (учителя)", "teachers_diary"),
        ("педагогов всего", "teachers_total"),
    ]
    confirmed = "SELECT figure, value, comment, author FROM corrections ORDER BY figure"
    assert rows(tmp_path, confirmed) == [
        ("pupils_diary", 2, "Официальная таблица «table.xlsx»", None),
        ("teachers_diary", 3, "Официальная таблица «table.xlsx»", None),
    ]
    assert import_("--yes")[0] == 0, "again, with what was remembered"
    assert len(rows(tmp_path, confirmed)) == 2, "the same values are confirmed once"
    assert show() == (
        0,
        f"{LYCEUM}, неделя 9–15 ноября, итог.\n"
        "Официальная таблица: совпадает показателей: 2 из 3.\n"
        "⚠️ Учителей всего: у нас 3, в таблице 4 (разница −1). Возможная причина: "
        "в таблице на 1 человека больше, чем в списке.\n"
        "✅ Совпали: Учителя, связавшие аккаунты ЭЖД; Ученики, связавшие аккаунты ЭЖД.\n",
        "",
    )


def test_the_screen_shows_columns_values_and_what_was_left_out(lyceum):
    status, out, _ = import_("--dry-run")
    out = out.replace("\N{NO-BREAK SPACE}", " ")
    lines = [" ".join(line.replace("│", " ").split()) for line in out.splitlines()]
    assert status == 0
    assert lines[0] == (
        "Официальная таблица, неделя 9–15 ноября: лист «Свод», заголовки в строке 1."
    )
    assert "B Педагогов всего Учителей всего 100 %" in lines
    assert "D Графа 7 не распознан" in lines
    assert f"{LYCEUM} строка 2 «Лицей 5», сходство 100 % Учителей всего 4" in lines
    assert lines[-4:] == [
        f"{LYCEUM}: строка 2 «Лицей 5», сходство 100 %.",
        "Столбцы не распознаны: D «Графа 7».",
        "Чужие строки пропущены: СОШ 12.",
        "Ничего не изменено.",
    ]


@pytest.mark.parametrize("answer", ["н\n", "\n", "может быть\n", None])
def test_nothing_is_kept_without_a_yes(answer, lyceum, tmp_path):
    before = contents(tmp_path)
    status, out, _ = import_(answer=answer)
    assert (status, out.endswith("Ничего не изменено.\n")) == (0, True)
    assert contents(tmp_path) == before


def test_a_municipality_takes_the_rows_of_all_its_organisations(lyceum, tmp_path):
    Path("table.xlsx").write_bytes(
        workbook(
            {
                "Свод": [
                    ["ОО", "Учителей всего", "Сотрудники, 10 сообщений"],
                    ["СОШ № 12 г. Перми", 30, 0],
                    [LYCEUM, 3, 5],
                ]
            }
        )
    )
    status, out, _ = import_("--yes", unit="perm")
    assert (status, out.splitlines(keepends=True)[-1]) == (
        0,
        KEPT.format("2 показателя", "2 организации"),
    )
    kept = rows(tmp_path, "SELECT unit, figure, value FROM official ORDER BY unit")
    assert kept == [
        ("lyceum-5", "teachers_total", 3),
        ("school-12", "staff_messages_10", 0),
    ], "each is held to its own order"
    status, out, _ = show("perm")
    assert (status, out.split("\n\n")[0]) == (
        0,
        "Официальная таблица, неделя 9–15 ноября, итог.\n"
        "⚠️ МАОУ «СОШ № 12»: совпадает показателей: 0 из 1\n"
        f"✅ {LYCEUM}: совпадает показателей: 1 из 1",
    )


REFUSALS = {
    "unknown figure": (
        {"more": ["--map", "Графа 7=nothing"]},
        "Показателя «nothing» в приказе нет. Есть: ",
    ),
    "week ahead": ({"week": "2999-W01"}, "Эта неделя ещё не началась. Проверьте --week."),
    "no week": ({"week": "вчера"}, "«вчера» — не неделя."),
    "no unit": ({"unit": "x"}, "Организации «x» в настройках нет."),
    "no file": ({"file": "нет.xlsx"}, "Файл нет.xlsx не читается."),
    "no table": ({"file": "roster.csv"}, "Файл «roster.csv»: не узнан ни один столбец."),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_what_cannot_be_imported_is_one_sentence_and_changes_nothing(name, lyceum, tmp_path):
    asked, sentence = REFUSALS[name]
    before = contents(tmp_path)
    status, out, complaint = import_("--yes", *asked.pop("more", ()), **asked)
    assert (status, out, complaint[: len(sentence)]) == (1, "", sentence)
    assert contents(tmp_path) == before


def test_a_table_without_our_row_applies_nothing(lyceum, tmp_path):
    Path("table.xlsx").write_bytes(workbook({"Свод": [TABLE[0], TABLE[2]]}))
    before = contents(tmp_path)
    status, out, complaint = import_("--yes")
    assert (status, complaint) == (
        1,
        "Применять нечего: в таблице нет ни одного показателя нужных организаций.",
    )
    assert f"⚠️ Строки нет или она неясна: {LYCEUM}.\n" in out
    assert contents(tmp_path) == before


def test_a_map_needs_a_heading_and_a_figure(lyceum):
    assert import_("--map", "Графа 7")[0] == 2


def test_a_week_without_a_table_is_a_sentence(lyceum):
    assert show() == (
        1,
        "",
        f"{LYCEUM}: официальной таблицы за эту неделю нет. Загрузите её: official import.",
    )
