"""Databases of a server in the place of the tests' files, for ``pytest --engine postgresql``.

A test says ``sqlite:///FILE`` as ever. The file then names one of the server's databases and the
path it was made for; so a copy of the file is opened as a copy of the database, as it would be
with SQLite, and nobody has to know. Databases are emptied after a test and used again: to make one
takes fifteen times longer.
"""

import asyncio
import os
from collections.abc import Coroutine
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Any, TypeVar

import asyncpg
import pytest
from sqlalchemy import URL, Dialect, Engine, make_url
from sqlalchemy.pool import AsyncAdaptedQueuePool
from sqlalchemy.util import LRUCache

from storage.db.database import Database
from storage.db.engines import postgresql, sqlite
from storage.db.engines.opened import Engines, Opening
from storage.db.errors import BadDatabaseOption, BadDatabaseUrl, DatabaseMissing, FolderMissing
from storage.engine import AsyncEngine, create_async_engine
from storage.tables import metadata
from tests.server import Server

T = TypeVar("T")

TEMPLATE = "zvonok_template"
WORD = "a database of the tests:"
USES = 300
"""Uses after which a database is made anew: what was deleted still lies in it."""

TABLES = ("alembic_version", *(table.name for table in metadata.sorted_tables))

_EACH = (f"IF EXISTS (SELECT 1 FROM {each}) THEN DELETE FROM {each}; END IF;" for each in TABLES)
EMPTY = f"""
DO $$ BEGIN
  SET LOCAL session_replication_role = replica;
  {" ".join(_EACH)}
  PERFORM setval(oid, 1, false) FROM pg_class WHERE relkind = 'S';
END $$
"""

HELD = " UNION ALL ".join(f"SELECT '{each}' WHERE EXISTS (SELECT 1 FROM {each})" for each in TABLES)
SEQUENCES = "SELECT sequencename, last_value FROM pg_sequences WHERE last_value IS NOT NULL"

Contents = tuple[dict[str, bytes], dict[str, int]]
"""Tables with their rows, as COPY gives them, and the sequences."""


async def make_template(server: Server) -> None:
    """Make the database that all others are copied from: up to date, and empty."""
    admin = await asyncpg.connect(server.url("postgres"))
    await admin.execute(f"CREATE DATABASE {TEMPLATE}")
    await admin.close()
    await (await Database.open(server.url(TEMPLATE))).close()


@dataclass(slots=True)
class Homes:
    """The databases of one worker, looked after in a thread of its own."""

    server: Server
    worker: str
    used: dict[str, Path] = field(default_factory=dict)
    uses: dict[str, int] = field(default_factory=dict)
    free: list[str] = field(default_factory=list)
    new: Contents = field(default_factory=lambda: ({}, {}))
    """What migrations leave."""
    kept: dict[str, Contents] = field(default_factory=dict)
    """What closed databases held that were copied before."""
    _loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.new_event_loop)
    _connections: dict[str, asyncpg.Connection] = field(default_factory=dict)
    _thread: Thread | None = None

    def begin(self) -> None:
        """Begin to look after them."""
        self._thread = Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Close what is open; the server forgets them all."""
        self._do(self._end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def of(self, path: Path, opening: Opening) -> str:
        """Give the database that a file stands for. Raises what opening a file would."""
        if not path.parent.is_dir():
            raise FolderMissing(str(path))
        if not path.exists() or not (said := path.read_text(encoding="utf-8")):
            if opening is not Opening.CREATE:
                raise DatabaseMissing(str(path))
            return self._settled(path, self._do(self._new()))
        assert said.startswith(WORD), "the test is about SQLite's files: it wants the marker"
        name, _, made_for = _named(said)
        if made_for == str(path.absolute()):
            self.kept.pop(name, None)
            return name
        return self._settled(path, self._do(self._copied(name)))

    def release(self, folder: Path) -> None:
        """Empty the databases of a folder, and of folders that are gone."""
        for name, path in list(self.used.items()):
            if path.is_relative_to(folder) or not path.exists():
                del self.used[name]
                self.kept.pop(name, None)
                self.free.append(name)

    def _settled(self, path: Path, name: str) -> str:
        path.write_text(f"{WORD} {name} {path.absolute()}\n", encoding="utf-8")
        path.chmod(0o600)
        self.used[name] = path.absolute()
        return name

    def _do(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(60)

    async def _end(self) -> None:
        for each in self._connections.values():
            await each.close()

    async def _to(self, name: str) -> asyncpg.Connection:
        if name not in self._connections:
            url = self.server.url(name)
            self._connections[name] = await asyncpg.connect(url, statement_cache_size=0)
        return self._connections[name]

    async def _new(self) -> str:
        """Give one as the migrations leave it."""
        name = await self._empty()
        await self._fill(name, self.new)
        return name

    async def _empty(self) -> str:
        """Give one without any row."""
        self.release(Path("/nowhere"))
        name = self.free.pop() if self.free else await self._made()
        self.uses[name] += 1
        if self.uses[name] > USES:
            await self._connections.pop(name).close()
            await self._admin(f"DROP DATABASE {name} WITH (FORCE)")
            name = await self._made()
        await self._emptied(name)
        return name

    async def _made(self) -> str:
        name = f"{self.worker}_{len(self.uses)}"
        await self._admin(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE} STRATEGY FILE_COPY")
        self.uses[name] = 0
        if not self.new[0]:
            self.new = await self._contents(name)
        return name

    async def _admin(self, statement: str) -> None:
        await (await self._to("postgres")).execute(statement)

    async def _emptied(self, name: str) -> None:
        connection = await self._to(name)
        await connection.execute("SET lock_timeout = '1s'")
        try:
            await connection.execute(EMPTY)
        except asyncpg.LockNotAvailableError:  # a test left one open
            await connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            await connection.execute(EMPTY)

    async def _copied(self, source: str) -> str:
        if source not in self.kept:
            self.kept[source] = await self._contents(source)
        name = await self._empty()
        await self._fill(name, self.kept[source])
        return name

    async def _fill(self, name: str, contents: Contents) -> None:
        (rows, sequences), connection = contents, await self._to(name)
        async with connection.transaction():
            await connection.execute("SET LOCAL session_replication_role = replica")
            for table, data in rows.items():
                await connection.copy_to_table(table, source=_one(data), format="binary")
            for sequence, value in sequences.items():
                await connection.execute("SELECT setval($1::text::regclass, $2)", sequence, value)

    async def _contents(self, name: str) -> Contents:
        connection = await self._to(name)
        rows: dict[str, bytes] = {}
        for (table,) in await connection.fetch(HELD):
            gathered = bytearray()

            async def gather(part: bytes, into: bytearray = gathered) -> None:
                into.extend(part)

            await connection.copy_from_table(table, output=gather, format="binary")
            rows[table] = bytes(gathered)
        return rows, dict(await connection.fetch(SEQUENCES))


def database_of(path: Path) -> str:
    """Give the database a file stands for."""
    return _named(path.read_text(encoding="utf-8"))[0]


def _named(said: str) -> tuple[str, str, str]:
    return said.removeprefix(WORD).strip().partition(" ")


async def _one(data: bytes) -> Any:
    yield data


def settle(patch: pytest.MonkeyPatch, homes: Homes) -> None:
    """Let files stand for the server's databases until the patch is undone."""
    patch.setattr(sqlite, "engines", partial(_engines, homes))
    patch.setattr(postgresql, "create_async_engine", Sharing())


def _engines(homes: Homes, url: URL, opening: Opening) -> Engines:
    if not url.database:
        raise BadDatabaseUrl(url.render_as_string(hide_password=True))
    if url.query:
        raise BadDatabaseOption(url.database, next(iter(url.query)))
    name = homes.of(Path(url.database), opening)
    found = postgresql.engines(make_url(homes.server.url(name)), opening)
    return replace(found, place=url.database)


class Sharing:
    """Makes engines that share what is compiled, and what is known of the server."""

    def __init__(self) -> None:
        self._compiled: LRUCache[Any, Any] = LRUCache(5_000)
        self._dialect: Dialect | None = None

    def __call__(self, address: str, **options: Any) -> AsyncEngine:
        options["execution_options"] |= {"compiled_cache": self._compiled}
        if self._dialect is None or not _is_complete(self._dialect):
            made = create_async_engine(address, **options)
            self._dialect = made.dialect
            return made
        dialect, creator = self._dialect, options.pop("async_creator")
        pool = AsyncAdaptedQueuePool(
            lambda: dialect.connect(async_creator_fn=creator), dialect=dialect
        )
        return AsyncEngine(Engine(pool, dialect, make_url(address), **options))


def _is_complete(dialect: Dialect) -> bool:
    """Whether it has connected once: it asks the server what it is, and keeps that."""
    return "default_isolation_level" in vars(dialect)


def worker() -> str:
    """Name this worker, as databases may be named."""
    return os.environ.get("PYTEST_XDIST_WORKER", "alone")
