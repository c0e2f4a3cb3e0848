"""Copies refused: what is no whole one, nobody to agree, a service that runs, a full disk."""

import asyncio
import os
import socket
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from bot.clock import utc_now
from storage.copying import backup
from storage.db.database import Database
from storage.db.engines.opened import Opening
from storage.told import processes
from storage.told.processes import Process
from tests.bot.cli.commanding import contents, restored, run, said

pytestmark = pytest.mark.usefixtures("own_surroundings")


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
