"""A person's card: what it tells, the profile, the code, leaving; previews and second presses."""

from datetime import timedelta

import pytest

from bot.dialog.binding.codes import code_in
from bot.dialog.staff.staff_words import NOT_LISTED
from bot.words.dialog import ALREADY, EXPIRED, PRESS_YES_OR_NO, cancelled
from storage import tables
from tests.bot.dialog.conversing import buttons, newest, press, say
from tests.bot.dialog.staffing import card, lines
from tests.cast import ADMIN, MARIA, OLGA, PAVEL, SCHOOL, at
from tests.playground import playground

pytestmark = pytest.mark.asyncio

MARIA_S_CARD = (
    "Петрова Мария Петровна, учитель математики (учитель).\n"
    "Классы: 5А.\n"
    "Профиль: vk.com/id104.\n"
    "Неделя 16–22 ноября, на 09:00 понедельника, не окончена: нет данных, бота не было в чатах."
)
OLGA_S_CARD = (
    "Юдина Ольга Олеговна, секретарь (прочий персонал).\n"
    "Профиль не привязан.\n"
    "Неделя 16–22 ноября, на 09:00 понедельника, не окончена: нет данных, профиль не привязан."
)
DISMISS = (
    "МАОУ «СОШ № 12». Уткин Павел Ильич, учитель физики: убрать из списка?\n"
    "Профиль будет отвязан, коды перестанут действовать. Итоги закрытых недель не изменятся, в "
    "текущей неделе сотрудника не будет."
)
UNBIND = (
    "МАОУ «СОШ № 12». "
    "Уткин Павел Ильич, учитель физики: отвязать профиль vk.com/id105?\n"
    "Сообщения и звонки этой недели перестанут учитываться за сотрудником. Снова привязать "
    "профиль можно кодом."
)


async def number_of(place, name):
    return next(row.id for row in await place.rows(tables.persons) if name in row.full_name)


async def on_list(place):
    rows = await place.rows(tables.persons)
    return {row.full_name.split()[0] for row in rows if row.dismissed_at is None}


async def bound(place):
    return {row.account for row in await place.rows(tables.bindings)}


async def test_a_card_tells_what_is_known_and_is_noted(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        assert await card(place, "Петрова") == MARIA_S_CARD
        assert buttons(place, ADMIN) == [
            ["Нет сегодня", "Отсутствует"],
            ["Исправить", "Изменить"],
            ["Код привязки", "Отвязать профиль"],
            ["Уволен(а)"],
            ["← К списку", "← Сотрудники"],
        ]
        maria = await number_of(place, "Петрова")
        assert (ADMIN, SCHOOL, {"screen": "person", "person": maria}) in await lines(
            place, "names_seen"
        )
        assert await card(place, "Юдина") == OLGA_S_CARD
        assert buttons(place, ADMIN)[2] == ["Код привязки"]


async def test_a_card_tells_this_week_and_the_closed_ones(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        chat = await place.chat("Педсовет", MARIA, PAVEL)
        place.say(chat, MARIA, 12)
        place.world.call(chat, MARIA, [MARIA, PAVEL], 90)
        await place.tick(at(7, 9))
        place.say(chat, MARIA, 7)
        await place.settle()
        place.world.set_clock(at(8, 12))
        assert (await card(place, "Петрова")).split("\n")[3:] == [
            "Неделя 23–29 ноября, на 12:00 вторника, не окончена: 7 сообщений, 0 звонков (не "
            "хватает: 3 из 10 сообщений).",
            "• 16–22 ноября: 12 сообщений, 1 звонок.",
        ]


async def test_somebody_is_taken_off_the_list_once(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        pavel = await number_of(place, "Уткин")
        await card(place, "Уткин")
        assert (await press(place, ADMIN, "Уволен(а)"))[0] == DISMISS
        assert (await on_list(place), await bound(place)) == (
            {"Быкова", "Зотов", "Петрова", "Уткин", "Юдина"},
            {101, 102, 104, 105},
        )
        place.world.press(ADMIN, dm=True, label="Убрать из списка")
        said, toast = await press(place, ADMIN, "Убрать из списка")
        assert (said, toast) == ("Убран(а) из списка: Уткин Павел Ильич, учитель физики.", ALREADY)
        assert await on_list(place) == {"Быкова", "Зотов", "Петрова", "Юдина"}
        assert await bound(place) == {101, 102, 104}
        assert await lines(place, "person_dismissed") == [(ADMIN, SCHOOL, {"person": pavel})]


async def test_a_profile_is_unbound(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        pavel = await number_of(place, "Уткин")
        await card(place, "Уткин")
        assert (await press(place, ADMIN, "Отвязать профиль"))[0] == UNBIND
        assert (await press(place, ADMIN, "Отвязать"))[0] == (
            "Профиль отвязан: Уткин Павел Ильич, учитель физики. Чтобы привязать другой, выдайте "
            "код."
        )
        assert await bound(place) == {101, 102, 104}
        assert await lines(place, "person_unbound") == [
            (ADMIN, SCHOOL, {"person": pavel, "accounts": [PAVEL]})
        ]


async def test_a_code_is_issued_and_binds(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        await card(place, "Юдина")
        assert (await press(place, ADMIN, "Код привязки"))[0] == (
            "МАОУ «СОШ № 12». Юдина Ольга Олеговна, секретарь: выдать код привязки?\n"
            "Код действует 30 дней и один раз. Прежний неиспользованный код перестанет действовать."
        )
        assert await place.rows(tables.codes) == []
        said, _ = await press(place, ADMIN, "Выдать код")
        title, code, hint = said.split("\n")
        assert (title, hint) == (
            "Код привязки: Юдина Ольга Олеговна, секретарь",
            "Передайте его лично: сотрудник отправляет код боту в личном диалоге. Действует 30 "
            "дней.",
        )
        [(_, _, details)] = await lines(place, "codes_issued")
        assert details == {"people": 1, "person": await number_of(place, "Юдина")}
        assert code_in(code) is not None
        await say(place, OLGA, code)
        assert OLGA in await bound(place)


async def test_a_preview_is_left_or_agreed_to_by_word_and_by_nothing_else(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        await card(place, "Уткин")
        await press(place, ADMIN, "Уволен(а)")
        assert await say(place, ADMIN, "ну не знаю") == PRESS_YES_OR_NO
        assert await say(place, ADMIN, "отмена") == cancelled("увольнение")
        assert "Уткин" in await on_list(place)
        await card(place, "Уткин")
        await press(place, ADMIN, "Уволен(а)")
        await say(place, ADMIN, "Да.")
        assert "Уткин" not in await on_list(place)


async def test_a_preview_of_yesterday_does_nothing(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        await card(place, "Уткин")
        await press(place, ADMIN, "Уволен(а)")
        place.world.set_clock(at(0, 9) + timedelta(days=1))
        said, toast = await press(place, ADMIN, "Убрать из списка")
        assert (said, toast) == (DISMISS, EXPIRED)
        assert "Уткин" in await on_list(place)


async def test_an_older_preview_does_not_do_what_a_newer_one_asks(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        await card(place, "Уткин")
        await press(place, ADMIN, "Уволен(а)")
        old = newest(place, ADMIN).cmid
        await card(place, "Петрова")
        await press(place, ADMIN, "Уволен(а)")
        assert (await press(place, ADMIN, "Убрать из списка", old))[1] == EXPIRED
        assert await on_list(place) == {"Быкова", "Зотов", "Петрова", "Уткин", "Юдина"}


async def test_who_has_left_meanwhile_has_no_card(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        await card(place, "Уткин")
        shown = newest(place, ADMIN).cmid
        await press(place, ADMIN, "Уволен(а)")
        await say(place, ADMIN, "да")
        assert buttons(place, ADMIN) == [["← Сотрудники"]]
        await say(place, ADMIN, "сотрудники")
        place.world.press(ADMIN, dm=True, cmid=shown, label="Убрать из списка")
        await place.settle()
        assert NOT_LISTED not in place.heard(dm=ADMIN)
        assert len(await lines(place, "person_dismissed")) == 1
