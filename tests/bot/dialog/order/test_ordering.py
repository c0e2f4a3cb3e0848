"""«Приказ и расписание»: the order, what comes when, own norms, the daily watch."""

import pytest

from bot.dialog.order import ordering
from bot.dialog.order.ordering_words import SAVED, percent_typed
from bot.words.dialog import ALREADY, NOT_ALLOWED
from storage import tables
from tests.bot.dialog.chatting import forge, journal
from tests.bot.dialog.conversing import buttons, press, say, twice
from tests.cast import (
    ADMIN,
    CONFIG,
    COORDINATOR,
    DEPUTY,
    LYCEUM_ADMIN,
    MARIA,
    PERM_ORDER,
    SCHOOL,
    at,
)
from tests.playground import playground

ORDER = (
    f"МАОУ «СОШ № 12». Действует: {PERM_ORDER}.\n"
    "Издал: Департамент образования администрации города Перми. Неделя начинается с "
    "понедельника.\n"
    "Норм в приказе: 5.\n"
    "• Сотрудники, написавшие в групповых чатах минимум 10 сообщений за неделю (пункт 1.5): "
    "100 %\n"
    "• Сотрудники, подключённые к платформе (профиль известен боту) (пункт 1.4): 100 %\n"
    "• Классы, у которых есть чат учеников или родителей (пункт 1.2): 100 %\n"
    "• Сообщения со ссылкой на иностранный мессенджер (пункт 1.2): не должно быть\n"
    "• Педагоги и ученики, активные за неделю (пункт 2): 25 %\n"
    "Часовой пояс: Asia/Yekaterinburg, сейчас 09:00. Его меняет оператор в настройках."
)
SENDS = (
    "МАОУ «СОШ № 12», на 09:00 понедельника. Ближайшие отправки:\n"
    "• понедельник 16 ноября, 16:00: ежедневное наблюдение тем, кто его включил\n"
    "• среда 18 ноября, 15:00: прогноз недели ответственному\n"
    "• четверг 19 ноября, 14:00: личные напоминания тем, кому не хватает\n"
    "• четверг 19 ноября, 15:00: напоминание ответственному, с именами\n"
    "• пятница 20 ноября, 15:00: сводка ответственному\n"
    "• пятница 20 ноября, 15:00: сводка завучу\n"
    "• понедельник 23 ноября, 09:00: итоги прошедшей недели"
)
WATCHED = CONFIG.replace("deputies = [102]", "deputies = [102]\nwatch = [101]")


def plainly(text):
    """Write no-break spaces as the others."""
    return text.replace("\xa0", " ")


async def settings(place):
    return [(row.unit, row.name, row.value) for row in await place.rows(tables.unit_settings)]


@pytest.mark.asyncio
async def test_the_order_and_what_comes_next(tmp_path):
    async with playground(tmp_path) as place:
        assert plainly(await say(place, ADMIN, "Приказ и расписание")) == ORDER
        assert plainly(await say(place, DEPUTY, "нормы")) == ORDER
        assert buttons(place, DEPUTY) == [
            ["Приказ по пунктам"],
            ["Что и когда придёт", "Каникулы и пауза"],
            ["Ежедневное наблюдение"],
        ]
        said, _ = await press(place, DEPUTY, "Что и когда придёт")
        assert said == SENDS


@pytest.mark.asyncio
async def test_what_falls_on_holidays_waits_or_is_left_out(tmp_path):
    async with playground(tmp_path, clock=at(42, 9)) as place:  # Monday, 28 December
        said = await say(place, ADMIN, "расписание")
        assert said.split("\n")[1:] == [
            "• понедельник 28 декабря, 16:00: ежедневное наблюдение тем, кто его включил",
            "• среда 30 декабря, 15:00: прогноз недели ответственному",
            "• четверг 31 декабря, 14:00: личные напоминания тем, кому не хватает — не уйдёт, это "
            "выходные или каникулы",
            "• четверг 31 декабря, 15:00: напоминание ответственному, с именами — не уйдёт, это "
            "выходные или каникулы",
            "• пятница 1 января, 15:00: сводка ответственному — не уйдёт, это выходные или "
            "каникулы",
            "• пятница 1 января, 15:00: сводка завучу — не уйдёт, это выходные или каникулы",
            "• понедельник 11 января, 08:30: итоги прошедшей недели (по расписанию понедельник "
            "4 января, 09:00)",
        ]


@pytest.mark.asyncio
async def test_a_coordinator_reads_the_level_s_order(tmp_path):
    async with playground(tmp_path) as place:
        said = await say(place, COORDINATOR, "приказ и расписание")
        assert said.split("\n")[2] == "Норм в приказе: 6."
        assert buttons(place, COORDINATOR) == [
            ["Приказ по пунктам"],
            ["Что и когда придёт"],
            ["Ежедневное наблюдение"],
            ["Дальше →"],
        ]
        said, _ = await press(place, COORDINATOR, "Что и когда придёт")
        assert said.split("\n")[1:] == [
            "• понедельник 16 ноября, 16:00: ежедневное наблюдение тем, кто его включил",
            "• пятница 20 ноября, 16:00: свод координатору",
            "• понедельник 23 ноября, 09:00: итоги прошедшей недели",
        ]


@pytest.mark.asyncio
async def test_an_own_norm_is_typed_shown_set_and_taken_back(tmp_path):
    async with playground(tmp_path) as place:
        await say(place, ADMIN, "своя норма")
        said, _ = await press(place, ADMIN, "1")
        assert plainly(said) == (
            "Педагоги и ученики, активные за неделю. В приказе 25 %. Напишите свою норму в "
            "процентах, например «30»: выше, чем в приказе, и не больше 100."
        )
        assert buttons(place, ADMIN) == [["← К своим нормам"]]
        for bad in ("20", "25", "101", "много"):
            said = await say(place, ADMIN, bad)
            assert plainly(said) == "Нужно число больше 25 % и не больше 100 %."
        assert plainly(await say(place, ADMIN, "30,5 %")) == (
            "МАОУ «СОШ № 12». "
            "Педагоги и ученики, активные за неделю: норма 30,5 % (своя). В отчётах организации "
            "она заменит норму приказа со следующей сводки; закрытые недели не изменятся, уровни "
            "выше судят по приказу."
        )
        assert await settings(place) == []
        said, toast = await press(place, ADMIN, "Поставить")
        assert (plainly(said), toast) == (
            "МАОУ «СОШ № 12». Норму можно поставить выше, чем в приказе. Какую изменить?\n"
            "1. Педагоги и ученики, активные за неделю: 30,5 % (своя), в приказе 25 %",
            SAVED,
        )
        assert await settings(place) == [(SCHOOL, "norm.users_active", "0.305")]
        norm = (await place.report()).figure("users_active").norm
        assert (norm.threshold, norm.ordered) == (0.305, 0.25)

        await press(place, ADMIN, "1")
        said, _ = await press(place, ADMIN, "Как в приказе")
        assert plainly(said) == (
            "МАОУ «СОШ № 12». "
            "Педагоги и ученики, активные за неделю: снова норма приказа, 25 %. Вернуть?"
        )
        await press(place, ADMIN, "Вернуть")
        assert await settings(place) == []
        assert await journal(place, "own_norm") == [
            (ADMIN, "own_norm", {"figure": "users_active", "share": "0.305"}),
            (ADMIN, "own_norm", {"figure": "users_active", "share": None}),
        ]


@pytest.mark.asyncio
async def test_two_presses_set_a_norm_once(tmp_path):
    async with playground(tmp_path) as place:
        await say(place, ADMIN, "своя норма")
        await press(place, ADMIN, "1")
        await say(place, ADMIN, "30")
        assert await twice(place, ADMIN, "Поставить") == [SAVED, ALREADY]
        assert len(await journal(place, "own_norm")) == 1


@pytest.mark.asyncio
async def test_of_many_norms_the_last_may_be_raised_too(tmp_path, monkeypatch):
    monkeypatch.setattr(ordering, "ON_A_PAGE", 2)
    planned = CONFIG.replace('order = "perm"', 'order = "plan-2025"')
    async with playground(tmp_path, planned) as place:
        await say(place, ADMIN, "своя норма")
        assert buttons(place, ADMIN) == [["1", "2"], ["Дальше →"], ["← К приказу"]]
        said, _ = await press(place, ADMIN, "Дальше →")
        assert said.split("\n")[1].startswith("3. ")
        assert "Напишите свою норму в процентах" in (await press(place, ADMIN, "3"))[0]


@pytest.mark.asyncio
async def test_norms_are_nobody_else_s_to_set(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        for person in (DEPUTY, MARIA, LYCEUM_ADMIN):
            for act in ("own", "own_set", "own_set_go"):
                said = await forge(place, person, act, f="users_active", u=SCHOOL)
                assert said == NOT_ALLOWED
        said = await forge(place, ADMIN, "own_set", f="staff_messages_10")
        assert said.startswith("МАОУ «СОШ № 12». Норму можно поставить выше")


@pytest.mark.asyncio
async def test_the_daily_watch_is_turned_on_and_off(tmp_path):
    async with playground(tmp_path) as place:
        state = (
            "Ежедневное наблюдение, каждый рабочий день в 16:00: {}. Это короткое сообщение Вам "
        )
        state += "лично: как идёт неделя и что изменилось за день."
        assert await say(place, DEPUTY, "наблюдение") == state.format("выключено")
        assert await press(place, DEPUTY, "Включить") == (state.format("включено"), SAVED)
        rows = [
            (row.unit, row.account, row.source) for row in await place.rows(tables.subscriptions)
        ]
        assert rows == [(SCHOOL, DEPUTY, "bot")]
        assert await press(place, DEPUTY, "Выключить") == (state.format("выключено"), SAVED)
        assert await place.rows(tables.subscriptions) == []


@pytest.mark.asyncio
async def test_what_the_operator_turned_on_only_he_turns_off(tmp_path):
    async with playground(tmp_path, WATCHED) as place:
        assert await say(place, ADMIN, "наблюдение") == (
            "Ежедневное наблюдение, каждый рабочий день в 16:00: включено. Его включил оператор в "
            "настройках, выключить может он же."
        )
        assert buttons(place, ADMIN) == [["← К приказу"]]
        await forge(place, ADMIN, "wish", on=0)
        assert len(await place.rows(tables.subscriptions)) == 1


@pytest.mark.asyncio
async def test_an_order_without_a_watch_says_so(tmp_path):
    async with playground(tmp_path) as place:
        assert await say(place, LYCEUM_ADMIN, "наблюдение") == (
            "Ежедневное наблюдение: приказ не задаёт для него времени, поэтому его нет."
        )


@pytest.mark.parametrize(
    ("typed", "share"),
    [("30", "0.3"), ("30,5 %", "0.305"), (" 40.25процентов", "0.4025"), ("100%", "1")],
)
def test_percentages_are_read_as_people_type_them(typed, share):
    assert str(percent_typed(typed).normalize()) == share


@pytest.mark.parametrize("typed", ["", "тридцать", "-5", "3 0", "1000", "30,555"])
def test_anything_else_is_no_percentage(typed):
    assert percent_typed(typed) is None


@pytest.mark.asyncio
async def test_who_answers_for_the_watch_by_the_order_does_not_turn_it_off(tmp_path):
    async with playground(tmp_path) as place:
        assert await say(place, COORDINATOR, "наблюдение") == (
            "Ежедневное наблюдение, каждый рабочий день в 16:00: включено. По приказу его ведёте "
            "Вы, поэтому оно приходит, пока приказ действует."
        )
        assert buttons(place, COORDINATOR) == [["← К приказу"]]
