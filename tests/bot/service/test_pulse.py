"""The pulse: who is dead, whose place is taken, and that a service that stops leaves nothing."""

import asyncio
import contextlib
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.service.oversight.pulse import (
    DEAD,
    EVERYTHING,
    FORGOTTEN,
    Pulse,
    is_alive,
    replaced,
    silent,
)
from storage.copying.backup import copy
from storage.db.database import Database
from storage.told import conditions, processes
from tests.faults.healthy import LIVING, NOW

LATER = NOW + DEAD + timedelta(seconds=1)


def gone(_number):
    return False


def there(_number):
    return True


def test_a_part_without_a_turn_for_a_while_is_silent():
    process = replace(LIVING, turns={"intake": NOW, "delivery": LATER})
    assert silent(process, NOW + DEAD) == ()
    assert silent(process, LATER) == ("intake",)
    assert (is_alive(process, NOW + DEAD), is_alive(process, LATER)) == (True, False)


def test_a_new_process_takes_the_place_of_a_dead_one_of_its_kind_on_its_machine():
    new = replace(LIVING, number=7)
    other = replace(LIVING, turns={"monitor": NOW})
    elsewhere = replace(LIVING, machine="another")

    assert replaced([other, elsewhere, LIVING], new, NOW, gone) == LIVING
    assert replaced([LIVING], new, NOW, there) is None
    assert replaced([LIVING], new, LATER, there) == LIVING  # its number is another program's by now
    assert replaced([new], new, LATER, gone) is None


@pytest.mark.sqlite("a copy of a file")
@pytest.mark.asyncio
async def test_of_what_ran_when_a_copy_was_made_the_copy_knows_nothing(tmp_path):
    path = tmp_path / "zvonok.db"
    database = await Database.open(f"sqlite:///{path}")
    async with database.writing() as connection:
        await processes.keep(connection, LIVING)
        await conditions.set(connection, f"{conditions.ALARM}disk_low", "", NOW)
        await conditions.set(connection, conditions.BEHIND, "", NOW)
    await database.close()
    copy(path, tmp_path / "copy.db")

    database = await Database.open(f"sqlite:///{tmp_path / 'copy.db'}")
    async with database.reading() as connection:
        assert await processes.all(connection) == []
        assert list(await conditions.all(connection)) == [conditions.BEHIND]
    await database.close()


@pytest.mark.asyncio
async def test_a_service_that_stops_leaves_no_mark_and_forgets_what_was_long_gone(tmp_path):
    database = await Database.open(f"sqlite:///{tmp_path / 'zvonok.db'}")
    old = replace(LIVING, machine="sold", heard_at=NOW - FORGOTTEN - timedelta(seconds=1))
    pulse = Pulse(database, 1, "print", lambda: NOW)
    pulse.note("disk", 40)

    async def marks():
        async with database.reading() as connection:
            return await processes.all(connection)

    async with database.writing() as connection:
        await processes.keep(connection, old)
    running = asyncio.create_task(pulse.run(EVERYTHING))
    while [each.config for each in await marks()] != ["print"]:
        await asyncio.sleep(0)
    [mark] = await marks()
    assert mark == pulse.own()
    assert (mark.turns, mark.notes) == (dict.fromkeys(EVERYTHING, NOW), {"disk": 40})

    running.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await running
    assert await marks() == []
    await database.close()
