"""What wants an answer is kept, folded or turned away; nobody's messages hold up others'."""

from dataclasses import replace
from datetime import date

import pytest

from storage import tables
from storage.asked import backlog
from storage.asked.folding import KEPT
from storage.db.traces import was_destroyed
from storage.observations import Wanted
from tests.cast import ADMIN, MARIA, PAVEL, STRANGER, at, utc
from tests.storage.taking import employ, rows

pytestmark = pytest.mark.asyncio

NOON = utc(at(0, 12))
CHAT = 1  # as low as numbers of chats get


def asks(number, account=STRANGER, chat=None, folds=1, gist=None):
    conversation = -account if chat is None else chat
    return Wanted(
        key=f"m{conversation}:{number}",
        conversation=conversation,
        number=number,
        at=NOON + number,
        body=b"%d" % number,
        account=None if chat is None else account,
        folds=folds,
        gist=gist,
    )


async def keep(database, *wanted, when=NOON):
    async with database.writing() as connection:
        kept = await backlog.keep(connection, wanted, when)
        return kept, was_destroyed(connection) is not None


async def waiting(database):
    """What waits: (conversation, its moment, folds)."""
    table = tables.inbox
    found = await rows(database, table, "id", "conversation", "received_at", "folds", "body")
    return [
        (conversation, when - NOON, folds) for _, conversation, when, folds, body in found if body
    ]


async def turned_away(database):
    async with database.reading() as connection:
        return await backlog.turned_away(connection)


async def take(database, *numbers):
    """Somebody answers these right now."""
    table = tables.inbox
    async with database.writing() as connection:
        await connection.execute(
            table.update()
            .where(table.c.received_at.in_(NOON + n for n in numbers))
            .values(claimed_until=NOON)
        )


async def test_nothing_wants_nothing(database):
    assert await keep(database) == (0, False)
    assert await turned_away(database) == (0, 0)
    assert await rows(database, tables.turned_away, "day") == []


async def test_a_few_are_kept_as_they_came_and_once(database):
    private, inside = asks(1, gist=5), asks(2, chat=CHAT, folds=0)
    assert await keep(database, private, inside) == (2, False)
    assert await keep(database, replace(inside, body=b"again")) == (0, False)
    assert await rows(database, tables.inbox, *tables.inbox.c.keys()) == [
        (1, f"m{-STRANGER}:1", -STRANGER, NOON + 1, 0, None, b"1", None, 1, 5, None, None),
        (2, f"m{CHAT}:2", CHAT, NOON + 2, 0, None, b"2", STRANGER, 0, None, None, None),
    ]
    assert await turned_away(database) == (0, 0)


async def test_idle_words_fold_into_the_newest_which_remembers_it_and_the_old_leave_no_trace(
    database,
):
    assert await keep(database, *(asks(number) for number in (1, 2, 3))) == (3, False)
    assert await keep(database, asks(4)) == (1, True)
    assert await waiting(database) == [(-STRANGER, 4, 2)]
    assert await turned_away(database) == (3, 0)
    assert await keep(database, asks(5)) == (1, True)
    assert await waiting(database) == [(-STRANGER, 5, 2)]
    assert await keep(database, asks(6, folds=0)) == (1, False)  # a command stays what it is
    assert await waiting(database) == [(-STRANGER, 5, 2), (-STRANGER, 6, 0)]
    assert await turned_away(database) == (4, 0)


async def test_what_folds_in_one_poll_is_never_written(database):
    assert await keep(database, *(asks(number) for number in range(1, 9))) == (1, False)
    assert await waiting(database) == [(-STRANGER, 8, 2)]
    assert await turned_away(database) == (7, 0)


async def test_private_words_fold_whoever_is_named_and_in_a_chat_each_asker_by_himself(database):
    await keep(database, *(asks(number) for number in (1, 2, 3)))
    await keep(database, replace(asks(4), account=STRANGER))
    assert await waiting(database) == [(-STRANGER, 4, 2)]
    for account in (MARIA, PAVEL):
        await keep(database, *(asks(10 * account + number, account, CHAT) for number in range(3)))
    await keep(database, asks(9_000, PAVEL, CHAT), asks(9_001, PAVEL, CHAT + 1))
    assert sorted(await waiting(database))[1:] == [
        *((CHAT, 10 * MARIA + number, 1) for number in range(3)),
        (CHAT, 9_000, 2),
        (CHAT + 1, 9_001, 1),
    ]


async def test_what_is_being_answered_folds_no_more_and_words_after_a_command_may_be_its_steps(
    database,
):
    await keep(database, asks(1, folds=0), asks(2))
    await take(database, 1)
    assert await keep(database, *(asks(number) for number in range(3, 10))) == (5, False)
    assert [when for _, when, _ in await waiting(database)] == [1, 2, 3, 4, 5, 6, 9]
    await keep(database, asks(1, MARIA), asks(2, MARIA))
    await take(database, 1)
    await keep(database, *(asks(number, MARIA) for number in range(3, 10)))
    assert [each for each in await waiting(database) if each[0] == -MARIA] == [
        (-MARIA, 1, 1),
        (-MARIA, 9, 2),
    ]


async def test_of_something_half_finished_nothing_folds(database):
    dialog_states = tables.dialog_states
    async with database.writing() as connection:
        for account, act in ((STRANGER, "code"), (MARIA, "")):
            await connection.execute(
                dialog_states.insert().values(
                    account=account, unit="", act=act, args="{}", file_name="", begun_at=NOON
                )
            )
    await keep(database, *(asks(number, who) for number in range(9) for who in (STRANGER, MARIA)))
    assert [when for who, when, _ in await waiting(database) if who == -STRANGER] == [*range(9)]
    assert [each for each in await waiting(database) if each[0] == -MARIA] == [(-MARIA, 8, 2)]


async def test_of_one_account_thirty_commands_wait_and_the_newest(database):
    wanted = [asks(number, folds=0) for number in range(1, 40)]
    assert (KEPT, await keep(database, *wanted)) == (30, (30, False))
    assert [when for _, when, _ in await waiting(database)] == [*range(1, 30), 39]
    assert await turned_away(database) == (0, 9)


async def test_of_a_chat_s_strangers_together_thirty_wait_and_staff_always(database):
    await employ(database, MARIA)
    await keep(database, *(asks(n, STRANGER + n, CHAT, folds=0) for n in range(1, 30)))
    kept, _ = await keep(
        database,
        asks(40, STRANGER + 40, CHAT),
        asks(41, STRANGER + 41, CHAT),
        asks(42, MARIA, CHAT),
        asks(43, ADMIN, CHAT),
        asks(44, STRANGER + 44, CHAT),
        asks(45, STRANGER + 45, CHAT + 1),
        asks(46, STRANGER + 46),
    )
    assert kept == 4
    assert [each for each in await waiting(database) if each[1] >= 40] == [
        (CHAT, 42, 1),
        (CHAT, 43, 1),
        (CHAT + 1, 45, 1),
        (-STRANGER - 46, 46, 1),
    ]
    assert await turned_away(database) == (0, 3)


async def test_a_chat_s_newest_strangers_are_those_turned_away(database):
    kept, _ = await keep(
        database, *(asks(n, STRANGER + n, CHAT, folds=0) for n in range(1, KEPT + 3))
    )
    assert kept == KEPT
    assert [when for _, when, _ in await waiting(database)] == [*range(1, KEPT + 1)]


async def test_of_all_strangers_together_so_many_wait_and_who_is_known_always(
    database, monkeypatch
):
    assert backlog.MOST == 5_000
    monkeypatch.setattr(backlog, "MOST", 4)
    await employ(database, MARIA)
    await keep(database, asks(1, STRANGER + 1), asks(2, STRANGER + 2))
    kept, _ = await keep(
        database,
        asks(3, STRANGER + 3),
        asks(4, MARIA),
        asks(5, STRANGER + 5),
        asks(6, ADMIN),
        asks(7, MARIA, CHAT),
    )
    assert kept == 4
    assert sorted(when for _, when, _ in await waiting(database)) == [1, 2, 3, 4, 6, 7]
    assert await turned_away(database) == (0, 1)
    async with database.writing() as connection:
        await connection.execute(tables.inbox.update().values(body=None))  # all were answered
    assert await keep(database, *(asks(n, STRANGER + n) for n in range(10, 14))) == (4, False)
    assert await keep(database, asks(14, STRANGER + 14)) == (0, False)


async def test_many_at_once_are_as_few(database, monkeypatch):
    monkeypatch.setattr(backlog, "AT_ONCE", 2)
    people = [STRANGER + number for number in range(5)]
    for first in (0, 2):
        await keep(
            database, *(asks(first + more, who) for more in range(2) for who in reversed(people))
        )
    monkeypatch.setattr(backlog, "MOST", 1)
    await employ(database, *people)
    assert await keep(database, *(asks(9, who) for who in people)) == (5, True)
    assert await waiting(database) == [(-who, 9, 2) for who in people]


async def test_what_is_turned_away_is_counted_by_utc_days_and_forgotten_after_thirty(database):
    midnight = utc(at(1, 5))  # 0:00 UTC in Yekaterinburg
    first, second = date(2026, 11, 16), date(2026, 11, 17)
    async with database.writing() as connection:
        for day, folded, dropped in ((first, 1, 0), (second, 2, 3), (second, 0, 4)):
            await backlog.count(connection, day, folded, dropped)
    await keep(database, *(asks(number) for number in range(4)), when=midnight - 1)
    await keep(database, *(asks(number, MARIA) for number in range(4)), when=midnight)
    columns = ("day", "folded", "dropped")
    assert await rows(database, tables.turned_away, *columns) == [(first, 4, 0), (second, 5, 7)]
    assert await turned_away(database) == (9, 7)
    for moment, left in ((at(31), 2), (at(31, 5), 1), (at(32, 4), 1), (at(32, 5), 0)):
        async with database.writing() as connection:
            await backlog.forget(connection, moment)
        assert len(await rows(database, tables.turned_away, "day")) == left
