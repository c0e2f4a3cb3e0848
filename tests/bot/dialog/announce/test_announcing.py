"""«Объявление»: choosing chats, the text, the preview and the yes, whole texts."""

import json

import pytest

from bot.dialog.announce.announcing_words import EMPTY, GONE, NO_CHATS
from bot.words.dialog import ALREADY, NOT_ALLOWED, cancelled
from sandbox.world.world import Access
from storage import tables
from tests.bot.dialog.announced import CHANGE, SIGNED, TEXT, arrived, drafted, planned, school
from tests.bot.dialog.conversing import buttons, newest, payload, press, say
from tests.cast import ADMIN, DEPUTY, LYCEUM_ADMIN, MARIA, SCHOOL, STRANGER, at
from tests.playground import playground

pytestmark = pytest.mark.asyncio

CHOOSING = (
    "Объявление, МАОУ «СОШ № 12». Бот есть в 3 чатах.\n"
    "Отметьте, каким чатам отправить. Выбрано: {}.\n"
    "Потом напишите текст одним сообщением; можно приложить фото или документ."
)

PREVIEW = (
    "МАОУ «СОШ № 12». Объявление получат 3 чата: сотрудники — 1, родители — 1, ученики — 1.\n"
    f"Уйдёт сегодня в 12:00.\n{CHANGE}\n\n{SIGNED}"
)
REPORT = (
    "Объявление от 17 ноября, 12:00, отчёт на 12:00 17 ноября.\n"
    "Отправлено: 0 из 3 (0\u00a0%); ждёт отправки: 3.\n"
    "Срок в 2 дня истекает 19 ноября (четверг) в 12:00.\n"
    "1. • «Педсовет»: отправляется\n"
    "2. • «Родители 5А»: отправляется\n"
    "3. • «Ученики 5А»: отправляется"
)
ALL_PLANNED = [(chat, "announcement", "planned", True) for chat in (1, 2, 3)]


async def test_from_the_menu_to_every_chat_chosen_and_to_no_other(tmp_path):
    async with playground(tmp_path) as place:
        staff, parents, pupils = await school(place)
        await say(place, ADMIN, "меню")
        assert "Объявление" in str(newest(place, ADMIN).keyboard)
        assert await say(place, ADMIN, "Объявление") == CHOOSING.format(0)
        assert buttons(place, ADMIN) == [
            ["Сотрудники (1)", "Ученики (1)"],
            ["Родители (1)"],
            ["Все чаты", "Выбрать чаты"],
            ["Отмена", "Прошлые объявления"],
        ]
        await press(place, ADMIN, "Все чаты")
        said, _ = await press(place, ADMIN, "✅ Ученики (1)")
        assert said == CHOOSING.format(2)
        assert buttons(place, ADMIN)[:2] == [
            ["✅ Сотрудники (1)", "Ученики (1)"],
            ["✅ Родители (1)"],
        ]
        assert await say(place, ADMIN, TEXT) == (
            "МАОУ «СОШ № 12». Объявление получат 2 чата: сотрудники — 1, родители — 1.\n"
            f"Уйдёт сегодня в 12:00.\n{CHANGE}\n\n{SIGNED}"
        )
        assert buttons(place, ADMIN) == [
            ["Отправить"],
            ["В другое время", "Подпись: вкл"],
            ["Изменить чаты", "Отмена"],
        ]
        await press(place, ADMIN, "Отправить")
        await place.tick(at(1, 12, 1))
        assert [arrived(place, chat) for chat in (staff, parents, pupils)] == [1, 1, 0]
        [line] = [row for row in await place.rows(tables.audit) if row.action == "announced"]
        assert (line.actor, line.unit, json.loads(line.details)) == (
            ADMIN,
            SCHOOL,
            {"announcement": 1, "chats": 2, "at_once": False},
        )
        assert TEXT not in str(await place.rows(tables.dialog_states))


async def test_the_yes_may_be_typed_and_is_answered_with_the_report(tmp_path):
    async with playground(tmp_path) as place:
        await school(place)
        assert await drafted(place) == PREVIEW
        assert await say(place, ADMIN, "Да") == REPORT
        assert buttons(place, ADMIN) == [
            ["Обновить", "Кто видел"],
            ["Отменить отправку"],
            ["← К объявлениям"],
        ]
        assert await planned(place) == ALL_PLANNED


async def test_a_text_that_begins_like_a_command_is_a_text_and_a_command_alone_is_one(tmp_path):
    async with playground(tmp_path) as place:
        await school(place)
        said = await drafted(place, text="Напомнить всем: завтра педсовет")
        assert said == PREVIEW.replace(TEXT, "Напомнить всем: завтра педсовет")
        await say(place, ADMIN, "отмена")
        await say(place, ADMIN, "объявление")
        assert (await say(place, ADMIN, "чаты")).startswith("Чаты, ")
        assert "педсовет" not in str(await place.rows(tables.dialog_states))


async def test_a_stray_word_takes_no_text_s_place_without_a_question(tmp_path):
    async with playground(tmp_path) as place:
        await school(place)
        await drafted(place)
        assert await say(place, ADMIN, "ага ясно") == "Заменить текст объявления на «ага ясно»?"
        assert buttons(place, ADMIN) == [["Заменить", "Оставить"]]
        assert (await press(place, ADMIN, "Оставить"))[0] == PREVIEW
        assert await say(place, ADMIN, "чаты") == "Заменить текст объявления на «чаты»?"
        assert buttons(place, ADMIN) == [["Заменить", "Оставить"], ["Открыть «Чаты»"]]
        assert (await press(place, ADMIN, "Заменить"))[0] == PREVIEW.replace(TEXT, "чаты")
        assert await say(place, ADMIN, TEXT) == PREVIEW
        assert await say(place, ADMIN, "подожди") == cancelled("объявление")
        assert await planned(place) == []


async def test_without_chats_chosen_the_text_waits(tmp_path):
    async with playground(tmp_path) as place:
        await school(place)
        await say(place, ADMIN, "объявление")
        assert await say(place, ADMIN, TEXT) == (
            "Объявление, МАОУ «СОШ № 12». Бот есть в 3 чатах.\n"
            "Отметьте, каким чатам отправить. Выбрано: 0.\n"
            "Текст сохранён."
        )
        assert buttons(place, ADMIN)[2] == ["Все чаты", "Выбрать чаты"]
        await press(place, ADMIN, "Все чаты")
        assert buttons(place, ADMIN)[2:] == [
            ["Снять все", "Выбрать чаты"],
            ["К предпросмотру"],
            ["Отмена"],
        ]
        said, _ = await press(place, ADMIN, "К предпросмотру")
        assert said == PREVIEW


async def test_at_night_it_waits_for_the_morning_or_is_confirmed_twice(tmp_path):
    async with playground(tmp_path) as place:
        staff, *_ = await school(place)
        place.world.set_clock(at(1, 21))
        said = await drafted(place, "Сотрудники (1)")
        assert said == (
            "МАОУ «СОШ № 12». Объявление получит 1 чат: сотрудники — 1.\n"
            f"Уйдёт 18 ноября (среда) в 08:30.\n{CHANGE}\n\n{SIGNED}"
        )
        assert buttons(place, ADMIN)[0] == ["Отправить", "Отправить сейчас"]
        await press(place, ADMIN, "Отправить")
        await place.tick(at(1, 23))
        assert arrived(place, staff) == 0
        await place.tick(at(2, 8, 30))
        assert arrived(place, staff) == 1


async def test_what_was_confirmed_twice_goes_out_at_night(tmp_path):
    async with playground(tmp_path) as place:
        staff, *_ = await school(place)
        place.world.set_clock(at(1, 21))
        await drafted(place, "Сотрудники (1)")
        said, _ = await press(place, ADMIN, "Отправить сейчас")
        assert said == (
            "МАОУ «СОШ № 12». "
            "Отправить сейчас, в 21:00, в 1 чат? Рабочие часы закончились, уведомления придут "
            "людям в их свободное время.\n"
            "Кнопка «Отправить» отправит объявление 18 ноября (среда) в 08:30."
        )
        assert buttons(place, ADMIN) == [
            ["Да, отправить сейчас"],
            ["К предпросмотру", "Отмена"],
        ]
        assert await planned(place) == []
        await press(place, ADMIN, "Да, отправить сейчас")
        await place.service.tick(at(1, 21, 1))
        await place.service.tick(at(1, 21, 2))  # nothing holds it back till the morning
        await place.service.delivery.drain()
        assert arrived(place, staff) == 1


async def test_on_the_eve_of_a_long_rest_the_preview_says_that_it_will_be_late(tmp_path):
    async with playground(tmp_path) as place:
        await school(place)
        place.world.set_clock(at(4, 18))
        said = await drafted(place, "Сотрудники (1)")
        assert said.split("\n")[1:3] == [
            "Уйдёт 23 ноября (понедельник) в 08:30.",
            "⚠️ Это позже, чем через 2 дня: сейчас не рабочие дни.",
        ]


async def test_a_second_press_and_an_older_preview_send_nothing(tmp_path):
    async with playground(tmp_path) as place:
        await school(place)
        await drafted(place)
        older = newest(place, ADMIN).cmid
        await say(place, ADMIN, "Совсем другой текст")
        assert (await press(place, ADMIN, "Отправить", cmid=older))[1] == GONE
        assert await planned(place) == []
        place.world.press(ADMIN, dm=True, label="Отправить")
        place.world.press(ADMIN, dm=True, label="Отправить")
        await place.settle()
        assert len(await place.rows(tables.announcements)) == 1
        assert [each["text"] for each in place.world.answers if each["text"]] == [GONE, GONE]


async def test_of_two_presses_at_the_same_time_one_sends(tmp_path, monkeypatch):
    async with playground(tmp_path) as place:
        await school(place)
        await drafted(place)

        async def taken(*_given, **_named):
            return False

        monkeypatch.setattr("storage.asked.dialog_states.finish", taken)
        assert (await press(place, ADMIN, "Отправить"))[1] == ALREADY
        assert await planned(place) == []


async def test_a_cancelled_one_is_forgotten(tmp_path):
    async with playground(tmp_path) as place:
        await school(place)
        await drafted(place)
        assert await press(place, ADMIN, "Отмена") == (cancelled("объявление"), "")
        assert TEXT not in str(await place.rows(tables.dialog_states))
        await say(place, ADMIN, "да")
        assert await planned(place) == []


async def test_there_is_nothing_to_announce_without_chats_or_words(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        assert await say(place, ADMIN, "объявление") == NO_CHATS
        chat = await place.chat("Педсовет", MARIA)
        await say(place, ADMIN, "объявление")
        place.world.say(ADMIN, dm=True, attachments=["sticker", "audio_message"])
        await place.settle()
        assert newest(place, ADMIN).text == (
            "⚠️ Сообщество не может переслать: стикер — 1, голосовое сообщение — 1.\n" + EMPTY
        )
        place.world.set_bot(chat, ADMIN, Access.ABSENT)
        await place.settle()
        assert await say(place, ADMIN, "объявление") == NO_CHATS


@pytest.mark.parametrize("person", [DEPUTY, MARIA, STRANGER, LYCEUM_ADMIN])
async def test_nobody_but_the_unit_s_administrators_announces(person, tmp_path):
    async with playground(tmp_path) as place:
        await school(place)
        await drafted(place)
        given = payload(place, ADMIN, "Отправить")
        for act in ("announce", "announce_go", "announced", "announced_seen", "announcements"):
            place.world.say(person, dm=True, text="x", payload={**given, "do": act, "i": 1})
            await place.settle()
            assert newest(place, person).text == NOT_ALLOWED
        assert await planned(place) == []
