"""Weeks closed before there were standings get theirs when the database is brought up to date."""

import json
import sqlite3
from datetime import UTC, datetime

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

from storage.db.database import Database
from storage.records import Standing
from storage.weeks import standings
from tests.cast import LYCEUM, SCHOOL

pytestmark = pytest.mark.sqlite("a migration of a file made by an earlier one")

AS_OF = "2026-11-23T00:00:00+05:00"


def an_old_report(week, *figures, completeness=1.0):
    """A closed week's report as the program wrote it then, as far as anybody reads it."""
    window = {"week": week, "start": AS_OF, "end": AS_OF, "as_of": AS_OF, "closed": True}
    return json.dumps(
        {"unit": SCHOOL, "window": window, "completeness": completeness, "figures": figures}
    )


TEN = {
    "id": "staff_messages_10",
    "title": "Сотрудники",
    "value": 24,
    "of": 43,
    "base": "present",
    "norm": {"text": "каждый", "threshold": 1.0, "met": False, "point": "1.5"},
    "incomplete": True,
}
TOTAL = {"id": "teachers_total", "title": "Учителей", "value": None, "of": None, "norm": None}


@pytest.fixture
def old(tmp_path):
    """A database of the first revision, with three closed weeks of two units."""
    path = tmp_path / "zvonok.db"
    with create_engine(f"sqlite:///{path}").begin() as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", "storage/migrations")
        command.upgrade(config, "0001")
    with sqlite3.connect(path) as connection:
        for unit in (SCHOOL, LYCEUM):
            values = (unit, "school", unit, None, "Asia/Yekaterinburg", "perm", True)
            connection.execute("INSERT INTO units VALUES (?, ?, ?, ?, ?, ?, ?)", values)
        for unit, week, version, report in (
            (SCHOOL, "2026-W46", 1, an_old_report("2026-W46", TOTAL, completeness=None)),
            (SCHOOL, "2026-W47", 1, an_old_report("2026-W47", TEN | {"value": 20})),
            (SCHOOL, "2026-W47", 2, an_old_report("2026-W47", TEN, TOTAL, completeness=0.5)),
            (LYCEUM, "2026-W47", 1, an_old_report("2026-W47")),
            (LYCEUM, "2026-W48", 1, "{}"),
        ):
            values = (unit, week, version, "close", 0, report)
            connection.execute("INSERT INTO snapshots VALUES (?, ?, ?, ?, ?, ?)", values)
    connection.close()
    return path


@pytest.mark.asyncio
async def test_the_newest_version_of_every_closed_week_stands(old):
    database = await Database.open(f"sqlite:///{old}")
    async with database.reading() as connection:
        school = await standings.closed_between(connection, SCHOOL, "2026-W01", "2027-W01")
        lyceum = await standings.closed_between(connection, LYCEUM, "2026-W01", "2027-W01")
    await database.close()

    as_of = datetime(2026, 11, 22, 19, tzinfo=UTC)
    ten = {"id": "staff_messages_10", "value": 24, "of": 43, "met": False, "incomplete": True}
    total = {"id": "teachers_total", "value": None, "of": None, "met": None, "incomplete": False}
    assert [(each.week, json.loads(each.figures)) for each in school] == [
        ("2026-W46", [total | {"among": None}]),
        ("2026-W47", [ten | {"among": None}, total | {"among": None}]),
    ]
    assert [(each.as_of, each.closed, each.completeness) for each in school] == [
        (as_of, True, None),
        (as_of, True, 0.5),
    ]
    assert lyceum == [
        Standing(
            unit=LYCEUM,
            week="2026-W47",
            as_of=as_of,
            closed=True,
            completeness=1.0,
            figures="[]",
        )
    ]


@pytest.mark.asyncio
async def test_reports_stay_as_they_were(old):
    def reports():
        with sqlite3.connect(old) as connection:
            found = connection.execute("SELECT * FROM snapshots ORDER BY 1, 2, 3").fetchall()
        connection.close()
        return found

    before = reports()
    await (await Database.open(f"sqlite:///{old}")).close()

    assert reports() == before
