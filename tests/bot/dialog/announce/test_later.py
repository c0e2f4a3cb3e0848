"""An announcement at a chosen time: asked, told, kept to, taken back."""

import json

import pytest

from storage import tables
from tests.bot.dialog.announced import SIGNED, arrived, drafted, planned, school
from tests.bot.dialog.chatting import forge
from tests.bot.dialog.conversing import buttons, press, say, twice
from tests.cast import ADMIN, LYCEUM, LYCEUM_ADMIN, at
from tests.playground import playground

pytestmark = pytest.mark.asyncio

CHANGE = "Чтобы изменить текст или вложение, пришлите новое."
PREVIEW = f"МАОУ «СОШ № 12». Объявление получит 1 чат: сотрудники — 1.\n{{}}\n{CHANGE}\n\n{SIGNED}"


async def later(place, typed):
    """Write an announcement at noon of a Tuesday, and when it is to go out; give the answer."""
    chats = await school(place)
    await drafted(place, "Сотрудники (1)")
    await press(place, ADMIN, "В другое время")
    return chats[0], await say(place, ADMIN, typed)


async def test_it_goes_out_when_it_was_wanted_and_not_before(tmp_path):
    async with playground(tmp_path) as place:
        staff, *_ = await school(place)
        await drafted(place, "Сотрудники (1)")
        said, _ = await press(place, ADMIN, "В другое время")
        assert said == (
            "МАОУ «СОШ № 12». Когда отправить? Напишите день и время: «завтра в 9», «25.11 "
            "10:30», «в понедельник 8:00»."
        )
        assert buttons(place, ADMIN) == [["К предпросмотру", "Отмена"]]
        assert await say(place, ADMIN, "когда-нибудь") == (
            "Не понял, когда отправить. Напишите день и время, например «завтра в 9» или "
            "«25.11 10:30». Текст объявления сохранён."
        )
        assert await say(place, ADMIN, "завтра") == (
            "Во сколько отправить? Напишите день вместе с временем, например «завтра в 9»."
        )
        assert await say(place, ADMIN, "сегодня в 9") == (
            "Это время уже прошло. Напишите другое, например «завтра в 9»."
        )
        assert await say(place, ADMIN, "25.12 9:00") == (
            "Это слишком далеко: объявление можно отложить не больше чем на 31 день."
        )
        said = await say(place, ADMIN, "завтра в 9")
        assert said == PREVIEW.format("Уйдёт 18 ноября (среда) в 09:00.")
        assert buttons(place, ADMIN)[0] == ["Отправить"]
        assert await say(place, ADMIN, "да") == (
            "Объявление от 17 ноября, 12:00, отчёт на 12:00 17 ноября.\n"
            "Отправлено: 0 из 1 (0\u00a0%); ждёт отправки: 1.\n"
            "1. • «Педсовет»: уйдёт 18 ноября (среда) в 09:00"
        )
        await place.tick(at(2, 8, 59))
        assert arrived(place, staff) == 0
        await place.tick(at(2, 9))
        assert arrived(place, staff) == 1


async def test_as_soon_as_may_be_is_a_button_or_a_word(tmp_path):
    async with playground(tmp_path) as place:
        await later(place, "завтра в 9")
        await press(place, ADMIN, "В другое время")
        assert buttons(place, ADMIN)[0] == ["Как можно скорее"]
        said, _ = await press(place, ADMIN, "Как можно скорее")
        assert said == PREVIEW.format("Уйдёт сегодня в 12:00.")
        await press(place, ADMIN, "В другое время")
        await say(place, ADMIN, "завтра в 9")
        await press(place, ADMIN, "В другое время")
        assert await say(place, ADMIN, "Сейчас") == said


@pytest.mark.parametrize(
    ("typed", "wanted", "why", "due"),
    [
        ("сегодня в 21:00", "сегодня в 21:00", "нерабочее время", "18 ноября (среда) в 08:30"),
        (
            "в субботу в 10:00",
            "21 ноября (суббота) в 10:00",
            "выходной",
            "23 ноября (понедельник) в 08:30",
        ),
    ],
)
async def test_when_people_rest_it_is_said_and_asked_again(typed, wanted, why, due, tmp_path):
    async with playground(tmp_path) as place:
        _, said = await later(place, typed)
        assert said == PREVIEW.format(f"Вы выбрали: {wanted}, но это {why}. Уйдёт {due}.")
        exactly = f"Ровно в {typed[-5:]}"
        assert buttons(place, ADMIN)[0] == ["Отправить", exactly]
        said, _ = await press(place, ADMIN, exactly)
        assert said == (
            f"МАОУ «СОШ № 12». Отправить {wanted}, в 1 чат? Это {why}, уведомления придут людям "
            f"в их свободное время.\nКнопка «Отправить» отправит объявление {due}."
        )
        assert buttons(place, ADMIN) == [["Да, в это время"], ["К предпросмотру", "Отмена"]]
        said, _ = await press(place, ADMIN, "Да, в это время")
        assert said.split("\n")[-1] == f"1. • «Педсовет»: уйдёт {wanted}"


async def test_vacations_are_told(tmp_path):
    async with playground(tmp_path) as place:
        async with place.service.core.database.writing() as connection:
            await connection.execute(
                tables.vacations.insert(),
                {
                    "unit": "school-12",
                    "class_name": "",
                    "first": at(7).date(),
                    "last": at(13).date(),
                    "source": "unit",
                },
            )
        _, said = await later(place, "в понедельник 9:00")
        assert said == PREVIEW.format(
            "Вы выбрали: 23 ноября (понедельник) в 09:00, но это каникулы. Уйдёт 30 ноября "
            "(понедельник) в 08:30."
        )


async def test_what_waits_can_be_taken_back_once_asked(tmp_path):
    async with playground(tmp_path) as place:
        staff, _ = await later(place, "завтра в 9")
        await press(place, ADMIN, "Отправить")
        assert (await say(place, ADMIN, "объявления")).split("\n")[1] == (
            "1. от 17 ноября, 12:00: 1 чат, уйдёт 18 ноября (среда) в 09:00"
        )
        await press(place, ADMIN, "1")
        said, _ = await press(place, ADMIN, "Отменить отправку")
        assert said == (
            "МАОУ «СОШ № 12». Не отправлять объявление от 17 ноября, 12:00? Чатов, которые его "
            "не получат: 1."
        )
        assert buttons(place, ADMIN) == [["Да, не отправлять"], ["Отмена"]]
        toasts = await twice(place, ADMIN, "Да, не отправлять")
        assert "Отправка отменена" in toasts
        assert await planned(place) == [(1, "announcement", "stale", False)]
        said = await forge(place, ADMIN, "announced", i=1)
        assert said.split("\n")[1:] == [
            "Отправлено: 0 из 1 (0\u00a0%); отменено: 1.",
            "1. • «Педсовет»: отправка отменена",
        ]
        assert buttons(place, ADMIN) == [["Обновить", "Кто видел"], ["← К объявлениям"]]
        assert (await say(place, ADMIN, "объявления")).split("\n")[1] == (
            "1. от 17 ноября, 12:00: 1 чат, отменено"
        )
        before = len(place.heard(dm=ADMIN))
        await place.tick(at(2, 9))
        await place.tick(at(2, 9, 1))
        assert arrived(place, staff) == 0
        assert not [text for text in place.heard(dm=ADMIN)[before:] if "Объявление" in text]
        [line] = [
            row for row in await place.rows(tables.audit) if row.action == "announcement_withdrawn"
        ]
        assert json.loads(line.details) == {"announcement": 1, "chats": 1}
        assert await forge(place, ADMIN, "announced_stop", i=1) == (
            "Отменять нечего: объявление уже отправлено или отправляется в эту минуту."
        )


async def test_nobody_else_takes_it_back(tmp_path):
    async with playground(tmp_path) as place:
        await later(place, "завтра в 9")
        await press(place, ADMIN, "Отправить")
        for act in ("announced_stop", "announced_stop_go"):
            await forge(place, LYCEUM_ADMIN, act, i=1, u=LYCEUM)
        assert await planned(place) == [(1, "announcement", "planned", True)]


async def test_a_chat_that_became_another_unit_s_gets_nothing(tmp_path):
    async with playground(tmp_path) as place:
        staff, _ = await later(place, "завтра в 9")
        await press(place, ADMIN, "Отправить")
        async with place.service.core.database.writing() as connection:
            await connection.execute(tables.chats.update().values(unit=LYCEUM))
        await place.tick(at(2, 9))
        assert arrived(place, staff) == 0
        said = await forge(place, ADMIN, "announced", i=1)
        assert said.split("\n")[-1] == (
            "1. ⚠️ чат, которого у организации больше нет: не отправлено, чат перешёл к другой "
            "организации"
        )
