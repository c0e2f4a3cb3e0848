"""When jobs are due: never twice, never early, never lost if they matter."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.orders.jobs import JobName
from monitor.orders.schedule import Due, Plan, coming, due, fires, trigger
from monitor.time.week import week_at
from tests.builders import an_order
from tests.cast import SCHOOL, ZONE, at
from tests.tries import tries

TELLING = """
nudge = "thursday 14:00"
reminder = "thursday 15:00"
summary = "friday 15:00"
digest = "friday 15:00"
"""
EVERYTHING = (
    TELLING
    + """
forecast = "wednesday 15:00"
rollup = "friday 16:00"
watch = "16:00"
"""
)
SINCE = at(-1, 12)


def a_plan(schedule=TELLING, since=SINCE, zone=ZONE, head="", height=0):
    order = an_order("messages = 3", "personal = true", schedule=schedule, head=head)
    return Plan(unit=SCHOOL, height=height, zone=zone, order=order, since=since)


def a_due(job, moment, height=0, unit=SCHOOL):
    return Due(moment, list(JobName).index(job), height, unit, job)


def after(done):
    """The ledger of runs once these are behind us."""
    last = {}
    for item in done:
        place = (item.job, item.unit)
        last[place] = max(item.moment, last.get(place, item.moment))
    return last


WEEK_S_WORK = [
    a_due(JobName.CLOSE, at(0, 9)),
    a_due(JobName.NUDGE, at(3, 14)),
    a_due(JobName.REMINDER, at(3, 15)),
    a_due(JobName.SUMMARY, at(4, 15)),
    a_due(JobName.DIGEST, at(4, 15)),
]


def test_a_week_of_jobs_in_the_order_in_which_they_are_done():
    assert due(a_plan(), {}, at(6, 12)) == (WEEK_S_WORK, [])


@pytest.mark.parametrize(
    ("now", "count"),
    [
        (at(0, 8, 59, 59), 0),
        (at(0, 9), 1),
        (at(3, 14) - timedelta(microseconds=1), 1),
        (at(3, 14), 2),
        (at(4, 14, 59), 3),
        (at(4, 15), 5),
    ],
)
def test_a_job_is_due_at_its_moment_and_not_before(now, count):
    assert due(a_plan(), {}, now) == (WEEK_S_WORK[:count], [])


def test_what_is_done_is_not_due_again():
    assert due(a_plan(), after(WEEK_S_WORK), at(6, 23, 59)) == ([], [])
    assert due(a_plan(), after(WEEK_S_WORK), at(7, 9)) == ([a_due(JobName.CLOSE, at(7, 9))], [])


def test_before_the_bot_is_in_a_chat_nothing_is_due():
    assert due(a_plan(since=None), {}, at(60)) == ([], [])


def test_nothing_from_before_the_bot_came_is_due():
    plan = a_plan(since=at(3, 14, 30))

    assert due(plan, {}, at(4, 16))[0] == WEEK_S_WORK[2:]


def test_what_the_order_does_not_ask_for_is_not_done():
    plan = a_plan(schedule='digest = "friday 15:00"\n')

    assert trigger(JobName.NUDGE, plan) is None
    assert due(plan, {}, at(6))[0] == [WEEK_S_WORK[0], WEEK_S_WORK[4]]


def test_an_organisation_looks_ahead_and_every_day_and_rolls_nothing_up():
    work, _ = due(a_plan(EVERYTHING), {}, at(2, 16))

    assert work == [
        a_due(JobName.CLOSE, at(0, 9)),
        a_due(JobName.FORECAST, at(2, 15)),
        a_due(JobName.WATCH, at(2, 16)),
    ]
    assert trigger(JobName.ROLLUP, a_plan(EVERYTHING)) is None


def test_a_level_above_closes_watches_and_rolls_up_and_writes_to_nobody_of_its_own():
    plan = a_plan(EVERYTHING, height=1)
    done = {(JobName.WATCH, SCHOOL): at(3, 16)}

    assert due(plan, done, at(4, 16, 5)) == (
        [
            a_due(JobName.CLOSE, at(0, 9), 1),
            a_due(JobName.WATCH, at(4, 16), 1),
            a_due(JobName.ROLLUP, at(4, 16), 1),
        ],
        [],
    )
    told = [job for job in JobName if trigger(job, plan) is not None]
    assert told == [JobName.CLOSE, JobName.WATCH, JobName.ROLLUP]


def test_of_one_moment_and_job_lower_units_come_first():
    region, town, school = (
        a_due(JobName.CLOSE, at(0, 9), height, unit)
        for height, unit in ((2, "a-region"), (1, "b-town"), (0, "c-school"))
    )
    telling = a_due(JobName.SUMMARY, at(0, 9))
    later = a_due(JobName.CLOSE, at(7, 9))

    assert sorted([later, telling, region, town, school]) == [
        school,
        town,
        region,
        telling,
        later,
    ]


def test_within_the_week_telling_is_caught_up_on_sunday_and_not_on_monday():
    last = after(WEEK_S_WORK[:3])
    late = [a_due(JobName.SUMMARY, at(4, 15)), a_due(JobName.DIGEST, at(4, 15))]

    assert due(a_plan(), last, at(6, 23, 59)) == (late, [])
    assert due(a_plan(), last, at(7)) == ([], late)


def test_after_weeks_of_silence_every_week_is_closed_and_old_news_is_missed():
    work, missed = due(a_plan(), {}, at(18, 14, 30))

    assert work == [
        a_due(JobName.CLOSE, at(0, 9)),
        a_due(JobName.CLOSE, at(7, 9)),
        a_due(JobName.CLOSE, at(14, 9)),
        a_due(JobName.NUDGE, at(17, 14)),
        a_due(JobName.REMINDER, at(17, 15)),
    ]
    assert sorted(missed) == sorted(
        a_due(job, at(day, hour))
        for job, day, hour in (
            (JobName.NUDGE, 3, 14),
            (JobName.NUDGE, 10, 14),
            (JobName.REMINDER, 3, 15),
            (JobName.REMINDER, 10, 15),
            (JobName.SUMMARY, 4, 15),
            (JobName.SUMMARY, 11, 15),
            (JobName.DIGEST, 4, 15),
            (JobName.DIGEST, 11, 15),
        )
    )


def test_the_week_is_the_order_s_own():
    """On a Friday-to-Thursday week, Thursday's news is still news on Thursday evening only."""
    plan = a_plan(schedule='digest = "thursday 15:00"\n', head='first_day = "friday"')
    last = {(JobName.CLOSE, SCHOOL): at(0, 9)}
    digest = a_due(JobName.DIGEST, at(3, 15))

    assert due(plan, last, at(3, 23, 59)) == ([digest], [])
    assert due(plan, last, at(4)) == ([], [digest])


def test_jobs_are_due_in_the_unit_s_own_time():
    kamchatka, kaliningrad = ZoneInfo("Asia/Kamchatka"), ZoneInfo("Europe/Kaliningrad")
    moments = [
        due(a_plan(zone=zone, since=datetime(2026, 11, 15, tzinfo=UTC)), {}, at(6))[0][0].moment
        for zone in (kamchatka, kaliningrad)
    ]

    assert [moment.astimezone(UTC) for moment in moments] == [
        datetime(2026, 11, 15, 21, tzinfo=UTC),
        datetime(2026, 11, 16, 7, tzinfo=UTC),
    ]


zones = st.sampled_from(
    [ZoneInfo(name) for name in ("Europe/Kaliningrad", "Asia/Yekaterinburg", "Asia/Kamchatka")]
    + [ZoneInfo("Europe/Berlin")]
)
first_days = st.sampled_from(["monday", "friday", "sunday"])
steps = st.lists(st.integers(1, 10 * 24 * 60), min_size=1, max_size=12)


@given(zones, first_days, steps, st.integers(0, 365 * 24 * 60))
@settings(max_examples=tries(60), deadline=None)
def test_however_often_one_looks_every_moment_is_worked_or_missed_once_and_none_early(
    zone, first_day, minutes, start
):
    since = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=start)
    plan = a_plan(EVERYTHING, since, zone, f'first_day = "{first_day}"')
    now, last, worked, skipped = since, {}, [], []
    for step in minutes:
        now += timedelta(minutes=step)
        work, missed = due(plan, last, now)
        assert work == sorted(work)
        assert all(item.moment <= now for item in work + missed)
        running = week_at(now, zone, plan.order.first_weekday)
        assert all(
            item.job is JobName.CLOSE or running.start <= item.moment < running.end for item in work
        )
        worked += work
        skipped += missed
        last = after(worked + skipped)
    every = [
        item
        for job in JobName
        if (cron := trigger(job, plan)) is not None
        for item in (a_due(job, moment) for moment in fires(cron, since, now))
    ]

    assert sorted(worked + skipped) == sorted(every)
    assert all(item.job is not JobName.CLOSE for item in skipped)
    newest = {
        job: max((each.moment for each in every if each.job is job), default=None)
        for job in JobName
    }
    ending = week_at(now, zone, plan.order.first_weekday)
    assert all(
        a_due(job, moment) in worked
        for job, moment in newest.items()
        if moment is not None and moment >= ending.start
    )


@given(zones, st.integers(0, 400 * 24), st.integers(0, 60 * 24))
@settings(max_examples=tries(60), deadline=None)
def test_a_weekly_trigger_fires_on_its_weekday_at_its_hour_once_a_week(zone, start, hours):
    begin = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=start)
    end = begin + timedelta(hours=hours)
    found = fires(trigger(JobName.DIGEST, a_plan(zone=zone)), begin, end)

    assert all(begin < moment <= end for moment in found)
    assert all(
        (local.weekday(), local.hour, local.minute) == (4, 15, 0)
        for local in (moment.astimezone(zone) for moment in found)
    )
    first = week_at(begin, zone).shifted(-1)
    fridays = [
        datetime.combine(first.shifted(n).first + timedelta(days=4), datetime.min.time(), zone)
        + timedelta(hours=15)
        for n in range(15)
    ]
    assert list(found) == [moment for moment in fridays if begin < moment <= end]


MICRO = timedelta(microseconds=1)


def test_what_comes_next_is_told_soonest_first():
    assert coming(a_plan(EVERYTHING), at(2, 12)) == [
        (at(2, 15), JobName.FORECAST),
        (at(2, 16), JobName.WATCH),
        (at(3, 14), JobName.NUDGE),
        (at(3, 15), JobName.REMINDER),
        (at(4, 15), JobName.SUMMARY),
        (at(4, 15), JobName.DIGEST),
        (at(7, 9), JobName.CLOSE),
    ]


@pytest.mark.parametrize(("now", "day"), [(at(0, 9) - MICRO, 0), (at(0, 9), 7)])
def test_what_comes_is_after_now_and_what_is_due_is_after_what_was_done(now, day):
    plan = a_plan(schedule="")
    done = {(JobName.CLOSE, SCHOOL): now}

    assert coming(plan, now) == [(at(day, 9), JobName.CLOSE)]
    assert due(plan, done, at(0, 9))[0] == [a_due(JobName.CLOSE, at(0, 9))][: day == 0]


def test_milestones_are_looked_at_everywhere_on_the_days_from_monday_to_friday():
    steps = '[[milestone]]\nid = "one"\npoint = "1"\ntitle = "Шаг"\ndeadline = 2026-12-31\n'
    order = an_order("messages = 3", steps, schedule='milestones = "10:30"\n')
    for height in (0, 1):
        plan = replace(a_plan(since=at(3, 12), height=height), order=order)
        done = {(JobName.CLOSE, SCHOOL): at(7, 9)}
        days = [at(4, 10, 30), at(7, 10, 30)]

        assert due(plan, done, at(7, 12)) == (
            [a_due(JobName.MILESTONES, days[1], height)],
            [a_due(JobName.MILESTONES, days[0], height)],
        )


def test_a_plan_is_an_organisation_s_unless_said_otherwise():
    plan = a_plan()

    assert Plan(unit=SCHOOL, zone=ZONE, order=plan.order, since=SINCE) == plan
