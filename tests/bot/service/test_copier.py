"""Copies on a schedule: when, by whom, which stay, and what a full disk costs."""

import asyncio
import errno
import os
import sqlite3
import stat
from contextlib import closing
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio

from bot.config.sections import CopySettings
from bot.service import copier as module
from bot.service.copier import Copier, slot_of
from storage.db.database import Database
from storage.told import copies
from tests.playground import empty_database

PERM = ZoneInfo("Asia/Yekaterinburg")
MORNING = datetime(2026, 11, 30, 9, 0, tzinfo=PERM)
pytestmark = [pytest.mark.asyncio, pytest.mark.sqlite("files; of a server: test_coming_back")]


@pytest_asyncio.fixture
async def database(tmp_path):
    path = tmp_path / "zvonok.db"
    path.write_bytes(empty_database())
    database = await Database.open(f"sqlite:///{path}")
    yield database
    await database.close()


@pytest.fixture
def night(database, tmp_path):
    """Make a copier by its own clock; ``step(moment)`` gives the copies that lie there then."""

    def make(**wants):
        clock = []
        settings = CopySettings(folder="copies", **wants)
        url = f"sqlite:///{tmp_path / 'zvonok.db'}"
        copier = Copier(database, url, settings, PERM, lambda: clock[-1])

        async def step(moment):
            clock.append(moment)
            await copier.step()
            return sorted(each.name for each in (tmp_path / "copies").iterdir())

        return step

    return make


def at(day, hour):
    return MORNING.replace(hour=hour) + timedelta(days=day)


@pytest.mark.parametrize(
    ("now", "slot"),
    [
        ("2026-11-30T02:59:59+05:00", "2026-11-29T03:00:00+05:00"),
        ("2026-11-30T03:00:00+05:00", "2026-11-30T03:00:00+05:00"),
        ("2026-11-29T21:30:00+00:00", "2026-11-29T03:00:00+05:00"),
        ("2026-11-30T23:59:00+05:00", "2026-11-30T03:00:00+05:00"),
    ],
)
async def test_a_copy_is_due_at_its_hour_of_the_zone(now, slot):
    assert slot_of(datetime.fromisoformat(now), 3, PERM) == datetime.fromisoformat(slot)


async def test_one_a_night_is_made_checked_noted_and_its_owner_s(night, database, tmp_path):
    step = night()
    first = ["zvonok-2026-11-30T090000.db"]
    assert await step(at(0, 9)) == first  # nothing was there: caught up at once
    assert await step(at(0, 9)) == await step(at(0, 23)) == await step(at(1, 2)) == first
    assert await step(at(1, 3)) == [*first, "zvonok-2026-12-01T030000.db"]

    folder = tmp_path / "copies"
    modes = [stat.S_IMODE(each.stat().st_mode) for each in (folder, *folder.iterdir())]
    assert modes == [0o700, 0o600, 0o600]
    async with database.reading() as connection:
        last = await copies.last(connection)
    assert (last.place, last.made_at) == (str(folder / "zvonok-2026-12-01T030000.db"), at(1, 3))
    with closing(sqlite3.connect(last.place)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


async def test_of_several_processes_one_makes_it(night, tmp_path):
    steps = [night() for _ in range(4)]
    (tmp_path / "copies").mkdir()
    await asyncio.gather(*(step(at(0, 9)) for step in steps))
    assert [each.name for each in (tmp_path / "copies").iterdir()] == [
        "zvonok-2026-11-30T090000.db"
    ]


async def test_old_ones_go_when_the_new_one_lies_there(night):
    step = night(daily=2, weekly=1)
    for day in range(4):
        left = await step(at(day, 3))
    assert left == ["zvonok-2026-12-02T030000.db", "zvonok-2026-12-03T030000.db"]


async def test_a_full_disk_costs_no_older_copy_and_is_tried_again(
    night, tmp_path, monkeypatch, log
):
    step = night(daily=1, weekly=0)
    first = await step(at(0, 3))
    (tmp_path / "copies" / "zvonok-2026-11-29T030000.db.part").touch()  # of one that was killed
    whole = module.make

    async def full(url, target):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(module, "make", full)
    assert await step(at(1, 3)) == first
    [said] = [line for line in log if line.startswith("ERROR")]
    assert said == (
        f"ERROR Копия базы в папку {tmp_path / 'copies'} не записана: No space left on device. "
        "Прежние копии целы; служба попробует снова через час. Проверьте место на диске и права "
        "на папку.\n"
    )
    monkeypatch.setattr(module, "make", whole)
    assert await step(at(1, 3) + timedelta(minutes=59)) == first
    assert await step(at(1, 4)) == ["zvonok-2026-12-01T040000.db"]


async def test_it_is_not_the_copy_that_fills_the_disk(night, tmp_path, monkeypatch, log):
    step = night()
    usage = module.shutil.disk_usage(tmp_path)
    monkeypatch.setattr(module.shutil, "disk_usage", lambda _: usage._replace(free=1000))
    assert await step(datetime(2026, 11, 30, tzinfo=UTC)) == []
    assert "не записана: на диске нет места для копии. Прежние копии целы" in "".join(log)
