"""The service looks after itself: /health, metrics, the ping, and what the operator is told."""

import contextlib
import json
from dataclasses import replace
from datetime import timedelta

import aiohttp
import pytest
from aiohttp import web

from bot.app import open_service
from bot.config.settings import load_settings
from bot.service.core import open_core
from bot.service.oversight import room
from storage.db.errors import ConnectionLost, DiskFull
from storage.told import conditions
from tests.cast import SCHOOL
from tests.faults.healthy import LIVING, NOW, healthy, marked

pytestmark = [pytest.mark.asyncio, pytest.mark.usefixtures("impatient", "half_full")]

OPERATOR = 108
FAILED = f"{conditions.FAILED}close:{SCHOOL}"


@contextlib.asynccontextmanager
async def watched(folder, *, ping="", dialog=True):
    """A healthy service with an operator, who has written to it."""
    extra = f'\n[operator]\naccounts = [{OPERATOR}]\nlisten = "127.0.0.1:0"\nping = "{ping}"\n'
    async with healthy(folder, extra) as place:
        place.world.add_person("Олег", "Оператор", id=OPERATOR)
        if dialog:
            place.world.say(OPERATOR, dm=True, text="Начать")
            await place.settle()
        place.sent.clear()
        yield place


async def fail(place, name=FAILED):
    async with place.service.core.database.writing() as connection:
        await conditions.set(connection, name, "KeyError at monitor/x.py:1", place.world.now())


async def mend(place, name=FAILED):
    async with place.service.core.database.writing() as connection:
        await conditions.clear(connection, name)


async def look(place, times=1):
    for _ in range(times):
        await place.service.overseer.step()


def told(place):
    return [each.text for each in place.sent if each.kind == "alarm"]


BEGAN = (
    "⚠️ Звонок. Не удаётся задание «итоги прошедшей недели» организации school-12 с 16.11.2026 "
    "04:00 UTC: KeyError at monitor/x.py:1. Служба повторяет его каждую минуту; сообщите "
    "разработчикам эту строку."
)
OVER = "✅ Звонок. Исправлено: задания снова выполняются."


async def test_the_operator_is_told_once_when_a_fault_lasts_and_once_when_it_is_over(tmp_path):
    async with watched(tmp_path) as place:
        await look(place, 3)
        assert told(place) == []
        await fail(place)
        await look(place)
        assert told(place) == []  # a moment's trouble is none
        await look(place)
        assert told(place) == [BEGAN]
        await look(place, 5)
        assert told(place) == [BEGAN]
        await mend(place)
        await look(place)
        assert told(place) == [BEGAN]
        await look(place, 3)
        assert told(place) == [BEGAN, OVER]

        place.world.set_clock(NOW + timedelta(minutes=1))
        await fail(place)  # again, within the hour in which VK drops the same message
        await look(place, 2)
        await mend(place)
        await look(place, 2)
        dialog = place.world.dialog(OPERATOR, chat=None, dm=True)
    said = [each.text for each in dialog.messages if "Звонок." in each.text]
    assert said == [BEGAN, OVER, BEGAN.replace("04:00 UTC", "04:01 UTC"), OVER]


async def test_of_several_processes_one_tells_it_and_a_restart_tells_nothing_again(tmp_path):
    async with watched(tmp_path) as place, watched_too(tmp_path, place) as second:
        await fail(place)
        for _ in range(4):
            await look(place)
            await second.step()
        assert told(place) == [BEGAN]
        await mend(place)
        await second.step()
        await look(place)
        await second.step()
        await look(place, 2)
        assert told(place) == [BEGAN, OVER]


@contextlib.asynccontextmanager
async def watched_too(folder, place):
    """The overseer of another process over the same database."""
    settings = load_settings(folder / "config.toml")
    async with (
        open_core(settings, folder) as core,
        open_service(core, settings, place.world.now, place.sent.append) as service,
    ):
        yield service.overseer


async def test_a_full_disk_is_told_though_nothing_can_be_written(tmp_path, monkeypatch):
    async with watched(tmp_path) as place:
        monkeypatch.setattr(room, "look", lambda _folder: room.Room(free=0, fits=False))
        database = place.service.core.database
        monkeypatch.setattr(type(database), "writing", unwritable)
        await look(place, 3)
        [said] = told(place)
        assert said.startswith("⚠️ Звонок. На диске с базой нет места")


@contextlib.asynccontextmanager
async def unwritable(_self):
    raise DiskFull("zvonok.db", "no room")
    yield


async def test_an_operator_who_cannot_be_told_is_a_line_of_the_log(tmp_path, log):
    async with watched(tmp_path, dialog=False) as place:
        await fail(place)
        await look(place, 4)
    said = [line for line in log if "Оператору не удалось" in line]
    assert len(said) == 1
    assert "(код VK 901)" in said[0]
    assert str(OPERATOR) not in said[0]


async def asked(place, path):
    """What the door says."""
    async with place.service.overseer._door(), aiohttp.ClientSession() as session:
        host, port = place.service.overseer.addresses[0]
        async with session.get(f"http://{host}:{port}{path}") as answer:
            return answer.status, await answer.text()


async def test_health_is_503_until_it_is_looked_at_and_while_something_is_wrong(tmp_path):
    async with watched(tmp_path) as place:
        before = await asked(place, "/health")
        await look(place)
        fine = await asked(place, "/health")
        await fail(place)
        await look(place)
        wrong = await asked(place, "/health")

    assert (before[0], fine[0], wrong[0]) == (503, 200, 503)
    assert json.loads(fine[1]) == {
        "fine": True,
        "cause": "",
        "faults": [],
        "silent": [],
        "looked": True,
    }
    assert (json.loads(wrong[1])["cause"], json.loads(wrong[1])["faults"]) == (
        "job_failed",
        ["job_failed"],
    )


async def test_health_hears_of_a_database_that_went_away_before_the_next_look(tmp_path):
    async with watched(tmp_path) as place:
        await look(place)
        troubles = place.service.troubles
        troubles.of_database(ConnectionLost("postgresql://bot@server/zvonok"))
        status, said = await asked(place, "/health")
        troubles.of_database(None)
        fine, _ = await asked(place, "/health")

    assert (status, json.loads(said)["cause"], json.loads(said)["faults"], fine) == (
        503,
        "database",
        ["database"],
        200,
    )


async def test_metrics_are_figures_without_names(tmp_path):
    async with watched(tmp_path) as place:
        place.service.vk.refused[5] += 2
        await place.service.tick(place.world.now() + timedelta(days=3))
        await fail(place)
        await look(place)
        status, text = await asked(place, "/metrics")

    assert status == 200
    lines = text.splitlines()
    for line in (
        "zvonok_holes 0.0",
        "zvonok_completeness 1.0",
        "zvonok_inbox_age_seconds 0.0",
        "zvonok_intake_silent_seconds 0.0",
        'zvonok_vk_errors_total{code="5"} 2.0',
        'zvonok_fault{code="job_failed"} 1.0',
        'zvonok_fault{code="token_dead"} 0.0',
        "zvonok_copy_age_seconds 3600.0",
    ):
        assert line in lines, text
    assert [line for line in lines if line.startswith("zvonok_job_seconds_count")]
    assert SCHOOL not in text
    assert "Педсовет" not in text


async def test_the_ping_goes_out_while_all_is_well_and_its_failure_is_told_once(tmp_path, log):
    pinged = []
    status = 200

    async def take(request):
        pinged.append((request.method, request.path, await request.text()))
        return web.Response(status=status)

    application = web.Application()
    application.router.add_route("*", "/secret", take)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    [(host, port)] = runner.addresses
    async with watched(tmp_path, ping=f"http://{host}:{port}/secret") as place:
        await look(place, 2)
        assert pinged == [("GET", "/secret", "")] * 2
        status = 500
        await look(place, 3)
        await fail(place)
        await look(place, 2)
        assert len(pinged) == 5  # not while something is wrong
        await mend(place)
        status = 200
        await look(place)
    await runner.cleanup()
    assert len([line for line in log if "operator.ping" in line and "не отвечает" in line]) == 1
    assert len([line for line in log if "operator.ping" in line and "снова" in line]) == 1
    assert not any("secret" in line for line in log)


async def test_a_token_that_dies_is_known_and_told_by_another_community(tmp_path):
    async with watched(tmp_path) as place:
        dead = replace(LIVING, number=4_000_002, community=7, notes={"vk": 5})
        await marked(place, LIVING, dead)
        await look(place, 2)
        [said] = told(place)
    assert said.startswith("⚠️ Звонок. Сообщество 7. VK не принимает токен сообщества")
