"""The forecast and the daily watch through the whole program: when, to whom, what is in them."""

import msgspec
import pytest

from monitor.orders.jobs import JobName
from monitor.report.forecast import Forecast, LikelyShort, Projected
from monitor.report.watch import Watch
from storage import tables
from storage.people import subscriptions
from storage.records import Vacation
from storage.subscription import WATCH, Subscription
from storage.weeks import vacations
from tests.cast import (
    ADMIN,
    CONFIG,
    COORDINATOR,
    DEPUTY,
    MARIA,
    PAVEL,
    PERM,
    SCHOOL,
    STRANGER,
    WEEK,
    at,
)
from tests.monitor.schooling import STAFF, scheduled, school, sent
from tests.playground import playground

WEDNESDAY = at(2, 15)
WATCHED = CONFIG.replace("deputies = [102]", "deputies = [102]\nwatch = [101]")


async def told(place, kind, form):
    """The facts of the notices of a kind, by their readers and periods."""
    rows = await place.rows(tables.notices)
    return {
        (row.recipient, row.period): msgspec.json.decode(row.facts, type=form)
        for row in rows
        if row.kind == kind
    }


@pytest.mark.asyncio
async def test_on_wednesday_the_administrator_learns_who_will_be_short(tmp_path):
    config = scheduled(tmp_path, forecast="wednesday 15:00")
    async with playground(tmp_path, config) as place:
        chat = await school(place)
        place.say(chat, MARIA, 3, at(1, 9))
        place.say(chat, PAVEL, 5, at(1, 9))
        place.say(chat, DEPUTY, 10, at(1, 9))
        await place.tick(WEDNESDAY)
        [(key, found)] = (await told(place, JobName.FORECAST, Forecast)).items()

        assert sent(place) == {(ADMIN, "forecast"): 1}
        assert key == (ADMIN, WEEK)
        assert (found.likely, found.already, found.unbound) == (1, 1, 1)
        assert found.short == (
            LikelyShort(name="Быкова Анна Сергеевна", asked=(projected(0, 0),)),
            LikelyShort(name="Петрова Мария Петровна", asked=(projected(3, 5),)),
            LikelyShort(name="Уткин Павел Ильич", asked=(projected(5, 9),)),
        )


def projected(done, at_the_end):
    return Projected(counts="messages", done=done, projected=at_the_end, needed=10)


@pytest.mark.asyncio
async def test_a_forecast_of_yesterday_is_of_no_use(tmp_path):
    config = scheduled(tmp_path, forecast="wednesday 15:00")
    async with playground(tmp_path, config) as place:
        await school(place)
        await place.tick(at(3, 9))

        assert sent(place) == {}


@pytest.mark.asyncio
async def test_a_forecast_made_in_the_evening_is_told_in_the_morning(tmp_path):
    config = scheduled(tmp_path, forecast="wednesday 19:00")
    async with playground(tmp_path, config) as place:
        await school(place)
        await place.tick(at(2, 20))
        assert sent(place) == {}
        await place.tick(at(3, 8, 30))

        assert sent(place) == {(ADMIN, "forecast"): 1}


@pytest.mark.asyncio
async def test_in_vacation_nobody_looks_ahead_or_watches(tmp_path):
    config = scheduled(tmp_path, WATCHED, forecast="wednesday 15:00", watch="16:00")
    async with playground(tmp_path, config) as place:
        await school(place)
        async with place.service.core.database.writing() as connection:
            days = Vacation(unit=PERM, class_name="", first=at(0).date(), last=at(6).date())
            await vacations.add(connection, days, "config")
        for day in range(7):
            await place.tick(at(day, 17))

        assert sent(place) == {}


@pytest.mark.asyncio
async def test_the_watch_comes_every_working_day_to_those_who_asked(tmp_path):
    config = scheduled(tmp_path, WATCHED, watch="16:00")
    async with playground(tmp_path, config) as place:
        await school(place)
        for day in range(7):
            await place.tick(at(day, 16))
            await place.tick(at(day, 16, 30))
        found = await told(place, JobName.WATCH, Watch)

        assert {each: count for each, count in sent(place).items() if each[1] == "watch"} == {
            (ADMIN, "watch"): 5
        }
        assert sorted(found) == [(ADMIN, f"2026-11-{day}") for day in range(16, 21)]


@pytest.mark.asyncio
async def test_the_watch_tells_the_day_the_week_and_what_changed_since_midnight(tmp_path):
    config = scheduled(tmp_path, WATCHED, watch="16:00")
    async with playground(tmp_path, config) as place:
        chat = await school(place)
        place.say(chat, MARIA, 10, at(1, 9))
        place.say(chat, PAVEL, 9, at(1, 23, 30))
        place.say(chat, PAVEL, 1, at(2, 0, 30))
        place.say(chat, STRANGER, 2, at(2, 9))
        await place.tick(at(2, 16))
        found = (await told(place, JobName.WATCH, Watch))[ADMIN, "2026-11-18"]

        assert (found.day, found.messages, found.staff) == (at(2).date(), 3, 1)
        assert (found.since, found.listed) == (at(2), None)
        told_of = {each.figure.id: (each.figure.value, each.before) for each in found.figures}
        assert told_of["staff_messages_10"] == (2, 1)
        standing = {row.unit: row.as_of for row in await place.rows(tables.standings)}
        assert standing[SCHOOL] == int(at(2, 16).timestamp())


@pytest.mark.asyncio
async def test_on_the_week_s_first_day_there_is_nothing_to_compare_with(tmp_path):
    config = scheduled(tmp_path, WATCHED, watch="16:00")
    async with playground(tmp_path, config) as place:
        await school(place)
        await place.tick(at(0, 16))
        found = (await told(place, JobName.WATCH, Watch))[ADMIN, "2026-11-16"]

        assert (found.since, {each.before for each in found.figures}) == (None, {None})


@pytest.mark.asyncio
async def test_a_wish_of_somebody_without_an_office_is_not_heard(tmp_path):
    config = scheduled(tmp_path, watch="16:00")
    async with playground(tmp_path, config) as place:
        await school(place)
        async with place.service.core.database.writing() as connection:
            for account in (DEPUTY, MARIA):
                await subscriptions.add(connection, Subscription(SCHOOL, account, WATCH), "bot")
        await place.tick(at(1, 16))

        assert sent(place) == {(DEPUTY, "watch"): 1}


@pytest.mark.asyncio
async def test_a_coordinator_watches_the_sum_and_what_changed_since_the_watch_before(tmp_path):
    config = scheduled(tmp_path, CONFIG.replace("[103]", "[103]\nwatch = [103]"), watch="16:00")
    async with playground(tmp_path, config) as place:
        place.world.allow_dm(COORDINATOR)
        chat = await school(place)
        place.say(chat, MARIA, 10, at(1, 9))
        await place.tick(at(1, 16))
        place.say(chat, PAVEL, 10, at(1, 18))
        await place.tick(at(2, 16))
        found = await told(place, JobName.WATCH, Watch)
        [first, second] = [found[COORDINATOR, f"2026-11-{day}"] for day in (17, 18)]
        main = [
            next(each for each in watch.figures if each.figure.id == "staff_messages_10")
            for watch in (first, second)
        ]

        assert sent(place) == {(COORDINATOR, "watch"): 2}
        assert [(each.figure.value, each.before) for each in main] == [(1, None), (2, 1)]
        assert (first.since, second.since) == (None, at(1, 16))
        assert (second.listed, second.messages) == (2, None)


@pytest.mark.asyncio
async def test_who_answers_for_the_watch_by_the_order_has_it_without_asking(tmp_path):
    async with playground(tmp_path) as place:  # Perm, point 2: the department watches daily
        await school(place, listening=(*STAFF, COORDINATOR))
        await place.tick(at(2, 16))

        assert {each: count for each, count in sent(place).items() if each[1] == "watch"} == {
            (COORDINATOR, "watch"): 1
        }
