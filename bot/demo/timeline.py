"""What happens and when: what people do, and the moments of the organisations' schedules."""

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.demo.cast import MONDAY, SEED, Organisation
from bot.demo.stage import EARLIER, Demo, local
from monitor.orders.jobs import JobName
from monitor.orders.schedule import Plan, fires, trigger
from sandbox.school.school import Act, make_week, perform

WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True, order=True)
class Beat:
    """One thing that happens; without an act it is a moment of somebody's schedule.

    A moment comes before what people do at the same instant, as it is judged without that.
    """

    at: datetime
    acts: bool
    number: int
    unit: str = ""
    act: Act | None = None


def perform_beat(demo: Demo, beat: Beat) -> None:
    """Let somebody do what he does."""
    if beat.act is not None:
        perform(demo.world, beat.act, demo.chats[beat.unit])


def earlier(demo: Demo) -> Iterator[tuple[datetime, list[Beat]]]:
    """Give the weeks before the shown one, each with its end."""
    for back in range(EARLIER, 0, -1):
        monday = MONDAY - back * WEEK
        found = heapq.merge(
            *(_acts(of, monday, SEED + back, steady=True) for of in demo.cast.ready)
        )
        yield local(monday + WEEK, 0, zone_of(demo)), list(found)


def shown(demo: Demo) -> Iterator[Beat]:
    """Give the week that is shown and every week after it, for ever."""
    monday, zone = MONDAY, zone_of(demo)
    while True:
        start, end = (local(monday + timedelta(days=n), 0, zone) for n in (0, 7))
        moments = (Beat(at, False, 0) for at in _moments(demo, start, end))
        first = monday == MONDAY
        acts = (_acts(of, monday, SEED, steady=not first) for of in demo.cast.ready)
        yield from heapq.merge(moments, *acts)
        monday += WEEK


def _acts(of: Organisation, monday: date, seed: int, *, steady: bool) -> Iterator[Beat]:
    acts = make_week(of.school, monday, seed)
    kept = _steady(acts) if steady else iter(acts)
    for number, act in enumerate(kept):
        yield Beat(act.at, True, number, of.unit, act)


def _steady(acts: Sequence[Act]) -> Iterator[Act]:
    """Leave out who comes and goes and what they do: that happens in the shown week itself."""
    moving = {"invite", "remove"}
    movers = {person for act in acts if act.kind in moving for person in act.people}
    for act in acts:
        if act.kind not in {*moving, "title"} and movers.isdisjoint({act.from_id, *act.people}):
            yield act


def _moments(demo: Demo, start: datetime, end: datetime) -> list[datetime]:
    """Give the moments of all schedules from a Monday to the next."""
    found: set[datetime] = set()
    for unit in demo.service.core.units.values():
        plan = Plan(unit=unit.id, zone=unit.zone, order=unit.order, since=None)
        for job in JobName:
            if (cron := trigger(job, plan)) is not None:
                found.update(fires(cron, start, end))
    return sorted(found)


def zone_of(demo: Demo) -> ZoneInfo:
    """Give the zone all of them live in."""
    return ZoneInfo(demo.cast.organisations[0].school.timezone)


def beginning(demo: Demo) -> datetime:
    """Tell when the shown week begins."""
    return local(MONDAY, 0, zone_of(demo))


def ending(demo: Demo) -> datetime:
    """Tell when the shown week is closed."""
    return datetime.combine(MONDAY + WEEK, time(9), zone_of(demo))
