"""Strangers are counted under a weekly key; a stranger who turns out to be staff gets the week."""

import pytest
from sqlalchemy import select

from storage import intake, tables
from storage.chats import chats
from storage.observations import Batch, CallSeen, Seen
from storage.people import people
from storage.places.directory import Directory
from storage.privacy import erasing
from storage.seen import activity, forgetting
from storage.seen.pseudonyms import pseudonym
from storage.weeks import snapshots
from tests.builders import weeks_of
from tests.cast import LYCEUM, MARIA, SCHOOL, STRANGER, at, utc

LAST_WEEK, BOTH_WEEKS = (utc(at(-7)), utc(at(0))), (utc(at(-7)), utc(at(7)))


def says(chat, number, account, when):
    return Seen(chat, number, account, utc(when))


def called(number, account, *others, when):
    return CallSeen(
        chat=1,
        number=number,
        at=utc(when) + 60,
        ended=True,
        initiator=account,
        started_at=utc(when),
        seconds=60,
        reached=True,
        participants=(account, *others),
        participant_count=1 + len(others),
    )


async def two_weeks(database):
    async with database.writing() as connection:
        for chat, unit in ((1, SCHOOL), (2, SCHOOL), (3, LYCEUM)):
            await chats.give(connection, chat, unit, at(-8))
        said = Batch(
            source="longpoll",
            polled_at=0,
            seen=[
                says(1, 1, MARIA, at(-3, 9)),
                says(1, 2, STRANGER, at(-3, 9)),
                says(1, 3, MARIA, at(1, 9)),
                says(1, 4, MARIA, at(1, 9, 30)),
                says(1, 5, STRANGER, at(1, 9)),
                says(1, 6, None, at(1, 11)),
                says(1, 7, None, at(1, 12)),
                says(2, 1, MARIA, at(2, 9)),
                says(3, 1, MARIA, at(1, 9)),
            ],
            calls=[
                called(6, MARIA, STRANGER, when=at(1, 11)),
                called(7, STRANGER, MARIA, when=at(1, 12)),
            ],
        )
        return (await intake.record(connection, said, Directory(), weeks_of)).directory


async def bind(database, *accounts, unit=SCHOOL):
    when = at(3, 12)
    values = {"full_name": "Петрова Мария", "position": "", "role": "учитель", "classes": []}
    async with database.writing() as connection:
        number = await people.add(connection, unit, values, when)
        await people.bind(connection, unit, dict.fromkeys(accounts, number), "code", when)
    return number


async def tallies(database):
    table = tables.tallies
    async with database.reading() as connection:
        rows = await connection.execute(select(table).order_by(*table.primary_key))
        return {(row.chat, row.hour, row.author): row.messages for row in rows}


async def calls(database, unit=SCHOOL):
    async with database.reading() as connection:
        found = await activity.calls(connection, unit, utc(at(-30)), utc(at(30)))
    return [(call.initiator, set(call.participants)) for call in found]


def named(known, account, when, unit=SCHOOL):
    return pseudonym(known.key_at(unit, utc(when)).key, account)


def hour(when):
    return utc(when) // 3600


@pytest.mark.asyncio
async def test_binding_gives_the_account_everything_it_wrote_in_the_open_weeks(database):
    known = await two_weeks(database)
    before = await tallies(database)
    await bind(database, MARIA)
    after = await tallies(database)

    assert after == {
        (1, hour(at(-3, 9)), MARIA): 1,
        (1, hour(at(-3, 9)), named(known, STRANGER, at(-3))): 1,
        (1, hour(at(1, 9)), MARIA): 2,
        (1, hour(at(1, 9)), named(known, STRANGER, at(1))): 1,
        (2, hour(at(2, 9)), MARIA): 1,
        (3, hour(at(1, 9)), named(known, MARIA, at(1), LYCEUM)): 1,
    }
    assert sum(after.values()) == sum(before.values())
    stranger = named(known, STRANGER, at(1))
    assert await calls(database) == [(MARIA, {MARIA, stranger}), (stranger, {MARIA, stranger})]


@pytest.mark.asyncio
async def test_what_is_written_after_the_binding_adds_to_what_was_claimed(database):
    known = await two_weeks(database)
    await bind(database, MARIA)
    async with database.writing() as connection:
        more = Batch(source="longpoll", polled_at=0, seen=[says(1, 8, MARIA, at(1, 9, 45))])
        await intake.record(connection, more, known, weeks_of)

    assert (await tallies(database))[1, hour(at(1, 9)), MARIA] == 3


@pytest.mark.asyncio
async def test_binding_again_changes_nothing(database):
    await two_weeks(database)
    number = await bind(database, MARIA)
    before = await tallies(database), await calls(database)
    async with database.writing() as connection:
        await people.bind(connection, SCHOOL, {MARIA: number}, "roster", at(3, 13))

    assert (await tallies(database), await calls(database)) == before


@pytest.mark.asyncio
async def test_a_closed_week_cannot_be_claimed(database):
    await two_weeks(database)
    async with database.writing() as connection:
        await forgetting.forget_strangers(connection, [SCHOOL], *LAST_WEEK)
        await snapshots.destroy_keys(connection, [SCHOOL], at(0))
    await bind(database, MARIA)
    found = await tallies(database)

    assert found[1, hour(at(-3, 9)), 0] == 2
    assert (1, hour(at(-3, 9)), MARIA) not in found
    assert found[1, hour(at(1, 9)), MARIA] == 2


@pytest.mark.asyncio
async def test_after_closing_only_totals_of_strangers_remain(database):
    await two_weeks(database)
    await bind(database, MARIA)
    before = await tallies(database)
    async with database.writing() as connection:
        await forgetting.forget_strangers(connection, [SCHOOL], *BOTH_WEEKS)
    after = await tallies(database)

    assert {place: count for place, count in after.items() if place[0] != 3} == {
        (1, hour(at(-3, 9)), MARIA): 1,
        (1, hour(at(-3, 9)), 0): 1,
        (1, hour(at(1, 9)), MARIA): 2,
        (1, hour(at(1, 9)), 0): 1,
        (2, hour(at(2, 9)), MARIA): 1,
    }
    assert sum(after.values()) == sum(before.values())
    assert await calls(database) == [(MARIA, {MARIA}), (0, {MARIA})]


@pytest.mark.asyncio
async def test_closing_leaves_the_running_week_and_other_units_alone(database):
    known = await two_weeks(database)
    async with database.writing() as connection:
        await forgetting.forget_strangers(connection, [SCHOOL], *LAST_WEEK)
    found = await tallies(database)

    assert {author for chat, when, author in found if chat < 3 and when < hour(at(0))} == {0}
    assert found[1, hour(at(1, 9)), named(known, STRANGER, at(1))] == 1
    assert found[3, hour(at(1, 9)), named(known, MARIA, at(1), LYCEUM)] == 1
    assert [initiator < 0 for initiator, _ in await calls(database)] == [True, True]


@pytest.mark.asyncio
async def test_closing_twice_is_closing_once(database):
    await two_weeks(database)
    async with database.writing() as connection:
        await forgetting.forget_strangers(connection, [SCHOOL], *BOTH_WEEKS)
    once = await tallies(database)
    async with database.writing() as connection:
        await forgetting.forget_strangers(connection, [SCHOOL], *BOTH_WEEKS)

    assert await tallies(database) == once


@pytest.mark.asyncio
async def test_a_chat_given_to_another_unit_leaves_there_what_was_written(database):
    known = await two_weeks(database)
    await bind(database, MARIA, unit=LYCEUM)
    async with database.writing() as connection:
        await chats.give(connection, 2, LYCEUM, at(3, 13))
        more = [says(2, 2, MARIA, at(3, 13)), says(2, 3, MARIA, at(3, 13, 0, 1))]
        late = Batch(source="longpoll", polled_at=0, seen=more)
        await intake.record(connection, late, known, weeks_of)
    async with database.reading() as connection:
        found = await activity.tallies_by_unit(connection, [SCHOOL, LYCEUM], utc(at(2)), utc(at(7)))

    stranger = named(known, MARIA, at(2))
    assert {
        unit: sorted((t.chat, t.author, t.messages) for t in some) for unit, some in found.items()
    } == {SCHOOL: [(2, stranger, 1), (2, stranger, 1)], LYCEUM: [(2, MARIA, 1)]}


@pytest.mark.asyncio
async def test_binding_closing_and_erasing_go_by_whose_the_chat_was(database):
    await two_weeks(database)
    async with database.writing() as connection:
        await chats.give(connection, 1, LYCEUM, at(3))
    await bind(database, MARIA)  # of the school, which had the chat
    assert (await tallies(database))[1, hour(at(1, 9)), MARIA] == 2
    async with database.writing() as connection:
        await forgetting.forget_strangers(connection, [LYCEUM], *BOTH_WEEKS)
    assert (await tallies(database))[1, hour(at(1, 9)), MARIA] == 2
    async with database.writing() as connection:
        await forgetting.forget_strangers(connection, [SCHOOL], *BOTH_WEEKS)
    assert (await tallies(database))[1, hour(at(1, 9)), 0] == 1
    async with database.writing() as connection:
        erased = await erasing.erase(connection, STRANGER, at(4))
    assert (erased.messages, erased.calls) == (0, 0)
    async with database.reading() as connection:
        links_ = await activity.calls_by_unit(connection, [SCHOOL, LYCEUM], *BOTH_WEEKS)
    assert {unit: len(some) for unit, some in links_.items()} == {SCHOOL: 2, LYCEUM: 0}


@pytest.mark.asyncio
async def test_a_corrected_guess_is_claimed_and_erased_under_the_first_key_too(database):
    async with database.writing() as connection:
        await chats.give(connection, 1, SCHOOL, at(1, 9))
        said = Batch(
            source="longpoll",
            polled_at=0,
            seen=[
                says(1, number, who, at(1, 9, 1))
                for number, who in enumerate((MARIA, STRANGER), start=1)
            ],
        )
        await intake.record(connection, said, Directory(), weeks_of)
        assert await chats.give(connection, 1, LYCEUM, at(1, 10))
    await bind(database, MARIA, unit=LYCEUM)
    async with database.writing() as connection:
        erased = await erasing.erase(connection, STRANGER, at(4))

    assert erased.messages == 1
    assert {author: count for (*_, author), count in (await tallies(database)).items()} == {
        MARIA: 1,
        0: 1,
    }
