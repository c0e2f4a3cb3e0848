"""Servers, databases and roles that somebody else has set up: each will do, or is told of."""

from contextlib import asynccontextmanager

import pytest
from sqlalchemy import text

from storage import tables
from storage.db.engines import greeting
from storage.db.engines.opened import Opening
from storage.db.errors import DatabaseNotEmpty, Interrupted, NoSchema, ServerTooOld, WrongEncoding
from tests.databases import ask, made
from tests.storage.db.serving import ROW, opened, refusal

pytestmark = [pytest.mark.asyncio, pytest.mark.postgresql]


@asynccontextmanager
async def settled(server, database, **settings):
    """Let the administrator have set something for our role in a database."""
    for name, value in settings.items():
        said = f"ALTER ROLE postgres IN DATABASE {database} SET {name} TO {value}"
        await ask(server, "postgres", said, "SELECT 1")
    try:
        yield
    finally:
        said = f"ALTER ROLE postgres IN DATABASE {database} RESET ALL"
        await ask(server, "postgres", said, "SELECT 1")


async def test_times_and_isolation_set_for_the_role_are_not_ours(server, current, address):
    async with (
        settled(
            server,
            current,
            statement_timeout="'900ms'",
            lock_timeout="'900ms'",
            idle_in_transaction_session_timeout="'900ms'",
            idle_session_timeout="'900ms'",
            default_transaction_isolation="'serializable'",
            jit="'on'",
        ),
        opened(address) as database,
        database.writing() as connection,
    ):
        await connection.execute(tables.quarantine.insert(), ROW)
        shown = {
            name: await connection.scalar(text(f"SHOW {name}"))
            for name in (
                "statement_timeout",
                "lock_timeout",
                "idle_in_transaction_session_timeout",
                "idle_session_timeout",
                "transaction_isolation",
                "jit",
            )
        }
    assert list(shown.values()) == ["0", "1min", "1min", "0", "read committed", "off"]


async def test_a_schema_of_the_role_s_own_will_do_and_one_that_is_not_there_is_told(server, empty):
    async with settled(server, empty, search_path="school"):
        said = await refusal(NoSchema, server.url(empty), Opening.CREATE)
        assert said == (
            f"В базе данных postgresql://postgres@/{empty} нет схемы, в которой роль может создать "
            "таблицы. Создайте её (CREATE SCHEMA ИМЯ AUTHORIZATION РОЛЬ) и назовите роли: ALTER "
            "ROLE РОЛЬ SET search_path TO ИМЯ."
        )
        await ask(server, empty, "CREATE SCHEMA school", "SELECT 1")
        async with (
            opened(server.url(empty), Opening.CREATE) as database,
            database.writing() as connection,
        ):
            await connection.execute(tables.quarantine.insert(), ROW)
    assert await ask(server, empty, "SELECT count(*) FROM school.quarantine") == 1
    assert await ask(server, empty, "SELECT to_regclass('public.quarantine')") is None


async def test_another_program_s_revisions_are_not_taken_for_ours(server, empty):
    await ask(
        server,
        empty,
        "CREATE TABLE alembic_version (version_num text)",
        "INSERT INTO alembic_version VALUES ('ab12cd34')",
        "SELECT 1",
    )
    for opening in (Opening.CREATE, Opening.READ):
        said = await refusal(DatabaseNotEmpty, server.url(empty), opening)
    assert said == (
        f"База postgresql://postgres@/{empty} не пуста, и ничего в ней не изменено. Укажите новый "
        "файл или новую базу (createdb); таблицы создаст сама команда."
    )


async def test_a_server_that_is_only_read_from_is_told(server, empty):
    async with settled(server, empty, default_transaction_read_only="on"):
        said = await refusal(Interrupted, server.url(empty), Opening.CREATE)
    assert "(код 25006): он сейчас только для чтения." in said
    assert await ask(server, empty, "SELECT to_regclass('units')") is None


async def test_a_server_without_room_for_more_connections_is_told(server, current):
    role = f"one_{current}"
    await ask(server, current, f"CREATE ROLE {role} LOGIN CONNECTION LIMIT 0", "SELECT 1")
    said = await refusal(Interrupted, server.url(current, role))
    await ask(server, current, f"DROP ROLE {role}", "SELECT 1")
    assert "(код 53300): заняты все соединения, увеличьте max_connections." in said


async def test_an_encoding_that_holds_bytes_of_any_kind_is_told(server):
    async with made(server, "ENCODING 'SQL_ASCII' TEMPLATE template0") as bytes_only:
        said = await refusal(WrongEncoding, server.url(bytes_only), Opening.CREATE)
    assert said.startswith(
        f"База данных postgresql://postgres@/{bytes_only} в кодировке SQL_ASCII, русских имён "
    )


async def test_a_server_that_is_too_old_is_told(server, empty, monkeypatch):
    monkeypatch.setattr(greeting, "LEAST_SERVER", 99)
    said = await refusal(ServerTooOld, server.url(empty), Opening.CREATE)
    assert said.startswith(
        f"Сервер базы данных postgresql://postgres@/{empty} слишком старый: PostgreSQL "
    )
    assert said.endswith(", а нужен не ниже 13. Обновите сервер; ничего не изменено.")
