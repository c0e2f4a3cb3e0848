"""``zvonok doctor``: what an operator reads when all is well, and when it is not."""

import asyncio
from pathlib import Path

import pytest

from bot.vk.checkup import EVENTS
from sandbox.world.world import Access
from storage.asked import answers, backlog
from storage.told import conditions, journal
from tests.bot.cli.commanding import run, said
from tests.cast import ADMIN, MARIA, MONDAY_MORNING
from tests.faults.healthy import LIVING, marked
from tests.playground import playground

pytestmark = [pytest.mark.asyncio, pytest.mark.usefixtures("half_full")]


async def test_a_service_that_never_ran_is_told_to_run(tmp_path: Path):
    async with playground(tmp_path) as place:
        status, out, _ = said(await asyncio.to_thread(run, "doctor", "--config", place.config))

    assert status == 1
    assert out.splitlines() == [
        "⚠️ События VK ещё не читались: запустите службу (zvonok run)",
        "• Отставание от VK: не проверялось (нет токена)",
        "✅ Отправка сообщений работает",
        "✅ Обращений без ответа: 0",
        "• Сообщений к отправке: 0, из них под вопросом: 0; не доставлено: 0",
        "✅ Пропусков в чатах: 0, сообщений в них: 0",
        "✅ Чатов: 0, доступ ко всем подтверждён",
        "✅ Чатов, куда бота добавил посторонний: 0",
        "✅ Событий, которые не удалось прочитать: 0",
        "✅ Права токена: всё нужное есть",
        "✅ Типы событий: всё нужное включено",
        "✅ На диске с базой свободно 50 %",
        "⚠️ База пуста: нет ни сотрудников, ни чатов. Если организации уже работали, проверьте "
        "database.url и верните базу из копии; если нет — загрузите списки и добавьте бота в чаты",
    ]


async def test_a_service_that_waits_for_its_first_event_is_not_told_to_run(tmp_path: Path):
    async with playground(tmp_path) as place:
        await marked(place, LIVING)
        _, out, _ = said(await asyncio.to_thread(run, "doctor", "--config", place.config))

    assert out.splitlines()[:2] == [
        "• VK ещё ничего не прислал: служба ждёт первых событий",
        "✅ Отправка сообщений работает",
    ]


async def test_what_is_wrong_is_told_with_what_to_do(tmp_path: Path):
    async with playground(tmp_path) as place:
        await place.roster()
        chat = await place.chat("5А родители", MARIA, access=Access.MENTIONS)
        place.say(chat, MARIA, 4)
        place.world.say(MARIA, chat=chat, text="/вопрос")
        await place.settle()
        place.world.say(ADMIN, dm=True, text="Начать")
        async with place.service.core.database.writing() as connection:
            await conditions.set(connection, conditions.SENDING_STOPPED, "14", MONDAY_MORNING)
        status, out, _ = said(await asyncio.to_thread(run, "doctor", "--config", place.config))

    assert status == 1
    lines = out.splitlines()
    assert lines[0] == "✅ Последний ответ VK: 0 секунд назад (позиция 5)"
    assert lines[1] == "✅ Отставание от VK: событий 2"
    assert lines[2] == (
        "⚠️ Отправка остановлена с 16.11.2026 04:00 UTC. VK требует ввести капчу: принял сообщения "
        "бота за рассылку (код VK 14). Проверьте в браузере, нет ли у сообщества ограничений."
    )
    assert lines[5] == "⚠️ Пропусков в чатах: 1, сообщений в них: 4. Служба дочитывает их сама"
    assert lines[6] == (
        "⚠️ Чатов: 1, без подтверждённого доступа ко всей переписке: 1 (1). Назначьте сообщество "
        "администратором чата"
    )


async def test_where_updates_are_posted_there_is_no_position_to_lag_behind(tmp_path: Path):
    async with playground(tmp_path) as place:
        await place.service.intake.listening()
        await place.roster()
        await marked(place, LIVING)
        server = place.world.callback_servers.add("http://127.0.0.1:9/vk", "ours", "word", 0)
        server.events |= set(EVENTS)
        text = place.config.read_text(encoding="utf-8")
        text = text.replace("[vk]\n", '[vk]\ntransport = "callback"\n')
        place.config.write_text(f'{text}\n[callback]\nsecret = "word"\n', encoding="utf-8")
        status, out, _ = said(await asyncio.to_thread(run, "doctor", "--config", place.config))

    assert status == 0
    assert out.splitlines()[:2] == [
        "✅ Последний ответ VK: 0 секунд назад",
        "✅ Отправка сообщений работает",
    ]


async def test_what_vk_refuses_stands_first_with_its_code_and_what_to_do(tmp_path: Path):
    async with playground(tmp_path) as place:
        place.world.token = "vk1.a.another"
        status, out, _ = said(await asyncio.to_thread(run, "doctor", "--config", place.config))

    assert status == 1
    assert out.splitlines()[0] == (
        "⚠️ VK не принимает токен сообщества: он неверен, отозван или истёк (код VK 5). Создайте "
        "новый токен (Управление → Работа с API → Ключи доступа) с правами: сообщения сообщества, "
        "управление сообществом, фотографии, документы. Задайте его в ZVONOK_VK__TOKEN или "
        "vk.token_file."
    )


async def test_missing_rights_and_types_are_named_and_nothing_is_switched_on(tmp_path: Path):
    async with playground(tmp_path) as place:
        place.world.rights -= {"docs"}
        place.world.event_types -= {"message_reply"}
        status, out, _ = said(await asyncio.to_thread(run, "doctor", "--config", place.config))

        assert "message_reply" not in place.world.event_types
    assert status == 1
    assert out.splitlines()[-4:-2] == [
        "⚠️ У токена нет прав: «документы» (таблицы не отправляются). Создайте новый токен с этими "
        "правами: Управление → Работа с API → Ключи доступа",
        "⚠️ Не включены типы событий: «исходящее сообщение» (message_reply). Включите их: "
        "Управление → Работа с API → Long Poll API → Типы событий",
    ]


async def test_a_long_poll_that_is_off_is_told_once(tmp_path: Path):
    async with playground(tmp_path) as place:
        place.world.long_poll_enabled = False
        _, out, _ = said(await asyncio.to_thread(run, "doctor", "--config", place.config))

    assert [line for line in out.splitlines() if "Long Poll" in line] == [
        "⚠️ Long Poll API сообщества выключен (код VK 100). Включите его: Управление → Работа с API "
        "→ Long Poll API"
    ]


async def test_files_that_everybody_may_read_are_named(tmp_path: Path):
    async with playground(tmp_path) as place:
        async with place.service.core.database.writing() as connection:  # its log is not empty
            await journal.write(connection, at=MONDAY_MORNING, action="opened", unit=None)
        (tmp_path / "zvonok.db").chmod(0o644)
        status, out, _ = said(await asyncio.to_thread(run, "doctor", "--config", place.config))

    assert status == 1
    file = tmp_path / "zvonok.db"
    assert out.splitlines()[-3] == (
        f"⚠️ Файл {file} могут читать другие пользователи. Закройте его: chmod o= {file}"
    )


async def test_what_was_not_answered_by_itself_and_what_waits_for_vk_is_told(tmp_path: Path):
    async with playground(tmp_path) as place:
        for index in range(50):
            place.world.say(MARIA, dm=True, text=f"Ау {index}")
        await place.settle()
        async with place.service.core.database.writing() as connection:
            await backlog.count(connection, MONDAY_MORNING.date(), 0, 7)
            await answers.keep(connection, "answer", -MARIA, b"", MONDAY_MORNING)
        status, out, _ = said(await asyncio.to_thread(run, "doctor", "--config", place.config))

    assert status == 1
    assert out.splitlines()[4:6] == [
        "⚠️ Готовых ответов, которые VK ещё не принял: 1. Бот повторяет отправку сам, не реже "
        "раза в 20 секунд",
        "• Слишком частые сообщения боту за 30 дней: отвечено вместе с более поздним — 49, без "
        "ответа — 7",
    ]
