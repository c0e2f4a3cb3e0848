"""«Уточнить»: what staff let the administrator know, and what he does about it; whole texts."""

import pytest

from bot.words.dialog import ALREADY, NOT_ALLOWED
from storage import tables
from tests.bot.dialog.conversing import buttons, payload, press, say
from tests.bot.dialog.desk import desk_of
from tests.bot.dialog.me.two_chats import a_school
from tests.cast import ADMIN, LYCEUM_ADMIN, MARIA, MONDAY, STRANGER, THURSDAY_NUDGE, at
from tests.playground import playground

pytestmark = pytest.mark.asyncio

CHOOSE = (
    "Что уточнить? Сообщу ответственному администратору Вашей организации, решает он.\n"
    "Причину отсутствия указывать не нужно: она не хранится."
)
UNDER_A_NUDGE = [["Отсутствую на этой неделе"], ["Моя неделя", "Вопрос", "Уточнить"]]
SENT = "Передано ответственному администратору. Ему сообщат в рабочие часы организации."
ABSENCE = (
    "МАОУ «СОШ № 12», 17 ноября, 12:00.\n"
    "Петрова М. П. (vk.com/id104) просит отметить отсутствие 17–20 ноября.\n"
    "Причину спрашивать не нужно: хранятся только даты."
)
QUESTION = (
    "МАОУ «СОШ № 12», 17 ноября, 12:00.\n"
    "Вопрос. Петрова М. П. (vk.com/id104):\n"
    "«Где [\N{WORD JOINER}id1|моё] сообщение?»\n"
    "Ответьте кнопкой или лично: текст вопроса в базе бота не остаётся."
)
PROFILE = (
    "МАОУ «СОШ № 12», 17 ноября, 12:00.\n"
    "vk.com/id104 сообщает: профиль привязан не к тому сотруднику.\n"
    "Сейчас он привязан к сотруднику: Петрова Мария Петровна. Проверьте и отвяжите, если это "
    "ошибка."
)
OUTSIDE = (
    "МАОУ «СОШ № 12», 17 ноября, 12:00.\n"
    "Петрова М. П. (vk.com/id104) сообщает, что не состоит в рабочем чате.\n"
    "Добавьте в чат или отметьте в карточке то, что подтверждено иначе."
)


async def clarified(place, *steps):
    """Let Maria clarify something, and the administrator be told; give what he was told."""
    await say(place, ADMIN, "меню")
    await say(place, MARIA, "уточнить")
    for step in steps:
        known = [label for row in buttons(place, MARIA) for label in row]
        await (press if step in known else say)(place, MARIA, step)
    assert await press(place, MARIA, "Отправить") == (SENT, "")
    await place.tick(at(1, 12, 5))
    return place.heard(dm=ADMIN)[-1]


async def test_an_absence_is_asked_for_and_marked_once(tmp_path):
    async with playground(tmp_path) as place:
        await a_school(place)
        assert await clarified(place, "Отсутствую", "до 20 ноября") == ABSENCE
        assert buttons(place, ADMIN) == [["Отметить", "Карточка"], ["Ответить"]]
        text, _ = await press(place, ADMIN, "Отметить")
        assert (
            text == "Отмечено отсутствие 17–20 ноября: Петрова Мария Петровна, учитель математики."
        )
        rows = await place.rows(tables.absences)
        assert [(row.first.day, row.last.day) for row in rows] == [(17, 20)]
        assert rows[0].first.month == MONDAY.month
        again = {"do": "absence_ok", "i": rows[0].person, "a": "2026-11-17", "b": "2026-11-20"}
        shown = await desk_of(place).pressed(ADMIN, "absence_ok", again)
        assert shown.screen.toast == ALREADY


async def test_a_question_is_passed_on_and_struck_out(tmp_path):
    async with playground(tmp_path) as place:
        await a_school(place)
        said = await clarified(place, "Вопрос администратору", "Где [id1|моё] сообщение?")
        assert said == QUESTION
        letters = [row for row in await place.rows(tables.notices) if row.kind == "letter"]
        assert [(row.recipient, row.facts, row.state) for row in letters] == [(ADMIN, "", "sent")]
        left = await place.rows(tables.dialog_states)
        assert not any("сообщение" in row.args for row in left)


async def test_a_wrong_profile_can_be_unbound_by_the_administrator(tmp_path):
    async with playground(tmp_path) as place:
        await a_school(place)
        assert await clarified(place, "Это не мой профиль") == PROFILE
        assert buttons(place, ADMIN) == [["Отвязать профиль"], ["Ответить"]]
        assert payload(place, ADMIN, "Отвязать профиль")["do"] == "unbind"


async def test_somebody_outside_the_chat_lets_the_administrator_know(tmp_path):
    async with playground(tmp_path) as place:
        await a_school(place)
        assert await clarified(place, "Меня нет в чате") == OUTSIDE


async def test_a_nudge_has_the_button_also_among_many(tmp_path):
    async with playground(tmp_path) as place:
        await a_school(place)
        await say(place, MARIA, "меню")
        await say(place, ADMIN, "меню")
        await place.tick(THURSDAY_NUDGE)
        assert buttons(place, MARIA) == buttons(place, ADMIN) == UNDER_A_NUDGE
        assert await press(place, MARIA, "Уточнить") == (CHOOSE, "")


async def test_a_letter_waits_for_the_hours_in_which_people_are_written_to(tmp_path):
    async with playground(tmp_path) as place:
        await a_school(place)
        place.world.set_clock(at(1, 22))
        await say(place, MARIA, "уточнить")
        await press(place, MARIA, "Меня нет в чате")
        await press(place, MARIA, "Отправить")
        [row] = [row for row in await place.rows(tables.notices) if row.kind == "letter"]
        assert row.due_at == int(at(2, 8, 30).timestamp())


@pytest.mark.parametrize("person", [STRANGER, LYCEUM_ADMIN], ids=["a stranger", "another school"])
async def test_others_can_neither_clarify_nor_mark(person, tmp_path):
    async with playground(tmp_path) as place:
        await a_school(place)
        assert await say(place, person, "уточнить") == NOT_ALLOWED
        [maria] = [row for row in await place.rows(tables.bindings) if row.account == MARIA]
        args = {"u": "school-12", "i": maria.person, "a": "2026-11-17", "b": ""}
        shown = await desk_of(place).pressed(person, "absence_ok", args)
        assert shown.screen.toast == NOT_ALLOWED
        assert await place.rows(tables.absences) == []
