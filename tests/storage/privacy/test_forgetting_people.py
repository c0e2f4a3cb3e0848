"""Accounts that are nobody's are forgotten: their dialogs, what they used, what they guessed."""

import pytest

from storage import tables
from storage.db.times import seconds
from storage.privacy import retention
from storage.records import WRONG_CODE
from storage.told import journal
from tests.cast import ADMIN, MARIA, PAVEL, SCHOOL, STRANGER
from tests.storage.privacy.forgetting import EDGE, NEW, OLD, forget, left, write
from tests.storage.privacy.two_people import planted

pytestmark = pytest.mark.asyncio

LATELY = 901


async def dialogs_of(database, *pairs):
    for account, at in pairs:
        dialog = {"account": account, "dialog": "open", "changed_at": seconds(at)}
        await write(database, tables.accounts, dialog)
        await write(database, tables.ledger, {"conversation": -account, "first": 1, "last": 9})
        place = {"unit": "", "act": "", "args": "{}", "file_name": "", "begun_at": seconds(at)}
        await write(database, tables.dialog_states, {"account": account, **place})


async def test_a_stranger_s_dialog_goes_when_it_is_old_and_staff_s_stays(database):
    async with database.writing() as connection:
        await planted(connection)
    await dialogs_of(
        database, (STRANGER, OLD), (LATELY, EDGE), (MARIA, OLD), (PAVEL, OLD), (ADMIN, OLD)
    )
    await write(database, tables.ledger, {"conversation": 1, "first": 1, "last": 9})
    wish = {"unit": SCHOOL, "name": "quiet", "source": "bot"}
    for account in (STRANGER, LATELY):
        await write(database, tables.subscriptions, {"account": account, **wish})
    await forget(database, retention.dialogs)

    kept = [(ADMIN,), (MARIA,), (PAVEL,), (LATELY,)]
    assert await left(database, tables.accounts, "account") == kept
    assert await left(database, tables.dialog_states, "account") == kept
    assert await left(database, tables.ledger, "conversation") == [
        *((-account,) for (account,) in reversed(kept)),
        (1,),
    ]
    assert STRANGER not in [row[0] for row in await left(database, tables.subscriptions, "account")]
    assert (LATELY,) in await left(database, tables.subscriptions, "account")


async def test_many_dialogs_go_in_pieces(database):
    async with database.writing() as connection:
        rows = [
            {"account": 1_000 + index, "dialog": "open", "changed_at": seconds(OLD)}
            for index in range(2 * retention.PIECE + 1)
        ]
        await connection.execute(tables.accounts.insert(), rows)

    assert await forget(database, retention.dialogs) == 3
    assert await left(database, tables.accounts, "account") == []


async def test_claims_and_wrong_codes_go_with_codes_and_other_lines_stay(database):
    for code, at in (("1", OLD), ("2", EDGE), ("3", NEW)):
        claim = {"unit": SCHOOL, "office": "deputy", "expires_at": seconds(at), "used_by": PAVEL}
        await write(database, tables.claims, {"code": code, **claim})
    for at in (OLD, EDGE):
        async with database.writing() as connection:
            for action in (WRONG_CODE, "names_seen"):
                await journal.write(connection, at=at, action=action, unit=None, actor=-5)
    await forget(database, retention.work)

    assert await left(database, tables.claims, "code") == [("2",), ("3",)]
    assert await left(database, tables.audit, "at", "action") == [
        (seconds(OLD), "names_seen"),
        (seconds(EDGE), "names_seen"),
        (seconds(EDGE), "wrong_code"),
    ]


async def test_owners_and_inviters_who_are_nobody_to_us_are_forgotten(database):
    async with database.writing() as connection:
        await planted(connection)
    fresh = {"title": "", "class_name": "", "access": "all", "admin": True, "present": True}
    for number, unit, owner, inviter in (
        (1, SCHOOL, MARIA, ADMIN),
        (2, SCHOOL, STRANGER, STRANGER),
        (3, "lyceum-5", MARIA, MARIA),
        (4, SCHOOL, None, None),
    ):
        row = {"id": number, "unit": unit, "owner": owner, "invited_by": inviter}
        await write(database, tables.chats, fresh | row)
    await forget(database, retention.owners_and_inviters)

    assert await left(database, tables.chats, "id", "owner", "invited_by") == [
        (1, MARIA, ADMIN),
        (2, 0, None),
        (3, 0, MARIA),
        (4, None, None),
    ]
