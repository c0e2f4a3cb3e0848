"""The jobs through the whole program: to whom they write, and once each."""

import asyncio
import json
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.jobs.tick import tick
from monitor.orders.jobs import JobName
from storage import tables
from storage.db.database import Database
from storage.people import people
from tests.cast import (
    ADMIN,
    CONFIG,
    DEPUTY,
    FRIDAY_DIGEST,
    LYCEUM,
    LYCEUM_ADMIN,
    MARIA,
    NEXT_MONDAY_CLOSE,
    PAVEL,
    ROSTER,
    SCHOOL,
    STRANGER,
    THURSDAY_NUDGE,
    THURSDAY_REMINDER,
    WEEK,
    at,
)
from tests.monitor.schooling import everything, notices, school, sent
from tests.playground import playground


@pytest.mark.asyncio
async def test_a_week_tells_everybody_what_is_theirs_and_nothing_more(tmp_path: Path):
    async with playground(tmp_path) as place:
        chat = await school(place)
        place.say(chat, MARIA, 10)
        place.say(chat, PAVEL, 7)
        place.say(chat, STRANGER, 3)
        for moment in (THURSDAY_NUDGE, THURSDAY_REMINDER, FRIDAY_DIGEST, NEXT_MONDAY_CLOSE):
            await place.tick(moment)

        assert sent(place) == {
            (PAVEL, "nudge"): 1,
            (ADMIN, "nudge"): 1,
            (DEPUTY, "nudge"): 1,
            (ADMIN, "reminder"): 1,
            (ADMIN, "summary"): 2,  # so far, and final
            (DEPUTY, "digest"): 2,
        }
        assert await notices(place, "kind", "period", "recipient", "state") == [
            ("digest", WEEK, DEPUTY, "sent"),
            ("digest", f"{WEEK} final", DEPUTY, "sent"),
            ("nudge", WEEK, ADMIN, "sent"),
            ("nudge", WEEK, DEPUTY, "sent"),
            ("nudge", WEEK, PAVEL, "sent"),
            ("reminder", WEEK, ADMIN, "sent"),
            ("summary", WEEK, ADMIN, "sent"),
            ("summary", f"{WEEK} final", ADMIN, "sent"),
        ]


@pytest.mark.asyncio
async def test_doing_everything_again_changes_nothing(tmp_path: Path):
    async with playground(tmp_path) as place:
        chat = await school(place)
        place.say(chat, STRANGER, 3)
        for moment in (THURSDAY_NUDGE, THURSDAY_REMINDER, FRIDAY_DIGEST, NEXT_MONDAY_CLOSE):
            await place.tick(moment)
            once, told = await everything(place), sent(place)
            await place.tick(moment)

            assert await everything(place) == once
            assert sent(place) == told


@pytest.mark.asyncio
async def test_two_monitors_side_by_side_do_each_job_once(tmp_path: Path):
    async with playground(tmp_path) as place:
        await school(place)
        await place.settle()
        units, mine = place.service.core.units, place.service.core.database
        other = await Database.open(f"sqlite:///{tmp_path / 'zvonok.db'}")
        try:
            done = await asyncio.gather(
                tick(mine, units, THURSDAY_REMINDER), tick(other, units, THURSDAY_REMINDER)
            )
        finally:
            await other.close()

        assert sum(each.planned for each in done) == 5
        assert sum(each.released for each in done) == 5
        runs = [row for row in await place.rows(tables.job_runs) if row.unit == SCHOOL]
        assert sorted(row.job for row in runs if row.state == "done") == [
            "forecast",
            "nudge",
            "reminder",
            "watch",
        ]


@pytest.mark.asyncio
async def test_one_nudge_for_one_account_and_week_even_with_two_jobs(tmp_path: Path):
    async with playground(tmp_path) as place:
        await school(place)
        await place.roster(unit=LYCEUM)
        await place.chat("Кафедра", MARIA, by=LYCEUM_ADMIN)
        await place.tick(THURSDAY_NUDGE)
        rows = await place.rows(tables.notices)
        nudged = [row.recipient for row in rows if row.kind == JobName.NUDGE]
        await place.tick(at(10, 14))

        assert sorted(nudged) == [ADMIN, DEPUTY, MARIA, PAVEL]
        assert {each: count for each, count in sent(place).items() if each[1] == "nudge"} == {
            (person, "nudge"): 2 for person in (ADMIN, DEPUTY, MARIA, PAVEL)
        }


@pytest.mark.asyncio
async def test_a_person_with_two_profiles_is_nudged_once_at_the_newer_one(tmp_path: Path):
    async with playground(tmp_path) as place:
        await school(place)
        place.world.allow_dm(STRANGER)
        await place.settle()
        async with place.service.core.database.writing() as connection:
            [maria] = await people.persons_of(connection, MARIA)
            await people.bind(connection, SCHOOL, {STRANGER: maria.id}, "code", at(1))
        await place.tick(THURSDAY_NUDGE)

        assert {to for to, kind in sent(place) if kind == "nudge"} == {
            ADMIN,
            DEPUTY,
            PAVEL,
            STRANGER,
        }


@pytest.mark.asyncio
async def test_a_nudge_tells_the_person_s_own_numbers_up_to_its_moment(tmp_path: Path):
    async with playground(tmp_path) as place:
        chat = await school(place)
        place.say(chat, MARIA, 7, at(2, 9))
        place.say(chat, MARIA, 3, THURSDAY_NUDGE)
        await place.tick(THURSDAY_NUDGE + timedelta(minutes=1))
        [facts] = [
            json.loads(facts)
            for kind, recipient, facts in await notices(place, "kind", "recipient", "facts")
            if (kind, recipient) == ("nudge", MARIA)
        ]

        assert (facts["requirements"], facts["days_left"]) == (
            [{"counts": "messages", "done": 7, "needed": 10}],
            4,
        )


@pytest.mark.asyncio
async def test_who_is_away_is_left_in_peace(tmp_path: Path):
    away = ROSTER.replace("учитель;104;5А;;", "учитель;104;5А;19.11.2026;19.11.2026").replace(
        "учитель;id105;;;", "учитель;id105;;01.11.2026;"
    )
    async with playground(tmp_path) as place:
        await school(place)
        await place.roster(away)
        await place.tick(THURSDAY_NUDGE)

        assert {to for to, kind in sent(place) if kind == "nudge"} == {ADMIN, DEPUTY}


@pytest.mark.asyncio
async def test_who_has_no_dialog_is_not_written_to_again_and_again(tmp_path: Path):
    async with playground(tmp_path) as place:
        await school(place, listening=(ADMIN,))
        await place.tick(THURSDAY_NUDGE)
        await place.tick(THURSDAY_NUDGE + timedelta(minutes=30))

        assert await notices(place, "recipient", "state", "error", "attempts") == [
            (ADMIN, "sent", "", 1),
            (DEPUTY, "failed", "901", 1),
            (MARIA, "failed", "901", 1),
            (PAVEL, "failed", "901", 1),
        ]
        reachable = {line.name.split()[0]: line.reachable for line in (await place.report()).people}
        assert reachable == {
            "Быкова": True,
            "Зотов": False,
            "Петрова": False,
            "Уткин": False,
            "Юдина": None,
        }


@pytest.mark.asyncio
async def test_an_administrator_who_is_deputy_too_needs_no_summary_beside_the_digest(
    tmp_path: Path,
):
    config = CONFIG.replace("deputies = [102]", "deputies = [102, 101]")
    async with playground(tmp_path, config) as place:
        await school(place)
        for moment in (THURSDAY_REMINDER, FRIDAY_DIGEST, NEXT_MONDAY_CLOSE):
            await place.tick(moment)
        told = {each: count for each, count in sent(place).items() if each[1] != "nudge"}

        assert told == {(ADMIN, "reminder"): 1, (ADMIN, "digest"): 2, (DEPUTY, "digest"): 2}


@pytest.mark.asyncio
async def test_the_coordinator_gets_no_names_of_an_organisation(tmp_path: Path):
    async with playground(tmp_path) as place:
        await school(place)
        for moment in (THURSDAY_REMINDER, FRIDAY_DIGEST, NEXT_MONDAY_CLOSE):
            await place.tick(moment)

        assert 103 not in {to for to, _ in sent(place)}
