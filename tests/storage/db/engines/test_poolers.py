"""A pooler before the server: one that keeps a connection for us will do, another is refused."""

import asyncio

import pytest
from sqlalchemy import text

from storage import tables
from storage.db.engines.opened import Opening
from storage.db.errors import SharedConnections
from tests.databases import ask
from tests.storage.db.between import pooler
from tests.storage.db.serving import ROW, opened, refusal

pytestmark = [pytest.mark.asyncio, pytest.mark.postgresql]


async def test_behind_a_pooler_of_sessions_all_is_as_without_it(server, current, tmp_path):
    with pooler(server, "session", tmp_path) as behind:
        async with opened(behind(current)) as one, opened(behind(current)) as two:
            async with one.owner.owning(), two.reading() as connection:
                assert await two.owner.others(connection) == {one.owner.number}
                assert await connection.scalar(text("SHOW lock_timeout")) == "1min"
                assert await connection.scalar(text("SHOW transaction_isolation")) == (
                    "repeatable read"
                )

            async def write(database):
                async with database.writing() as connection:
                    await connection.execute(tables.quarantine.insert(), ROW)

            await asyncio.gather(*(write(each) for each in (one, two) * 5))
    assert await ask(server, current, "SELECT count(*) FROM quarantine") == 10


@pytest.mark.parametrize("mode", ["transaction", "statement"])
async def test_behind_a_pooler_of_transactions_nothing_begins(server, current, mode, tmp_path):
    with pooler(server, mode, tmp_path) as behind:
        for opening in (Opening.CREATE, Opening.READ):
            said = await refusal(SharedConnections, behind(current), opening)
    place = behind(current).removesuffix("")
    assert said == (
        f"Между программой и сервером базы данных {place} стоит посредник (PgBouncer или "
        "подобный), который даёт каждой транзакции другое соединение. Так служба не узнает, чьи "
        "задания заняты, и не запускается. Укажите в настройке database.url адрес самого сервера "
        "или включите для этой базы pool_mode = session."
    )
