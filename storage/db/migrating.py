"""Bringing a database up to date at start: refuse a newer one, copy before changing."""

import asyncio
from pathlib import Path

from sqlalchemy import inspect, text
from sqlalchemy.engine import Connection

from storage.db import portable
from storage.db.engines.files import make_private
from storage.db.engines.opened import Engines
from storage.db.errors import (
    CopyFailed,
    DatabaseMissing,
    DatabaseNotEmpty,
    DatabaseTooNew,
    DatabaseTooOld,
)
from storage.db.revisions import build, known, newest
from storage.db.traces import name_of_copy, strip
from storage.engine import AsyncConnection, AsyncEngine


async def migrate(engines: Engines, *, new: bool = True) -> None:
    """Upgrade to the newest revision; who starts meanwhile waits and finds it done.

    Raises ``DatabaseTooNew``, ``DatabaseNotEmpty`` of another program's database, and
    ``DatabaseMissing`` unless an empty one may be ``new``.
    Before an existing SQLite file is changed, a copy is made beside it, named
    ``FILE.before-REVISION``, which only its owner may read, without what would not have lived for
    a day (``strip``); it goes with the next thing that is destroyed, or after
    ``monitor.time.keeping.COPIES``. Of a server's database it is a SQLite file as well, in the
    folder where the service works. Raises ``CopyFailed`` if there can be none.
    """
    current = await revision(engines)
    if current == newest():
        return
    if current is None and not new:
        raise DatabaseMissing(engines.place)
    async with engines.writers.connect() as connection, connection.begin():
        if await connection.run_sync(_revision) != current:
            return  # another process was quicker
        if current is not None:
            await _keep(engines, connection, current, newest())
        await build(connection, newest())


async def require_current(engines: Engines) -> None:
    """Raise ``DatabaseMissing``, ``DatabaseTooOld`` or ``DatabaseTooNew`` of any other revision."""
    current = await revision(engines)
    if current is None:
        raise DatabaseMissing(engines.place)
    if current != newest():
        raise DatabaseTooOld(engines.place, current)


async def revision(engines: Engines) -> str | None:
    """Tell which revision a database has; None: it is none of ours, or empty.

    Raises ``DatabaseTooNew``, ``DatabaseNotEmpty`` of another program's database.
    """
    async with engines.readers.connect() as connection:
        current = await connection.run_sync(_revision)
        ours = await connection.run_sync(_has_units)
    if current is not None and current not in known():
        if not ours:  # another program's, which keeps its revisions as we do
            raise DatabaseNotEmpty(engines.place)
        raise DatabaseTooNew(engines.place, current)
    return current


async def _keep(engines: Engines, connection: AsyncConnection, current: str, then: str) -> None:
    """Copy while nobody else writes, or begins to upgrade; ``connection`` only waits."""
    target = name_of_copy(engines.beside, then)
    try:
        if engines.path is not None:
            await _copy(engines.engine, target)
        else:
            await connection.exec_driver_sql("SET LOCAL idle_in_transaction_session_timeout = 0")
            await portable.copy(engines, current, target, replace=True)
    except OSError as error:
        raise CopyFailed(engines.place, str(target)) from error


async def _copy(engine: AsyncEngine, target: Path) -> None:
    part = target.with_name(f"{target.name}.part")
    await asyncio.to_thread(part.unlink, missing_ok=True)
    await asyncio.to_thread(make_private, part)  # SQLite takes an empty file as it is
    async with engine.connect() as connection:
        driver = (await connection.get_raw_connection()).driver_connection
        await driver.execute("VACUUM INTO ?", (str(part),))  # type: ignore[union-attr]
    await asyncio.to_thread(strip, part)
    await asyncio.to_thread(part.replace, target)


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def _has_units(connection: Connection) -> bool:
    return inspect(connection).has_table("units")
