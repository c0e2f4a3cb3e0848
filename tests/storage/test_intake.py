"""One poll, one transaction: whatever comes in whatever order is counted once or not at all."""

import pytest
from sqlalchemy import select

from storage import chats, inbox, intake, ledgerbook, people, tables
from storage.directory import Directory
from storage.observations import (
    Batch,
    CallSeen,
    DialogChange,
    Renamed,
    Seen,
    Unreadable,
    Visit,
    Wanted,
)
from storage.pseudonyms import pseudonym
from storage.records import Dialog
from tests.builders import weeks_of
from tests.cast import ADMIN, MARIA, OLGA, PAVEL, SCHOOL, STRANGER, at, utc

NOON = utc(at(0, 12))
CHAT, OTHER_CHAT, NOBODYS = 1, 2, 9


def a_batch(**said):
    return Batch(source="longpoll", polled_at=NOON, **said)


def says(number, account=STRANGER, when=NOON, chat=CHAT):
    return Seen(chat, number, account, when)


def wants(number, conversation=CHAT, key=None):
    key = key or f"m{conversation}:{number}"
    return Wanted(key=key, conversation=conversation, number=number, at=NOON, body=b"{}")


async def put(database, known=None, **said):
    """Record a poll; ``known`` None: a process that knows nothing yet."""
    async with database.writing() as connection:
        return await intake.record(connection, a_batch(**said), known or Directory(), weeks_of)


async def rows(database, table, *columns):
    async with database.reading() as connection:
        found = await connection.execute(select(*(table.c[name] for name in columns)))
        return sorted(tuple(row) for row in found)


async def tallies(database):
    return await rows(database, tables.tallies, "chat", "hour", "author", "messages")


async def holes(database):
    return await rows(database, tables.holes, "chat", "first", "last", "noticed_at")


async def everything(database):
    """All rows of all tables but the directory's version."""
    names = [table for table in tables.metadata.sorted_tables if table.name != "directory"]
    return {table.name: await rows(database, table, *table.c.keys()) for table in names}


async def give(database, chat=CHAT, unit=SCHOOL):
    async with database.writing() as connection:
        await chats.give(connection, chat, unit, at(-1))


async def employ(database, *accounts, unit=SCHOOL):
    """Put people with these accounts on the roster; return their numbers."""
    values = {"full_name": "Петрова Мария", "position": "", "role": "учитель", "classes": []}
    async with database.writing() as connection:
        numbers = [await people.add(connection, unit, values, at(-1)) for _ in accounts]
        bound = dict(zip(accounts, numbers, strict=True))
        await people.bind(connection, unit, bound, "roster", at(-1))
    return numbers


async def week_key(database, unit=SCHOOL, week="2026-W47"):
    keys = tables.weekly_keys.c
    async with database.reading() as connection:
        return await connection.scalar(
            select(keys.key).where(keys.unit == unit, keys.week == week)
        )


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
        renamed=[Renamed(chat=NOBODYS, title="Чужие дела")],
    )

    assert recorded.messages == 0
    assert await everything(database) == before


@pytest.mark.asyncio
async def test_a_stranger_s_invitation_remembers_the_chat_and_nothing_about_the_stranger(database):
    await put(
        database,
        visits=[Visit(chat=NOBODYS, at=NOON, by=STRANGER, present=True)],
        renamed=[Renamed(chat=NOBODYS, title="Чужие дела")],
        seen=[says(1, chat=NOBODYS)],
    )

    assert await rows(
        database, tables.chats, "id", "unit", "title", "invited_by", "present"
    ) == [(NOBODYS, None, "", None, True)]
    assert await tallies(database) == []


@pytest.mark.asyncio
async def test_an_administrator_s_invitation_counts_the_messages_of_the_same_poll(database):
    recorded = await put(
        database,
        visits=[Visit(chat=CHAT, at=NOON, by=ADMIN, present=True)],
        renamed=[Renamed(chat=CHAT, title="Педсовет")],
        seen=[says(3, None), says(4, MARIA), says(5, PAVEL)],
    )

    assert recorded.messages == 2
    assert await rows(database, tables.chats, "id", "unit", "title", "invited_by") == [
        (CHAT, SCHOOL, "Педсовет", ADMIN)
    ]
    assert await rows(database, tables.ledger, "conversation", "first", "last") == [(CHAT, 3, 5)]


@pytest.mark.asyncio
async def test_invited_and_removed_in_one_poll_the_chat_is_still_the_school_s(database):
    await put(
        database,
        visits=[
            Visit(chat=CHAT, at=NOON, by=ADMIN, present=True),
            Visit(chat=CHAT, at=NOON + 60, by=ADMIN, present=False),
        ],
        seen=[says(3, None), says(4, MARIA), says(5, None, NOON + 60)],
    )

    assert await rows(database, tables.chats, "id", "unit", "present", "joined_at", "left_at") == [
        (CHAT, SCHOOL, False, NOON, NOON + 60)
    ]
    assert sum(count for *_, count in await tallies(database)) == 1


@pytest.mark.asyncio
async def test_a_removal_leaves_the_chat_to_its_unit_and_a_return_is_a_new_beginning(database):
    await put(database, visits=[Visit(chat=CHAT, at=NOON, by=ADMIN, present=True)])
    await put(database, visits=[Visit(chat=CHAT, at=NOON + 60, by=MARIA, present=False)])
    left = await rows(database, tables.chats, "unit", "present", "joined_at", "left_at")
    await put(database, visits=[Visit(chat=CHAT, at=NOON + 120, by=STRANGER, present=True)])

    assert left == [(SCHOOL, False, NOON, NOON + 60)]
    assert await rows(database, tables.chats, "unit", "present", "joined_at", "left_at") == [
        (SCHOOL, True, NOON + 120, None)
    ]


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
        assert await intake.cursor(connection, "longpoll") is None
    await put(database, position="17")
    await put(database, position="19")
    await put(database, position=None)
    async with database.reading() as connection:
        assert await intake.cursor(connection, "longpoll") == "19"
        assert await intake.cursor(connection, "callback") is None


@pytest.mark.asyncio
async def test_what_wants_an_answer_is_kept_once_in_one_poll_in_a_later_one_and_when_done(
    database,
):
    await give(database)
    kept = [await put(database, seen=[says(1), says(1)], wanted=[wants(1), wants(1)])]
    kept.append(await put(database, seen=[says(1)], wanted=[wants(1)]))
    async with database.writing() as connection:
        [item] = await inbox.waiting(connection, 10)
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
async def test_a_private_message_is_answered_once_even_after_its_key_is_forgotten(database):
    private = {"seen": [says(1, None, chat=-MARIA)], "wanted": [wants(1, conversation=-MARIA)]}
    first = await put(database, **private)
    async with database.writing() as connection:
        [item] = await inbox.waiting(connection, 10)
        await inbox.done(connection, item.id)
        await inbox.forget(connection, at(3))
    again = await put(database, **private)

    assert (first.wanted, again.wanted, first.messages) == (1, 0, 0)
    assert await rows(database, tables.inbox, "key") == []
    assert await tallies(database) == []


@pytest.mark.asyncio
async def test_a_hole_appears_shrinks_splits_and_vanishes_and_keeps_its_moment(database):
    await give(database)
    seen = []
    for numbers, when in (
        ((1, 2, 9), NOON),
        ((3,), NOON + 600),
        ((6,), NOON + 1200),
        ((4, 5), NOON + 1800),
        ((7, 8), NOON + 2400),
    ):
        await put(database, seen=[says(number, when=when) for number in numbers])
        seen.append(await holes(database))

    assert seen == [
        [(CHAT, 3, 8, NOON)],
        [(CHAT, 4, 8, NOON)],
        [(CHAT, 4, 5, NOON), (CHAT, 7, 8, NOON)],
        [(CHAT, 7, 8, NOON)],
        [],
    ]


@pytest.mark.asyncio
async def test_a_new_hole_has_its_own_moment_and_leaves_other_chats_holes_alone(database):
    await give(database)
    await give(database, OTHER_CHAT)
    await put(database, seen=[says(1), says(3), says(5, chat=OTHER_CHAT), says(1, chat=OTHER_CHAT)])
    await put(database, seen=[says(6, when=NOON + 60)])

    assert await holes(database) == [
        (CHAT, 2, 2, NOON),
        (CHAT, 4, 5, NOON + 60),
        (OTHER_CHAT, 2, 4, NOON),
    ]


@pytest.mark.asyncio
async def test_private_dialogs_have_a_ledger_and_never_holes(database):
    await put(database, seen=[says(1, None, chat=-MARIA), says(9, None, chat=-MARIA)])

    assert await rows(database, tables.ledger, "conversation", "first", "last") == [
        (-MARIA, 1, 1),
        (-MARIA, 9, 9),
    ]
    assert await holes(database) == []


@pytest.mark.asyncio
async def test_ranges_of_many_conversations_are_read_in_several_statements(database, monkeypatch):
    monkeypatch.setattr(ledgerbook, "_MANY", 2)
    private = [says(1, None, chat=-account) for account in range(1, 6)]
    await put(database, seen=private)
    async with database.writing() as connection:
        fresh = await ledgerbook.extend(connection, [*private, says(2, None, chat=-3)], ())

    assert fresh == {(-3, 2)}


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
