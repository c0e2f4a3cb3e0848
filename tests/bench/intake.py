"""Section 1: events a second, from the long poll's bytes to the committed database."""

import statistics
from collections.abc import Iterator

from rich.table import Table

from tests.bench.apart import apart
from tests.bench.plan import Plan
from tests.bench.server import served
from tests.bench.tables import NOTHING, figure, share, spread, table, times
from tests.bench.town import DISTRICT

GOALS = {100: "15,000", 1_000: "60,000"}
RATIO_GOAL = "15 ×"
PLAIN_SHARE = 10  # the plain bot gets a tenth of the events

Split = dict[str, float]
Measured = tuple[int, int, list[float], list[float], Split]
"""Events a poll, events, our rates, the plain bot's rates, our seconds by part."""


def tables(plan: Plan) -> Iterator[Table]:
    """Measure and print."""
    measured = [_measure(plan, a_poll, events) for a_poll, events in plan.polls]
    yield table(
        "1. Intake: events a second, median (slowest)",
        ("events a poll", "events", "ours", "wanted", "plain vkbottle", "ours ÷ plain", "wanted"),
        [_rates(each) for each in measured],
        "Ours: HTTP, decoding, one transaction a poll (WAL, FULL), until committed; every count "
        "checked.\nPlain: vkbottle's polling, 20 text rules, logging off, a tenth of the events, "
        "nothing recorded.",
    )
    yield table(
        "1b. Where our time goes: microseconds an event (share)",
        ("events a poll", *(title for title, _ in _parts({}))),
        [_split(*each) for each in measured],
        "One more run with clocks around the parts; they cost a little themselves. "
        "Parts that overlap add up to more than all.",
    )


def _measure(plan: Plan, a_poll: int, events: int) -> Measured:
    fewer = max(a_poll, events // PLAIN_SHARE)
    with served(DISTRICT, events, a_poll) as url:
        with plan.bar(f"intake, {a_poll} a poll") as tell:
            ours, split = apart(
                "tests.bench.ours",
                tell,
                town=DISTRICT,
                url=url,
                events=events,
                runs=plan.runs,
                folder=plan.folder,
            )
        with plan.bar(f"plain vkbottle, {a_poll} a poll") as tell:
            plain = apart(
                "tests.bench.plain",
                tell,
                url=url,
                events=fewer,
                runs=plan.runs,
                folder=plan.folder,
            )
    rates = [events / seconds for seconds in ours]
    return a_poll, events, rates, [fewer / seconds for seconds in plain], split


def _rates(measured: Measured) -> tuple[str, ...]:
    a_poll, events, ours, plain, _ = measured
    ratio = times(statistics.median(ours), statistics.median(plain))
    goal = GOALS.get(a_poll, NOTHING)
    return figure(a_poll), figure(events), spread(ours), goal, spread(plain), ratio, RATIO_GOAL


def _parts(split: Split) -> tuple[tuple[str, float], ...]:
    """The parts of the time in the order in which they happen; nothing is counted twice."""
    of = {name: split.get(name, 0.0) for name in ("http", "decode", "transaction", "record")}
    inside = split.get("ledger", 0.0), split.get("tallies", 0.0)
    known = of["http"] + of["decode"] + of["transaction"]
    return (
        ("HTTP", of["http"]),
        ("decode", of["decode"]),
        ("ledger", inside[0]),
        ("tallies", inside[1]),
        ("rest of record", of["record"] - sum(inside)),
        ("begin, commit", of["transaction"] - of["record"]),
        ("the rest", max(0.0, split.get("all", 0.0) - known)),
    )


def _split(
    a_poll: int, events: int, _ours: list[float], _plain: list[float], split: Split
) -> tuple[str, ...]:
    cells = [
        f"{figure(seconds / events * 1e6)} ({share(seconds, split['all'])})"
        for _, seconds in _parts(split)
    ]
    return (figure(a_poll), *cells)
