"""Bringing a database up to date at start: refuse a newer one, copy before changing.

A revision is named by the number its file's name begins with; they only grow.
"""

import asyncio
from pathlib import Path

from sqlalchemy import inspect, text
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.errors import DatabaseTooNew
from storage.traces import name_of_copy, strip


async def migrate(engine: AsyncEngine, path: Path | None) -> None:
    """Upgrade to the newest revision; ``path`` is SQLite's file (None on PostgreSQL).

    Raises ``DatabaseTooNew``. Before an existing SQLite file is changed, a copy is made beside it,
    named ``FILE.before-REVISION``, without what would not have lived for a day (``strip``); it
    goes with the next thing that is destroyed, or after ``monitor.retention.COPIES``.
    """
    folder = Path(__file__).parent / "migrations"
    known = sorted(file.name.split("_")[0] for file in (folder / "versions").glob("[0-9]*.py"))
    async with engine.connect() as connection:
        current = await connection.run_sync(_revision)
    if current == known[-1]:
        return
    if current is not None and current not in known:
        raise DatabaseTooNew(str(path or engine.url.host), current)
    if current is not None and path is not None:
        await _copy(engine, name_of_copy(path, known[-1]))
    async with engine.connect() as connection:
        await connection.execution_options(zvonok_writing=True)
        async with connection.begin():
            await connection.run_sync(_upgrade, folder)


async def _copy(engine: AsyncEngine, target: Path) -> None:
    part = target.with_name(f"{target.name}.part")
    await asyncio.to_thread(part.unlink, missing_ok=True)
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


def _upgrade(connection: Connection, folder: Path) -> None:
    from alembic import command  # noqa: PLC0415 - 11 MB that only an upgrade shall need
    from alembic.config import Config  # noqa: PLC0415 - as above

    config = Config()
    config.set_main_option("script_location", str(folder))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
