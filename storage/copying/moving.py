"""Moving a database to another engine: everything, or nothing of it.

Nobody writes to the source meanwhile, and the target is filled in one transaction: who is killed
leaves it as empty as it was.
"""

import asyncio
from collections.abc import Callable, Sequence
from typing import TypeAlias

from sqlalchemy import inspect
from sqlalchemy.engine import Connection

from storage.copying.opening import opened
from storage.db.carrying import REVISION, Watch, carry, names_in, unwatched
from storage.db.engines import sqlite
from storage.db.engines.opened import Opening
from storage.db.errors import DatabaseNotEmpty
from storage.db.migrating import require_current
from storage.db.portable import filled, written
from storage.db.revisions import build, newest
from storage.engine import AsyncConnection
from storage.tables import metadata, processes
from storage.told.processes import Process
from storage.told.processes import all as all_processes

Allow: TypeAlias = Callable[[str, Sequence[Process]], None]
"""Told the place of a database and what ran on it; raises what keeps it from being touched."""


def anybody(place: str, ran: Sequence[Process]) -> None:
    """Allow it whatever runs."""
    del place, ran


async def move(
    source: str, target: str, allow: Allow = anybody, watch: Watch = unwatched
) -> dict[str, int]:
    """Fill an empty database with all that another has; tell how many rows each table has.

    Raises ``StorageError``: the source must be up to date, the target empty.
    """
    async with opened(source, Opening.CHANGE) as old, opened(target, Opening.CREATE) as new:
        if old.path is not None:
            await asyncio.to_thread(sqlite.ready, old.path, Opening.CHANGE)
        await require_current(old)
        async with old.writers.connect() as here, here.begin():
            allow(old.place, await ran_on(here))
            if new.path is not None:
                try:
                    async with written(new.path) as part:
                        return await filled(here, part, newest(), watch)
                except FileExistsError as error:
                    raise DatabaseNotEmpty(new.place) from error
            async with new.writers.connect() as there, there.begin():
                if await there.run_sync(has_ours):
                    raise DatabaseNotEmpty(new.place)
                others = await names_in(there)
                await build(there, newest())
                return await carry(here, there, watch, others)


async def ran_on(connection: AsyncConnection) -> list[Process]:
    """List what ran on a database; of an old one nobody knows."""
    if not await connection.run_sync(_has, processes.name):
        return []
    return await all_processes(connection)


def has_ours(connection: Connection) -> bool:
    """Tell whether any table of ours is there."""
    present = set(inspect(connection).get_table_names())
    return not present.isdisjoint({REVISION, *metadata.tables})


def _has(connection: Connection, name: str) -> bool:
    return inspect(connection).has_table(name)
