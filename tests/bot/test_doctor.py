"""``zvonok doctor``: what an operator reads when all is well, and when it is not."""

import asyncio
from pathlib import Path

import pytest

from sandbox.world import Access
from storage import conditions
from tests.bot.commanding import run, said
from tests.cast import ADMIN, MARIA, MONDAY_MORNING
from tests.playground import playground

pytestmark = pytest.mark.asyncio


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
        "⚠️ Отправка остановлена с 16.11.2026 04:00 UTC: VK ответил ошибкой 14. Замените токен "
        "сообщества или снимите ограничение в его настройках"
    )
    assert lines[5] == "⚠️ Пропусков в чатах: 1, сообщений в них: 4: служба дочитывает их сама"
    assert lines[6] == (
        "⚠️ Чатов: 1, без подтверждённого доступа ко всей переписке: 1 (1). Назначьте сообщество "
        "администратором чата"
    )


async def test_where_updates_are_posted_there_is_no_position_to_lag_behind(tmp_path: Path):
    async with playground(tmp_path) as place:
        await place.service.intake.listening()
        text = place.config.read_text(encoding="utf-8")
        text = text.replace("[vk]\n", '[vk]\ntransport = "callback"\n')
        place.config.write_text(f'{text}\n[callback]\nsecret = "word"\n', encoding="utf-8")
        status, out, _ = said(await asyncio.to_thread(run, "doctor", "--config", place.config))

    assert status == 0
    assert out.splitlines()[:2] == [
        "✅ Последний ответ VK: 0 секунд назад",
        "✅ Отправка сообщений работает",
    ]
