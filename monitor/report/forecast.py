"""Who will be short by the end of the week at this pace. Pure.

A pace is what a person did, divided by the working days on which that person was there. Of today
the part of the order's hours that has passed counts. The pace times the person's working days of
the whole week is the projection, rounded down: nobody is promised what is not certain.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Literal

from monitor.facts.facts import Facts, PersonWeek
from monitor.facts.values import Counts, Requirement, WindowSpan
from monitor.indicators.judging import Judge, Missed
from monitor.indicators.people import meets, requirements
from monitor.orders.model import IndicatorSpec, Order, Quiet


@dataclass(frozen=True, slots=True, kw_only=True)
class Projected:
    """What somebody did so far, will have done by the week's end at this pace, and needs."""

    counts: Counts
    done: int
    projected: int
    needed: int
    a_day: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LikelyShort:
    """Somebody who will be short at this pace; ``any``: one of the requirements is enough."""

    name: str
    asked: tuple[Projected, ...]
    any: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """How a week will end for those of whom something is asked; for administrators only.

    ``already`` of those who are ``likely`` to meet their norms do so now. ``unclear``: was there
    for less than a working day so far. Nobody ``unbound`` or ``absent`` is judged.
    """

    unit_name: str
    window: WindowSpan
    likely: int
    already: int
    short: tuple[LikelyShort, ...]
    unclear: int
    unbound: int
    absent: int
    incomplete: bool


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """Working days behind a person, and all of the week; with the days still to come."""

    elapsed: Fraction
    total: int
    days_left: int

    def project(self, asked: Requirement) -> int:
        """Give what will be done by the week's end; never less than is done already."""
        if not self.elapsed:
            return asked.done
        projected = int(asked.done * max(self.total / self.elapsed, Fraction(1)))
        if asked.counts == "days":
            return min(projected, asked.done + self.days_left)
        return projected


def make_forecast(facts: Facts, order: Order) -> Forecast | None:
    """Look ahead to the end of a running week.

    None: less than one working day is over, the bot is in no chat, there is no school this week,
    or nobody is there of whom something is asked by the week.
    """
    if not facts.watched or _elapsed(facts, order.quiet) < 1:
        return None
    judge = Judge(facts, order)
    weekly = [spec for spec in judge.specs if spec.personal and spec.window == "week"]
    people = [each for each in facts.people if _concerned(each, weekly)]
    found = [
        _outlook(judge, each, asked, order.quiet)
        for each in people
        if each.accounts and (asked := _asked(judge, each))
    ]
    if not found:
        return None
    return Forecast(
        unit_name=facts.raw.unit.name,
        window=WindowSpan(
            week=facts.week.name,
            start=facts.week.start,
            end=facts.week.end,
            as_of=facts.as_of,
            closed=False,
        ),
        likely=found.count("met") + found.count("likely"),
        already=found.count("met"),
        short=tuple(each for each in found if isinstance(each, LikelyShort)),
        unclear=found.count("unclear"),
        unbound=sum(not each.absent and not each.accounts for each in people),
        absent=sum(each.absent for each in people),
        incomplete=not facts.whole,
    )


def _concerned(person: PersonWeek, specs: Iterable[IndicatorSpec]) -> bool:
    roles = [spec.roles_counted for spec in specs]
    return any(each is None or person.person.role in each for each in roles)


def _asked(judge: Judge, person: PersonWeek) -> Missed:
    """Give what is asked of a person by the week; a day or a month is not looked ahead in."""
    return [(spec, mine) for spec, mine, _ in judge.concerning(person) if spec.window == "week"]


def _outlook(
    judge: Judge, person: PersonWeek, asked: Missed, hours: Quiet
) -> LikelyShort | Literal["met", "likely", "unclear"]:
    facts = judge.facts
    if all(meets(mine, facts, spec) for spec, mine in asked):
        return "met"
    pace = _pace(person, facts, hours)
    if pace.elapsed < 1:
        return "unclear"
    missed = [(spec, mine) for spec, mine in asked if not _reaches(spec, mine, facts, pace)]
    if not missed:
        return "likely"
    told, choice = judge.asked(missed)
    return LikelyShort(
        name=person.person.full_name,
        asked=tuple(
            Projected(
                counts=each.counts,
                done=each.done,
                projected=pace.project(each),
                needed=each.needed,
                a_day=each.a_day,
            )
            for each in told
        ),
        any=choice,
    )


def _reaches(spec: IndicatorSpec, mine: PersonWeek, facts: Facts, pace: WorkingDays) -> bool:
    asked = requirements(mine, facts, spec)
    reached = [pace.project(each) >= each.needed for each in asked]
    return any(reached) or not reached if spec.any else all(reached)


def _pace(person: PersonWeek, facts: Facts, hours: Quiet) -> WorkingDays:
    """Count from the end: the days ahead are known, and who was hired late has fewer behind."""
    today = _today(facts)
    mine = [day for day in facts.working if day not in person.away]
    ahead = sum(day > today for day in mine)
    behind = max(person.worked - ahead - (today in mine), 0)
    part = _part(facts, hours) if today in mine else 0
    return WorkingDays(Fraction(behind) + part, person.worked, (facts.week.last - today).days + 1)


def _elapsed(facts: Facts, hours: Quiet) -> Fraction:
    today = _today(facts)
    behind = Fraction(sum(day < today for day in facts.working))
    return behind + (_part(facts, hours) if today in facts.working else 0)


def _today(facts: Facts) -> date:
    return facts.as_of.astimezone(facts.week.zone).date()


def _part(facts: Facts, hours: Quiet) -> Fraction:
    """Tell which part of today's hours is over."""
    opens, closes = (
        datetime.combine(_today(facts), each, facts.week.zone)
        for each in (hours.opens, hours.closes)
    )
    if closes <= opens:
        return Fraction(0)
    second = timedelta(seconds=1)
    part = Fraction((facts.as_of - opens) // second, (closes - opens) // second)
    return min(max(part, Fraction(0)), Fraction(1))
