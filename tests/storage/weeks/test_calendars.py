"""A zone or a first day changed in mid-week holds from the next week on; nothing counts twice."""

import asyncio
import shutil
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.jobs.loading.load import UnitOrder, load_facts
from monitor.time.week import Calendar, Regime, utc_seconds
from storage import intake
from storage.chats import chats
from storage.db.database import Database
from storage.observations import Batch, Seen
from storage.places.directory import Directory
from storage.records import ChatKind
from storage.weeks import calendars
from tests.builders import a_unit, an_order
from tests.cast import SCHOOL, STRANGER, at, utc
from tests.tries import tries

ZONES = ("Europe/Kaliningrad", "Europe/Moscow", "Asia/Yekaterinburg", "Asia/Kamchatka")
CUTS = st.tuples(st.sampled_from(ZONES), st.integers(0, 6))
BEGIN = at(0)


def first_cut(zone, day):
    return Regime(0, ZoneInfo(zone), day)


@st.composite
def chains(draw):
    """A calendar of up to four regimes; each begins where a week of the one before ended."""
    calendar = Calendar((first_cut(*draw(CUTS)),))
    now = BEGIN
    for zone, day in draw(st.lists(CUTS, max_size=3)):
        now += timedelta(hours=draw(st.integers(0, 24 * 20)))
        since = utc_seconds(calendar.week_at(now).end)
        calendar = Calendar((*calendar.regimes, Regime(since, ZoneInfo(zone), day)))
        now = datetime.fromtimestamp(since, UTC)
    return calendar


@settings(deadline=None)
@given(chains())
def test_weeks_follow_each_other_without_a_gap_and_no_name_comes_twice(calendar):
    week = calendar.week_at(BEGIN - timedelta(days=30))
    names = []
    for _ in range(22):
        following = calendar.week_at(week.end)
        assert following.start == week.end
        assert following.shifted(-1) == week
        assert week.shifted(1) == following
        assert (
            calendar.week_at(week.start) == calendar.week_at(week.end - timedelta(hours=1)) == week
        )
        assert calendar.week_named(week.name) == week
        assert week.start.astimezone(week.zone).date() == week.first
        names.append(week.name)
        week = following
    assert names == sorted(set(names))


async def cut(connection, wanted):
    """What a start with this zone and first day makes of the school's weeks."""
    cuts = await calendars.look(connection, {SCHOOL: wanted})
    await calendars.keep(connection, cuts)
    return cuts[SCHOOL]


async def counted(template, before, after, changed, hours):
    """Write hourly, restart with another config at ``changed``, and count each week."""
    with tempfile.TemporaryDirectory() as folder:
        path = shutil.copy(template, Path(folder) / "zvonok.db")
        database = await Database.open(f"sqlite:///{path}")
        async with database.writing() as connection:
            await chats.give(connection, 1, SCHOOL, at(-30))
            await chats.describe(connection, 1, {"kind": ChatKind.PUPILS, "class_name": "5А"})
        of, known, weeks = None, Directory(), {}
        for number, hour in enumerate(hours, start=1):
            moment = BEGIN + timedelta(hours=hour)
            wanted = before if moment < changed else after
            async with database.writing() as connection:
                cuts = await cut(connection, wanted)
                of = UnitOrder(
                    a_unit(zone=wanted[0]),
                    an_order(head=f'first_day = "{_DAYS[wanted[1]]}"'),
                    calendar=Calendar(
                        tuple(
                            Regime(cut.since, ZoneInfo(cut.timezone), cut.first_day) for cut in cuts
                        )
                    ),
                )

                def week_at(_unit, seconds, of=of):
                    week = of.week(datetime.fromtimestamp(seconds, UTC))
                    return week.name, utc_seconds(week.start), utc_seconds(week.end)

                batch = Batch(
                    source="longpoll",
                    polled_at=utc(moment),
                    seen=[Seen(1, number, STRANGER, utc(moment))],
                )
                known = (await intake.record(connection, batch, known, week_at)).directory
        for hour in hours:
            week = of.week(BEGIN + timedelta(hours=hour))
            weeks[week.name] = week
        found = {}
        async with database.reading() as connection:
            for name, week in weeks.items():
                facts = await load_facts(connection, of, week, week.end)
                found[name] = [
                    count for people in facts.strangers.values() for count in people.values()
                ]
        await database.close()
    return found


_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@settings(
    max_examples=tries(25),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    before=CUTS,
    after=CUTS,
    changed=st.integers(1, 24 * 20),
    hours=st.lists(st.integers(0, 24 * 28), min_size=1, max_size=30, unique=True).map(sorted),
)
def test_a_pupil_is_counted_once_in_each_week_over_a_change(
    template, before, after, changed, hours
):
    changed = BEGIN + timedelta(hours=changed)
    found = asyncio.run(counted(template, before, after, changed, hours))

    assert all(len(people) == 1 for people in found.values())
    assert sum(sum(people) for people in found.values()) == len(hours)


@pytest.mark.asyncio
async def test_the_running_week_keeps_its_boundaries(database):
    async with database.writing() as connection:
        await chats.give(connection, 1, SCHOOL, at(-30))
        said = Batch(
            source="longpoll", polled_at=utc(at(2)), seen=[Seen(1, 1, STRANGER, utc(at(2, 9)))]
        )
        monday = await cut(connection, (ZONES[2], 0))
        await intake.record(
            connection, said, Directory(), lambda _unit, _at: ("2026-W47", utc(at(0)), utc(at(7)))
        )
        friday = await cut(connection, (ZONES[2], 4))
        again = await cut(connection, (ZONES[2], 4))
        back = await cut(connection, (ZONES[2], 0))

    assert monday == back == (calendars.Cut(0, ZONES[2], 0),)
    assert friday == again == (*monday, calendars.Cut(utc(at(7)), ZONES[2], 4))
