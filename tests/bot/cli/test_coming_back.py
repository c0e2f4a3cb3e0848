"""``backup``, ``restore`` and ``move``: every report is as it was."""

import asyncio
import sqlite3
import stat
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from bot.clock import utc_now
from bot.config.settings import load_settings
from bot.words.russian import plural
from storage.copying.restoring import forget_kept
from storage.db.database import Database
from storage.db.engines import sqlite
from storage.db.engines.opened import Opening
from storage.db.engines.sqlite import engines as files
from storage.db.revisions import MARK, newest
from tests.bot.cli.commanding import broken, restored, run, said
from tests.cast import CONFIG
from tests.databases import ask, empty
from tests.upgrades import made

__all__ = ("empty",)
pytestmark = pytest.mark.usefixtures("own_surroundings")

WEEKS = ("2026-W46", "2026-W47")
NOWHERE = "http://127.0.0.1:9/method/"


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
    unmarked = (
        "SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tablename <> "
        "'alembic_version' AND obj_description(tablename::regclass) IS DISTINCT FROM"
    )
    assert asyncio.run(ask(server, name, f"{unmarked} '{MARK}'")) == 0
    asyncio.run(ask(server, name, "CREATE TABLE invention (id integer)"))
    asyncio.run(ask(server, name, f"COMMENT ON TABLE invention IS '{MARK}'"))  # as upgrades do

    done = restored(school, "copy.db")
    assert done.exit_code == 0, done.output
    assert reports(school) == before
    asked = "SELECT string_agg(version_num, '') FROM "
    assert asyncio.run(ask(server, name, f"{asked} alembic_version")) == newest()
    assert asyncio.run(ask(server, name, f"{asked} zvonok_before_restore.alembic_version")) == (
        "9999"
    )
    assert asyncio.run(ask(server, name, "SELECT to_regclass('invention') IS NULL"))
