"""The command line: exit statuses, whole sentences, and data that stays as it was."""

import asyncio
import contextlib
import io
import json
import re
import signal
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import loguru
import openpyxl
import pytest
from typer.testing import CliRunner

from bot.__main__ import app
from bot.cli import standin
from bot.sheets.plain import workbook
from bot.sheets.reading import MOST_BYTES
from tests.cast import ADMIN, CONFIG, MARIA, ROSTER, THURSDAY_NUDGE
from tests.playground import playground

PROGRAM = (sys.executable, "-m", "bot")
ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def own_surroundings(tmp_path, monkeypatch):
    """Work in an empty folder without a service's environment; leave the log as it was."""
    monkeypatch.chdir(tmp_path)
    for name in ("VK__TOKEN", "VK__TOKEN_FILE", "VK__API_URL", "DATABASE__URL"):
        monkeypatch.delenv(f"ZVONOK_{name}", raising=False)
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("TERM", "dumb")
    yield
    loguru.logger.remove()
    loguru.logger.add(sys.stderr)
    loguru.logger.disable("vkbottle")


@pytest.fixture
def config(tmp_path):
    """A right config with a token, an address nobody answers at, and no database yet."""
    path = tmp_path / "config.toml"
    path.write_text(
        CONFIG.format(
            database=tmp_path / "zvonok.db",
            token="vk1.a.made-up",
            api_url="http://127.0.0.1:9/method/",
        ),
        encoding="utf-8",
    )
    return path


def run(*arguments):
    """Run a command in this process."""
    return CliRunner().invoke(app, [str(each) for each in arguments])


def said(done):
    """The status, what was printed, and what was complained of without the log's lines."""
    lines = [line for line in done.stderr.splitlines() if not re.match(r"\d{4}-\d\d-\d\d ", line)]
    return done.exit_code, done.stdout, "\n".join(lines)


def contents(folder):
    """Every file with its bytes; a database with its rows instead, for its bytes may move."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".db-wal", ".db-shm"):
            continue
        if path.suffix == ".db" and path.read_bytes()[:6] == b"SQLite":
            found[path.name] = "\n".join(_dumped(path))
        elif path.is_file():
            found[path.name] = path.read_bytes()
    return found


def _dumped(path):
    with sqlite3.connect(path) as connection:
        # The counter of changes grows with every start: the units are written down anew.
        lines = [line for line in connection.iterdump() if 'INTO "directory"' not in line]
    connection.close()
    return lines


def commands(group=app, names=()):
    """Every command and group of commands, by its words."""
    found = [names]
    found += [(*names, each.name) for each in group.registered_commands]
    for each in group.registered_groups:
        found += commands(each.typer_instance, (*names, each.name))
    return found


COMMANDS = commands()
PROMISED = {
    ("demo",),
    ("sandbox",),
    ("run",),
    ("tick",),
    ("report",),
    ("roster", "import"),
    ("roster", "codes"),
    ("roster", "template"),
    ("order", "check"),
}


@pytest.mark.parametrize("names", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_every_command_explains_itself_in_russian(names, flag):
    done = run(*names, flag)
    assert (done.exit_code, done.stderr) == (0, "")
    assert re.search("[а-я]{4}", done.stdout)


def test_every_command_that_was_promised_is_there():
    assert set(COMMANDS) >= PROMISED


USAGE = {
    "an unknown command": ("fly",),
    "an unknown option": ("run", "--fast"),
    "a missing option": ("report", "--unit", "school-12"),
    "a missing file": ("order", "check"),
    "a part that does not exist": ("run", "--only", "kitchen"),
    "a port that is a word": ("sandbox", "--port", "восемь"),
    "an unknown command of a group": ("roster", "export"),
}


@pytest.mark.parametrize("arguments", USAGE.values(), ids=USAGE.keys())
def test_wrong_usage_is_status_2(arguments, config, tmp_path):
    before = contents(tmp_path)
    done = run(*arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert contents(tmp_path) == before


def broken(config, text, into):
    config.write_text(config.read_text(encoding="utf-8").replace(text, into, 1), encoding="utf-8")


REPORT = ("report", "--unit", "school-12", "--week", "2026-W47")

CONFIG_MISTAKES = {
    "an unknown key": (
        "[vk]",
        '[vk]\ntokne = "x"',
        "  vk.tokne: такой настройки нет, уберите её или исправьте опечатку.",
    ),
    "a wrong time zone": (
        "Asia/Yekaterinburg",
        "Asia/Perm",
        "  unit.1.timezone: неизвестный часовой пояс, нужен вида Asia/Yekaterinburg или "
        "Europe/Moscow (сейчас: Asia/Perm).",
    ),
    "a unit twice": (
        '"lyceum-5"',
        '"school-12"',
        "  unit.2.id: такой id уже есть, у каждой записи он свой (сейчас: school-12).\n"
        "  unit.3.id: такой id уже есть, у каждой записи он свой (сейчас: school-12).",
    ),
}


@pytest.mark.parametrize(("text", "into", "lines"), CONFIG_MISTAKES.values(), ids=CONFIG_MISTAKES)
@pytest.mark.parametrize(
    "command",
    [REPORT, ("run",), ("tick", "--now", "2026-11-20T15:00"), ("roster", "codes", "-u", "perm")],
    ids=lambda command: command[0],
)
def test_a_mistake_in_the_config_ends_every_command_with_its_sentence(
    command, text, into, lines, config, tmp_path
):
    broken(config, text, into)
    before = contents(tmp_path)
    title = f"Ошибки в файле настроек {config.name} (или в переменных ZVONOK_…):"
    assert said(run(*command)) == (1, "", f"{title}\n{lines}")
    assert contents(tmp_path) == before


def test_no_config(tmp_path):
    assert said(run(*REPORT)) == (
        1,
        "",
        "Файл настроек config.toml не найден. Скопируйте config.example.toml в config.toml и "
        "впишите свои организации или укажите файл параметром --config.",
    )
    assert contents(tmp_path) == {}


def test_a_config_that_is_no_toml(config, tmp_path):
    config.write_text("[vk\n", encoding="utf-8")
    status, out, complaint = said(run(*REPORT))
    assert (status, out) == (1, "")
    assert re.fullmatch(
        r"Файл настроек config\.toml не читается: .+\. Проверьте, что это текст TOML в UTF-8\.",
        complaint,
    )
    assert contents(tmp_path) == {"config.toml": b"[vk\n"}


NO_TOKEN = (
    "Не задан токен сообщества. Укажите его в переменной окружения ZVONOK_VK__TOKEN или путь к "
    "файлу с токеном в настройке vk.token_file."
)


@pytest.mark.parametrize(
    "command",
    [("run",), ("tick", "--now", "2026-11-20T15:00", "--deliver")],
    ids=lambda command: command[0],
)
def test_no_token_is_told_by_the_commands_that_need_one(command, config):
    broken(config, "vk1.a.made-up", "")
    assert said(run(*command)) == (1, "", NO_TOKEN)


def test_a_vk_that_does_not_answer_is_told(config, impatient):
    assert said(run("run")) == (
        1,
        "",
        "VK не отвечает. Проверьте сеть и настройку vk.api_url.",
    )


UNKNOWN_ORDER = (
    "Приказ «omsk» не подходит:\n  такого приказа в программе нет; укажите один из поставляемых "
    "(perm, sergokala) или путь к файлу .toml."
)


def test_an_unknown_order(config, tmp_path):
    broken(config, 'order = "perm"', 'order = "omsk"')
    before = contents(tmp_path)
    assert said(run(*REPORT)) == (1, "", UNKNOWN_ORDER)
    assert contents(tmp_path) == before


def test_an_order_of_one_s_own_lies_beside_the_config(config, tmp_path):
    shipped = ROOT / "monitor" / "orders" / "perm.toml"
    own = shipped.read_text(encoding="utf-8").replace('id = "perm"', 'id = "ours"', 1)
    (tmp_path / "ours.toml").write_text(own, encoding="utf-8")
    broken(config, 'order = "perm"', 'order = "ours.toml"')
    done = run("report", "--unit", "perm", "--week", "2026-W47", "--json")
    assert (done.exit_code, json.loads(done.stdout)["order"]) == (0, "ours")


@pytest.mark.parametrize(
    "body",
    [b"This is a letter and no database at all.\n" * 40, b"\x89PNG\r\n\x1a\n" + bytes(5_000)],
    ids=["a letter", "a picture"],
)
def test_a_database_file_that_is_none_is_left_as_it_was(body, config, tmp_path):
    place = tmp_path / "zvonok.db"
    place.write_bytes(body)
    assert said(run(*REPORT)) == (
        1,
        "",
        f"Файл базы данных {place} повреждён или не является базой SQLite. Данные не изменены. "
        "Укажите другой файл в настройке database.url или восстановите его из копии.",
    )
    assert place.read_bytes() == body


def test_a_database_of_a_newer_program_is_left_as_it_was(config, tmp_path):
    place = tmp_path / "zvonok.db"
    assert run(*REPORT).exit_code == 0
    with sqlite3.connect(place) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    before = contents(tmp_path)
    assert said(run(*REPORT)) == (
        1,
        "",
        f"База данных {place} создана более новой версией программы (ревизия 9999). Обновите "
        "программу; база не изменена.",
    )
    assert contents(tmp_path) == before


def test_a_database_in_a_folder_that_does_not_exist(config, tmp_path):
    broken(config, str(tmp_path / "zvonok.db"), str(tmp_path / "нет" / "zvonok.db"))
    status, out, complaint = said(run(*REPORT))
    assert (status, out) == (1, "")
    assert complaint.startswith(f"База данных {tmp_path / 'нет' / 'zvonok.db'} не открывается: ")
    assert not re.search("[a-z]{3} [a-z]{4}", complaint)  # no English words in a Russian sentence


def test_an_address_of_a_database_of_no_kind_we_know(config, tmp_path):
    broken(config, f"sqlite:///{tmp_path / 'zvonok.db'}", "mysql://user:secret@host/db")
    status, out, complaint = said(run(*REPORT))
    assert (status, out) == (1, "")
    assert complaint.endswith(
        "не подходит. Нужен вид sqlite:///файл.db или postgresql://имя@сервер/база "
        "(настройка database.url)."
    )
    assert "secret" not in complaint


def test_an_unknown_unit_is_told_with_those_that_are_known(config, tmp_path):
    for command in (
        ("report", "--unit", "school-13", "--week", "2026-W47"),
        ("roster", "codes", "--unit", "school-13"),
        ("roster", "import", "--unit", "school-13", "roster.xlsx"),
    ):
        assert said(run(*command)) == (
            1,
            "",
            "Организации «school-13» в настройках нет. Есть: perm, school-12, lyceum-5.",
        )
    assert list(contents(tmp_path)) == ["config.toml"]


@pytest.mark.parametrize("week", ["2026-W60", "2026-W00", "2025-W53", "47", "2026-47", "неделя"])
def test_a_bad_week(week, config):
    assert said(run("report", "--unit", "school-12", "--week", week)) == (
        1,
        "",
        f"«{week}» — не неделя. Нужен вид 2026-W47: год и номер недели.",
    )


@pytest.mark.parametrize("moment", ["вчера", "2026-13-01T10:00", "15:00", ""])
def test_a_bad_moment(moment, config, tmp_path):
    assert said(run("tick", "--now", moment)) == (
        1,
        "",
        f"«{moment}» — не момент времени. Нужен вид 2026-11-20T15:00+05:00.",
    )
    assert list(contents(tmp_path)) == ["config.toml"]


def test_a_moment_without_its_offset_needs_one_zone_for_all(config):
    assert run("tick", "--now", "2026-11-20T15:00").exit_code == 0
    broken(config, "Asia/Yekaterinburg", "Europe/Moscow")
    assert said(run("tick", "--now", "2026-11-20T15:00")) == (
        1,
        "",
        "У момента «2026-11-20T15:00» не указан часовой пояс, а организации живут в разных. "
        "Допишите смещение, например +05:00.",
    )


def test_a_report_without_data_says_so_and_no_zero(config):
    done = run(*REPORT, "--json", "--people")
    report = json.loads(done.stdout)
    assert (done.exit_code, report["completeness"], report["people"]) == (0, None, [])
    assert {each["value"] for each in report["indicators"]} == {None}
    assert {each["norm"]["met"] for each in report["indicators"]} == {None}
    assert report["window"] == {
        "start": "2026-11-16T00:00:00+05:00",
        "end": "2026-11-23T00:00:00+05:00",
        "closed": False,
    }


def test_a_report_for_people_is_a_table(config):
    run("roster", "import", "-u", "school-12", written("roster.csv", ROSTER))
    done = run(*REPORT, "--people")
    assert done.exit_code == 0
    assert done.stdout.startswith("МАОУ «СОШ № 12», неделя 16–22 ноября, ")
    assert "Бота нет ни в одном чате организации: данных об активности нет." in done.stdout
    assert "4 из 5 (80,0\N{NO-BREAK SPACE}%)" in done.stdout
    assert "Юдина Ольга Олеговна" in done.stdout


def test_a_tick_with_nothing_to_do(config):
    assert said(run("tick", "--now", "2026-11-20T15:00")) == (
        0,
        "Выполнено заданий: 0, подготовлено сообщений: 0, к отправке: 0.\n",
        "",
    )


ORDERS = ROOT / "monitor" / "orders"


@pytest.mark.parametrize(
    ("name", "line"),
    [
        (
            "perm",
            "Файл верен: Приказ о переходе на информационно-коммуникационную платформу «Сферум» "
            "(Пермь). Показателей: 4, дел по приказу: 2.\n",
        ),
        (
            "sergokala",
            "Файл верен: Приказ о внедрении «Сферум» и ФГИС «Моя школа» (Сергокалинский район). "
            "Показателей: 9, дел по приказу: 2.\n",
        ),
    ],
)
def test_the_shipped_orders_are_right(name, line):
    assert said(run("order", "check", ORDERS / f"{name}.toml")) == (0, line, "")


def written(name, text):
    path = Path(name)
    path.write_text(text, encoding="utf-8")
    return path


BAD_ORDERS = {
    "an unknown key": (
        'main = "staff_messages_10"',
        'main = "staff_messages_10"\ncolour = "red"',
        "colour: такой настройки нет, уберите её или исправьте опечатку.",
    ),
    "a share over one": (
        "threshold = 0.25",
        "threshold = 25",
        "indicator.4.norm.threshold: число слишком велико: доля пишется от 0 до 1, например 0.25 "
        "(сейчас: 25).",
    ),
    "a weekday in Russian": (
        '"thursday 14:00"',
        '"четверг 14:00"',
        'schedule.nudge: нужны день недели и время, например "thursday 15:00" '
        "(сейчас: четверг 14:00).",
    ),
    "an hour that does not exist": (
        '"thursday 14:00"',
        '"thursday 24:00"',
        'schedule.nudge: нужны день недели и время, например "thursday 15:00" '
        "(сейчас: thursday 24:00).",
    ),
    "a family that does not exist": (
        'family = "people_active"',
        'family = "people_happy"',
        "indicator.1.family: такого способа счёта нет: people_happy (people_active, "
        "people_registered, people_total, chat_owners, users_active, pupils_total, "
        "classes_with_chats, not_measured).",
    ),
    "a main indicator that does not exist": (
        'main = "staff_messages_10"',
        'main = "staff_calls"',
        "main: показателя «staff_calls» в приказе нет.",
    ),
    "a first day that does not exist": (
        'first_day = "monday"',
        'first_day = "moonday"',
        "first_day: такого значения нет, сверьтесь с config.example.toml (сейчас: moonday).",
    ),
    "no minimum": (
        "messages = 10\n",
        "",
        "indicator.1: у показателя «staff_messages_10» не задан минимум: добавьте messages или "
        "calls.",
    ),
    "no closing": (
        'close = "monday 09:00"\n',
        "",
        "schedule.close: не задано, впишите значение.",
    ),
}


@pytest.mark.parametrize(("text", "into", "line"), BAD_ORDERS.values(), ids=BAD_ORDERS.keys())
def test_a_bad_order_is_told_with_its_place(text, into, line, tmp_path):
    shipped = (ORDERS / "perm.toml").read_text(encoding="utf-8")
    assert text in shipped
    path = written("own.toml", shipped.replace(text, into, 1))
    assert said(run("order", "check", path)) == (
        1,
        "",
        f"Приказ «{tmp_path / 'own.toml'}» не подходит:\n  {line}",
    )


def test_an_order_s_file_that_is_none(tmp_path):
    for path in (written("letter.toml", "Уважаемые коллеги!"), Path("нет.toml"), tmp_path):
        done = run("order", "check", path)
        assert (done.exit_code, done.stdout) == (1, "")
        assert done.stderr.startswith(f"Приказ «{path.absolute()}» не подходит:\n  ")


CHANGED = "Сотрудники: новых {}, изменено {}, без изменений {}, выбыло {}. Классов: {}.\n"


def import_(file):
    return said(run("roster", "import", "--unit", "school-12", file))


def people(folder):
    """Who is on the roster now."""
    with sqlite3.connect(folder / "zvonok.db") as connection:
        rows = connection.execute(
            "SELECT full_name FROM persons WHERE dismissed_at IS NULL ORDER BY full_name"
        ).fetchall()
    connection.close()
    return [name.split()[0] for (name,) in rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251"])
def test_a_roster_is_imported_from_csv(encoding, config, tmp_path):
    Path("roster.csv").write_bytes(ROSTER.encode(encoding))
    assert import_("roster.csv") == (0, CHANGED.format(5, 0, 0, 0, 0), "")
    assert import_("roster.csv") == (0, CHANGED.format(0, 0, 5, 0, 0), "")
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
    assert import_("one.xlsx") == (0, CHANGED.format(2, 0, 0, 0, 2), "")

    rows[2] = ["Зотов Игорь Львович", "Завуч", "волшебник", 102]
    rows += [[None, "Сторож", "прочий персонал", 5], ["Уткин Павел Ильич", "Учитель", None, "?"]]
    Path("two.xlsx").write_bytes(workbook({"Сотрудники": rows, "Классы": classes}))
    status, out, complaint = import_("two.xlsx")
    assert (status, out) == (0, CHANGED.format(0, 0, 1, 0, 2))
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
    assert (status, out) == (1, CHANGED.format(0, 0, 0, 0, 0))
    assert complaint.split("\n")[:3] == [
        "Не загружены 2 строки:",
        "  Строка 2: ФИО неполное или с цифрами: «Иванов».",
        "  Строка 3: нет ФИО.",
    ]
    assert people(tmp_path) == before


def test_somebody_missing_from_a_right_file_has_left(config, tmp_path):
    Path("all.csv").write_text(ROSTER, encoding="utf-8")
    import_("all.csv")
    fewer = "\n".join(line for line in ROSTER.split("\n") if "Уткин" not in line)
    Path("fewer.csv").write_text(fewer, encoding="utf-8")
    assert import_("fewer.csv") == (0, CHANGED.format(0, 0, 4, 1, 0), "")
    assert people(tmp_path) == ["Быкова", "Зотов", "Петрова", "Юдина"]


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
    with sqlite3.connect(tmp_path / "zvonok.db") as connection:
        [(kept,)] = connection.execute("SELECT code FROM codes").fetchall()
    connection.close()
    assert kept == again[:11].replace("-", "")


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
    assert said(run("roster", "template", "пример.xlsx")) == (0, "", "")
    book = openpyxl.load_workbook(io.BytesIO(Path("пример.xlsx").read_bytes()))
    assert book.sheetnames == ["Сотрудники", "Классы"]
    assert import_("пример.xlsx") == (0, CHANGED.format(2, 0, 0, 0, 2), "")


def test_a_template_that_cannot_be_written_is_a_sentence():
    done = run("roster", "template", "нет/пример.xlsx")
    assert (done.exit_code, done.stdout) == (1, "")
    assert isinstance(done.exception, SystemExit)
    assert "нет/пример.xlsx" in done.stderr


def test_a_port_that_is_taken(config):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert said(run("sandbox", "--empty", "--port", port)) == (
            1,
            "",
            f"Порт {port} занят или недоступен. Укажите другой параметром --port (0 — любой).",
        )


def test_a_folder_for_the_demo_that_cannot_be_made_is_told_as_that(monkeypatch):
    async def nothing(*_given, **_named):
        return None

    monkeypatch.setattr(standin, "_played", nothing)
    Path("file").write_text("", encoding="utf-8")
    done = run("demo", "--headless", "--out", "file")
    assert done.exit_code == 1
    assert "Порт" not in done.stderr
    assert "file" in done.stderr


@pytest.mark.asyncio
async def test_a_tick_from_cron_delivers_and_a_second_one_has_nothing_to_do(tmp_path):
    roster = "ФИО;Должность;Роль;VK\nПетрова Мария Петровна;Учитель;учитель;104\n"
    async with playground(tmp_path) as place:
        await place.roster(roster)
        await place.chat("Педсовет", MARIA)
        for person in (ADMIN, MARIA):
            place.world.say(person, dm=True, text="Начать")
        await place.settle()
        arguments = ("tick", "--now", THURSDAY_NUDGE.isoformat(), "--deliver")
        done = await asyncio.to_thread(run, *arguments, "--config", place.config)
        assert said(done) == (
            0,
            "Выполнено заданий: 1, подготовлено сообщений: 1, к отправке: 1, отправлено: 1.\n",
            "",
        )
        done = await asyncio.to_thread(run, *arguments, "--config", place.config)
        assert said(done) == (
            0,
            "Выполнено заданий: 0, подготовлено сообщений: 0, к отправке: 0, отправлено: 0.\n",
            "",
        )
        *_, nudge = place.world.dms[MARIA].messages
        assert nudge.text.startswith("Добрый день, Мария Петровна! Неделя 16–22 ноября")


@pytest.mark.asyncio
async def test_a_token_vk_refuses_is_told_and_the_log_does_not_hold_it(tmp_path):
    async with playground(tmp_path) as place:
        broken(place.config, place.world.token, "vk1.a.revoked-token")
        done = await asyncio.to_thread(run, "run", "--config", place.config)
        assert said(done) == (
            1,
            "",
            "VK не принимает токен сообщества: он неверен, отозван или истёк. Создайте новый в "
            "настройках сообщества (Работа с API) и задайте ZVONOK_VK__TOKEN.",
        )
        assert "revoked-token" not in done.stderr


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=lambda each: each.name)
def test_the_sandbox_tells_its_address_and_ends_when_told(number):
    with subprocess.Popen(
        [*PROGRAM, "sandbox", "--empty"], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            line = process.stdout.readline()
            process.send_signal(number)
            status = process.wait(timeout=5)
        finally:
            process.kill()
    assert re.fullmatch(r"sandbox: http://127\.0\.0\.1:\d+\n", line)
    assert status == 0


@pytest.mark.asyncio
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=lambda each: each.name)
async def test_the_service_answers_and_ends_cleanly_when_told(number, tmp_path):
    async with playground(tmp_path) as place:
        place.world.set_clock(None)
        process = await asyncio.create_subprocess_exec(
            *PROGRAM,
            "run",
            "--config",
            place.config,
            cwd=ROOT,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            line = await process.stdout.readline()
            place.world.say(MARIA, dm=True, text="Секретное слово")
            async with asyncio.timeout(20):
                while len(place.world.dms[MARIA].messages) < 2:
                    await asyncio.sleep(0.02)
            process.send_signal(number)
            async with asyncio.timeout(5):
                _, log = await process.communicate()
        finally:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
        assert line.decode() == (
            f"Звонок работает: сообщество {place.world.group_id}, 3 организации.\n"
        )
        assert process.returncode == 0
        assert "Traceback" not in log.decode()
        assert place.world.token not in log.decode()
        assert "Секретное" not in log.decode()
