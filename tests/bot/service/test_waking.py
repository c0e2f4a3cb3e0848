"""The monitor wakes again and again, also on a machine whose clock is set while it runs."""

import asyncio
import contextlib
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from bot.service import waking

pytestmark = pytest.mark.asyncio

NOW = datetime(2026, 11, 20, 14, tzinfo=UTC)


@pytest.mark.parametrize("days", [-365, -1, 1, 365])
async def test_a_clock_that_is_set_puts_nothing_to_sleep(monkeypatch, days):
    monkeypatch.setattr(waking, "SOON", 0.02)
    woken = asyncio.Event()

    async def again():
        woken.set()

    async def nothing():
        """Do what is not looked at."""

    with time_machine.travel(NOW, tick=True) as clock:
        waking_up = asyncio.create_task(waking.wake({}, nothing, again, nothing))
        for moment in (NOW, NOW + timedelta(days=days)):
            clock.move_to(moment, tick=True)
            for _ in range(3):
                woken.clear()
                async with asyncio.timeout(5):
                    await woken.wait()
        waking_up.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await waking_up
