"""Closed weeks as storage keeps them: the one place that reads and keeps reports and facts."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from monitor.facts.values import Report
from monitor.report.codec import decode_facts, decode_report, encode_facts, encode_report
from monitor.report.kept import KeptFacts
from monitor.report.standing import standing_of
from storage.db.database import Connection
from storage.weeks import closed_facts as facts_table
from storage.weeks import snapshots, standings

CLOSED = "close"
"""The author of versions that the job of closing made."""


async def closed_report(connection: Connection, unit: str, week: str) -> Report | None:
    """Give a closed week's report as it was said last; None: the week is not closed."""
    kept = await snapshots.latest(connection, unit, week)
    return None if kept is None else decode_report(kept.report)


async def closed_reports(
    connection: Connection, unit: str, weeks: Collection[str]
) -> tuple[Report, ...]:
    """List the reports of those of the weeks that are closed, in the order of the weeks."""
    found = [await closed_report(connection, unit, week) for week in weeks]
    return tuple(report for report in found if report is not None)


async def closed_facts(
    connection: Connection, unit: str, weeks: Collection[str]
) -> dict[str, KeptFacts]:
    """Give what closed weeks are made of, by week; of weeks closed long ago nothing is kept."""
    kept = await facts_table.of_weeks(connection, unit, weeks)
    return {week: decode_facts(text) for week, text in kept.items()}


async def keep_closed_facts(
    connection: Connection, week: str, facts: Mapping[str, KeptFacts]
) -> None:
    """Keep what a closed week is made of, by unit."""
    encoded = {unit: encode_facts(each) for unit, each in facts.items()}
    await facts_table.save_all(connection, week, encoded)


async def keep_closed(
    connection: Connection, week: str, reports: Sequence[Report], author: str, at: datetime
) -> dict[str, int]:
    """Keep reports of a week as its newest versions, and its figures; give the versions by unit."""
    encoded = {report.unit: encode_report(report) for report in reports}
    versions = await snapshots.save_all(connection, week, encoded, author, at)
    await standings.save_all(connection, [standing_of(report) for report in reports])
    return versions
