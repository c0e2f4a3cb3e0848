"""«Ответить» and «Написать администратору»: whole letters, sent as soon as they are written."""

from datetime import timedelta

import pytest

from bot.words.dialog import NOT_ALLOWED
from storage import tables
from tests.bot.dialog.conversing import buttons, press, say
from tests.bot.dialog.desk import desk_of
from tests.bot.dialog.me.two_chats import a_school
from tests.cast import ADMIN, COORDINATOR, LYCEUM_ADMIN, MARIA, PAVEL, PERM, SCHOOL, at
from tests.playground import playground

pytestmark = pytest.mark.asyncio

ASKED = (
    "Кому: Петрова М. П.\n"
    "Напишите одним сообщением, до 1\xa0000 знаков: оно уйдёт сразу. Из базы бота текст "
    "сотрётся после отправки."
)
SENT = "Передано. Кому: Петрова М. П.\nПридёт в рабочие часы организации."
ANSWER = (
    "МАОУ «СОШ № 12», 17 ноября, 12:05.\n"
    "Ответ администратора. Быкова А. С. (vk.com/id101):\n"
    "«С 28 декабря.»\n"
    "Чтобы написать ещё, нажмите «Вопрос». Текст в базе бота не остаётся."
)
LETTER = (
    "Департамент образования города Перми, 17 ноября, 12:00.\n"
    "Пишет координатор. vk.com/id103:\n"
    "«Нужна ли помощь с чатами?»\n"
    "Ответ придёт координатору; текст в базе бота не остаётся."
)
BACK = (
    "МАОУ «СОШ № 12», 17 ноября, 12:05.\n"
    "Ответ администратора. Быкова А. С. (vk.com/id101):\n"
    "«Нет, спасибо: сделали»\n"
    "Текст в базе бота не остаётся."
)
WHOM = (
    "Департамент образования города Перми. Администратору какой организации написать?\n"
    "1. МАОУ «Лицей № 5»\n"
    "2. МАОУ «СОШ № 12»"
)


async def asked(place, text="Когда каникулы?"):
    """Let Maria ask, and the administrator be told."""
    await say(place, ADMIN, "меню")
    await say(place, MARIA, "вопрос администратору")
    await say(place, MARIA, text)
    await press(place, MARIA, "Отправить")
    await place.tick(at(1, 12, 5))


def heard(place, person):
    return place.heard(dm=person)[-1]


async def test_a_question_is_answered_by_one_tap_and_one_message(tmp_path):
    async with playground(tmp_path) as place:
        await a_school(place)
        await asked(place)
        assert buttons(place, ADMIN) == [["Карточка"], ["Ответить"]]
        assert await press(place, ADMIN, "Ответить") == (ASKED, "")
        assert await say(place, ADMIN, "С 28 декабря.") == SENT
        await place.tick(at(1, 12, 6))
        assert heard(place, MARIA) == ANSWER
        assert buttons(place, MARIA) == [["Вопрос"]]
        letters = [row for row in await place.rows(tables.notices) if row.kind == "letter"]
        assert {row.facts for row in letters} == {""}
        assert not any("декабря" in row.args for row in await place.rows(tables.dialog_states))


async def test_a_long_or_a_late_answer_is_shown_before_it_goes(tmp_path):
    async with playground(tmp_path) as place:
        await a_school(place)
        await asked(place)
        await press(place, ADMIN, "Ответить")
        shown = await say(place, ADMIN, "да " * 150)
        assert shown.startswith("МАОУ «СОШ № 12». Отправить? Кому: Петрова М. П.\n«да да ")
        assert buttons(place, ADMIN) == [["Отправить"], ["Отмена"]]
        await press(place, ADMIN, "Отмена")
        assert [row.kind for row in await place.rows(tables.notices)].count("letter") == 1


async def test_what_is_written_long_after_the_button_is_shown_first(tmp_path):
    async with playground(tmp_path) as place:
        await a_school(place)
        await asked(place)
        await press(place, ADMIN, "Ответить")
        place.world.set_clock(at(1, 12, 5) + timedelta(minutes=16))
        shown = await say(place, ADMIN, "Уткин заболел")
        assert shown == "МАОУ «СОШ № 12». Отправить? Кому: Петрова М. П.\n«Уткин заболел»"
        assert await press(place, ADMIN, "Отправить") == (SENT, "")


async def test_a_coordinator_writes_to_one_organisation_and_is_answered(tmp_path):
    async with playground(tmp_path) as place:
        await a_school(place)
        await say(place, ADMIN, "меню")
        await say(place, COORDINATOR, "организации")
        assert await press(place, COORDINATOR, "Написать администратору") == (WHOM, "")
        await press(place, COORDINATOR, "2")
        said = await say(place, COORDINATOR, "Нужна ли помощь с чатами?")
        assert said == "Передано. Кому: МАОУ «СОШ № 12»\nПридёт в рабочие часы организации."
        await place.tick(at(1, 12, 5))
        assert heard(place, ADMIN) == LETTER
        await press(place, ADMIN, "Ответить")
        await say(place, ADMIN, "Нет, спасибо: сделали")
        await place.tick(at(1, 12, 6))
        assert heard(place, COORDINATOR) == BACK
        assert buttons(place, COORDINATOR) == [["Ответить"]]


async def test_nobody_is_written_to_who_is_not_the_units(tmp_path):
    async with playground(tmp_path) as place:
        await a_school(place)
        desk = desk_of(place)
        maria = next(
            row.id for row in await place.rows(tables.persons) if row.full_name.startswith("Петр")
        )
        nobody = "Написать уже некому: профиль отвязан или доступа к боту больше нет."
        for account, act, args in (
            (ADMIN, "reply", {"i": maria, "a": PAVEL}),
            (LYCEUM_ADMIN, "reply", {"i": maria, "a": MARIA}),
            (ADMIN, "reply_up", {"l": SCHOOL}),
        ):
            assert (await desk.pressed(account, act, args)).screen.text == nobody
        shown = await desk.pressed(COORDINATOR, "write_to", {"o": PERM})
        assert shown.screen.text.startswith("У этой организации нет ответственного")
        shown = await desk.pressed(ADMIN, "write_to", {"o": SCHOOL})
        assert shown.screen.text == NOT_ALLOWED
