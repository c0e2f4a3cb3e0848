"""«Кто отстаёт» and «Напомнить»: lists, choosing, the preview and the yes, whole texts."""

import json

import pytest

from bot.words.dialog import ALREADY, EXPIRED, NOT_ALLOWED, cancelled
from storage import tables
from storage.chats import chats
from storage.people import subscriptions
from storage.records import Dialog
from storage.subscription import QUIET, Subscription
from tests.bot.dialog.conversing import buttons, newest, press, say
from tests.bot.dialog.week.two_days import HEAD, noted, tuesday
from tests.bot.ordering import order
from tests.cast import (
    ADMIN,
    COORDINATOR,
    DEPUTY,
    LYCEUM_ADMIN,
    NEXT_MONDAY_CLOSE,
    PAVEL,
    ROSTER,
    SCHOOL,
    THURSDAY_NUDGE,
    WEEK,
    at,
    utc,
)
from tests.playground import playground

pytestmark = pytest.mark.asyncio

LIST = (
    f"{HEAD}\n"
    "Ниже нормы: 3. Список только для администраторов и завуча:\n"
    "1. Быкова А. С.: 0 из 10 сообщений\n"
    "2. Уткин П. И.: 7 из 10 сообщений\n"
    "3. Юдина О. О.: нет данных; профиль не привязан"
)
PREVIEW_OF_ONE = (
    "МАОУ «СОШ № 12». Напоминание получит 1 сотрудник. Каждый прочитает только свои показатели.\n"
    "Уйдёт сегодня в 12:00."
)
PREVIEW_OF_ALL = (
    "МАОУ «СОШ № 12». Напоминание получат 2 сотрудника. Каждый прочитает только свои показатели.\n"
    "Не получат: без привязки профиля — 1.\n"
    "Уйдёт сегодня в 12:00."
)
DONE_ONE = "Готово, поставлено в очередь: 1 напоминание. Уйдёт сегодня в 12:00."
NUDGE = (
    "Добрый день, Павел Ильич! Неделя 16–22 ноября, МАОУ «СОШ № 12».\n"
    "В рабочих чатах учтено: 7 сообщений из 10.\n"
    "До пятницы включительно: 4 рабочих дня."
)


async def nudged(place):
    """Whom nudges are planned for, with their states."""
    rows = await place.rows(tables.notices)
    return [(row.recipient, row.period, row.state) for row in rows if row.kind == "nudge"]


async def test_the_list_tells_how_much_is_missing_and_is_audited(tmp_path):
    async with playground(tmp_path) as place:
        await tuesday(place)
        assert await say(place, ADMIN, "Кто отстаёт?") == LIST
        assert buttons(place, ADMIN) == [["Напомнить всем", "Выбрать"], ["← К сводке"]]
        [line] = await noted(place, "names_seen")
        assert (line.unit, line.actor, line.details) == (SCHOOL, ADMIN, '{"screen": "lagging"}')


async def test_the_deputy_reads_the_list_and_reminds_nobody(tmp_path):
    async with playground(tmp_path) as place:
        await tuesday(place)
        assert await say(place, DEPUTY, "кто отстаёт") == LIST
        assert buttons(place, DEPUTY) == [["← К сводке"]]
        assert await say(place, DEPUTY, "напомнить всем") == NOT_ALLOWED


async def test_marks_tell_who_was_reminded_has_no_dialog_and_wants_quiet(tmp_path):
    async with playground(tmp_path) as place:
        await tuesday(place)
        async with place.service.core.database.writing() as connection:
            await chats.set_dialogs(connection, {ADMIN: Dialog.CLOSED}, utc(at(1)))
            await subscriptions.add(connection, Subscription(SCHOOL, PAVEL, QUIET), "bot")
        assert (await say(place, DEPUTY, "кто отстаёт")).split("\n")[2:4] == [
            "1. Быкова А. С.: 0 из 10 сообщений; нет диалога с ботом",
            "2. Уткин П. И.: 7 из 10 сообщений; просит не напоминать",
        ]


async def test_one_chosen_is_reminded_once(tmp_path):
    async with playground(tmp_path) as place:
        await tuesday(place)
        await say(place, PAVEL, "Начать")
        await say(place, ADMIN, "кто отстаёт")
        said, _ = await press(place, ADMIN, "Выбрать")
        assert said == "Кому напомнить? Нажмите на имена, потом «Напомнить (0)»."
        await press(place, ADMIN, "Быкова А. С.")
        await press(place, ADMIN, "Уткин П. И.")
        await press(place, ADMIN, "✅ Быкова А. С.")
        assert buttons(place, ADMIN) == [
            ["Быкова А. С.", "✅ Уткин П. И."],
            ["Юдина О. О."],
            ["Напомнить (1)", "← К списку"],
        ]
        assert await press(place, ADMIN, "Напомнить (1)") == (PREVIEW_OF_ONE, "")
        assert await nudged(place) == []
        assert await press(place, ADMIN, "Отправить") == (DONE_ONE, "")
        assert await nudged(place) == [(PAVEL, WEEK, "planned")]
        await place.tick(at(1, 12, 5))
        assert place.heard(dm=PAVEL)[-1].startswith(NUDGE)
        [line] = await noted(place, "reminded")
        assert (line.actor, json.loads(line.details)["count"]) == (ADMIN, 1)

        await place.tick(THURSDAY_NUDGE)
        assert sorted(who for who, _, _ in await nudged(place)) == [ADMIN, PAVEL]


async def test_nobody_chosen_leads_nowhere(tmp_path):
    async with playground(tmp_path) as place:
        await tuesday(place)
        await say(place, ADMIN, "кто отстаёт")
        await press(place, ADMIN, "Выбрать")
        _, toast = await press(place, ADMIN, "Напомнить (0)")
        assert toast == "Никто не выбран."
        assert await nudged(place) == []


async def test_all_are_reminded_but_those_reminded_before(tmp_path):
    async with playground(tmp_path) as place:
        await tuesday(place)
        await say(place, PAVEL, "Начать")
        assert await say(place, ADMIN, "напомнить Уткин") == PREVIEW_OF_ONE
        await press(place, ADMIN, "Отправить")
        assert await say(place, ADMIN, "напомнить всем") == (
            "МАОУ «СОШ № 12». "
            "Напоминание получит 1 сотрудник. Каждый прочитает только свои показатели.\n"
            "Не получат: уже получили на этой неделе — 1; без привязки профиля — 1.\n"
            "Уйдёт сегодня в 12:00."
        )
        listed = (await say(place, ADMIN, "кто отстаёт")).split("\n")
        assert listed[3] == "2. Уткин П. И.: 7 из 10 сообщений; уже напомнили"


async def test_a_second_press_does_nothing_twice(tmp_path):
    async with playground(tmp_path) as place:
        await tuesday(place)
        await say(place, ADMIN, "напомнить всем")
        assert newest(place, ADMIN).text == PREVIEW_OF_ALL
        assert buttons(place, ADMIN) == [["Отправить"], ["← К списку"], ["Отмена"]]
        place.world.press(ADMIN, dm=True, label="Отправить")
        place.world.press(ADMIN, dm=True, label="Отправить")
        await place.settle()
        assert len(await nudged(place)) == 2
        assert len(await noted(place, "reminded")) == 1
        assert [each["text"] for each in place.world.answers if each["text"]] == [ALREADY]


async def test_a_button_of_an_older_preview_does_not_send_a_newer_one(tmp_path):
    async with playground(tmp_path) as place:
        await tuesday(place)
        await say(place, ADMIN, "напомнить Уткин")
        older = newest(place, ADMIN).cmid
        await say(place, ADMIN, "напомнить всем")
        _, toast = await press(place, ADMIN, "Отправить", cmid=older)
        assert toast == EXPIRED
        assert await nudged(place) == []


async def test_what_is_typed_instead_of_a_yes_is_no_yes(tmp_path):
    async with playground(tmp_path) as place:
        await tuesday(place)
        await say(place, ADMIN, "напомнить Уткин")
        assert await say(place, ADMIN, "а когда уйдёт?") == PREVIEW_OF_ONE
        assert await nudged(place) == []
        assert await say(place, ADMIN, "Да") == DONE_ONE
        assert [who for who, _, _ in await nudged(place)] == [PAVEL]


async def test_a_cancelled_reminder_is_not_sent(tmp_path):
    async with playground(tmp_path) as place:
        await tuesday(place)
        await say(place, ADMIN, "напомнить всем")
        preview = newest(place, ADMIN).cmid
        assert await press(place, ADMIN, "Отмена") == (cancelled("напоминание"), "")
        assert await say(place, ADMIN, "да") != DONE_ONE
        assert await nudged(place) == []
        assert newest(place, ADMIN).cmid > preview


async def test_at_night_the_reminder_waits_for_the_morning(tmp_path):
    async with playground(tmp_path) as place:
        await tuesday(place)
        await say(place, PAVEL, "Начать")
        place.world.set_clock(at(1, 21))
        said = await say(place, ADMIN, "напомнить Уткин")
        assert said.split("\n")[-1] == "Уйдёт 18 ноября (среда) в 08:30."
        await press(place, ADMIN, "Отправить")
        await place.tick(at(1, 23))
        before = place.heard(dm=PAVEL)
        await place.tick(at(2, 8, 31))
        [told] = place.heard(dm=PAVEL)[len(before) :]
        assert "До пятницы включительно: 3 рабочих дня." in told


async def test_at_the_week_s_end_it_would_come_too_late(tmp_path):
    async with playground(tmp_path) as place:
        await tuesday(place)
        place.world.set_clock(at(5, 10))
        assert await say(place, ADMIN, "напомнить всем") == (
            "До конца недели писать сотрудникам уже нельзя: тихие часы и выходные, до 08:30 "
            "23 ноября. Напоминание об этой неделе тогда опоздает."
        )
        assert buttons(place, ADMIN) == [["← К списку"]]


async def test_closed_weeks_in_a_row_are_told(tmp_path):
    async with playground(tmp_path) as place:
        await tuesday(place)
        for person in (ADMIN, DEPUTY, COORDINATOR):
            await say(place, person, "Начать")
        await place.tick(NEXT_MONDAY_CLOSE)
        listed = (await say(place, ADMIN, "кто отстаёт")).split("\n")
        assert listed[2:] == [
            "1. Быкова А. С.: 0 из 10 сообщений; до этого 1 неделя",
            "2. Зотов И. Л.: 0 из 10 сообщений",
            "3. Петрова М. П.: 0 из 10 сообщений",
            "4. Уткин П. И.: 0 из 10 сообщений; до этого 1 неделя",
            "5. Юдина О. О.: нет данных; профиль не привязан",
        ]
        for week in range(2, 6):
            await place.tick(at(7 * week, 9))
        assert (await say(place, ADMIN, "кто отстаёт")).split("\n")[2:4] == [
            "1. Быкова А. С.: 0 из 10 сообщений; до этого не менее 4 недель подряд",
            "2. Зотов И. Л.: 0 из 10 сообщений; до этого не менее 4 недель подряд",
        ]


async def test_a_long_list_is_paged_and_chosen_from_every_page(tmp_path):
    many = [f"Новикова Вера {'АБВГДЕЖИКЛМН'[n]}вановна;Учитель;учитель;;;;" for n in range(12)]
    async with playground(tmp_path) as place:
        await tuesday(place)
        await place.roster("\n".join([*ROSTER.strip().split("\n"), *many]))
        first = await say(place, ADMIN, "кто отстаёт")
        assert len(first.split("\n")) == 12
        assert buttons(place, ADMIN)[0] == ["Дальше →"]
        second, _ = await press(place, ADMIN, "Дальше →")
        assert second.split("\n")[2] == "11. Новикова В. К.: нет данных; профиль не привязан"
        await press(place, ADMIN, "Выбрать")
        await press(place, ADMIN, "Уткин П. И.")
        await press(place, ADMIN, "Дальше →")
        assert buttons(place, ADMIN)[-2:] == [
            ["← Назад", "Дальше →"],
            ["Напомнить (1)", "← К списку"],
        ]
        assert await press(place, ADMIN, "Напомнить (1)") == (PREVIEW_OF_ONE, "")


async def test_nobody_of_another_school_is_reminded(tmp_path):
    async with playground(tmp_path) as place:
        await tuesday(place)
        [person] = [row.id for row in await place.rows(tables.persons) if "Уткин" in row.full_name]
        place.world.say(
            LYCEUM_ADMIN,
            dm=True,
            text="Напомнить",
            payload={"do": "remind", "i": person, "u": "lyceum-5"},
        )
        await place.settle()
        assert newest(place, LYCEUM_ADMIN).text == "Напоминать некому."
        place.world.say(
            LYCEUM_ADMIN,
            dm=True,
            text="Напомнить",
            payload={"do": "remind", "i": person, "u": SCHOOL},
        )
        await place.settle()
        assert newest(place, LYCEUM_ADMIN).text == NOT_ALLOWED
        assert await nudged(place) == []


@pytest.mark.parametrize("code", [7, 100, 901])
async def test_who_was_refused_by_vk_was_not_reminded(code, tmp_path):
    async with playground(tmp_path) as place:
        await tuesday(place)
        await say(place, PAVEL, "меню")
        await say(place, ADMIN, "Напомнить Уткин")
        assert await say(place, ADMIN, "да") == DONE_ONE
        await order(place, {"on": "method:messages.send", "error": code})
        await place.tick(at(1, 12))
        assert await nudged(place) == [(PAVEL, WEEK, "failed")]
        assert "уже напомнили" not in await say(place, ADMIN, "Кто отстаёт?")

        place.world.say(PAVEL, dm=True, text="меню")  # lets the bot write again
        await place.settle()
        await place.tick(THURSDAY_NUDGE)
        assert (PAVEL, WEEK, "sent") in await nudged(place)
        assert place.heard(dm=PAVEL)[-1].startswith("Добрый день, Павел Ильич!")
        assert "уже напомнили" in await say(place, ADMIN, "Кто отстаёт?")
