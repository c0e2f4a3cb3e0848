"""A week gone by, written straight into the tables: tallies, ledger, keys, calls, closed weeks."""

from collections import Counter
from collections.abc import Iterator

import msgspec

from bot.service.core import Core
from monitor.facts.values import Report
from monitor.jobs.loading.load import UnitOrder, Units, load_facts
from monitor.jobs.tick import heights
from monitor.orders.jobs import JobName
from monitor.orders.schedule import Plan, fires, trigger
from monitor.report.making import make_report
from monitor.report.standing import standing_of
from monitor.time.week import week_of_day
from storage import tables
from storage.db.database import Connection
from storage.db.times import seconds
from storage.seen.pseudonyms import new_key, pseudonym
from tests.bench.planting import SINCE, Row, administrator, fill, name_of
from tests.bench.town import FIRST_LEARNER, MONDAY, ZONE, Town, moment, talk

SUNDAY_NIGHT = moment(7)
CLOSING = moment(7, 9)
EARLIER_WEEKS = 6
CALL_MINUTES = 30


async def plant_week(town: Town, core: Core) -> None:
    """Write the first week: all was done but its closing, and six weeks before it are closed."""
    keys = [new_key() for _ in range(town.units)]
    organisations = [core.units[name_of(unit)] for unit in range(town.units)]
    async with core.database.writing() as connection:
        await fill(connection, tables.weekly_keys, _keys(keys))
        tallies, last = _tallies(town, keys)
        await fill(connection, tables.tallies, tallies)
        await fill(connection, tables.ledger, last)
        await fill(connection, tables.calls, _calls(town))
        await fill(connection, tables.job_runs, _runs(core.units))
        report = await _report(connection, organisations[0])
        await fill(connection, tables.snapshots, _snapshots(organisations, report))
        await fill(connection, tables.standings, _standings(organisations, report))


def _keys(keys: list[bytes]) -> Iterator[Row]:
    span = {"starts_at": seconds(moment(0)), "ends_at": seconds(SUNDAY_NIGHT)}
    for unit, key in enumerate(keys):
        yield {"unit": name_of(unit), "week": _name(0), "key": key, **span}


def _tallies(town: Town, keys: list[bytes]) -> tuple[Iterator[Row], Iterator[Row]]:
    """Add up what the town said: rows of tallies, and of the ledger."""
    sums: Counter[tuple[int, int, int]] = Counter()
    last: dict[int, int] = {}
    for said in talk(town, town.a_week):
        sums[said.chat, said.at // 3600, said.account] += 1
        last[said.chat] = said.number
    return _named(town, keys, sums), (
        {"conversation": chat, "first": 1, "last": number} for chat, number in last.items()
    )


def _named(town: Town, keys: list[bytes], sums: Counter[tuple[int, int, int]]) -> Iterator[Row]:
    for (chat, hour, account), messages in sums.items():
        stranger = account >= FIRST_LEARNER
        author = pseudonym(keys[town.unit_of(chat)], account) if stranger else account
        yield {"chat": chat, "hour": hour, "author": author, "messages": messages}


def _calls(town: Town) -> Iterator[Row]:
    """One call a chat, by its organisation's administrator."""
    for chat in range(1, town.chats + 1):
        yield {
            "chat": chat,
            "end_number": 1_000_000,
            "started_at": seconds(moment(chat % 5, 10)),
            "seconds": CALL_MINUTES * 60,
            "closed": True,
            "initiator": administrator(town, town.unit_of(chat)),
            "reached": True,
            "participant_count": 5,
        }


def _runs(units: Units) -> Iterator[Row]:
    """Everything the schedule asked for before Sunday night was done, on every level."""
    height = heights(units)
    for unit, of in units.items():
        plan = Plan(unit=unit, height=height[unit], zone=of.zone, order=of.order, since=SINCE)
        for job in JobName:
            cron = trigger(job, plan)
            for at in fires(cron, SINCE, SUNDAY_NIGHT) if cron else ():
                yield {
                    "job": job.value,
                    "unit": unit,
                    "moment": seconds(at),
                    "state": "done",
                    "finished_at": seconds(at),
                }


async def _report(connection: Connection, of: UnitOrder) -> Report:
    """The first organisation's week, which also stands for everybody's earlier weeks."""
    week = week_of_day(MONDAY, ZONE)
    facts = await load_facts(connection, of, week, week.end)
    return make_report(facts, of.order, closed=True)


def _snapshots(organisations: list[UnitOrder], report: Report) -> Iterator[Row]:
    encoded = msgspec.json.encode(report).decode()
    for unit in organisations:
        for weeks in range(1, EARLIER_WEEKS + 1):
            yield {
                "unit": unit.id,
                "week": _name(-weeks),
                "version": 1,
                "author": "close",
                "made_at": seconds(SINCE),
                "report": encoded,
            }


def _standings(organisations: list[UnitOrder], report: Report) -> Iterator[Row]:
    kept = standing_of(report)
    for unit in organisations:
        for weeks in range(1, EARLIER_WEEKS + 1):
            yield {
                "unit": unit.id,
                "week": _name(-weeks),
                "as_of": seconds(SINCE),
                "closed": True,
                "completeness": kept.completeness,
                "figures": kept.figures,
            }


def _name(weeks: int) -> str:
    return week_of_day(MONDAY, ZONE).shifted(weeks).name
