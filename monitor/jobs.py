"""The jobs: load, think, save, in one transaction together with the line that says *done*.

A job thinks as of the moment it was scheduled for; only when to tell depends on when it woke up.
Doing it twice changes nothing: the line of the run and every notice are unique.
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec

from monitor.calendar import Hours, next_allowed
from monitor.facts import Facts
from monitor.load import UnitOrder, load_earlier, load_facts
from monitor.report import Digest
from monitor.reporting import make_digest, make_nudge, make_report
from monitor.schedule import Due, JobName, Plan, due
from monitor.week import Week, utc_seconds, week_at
from storage import activity, chats, notices, runs, snapshots, units
from storage.database import Connection, Database
from storage.records import NewNotice, Office

TREND_WEEKS = 6
"""Earlier weeks a digest compares with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What a tick did: jobs run, notices written, notices released to delivery."""

    jobs: tuple[Due, ...]
    planned: int
    released: int


async def tick(
    database: Database,
    of: Mapping[str, UnitOrder],
    now: datetime,
    only: Iterable[JobName] = tuple(JobName),
) -> Done:
    """Do everything that is due up to ``now`` and was not done, oldest first."""
    wanted = frozenset(only)
    async with database.reading() as connection:
        last = await runs.last_done(connection)
        since = await chats.since(connection)
    work: list[Due] = []
    missed: list[Due] = []
    for unit, each in of.items():
        plan = Plan(unit=unit, zone=each.zone, order=each.order, since=since.get(unit))
        todo, late = due(plan, last, now)
        work += [item for item in todo if item.job in wanted]
        missed += [item for item in late if item.job in wanted]
    planned = 0
    for item in sorted(work):
        async with database.writing() as connection:
            if await runs.mark(connection, item.job, item.unit, item.moment, "done", now):
                planned += await _JOBS[item.job](connection, of[item.unit], item.moment, now)
    async with database.writing() as connection:
        for item in missed:
            await runs.mark(connection, item.job, item.unit, item.moment, "skipped", now)
        for each in of.values():
            if (allowed := _allowed(each, now)) > now:  # what could not go out by day waits
                await notices.hold(connection, each.unit.id, allowed)
        released = await notices.release(connection, now)
    return Done(jobs=tuple(sorted(work)), planned=planned, released=released)


async def _close(connection: Connection, of: UnitOrder, moment: datetime, now: datetime) -> int:
    """Close the week before: keep its report, destroy its key, send the final figures."""
    week = week_at(moment, of.zone, of.order.first_weekday).shifted(-1)
    unit = of.unit.id
    planned = 0
    facts = await load_facts(connection, of, week, week.end)
    known = await snapshots.latest(connection, unit, week.name)
    if known is None and _was_there(facts):
        report = make_report(facts, of.order, closed=True)
        encoded = msgspec.json.encode(report).decode()
        await snapshots.save(connection, unit, week.name, encoded, "close", moment)
        digest = make_digest(
            report, of.order, await load_earlier(connection, of, week, TREND_WEEKS), final=True
        )
        planned = await _tell(connection, of, now, digest, _FINAL, week)
    await activity.forget_strangers(
        connection, unit, utc_seconds(week.start), utc_seconds(week.end)
    )
    await snapshots.destroy_keys(connection, unit, week.end)
    return planned


async def _nudge(connection: Connection, of: UnitOrder, moment: datetime, now: datetime) -> int:
    """Nudge each person below a personal norm, at most once a week over all units."""
    week = week_at(moment, of.zone, of.order.first_weekday)
    facts = await load_facts(connection, of, week, moment)
    nudges = {
        person.accounts[-1]: nudge  # the account bound last
        for person in facts.people
        if (nudge := make_nudge(person, of.order, facts)) is not None
    }
    told = await notices.told(connection, JobName.NUDGE, week.name, nudges)
    return await notices.plan(
        connection,
        [
            NewNotice(
                unit=of.unit.id,
                kind=JobName.NUDGE,
                period=week.name,
                recipient=account,
                facts=msgspec.json.encode(nudge).decode(),
                due_at=_allowed(of, now),
                expires_at=week.end,
            )
            for account, nudge in nudges.items()
            if account not in told
        ],
    )


async def _reminder(connection: Connection, of: UnitOrder, moment: datetime, now: datetime) -> int:
    """Remind the administrators, with the names of those who are short."""
    week, digest = await _running(connection, of, moment)
    return await _tell(
        connection, of, now, digest, ((JobName.REMINDER, Office.ADMINISTRATOR),), week
    )


async def _summary(connection: Connection, of: UnitOrder, moment: datetime, now: datetime) -> int:
    """Send the administrators the week so far."""
    week, digest = await _running(connection, of, moment)
    return await _tell(
        connection, of, now, digest, ((JobName.SUMMARY, Office.ADMINISTRATOR),), week
    )


async def _digest(connection: Connection, of: UnitOrder, moment: datetime, now: datetime) -> int:
    """Send the deputies the digest of the week so far."""
    week, digest = await _running(connection, of, moment)
    return await _tell(connection, of, now, digest, ((JobName.DIGEST, Office.DEPUTY),), week)


def _was_there(facts: Facts) -> bool:
    """Tell whether the bot was in a chat of the unit before the week ended."""
    return any(
        chat.joined_at is not None and chat.joined_at < facts.week.end for chat in facts.raw.chats
    )


_FINAL = ((JobName.SUMMARY, Office.ADMINISTRATOR), (JobName.DIGEST, Office.DEPUTY))

_JOBS: dict[JobName, Callable[[Connection, UnitOrder, datetime, datetime], Awaitable[int]]] = {
    JobName.CLOSE: _close,
    JobName.NUDGE: _nudge,
    JobName.REMINDER: _reminder,
    JobName.SUMMARY: _summary,
    JobName.DIGEST: _digest,
}


async def _running(connection: Connection, of: UnitOrder, moment: datetime) -> tuple[Week, Digest]:
    week = week_at(moment, of.zone, of.order.first_weekday)
    facts = await load_facts(connection, of, week, moment)
    earlier = await load_earlier(connection, of, week, TREND_WEEKS)
    return week, make_digest(make_report(facts, of.order), of.order, earlier, final=False)


async def _tell(
    connection: Connection,
    of: UnitOrder,
    now: datetime,
    digest: Digest,
    kinds: Iterable[tuple[JobName, Office]],
    week: Week,
) -> int:
    """Plan one notice for each holder of the office; a deputy needs no summary beside a digest."""
    holders = await units.offices(connection, unit=of.unit.id)
    deputies = {each.account for each in holders if each.office is Office.DEPUTY}
    facts = msgspec.json.encode(digest).decode()
    return await notices.plan(
        connection,
        [
            NewNotice(
                unit=of.unit.id,
                kind=kind,
                period=f"{week.name} final" if digest.final else week.name,
                recipient=each.account,
                facts=facts,
                due_at=_allowed(of, now),
                expires_at=week.end + _USEFUL[digest.final],
            )
            for kind, office in kinds
            for each in holders
            if each.office is office and not (kind is JobName.SUMMARY and each.account in deputies)
        ],
    )


# A picture of a running week is of no use once the week is over; a final one, once the next is.
_USEFUL = {False: timedelta(), True: timedelta(days=7)}


def _allowed(of: UnitOrder, now: datetime) -> datetime:
    """The first allowed moment from now on: a job caught up at night is told in the morning."""
    quiet = of.order.quiet
    return next_allowed(now, Hours(quiet.opens, quiet.closes), of.zone)
