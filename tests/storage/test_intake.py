"""One poll, one transaction: whatever comes in whatever order is counted once or not at all."""

from dataclasses import replace

import pytest

from storage import intake, tables
from storage.asked import inbox
from storage.chats import chats
from storage.observations import CallSeen, DialogChange, Linked, Renamed, Unreadable
from storage.places.directory import Directory
from storage.records import Dialog, NewNotice
from storage.seen import streams
from storage.seen.pseudonyms import pseudonym
from storage.told import notices
from tests.builders import weeks_of
from tests.cast import LYCEUM, MARIA, OLGA, PAVEL, SCHOOL, STRANGER, at, utc
from tests.storage.taking import (
    CHAT,
    NOBODYS,
    NOON,
    OTHER_CHAT,
    Roads,
    a_batch,
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


@pytest.fixture(autouse=True, params=[False, True], ids=["full", "everyday"])
def _road(request, monkeypatch):
    """Every test of a poll goes by both roads."""
    monkeypatch.setattr(Roads, "everyday", request.param)


def a_call(number, begun, seconds=60):
    """The end of a call of a stranger with himself."""
    return CallSeen(
        chat=CHAT,
        number=number,
        at=begun + seconds,
        ended=True,
        initiator=STRANGER,
        started_at=begun,
        seconds=seconds,
        reached=True,
        participants=(STRANGER,),
        participant_count=1,
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
async def test_what_is_asked_in_a_chat_that_is_nobody_s_is_known_by_its_key_alone(database):
    asked = wants(1, conversation=NOBODYS)
    kept = [await put(database, seen=[says(1, chat=NOBODYS)], wanted=[asked]) for _ in "ab"]
    assert [each.wanted for each in kept] == [1, 0]
    assert await rows(database, tables.inbox, "key") == [("m9:1",)]


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
        await notices.begin(connection, 1, 77, at(0))
    await put(database, seen=[says(5, None, chat=-MARIA)], replies=[(MARIA, 77)])
    assert await rows(database, tables.notices, "state", "settled_at") == [("sent", NOON)]


@pytest.mark.asyncio
async def test_a_call_over_the_moment_a_chat_is_given_away_is_of_who_had_it_at_its_beginning(
    database,
):
    await give(database)
    async with database.writing() as connection:
        await chats.give(connection, CHAT, LYCEUM, at(0, 12))  # from the next second on
    call = a_call(5, NOON - 60, seconds=120)
    later = replace(call, number=6, at=NOON + 900, started_at=NOON + 780)
    seen = [says(4, when=NOON), says(5, None, NOON + 60), says(6, None, NOON + 900)]
    seen.append(says(7, when=NOON + 1))
    for _ in "ab":
        await put(database, seen=seen, calls=[call, later, later])
    keys = [await week_key(database, unit) for unit in (SCHOOL, LYCEUM)]
    school, lyceum = (pseudonym(key, STRANGER) for key in keys)
    assert await rows(database, tables.calls, "chat", "initiator", "started_at") == [
        (-1, lyceum, NOON + 780),
        (CHAT, school, NOON - 60),
    ]
    assert await tallies(database) == [
        (-1, NOON // 3_600, lyceum, 1),
        (CHAT, NOON // 3_600, school, 1),
    ]


@pytest.mark.asyncio
async def test_who_only_called_has_a_name_of_the_week_in_which_the_call_began(database):
    await give(database)
    await put(database, seen=[says(5, None)], calls=[a_call(5, utc(at(7)) - 30)])
    this = pseudonym(await week_key(database), STRANGER)

    assert await rows(database, tables.calls, "initiator", "started_at") == [
        (this, utc(at(7)) - 30)
    ]
    assert await rows(database, tables.call_participants, "author") == [(this,)]
    assert await week_key(database, week="2026-W48") is None


@pytest.mark.asyncio
async def test_what_comes_late_of_an_owner_that_is_no_longer_listed_counts_for_nobody(database):
    for chat in (CHAT, OTHER_CHAT):
        await give(database, chat, LYCEUM)
    async with database.writing() as connection:
        await chats.give(connection, CHAT, SCHOOL, at(0, 12))
        units = tables.units
        await connection.execute(units.update().where(units.c.id == LYCEUM).values(listed=False))
    late, later, messenger = NOON - 60, NOON + 60, frozenset({"a"})
    recorded = await put(
        database,
        seen=[
            says(1, when=late),
            says(2, None, late),
            says(3, when=later),
            says(4, chat=OTHER_CHAT),
        ],
        calls=[a_call(2, late)],
        links=[Linked(CHAT, 1, late, messenger), Linked(CHAT, 3, later, messenger)],
    )

    assert recorded.messages == 1
    assert await tallies(database) == [
        (-1, NOON // 3_600, pseudonym(await week_key(database), STRANGER), 1)
    ]
    assert await rows(database, tables.foreign_links, "chat", "messages") == [(-1, 1)]
    assert await rows(database, tables.calls, "chat") == []
    assert await week_key(database, LYCEUM) is None


@pytest.mark.asyncio
async def test_where_what_cannot_be_read_stood_is_kept_too(database):
    aside = Unreadable(at=NOON, reason="KeyError", shape="{}", place="longpoll 5 #1 message_new")
    await put(database, unreadable=[aside, replace(aside, place="longpoll 5 #3 ?")])
    assert await rows(database, tables.quarantine, "id", "place") == [
        (1, "longpoll 5 #1 message_new"),
        (2, "longpoll 5 #3 ?"),
    ]
