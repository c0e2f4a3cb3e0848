"""Nobody is written to outside the allowed hours, and nobody about stale news."""

from pathlib import Path

import pytest

from storage import tables
from storage.records import NoticeState
from tests.cast import (
    ADMIN,
    DEPUTY,
    MARIA,
    PAVEL,
    THURSDAY_NUDGE,
    WEEK,
    at,
)
from tests.monitor.schooling import moved, notices, school, sent
from tests.playground import playground


@pytest.mark.asyncio
async def test_what_is_due_on_friday_evening_is_told_on_monday_morning(tmp_path: Path):
    """A Friday-to-Thursday week: on Monday its digest is still of the running week."""
    config = moved(tmp_path, digest="friday 19:00", first_day="friday")
    async with playground(tmp_path, config, clock=at(3, 12)) as place:
        await school(place)
        await place.tick(at(4, 19, 5))
        await place.tick(at(6, 12))
        await place.tick(at(7, 8, 29))
        early = {to for to, kind in sent(place) if kind == "digest"}
        await place.tick(at(7, 8, 30))

        assert early == set()
        assert sent(place)[DEPUTY, "digest"] == 1
        due = {row.due_at for row in await place.rows(tables.notices) if row.kind == "digest"}
        assert due == {int(at(7, 8, 30).timestamp())}


@pytest.mark.asyncio
async def test_news_of_a_week_that_is_over_goes_stale_instead_of_out(tmp_path: Path):
    """A Monday week: on Monday morning the Friday evening's digest is about last week."""
    config = moved(tmp_path, digest="friday 19:00")
    async with playground(tmp_path, config) as place:
        await school(place)
        await place.tick(at(4, 19, 5))
        await place.tick(at(7, 8, 30))

        assert sent(place)[DEPUTY, "digest"] == 0
        assert ("digest", WEEK, "stale") in await notices(place, "kind", "period", "state")


@pytest.mark.asyncio
async def test_what_delivery_could_not_send_in_its_week_is_dropped(tmp_path: Path):
    async with playground(tmp_path) as place:
        await school(place)
        place.world.set_clock(THURSDAY_NUDGE)
        await place.service.tick(THURSDAY_NUDGE)
        released = await notices(place, "kind", "state")
        place.world.set_clock(at(7, 8, 30))
        await place.service.tick(at(7, 8, 30))
        await place.service.delivery.drain()

        assert released == [("nudge", NoticeState.RELEASED)] * 4
        assert await notices(place, "kind", "state") == [("nudge", NoticeState.STALE)] * 4
        assert sent(place) == {}


@pytest.mark.asyncio
@pytest.mark.parametrize("woke_up", [at(3, 21), at(5, 12), at(6, 20)], ids=str)
async def test_after_downtime_nobody_is_written_to_in_quiet_hours(tmp_path: Path, woke_up):
    async with playground(tmp_path) as place:
        await school(place)
        await place.tick(woke_up)

        assert sent(place) == {}


@pytest.mark.asyncio
async def test_after_downtime_the_running_week_s_news_waits_for_the_morning(tmp_path: Path):
    async with playground(tmp_path) as place:
        await school(place)
        await place.tick(at(3, 21))
        evening = sent(place)
        await place.tick(at(4, 8, 30))

        assert evening == {}
        assert sent(place) == {
            (ADMIN, "reminder"): 1,
            **{(person, "nudge"): 1 for person in (ADMIN, DEPUTY, MARIA, PAVEL)},
        }


@pytest.mark.asyncio
async def test_what_could_not_be_sent_by_day_waits_for_the_morning(tmp_path: Path):
    """VK was out of reach from Thursday 14:00 to 22:00."""
    async with playground(tmp_path) as place:
        await school(place)
        place.world.set_clock(THURSDAY_NUDGE)
        await place.service.tick(THURSDAY_NUDGE)
        await place.tick(at(3, 22))
        at_night = sent(place)
        await place.tick(at(4, 8, 30))

        assert at_night == {}
        assert sent(place)[MARIA, "nudge"] == 1
