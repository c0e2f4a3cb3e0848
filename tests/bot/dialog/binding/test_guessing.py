"""Guessing codes: a budget for everybody together, codes that no table gives away, longer ones."""

import asyncio
import sqlite3
from contextlib import closing

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from bot.dialog.core.issuing import MANY
from bot.dialog.staff.roster.rostering import issue_codes
from bot.parsing.onetime import BUDGET, CEILING, LONG, SHORT, WRONG_CODE
from bot.words.private import BAD_CODE, CODES_GUARDED
from storage import tables
from storage.db import revisions
from storage.db.database import Database
from storage.people import secrets
from storage.told import journal
from tests.bot.cli.commanding import run, said
from tests.bot.dialog.binding.bound import olga_s_code
from tests.bot.dialog.conversing import press, say
from tests.cast import ADMIN, MONDAY_MORNING, OLGA, ROSTER, SCHOOL, STRANGER
from tests.playground import playground

LETTERS = "абвгдежзик"

pytestmark = pytest.mark.asyncio


async def wrong(place, count, first=5_000):
    """Let so many others send a wrong code each."""
    async with place.service.core.database.writing() as connection:
        for number in range(count):
            await journal.write(
                connection,
                at=place.world.now(),
                action=WRONG_CODE,
                unit=None,
                actor=first + number,
            )


async def doctor(place):
    _, out, _ = said(await asyncio.to_thread(run, "doctor", "--config", place.config))
    return out


async def test_the_budget_of_all_leaves_one_wrong_code_to_each(tmp_path, log):
    async with playground(tmp_path) as place:
        code = await olga_s_code(place)
        await wrong(place, BUDGET - 1)
        assert await say(place, STRANGER, "000000001") == BAD_CODE
        assert await say(place, STRANGER, "000000002") == CODES_GUARDED
        assert await say(place, STRANGER, code) == CODES_GUARDED
        assert [line for line in log if "guessing" in line] == [
            f"WARNING {BUDGET} wrong codes within an hour: somebody is guessing\n"
        ]
        assert "Профиль привязан" in await say(place, OLGA, code)


async def test_the_doctor_tells_of_wrong_codes_and_of_guessing(tmp_path):
    async with playground(tmp_path) as place:
        assert "Неверных кодов" not in await doctor(place)
        await wrong(place, 3)
        assert "✅ Неверных кодов за последний час: 3\n" in await doctor(place)
        await wrong(place, BUDGET - 3)
        assert "⚠️ Неверных кодов за последний час: 100. Кто-то подбирает коды" in await doctor(
            place
        )


async def test_beyond_the_ceiling_nobody_is_listened_to_and_later_everybody(tmp_path):
    async with playground(tmp_path) as place:
        code = await olga_s_code(place)
        await wrong(place, CEILING)
        assert await say(place, OLGA, code) == CODES_GUARDED
        assert "бот сейчас не принимает ни одного" in await doctor(place)
        place.world.advance(3_601)
        assert "Профиль привязан" in await say(place, OLGA, code)
        assert "Неверных кодов" not in await doctor(place)


async def test_no_table_holds_a_code_that_works(tmp_path):
    async with playground(tmp_path) as place:
        code = await olga_s_code(place)
        await say(place, ADMIN, "код доступа")
        await press(place, ADMIN, "Завуч")
        text, _ = await press(place, ADMIN, "Выдать код")
        claim = "".join(filter(str.isdigit, text.split("\n")[0]))
        assert (len(code), len(claim)) == (SHORT, LONG)
        for table in tables.metadata.sorted_tables:
            found = str(await place.rows(table))
            assert (table.name, code in found, claim in found) == (table.name, False, False)
        kept = {row.code for row in await place.rows(tables.codes)}
        assert kept.isdisjoint({code, claim})
        [copied] = kept
        before = await place.rows(tables.bindings)
        await say(place, STRANGER, copied)
        assert await place.rows(tables.bindings) == before


@pytest.mark.sqlite("on the server the databases of the tests are copies of one")
async def test_two_databases_keep_the_same_code_differently(tmp_path):
    marks = set()
    for name in ("one", "two"):
        database = await Database.open(f"sqlite:///{tmp_path / name}.db")
        async with database.reading() as connection:
            marks.add(await secrets.mark_of(connection, "483920175"))
        await database.close()
    assert len(marks) == 2


def many(count):
    return ROSTER + "".join(
        f"Иванов{LETTERS[n % 10]} {LETTERS[n // 10 % 10]}нна Петровна;Учитель;учитель;;;;\n"
        for n in range(count)
    )


async def test_where_many_codes_are_open_they_are_longer_and_bind_all_the_same(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster(many(MANY))
        database, clock = place.service.core.database, place.service.clock
        issued = await issue_codes(database, SCHOOL, clock)
        assert {len(code) for _, code in issued} == {LONG}
        olga = next(code for person, code in issued if "Юдина" in person.full_name)
        spelled = f"{olga[:3]}-{olga[3:6]}-{olga[6:9]}-{olga[9:]}"
        assert "Профиль привязан" in await say(place, OLGA, f"Код: {spelled}")


def as_before(path, change):
    """A database as the migrations before a change make it."""
    folder = revisions.MIGRATIONS
    [file] = (folder / "versions").glob(f"*_{change}.py")
    config = Config()
    config.set_main_option("script_location", str(folder))
    wanted = ScriptDirectory.from_config(config).get_revision(file.name.split("_")[0])
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, str(wanted.down_revision))
    engine.dispose()


@pytest.mark.sqlite("a file as an earlier version made it")
async def test_codes_that_were_open_before_the_hashes_still_work(tmp_path):
    path = tmp_path / "zvonok.db"
    as_before(path, "codes_as_keyed_hashes")
    until = int(MONDAY_MORNING.timestamp()) + 9_999
    with closing(sqlite3.connect(path)) as old:
        unit = (SCHOOL, "school", "Школа", None, "Asia/Yekaterinburg", "perm", 1)
        old.execute("INSERT INTO units VALUES (?, ?, ?, ?, ?, ?, ?)", unit)
        person = (7, SCHOOL, "Юдина Ольга Олеговна", "Секретарь", "прочий персонал", "[]", 0)
        old.execute("INSERT INTO persons VALUES (?, ?, ?, ?, ?, ?, ?, NULL)", person)
        old.execute("INSERT INTO codes VALUES ('483920175', 7, ?, NULL)", (until,))
        claim = ("483920175006", SCHOOL, "deputy", until)
        old.execute("INSERT INTO claims VALUES (?, ?, ?, ?, NULL)", claim)
        old.execute("INSERT INTO offices VALUES (?, 2000000001, 'deputy', 'bot')", (SCHOOL,))
        old.commit()
    async with playground(tmp_path) as place:
        assert {len(row.code) for row in await place.rows(tables.codes)} == {32}
        assert 2_000_000_001 not in {row.account for row in await place.rows(tables.offices)}
        assert "Профиль привязан" in await say(place, OLGA, "483-920-175")
        assert "Доступ открыт" in await say(place, STRANGER, "483-920-175-006")
