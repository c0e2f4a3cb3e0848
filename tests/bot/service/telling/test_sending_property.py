"""Whatever VK, the network and the power do: one message, or a reason, or it waits."""

import asyncio
import contextlib
import tempfile
from datetime import timedelta
from pathlib import Path

import stamina
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.service.telling.delivery import Delivery
from storage import tables
from tests.bot.nudging import DUE, arrived, nudge
from tests.bot.nudging import no_faults as cancel_faults
from tests.bot.ordering import order
from tests.playground import playground
from tests.tries import tries

PEOPLE = 4
METHODS = ("method:execute", "method:messages.send", "method:messages.getHistory", "method:*")

LOST = (
    {"drop": True},
    {"drop": True, "done": True},
    {"status": 502},
    {"status": 502, "done": True},
    {"cut": 4},
    {"body": "null", "done": True},
    {"error": 1, "done": True},
    {"error": 10},
    {"error": 10, "done": True},
    {"error": 995, "done": True},
)
REFUSED = tuple({"error": code} for code in (5, 6, 9, 14, 18, 29, 901, 917))

FAULTS = st.builds(
    lambda on, fault, times, after: {"on": on, "times": times, "after": after, **fault},
    st.sampled_from(METHODS),
    st.sampled_from(LOST + REFUSED),
    st.integers(1, 9),
    st.integers(0, 3),
)
STEPS = st.tuples(
    st.lists(FAULTS, max_size=3),
    st.booleans(),  # the process is killed before it writes what came of it
    st.sampled_from([timedelta(minutes=minutes) for minutes in (1, 6, 45, 130)]),
)


class Killed(BaseException):
    """The end of a process, which no handler of errors sees."""


async def die(_outcomes):
    raise Killed


async def played(folder, steps):
    """Play the steps, then days without faults; give each notice's (state, error, messages)."""
    async with playground(folder) as place:
        people = await nudge(place, PEOPLE)
        service, now = place.service, DUE
        for faults, killed, later in steps:
            await order(place, *faults)
            delivery = Delivery(service.core.database, service.vk, service.sender, service.clock)
            if killed:
                delivery._settle = die
            with contextlib.suppress(Killed):
                await delivery.drain()
            await cancel_faults(place)
            now += later
            place.world.set_clock(now)
            assert max(arrived(place, people)) <= 1
        for _ in range(8):
            now += timedelta(hours=6)
            place.world.set_clock(now)
            await service.delivery.drain()
        rows = sorted(await place.rows(tables.notices), key=lambda row: row.recipient)
        found = arrived(place, people)
        return [(row.state, row.error, each) for row, each in zip(rows, found, strict=True)]


@settings(max_examples=tries(40), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(STEPS, min_size=1, max_size=4))
def test_every_notice_ends_as_exactly_one_message_or_with_a_reason(steps):
    with (
        stamina.set_testing(True, attempts=4, cap=True),
        tempfile.TemporaryDirectory() as folder,
    ):
        for state, error, messages in asyncio.run(played(Path(folder), steps)):
            assert (state, messages) == ("sent", 1) or (
                state == "failed" and error and messages <= 1
            )
