"""``init``, ``claim``, ``units import`` and ``backup``: what they write, say and refuse."""

import re
import stat
from pathlib import Path

import pytest

from bot.config.settings import load_settings
from bot.words.russian import plural
from monitor.order_files.loading import shipped_orders
from storage.people.secrets import mark
from tests import plain
from tests.bot.cli.commanding import ANSWERS, broken, contents, run, said, written

pytestmark = pytest.mark.usefixtures("own_surroundings")

MADE = "Создана новая база данных zvonok.db.\n"
WRITTEN = (
    "Токен не задан: впишите его в [vk] token или в переменную ZVONOK_VK__TOKEN.\n"
    f"{MADE}Настройки записаны: config.toml (читать может только владелец файла).\n"
    "Код доступа для ответственного администратора (school-12): CODE\n"
    "Передайте его лично. Человек открывает сообщество школьного бота в VK и отправляет код одним "
    "сообщением. Действует один раз, до TIME.\n"
    "Дальше: zvonok run запустит службу. Ещё один код: zvonok claim --unit school-12.\n"
)


def made(*arguments):
    """What ``init`` says, with the code and its time left out."""
    status, out, errors = said(run("init", *arguments))
    out = re.sub(r"(\d{3}-){3}\d{3}", "CODE", out)
    return status, re.sub(r"до \d\d:\d\d \d+ [а-я]+", "до TIME", out), errors


def test_init_writes_a_config_that_is_right_and_only_its_owner_s():
    assert made(*ANSWERS) == (0, WRITTEN, "")
    path = Path("config.toml")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    [unit] = load_settings(path).unit
    assert (unit.id, unit.kind, unit.name, unit.timezone, unit.order) == (
        "school-12",
        "school",
        "МАОУ «СОШ № 12»",
        "Asia/Yekaterinburg",
        "perm",
    )


def test_init_names_the_orders_there_are_when_it_asks():
    done = run("init", *ANSWERS[:-2], typed="smolensk\n")
    assert f"Приказ ({', '.join(shipped_orders())}) [perm]: " in done.stdout
    assert [unit.order for unit in load_settings(Path("config.toml")).unit] == ["smolensk"]


def test_init_asks_again_for_what_is_wrong_and_proposes_what_it_can():
    typed = "ГБПОУ «Колледж связи»\nСвязь\n\n\nПермь\nМСК+2\nsmolenks\nsmolensk\n"
    done = run("init", "--token", "", typed=typed)
    assert "Её короткое имя латиницей (потом не меняется) [kolledzh-svyazi]: " in done.stdout
    assert [line for line in done.stdout.splitlines() if line.startswith("Не подходит")] == [
        "Не подходит: нужны строчные латинские буквы, цифры и дефис, начиная с буквы "
        "(сейчас: Связь).",
        "Не подходит: неизвестный часовой пояс, нужен вида Asia/Yekaterinburg или Europe/Moscow "
        "(сейчас: Пермь).",
        "Не подходит: приказа «smolenks» в списке нет. Свой файл назовите с окончанием .toml.",
    ]
    [unit] = load_settings(Path("config.toml")).unit
    assert (unit.id, unit.kind, unit.timezone, unit.order) == (
        *("kolledzh-svyazi", "college", "Asia/Yekaterinburg", "smolensk"),
    )


def test_init_of_a_level_issues_a_code_for_its_coordinator():
    level = ("--unit", "perm", "--kind", "municipality", "--name", "Управление образования")
    done = run("init", "--token", "", *level, "--timezone", "МСК+2", "--order", "perm")
    assert "Код доступа для координатора (perm): " in done.stdout
    assert done.stdout.endswith("Ещё один код: zvonok claim --unit perm --office coordinator.\n")


def test_init_never_overwrites_unless_told_to():
    path = written("config.toml", "# моё")
    refused = "Файл config.toml уже есть и не изменён. Чтобы заменить его, добавьте --force."
    assert said(run("init", *ANSWERS)) == (1, "", refused)
    assert path.read_text(encoding="utf-8") == "# моё"
    assert made("--force", *ANSWERS) == (0, WRITTEN, "")


def test_init_tells_what_is_wrong_with_the_answers_and_writes_nothing():
    done = run(
        *("init", "--token", "", "--unit", "Школа", "--kind", "school", "--name", "Ш"),
        *("--timezone", "Марс", "--order", "perm"),
    )
    assert said(done) == (
        1,
        "",
        "Настройки не записаны:\n"
        "  id: нужны строчные латинские буквы, цифры и дефис, начиная с буквы (сейчас: Школа).\n"
        "  timezone: неизвестный часовой пояс, нужен вида Asia/Yekaterinburg или Europe/Moscow "
        "(сейчас: Марс).",
    )
    assert not Path("config.toml").exists()


@pytest.mark.usefixtures("impatient")
def test_init_says_when_vk_cannot_be_asked():
    done = run("init", *ANSWERS[2:], "--token", "x", "--api-url", "http://127.0.0.1:9/method/")
    assert done.stdout.splitlines()[0] == (
        "Токен не проверен. VK не отвечает: 127.0.0.1:9 не принимает соединение. Проверьте "
        "настройку vk.api_url и межсетевой экран."
    )
    assert load_settings(Path("config.toml")).vk.api_url == "http://127.0.0.1:9/method/"


def test_claim_prints_a_code_that_is_kept_with_its_office(config, tmp_path):
    code, stdout, stderr = said(
        run("claim", "--unit", "school-12", "--office", "deputy", "--config", config)
    )
    found = re.fullmatch(
        r"Код доступа для завуча \(school-12\): (\d{3}(?:-\d{3}){3})\n"
        r"Передайте его лично\. Человек открывает сообщество школьного бота в VK и отправляет код "
        r"одним сообщением\. Действует один раз, до \d\d:\d\d \d+ \w+\.\n",
        stdout,
    )
    assert (code, stderr) == (0, "")
    with plain.connect(tmp_path / "zvonok.db") as connection:
        rows = connection.execute("SELECT code, unit, office, issuer FROM claims").fetchall()
        [(key,)] = connection.execute("SELECT value FROM secrets WHERE name = 'codes'").fetchall()
    connection.close()
    assert rows == [(mark(key, found[1].replace("-", "")), "school-12", "deputy", None)]


def test_claim_knows_three_offices(config):
    done = run("claim", "--unit", "school-12", "--office", "king", "--config", config)
    refused = "Доступа «king» нет. Есть: administrator, deputy, coordinator."
    assert said(done) == (1, "", refused)


TABLE = (
    "Реестр;;;;;;\n"
    "id;Вид;Название;Выше;Часовой пояс;Приказ;Администраторы\n"
    "town;муниципалитет;Город;;Europe/Moscow;smolensk;\n"
    "school-1;Школа;МБОУ «СОШ № 1»;town;Europe/Moscow;perm;101, vk.com/id102\n"
)
SECTIONS = """\
[[unit]]
id = "town"
kind = "municipality"
name = "Город"
timezone = "Europe/Moscow"
order = "smolensk"

[[unit]]
id = "school-1"
kind = "school"
name = "МБОУ «СОШ № 1»"
parent = "town"
timezone = "Europe/Moscow"
order = "perm"
administrators = [101, 102]
"""


def test_a_table_of_organisations_becomes_sections_of_the_config():
    written("units.csv", TABLE)
    done = (
        "Готово: 2 организации{}. Проверьте и вставьте эти разделы в конец config.toml: сама "
        "программа файл настроек не меняет."
    )
    assert said(run("units", "import", "units.csv")) == (0, f"{SECTIONS}\n", done.format(""))
    made = run("units", "import", "--out", "units.toml", "units.csv")
    assert said(made) == (0, "", done.format(" в units.toml"))
    assert len(load_settings(Path("units.toml")).unit) == 2
    again = run("units", "import", "--out", "units.toml", "units.csv")
    assert said(again) == (1, "", "Файл units.toml уже есть и не изменён. Укажите другое имя.")


def test_every_mistake_of_the_table_is_told_by_its_row_and_nothing_is_written():
    rows = "school-1;Цирк;Ш;;Europe/Moscow;perm;\nschool-2;Школа;Ш;;Europe/Moscow;perm;ivanova\n"
    written("units.csv", f"{TABLE}{rows}{TABLE.splitlines()[-1]}\n")
    done = run("units", "import", "--out", "units.toml", "units.csv")
    assert said(done) == (
        1,
        "",
        "Ничего не записано. Исправьте в таблице (3 замечания):\n"
        "  строка 5: kind: такого значения нет, сверьтесь с config.example.toml (сейчас: Цирк).\n"
        "  строка 6: administrators: нужен номер VK или ссылка вида vk.com/id123, а записано "
        "«ivanova».\n"
        "  строка 7: id: такой id уже есть, у каждой записи он свой (сейчас: school-1).",
    )
    assert not Path("units.toml").exists()


def test_a_table_of_something_else_is_refused():
    written("units.csv", "a;b\n1;2\n")
    done = run("units", "import", "units.csv")
    assert said(done) == (
        1,
        "",
        "В таблице нет нужных столбцов. Нужны: Название, Вид, Часовой пояс, Приказ; можно: id, "
        "Выше, Администраторы, Завучи, Координаторы. Образец: zvonok units template.",
    )


@pytest.mark.sqlite("a copy of a file")
def test_a_backup_is_whole_its_owner_s_and_never_overwrites(config, tmp_path):
    run("claim", "--unit", "school-12", "--config", config)
    with plain.connect(tmp_path / "zvonok.db") as writing:  # somebody is in the middle of it
        writing.execute("BEGIN IMMEDIATE")
        done = run("backup", "copy.db", "--config", config)
    writing.close()
    size = plural(Path("copy.db").stat().st_size, "байт", "байта", "байт")
    assert said(done) == (0, f"Копия базы записана и проверена: copy.db, {size}.\n", "")
    assert stat.S_IMODE(Path("copy.db").stat().st_mode) == 0o600
    found = contents(tmp_path)
    assert found["copy.db"] == found["zvonok.db"]
    again = run("backup", "copy.db", "--config", config)
    assert said(again) == (1, "", "Файл copy.db уже есть и не изменён. Укажите другое имя.")


def test_without_a_database_there_is_nothing_to_back_up(bare, tmp_path):
    done = run("backup", "copy.db", "--config", bare)
    assert said(done) == (
        1,
        "",
        f"Базы {tmp_path / 'zvonok.db'} нет: копировать нечего. Её создаёт zvonok init.",
    )
    assert not Path("copy.db").exists()


def test_a_server_that_is_away_is_not_backed_up(config, tmp_path):
    broken(config, f"sqlite:///{tmp_path / 'zvonok.db'}", "postgresql://127.0.0.1:9/zvonok")
    done = run("backup", "copy.db", "--config", config)
    assert said(done) == (
        1,
        "",
        "Сервер базы данных postgresql://127.0.0.1:9/zvonok не отвечает. Проверьте, что "
        "PostgreSQL запущен и принимает соединения с этого компьютера, и адрес в настройке "
        "database.url.",
    )
    assert not Path("copy.db").exists()
