"""``backup``, ``restore`` and ``move``: every report is as it was, and what is refused."""

import asyncio
import os
import socket
import sqlite3
import stat
from contextlib import closing
from datetime import timedelta
from itertools import count
from pathlib import Path

import asyncpg
import pytest

from bot.clock import utc_now
from bot.config.settings import load_settings
from bot.words.russian import plural
from storage.copying import backup
from storage.copying.restoring import forget_kept
from storage.db import sqlite
from storage.db.database import Database
from storage.db.migrating import newest
from storage.db.opened import Opening
from storage.db.sqlite import engines as files
from storage.told import processes
from storage.told.processes import Process
from tests.bot.cli.commanding import broken, contents, run, said
from tests.cast import CONFIG
from tests.upgrades import made

pytestmark = pytest.mark.usefixtures("own_surroundings")

WEEKS = ("2026-W46", "2026-W47")
NOWHERE = "http://127.0.0.1:9/method/"
NUMBERS = count(1)


@pytest.fixture
def school(tmp_path, monkeypatch):
    """A folder of its own with a school's week in a file, and its config."""
    monkeypatch.setattr(sqlite, "engines", files)
    folder = tmp_path / "school"
    folder.mkdir()
    made(folder / "zvonok.db")
    config = folder / "config.toml"
    text = CONFIG.format(database=folder / "zvonok.db", token="made-up", api_url=NOWHERE)
    config.write_text(text, encoding="utf-8")
    assert run("apply", "--config", config).exit_code == 0
    for left in folder.glob("zvonok.db.before-*"):
        left.unlink()
    return config


def reports(config):
    """Every report of every unit, as programs read it."""
    units = [each.id for each in load_settings(config).unit]
    told = {}
    for unit in units:
        for week in WEEKS:
            wanted = ("report", "-u", unit, "--week", week, "--json", "--people")
            told[unit, week] = run(*wanted, "--config", config)
            assert told[unit, week].exit_code == 0
    return {name: done.stdout for name, done in told.items()}


def lost(config):
    """Something happens to the data that nobody wanted."""
    with closing(sqlite3.connect(config.parent / "zvonok.db")) as connection, connection:
        connection.execute("DELETE FROM snapshots")
        connection.execute("DELETE FROM tallies")


def restored(config, file, *more):
    return run("restore", file, "--yes", "--config", config, *more)


@pytest.mark.sqlite("a file that is replaced")
def test_every_report_comes_back_and_what_was_there_stays_beside(school, tmp_path):
    before, place = reports(school), school.parent / "zvonok.db"
    assert run("backup", "copy.db", "--config", school).exit_code == 0
    copied = Path("copy.db").read_bytes()
    lost(school)
    assert reports(school) != before

    status, out, told = said(restored(school, "copy.db"))
    assert (status, told) == (0, "")
    [kept] = school.parent.glob("zvonok.db.before-restore-*")
    size = plural(len(copied), "байт", "байта", "байт")
    assert out.startswith(f"Копия copy.db цела: {size}, записана ")
    assert out.endswith(
        "3 организации (с уровнями над ними).\n"
        f"Она займёт место базы {place}. Всё, что записано после неё, останется только в прежней "
        "базе; события, которые VK ещё хранит, служба прочитает снова.\n"
        f"База {place} возвращена из копии и проверена. Прежняя лежит рядом: {kept}; служба "
        "удалит её через неделю. Запустите службу.\n"
    )
    assert reports(school) == before
    assert Path("copy.db").read_bytes() == copied
    assert [stat.S_IMODE(each.stat().st_mode) for each in (place, kept)] == [0o600, 0o600]
    assert sorted(each.name for each in school.parent.iterdir() if ".db" in each.name) == [
        "zvonok.db",
        kept.name,
    ]
    restored(school, kept)  # and it is a copy as others are
    assert reports(school) != before


@pytest.mark.sqlite("a file that is replaced")
@pytest.mark.parametrize("harm", ["none", "cut", "text"])
def test_a_database_that_is_gone_or_damaged_is_replaced_as_well(school, harm):
    before, place = reports(school), school.parent / "zvonok.db"
    run("backup", "copy.db", "--config", school)
    whole = place.read_bytes()
    if harm == "none":
        place.unlink()
    else:
        place.write_bytes(whole[: len(whole) // 2] if harm == "cut" else b"somebody's text")
    harmed = place.read_bytes() if place.exists() else None

    done = restored(school, "copy.db")
    assert done.exit_code == 0, done.output
    assert reports(school) == before
    kept = [each.read_bytes() for each in school.parent.glob("zvonok.db.before-restore-*")]
    assert kept == ([] if harmed is None else [harmed])


def _cut(path):
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) * 2 // 3])


def _bad_page(path):
    whole = bytearray(path.read_bytes())
    whole[4096 * 20 : 4096 * 24] = b"\xff" * 4096 * 4
    path.write_bytes(whole)


def _newer(path):
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")


def _others(path):
    path.unlink()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE songs (name TEXT)")


DAMAGED = (
    "Копия copy.kept повреждена, обрезана или не является базой SQLite. База не изменена. Возьмите "
    "другую копию."
)


@pytest.mark.sqlite("what is refused is a file, whatever the engine")
@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (_cut, DAMAGED),
        (_bad_page, DAMAGED),
        (lambda path: path.write_bytes(b"not a database at all, " * 100), DAMAGED),
        (
            _newer,
            "База данных copy.kept создана более новой версией программы (ревизия 9999). Обновите "
            "программу; база не изменена.",
        ),
        (_others, "Файл copy.kept не является копией базы «Звонка». Ничего не изменено."),
        (
            lambda path: path.write_bytes(b"PGDMP..."),
            "Файл copy.kept сделан программой pg_dump: его возвращает pg_restore на сервере. "
            "Ничего не изменено.",
        ),
        (Path.unlink, "Файл copy.kept не читается. Проверьте имя и права."),
    ],
)
def test_what_is_no_whole_copy_is_refused(config, tmp_path, harm, told):
    run("backup", "copy.kept", "--config", config)
    harm(Path("copy.kept"))
    before = contents(tmp_path)
    assert said(restored(config, "copy.kept")) == (1, "", told)
    assert contents(tmp_path) == before


@pytest.mark.sqlite("what is refused is refused before the engine is asked")
def test_nobody_is_there_to_agree_and_a_service_runs(config, tmp_path):
    run("backup", "copy.db", "--config", config)
    before = contents(tmp_path)
    status, _, told = said(run("restore", "copy.db", "--config", config))
    assert (status, told) == (
        1,
        "Спросить некого: база не изменена. Чтобы вернуть копию без вопроса, добавьте --yes.",
    )
    assert contents(tmp_path) == before

    asyncio.run(heard(f"sqlite:///{tmp_path / 'zvonok.db'}"))
    before = contents(tmp_path)
    in_use = (
        f"С базой {tmp_path / 'zvonok.db'} работает служба ({socket.gethostname()}). Остановите её "
        "(systemctl stop zvonok) и повторите; ничего не изменено."
    )
    assert said(restored(config, "copy.db")) == (1, "", in_use)
    moved = run("move", "--to", f"sqlite:///{tmp_path / 'new.db'}", "--config", config)
    assert said(moved) == (1, "", in_use)
    assert contents(tmp_path) == before


async def heard(url):
    """A process of a service, our own, says that it lives."""
    database = await Database.open(url, Opening.CHANGE)
    now = utc_now()
    async with database.writing() as connection:
        await processes.keep(
            connection,
            Process(
                machine=socket.gethostname(),
                number=os.getpid(),
                community=1,
                version="",
                config="",
                started_at=now - timedelta(hours=1),
                heard_at=now,
            ),
        )
    await database.close()


@pytest.mark.sqlite("of an address that is wrong")
def test_what_is_moved_is_said_by_two_addresses_or_by_one(config, tmp_path):
    source, target = f"sqlite:///{tmp_path / 'zvonok.db'}", f"sqlite:///{tmp_path / 'new.db'}"
    assert run("move", source).exit_code == 2
    assert run("move", source, target, "--to", target).exit_code == 2
    status, out, told = said(run("move", source, target))
    assert (status, told) == (0, "")
    assert out.endswith(
        "Прежняя база не изменена. Впишите новый адрес в настройку database.url и запустите "
        "службу.\n"
    )
    assert said(run("move", source, target)) == (
        1,
        "",
        f"База {tmp_path / 'new.db'} не пуста, и ничего в ней не изменено. Укажите новый файл или "
        "новую базу (createdb); таблицы создаст сама команда.",
    )


@pytest.fixture
def empty(server):
    """The address of a server's database with nothing in it."""
    name = f"back_{os.getpid()}_{next(NUMBERS)}"
    asyncio.run(ask(server, "postgres", f"CREATE DATABASE {name}"))
    yield server.url(name)
    asyncio.run(ask(server, "postgres", f"DROP DATABASE {name} WITH (FORCE)"))


async def ask(server, database, statement):
    connection = await asyncpg.connect(server.url(database))
    try:
        return await connection.fetchval(statement)
    finally:
        await connection.close()


@pytest.mark.postgresql
def test_on_a_server_every_report_is_the_same_and_comes_back(school, empty, server, tmp_path):
    before = reports(school)
    ours = f"sqlite:///{school.parent / 'zvonok.db'}"
    done = run("move", "--to", empty, "--config", school)
    assert done.exit_code == 0, done.output
    broken(school, ours, empty)
    assert reports(school) == before

    assert run("backup", "copy.db", "--config", school).exit_code == 0
    assert stat.S_IMODE(Path("copy.db").stat().st_mode) == 0o600
    name = empty.split("/")[3].split("?")[0]
    asyncio.run(ask(server, name, "DELETE FROM snapshots"))
    asyncio.run(ask(server, name, "DELETE FROM tallies"))
    harmed = reports(school)
    assert harmed != before

    status, out, told = said(restored(school, "copy.db"))
    assert (status, told) == (0, "")
    assert out.endswith(
        "возвращена из копии и проверена. Прежние таблицы лежат на сервере в схеме "
        "zvonok_before_restore; служба удалит их через неделю. Запустите службу.\n"
    )
    assert reports(school) == before
    kept = "SELECT count(*) FROM zvonok_before_restore.tallies"
    assert asyncio.run(ask(server, name, kept)) == 0
    assert restored(school, "copy.db").exit_code == 0  # again: what is kept is the newest
    assert asyncio.run(ask(server, name, kept)) > 0

    there = "SELECT count(*) FROM pg_namespace WHERE nspname = 'zvonok_before_restore'"
    Path(f"{name}.db.before-0021").touch()
    for days, left in ((-7, 1), (1, 0)):
        asyncio.run(forgotten(empty, utc_now() + timedelta(days=days)))
        assert asyncio.run(ask(server, name, there)) == left
        assert Path(f"{name}.db.before-0021").exists() == bool(left)
    assert reports(school) == before

    file = tmp_path / "file.db"
    assert run("move", empty, f"sqlite:///{file}").exit_code == 0
    broken(school, empty, f"sqlite:///{file}")
    assert reports(school) == before


async def forgotten(url, before):
    database = await Database.open(url, Opening.CHANGE)
    await forget_kept(database, before)
    await database.close()


@pytest.mark.postgresql
def test_a_server_newer_than_the_program_can_be_brought_back(school, empty, server):
    """As after an update that was taken back: what the newer one made is kept too."""
    before = reports(school)
    copied = run("backup", "copy.db", "--config", school)
    assert copied.exit_code == 0, copied.output
    run("move", "--to", empty, "--config", school)
    broken(school, f"sqlite:///{school.parent / 'zvonok.db'}", empty)
    name = empty.split("/")[3].split("?")[0]
    asyncio.run(ask(server, name, "UPDATE alembic_version SET version_num = '9999'"))
    asyncio.run(ask(server, name, "CREATE TABLE invention (id integer)"))

    done = restored(school, "copy.db")
    assert done.exit_code == 0, done.output
    assert reports(school) == before
    asked = "SELECT string_agg(version_num, '') FROM "
    assert asyncio.run(ask(server, name, f"{asked} alembic_version")) == newest()
    assert asyncio.run(ask(server, name, f"{asked} zvonok_before_restore.alembic_version")) == (
        "9999"
    )
    assert asyncio.run(ask(server, name, "SELECT to_regclass('invention') IS NULL"))


@pytest.mark.sqlite("a file's copy")
def test_a_disk_that_is_full_leaves_no_half_copy(config, tmp_path, monkeypatch):
    def full(_file):
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorname = "SQLITE_FULL"
        raise error

    monkeypatch.setattr(backup, "strip", full)
    before = contents(tmp_path)
    status, out, told = said(run("backup", "copy.db", "--config", config))
    assert (status, out) == (1, "")
    assert told.startswith(f"В базу данных {tmp_path / 'zvonok.db'} не удаётся записать: на диске ")
    assert contents(tmp_path) == before
