"""The command line: exit statuses, whole sentences, and data that stays as it was."""

import json
import re

import pytest

from monitor.order_files.loading import shipped_orders
from tests import plain
from tests.bot.cli.commanding import ROOT, broken, contents, run, said, written
from tests.bot.cli.every_command import COMMANDS
from tests.cast import ROSTER

pytestmark = pytest.mark.usefixtures("own_surroundings")

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
        "Файл настроек config.toml не найден. Создайте его командой zvonok init или укажите "
        "файл параметром --config. Образец — config.example.toml.",
    )
    assert contents(tmp_path) == {}


def test_a_config_that_is_no_toml(bare, tmp_path):
    bare.write_text("[vk\n", encoding="utf-8")
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
    assert said(run("tick", "--now", "2026-11-20T15:00", "--deliver")) == (
        1,
        "",
        "VK не отвечает: 127.0.0.1:9 не принимает соединение. Проверьте настройку vk.api_url и "
        "межсетевой экран.",
    )


UNKNOWN_ORDER = (
    "Приказ «omsk» не подходит:\n  приказа «omsk» в программе нет. Укажите один из поставляемых "
    f"({', '.join(shipped_orders())}) или путь к своему файлу .toml."
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
@pytest.mark.sqlite("a file that is none")
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
    with plain.connect(place) as connection:
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


def test_an_unknown_unit_is_told_with_those_that_are_known(bare, tmp_path):
    for command in (
        ("report", "--unit", "school-13", "--week", "2026-W47"),
        ("roster", "codes", "--unit", "school-13"),
        ("roster", "import", "--yes", "--unit", "school-13", "roster.xlsx"),
    ):
        assert said(run(*command)) == (
            1,
            "",
            "Организации «school-13» в настройках нет. Есть: perm, school-12, lyceum-5.",
        )
    assert list(contents(tmp_path)) == [bare.name]


@pytest.mark.parametrize("week", ["2026-W60", "2026-W00", "2025-W53", "47", "2026-47", "неделя"])
def test_a_bad_week(week, config):
    assert said(run("report", "--unit", "school-12", "--week", week)) == (
        1,
        "",
        f"«{week}» — не неделя. Нужен вид 2026-W47: год и номер недели.",
    )


@pytest.mark.parametrize("moment", ["вчера", "2026-13-01T10:00", "15:00", ""])
def test_a_bad_moment(moment, bare, tmp_path):
    assert said(run("tick", "--now", moment)) == (
        1,
        "",
        f"«{moment}» — не момент времени. Нужен вид 2026-11-20T15:00+05:00.",
    )
    assert list(contents(tmp_path)) == [bare.name]


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
    run("roster", "import", "--yes", "-u", "school-12", written("roster.csv", ROSTER))
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
