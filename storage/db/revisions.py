"""The revisions that this program knows, and building one of them.

A revision is named by the number its file's name begins with; they only grow.
"""

from pathlib import Path

from sqlalchemy import inspect
from sqlalchemy.engine import Connection

from storage.engine import AsyncConnection
from storage.tables import metadata

MIGRATIONS = Path(__file__).parents[1] / "migrations"

MARK = "Zvonok"
"""Stands at our tables on a server, where others may have theirs."""


def known() -> list[str]:
    """Name the revisions that this program knows."""
    return sorted(file.name.split("_")[0] for file in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def newest() -> str:
    """Name the revision of this program."""
    return known()[-1]


async def build(connection: AsyncConnection, revision: str) -> None:
    """Make the tables of a revision, or bring those that are there to it; all or nothing of it."""
    await connection.run_sync(_upgrade, MIGRATIONS, revision)


def _upgrade(connection: Connection, folder: Path, revision: str) -> None:
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
