"""A database of a version before: brought up to date, and an update taken back."""

import asyncio
import json
import shutil
import sqlite3 as library
from contextlib import closing, contextmanager

import pytest

from storage.copying import restoring
from storage.db import revisions
from storage.db.carrying import REVISION
from storage.db.database import Database
from storage.db.engines import sqlite
from storage.db.engines.opened import Opening
from storage.db.engines.sqlite import engines as files
from tests.bot.cli.commanding import broken, run, said
from tests.bot.conftest import own_surroundings
from tests.cast import CONFIG
from tests.databases import ask, empty
from tests.upgrades import BEFORE, made, then

__all__ = ("empty", "own_surroundings")
pytestmark = pytest.mark.usefixtures("own_surroundings")

NEXT = """
from alembic import op

revision, down_revision, branch_labels, depends_on = "9000", "{now}", None, None


def upgrade():
    op.execute("CREATE TABLE invention (id INTEGER)")
    op.execute("DELETE FROM standings")
"""


@pytest.fixture
def old(tmp_path, monkeypatch):
    """A config, and beside it a database as the program of that time left it."""
    monkeypatch.setattr(sqlite, "engines", files)
    made(tmp_path / "zvonok.db")
    config = tmp_path / "config.toml"
    text = CONFIG.format(
        database=tmp_path / "zvonok.db", token="vk1.a.made-up", api_url="http://127.0.0.1:9/method/"
    )
    config.write_text(text, encoding="utf-8")
    return config


def reports(config):
    """What the reports say now, as it is kept of that time."""
    told = {}
    for name in then():
        unit, week = name.split()
        done = run(
            *("report", "-u", unit, "--week", week, "--json", "--people", "--config", config)
        )
        assert done.exit_code == 0, done.output
        report = json.loads(done.stdout)
        told[name] = {
            "figures": {each["id"]: [each["value"], each["of"]] for each in report["indicators"]},
            "people": {
                each["name"]: [each["messages"], each["calls"]] for each in report.get("people", ())
            },
            "completeness": report["completeness"],
        }
    return told


def rows(path):
    """Every row of a file, but what no copy has."""
    left_out = ("answers", "inbox", "talkers", "weekly_keys")
    with closing(library.connect(path)) as connection:
        lines = [*connection.iterdump()]
    return [line for line in lines if not any(f'"{name}"' in line for name in left_out)]


@contextmanager
def tomorrow(folder):
    """A program with one more revision."""
    versions = folder / "program" / "migrations"
    shutil.copytree(revisions.MIGRATIONS, versions)
    path = versions / "versions" / "9000_next.py"
    path.write_text(NEXT.format(now=revisions.newest()), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(revisions, "MIGRATIONS", versions)
        yield


def upgraded(url):
    """Upgrade it by several processes that start at once."""

    async def upgrade():
        await (await Database.open(url, Opening.UPGRADE)).close()

    async def all_at_once():
        await asyncio.gather(*(upgrade() for _ in range(3)))

    asyncio.run(all_at_once())


@pytest.mark.sqlite("the copy before the upgrade lies beside the file")
def test_a_database_of_the_version_before_says_what_it_said(old, tmp_path):
    before = rows(tmp_path / "zvonok.db")
    done = run("report", "-u", "school-12", "--week", "2026-W47", "--config", old)
    assert said(done)[0] == 1  # only who may upgrade does
    assert rows(tmp_path / "zvonok.db") == before

    assert run("apply", "--config", old).exit_code == 0
    assert reports(old) == then()
    copy = tmp_path / f"zvonok.db.before-{revisions.newest()}"
    assert rows(copy) == before
    assert restoring.look(copy).revision == BEFORE


@pytest.mark.sqlite("a file, and its copy before the upgrade")
def test_an_update_is_taken_back_by_the_copy_made_before_it(old, tmp_path):
    run("apply", "--config", old)
    before = rows(tmp_path / "zvonok.db")
    with tomorrow(tmp_path):
        upgraded(f"sqlite:///{tmp_path / 'zvonok.db'}")

    refused = run("report", "-u", "school-12", "--week", "2026-W47", "--config", old)
    assert said(refused)[2].endswith("Обновите программу; база не изменена.")
    copy = tmp_path / "zvonok.db.before-9000"
    assert rows(copy) == before
    assert run("restore", copy, "--yes", "--config", old).exit_code == 0
    assert reports(old) == then()
    assert rows(tmp_path / "zvonok.db") == before


@pytest.mark.postgresql
def test_on_a_server_an_old_copy_is_upgraded_and_an_update_taken_back(old, empty, server, tmp_path):
    (tmp_path / "zvonok.db").rename(tmp_path / "copy.db")
    broken(old, f"sqlite:///{tmp_path / 'zvonok.db'}", empty)
    done = run("restore", tmp_path / "copy.db", "--yes", "--config", old)
    assert done.exit_code == 0, done.output
    assert reports(old) == then()
    with tomorrow(tmp_path):
        upgraded(empty)

    [copy] = tmp_path.glob("*.db.before-9000")
    assert copy.stat().st_mode & 0o777 == 0o600
    assert run("restore", copy, "--yes", "--config", old).exit_code == 0
    assert reports(old) == then()
    name = empty.split("/")[3].split("?")[0]
    kept = f"SELECT version_num FROM zvonok_before_restore.{REVISION}"
    assert asyncio.run(ask(server, name, kept)) == "9000"
