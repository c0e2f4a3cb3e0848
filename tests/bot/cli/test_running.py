"""``run``, ``tick``, ``sandbox`` and ``demo`` at work: they tell, they end when told."""

import asyncio
import os
import re
import signal
import socket
import subprocess
from contextlib import ExitStack
from pathlib import Path

import pytest

from bot.cli import standin
from tests.bot.cli.commanding import broken, run, said
from tests.cast import ADMIN, MARIA, THURSDAY_NUDGE
from tests.commands import start, told
from tests.forking import Process
from tests.playground import playground

pytestmark = pytest.mark.usefixtures("own_surroundings")


def test_a_port_that_is_taken(config):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert said(run("sandbox", "--empty", "--port", port)) == (
            1,
            "",
            f"Порт {port} занят или недоступен. Укажите другой параметром --port (0 — любой).",
        )


def test_a_folder_for_the_demo_that_cannot_be_made_is_told_as_that(monkeypatch):
    async def nothing(*_given, **_named):
        return None

    monkeypatch.setattr(standin, "_played", nothing)
    Path("file").write_text("", encoding="utf-8")
    done = run("demo", "--headless", "--out", "file")
    assert done.exit_code == 1
    assert "Порт" not in done.stderr
    assert "file" in done.stderr


@pytest.mark.asyncio
async def test_a_tick_from_cron_delivers_and_a_second_one_has_nothing_to_do(tmp_path):
    roster = "ФИО;Должность;Роль;VK\nПетрова Мария Петровна;Учитель;учитель;104\n"
    async with playground(tmp_path) as place:
        await place.roster(roster)
        await place.chat("Педсовет", MARIA)
        for person in (ADMIN, MARIA):
            place.world.say(person, dm=True, text="Начать")
        await place.settle()
        arguments = ("tick", "--now", THURSDAY_NUDGE.isoformat(), "--deliver")
        done = await asyncio.to_thread(run, *arguments, "--config", place.config)
        assert said(done) == (
            0,
            "Выполнено заданий: 4, подготовлено сообщений: 1, к отправке: 1, отправлено: 1.\n",
            "",
        )
        done = await asyncio.to_thread(run, *arguments, "--config", place.config)
        assert said(done) == (
            0,
            "Выполнено заданий: 0, подготовлено сообщений: 0, к отправке: 0, отправлено: 0.\n",
            "",
        )
        *_, nudge = place.world.dms[MARIA].messages
        assert nudge.text.startswith("Добрый день, Мария Петровна! Неделя 16–22 ноября")


@pytest.mark.asyncio
async def test_a_token_vk_refuses_is_told_and_the_log_does_not_hold_it(tmp_path):
    async with playground(tmp_path) as place:
        broken(place.config, place.world.token, "vk1.a.revoked-token")
        status, printed, complaint = await asyncio.to_thread(
            told, tmp_path, "run", "--config", str(place.config)
        )
        assert (status, printed, complaint.rstrip("\n")) == (
            1,
            "",
            "VK не принимает токен сообщества: он неверен, отозван или истёк (код VK 5). Создайте "
            "новый токен (Управление → Работа с API → Ключи доступа) с правами: сообщения "
            "сообщества, управление сообществом, фотографии, документы. Задайте его в "
            "ZVONOK_VK__TOKEN или vk.token_file.",
        )
        assert "revoked-token" not in complaint


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=lambda each: each.name)
def test_the_sandbox_tells_its_address_and_ends_when_told(number, tmp_path):
    with ExitStack() as stack:
        process, line = start(stack, tmp_path, "sandbox", "--empty")
        process.send_signal(number)
        status = process.wait(5)
    assert re.fullmatch(r"sandbox: http://127\.0\.0\.1:\d+", line)
    assert status == 0


@pytest.mark.asyncio
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=lambda each: each.name)
async def test_the_service_answers_and_ends_cleanly_when_told(number, tmp_path):
    async with playground(tmp_path) as place:
        place.world.set_clock(None)
        with ExitStack() as stack:
            arguments = (stack, tmp_path, "run", "--config", str(place.config))
            process, line = await asyncio.to_thread(start, *arguments)
            place.world.say(MARIA, dm=True, text="Секретное слово")
            async with asyncio.timeout(20):
                while len(place.world.dms[MARIA].messages) < 2:
                    await asyncio.sleep(0.02)
            process.send_signal(number)
            status = await asyncio.to_thread(process.wait, 5)
        log = (tmp_path / "log").read_text(encoding="utf-8")
        assert line == f"Звонок работает: сообщество {place.world.group_id}, 3 организации."
        assert status == 0
        assert "Traceback" not in log
        assert place.world.token not in log
        assert "Секретное" not in log


def test_the_service_waits_for_a_vk_that_does_not_answer_and_can_be_stopped_meanwhile(
    config, tmp_path
):
    arguments = ("run", "--config", str(config))
    process = Process(tmp_path, *arguments, env=os.environ, stderr=subprocess.PIPE)
    with process.stdout, process.stderr:
        assert "VK не отвечает: 127.0.0.1:9 не принимает соединение." in process.stderr.readline()
        process.send_signal(signal.SIGTERM)
        assert process.wait(5) == 0
        assert process.stdout.read() == ""
