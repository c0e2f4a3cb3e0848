"""One poll, one transaction: whatever comes in whatever order is counted once or not at all."""

from dataclasses import replace

import pytest

from storage import intake, tables
from storage.observations import CallSeen, Linked, Renamed, Unreadable
from storage.places.directory import Directory
from storage.seen import streams
from storage.seen.pseudonyms import pseudonym
from tests.builders import weeks_of
from tests.cast import MARIA, PAVEL, STRANGER, at, utc
from tests.storage.taking import (
    CHAT,
    NOBODYS,
    NOON,
    OTHER_CHAT,
    a_batch,
    both_roads,
    employ,
    everything,
    give,
    put,
    rows,
    says,
    tallies,
    wants,
    week_key,
)

__all__ = ("both_roads",)


@pytest.mark.asyncio
async def test_the_same_poll_again_changes_nothing(database):
    await give(database)
    await employ(database, MARIA)
    said = {
        "seen": [says(1, MARIA), says(2), says(5, None)],
        "calls": [
            CallSeen(
                chat=CHAT,
                number=5,
                at=NOON,
                ended=True,
                initiator=MARIA,
                started_at=NOON - 60,
                seconds=60,
                reached=True,
                participants=(MARIA, STRANGER),
                participant_count=2,
            )
        ],
        "wanted": [wants(2)],
        "position": "17",
    }
    first = await put(database, **said)
    before = await everything(database)
    again = await put(database, first.directory, **said)

    assert (first.messages, first.wanted) == (2, 1)
    assert (again.messages, again.wanted) == (0, 0)
    assert await everything(database) == before


@pytest.mark.asyncio
async def test_messages_that_came_in_reverse_are_known_when_they_come_again(database):
    await give(database)
    await employ(database, MARIA)
    for numbers in ((3,), (2,), (4,), (1,), (1, 2, 3, 4)):
        await put(database, seen=[says(number, MARIA) for number in numbers])

    assert await tallies(database) == [(CHAT, NOON // 3600, MARIA, 4)]
    assert await rows(database, tables.ledger, "first", "last") == [(1, 4)]


@pytest.mark.asyncio
async def test_staff_are_counted_by_account_and_strangers_under_the_week_s_key(database):
    await give(database)
    await employ(database, MARIA)
    await put(database, seen=[says(1, MARIA), says(2, MARIA), says(3, STRANGER)])
    key = await week_key(database)

    assert await tallies(database) == [
        (CHAT, NOON // 3600, pseudonym(key, STRANGER), 1),
        (CHAT, NOON // 3600, MARIA, 2),
    ]


@pytest.mark.asyncio
async def test_a_stranger_has_another_name_next_week(database):
    await give(database)
    await put(database, seen=[says(1, when=utc(at(7)) - 1), says(2, when=utc(at(7)))])
    this = await week_key(database)
    following = await week_key(database, week="2026-W48")

    assert await tallies(database) == [
        (CHAT, utc(at(6, 23)) // 3600, pseudonym(this, STRANGER), 1),
        (CHAT, utc(at(7)) // 3600, pseudonym(following, STRANGER), 1),
    ]
    assert pseudonym(this, STRANGER) != pseudonym(following, STRANGER)


@pytest.mark.asyncio
async def test_a_late_message_of_a_week_whose_key_is_gone_counts_for_nobody(database):
    await give(database)
    await put(database, seen=[says(1)])
    async with database.writing() as connection:
        await connection.execute(tables.weekly_keys.update().values(key=None))
        await connection.execute(tables.directory.update().values(version=99))
    await put(database, seen=[says(2)])

    assert [(author, count) for _, _, author, count in await tallies(database)][1] == (0, 1)


@pytest.mark.asyncio
async def test_a_chat_without_a_unit_leaves_no_trace(database):
    before = await everything(database)
    recorded = await put(
        database,
        seen=[says(1, chat=NOBODYS), says(2, None, chat=NOBODYS)],
        calls=[
            CallSeen(
                chat=NOBODYS,
                number=2,
                at=NOON,
                ended=False,
                initiator=STRANGER,
                started_at=NOON,
                seconds=None,
                reached=None,
                participants=(STRANGER,),
                participant_count=1,
            )
        ],
        renamed=[Renamed(chat=NOBODYS, title="Чужие дела", number=1)],
    )

    assert recorded.messages == 0
    assert await everything(database) == before


@pytest.mark.asyncio
async def test_an_error_in_the_middle_leaves_nothing_not_even_the_cursor(database):
    await give(database)
    before = await everything(database)

    async def crash():
        async with database.writing() as connection:
            said = a_batch(seen=[says(1), says(4)], wanted=[wants(1)], position="17")
            await intake.record(connection, said, Directory(), weeks_of)
            raise RuntimeError("power cut")

    with pytest.raises(RuntimeError, match="power cut"):
        await crash()

    assert await everything(database) == before
    assert (await put(database, seen=[says(1)], wanted=[wants(1)])).messages == 1


@pytest.mark.asyncio
async def test_the_cursor_moves_with_each_poll_that_has_a_position(database):
    async with database.reading() as connection:
        assert await streams.cursor(connection, "longpoll") is None
    await put(database, position="17")
    await put(database, position="19")
    await put(database, position=None)
    async with database.reading() as connection:
        assert await streams.cursor(connection, "longpoll") == ("19", NOON)
        assert await streams.cursor(connection, "callback") is None


@pytest.mark.asyncio
async def test_what_cannot_be_read_is_put_aside_by_its_shape(database):
    aside = Unreadable(at=NOON, reason="ValidationError", shape='{"type":"str"}')
    await put(database, unreadable=[aside])

    assert await rows(database, tables.quarantine, "received_at", "reason", "shape") == [
        (NOON, "ValidationError", '{"type":"str"}')
    ]


@pytest.mark.asyncio
async def test_a_process_with_an_old_picture_counts_as_one_that_just_started(database):
    old = (await put(database)).directory
    await give(database)
    await employ(database, MARIA)
    recorded = await put(database, old, seen=[says(1, MARIA)])

    assert recorded.messages == 1
    assert await tallies(database) == [(CHAT, NOON // 3600, MARIA, 1)]
    assert old.unit_of_chat == {}


@pytest.mark.asyncio
@pytest.mark.parametrize("account", [MARIA, 1])
async def test_what_is_said_in_a_dialog_is_never_counted_whoever_is_named(database, account):
    said = [says(1, account, chat=-account), says(2, None, chat=-account)]
    recorded = await put(database, seen=said)
    assert (recorded.messages, await tallies(database)) == (0, [])
    assert await rows(database, tables.ledger, "conversation", "first", "last") == [
        (-account, 1, 2)
    ]


@pytest.mark.asyncio
async def test_messages_of_an_hour_are_one_sum_by_chat_and_author(database):
    for chat in (CHAT, OTHER_CHAT):
        await give(database, chat)
    await employ(database, MARIA, PAVEL)
    recorded = await put(
        database,
        seen=[
            says(1, MARIA),
            says(2, None),
            says(3, MARIA, NOON + 3_599),
            says(3, MARIA, NOON + 3_599),
            says(4, MARIA, NOON + 3_600),
            says(5, PAVEL),
            says(1, MARIA, chat=OTHER_CHAT),
        ],
    )
    hour = NOON // 3_600
    assert recorded.messages == 5
    assert await tallies(database) == [
        (CHAT, hour, MARIA, 2),
        (CHAT, hour, PAVEL, 1),
        (CHAT, hour + 1, MARIA, 1),
        (OTHER_CHAT, hour, MARIA, 1),
    ]


@pytest.mark.asyncio
async def test_of_several_accounts_without_a_name_one_sum_is_kept(database):
    await give(database)
    await put(database, seen=[says(1)])
    async with database.writing() as connection:
        await connection.execute(tables.weekly_keys.update().values(key=None))
        await connection.execute(tables.tallies.delete())
        await connection.execute(tables.directory.update().values(version=99))
    recorded = await put(database, seen=[says(2, 7_001), says(3, 7_002), says(4, 7_002)])
    assert recorded.messages == 3
    assert await tallies(database) == [(CHAT, NOON // 3_600, 0, 3)]


@pytest.mark.asyncio
async def test_links_are_counted_once_a_message_by_the_messengers_in_it(database):
    await give(database)
    link = [
        Linked(CHAT, 1, NOON, frozenset({"a", "b"})),
        Linked(CHAT, 2, NOON, frozenset({"a"})),
        Linked(CHAT, 3, NOON + 3_600, frozenset({"a"})),
        Linked(NOBODYS, 1, NOON, frozenset({"a"})),
    ]
    seen = [says(1), says(2), says(3, when=NOON + 3_600), says(1, chat=NOBODYS)]
    for _ in "ab":
        await put(database, seen=seen, links=[*link, link[0]])
    hour = NOON // 3_600
    assert await rows(database, tables.foreign_links, "chat", "hour", "messenger", "messages") == [
        (CHAT, hour, "a", 2),
        (CHAT, hour, "b", 1),
        (CHAT, hour + 1, "a", 1),
    ]


@pytest.mark.asyncio
async def test_only_missing_numbers_of_a_chat_make_a_poll_torn(database):
    await give(database)
    polls = ([says(1), says(2)], [says(4)], [says(3)], [says(9, None, chat=-MARIA)])
    assert [(await put(database, seen=seen)).torn for seen in polls] == [False, True, True, False]


@pytest.mark.asyncio
async def test_where_what_cannot_be_read_stood_is_kept_too(database):
    aside = Unreadable(at=NOON, reason="KeyError", shape="{}", place="longpoll 5 #1 message_new")
    await put(database, unreadable=[aside, replace(aside, place="longpoll 5 #3 ?")])
    assert await rows(database, tables.quarantine, "id", "place") == [
        (1, "longpoll 5 #1 message_new"),
        (2, "longpoll 5 #3 ?"),
    ]
