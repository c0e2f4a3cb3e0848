"""Senders that die, that work side by side, that come too late: each notice is told once."""

import pytest

from bot.service.telling.delivery import Delivery
from storage.records import NewNotice
from storage.told import notices, sending
from tests.bot.ordering import order
from tests.bot.service.telling.telling import TWO, prepare, states
from tests.cast import MARIA, PAVEL, SCHOOL, THURSDAY_NUDGE, at
from tests.playground import playground

pytestmark = [pytest.mark.asyncio, pytest.mark.usefixtures("impatient")]


async def test_a_sender_that_died_gives_its_notices_back(tmp_path):
    async with playground(tmp_path) as place:
        kept = await prepare(place, THURSDAY_NUDGE)
        async with place.service.core.database.writing() as connection:
            [claimed] = await sending.claim(connection, THURSDAY_NUDGE, 20)
        assert claimed.recipient == MARIA
        assert await place.service.delivery.drain() == 0
        place.world.set_clock(THURSDAY_NUDGE + sending.CLAIM)
        assert await place.service.delivery.drain() == 1
        assert len(kept(MARIA)) == 1


async def test_a_sender_that_died_after_sending_is_not_heard_twice(tmp_path, monkeypatch):
    class Died(BaseException):
        pass

    async def die(*_given, **_named):
        raise Died

    async with playground(tmp_path) as place:
        kept = await prepare(place, THURSDAY_NUDGE)
        with monkeypatch.context() as patched:
            patched.setattr(sending, "settle_all", die)
            with pytest.raises(Died):
                await place.service.delivery.drain()
        place.world.set_clock(THURSDAY_NUDGE + sending.CLAIM)
        await place.service.delivery.drain()
        assert len(kept(MARIA)) == 1
        assert [each[2] for each in await states(place)] == ["sent"]


async def test_two_senders_side_by_side_tell_each_notice_once(tmp_path):
    async with playground(tmp_path) as place:
        await prepare(place, THURSDAY_NUDGE, TWO)
        service = place.service
        other = Delivery(service.core.database, service.vk, service.sender, service.clock)
        counted = await service.delivery.step() + await other.step()
        assert (counted, sorted(each.to for each in place.sent)) == (2, [MARIA, PAVEL])


async def test_a_notice_nobody_can_word_does_not_stop_the_others(tmp_path, log):
    async with playground(tmp_path) as place:
        await prepare(place, THURSDAY_NUDGE)
        async with place.service.core.database.writing() as connection:
            broken = NewNotice(
                unit=SCHOOL,
                kind="nudge",
                period="2026-W40",
                recipient=PAVEL,
                facts='{"name": "Уткин Павел Ильич"}',
                due_at=at(0, 9),
            )
            await notices.plan(connection, [broken])
            await notices.release(connection, THURSDAY_NUDGE)
        await place.service.delivery.drain()
        assert [each.to for each in place.sent] == [MARIA]
        assert await states(place) == [
            (MARIA, "nudge", "sent", 1, ""),
            (PAVEL, "nudge", "failed", 1, "ValidationError"),
        ]
        assert not any("Уткин" in line for line in log)


async def test_what_comes_too_late_is_not_told(tmp_path):
    async with playground(tmp_path) as place:
        kept = await prepare(place, THURSDAY_NUDGE)
        await order(place, {"on": "method:messages.send", "error": 9})
        await place.service.delivery.drain()
        place.world.set_clock(at(7, 8))
        await place.service.tick(at(7, 8))
        await place.service.delivery.drain()
        assert [each for each in await states(place) if each[1] == "nudge"] == [
            (MARIA, "nudge", "stale", 1, "9")
        ]
        assert kept(MARIA) == []


async def test_it_goes_on_while_there_is_work_and_pauses_when_there_is_none(tmp_path, monkeypatch):
    class Over(BaseException):
        pass

    async with playground(tmp_path) as place:
        kept = await prepare(place, THURSDAY_NUDGE)
        async with place.service.core.database.writing() as connection:
            await sending.claim(connection, THURSDAY_NUDGE, 20)  # a process that died had it
        done, real = [], place.service.delivery.step

        async def step():
            done.append(await real())
            assert len(done) < 9  # else it never pauses
            return done[-1]

        async def pause():
            done.append("pause")
            if done.count("pause") == 2:
                raise Over

        monkeypatch.setattr(place.service.delivery, "step", step)
        with pytest.raises(Over):
            await place.service.delivery.run(pause)
        assert (done, len(kept(MARIA))) == ([1, 0, "pause", 0, "pause"], 1)
