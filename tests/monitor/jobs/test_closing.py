"""Closing a week: its figures stay, its strangers become totals."""

import json
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from monitor.facts.digest import Digest
from storage import tables
from storage.weeks import snapshots, standings
from tests.cast import (
    MARIA,
    NEXT_MONDAY_CLOSE,
    PAVEL,
    SCHOOL,
    STRANGER,
    WEEK,
    at,
)
from tests.monitor.schooling import notices, school, sent
from tests.playground import playground


async def closed(place, week):
    async with place.service.core.database.reading() as connection:
        return await snapshots.latest(connection, SCHOOL, week)


@pytest.mark.asyncio
async def test_a_closed_week_says_the_same_for_ever_and_its_strangers_are_totals(tmp_path: Path):
    async with playground(tmp_path) as place:
        chat = await school(place)
        place.say(chat, MARIA, 10, at(1, 9))
        place.say(chat, STRANGER, 3, at(1, 9))
        place.world.call(chat, STRANGER, [MARIA], 60)
        await place.settle()
        before = await place.report(now=at(7))
        await place.tick(NEXT_MONDAY_CLOSE)
        place.say(chat, MARIA, 5, at(2, 9))
        await place.tick(at(7, 10))
        after = await place.report(now=at(8))

        assert after.window.closed is True
        assert (after.figures, after.people, after.chats) == (
            before.figures,
            before.people,
            before.chats,
        )
        assert min(row.author for row in await place.rows(tables.tallies)) == 0
        assert {row.initiator for row in await place.rows(tables.calls)} == {0}
        assert {row.author for row in await place.rows(tables.call_participants)} == {MARIA}
        keys = {row.week: row.key for row in await place.rows(tables.weekly_keys)}
        assert keys == {WEEK: None}


@pytest.mark.asyncio
async def test_a_downtime_of_two_weeks_closes_both_and_tells_only_the_last(tmp_path: Path):
    async with playground(tmp_path) as place:
        chat = await school(place)
        for day in (1, 8, 15):
            place.say(chat, MARIA, 10, at(day, 9))
            place.say(chat, STRANGER, 2, at(day, 9))
        await place.tick(at(15, 10))
        first, second = await closed(place, WEEK), await closed(place, "2026-W48")

        assert [
            (each.version, each.author, each.made_at, json.loads(each.report)["window"]["week"])
            for each in (first, second)
        ] == [(1, "close", at(7, 9), WEEK), (1, "close", at(14, 9), "2026-W48")]
        assert await closed(place, "2026-W49") is None
        assert await notices(place, "kind", "period", "state") == [
            ("digest", "2026-W47 final", "stale"),
            ("digest", "2026-W48 final", "sent"),
            ("summary", "2026-W47 final", "stale"),
            ("summary", "2026-W48 final", "sent"),
        ]
        keys = {row.week: row.key is None for row in await place.rows(tables.weekly_keys)}
        assert keys == {WEEK: True, "2026-W48": True, "2026-W49": False}
        authors = {(row.hour, row.author) for row in await place.rows(tables.tallies)}
        monday = int(at(14).timestamp()) // 3600
        assert all(author >= 0 for hour, author in authors if hour < monday)
        assert any(author < 0 for hour, author in authors if hour >= monday)


@pytest.mark.asyncio
async def test_a_final_digest_stands_beside_the_weeks_closed_before_it(tmp_path: Path):
    async with playground(tmp_path) as place:
        chat = await school(place)
        place.say(chat, MARIA, 10, at(1, 9))
        await place.tick(NEXT_MONDAY_CLOSE)
        async with place.service.core.database.writing() as connection:
            stood = (await standings.of_week(connection, [SCHOOL], WEEK))[SCHOOL]
            for week in ("2026-W35", "2026-W36", "2026-W41", "2026-W42"):
                await standings.save(connection, replace(stood, week=week))
        place.say(chat, MARIA, 10, at(8, 9))
        place.say(chat, PAVEL, 10, at(8, 9))
        await place.tick(at(14, 9))
        [facts] = [
            facts
            for kind, period, facts in await notices(place, "kind", "period", "facts")
            if (kind, period) == ("digest", "2026-W48 final")
        ]
        digest = msgspec.json.decode(facts, type=Digest)
        trends = {
            name: [(point.week, point.value, point.of) for point in digest.trend(name).points]
            for name in ("staff_messages_10", "staff_registered")
        }

        assert (digest.final, digest.report.window.closed) == (True, True)
        assert digest.report.figure("staff_messages_10").value == 2
        assert trends == {
            "staff_messages_10": [  # the main one: since the week of the first of September
                ("2026-W36", 1, 5),
                ("2026-W41", 1, 5),
                ("2026-W42", 1, 5),
                (WEEK, 1, 5),
            ],
            "staff_registered": [("2026-W42", 4, 5), (WEEK, 4, 5)],  # six weeks
        }


@pytest.mark.asyncio
async def test_nothing_is_done_before_the_bot_came_to_any_chat(tmp_path: Path):
    async with playground(tmp_path) as place:
        await place.roster()
        await place.tick(at(15, 10))

        assert await place.rows(tables.job_runs) == []
        assert await place.rows(tables.notices) == []
        assert await closed(place, WEEK) is None


@pytest.mark.asyncio
async def test_the_week_before_the_bot_came_is_not_closed_as_a_week_of_silence(tmp_path: Path):
    async with playground(tmp_path, clock=at(7, 8)) as place:
        await school(place)
        await place.tick(NEXT_MONDAY_CLOSE)

        assert await closed(place, WEEK) is None
        assert sent(place) == {}
