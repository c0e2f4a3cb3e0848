"""Bringing a database up to date at start: refuse a newer one, copy before changing.

A revision is named by the number its file's name begins with; they only grow.
"""

import asyncio
from pathlib import Path

from sqlalchemy import inspect, text
from sqlalchemy.engine import Connection

from storage.db.engines.files import make_private
from storage.db.engines.opened import Engines
from storage.db.errors import (
    CopyFailed,
    DatabaseMissing,
    DatabaseNotEmpty,
    DatabaseTooNew,
    DatabaseTooOld,
)
from storage.db.traces import name_of_copy, strip
from storage.engine import AsyncConnection, AsyncEngine
from storage.tables import metadata

MIGRATIONS = Path(__file__).parents[1] / "migrations"

MARK = "Zvonok"
"""Stands at our tables on a server, where others may have theirs."""


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
    folder, known = _known()
    current = await _current(engines, known)
    if current == known[-1]:
        return
    if current is None and not new:
        raise DatabaseMissing(engines.place)
    async with engines.writers.connect() as connection, connection.begin():
        if await connection.run_sync(_revision) != current:
            return  # another process was quicker
        if current is not None:
            await _keep(engines, connection, current, known[-1])
        await connection.run_sync(_upgrade, folder)


async def require_current(engines: Engines) -> None:
    """Raise ``DatabaseMissing``, ``DatabaseTooOld`` or ``DatabaseTooNew`` of any other revision."""
    _, known = _known()
    current = await _current(engines, known)
    if current is None:
        raise DatabaseMissing(engines.place)
    if current != known[-1]:
        raise DatabaseTooOld(engines.place, current)


def _known() -> tuple[Path, list[str]]:
    """Give the folder of the migrations, and their numbers."""
    return MIGRATIONS, sorted(
        file.name.split("_")[0] for file in (MIGRATIONS / "versions").glob("[0-9]*.py")
    )


async def _current(engines: Engines, known: list[str]) -> str | None:
    async with engines.readers.connect() as connection:
        current = await connection.run_sync(_revision)
        ours = await connection.run_sync(_has_units)
    if current is not None and current not in known:
        if not ours:  # another program's, which keeps its revisions as we do
            raise DatabaseNotEmpty(engines.place)
        raise DatabaseTooNew(engines.place, current)
    return current


async def revision(engines: Engines) -> str | None:
    """Tell which revision a database has; None: it is none of ours, or empty.

    Raises ``DatabaseTooNew``.
    """
    return await _current(engines, _known()[1])


async def build(connection: AsyncConnection, revision: str) -> None:
    """Make the tables of a revision, or bring those that are there to it; all or nothing of it."""
    await connection.run_sync(_upgrade, MIGRATIONS, revision)


def known() -> list[str]:
    """Name the revisions that this program knows."""
    return _known()[1]


def newest() -> str:
    """Name the revision of this program."""
    return _known()[1][-1]


async def _keep(engines: Engines, connection: AsyncConnection, current: str, then: str) -> None:
    """Copy while nobody else writes, or begins to upgrade; ``connection`` only waits."""
    from storage.db import portable  # noqa: PLC0415 - it builds databases itself

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


def _upgrade(connection: Connection, folder: Path, revision: str = "head") -> None:
    from alembic import command  # noqa: PLC0415 - 11 MB that only an upgrade shall need
    from alembic.config import Config  # noqa: PLC0415 - as above

    config = Config()
    config.set_main_option("script_location", str(folder))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
    if connection.dialect.name == "postgresql":
        _mark(connection)


def _mark(connection: Connection) -> None:
    """Say of our tables whose they are: a program that does not know them yet goes by that."""
    for name in metadata.tables.keys() & set(inspect(connection).get_table_names()):
        connection.exec_driver_sql(f"COMMENT ON TABLE {name} IS '{MARK}'")
