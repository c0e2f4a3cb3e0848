"""Section 1: events a second, from the long poll's bytes to the committed database."""

import statistics
from collections.abc import Iterator

from rich.table import Table

from tests.bench.apart import apart
from tests.bench.plan import Plan
from tests.bench.results import Split
from tests.bench.server import served
from tests.bench.tables import NOTHING, figure, share, spread, table, times
from tests.bench.town import CALLS, DISTRICT, SCATTERED, scattered

GOALS = {100: "15,000", 1_000: "60,000"}
RATIO_GOAL = "15 ×"
SHARES = {25: "25%", 100: "25%", 1_000: "35%"}
"""Of the floor."""
PLAIN_SHARE = 10  # the plain bot gets a tenth of the events

Measured = tuple[int, int, list[float], list[float], Split]
"""Events a poll, events, our rates, the plain bot's rates, our seconds by part."""


def tables(plan: Plan) -> Iterator[Table]:
    """Measure and print."""
    measured = [_measure(plan, a_poll, events) for a_poll, events in plan.polls]
    _, _, ours, plain, _ = measured[-1]  # of the largest polls
    plan.figures["plain"] = statistics.median(ours) / statistics.median(plain)
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
        ("events a poll", *PARTS),
        [_split(each) for each in measured],
        "One more run with clocks around the parts; they cost a little themselves. "
        "Parts that overlap add up to more than all.",
    )

    yield table(
        "1c. Scattered: events a processor-second, median (slowest)",
        (
            "events a poll",
            "events",
            "ours",
            "floor",
            "floor, polled",
            "ours ÷ floor",
            "wanted",
            "÷ polled",
        ),
        [_nearness(plan, a_poll, events) for a_poll, events in plan.scattered],
        "Anybody writes anywhere: nearly every message is another row; one in 100 is a call's.\n"
        "The floor: msgspec, an upsert a row, a ledger row a chat, one durable commit (WAL, FULL); "
        "polled: the same behind a bare aiohttp loop.",
    )


def _nearness(plan: Plan, a_poll: int, events: int) -> tuple[str, ...]:
    given = {"town": SCATTERED, "events": events, "runs": plan.runs, "folder": plan.folder}
    messages = events - events // CALLS
    with served(SCATTERED, events, a_poll, said=scattered) as url:
        with plan.bar(f"the floor, {a_poll} a poll") as tell:
            bare, polled = apart("tests.bench.floor", tell, url=url, a_poll=a_poll, **given)
        with plan.bar(f"scattered, {a_poll} a poll") as tell:
            ours = apart(
                "tests.bench.ours", tell, work="spent", url=url, messages=messages, **given
            )
    floors = [[events / seconds for seconds in each] for each in (bare, polled)]
    rates = [ours, *floors]
    least = [statistics.median(each) for each in rates]
    plan.figures[f"floor {a_poll}"] = 100 * least[0] / least[1]
    return (
        f"{a_poll:,}",
        f"{events:,}",
        *map(spread, rates),
        share(least[0], least[1]),
        SHARES.get(a_poll, NOTHING),
        share(least[0], least[2]),
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
    return f"{a_poll:,}", f"{events:,}", spread(ours), goal, spread(plain), ratio, RATIO_GOAL


PARTS = ("HTTP", "decode", "plan", "written at once", "other transactions", "the rest")


def _split(measured: Measured) -> tuple[str, ...]:
    """The parts of the time, nothing counted twice, in the order of ``PARTS``."""
    a_poll, events, _, _, of = measured
    parts = (
        of.http,
        of.decode,
        of.plan,
        of.at_once,
        of.writing,
        max(0.0, of.all - of.http - of.decode - of.plan - of.at_once - of.writing),
    )
    cells = [f"{figure(part / events * 1e6)} ({share(part, of.all)})" for part in parts]
    return (f"{a_poll:,}", *cells)
