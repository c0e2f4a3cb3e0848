"""Who is behind in the running week and since when, and reminding them by hand.

A reminder by hand is the week's nudge: whoever got it gets none from the job, and the other way
round.
"""

from collections.abc import Collection, Mapping, Set
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from monitor.facts.digest import Nudge
from monitor.facts.facts import PersonWeek
from monitor.facts.values import PersonLine, Report
from monitor.indicators.judging import Judge
from monitor.jobs.loading.closed import closed_report
from monitor.jobs.loading.load import UnitOrder, load_facts
from monitor.jobs.loading.week import load_report
from monitor.jobs.telling import allowed, plan_nudges
from monitor.orders.jobs import JobName
from monitor.time.week import Week
from storage.db.database import Connection
from storage.people import people, subscriptions
from storage.subscription import QUIET
from storage.told import notices

WEEKS_BACK = 4
"""Closed weeks looked through for how long somebody has been behind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """Somebody below a norm; ``weeks``: closed weeks in a row before this one, at most four."""

    person: PersonLine
    weeks: int
    reminded: bool  # this week, by hand or by the job
    quiet: bool  # asked for no personal nudges


ReminderOutcome = Literal[
    "ready",  # would be reminded
    "reminded",  # this week already
    "quiet",  # asked for no personal nudges
    "closed",  # does not let the bot write
    "unbound",  # the profile is not known
    "away",  # not there today
]
"""What a reminder would do with somebody who is behind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminding:
    """What a reminder would do: ``nudges`` by account go out at ``due_at``; who stands how."""

    week: Week
    due_at: datetime
    nudges: Mapping[int, Nudge]
    people: Mapping[ReminderOutcome, tuple[int, ...]]

    def count(self, outcome: ReminderOutcome) -> int:
        """Tell of how many that is so."""
        return len(self.people.get(outcome, ()))

    @property
    def in_time(self) -> bool:
        """Whether the reminder would come before the week is over."""
        return self.due_at < self.week.end


async def load_behind(
    connection: Connection, unit: UnitOrder, now: datetime, week: Week | None = None
) -> tuple[Report, tuple[Behind, ...]]:
    """Give a week, the running one if none is named, and those behind in it.

    Who did least first, the unknown last. Raises ``Forgotten``.
    """
    week = week or unit.week(now)
    report = await load_report(connection, unit, week, now)
    short = [person for person in report.people if person.short]
    weeks = await _weeks(connection, unit, week, {person.id for person in short})
    accounts = await _accounts(connection, unit)
    known = await notices.told(connection, JobName.NUDGE, week.name, accounts)
    quiet = await subscriptions.who(connection, unit.id, QUIET)
    reminded = {accounts[account] for account in known}
    silent = {accounts[account] for account in quiet if account in accounts}
    return report, tuple(
        Behind(
            person=person,
            weeks=weeks[person.id],
            reminded=person.id in reminded,
            quiet=person.id in silent,
        )
        for person in sorted(short, key=_order)
    )


def _order(person: PersonLine) -> tuple[bool, float, str]:
    done = [min(1.0, each.done / each.needed) for each in person.asked if each.needed]
    share = (max if person.any else min)(done, default=0.0)
    return not person.known, share, person.name


async def _accounts(connection: Connection, unit: UnitOrder) -> dict[int, int]:
    """Give whose the accounts of a unit are."""
    return {each.account: each.person for each in await people.bindings(connection, unit.id)}


async def _weeks(
    connection: Connection, unit: UnitOrder, week: Week, wanted: Collection[int]
) -> dict[int, int]:
    """Count the closed weeks in a row before a week in which people were behind as well.

    A week without school neither counts nor ends the row, however many there are; one that was
    never closed, or in which nothing was known of somebody, ends it.
    """
    found = dict.fromkeys(wanted, 0)
    still = set(wanted)
    looked = 0
    earlier = week.shifted(-1)
    while still and looked < WEEKS_BACK:
        report = await closed_report(connection, unit.id, earlier.name)
        if report is None:
            break
        earlier = earlier.shifted(-1)
        if report.resting:
            continue
        looked += 1
        still &= {person.id for person in report.people if person.short and person.known}
        for person in still:
            found[person] += 1
    return found


async def look(
    connection: Connection, unit: UnitOrder, now: datetime, wanted: Collection[int] | None
) -> Reminding:
    """Tell what reminding these people (None: all who are behind) would do; nothing is written."""
    week = unit.week(now)
    facts = await load_facts(connection, unit, week, now)
    accounts = [account for person in facts.people for account in person.accounts]
    known = await notices.told(connection, JobName.NUDGE, week.name, accounts)
    quiet = await subscriptions.who(connection, unit.id, QUIET)
    due_at = await allowed(connection, unit, now)
    sent_on = due_at.astimezone(unit.zone).date()
    left = (week.last - sent_on).days + 1
    judge = Judge(facts, unit.order)
    nudges: dict[int, Nudge] = {}
    found: dict[ReminderOutcome, list[int]] = {}
    for person in facts.people:
        if (wanted is not None and person.person.id not in wanted) or not judge.missed(person):
            continue
        told = judge.nudge(person)
        outcome = _outcome(person, known, quiet, told)
        found.setdefault(outcome, []).append(person.person.id)
        if outcome == "ready" and told is not None:
            working = tuple(day for day in told.working if day >= sent_on)
            nudges[person.accounts[-1]] = replace(told, days_left=left, working=working)
    return Reminding(
        week=week,
        due_at=due_at,
        nudges=nudges,
        people={outcome: tuple(ids) for outcome, ids in found.items()},
    )


def _outcome(
    person: PersonWeek, known: Set[int], quiet: Set[int], nudge: Nudge | None
) -> ReminderOutcome:
    if not person.accounts:
        return "unbound"
    if not known.isdisjoint(person.accounts):
        return "reminded"
    if not quiet.isdisjoint(person.accounts):
        return "quiet"
    if person.reachable is False:
        return "closed"
    return "ready" if nudge is not None else "away"


async def remind(connection: Connection, unit: UnitOrder, reminding: Reminding) -> int:
    """Plan the reminders; return how many."""
    if not reminding.in_time:
        return 0
    return await plan_nudges(connection, unit, reminding.nudges, reminding.week, reminding.due_at)
