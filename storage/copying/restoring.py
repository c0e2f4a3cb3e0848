"""Bringing a copy back: looked at first, and what it takes the place of is kept beside it."""

import asyncio
import contextlib
import os
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from sqlalchemy import delete, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DatabaseError

from storage.copying.backup import duplicate
from storage.copying.moving import Allow, anybody, has_ours, ran_on
from storage.copying.opening import opened
from storage.db import portable
from storage.db.carrying import REVISION, Watch, carry, names_in, unwatched
from storage.db.database import Database
from storage.db.engines import sqlite
from storage.db.engines.files import look_only
from storage.db.engines.opened import Engines, Opening
from storage.db.errors import DatabaseNotEmpty, DatabaseTooNew, NotACopy, NotADatabase
from storage.db.revisions import MARK, build, known, newest
from storage.db.traces import forget_copies
from storage.engine import AsyncConnection
from storage.tables import metadata, processes
from storage.told.processes import Process

SCHEMA: Final = "zvonok_before_restore"
"""Where a server's database keeps what a copy took the place of, until the next one does."""

_DUMP = b"PGDMP"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A copy that can be brought back."""

    file: Path
    revision: str
    written_at: datetime
    size: int
    units: int
    """Organisations and levels above them."""

    @property
    def older(self) -> bool:
        """Whether it is brought up to date."""
        return self.revision != newest()


def look(file: Path) -> Found:
    """Look at a copy, at every page of it.

    Raises ``OSError``, ``NotADatabase`` if it is cut or damaged, ``NotACopy`` if it is nothing of
    ours, and ``DatabaseTooNew``.
    """
    with file.open("rb") as begins:
        if begins.read(len(_DUMP)) == _DUMP:
            raise NotACopy(str(file), "pg_dump")
    state = file.stat()
    try:
        with contextlib.closing(
            sqlite3.connect(f"{file.absolute().as_uri()}?mode={look_only(file)}", uri=True)
        ) as connection:
            connection.execute("PRAGMA query_only = ON")
            [(said,)] = connection.execute("PRAGMA integrity_check(1)").fetchall()
            if said != "ok":
                raise NotADatabase(str(file), said)
            names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
            if not names.issuperset((REVISION, "units")):
                raise NotACopy(str(file))
            [(revision,)] = connection.execute("SELECT version_num FROM alembic_version").fetchall()
            [(units,)] = connection.execute("SELECT count(*) FROM units").fetchall()
    except sqlite3.DatabaseError as error:
        raise NotADatabase(str(file), str(error)) from error
    if revision not in known():
        raise DatabaseTooNew(str(file), revision)
    return Found(
        file=file,
        revision=revision,
        written_at=datetime.fromtimestamp(state.st_mtime, UTC),
        size=state.st_size,
        units=units,
    )


async def running(url: str) -> tuple[str, list[Process]]:
    """Name a database, and list what ran on it; of one that cannot be read nobody knows."""
    async with opened(url, Opening.READ) as engines:
        with contextlib.suppress(DatabaseError, sqlite3.DatabaseError):
            async with engines.readers.connect() as connection:
                return engines.place, await ran_on(connection)
        return engines.place, []


def aside(path: Path, now: datetime) -> Path:
    """Name what a file's place is taken from: it goes as copies before upgrades do."""
    return path.with_name(f"{path.name}.before-restore-{now:%Y-%m-%dT%H%M%S}")


async def restore(
    found: Found, url: str, now: datetime, allow: Allow = anybody, watch: Watch = unwatched
) -> str | None:
    """Put a copy in a database's place; tell where that is kept now (None: there was none).

    Raises ``StorageError`` and ``OSError``: then nothing was changed.
    """
    async with opened(url, Opening.CHANGE) as engines:
        if engines.path is not None:
            allow(*await running(url))
            return await _into_file(found, engines.path, aside(engines.path, now))
        return await _into_server(found, engines, now, allow, watch)


async def _into_file(found: Found, path: Path, kept: Path) -> str | None:
    part = await asyncio.to_thread(portable.began, path, replace=True)
    try:
        await asyncio.to_thread(duplicate, found.file, part)
        opening = sqlite.engines(URL.create("sqlite", database=str(part)), Opening.CHANGE)
        try:
            async with opening.writers.connect() as connection, connection.begin():
                await _made_ready(connection)
        finally:
            await opening.engine.dispose()
        await asyncio.to_thread(portable.check, part)
        return await asyncio.to_thread(_put_in_place, part, path, kept)
    except BaseException:
        portable.forget(part)
        raise


def _put_in_place(part: Path, path: Path, kept: Path) -> str | None:
    """Let a whole file take a place; there is one there at every moment."""
    with part.open("rb") as file:
        os.fsync(file.fileno())
    was = path.exists()
    if was:
        _fold(path)
        _link(path, kept)
        for suffix in ("-wal", "-shm"):  # of a file so damaged that its log cannot be folded in
            with contextlib.suppress(FileNotFoundError):
                path.with_name(f"{path.name}{suffix}").rename(
                    kept.with_name(f"{kept.name}{suffix}")
                )
    part.replace(path)
    if was:
        os.utime(kept)  # its week begins now
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return str(kept) if was else None


def _fold(path: Path) -> None:
    with (
        contextlib.suppress(sqlite3.DatabaseError),
        contextlib.closing(
            sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True)
        ) as connection,
    ):
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _link(path: Path, kept: Path) -> None:
    try:
        os.link(path, kept)
    except OSError:  # a disk without links: for a moment there is none
        path.rename(kept)


async def _into_server(
    found: Found, engines: Engines, now: datetime, allow: Allow, watch: Watch
) -> str | None:
    source = sqlite.engines(URL.create("sqlite", database=str(found.file)), Opening.READ)
    try:
        async with (
            source.readers.connect() as here,
            engines.writers.connect() as there,
            there.begin(),
        ):
            allow(engines.place, await ran_on(there))
            was = await _put_aside(there, engines.place, now)
            others = await names_in(there)
            await build(there, found.revision)
            await carry(here, there, watch, others)
            await _made_ready(there)
    finally:
        await source.engine.dispose()
    return SCHEMA if was else None


async def _put_aside(connection: AsyncConnection, place: str, now: datetime) -> bool:
    """Put our tables into a schema of their own; the others' stay.

    Raises ``DatabaseNotEmpty`` if some that are called as ours belong to another role.
    """
    owned = await connection.execute(
        text(
            "SELECT tablename, obj_description(format('%I.%I', schemaname, tablename)::regclass) "
            "FROM pg_tables WHERE schemaname = current_schema() AND tableowner = current_user"
        )
    )
    ours = {REVISION, *metadata.tables}  # no revision had one that is not there any more
    names = [name for name, said in owned if name in ours or said == MARK]
    if REVISION not in names:
        if await connection.run_sync(has_ours):
            raise DatabaseNotEmpty(place)
        return False
    quoted = connection.dialect.identifier_preparer.quote
    await connection.exec_driver_sql(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
    await connection.exec_driver_sql(f"CREATE SCHEMA {SCHEMA}")
    await connection.exec_driver_sql(f"COMMENT ON SCHEMA {SCHEMA} IS '{now.isoformat()}'")
    for name in names:
        await connection.exec_driver_sql(f"ALTER TABLE {quoted(name)} SET SCHEMA {SCHEMA}")
    return True


async def _made_ready(connection: AsyncConnection) -> None:
    """Bring what came back up to date; nothing runs on it."""
    await build(connection, newest())
    await connection.execute(delete(processes))


async def forget_kept(database: Database, before: datetime) -> None:
    """Delete what copies took the place of on a server, and copies beside us, before a moment."""
    if database.beside is None:
        return
    await asyncio.to_thread(forget_copies, database.beside, before)
    async with database.reading() as connection:
        said = await connection.scalar(_SINCE, {"name": SCHEMA})
    with contextlib.suppress(ValueError):  # somebody else's words: it is not ours to delete
        if said and datetime.fromisoformat(said) < before:
            async with database.writing() as connection:
                await connection.exec_driver_sql(f"DROP SCHEMA {SCHEMA} CASCADE")


_SINCE = text("SELECT obj_description(oid, 'pg_namespace') FROM pg_namespace WHERE nspname = :name")
