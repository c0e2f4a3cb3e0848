"""After weeks of silence, and when the clock jumps: every week closed once, old news untold."""

from pathlib import Path

import pytest

from monitor.jobs.retention import forget
from monitor.time.keeping import Keep
from storage import tables
from tests.cast import ADMIN, DEPUTY, MARIA, SCHOOL, STRANGER, at
from tests.monitor.schooling import everything, notices, school, sent
from tests.playground import playground


async def closings(place):
    """The closed weeks of the school in the order in which they were closed."""
    rows = [row for row in await place.rows(tables.snapshots) if row.unit == SCHOOL]
    return [(row.week, row.version) for row in rows]


@pytest.mark.asyncio
async def test_three_weeks_of_downtime_are_closed_in_order_and_only_the_last_is_told(
    tmp_path: Path,
):
    async with playground(tmp_path) as place:
        chat = await school(place)
        for day in (1, 8, 15, 22):
            place.say(chat, MARIA, 10, at(day, 9))
            place.say(chat, STRANGER, 2, at(day, 9))
        await place.tick(at(22, 10))
        await place.tick(at(22, 11))

        assert await closings(place) == [("2026-W47", 1), ("2026-W48", 1), ("2026-W49", 1)]
        assert sent(place) == {(ADMIN, "summary"): 1, (DEPUTY, "digest"): 1}
        told = await notices(place, "period", "state")
        assert {period for period, state in told if state == "sent"} == {"2026-W49 final"}
        done = [row for row in await place.rows(tables.job_runs) if row.unit == SCHOOL]
        closed = [row.moment for row in done if (row.job, row.state) == ("close", "done")]
        assert sorted(closed) == [int(at(day, 9).timestamp()) for day in (7, 14, 21)]
        # Strangers of closed weeks are totals, those of the running one are still told apart.
        monday = int(at(21).timestamp()) // 3600
        tallies = await place.rows(tables.tallies)
        assert {row.author for row in tallies if row.hour < monday} == {MARIA, 0}
        assert min(row.author for row in tallies if row.hour >= monday) < 0


@pytest.mark.asyncio
@pytest.mark.parametrize("back", [at(3, 13), at(0, 9), at(-20, 9)], ids=str)
async def test_a_clock_that_jumps_back_repeats_nothing(tmp_path: Path, back):
    async with playground(tmp_path) as place:
        await school(place)
        await place.tick(at(3, 15))
        once, told = await everything(place), sent(place)
        await place.tick(back)
        await place.tick(at(3, 15))

        assert await everything(place) == once
        assert sent(place) == told


@pytest.mark.asyncio
async def test_a_clock_that_jumps_years_ahead_forgets_nothing(tmp_path: Path):
    keep = Keep(tallies_weeks=60, reports_years=3, journal_years=3)
    async with playground(tmp_path) as place:
        chat = await school(place)
        place.say(chat, MARIA, 10, at(1, 9))
        await place.tick(at(7, 9))
        before = await everything(place)
        await forget(place.service.core.database, keep, at(3_650))
        after = await everything(place)

        assert {name for name in before if before[name] != after[name]} == {"conditions"}
