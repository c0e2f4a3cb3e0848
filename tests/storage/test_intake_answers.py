"""What a poll brings to be answered, dialogs, and our own messages coming back: each once."""

import pytest

from storage import tables
from storage.asked import inbox
from storage.chats import chats
from storage.observations import DialogChange
from storage.records import Dialog, NewNotice
from storage.told import notices, sending
from tests.cast import MARIA, OLGA, PAVEL, SCHOOL, at
from tests.storage.taking import NOBODYS, NOON, both_roads, give, put, rows, says, tallies, wants

__all__ = ("both_roads",)


@pytest.mark.asyncio
async def test_what_wants_an_answer_is_kept_once_in_one_poll_in_a_later_one_and_when_done(
    database,
):
    await give(database)
    kept = [await put(database, seen=[says(1), says(1)], wanted=[wants(1), wants(1)])]
    kept.append(await put(database, seen=[says(1)], wanted=[wants(1)]))
    async with database.writing() as connection:
        [item] = await inbox.claim(connection, at(9), 10)
        await inbox.done(connection, item.id)
    kept.append(await put(database, seen=[says(1)], wanted=[wants(1)]))

    assert [each.wanted for each in kept] == [1, 0, 0]
    assert await rows(database, tables.inbox, "key", "body") == [("m1:1", None)]


@pytest.mark.asyncio
async def test_a_pressed_button_has_no_number_and_is_kept_once_by_its_key(database):
    await give(database)
    press = wants(None, key="e1f2")
    kept = [await put(database, wanted=[press, press]), await put(database, wanted=[press])]

    assert [each.wanted for each in kept] == [1, 0]


@pytest.mark.asyncio
@pytest.mark.parametrize("account", [MARIA, 1])  # VK's first account is a person as well
async def test_a_private_message_is_answered_once_even_after_its_key_is_forgotten(
    database, account
):
    private = {"seen": [says(1, None, chat=-account)], "wanted": [wants(1, conversation=-account)]}
    first = await put(database, **private)
    async with database.writing() as connection:
        [item] = await inbox.claim(connection, at(9), 10)
        await inbox.done(connection, item.id)
        await inbox.forget(connection, at(3))
    again = await put(database, **private)

    assert (first.wanted, again.wanted, first.messages) == (1, 0, 0)
    assert await rows(database, tables.inbox, "key") == []
    assert await tallies(database) == []


@pytest.mark.asyncio
async def test_dialogs_open_and_close_as_people_say_last(database):
    await put(
        database,
        dialogs=[
            DialogChange(account=MARIA, at=NOON, allowed=True),
            DialogChange(account=PAVEL, at=NOON, allowed=True),
            DialogChange(account=PAVEL, at=NOON + 1, allowed=False),
        ],
    )
    async with database.reading() as connection:
        assert await chats.dialogs(connection, [MARIA, PAVEL, OLGA]) == {
            MARIA: Dialog.OPEN,
            PAVEL: Dialog.CLOSED,
        }


@pytest.mark.asyncio
async def test_what_is_asked_in_a_chat_that_is_nobody_s_is_known_by_its_key_alone(database):
    asked = wants(1, conversation=NOBODYS)
    kept = [await put(database, seen=[says(1, chat=NOBODYS)], wanted=[asked]) for _ in "ab"]
    assert [each.wanted for each in kept] == [1, 0]
    assert await rows(database, tables.inbox, "key") == [("m9:1",)]


@pytest.mark.asyncio
async def test_an_answer_of_ours_alone_keeps_nothing_of_whom_it_was_for(database):
    reply = {"seen": [says(5, None, chat=-MARIA)], "replies": [(MARIA, 77)]}
    await put(database, **reply)
    assert await rows(database, tables.ledger, "conversation") == []
    await put(database, dialogs=[DialogChange(account=MARIA, at=NOON, allowed=True)], **reply)
    assert await rows(database, tables.ledger, "conversation", "first") == [(-MARIA, 5)]
    await put(database, seen=[says(2, None, chat=-PAVEL)])
    assert len(await rows(database, tables.ledger, "conversation")) == 2


@pytest.mark.asyncio
async def test_a_message_of_ours_that_came_back_settles_its_notice(database):
    new = NewNotice(
        unit=SCHOOL, kind="nudge", period="p", recipient=MARIA, facts="{}", due_at=at(0)
    )
    async with database.writing() as connection:
        await notices.plan(connection, [new])
        await sending.begin(connection, 1, 77, at(0))
    await put(database, seen=[says(5, None, chat=-MARIA)], replies=[(MARIA, 77)])
    assert await rows(database, tables.notices, "state", "settled_at") == [("sent", NOON)]
