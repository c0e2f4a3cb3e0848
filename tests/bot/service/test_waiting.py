"""Nothing is decided before it is known: through the sandbox, with a stream that lags behind."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from bot.config.settings import load_settings
from bot.service.recording.intake import POSTED
from monitor.report.known import Patience
from storage import tables
from storage.seen import streams
from tests.bot.cli.commanding import run, said
from tests.bot.ordering import order
from tests.bot.service.unread import closed, figures, school, sunday
from tests.cast import ADMIN, DEPUTY, MARIA, NEXT_MONDAY_CLOSE, PAVEL, PERM, THURSDAY_NUDGE, at, utc

pytestmark = [pytest.mark.asyncio, pytest.mark.usefixtures("own_surroundings")]

LYING_STILL = {"on": "poll", "hang": 3}


async def test_a_week_is_closed_when_the_slow_first_poll_has_brought_its_sunday(
    tmp_path: Path, log
):
    async with school(tmp_path) as (place, chat):
        sunday(place, chat)
        await order(place, LYING_STILL)
        reading = asyncio.create_task(place.settle())
        await asyncio.sleep(0.5)
        first = await place.service.tick(NEXT_MONDAY_CLOSE)
        again = await place.service.tick(NEXT_MONDAY_CLOSE + timedelta(minutes=1))
        assert (await closed(place), await closed(place, PERM)) == ([], [])
        assert [row.key is None for row in await place.rows(tables.weekly_keys)] == [False]
        assert (first.began_waiting, again.began_waiting) == (True, False)
        assert {each.job.job for each in first.waiting} == {"close"}
        await reading
        done = await place.service.tick(NEXT_MONDAY_CLOSE + timedelta(minutes=2))

        assert (done.waiting, await closed(place, PERM)) == ((), ["2026-W47"])
        assert await figures(place) == (1.0, 10, 19, [])
        assert await place.lasting() == {}
        assert sum("waits for the stream" in line for line in log) == 1


async def test_who_has_written_ten_messages_is_not_nudged_for_the_six_nobody_has_read(
    tmp_path: Path,
):
    async with school(tmp_path, at(2, 12)) as (place, chat):
        place.world.set_clock(at(2, 20))
        place.say(chat, MARIA, 6)
        place.world.set_clock(THURSDAY_NUDGE)
        await place.service.tick(THURSDAY_NUDGE)
        waited = await place.rows(tables.notices)
        await place.tick(THURSDAY_NUDGE)

        assert waited == []
        kinds = {(row.kind, row.recipient) for row in await place.rows(tables.notices)}
        assert ("nudge", PAVEL) in kinds
        assert ("nudge", MARIA) not in kinds


@pytest.mark.parametrize("day", [1, 2, 3, 4])
async def test_nothing_that_judges_is_told_before_the_stream_is_read(tmp_path: Path, day):
    async with school(tmp_path) as (place, _):
        place.world.set_clock(at(7 + day, 17))
        place.service.patience = Patience(awake_since=at(7 + day, 16))
        done = await place.service.tick(at(7 + day, 17))
        assert (done.jobs, await place.rows(tables.notices)) == ((), [])
        assert done.waiting
        await place.tick(at(7 + day, 17))
        assert await place.rows(tables.notices)


async def test_what_is_never_read_is_closed_after_twelve_hours_with_the_time_named(tmp_path: Path):
    async with school(tmp_path) as (place, chat):
        sunday(place, chat)
        place.world.set_clock(at(7, 20, 59))
        await place.service.tick(at(7, 20, 59))
        assert await closed(place) == []
        place.world.set_clock(at(7, 21))
        await place.service.tick(at(7, 21))

        completeness, maria, total, blanks = await figures(place)
        assert (completeness, maria, total) == (1.0, 4, 4)
        assert blanks == [("unread", at(4, 19), at(7))]
        level = await place.report(PERM)
        assert [(each.cause, each.since) for each in level.blanks] == [("unread", at(4, 19))]
        place.world.set_clock(at(8, 9))
        await place.service.tick(at(8, 9))
        await place.service.delivery.drain()
        [final] = place.heard(dm=DEPUTY)[-1:]
        assert "* Не прочитано 20.11 19:00–23.11 00:00." in final
        assert "дочитано" not in final
        assert "1 из" not in final
        await place.settle()
        await place.service.tick(at(8, 10))
        assert (await figures(place))[1:] == (4, 4, blanks)  # a closed week stays as it was
        assert sum(row.messages for row in await place.rows(tables.tallies)) == 19
        assert await closed(place, PERM) == ["2026-W47"]


async def test_who_wakes_up_two_days_late_waits_all_the_same(tmp_path: Path):
    async with school(tmp_path) as (place, chat):
        sunday(place, chat)
        place.world.set_clock(at(9, 8))
        await place.service._work()
        assert await closed(place) == []
        await place.settle()
        await place.service._work()
        assert await figures(place) == (1.0, 10, 19, [])


async def test_numbers_that_are_missing_are_asked_for_before_the_week_is_closed(tmp_path: Path):
    async with school(tmp_path) as (place, chat):
        place.world.set_clock(at(6, 20))
        place.say(chat, MARIA, 6)
        await order(place, {"on": "poll", "forget": 6})
        await place.poll.step()
        place.say(chat, PAVEL)
        place.world.set_clock(NEXT_MONDAY_CLOSE)
        await place.settle()
        done = await place.service.tick(NEXT_MONDAY_CLOSE)
        assert {each.missing for each in done.waiting} == {"numbers"}
        assert (await closed(place), await closed(place, PERM)) == ([], [])
        while await place.service.healer.step():
            pass
        await place.service.tick(NEXT_MONDAY_CLOSE)
        completeness, maria, *_ = await figures(place)
        assert (completeness, maria) == (1.0, 10)


async def test_a_report_says_up_to_when_the_stream_is_read(tmp_path: Path):
    async with school(tmp_path) as (place, _):
        place.world.say(ADMIN, dm=True, text="Сводка")
        await place.poll.step()
        place.world.set_clock(at(4, 19, 4))
        await place.service.inbox.step()
        place.world.say(ADMIN, dm=True, text="Сводка")
        await place.poll.step()
        place.world.set_clock(at(4, 19, 10))
        await place.service.inbox.step()
        fresh, late = place.heard(dm=ADMIN)[-2:]
        line = "* Данные на 19:04 20 ноября: что было позже, ещё не прочитано."
        assert (line in fresh, line in late) == (False, True)


async def test_doctor_says_what_is_waited_for(tmp_path: Path):
    async with school(tmp_path) as (place, chat):
        sunday(place, chat)
        await place.service.tick(NEXT_MONDAY_CLOSE)
        status, out, _ = said(await asyncio.to_thread(run, "doctor", "--config", place.config))
        assert status == 1
        assert (
            "⚠️ Итоги и напоминания ждут с 23.11.2026 04:00 UTC: события VK прочитаны до "
            "20.11.2026 14:00 UTC. Проверьте, что приём работает (zvonok run) и VK отвечает"
        ) in out.splitlines()


@pytest.mark.parametrize("deliver", [False, True])
async def test_a_tick_from_cron_reads_what_waits_first(tmp_path: Path, deliver):
    async with school(tmp_path) as (place, chat):
        sunday(place, chat)
        arguments = ["tick", "--now", NEXT_MONDAY_CLOSE.isoformat(), "--config", place.config]
        done = await asyncio.to_thread(run, *arguments, *(["--deliver"] if deliver else []))
        assert said(done)[0] == 0, said(done)
        assert await figures(place) == (1.0, 10, 19, [])


async def test_a_tick_that_cannot_read_waits_and_says_so(tmp_path: Path, impatient):
    async with school(tmp_path) as (place, chat):
        sunday(place, chat)
        await order(place, {"on": "poll", "drop": True, "times": -1})
        arguments = ["tick", "--now", NEXT_MONDAY_CLOSE.isoformat(), "--config", place.config]
        assert said(await asyncio.to_thread(run, *arguments)) == (
            1,
            "Выполнено заданий: 0, подготовлено сообщений: 0, к отправке: 0.\n",
            "Не сделано заданий: 2. События VK до 09:00 23 ноября ещё не прочитаны. Задания "
            "выполнит служба или следующий запуск, когда события будут прочитаны, но не позже "
            "21:00 23 ноября.",
        )
        assert await closed(place) == []


async def test_where_updates_are_posted_having_listened_since_before_is_the_proof(tmp_path: Path):
    async with school(tmp_path) as (place, _):
        intake, database = place.service.intake, place.service.core.database

        async def through():
            async with database.reading() as connection:
                return (await streams.stream(connection)).through

        place.world.set_clock(at(6, 12))
        await intake.began(POSTED)
        await intake.listening(begins=True)
        assert await through() == at(4, 19)
        for _ in range(6):
            place.world.advance(60)
            await intake.listening()
        assert await through() == place.world.now()
        place.world.set_clock(NEXT_MONDAY_CLOSE)  # hours without a mark: it did not listen
        await intake.listening()
        done = await place.service.tick(NEXT_MONDAY_CLOSE)
        assert done.waiting
        lost = [(row.kind, row.since) for row in await place.rows(tables.interruptions)]
        assert lost == [("lost", utc(at(4, 19)))]  # nobody posts what came between the transports


async def test_patience_comes_from_the_settings(tmp_path: Path):
    async with school(tmp_path) as (place, _):
        text = place.config.read_text(encoding="utf-8")
        place.config.write_text(f"[waiting]\nhours = 3\n{text}", encoding="utf-8")
        assert load_settings(place.config).waiting.patience() == Patience(
            longest=timedelta(hours=3)
        )
        assert place.service.patience == Patience(longest=timedelta(hours=12))
