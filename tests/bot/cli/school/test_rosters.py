"""``roster …``: right rows are taken, wrong ones told, and a broken file changes nothing."""

import io
import re
from pathlib import Path

import openpyxl
import pytest

from bot.sheets.plain import workbook
from bot.sheets.untrusted.table import MOST_BYTES
from storage.people.secrets import mark
from tests import plain
from tests.bot.cli.commanding import contents, run, said
from tests.cast import ROSTER

pytestmark = pytest.mark.usefixtures("own_surroundings")

CHANGED = "Сотрудники: новых {}, изменено {}, без изменений {}. Классов: {}.\n"
ALREADY = "Список уже такой, как в файле.\n"


def import_(file):
    return said(run("roster", "import", "--yes", "--unit", "school-12", file))


def people(folder):
    """Who is on the roster now."""
    with plain.connect(folder / "zvonok.db") as connection:
        rows = connection.execute(
            "SELECT full_name FROM persons WHERE dismissed_at IS NULL ORDER BY full_name"
        ).fetchall()
    connection.close()
    return [name.split()[0] for (name,) in rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251"])
def test_a_roster_is_imported_from_csv(encoding, config, tmp_path):
    Path("roster.csv").write_bytes(ROSTER.encode(encoding))
    status, out, complaint = import_("roster.csv")
    assert (status, out.splitlines(keepends=True)[-1], complaint) == (
        0,
        CHANGED.format(5, 0, 0, 0),
        "",
    )
    assert import_("roster.csv") == (
        0,
        "Сотрудники: новых 0, изменено 0, без изменений 5.\n" + ALREADY,
        "",
    )
    assert people(tmp_path) == ["Быкова", "Зотов", "Петрова", "Уткин", "Юдина"]


HEADER = ["ФИО", "Должность", "Роль", "VK"]


def test_a_roster_is_imported_from_a_workbook_and_bad_rows_lose_nobody(config, tmp_path):
    rows = [
        HEADER,
        ["Быкова Анна Сергеевна", "Учитель истории", "учитель", 101],
        ["Зотов Игорь Львович", "Завуч", "администрация", "vk.com/id102"],
    ]
    classes = [["Класс", "Учеников"], ["5А", 28], ["6Б", 25]]
    Path("one.xlsx").write_bytes(workbook({"Сотрудники": rows, "Классы": classes}))
    assert import_("one.xlsx") == (
        0,
        "Сотрудники: новых 2, изменено 0, без изменений 0.\n"
        "  новый сотрудник: Быкова Анна Сергеевна, Учитель истории\n"
        "  новый сотрудник: Зотов Игорь Львович, Завуч\n"
        "Классов: 2.\n" + CHANGED.format(2, 0, 0, 2),
        "",
    )

    rows[2] = ["Зотов Игорь Львович", "Завуч", "волшебник", 102]
    rows += [[None, "Сторож", "прочий персонал", 5], ["Уткин Павел Ильич", "Учитель", None, "?"]]
    Path("two.xlsx").write_bytes(workbook({"Сотрудники": rows, "Классы": classes}))
    status, out, complaint = import_("two.xlsx")
    assert (status, out.splitlines(keepends=True)[-1]) == (0, CHANGED.format(0, 0, 1, 2))
    assert complaint.split("\n") == [
        "Не загружены 3 строки:",
        "  Лист «Сотрудники», строка 3: неизвестная роль: «волшебник». Роли: учитель, "
        "преподаватель, воспитатель, педагог, администрация, прочий персонал.",
        "  Лист «Сотрудники», строка 4: нет ФИО.",
        "  Лист «Сотрудники», строка 5: не похоже на профиль VK: «?». Подходят номер, id101 или "
        "vk.com/имя.",
        "Не найдены в файле, но оставлены, пока в нём есть ошибки: 1. Исправьте строки и "
        "загрузите файл снова.",
    ]
    assert people(tmp_path) == ["Быкова", "Зотов"]


def test_a_csv_with_bad_rows_only_is_status_1_and_changes_nothing(config, tmp_path):
    Path("good.csv").write_text(ROSTER, encoding="utf-8")
    import_("good.csv")
    before = people(tmp_path)
    Path("bad.csv").write_text("ФИО;Роль\nИванов;учитель\n;учитель\n", encoding="utf-8")
    status, out, complaint = import_("bad.csv")
    assert (status, out) == (1, "Сотрудники: новых 0, изменено 0, без изменений 0.\n")
    assert complaint.split("\n")[:3] == [
        "Не загружены 2 строки:",
        "  Строка 2: ФИО неполное или с цифрами: «Иванов».",
        "  Строка 3: нет ФИО.",
    ]
    assert people(tmp_path) == before


FEWER = "\n".join(line for line in ROSTER.split("\n") if "Уткин" not in line)
PREVIEW = (
    "Сотрудники: новых 0, изменено 0, без изменений 4.\n"
    "Нет в файле: 1 из 5 сотрудников. Они остаются в списке:\n"
    "  Уткин Павел Ильич, Учитель физики\n"
)
STAY = "Остались в списке, хотя их нет в файле: 1. Убрать их: --dismiss."
MANY = (
    "Не убран никто: в файле нет 1, это больше десятой части списка. Если файл полный, добавьте "
    "--dismiss-many."
)
ASKED = "Убрать их из списка (1)? [д/Н] "
TWICE = "Это больше десятой части списка. Чтобы убрать их, наберите число 1: "
EVERYBODY = ["Быкова", "Зотов", "Петрова", "Уткин", "Юдина"]
OTHERS = ["Быкова", "Зотов", "Петрова", "Юдина"]


@pytest.mark.parametrize(
    ("options", "typed", "out", "complaint", "left"),
    [
        (["--yes"], "", "", STAY, EVERYBODY),
        (["--yes", "--dismiss"], "", "", f"{MANY}\n{STAY}", EVERYBODY),
        (["--yes", "--dismiss-many"], "", "Убран из списка 1 сотрудник.\n", "", OTHERS),
        ([], "", ASKED, STAY, EVERYBODY),
        ([], "н\n", f"{ASKED}н\n", STAY, EVERYBODY),
        ([], "д\nда\n", f"{ASKED}д\n{TWICE}да\n", STAY, EVERYBODY),
        ([], "д\n1\n", f"{ASKED}д\n{TWICE}1\nУбран из списка 1 сотрудник.\n", "", OTHERS),
    ],
)
def test_who_is_not_in_a_file_leaves_only_when_it_is_said(
    options, typed, out, complaint, left, config, tmp_path
):
    Path("all.csv").write_text(ROSTER, encoding="utf-8")
    import_("all.csv")
    Path("fewer.csv").write_text(FEWER, encoding="utf-8")
    done = said(run("roster", "import", *options, "--unit", "school-12", "fewer.csv", typed=typed))
    assert done == (0, f"{PREVIEW}{ALREADY}{out}", complaint)
    assert people(tmp_path) == left


@pytest.mark.parametrize(("options", "typed"), [(["--dry-run", "--dismiss-many"], ""), ([], "н\n")])
def test_nothing_changes_without_the_yes(options, typed, config, tmp_path):
    Path("all.csv").write_text(ROSTER, encoding="utf-8")
    status, out, _ = said(
        run("roster", "import", *options, "--unit", "school-12", "all.csv", typed=typed)
    )
    assert (status, out.splitlines()[-1].endswith("Ничего не изменено.")) == (0, True)
    assert people(tmp_path) == [] if (tmp_path / "zvonok.db").exists() else True


def test_a_script_that_has_nobody_to_ask_takes_the_list_in(config, tmp_path):
    Path("all.csv").write_text(ROSTER, encoding="utf-8")
    status, _, _ = said(run("roster", "import", "--unit", "school-12", "all.csv"))
    assert (status, people(tmp_path)) == (0, EVERYBODY)


def test_a_doubtful_name_is_asked_about_and_answered_by_its_number(config, tmp_path):
    Path("all.csv").write_text(ROSTER, encoding="utf-8")
    import_("all.csv")
    slip = ROSTER.replace("Уткин", "Уткен").replace("id105", "")
    Path("slip.csv").write_text(slip, encoding="utf-8")
    command = ("roster", "import", "--unit", "school-12", "slip.csv", "--dry-run")
    assert said(run(*command))[1] == (
        "Сотрудники: новых 0, изменено 1, без изменений 4.\n"
        "  Уткин Павел Ильич → Уткен Павел Ильич\n"
        "То же лицо? Изменить ответ: --same НОМЕР или --another НОМЕР.\n"
        "  1. Уткен Павел Ильич — в списке Уткин Павел Ильич: то же лицо\n"
        "Ничего не изменено.\n"
    )
    assert "новых 1, изменено 0" in said(run(*command, "--another", "1"))[1]
    assert said(run(*command, "--same", "2")) == (
        1,
        "",
        "Вопроса «то же лицо?» с таким номером нет.",
    )


OPEN = (
    "Сотрудники: новых 0, изменено 0, без изменений 4.\n"
    "То же лицо? Изменить ответ: --same НОМЕР или --another НОМЕР.\n"
    "  1. Сидоров Олег Львович — в списке Уткин Павел Ильич: профиль тот же, ответьте\n"
)
UNANSWERED = (
    "Не применены строки без ответа «то же лицо?»: 1. Номера покажет --dry-run, ответ: --same "
    "НОМЕР или --another НОМЕР."
)
ONE = "1. Сидоров Олег Львович и Уткин Павел Ильич из списка — одно лицо? "
WHETHER = f"{ONE}[д/н, Enter — решить потом] "


@pytest.mark.parametrize(
    ("options", "typed", "out", "complaint", "left"),
    [
        (["--yes"], "", "Ничего не изменено.\n", UNANSWERED, "Уткин"),
        (["--yes", "--same", "1"], "", CHANGED.format(0, 1, 4, 0), "", "Сидоров"),
        ([], "\n", f"{WHETHER}\nНичего не изменено.\n", UNANSWERED, "Уткин"),
        (
            [],
            "д\nд\n",
            f"{WHETHER}д\nПрименить? [д/Н] д\n{CHANGED.format(0, 1, 4, 0)}",
            "",
            "Сидоров",
        ),
    ],
)
def test_another_name_on_a_known_profile_is_not_taken_without_an_answer(
    options, typed, out, complaint, left, config, tmp_path
):
    Path("all.csv").write_text(ROSTER, encoding="utf-8")
    import_("all.csv")
    other = ROSTER.replace("Уткин Павел Ильич", "Сидоров Олег Львович")
    Path("other.csv").write_text(other, encoding="utf-8")
    done = said(run("roster", "import", "-u", "school-12", "other.csv", *options, typed=typed))
    assert (done[0], done[2]) == (0, complaint)
    assert done[1].endswith(out)
    if "--same" not in options:
        assert done[1].startswith(OPEN)
    assert sorted({*people(tmp_path)} - {"Быкова", "Зотов", "Петрова", "Юдина"}) == [left]


def _cut_workbook():
    whole = workbook({"Сотрудники": [HEADER, ["Быкова Анна Сергеевна", "", "учитель", 101]]})
    return whole[: len(whole) // 2]


BROKEN_FILES = {
    "cut.xlsx": (_cut_workbook(), "повреждён или это не таблица XLSX"),
    "letter.xlsx": ("Уважаемые коллеги!".encode(), "повреждён или это не таблица XLSX"),
    "empty.xlsx": (b"", "нет ни одной заполненной строки"),
    "empty.csv": (b"\n\n", "нет ни одной заполненной строки"),
    "letter.csv": (
        "Уважаемые коллеги!\nСписок пришлю завтра.\n".encode(),
        "нет столбца «ФИО». Первая строка листа «Сотрудники»: ФИО | Должность | Роль | VK | "
        "Классы | Отсутствует с | Отсутствует по",
    ),
    "huge.csv": (b"x" * (MOST_BYTES + 1), "больше 10 МБ, это не похоже на список"),
}


@pytest.mark.parametrize("name", BROKEN_FILES)
def test_a_broken_file_is_one_sentence_and_changes_nothing(name, config, tmp_path):
    Path("good.csv").write_text(ROSTER, encoding="utf-8")
    import_("good.csv")
    body, what = BROKEN_FILES[name]
    what = re.sub(r"больше \d+ МБ", f"больше {MOST_BYTES // 1_000_000} МБ", what)
    Path(name).write_bytes(body)
    before = contents(tmp_path)
    assert import_(name) == (1, "", f"Файл «{name}»: {what}.")
    assert contents(tmp_path) == before


@pytest.mark.parametrize("name", ["нет.xlsx", "."])
def test_a_file_that_cannot_be_read(name, config):
    assert import_(name) == (1, "", f"Файл {name} не читается. Проверьте путь и права.")


def test_codes_are_for_those_without_a_profile_and_new_ones_end_the_old(config, tmp_path):
    Path("roster.csv").write_text(ROSTER, encoding="utf-8")
    import_("roster.csv")
    status, out, hint = said(run("roster", "codes", "--unit", "school-12"))
    assert status == 0
    assert re.fullmatch(r"\d{3}-\d{3}-\d{3}  Юдина Ольга Олеговна\n", out)
    assert hint == (
        "Выдано кодов: 1. Передайте каждому лично: код отправляют боту в личном диалоге, он "
        "действует 30 дней и один раз."
    )
    _, again, _ = said(run("roster", "codes", "--unit", "school-12"))
    assert again != out
    with plain.connect(tmp_path / "zvonok.db") as connection:
        [(kept,)] = connection.execute("SELECT code FROM codes").fetchall()
        [(key,)] = connection.execute("SELECT value FROM secrets WHERE name = 'codes'").fetchall()
    connection.close()
    assert kept == mark(key, again[:11].replace("-", ""))


def test_no_codes_where_everybody_is_bound(config):
    text = "\n".join(line for line in ROSTER.split("\n") if "Юдина" not in line)
    Path("roster.csv").write_text(text, encoding="utf-8")
    import_("roster.csv")
    assert said(run("roster", "codes", "-u", "school-12")) == (
        0,
        "",
        "Профили привязаны у всех сотрудников, коды не нужны.",
    )


def test_the_template_is_a_roster_that_imports(config):
    told = said(run("roster", "template", "пример.xlsx"))
    assert told == (0, "", "Записано: пример.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(Path("пример.xlsx").read_bytes()))
    assert book.sheetnames == ["Сотрудники", "Классы"]
    status, out, complaint = import_("пример.xlsx")
    assert (status, out.splitlines(keepends=True)[-1], complaint) == (
        0,
        CHANGED.format(2, 0, 0, 2),
        "",
    )


def test_a_template_that_cannot_be_written_is_a_sentence():
    done = run("roster", "template", "нет/пример.xlsx")
    assert (done.exit_code, done.stdout) == (1, "")
    assert isinstance(done.exception, SystemExit)
    assert "нет/пример.xlsx" in done.stderr
