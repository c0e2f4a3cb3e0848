"""What of an announcement's text comes to a chat: mentions, and how long it may be."""

import pytest

from tests.bot.dialog.announced import CHANGE, arrived, drafted, school
from tests.bot.dialog.conversing import press, say
from tests.cast import ADMIN, at
from tests.playground import playground

pytestmark = pytest.mark.asyncio

NAME = "\n\nМАОУ «СОШ № 12»"


async def test_mentions_are_made_harmless_unless_wished(tmp_path):
    async with playground(tmp_path) as place:
        staff, *_ = await school(place)
        wanted = "@all, [id104|Мария], вопросы на school@mail.ru, 5*3"
        harmless = "@\u2060all, [\u2060id104|Мария], вопросы на school@mail.ru, 5*3"
        said = await drafted(place, "Сотрудники (1)", text=wanted)
        assert said.split("\n")[2:] == [
            "⚠️ Упоминания станут обычным текстом. Чтобы они сработали, нажмите «Оставить "
            "упоминания».",
            CHANGE,
            "",
            harmless,
            "",
            "МАОУ «СОШ № 12»",
        ]
        said, _ = await press(place, ADMIN, "Оставить упоминания")
        assert said.split("\n")[2:] == [
            "⚠️ Упоминания сработают: названные (при @all — все в чате) получат уведомление.",
            CHANGE,
            "",
            wanted,
            "",
            "МАОУ «СОШ № 12»",
        ]
        await press(place, ADMIN, "Без упоминаний")
        await press(place, ADMIN, "Отправить")
        await place.tick(at(1, 12, 1))
        assert (
            arrived(place, staff, f"{harmless}{NAME}"),
            arrived(place, staff, f"{wanted}{NAME}"),
        ) == (1, 0)


@pytest.mark.parametrize(("tagged", "disabled"), [(True, 0), (False, 1)])
async def test_vk_is_told_whether_mentions_notify(tagged, disabled, tmp_path, monkeypatch):
    async with playground(tmp_path) as place:
        await school(place)
        await drafted(place, "Сотрудники (1)", text="@all педсовет")
        if tagged:
            await press(place, ADMIN, "Оставить упоминания")
        await press(place, ADMIN, "Отправить")
        calls = []
        original = place.service.vk.call

        async def spy(method, **params):
            calls.append((method, params.get("disable_mentions")))
            return await original(method, **params)

        monkeypatch.setattr(place.service.vk, "call", spy)
        place.world.set_clock(at(1, 12, 1))
        await place.service.tick(at(1, 12, 1))
        await place.service.delivery.drain()
        assert calls == [("messages.send", disabled)]


async def test_a_text_longer_than_vk_takes_is_refused_and_the_one_before_stays(tmp_path):
    async with playground(tmp_path) as place:
        await school(place)
        await drafted(place)
        assert await say(place, ADMIN, "ы" * 4_097) == (
            "Текст слишком длинный: 4\u00a0097 знаков, VK принимает не больше 4\u00a0096. "
            "Сократите его или приложите документом."
        )
        await say(place, ADMIN, "да")
        await place.tick(at(1, 12, 1))
        assert arrived(place, 1) == 1


async def test_the_longest_text_is_sent_in_one_message(tmp_path):
    async with playground(tmp_path) as place:
        staff, *_ = await school(place)
        longest = "ы" * 4_096
        said = await drafted(place, "Сотрудники (1)", text=longest)
        assert said == longest  # the preview's last page
        await press(place, ADMIN, "Отправить")
        await place.tick(at(1, 12, 1))
        assert arrived(place, staff, longest) == 1
