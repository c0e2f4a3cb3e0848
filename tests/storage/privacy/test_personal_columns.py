"""Every column is listed, and an account planted into any of them is shown and erased."""

import json
from datetime import date
from typing import Any

import pytest

from bot.dialog.me.mydata_words import _FIELDS, TITLES
from storage import tables
from storage.db.times import seconds
from storage.people import marks
from storage.privacy import erasing, personal
from storage.privacy.personal_columns import HELD
from storage.tables.columns import HOLDS, Account, End, Form, Naming
from tests.cast import MONDAY, SCHOOL, at

STRANGE = 1_987_654_321
"""An account with more digits than anything else in the tables."""

PERSON, CHAT, CALL = 70, 71, 72
NOW = at(1, 12)


COLUMNS = [column for table in tables.metadata.sorted_tables for column in table.c]


def test_every_column_says_whether_anybody_can_stand_in_it():
    """A new column is ``plain``, or says by ``held`` or ``naming`` whom it holds."""
    assert [str(column) for column in COLUMNS if HOLDS not in column.info] == []
    assert len(HELD) == sum(isinstance(column.info[HOLDS], Account) for column in COLUMNS) > 20


def test_what_stays_has_a_reason():
    named = [column for column in COLUMNS if isinstance(column.info[HOLDS], Naming)]

    assert [str(held.column) for held in HELD if held.end is End.KEPT and not held.why] == []
    assert [str(column) for column in named if not column.info[HOLDS].why] == []


def test_every_kind_has_its_words():
    shown = {held.shown for held in HELD} | {"absence", "correction"}

    assert shown == set(personal.KINDS) == set(TITLES)


BY_NAME = {
    "unit": SCHOOL,
    "person": PERSON,
    "call": CALL,
    "classes": "[]",
    "source": "bot",
    **dict.fromkeys(("args", "details", "facts", "report", "figures"), "{}"),
}
BY_TYPE = {bool: True, date: MONDAY, bytes: b"x", float: 1.0}


def a_value(column: Any, number: int) -> Any:
    """Something harmless that fits a column."""
    kind = column.type.python_type
    plain = f"слово {number}" if kind is str else BY_TYPE.get(kind, number)
    return BY_NAME.get(column.name, plain)


def stood_in(held: Any, mark: int) -> Any:
    """The account as it stands in a column."""
    match held.form:
        case Form.NUMBER:
            return STRANGE
        case Form.MINUS:
            return -STRANGE
        case Form.TEXT:
            return str(STRANGE)
        case Form.JSON:
            return json.dumps({"account": STRANGE, "accounts": [5, STRANGE], "days": 3})
        case _:
            return mark if held.column.type.python_type is int else f"question {mark} 1"


async def plant(connection, held, mark, number=80):
    """A row that holds the account in this column only; its answered inbox rows are emptied."""
    table = held.column.table
    row = {
        column.name: a_value(column, number)
        for column in table.c
        if not column.nullable or column.foreign_keys
    }
    row[held.column.name] = stood_in(held, mark)
    if table is tables.audit:
        row["unit"] = SCHOOL
    await connection.execute(table.insert().values(row))


async def ground(connection):
    """What other rows hang on."""
    for table, number in ((tables.persons, PERSON), (tables.chats, CHAT), (tables.calls, CALL)):
        row = {each.name: a_value(each, number) for each in table.c if not each.nullable}
        await connection.execute(table.insert().values(row | {"id": number}))


async def everything(connection) -> dict[str, list[str]]:
    """All rows of all tables as text."""
    return {
        table.name: [str(tuple(row)) for row in await connection.execute(table.select())]
        for table in tables.metadata.sorted_tables
    }


@pytest.mark.asyncio
@pytest.mark.parametrize("held", HELD, ids=lambda held: str(held.column))
async def test_an_account_in_any_column_is_shown_and_erased(database, held):
    async with database.writing() as connection:
        await ground(connection)
        mark = await marks.mark(connection, STRANGE)
        await plant(connection, held, mark)
        shown = await personal.kept_of(connection, STRANGE)
        others = await personal.kept_of(connection, STRANGE - 1)
        assert held.shown in [each.name for each in shown]
        assert others == ()
        for each in shown:
            assert [row.keys() - _FIELDS.keys() for row in each.rows] == [set()] * len(each.rows)

        done = await erasing.erase(connection, STRANGE, NOW)
        left = await everything(connection)
        found = {name: rows for name, rows in left.items() if str(STRANGE) in " ".join(rows)}

    assert done.mark == mark
    if held.end is End.KEPT and held.form is Form.NUMBER:
        assert set(found) == {held.column.table.name}
    else:
        assert found == {}
    assert left["erased"] == [str((mark, seconds(NOW)))]


@pytest.mark.asyncio
async def test_what_is_the_organisation_s_stays_without_the_account(database):
    async with database.writing() as connection:
        await ground(connection)
        mark = await marks.mark(connection, STRANGE)
        for number, held in enumerate(HELD, start=100):
            # Bound to nobody: corrections of his own weeks would go.
            if held.end is not End.KEPT and held.column.table is not tables.bindings:
                await plant(connection, held, mark, number)
        before = await everything(connection)
        await erasing.erase(connection, STRANGE, NOW)
        after = await everything(connection)
        lines = (await connection.execute(tables.audit.select().order_by("id"))).all()

    kept = ("corrections", "snapshots", "remarks", "milestones_done", "announcements", "audit")
    kept = (*kept, "materials")
    for name in (*kept, "calls", "chats", "persons"):
        assert len(after[name]) == len(before[name]), name
    assert [line.actor for line in lines] == [mark, None]
    assert json.loads(lines[1].details) == {"account": mark, "accounts": [5, mark], "days": 3}


@pytest.mark.asyncio
async def test_what_waits_for_an_answer_is_answered_without_the_account(database):
    async with database.writing() as connection:
        for key, body in (("a", None), ("b", b"x")):
            await connection.execute(
                tables.inbox.insert().values(
                    key=f"m{-STRANGE}:{key}",
                    conversation=-STRANGE,
                    received_at=1,
                    attempts=0,
                    body=body,
                )
            )
        await erasing.erase(connection, STRANGE, NOW)
        [row] = (await connection.execute(tables.inbox.select())).all()

    assert (row.conversation, row.body) == (0, b"x")
    assert str(STRANGE) not in row.key


@pytest.mark.asyncio
async def test_the_same_number_elsewhere_in_the_journal_is_no_account(database):
    async with database.writing() as connection:
        await connection.execute(
            tables.audit.insert().values(
                at=1, actor=None, unit=SCHOOL, action="x", details=json.dumps({"chat": STRANGE})
            )
        )
        await erasing.erase(connection, STRANGE, NOW)
        [row] = (await connection.execute(tables.audit.select())).all()

    assert json.loads(row.details) == {"chat": STRANGE}
