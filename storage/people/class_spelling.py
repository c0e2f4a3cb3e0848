"""Classes kept before there was one spelling of them, brought to it."""

import json
from collections.abc import Callable
from dataclasses import replace

from sqlalchemy import select, update

from storage import tables
from storage.engine import AsyncConnection
from storage.weeks import vacations

Spelt = Callable[[str], str]
"""Gives the one spelling of a class; anything else as it is."""


async def respell(connection: AsyncConnection, spelt: Spelt) -> int:
    """Spell classes in lists, of people, chats and vacations; give how many rows changed.

    Where a unit has a class in both spellings the one that was right stays. A second time nothing
    is left to do; vacations of the config's making are the config's.
    """
    return (
        await _lists(connection, spelt)
        + await _persons(connection, spelt)
        + await _chats(connection, spelt)
        + await _vacations(connection, spelt)
    )


async def _lists(connection: AsyncConnection, spelt: Spelt) -> int:
    table = tables.classes
    rows = (await connection.execute(select(table.c.unit, table.c.name))).all()
    known = {(row.unit, row.name) for row in rows}
    wrong = [row for row in rows if spelt(row.name) != row.name]
    for row in wrong:
        this = (table.c.unit == row.unit) & (table.c.name == row.name)
        right = (row.unit, spelt(row.name))
        if right in known:
            await connection.execute(table.delete().where(this))
        else:
            await connection.execute(update(table).where(this).values(name=right[1]))
            known.add(right)
    return len(wrong)


async def _persons(connection: AsyncConnection, spelt: Spelt) -> int:
    table, changed = tables.persons, 0
    for written in await connection.scalars(select(table.c.classes).distinct()):
        names = json.loads(written)
        right = list(dict.fromkeys(map(spelt, names)))
        if right != names:
            kept = json.dumps(right, ensure_ascii=False)
            statement = update(table).where(table.c.classes == written).values(classes=kept)
            changed += (await connection.execute(statement)).rowcount
    return changed


async def _chats(connection: AsyncConnection, spelt: Spelt) -> int:
    table, changed = tables.chats, 0
    for name in await connection.scalars(select(table.c.class_name).distinct()):
        if name and spelt(name) != name:
            statement = update(table).where(table.c.class_name == name)
            changed += (await connection.execute(statement.values(class_name=spelt(name)))).rowcount
    return changed


async def _vacations(connection: AsyncConnection, spelt: Spelt) -> int:
    units = await connection.scalars(select(tables.vacations.c.unit).distinct())
    changed = 0
    for each, source in await vacations.listed(connection, list(units)):
        if each.class_name and source == "bot" and spelt(each.class_name) != each.class_name:
            await vacations.remove(connection, each)
            new = replace(each, class_name=spelt(each.class_name))
            await vacations.add(connection, new, "bot")
            changed += 1
    return changed
