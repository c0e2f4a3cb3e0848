"""Jobs that tell: they think as of their moment, and write notices for those concerned.

Doing one twice changes nothing: the line of the run and every notice are unique.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Literal

import msgspec

from monitor.facts.digest import Digest, Nudge
from monitor.indicators.judging import Judge
from monitor.jobs.job import Job
from monitor.jobs.loading.load import UnitOrder, load_facts, load_vacations
from monitor.jobs.loading.week import beside_last_week, load_week
from monitor.orders.jobs import JobName
from monitor.report.codec import encode_digest
from monitor.report.standing import standing_of
from monitor.time.calendar import Hours, days_off, is_writing_day, next_allowed
from monitor.time.week import Week
from storage.db.database import Connection
from storage.people import subscriptions, units
from storage.records import NewNotice, Office, OfficeHolder, Vacation
from storage.subscription import QUIET
from storage.told import notices
from storage.weeks import standings

Rest = Literal["hours", "day", "vacation"]
"""Why people are left in peace: the hour, a day off, a vacation of the unit."""

FINAL = ((JobName.SUMMARY, Office.ADMINISTRATOR), (JobName.DIGEST, Office.DEPUTY))
"""Who is told a closed week."""


async def nudge(connection: Connection, unit: UnitOrder, moment: datetime, now: datetime) -> int:
    """Nudge each person below a personal norm, at most once a week over all units."""
    week = unit.week(moment)
    facts = await load_facts(connection, unit, week, moment)
    judge = Judge(facts, unit.order)
    quiet = await subscriptions.who(connection, unit.id, QUIET)
    nudges = {
        person.accounts[-1]: told  # the account bound last
        for person in facts.people
        if quiet.isdisjoint(person.accounts) and (told := judge.nudge(person)) is not None
    }
    return await plan_nudges(connection, unit, nudges, week, await allowed(connection, unit, now))


async def plan_nudges(
    connection: Connection,
    unit: UnitOrder,
    nudges: Mapping[int, Nudge],
    week: Week,
    due_at: datetime,
) -> int:
    """Plan nudges by account; who has had one this week, from any unit, gets none."""
    known = await notices.told(connection, JobName.NUDGE, week.name, nudges)
    return await notices.plan(
        connection,
        [
            NewNotice(
                unit=unit.id,
                kind=JobName.NUDGE,
                period=week.name,
                recipient=account,
                facts=msgspec.json.encode(told).decode(),
                due_at=due_at,
                expires_at=week.end,
            )
            for account, told in nudges.items()
            if account not in known
        ],
        again=True,
    )


async def reminder(connection: Connection, unit: UnitOrder, moment: datetime, now: datetime) -> int:
    """Remind the administrators, with the names of those who are short."""
    return await _now(connection, unit, moment, now, (JobName.REMINDER, Office.ADMINISTRATOR))


async def summary(connection: Connection, unit: UnitOrder, moment: datetime, now: datetime) -> int:
    """Send the administrators the week so far."""
    return await _now(connection, unit, moment, now, (JobName.SUMMARY, Office.ADMINISTRATOR))


async def digest(connection: Connection, unit: UnitOrder, moment: datetime, now: datetime) -> int:
    """Send the deputies the digest of the week so far."""
    return await _now(connection, unit, moment, now, (JobName.DIGEST, Office.DEPUTY))


async def running(connection: Connection, unit: UnitOrder, moment: datetime) -> tuple[Week, Digest]:
    """Give the running week's digest as of a moment, and keep it as the week's standing."""
    week = unit.week(moment)
    counted = await load_week(connection, unit, week, moment)
    await standings.save(connection, standing_of(counted.report))
    return week, counted.digest()


async def _now(
    connection: Connection,
    unit: UnitOrder,
    moment: datetime,
    now: datetime,
    kind: tuple[JobName, Office],
) -> int:
    week, facts = await running(connection, unit, moment)
    if facts.report.resting:
        return 0  # nobody reads about a week of vacation
    if kind[0] is not JobName.REMINDER:
        facts = await beside_last_week(connection, unit, week, facts)
    return await tell(connection, unit, now, facts, (kind,), week)


async def tell(
    connection: Connection,
    unit: UnitOrder,
    now: datetime,
    digest: Digest,
    kinds: Iterable[tuple[JobName, Office]],
    week: Week,
) -> int:
    """Plan one notice for each holder of the office; a deputy needs no summary beside a digest."""
    return await tell_all(connection, now, [(unit, digest)], kinds, week)


async def tell_all(
    connection: Connection,
    now: datetime,
    digests: Collection[tuple[UnitOrder, Digest]],
    kinds: Iterable[tuple[JobName, Office]],
    week: Week,
) -> int:
    """Plan the notices about a common week of many units, as ``tell`` does for one."""
    wanted = [unit for unit, _ in digests]
    holders = await units.offices_by_unit(connection, [unit.id for unit in wanted])
    rests = await load_vacations(connection, wanted)
    kinds = tuple(kinds)
    return await notices.plan(
        connection,
        [
            notice
            for unit, digest in digests
            if holders[unit.id]
            for notice in _notices(unit, digest, kinds, week, now, holders[unit.id], rests[unit.id])
        ],
    )


def _notices(
    unit: UnitOrder,
    digest: Digest,
    kinds: Iterable[tuple[JobName, Office]],
    week: Week,
    now: datetime,
    holders: Collection[OfficeHolder],
    rest: Iterable[Vacation],
) -> Iterator[NewNotice]:
    deputies = {each.account for each in holders if each.office is Office.DEPUTY}
    facts = encode_digest(digest)
    due_at = first_allowed(unit, now, rest)
    useful_until = _useful_until(unit, week, rest, final=digest.final)
    for kind, office in kinds:
        for each in holders:
            if each.office is office and not (kind is JobName.SUMMARY and each.account in deputies):
                yield NewNotice(
                    unit=unit.id,
                    kind=kind,
                    period=f"{week.name} final" if digest.final else week.name,
                    recipient=each.account,
                    facts=facts,
                    due_at=due_at,
                    expires_at=useful_until,
                )


def _useful_until(
    unit: UnitOrder, week: Week, rest: Iterable[Vacation], *, final: bool
) -> datetime:
    """A running week's picture is of use until the week is over; a final one, until the next is.

    The next one is the first in which anybody may be written to: after the holidays of New Year
    the old year's last week is still told.
    """
    if not final:
        return week.end
    next_week = first_allowed(unit, week.end, rest)
    return unit.week(next_week).end


async def allowed(connection: Connection, unit: UnitOrder, now: datetime) -> datetime:
    """The first allowed moment from now on: a job caught up at night is told in the morning."""
    rests = await load_vacations(connection, [unit])
    return first_allowed(unit, now, rests[unit.id])


def first_allowed(unit: UnitOrder, now: datetime, rest: Iterable[Vacation]) -> datetime:
    """The first moment from now on at which a unit with these vacations may be written to."""
    quiet = unit.order.quiet
    return next_allowed(now, Hours(quiet.opens, quiet.closes), unit.zone, days_off(rest))


def why_not(unit: UnitOrder, moment: datetime, rest: Iterable[Vacation]) -> Rest | None:
    """Tell why a unit is not written to at a moment; None: it may be."""
    if first_allowed(unit, moment, rest) == moment:
        return None
    day, off = moment.astimezone(unit.zone).date(), days_off(rest)
    if off(day):
        return "vacation"
    return "hours" if is_writing_day(day, off) else "day"


JOBS = (
    Job(name=JobName.NUDGE, of_organisation=nudge),
    Job(name=JobName.REMINDER, of_organisation=reminder),
    Job(name=JobName.SUMMARY, of_organisation=summary),
    Job(name=JobName.DIGEST, of_organisation=digest),
)
