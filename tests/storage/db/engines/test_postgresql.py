"""A server's database: what is refused and how, and what is understood."""

import asyncio
import socket

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from storage import tables
from storage.db import revisions
from storage.db.database import Database
from storage.db.engines.opened import Opening
from storage.db.errors import (
    BadDatabaseOption,
    DatabaseMissing,
    DatabaseTooNew,
    DatabaseTooOld,
    NoRights,
    NoSuchDatabase,
    RoleRefused,
    ServerAway,
    TlsRefused,
    WrongEncoding,
)
from tests.databases import ask, made
from tests.storage.db.serving import ROW, opened, refusal

pytestmark = [pytest.mark.asyncio, pytest.mark.postgresql]

MAKE = "createdb --encoding=UTF8 --template=template0 --owner=РОЛЬ ИМЯ."


async def test_a_server_that_is_away_is_told(server):
    for address in (
        "postgresql://bot:secret@127.0.0.1:9/zvonok",
        "postgresql://bot:secret@no.such.host.invalid/zvonok",
        f"postgresql://bot@/zvonok?host={server.folder}/nowhere",
    ):
        said = await refusal(ServerAway, address)
        assert said.endswith(
            " не отвечает. Проверьте, что PostgreSQL запущен и принимает соединения с этого "
            "компьютера, и адрес в настройке database.url."
        )
    said = await refusal(ServerAway, "postgresql://bot:secret@127.0.0.1:9/zvonok")
    assert said.startswith("Сервер базы данных postgresql://bot@127.0.0.1:9/zvonok не отвечает.")


async def test_a_server_that_is_silent_is_told_in_time():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        await refusal(ServerAway, f"postgresql://bot@127.0.0.1:{port}/zvonok?connect_timeout=1")


async def test_a_wrong_role_and_a_wrong_password_are_told(server, empty):
    role = f"role_{empty}"
    await ask(server, "postgres", f"CREATE ROLE {role} LOGIN PASSWORD 'right'", "SELECT 1")
    for given, code in (
        (server.url(empty, "nobody_known"), "28000"),
        (server.over_network(empty, role, "secret"), "28P01"),
    ):
        said = await refusal(RoleRefused, given)
        assert said.endswith(
            " не впускает: нет такой роли, не подходит пароль или вход с этого компьютера не "
            f"разрешён (код {code}). Проверьте имя и пароль в настройке database.url и файл "
            "pg_hba.conf на сервере."
        )
    await refusal(DatabaseMissing, server.over_network(empty, role, "right"))
    said = await refusal(NoRights, server.over_network(empty, role, "right"), Opening.CREATE)
    assert said == (
        f"Роли не хватает прав в базе данных postgresql://{role}@127.0.0.1:{server.port}/{empty}: "
        "сервер отказал. Сделайте роль владельцем базы (ALTER DATABASE ИМЯ OWNER TO РОЛЬ) и таблиц "
        "программы."
    )
    await ask(server, "postgres", f"ALTER DATABASE {empty} OWNER TO {role}", "SELECT 1")
    async with opened(server.over_network(empty, role, "right"), Opening.CREATE):
        pass
    await ask(server, empty, f"REASSIGN OWNED BY {role} TO postgres", f"DROP ROLE {role}")


async def test_a_role_that_may_only_look_is_told_and_changes_nothing(server, current, address):
    role = f"looks_{current}"
    await ask(
        server,
        current,
        f"CREATE ROLE {role} LOGIN",
        f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {role}",
    )
    async with opened(server.url(current, role)) as database:
        with pytest.raises(NoRights):
            async with database.writing() as connection:
                await connection.execute(tables.quarantine.insert(), ROW)
    await ask(server, current, f"DROP OWNED BY {role}", f"DROP ROLE {role}")


async def test_a_database_that_is_not_there_empty_or_of_another_encoding_is_told(server, empty):
    said = await refusal(NoSuchDatabase, server.url("nowhere"), Opening.CREATE)
    assert said == (
        "На сервере нет базы данных postgresql://postgres@/nowhere. Проверьте имя в настройке "
        f"database.url или создайте базу: {MAKE}"
    )
    said = await refusal(DatabaseMissing, server.url(empty))
    assert said == (
        f"В базе данных postgresql://postgres@/{empty} ещё ничего нет. Проверьте имя базы в "
        "настройке database.url. Таблицы создаст zvonok init."
    )
    async with made(server, "ENCODING 'LATIN1' TEMPLATE template0") as latin:
        said = await refusal(WrongEncoding, server.url(latin), Opening.CREATE)
    assert said == (
        f"База данных postgresql://postgres@/{latin} в кодировке LATIN1, русских имён в ней не "
        f"сохранить. Создайте базу в UTF8: {MAKE}"
    )


@pytest.mark.parametrize(
    ("option", "said"),
    [
        ("sslmod=require", "неизвестный параметр «sslmod». Уберите его из "),
        ("sslmode=always", "не подходит параметр sslmode: «always». "),
        ("connect_timeout=soon", "не подходит параметр connect_timeout: «soon». "),
        ("sslrootcert=/nowhere/root.crt", "не подходит параметр sslrootcert: «/nowhere/root.crt»."),
        ("sslmode=verify-full", "параметр sslmode требует проверить сертификат сервера, а "),
    ],
)
async def test_options_nobody_knows_and_wrong_values_are_told(option, said, monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    told = await refusal(BadDatabaseOption, f"postgresql://bot:secret@127.0.0.1:9/z?{option}")

    assert told.startswith(f"В адресе базы данных postgresql://bot@127.0.0.1:9/z {said}")


async def test_what_psql_understands_is_understood(server, current, address):
    plain = f"postgres://postgres@/{current}?host={server.folder}&port={server.port}"
    asked = f"{plain}&application_name=school&connect_timeout=3"
    async with opened(asked) as database, database.reading() as connection:
        assert await connection.scalar(text("SHOW application_name")) == "school"
    said = await refusal(TlsRefused, server.over_network(current, "bot", "x") + "?sslmode=require")
    assert said == (
        f"С сервером базы данных postgresql://bot@127.0.0.1:{server.port}/{current} не удалось "
        "договориться о шифровании: сервер его не поддерживает или его сертификату нельзя верить. "
        "Проверьте sslmode и sslrootcert в адресе (настройка database.url) и настройку ssl на "
        "сервере."
    )


async def test_a_newer_and_an_older_database_are_told_and_left_alone(server, current, address):
    await ask(server, current, "UPDATE alembic_version SET version_num = '9999'", "SELECT 1")
    assert await refusal(DatabaseTooNew, address, Opening.CREATE) == (
        f"База данных postgresql://postgres@/{current} создана более новой версией программы "
        "(ревизия 9999). Обновите программу; база не изменена."
    )
    await ask(server, current, "UPDATE alembic_version SET version_num = '0007'", "SELECT 1")
    assert await refusal(DatabaseTooOld, address, Opening.CHANGE) == (
        f"База данных postgresql://postgres@/{current} создана прежней версией программы (ревизия "
        "0007). Запустите службу (zvonok run) или выполните zvonok apply: база будет обновлена. "
        "Эта команда её не меняет."
    )
    assert await ask(server, current, "SELECT version_num FROM alembic_version") == "0007"


async def test_of_first_starts_at_once_one_makes_the_tables_and_the_others_wait(server, empty):
    found = await asyncio.gather(*(Database.open(server.url(empty)) for _ in range(6)))
    for each in found:
        await each.close()
    newest = revisions.newest()
    assert await ask(server, empty, "SELECT version_num FROM alembic_version") == newest


async def test_a_migration_that_fails_leaves_nothing(server, empty, monkeypatch):
    def fail(connection, *_):
        connection.execute(text("CREATE TABLE half (id integer)"))
        connection.execute(text("INSERT INTO nowhere VALUES (1)"))

    monkeypatch.setattr(revisions, "_upgrade", fail)
    with pytest.raises(DBAPIError):
        await Database.open(server.url(empty))
    assert await ask(server, empty, "SELECT to_regclass('half')") is None
