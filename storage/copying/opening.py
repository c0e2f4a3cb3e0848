"""A database opened past its checks, for who copies, moves or replaces it whole."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from sqlite3 import DatabaseError as SqliteError

from sqlalchemy.exc import DatabaseError

from storage.db.database import engines_of
from storage.db.engines import sqlite
from storage.db.engines.opened import Engines, Opening
from storage.db.errors import NotAllCarried, StorageError


@asynccontextmanager
async def opened(url: str, opening: Opening) -> AsyncIterator[Engines]:
    """Open a database past its checks, and tell what it says of itself. Raises ``StorageError``."""
    engines = engines_of(url, opening)
    try:
        yield engines
    except NotAllCarried as error:
        raise NotAllCarried(engines.place, error.detail) from error
    except StorageError:
        raise
    except (DatabaseError, SqliteError) as error:
        raise sqlite.told(error, engines.place) from error
    except Exception as error:
        if engines.path is None and (told := _of_driver(error, engines.place)) is not None:
            raise told from error
        raise
    finally:
        await engines.engine.dispose()


def _of_driver(error: Exception, place: str) -> StorageError | None:
    from storage.db.engines.postgresql import of_driver  # noqa: PLC0415 - 6 MB that SQLite has no use for

    return of_driver(error, place)
