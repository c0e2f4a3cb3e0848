"""Traces of what was destroyed: the log is emptied soon, whoever reads; copies go."""

import asyncio
import contextlib
import os
import re
import sqlite3
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from storage import tables
from storage.asked import inbox
from storage.copying import backup
from storage.db.database import Database
from storage.db.traces import EVERY_COPY, destroyed, strip
from storage.weeks import snapshots
from tests.cast import SCHOOL, WEEK, at, utc

pytestmark = [pytest.mark.asyncio, pytest.mark.sqlite("what a file keeps of what was destroyed")]

SECRET = b"these words are nobody's business"
KEY = bytes(range(100, 116))


def lying(file) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(file.parent.glob(f"{file.name}*")))


def log_size(file) -> int:
    log = file.with_name(f"{file.name}-wal")
    return log.stat().st_size if log.exists() else 0


async def planted(database):
    """A message to the bot, a file that waits, a key."""
    async with database.writing() as connection:
        await connection.execute(
            tables.inbox.insert().values(
                id=1, key="m1", conversation=-1, received_at=0, attempts=0, body=SECRET
            )
        )
        await connection.execute(
            tables.dialog_states.insert().values(
                account=1,
                unit="",
                act="file_go",
                args="{}",
                file_name="",
                body=SECRET,
                begun_at=0,
            )
        )
        await connection.execute(
            tables.weekly_keys.insert().values(
                unit=SCHOOL, week=WEEK, starts_at=0, ends_at=utc(at(7)), key=KEY
            )
        )


@contextlib.asynccontextmanager
async def watched(database):
    task = asyncio.create_task(database.traces.watch())
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def until(true):
    for _ in range(600):
        if true():
            return
        await asyncio.sleep(0.05)
    raise AssertionError("it never became true")


async def destroy(database):
    async with database.writing() as connection:
        await inbox.done(connection, 1)
        await connection.execute(tables.dialog_states.delete())
        await snapshots.destroy_keys(connection, [SCHOOL], at(7))


async def test_what_was_destroyed_is_soon_in_no_file(database, file):
    await planted(database)
    assert SECRET in lying(file)
    assert KEY in lying(file)
    async with watched(database):
        await destroy(database)
        await until(lambda: log_size(file) == 0)
        assert SECRET not in lying(file)
        assert KEY not in lying(file)


async def test_a_reader_delays_it_until_he_is_done_and_nobody_waits_long(database, file):
    await planted(database)
    async with database.reading() as reader:
        await reader.scalar(text("SELECT count(*) FROM inbox"))
        async with watched(database):
            await destroy(database)
            assert await database.traces.empty() is False
            async with asyncio.timeout(5), database.writing() as connection:
                await connection.scalar(text("SELECT 1"))
            assert log_size(file) > 0
            await reader.rollback()
            await until(lambda: log_size(file) == 0)
    assert SECRET not in lying(file)


async def test_a_reader_in_another_process_delays_it_as_well(database, file):
    await planted(database)
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN")
    other.execute("SELECT count(*) FROM inbox").fetchall()
    await destroy(database)
    assert await database.traces.empty() is False
    other.execute("ROLLBACK")
    other.close()
    assert await database.traces.empty() is True
    assert SECRET not in lying(file)


async def test_no_reader_reads_for_ever(database, monkeypatch):
    monkeypatch.setattr("storage.db.database.LONGEST_LOOK", 0.01)

    async def read():
        async with database.reading() as connection:
            await connection.scalar(text("SELECT 1"))
            await asyncio.sleep(60)

    with pytest.raises(TimeoutError):
        await read()


async def test_an_empty_log_costs_nothing(database, file, monkeypatch):
    await planted(database)
    assert await database.traces.empty() is True
    monkeypatch.setattr("storage.db.traces._checkpoint", None)
    assert await database.traces.empty() is True


async def test_a_transaction_that_was_rolled_back_destroyed_nothing(database):
    with contextlib.suppress(ZeroDivisionError):
        async with database.writing() as connection:
            destroyed(connection)
            raise ZeroDivisionError
    async with database.writing() as connection:
        await connection.scalar(text("SELECT 1"))
    assert not database.traces._wanted.is_set()


async def test_a_command_leaves_no_trace_behind_while_the_service_has_the_file(database, file):
    await planted(database)
    command = await Database.open(f"sqlite:///{file}")
    await destroy(command)
    await command.close()
    assert SECRET not in lying(file)
    assert KEY not in lying(file)


async def test_a_copy_holds_no_keys_no_messages_and_no_files(database, file, tmp_path):
    await planted(database)
    copy = tmp_path / "copy" / "backup.db"
    copy.parent.mkdir()
    backup.copy(file, copy)
    assert SECRET not in copy.read_bytes()
    assert KEY not in copy.read_bytes()
    with contextlib.closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT key FROM weekly_keys").fetchall() == [(None,)]
        assert connection.execute("SELECT count(*) FROM inbox").fetchall() == [(1,)]


async def test_an_old_file_without_some_tables_is_stripped_as_well(tmp_path):
    path = tmp_path / "old.db"
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE weekly_keys (key BLOB)")
        connection.execute("INSERT INTO weekly_keys VALUES (?)", (KEY,))
        connection.commit()
    strip(path)
    assert KEY not in path.read_bytes()


def copies(file, *made_at):
    """Copies made before migrations, at these moments."""
    found = []
    for index, moment in enumerate(made_at):
        copy = file.with_name(f"{file.name}.before-{index:04}")
        copy.write_bytes(b"x")
        os.utime(copy, (moment.timestamp(),) * 2)
        found.append(copy)
    return found


async def test_a_copy_of_a_week_goes_with_the_week_s_key(database, file):
    await planted(database)
    old, new = copies(file, at(3), at(7, 9))
    await destroy(database)
    assert (old.exists(), new.exists()) == (False, True)


async def test_every_copy_goes_when_somebody_s_data_is_erased(database, file):
    made = copies(file, at(3), datetime.now(UTC) - timedelta(seconds=9))  # noqa: TID251 - file times are the machine's
    async with database.writing() as connection:
        destroyed(connection, EVERY_COPY)
    assert [copy.exists() for copy in made] == [False, False]


async def test_gaps_of_pages_are_gone_when_the_file_is_written_anew(database, file):
    """Pages that were rebuilt keep a few rows which no statement reaches any more."""
    tally = "INSERT INTO tallies (hour, chat, author, messages) VALUES (?, ?, ?, 1)"
    with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("BEGIN")
        for index in range(1, 6_001):  # of 0 the bytes are nearly all zeros: found by chance
            row = (490_000 + index * 7 % 168, index * 13 % 199, -(1 << 46) - index * 1_000_003)
            connection.execute(tally, row)
        connection.execute("COMMIT")
        connection.execute("DELETE FROM tallies")
    marks = {(-(1 << 46) - n * 1_000_003).to_bytes(6, "big", signed=True) for n in range(1, 6_001)}
    assert await database.traces.rewrite() is True
    assert await database.traces.empty() is True
    body = lying(file)
    begin = re.compile(b"\xbf[\xfe\xff]")
    assert all(map(begin.match, marks))
    found = [each.start() for each in begin.finditer(body)]
    assert marks & {body[at : at + 6] for at in found} == set()
