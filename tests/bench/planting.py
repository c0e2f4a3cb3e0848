"""A town in a database, written straight into storage's tables."""

import json
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from pydantic import SecretStr
from sqlalchemy import Table

from bot.config.sections import DatabaseSettings, UnitSettings, VkSettings
from bot.config.settings import Settings
from monitor.orders.roles import Role
from storage import tables
from storage.db.database import Connection, Database
from storage.db.times import seconds
from storage.people import units
from storage.places import directory
from storage.records import Access, ChatKind, Dialog
from tests.bench.town import ZONE, Town, moment

Row = dict[str, Any]

ORDER = "perm"
REGION = "region"
FIRST_COORDINATOR = 250_000_000
NOWHERE = "http://127.0.0.1:1"
TOKEN = "bench"
SINCE = moment(0) - timedelta(days=3)
"""When the bot came into the chats: before the first week, after its schedule's Friday."""

AT_ONCE = 20_000  # rows a statement
_BOUND = 0.95  # of the staff have an account on the roster
_A_MUNICIPALITY = 15  # organisations
_CLASSES = 12
_ROLES = (Role.TEACHER, Role.TEACHER, Role.TEACHER, Role.ADMINISTRATION, Role.OTHER)
_KINDS = (ChatKind.STAFF, ChatKind.PUPILS, ChatKind.PARENTS, ChatKind.MIXED)


def settings_of(town: Town, database: Path, url: str = NOWHERE, token: str = TOKEN) -> Settings:
    """The town's settings, without the environment, which may hold those of a real service."""
    return Settings.model_construct(
        vk=VkSettings(token=SecretStr(token), api_url=f"{url}/method/"),
        database=DatabaseSettings(url=f"sqlite:///{database}"),
        unit=tuple(_units(town)),
    )


def name_of(unit: int) -> str:
    """The id of an organisation."""
    return f"school-{unit:03}"


def administrator(town: Town, unit: int) -> int:
    """The account of a unit's administrator, who is one of its staff."""
    return town.staff_of(unit)[0]


def _units(town: Town) -> Iterator[UnitSettings]:
    common: Row = {"timezone": ZONE.key, "order": ORDER}
    yield UnitSettings(
        id=REGION, kind="region", name="Область", coordinators=(FIRST_COORDINATOR,), **common
    )
    for number in range(-(-town.units // _A_MUNICIPALITY)):
        yield UnitSettings(
            id=f"town-{number}",
            kind="municipality",
            name=f"Район {number}",
            parent=REGION,
            coordinators=(FIRST_COORDINATOR + 1 + number,),
            **common,
        )
    for unit in range(town.units):
        yield UnitSettings(
            id=name_of(unit),
            kind="school",
            name=f"МАОУ «СОШ № {unit}»",
            parent=f"town-{unit // _A_MUNICIPALITY}",
            administrators=(administrator(town, unit),),
            deputies=(town.staff_of(unit)[1],),
            **common,
        )


async def plant(town: Town, settings: Settings) -> None:
    """Make the database with units, staff, classes and chats; nobody has said anything yet."""
    database = await Database.open(settings.database.url)
    try:
        async with database.writing() as connection:
            await units.sync(connection, settings.units(), settings.holders())
            await fill(connection, tables.persons, _persons(town))
            await fill(connection, tables.bindings, _bindings(town))
            await fill(connection, tables.accounts, _accounts(town))
            await fill(connection, tables.classes, _classes(town))
            await fill(connection, tables.chats, _chats(town))
            await directory.changed(connection)
    finally:
        await database.close()


async def fill(connection: Connection, table: Table, rows: Iterable[Row]) -> None:
    """Write rows in bulk."""
    coming = iter(rows)
    while some := list(islice(coming, AT_ONCE)):
        await connection.execute(table.insert(), some)


def _staff(town: Town) -> Iterator[tuple[int, int, int]]:
    """Give (number from 1, unit, account) of all staff."""
    number = 0
    for unit in range(town.units):
        for account in town.staff_of(unit):
            number += 1
            yield number, unit, account


def _persons(town: Town) -> Iterator[Row]:
    for number, unit, _account in _staff(town):
        yield {
            "id": number,
            "unit": name_of(unit),
            "full_name": f"Петрова Мария {number:05} Ивановна",
            "position": "Учитель математики",
            "role": _ROLES[number % len(_ROLES)].value,
            "classes": json.dumps([f"{1 + number % 11}А"], ensure_ascii=False),
            "added_at": seconds(SINCE),
        }


def _bindings(town: Town) -> Iterator[Row]:
    for number, unit, account in _staff(town):
        if number % 100 < _BOUND * 100:
            yield {
                "unit": name_of(unit),
                "account": account,
                "person": number,
                "method": "roster",
                "bound_at": seconds(SINCE),
            }


def _accounts(town: Town) -> Iterator[Row]:
    for _number, _unit, account in _staff(town):
        yield {"account": account, "dialog": Dialog.OPEN.value, "changed_at": seconds(SINCE)}


def _classes(town: Town) -> Iterator[Row]:
    for unit in range(town.units):
        for number in range(_CLASSES):
            yield {
                "unit": name_of(unit),
                "name": _class(number),
                "pupils": len(town.learners_of(unit)) // _CLASSES,
                "parents": 20,
                "teacher": "",
            }


def _class(number: int) -> str:
    return f"{1 + number % 11}{'АБ'[number // 11]}"


def _chats(town: Town) -> Iterator[Row]:
    for chat in range(1, town.chats + 1):
        unit, turn = town.unit_of(chat), (chat - 1) // town.units
        kind = _KINDS[turn % len(_KINDS)]
        name = "" if kind is ChatKind.STAFF else _class(turn % _CLASSES)
        yield {
            "id": chat,
            "unit": name_of(unit),
            "title": f"Чат {name or 'учителей'}",
            "kind": kind.value,
            "class_name": name,
            "owner": administrator(town, unit),
            "access": Access.ALL.value,
            "admin": True,
            "present": True,
            "joined_at": seconds(SINCE),
            "invited_by": administrator(town, unit),
        }
