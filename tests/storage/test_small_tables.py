"""Units and offices, job runs, the inbox, chats and coverage: what goes in comes out."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from storage import intake, tables
from storage.asked import inbox
from storage.asked.inbox import InboxItem
from storage.chats import chats
from storage.db.times import moment, seconds
from storage.observations import Batch, Seen, Wanted
from storage.people import units
from storage.places.directory import Directory
from storage.records import Access, Chat, ChatKind, Gone, Office, OfficeHolder
from storage.seen import activity, holes
from storage.told import journal, runs
from tests.builders import HOLDERS, UNITS, a_unit, weeks_of
from tests.cast import (
    ADMIN,
    COORDINATOR,
    DEPUTY,
    LYCEUM,
    LYCEUM_ADMIN,
    MARIA,
    PERM,
    SCHOOL,
    at,
    utc,
)

NOON = utc(at(0, 12))


@pytest.mark.asyncio
async def test_units_are_what_the_config_lists_and_the_unlisted_keep_their_history(database):
    renamed = replace(a_unit(SCHOOL), order="sergokala")
    async with database.writing() as connection:
        assert await units.listed(connection) == sorted(UNITS, key=lambda unit: unit.id)
        await units.sync(connection, [a_unit(PERM), renamed], HOLDERS[:1])
        assert await units.listed(connection) == [a_unit(PERM), renamed]
        assert await units.get(connection, LYCEUM) == a_unit(LYCEUM, order="sergokala")
        assert await units.get(connection, "nowhere") is None
        assert await units.offices(connection) == [HOLDERS[0]]


@pytest.mark.asyncio
async def test_a_unit_is_served_since_it_was_first_listed(database):
    """Neither a later start nor leaving the config and coming back moves that day."""
    async with database.writing() as connection:
        assert await units.joined(connection, (PERM, SCHOOL)) == {}
        await units.join(connection, at(0, 9))
        await units.sync(connection, [each for each in UNITS if each.id != SCHOOL], [])
        await units.sync(connection, UNITS, HOLDERS)
        await units.join(connection, at(9))
        since = await units.joined(connection, (PERM, SCHOOL, "nobody"))

    assert since == {PERM: at(0, 9), SCHOOL: at(0, 9)}


@pytest.mark.asyncio
async def test_offices_follow_the_config_and_can_be_asked_by_unit_and_account(database):
    more = OfficeHolder(unit=LYCEUM, account=ADMIN, office=Office.ADMINISTRATOR)
    async with database.writing() as connection:
        await units.sync(connection, UNITS, (*HOLDERS, more))
        assert await units.offices(connection, unit=LYCEUM) == [more, HOLDERS[3]]
        assert [each.unit for each in await units.offices(connection, account=ADMIN)] == [
            LYCEUM,
            SCHOOL,
        ]
        await units.sync(connection, UNITS, HOLDERS)
        everybody = await units.offices(connection)

    assert [each.account for each in everybody] == [LYCEUM_ADMIN, COORDINATOR, ADMIN, DEPUTY]


@pytest.mark.asyncio
async def test_a_moment_of_a_job_is_marked_once_and_the_newest_is_behind_us(database):
    async with database.writing() as connection:
        assert await runs.last_done(connection) == {}
        marks = [
            await runs.mark(connection, job, unit, when, state, at(9))
            for job, unit, when, state in (
                ("close", SCHOOL, at(7, 9), "done"),
                ("close", SCHOOL, at(7, 9), "skipped"),
                ("close", SCHOOL, at(0, 9), "done"),
                ("close", LYCEUM, at(0, 9), "done"),
                ("nudge", SCHOOL, at(3, 14), "skipped"),
            )
        ]
        assert marks == [True, False, True, True, True]
        assert await runs.last_done(connection) == {
            ("close", SCHOOL): at(7, 9),
            ("close", LYCEUM): at(0, 9),
            ("nudge", SCHOOL): at(3, 14),
        }


@pytest.mark.asyncio
async def test_the_inbox_hands_out_what_is_not_done_oldest_first_and_forgets_after_a_day(database):
    wanted = [
        Wanted(key=f"e{n}", conversation=-MARIA, number=None, at=NOON + n, body=b"%d" % n)
        for n in range(3)
    ]
    async with database.writing() as connection:
        batch = Batch(source="longpoll", polled_at=NOON, wanted=wanted)
        await intake.record(connection, batch, Directory(), weeks_of)
        await inbox.begin(connection, [2])
        await inbox.done(connection, 1)
        assert await inbox.claim(connection, moment(NOON), 10) == [
            InboxItem(
                id=n + 1,
                conversation=-MARIA,
                received_at=moment(NOON + n),
                attempts=2 - n,
                body=b"%d" % n,
                rank=inbox.STRANGER,
            )
            for n in (1, 2)
        ]
        assert await inbox.claim(connection, moment(NOON + 60 - 1), 10) == []
        again = await inbox.claim(connection, moment(NOON + 60), 1)
        assert [(item.id, item.attempts) for item in again] == [(2, 1)]
        keys = select(tables.inbox.c.key).order_by(tables.inbox.c.id)
        await inbox.forget(connection, moment(NOON + 24 * 3600))
        assert list(await connection.scalars(keys)) == ["e0", "e1", "e2"]
        await inbox.forget(connection, moment(NOON + 24 * 3600 + 1))
        assert list(await connection.scalars(keys)) == ["e1", "e2"]


@pytest.mark.asyncio
async def test_a_chat_is_given_described_and_read_back(database):
    async with database.writing() as connection:
        await chats.give(connection, 1, SCHOOL, at(0))
        assert await chats.get(connection, 1) == Chat(id=1, unit=SCHOOL, joined_at=at(0))
        described = {"title": "5А", "kind": ChatKind.PUPILS, "class_name": "5А", "owner": ADMIN}
        await chats.describe(connection, 1, {**described, "access": Access.ALL, "admin": True})
        chat = Chat(id=1, unit=SCHOOL, joined_at=at(0), access=Access.ALL, admin=True, **described)
        await chats.give(connection, 2, SCHOOL, at(1))
        await chats.describe(connection, 2, {"present": False})
        assert await chats.get(connection, 1) == chat
        assert await chats.get(connection, 3) is None
        assert [each.id for each in await chats.of_unit(connection, SCHOOL)] == [1, 2]
        assert await chats.everywhere(connection) == [chat]
        assert await chats.since(connection) == {SCHOOL: at(0)}
        await chats.give(connection, 1, LYCEUM, at(2))
        assert await chats.since(connection) == {SCHOOL: at(0), LYCEUM: at(2, 0, 0, 1)}


@pytest.mark.asyncio
async def test_missed_is_what_was_noticed_missing_in_the_window_and_was_not_deleted(database):
    async with database.writing() as connection:
        for chat, unit in ((1, SCHOOL), (2, SCHOOL), (3, LYCEUM)):
            await chats.give(connection, chat, unit, at(-8))
        said = Batch(
            source="longpoll",
            polled_at=NOON,
            seen=[
                Seen(chat, number, account, utc(when))
                for chat, number, account, when in (
                    (1, 1, MARIA, at(-2)),
                    (1, 3, None, at(1)),
                    (1, 9, MARIA, at(2)),
                    (2, 5, MARIA, at(0)),
                    (3, 1, MARIA, at(0)),
                    (3, 4, MARIA, at(0)),
                )
            ],
        )
        known = (await intake.record(connection, said, Directory(), weeks_of)).directory
        later = Batch(source="longpoll", polled_at=NOON, seen=[Seen(2, 7, MARIA, utc(at(7)))])
        await intake.record(connection, later, known, weeks_of)
        await holes.mark_gone(connection, 1, [4], Gone.NO_ACCESS)
        await holes.mark_gone(connection, 1, [5, 6], Gone.DELETED)
        week = await activity.missed(connection, SCHOOL, utc(at(0)), utc(at(7)))
        after = await activity.missed(connection, SCHOOL, utc(at(7)), utc(at(14)))

    assert (week, after) == ({1: 4}, {2: 1})


@pytest.mark.asyncio
async def test_the_journal_keeps_who_did_what(database):
    async with database.writing() as connection:
        await journal.write(
            connection, at=at(0), action="shown", unit=SCHOOL, actor=ADMIN, details={"имя": 1}
        )
        await journal.write(connection, at=at(1), action="started", unit=None)
        rows = await connection.execute(select(tables.audit))
        assert [tuple(row) for row in rows] == [
            (1, utc(at(0)), ADMIN, SCHOOL, "shown", '{"имя": 1}'),
            (2, utc(at(1)), None, None, "started", "{}"),
        ]


def test_a_naive_moment_is_refused():
    with pytest.raises(ValueError, match="naive"):
        seconds(at(0).replace(tzinfo=None))
