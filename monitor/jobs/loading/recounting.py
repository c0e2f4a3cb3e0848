"""What a level's closed weeks say since they were told: an organisation was late, or corrected.

The new sum is told once, with the next digest.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import timedelta

from monitor.facts.digest import Again, Digest
from monitor.facts.values import Report
from monitor.jobs.loading.closed import closed_report
from monitor.jobs.loading.load import UnitOrder
from monitor.orders.jobs import JobName
from monitor.report.codec import decode_digest
from monitor.time.week import Week
from storage.db.database import Connection
from storage.records import Notice, NoticeState
from storage.told import notices

MOST = 2
"""Weeks told again in one digest; the others wait for the next."""

WEEKS_BACK = 4
"""Closed weeks in which somebody may have been late."""

_UNTOLD = frozenset({NoticeState.FAILED, NoticeState.STALE})


async def recounted(connection: Connection, unit: UnitOrder, week: Week) -> tuple[Again, ...]:
    """List the weeks before a digest's week that say something else than was told, oldest first."""
    weeks = [week.shifted(-back) for back in range(WEEKS_BACK, 0, -1)]
    told = await _told(connection, unit, [*weeks, week])
    found = []
    for each in weeks:
        before = told.get(each.name)
        kept = await closed_report(connection, unit.id, each.name) if before else None
        if before is None or kept is None:
            continue
        now = _sum_of(kept, unit.order.main)
        if _said(now) != _said(before):
            found.append(
                replace(now, was=before.value, was_of=before.of, was_reporting=before.reporting)
            )
    return tuple(found[:MOST])


async def _told(
    connection: Connection, unit: UnitOrder, weeks: Iterable[Week]
) -> Mapping[str, Again]:
    """Give what was told last of each closed week: with its own final digest, or with a later."""
    told: dict[str, Again] = {}
    for each in weeks:
        for period in (each.name, f"{each.name} final"):
            kept = await notices.of_period(connection, unit.id, period, JobName.ROLLUP)
            for digest in _digests(kept):
                if digest.final:
                    told[each.name] = _sum_of(digest.report, unit.order.main)
                told |= {again.week: again for again in digest.again}
    return told


def _digests(kept: Iterable[Notice]) -> Iterable[Digest]:
    """Read one notice of those for all coordinators: they all say the same."""
    one = next((each for each in kept if each.state not in _UNTOLD), None)
    return [] if one is None else [decode_digest(one.facts)]


def _sum_of(report: Report, main: str) -> Again:
    figure = report.figure(main)
    window = report.window
    return Again(
        week=window.week,
        first=window.start.date(),
        last=(window.end - timedelta(days=1)).date(),
        title=figure.title if figure else "",
        value=figure.value if figure else None,
        of=figure.of if figure else None,
        reporting=sum(line.reporting for line in report.organisations),
        listed=sum(line.listed for line in report.organisations),
    )


def _said(again: Again) -> tuple[int | None, ...]:
    return again.value, again.of, again.reporting, again.listed
