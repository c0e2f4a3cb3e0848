"""Bringing a database up to date at start: refuse a newer one, copy before changing."""

import asyncio
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.errors import DatabaseTooNew


async def migrate(engine: AsyncEngine, path: Path | None) -> None:
    """Upgrade to the newest revision; ``path`` is SQLite's file (None on PostgreSQL).

    Raises ``DatabaseTooNew``. Before an existing SQLite file is changed, a copy is made beside it,
    named ``FILE.before-REVISION``.
    """
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    script = ScriptDirectory.from_config(config)
    newest = script.get_current_head()
    async with engine.connect() as connection:
        current = await connection.run_sync(_revision)
    if current == newest:
        return
    known = {revision.revision for revision in script.walk_revisions()}
    if current is not None and current not in known:
        raise DatabaseTooNew(str(path or engine.url.host), current)
    if current is not None and path is not None:
        await _copy(engine, path.with_name(f"{path.name}.before-{newest}"))
    async with engine.connect() as connection:
        await connection.execution_options(zvonok_writing=True)
        async with connection.begin():
            await connection.run_sync(_upgrade, config)


async def _copy(engine: AsyncEngine, target: Path) -> None:
    await asyncio.to_thread(target.unlink, missing_ok=True)
    async with engine.connect() as connection:
        driver = (await connection.get_raw_connection()).driver_connection
        await driver.execute("VACUUM INTO ?", (str(target),))  # type: ignore[union-attr]


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _upgrade(connection: Connection, config: Config) -> None:
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
