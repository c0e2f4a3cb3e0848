"""«Исправить» and «Показатели вне чатов»: typed, grounded, shown, written down once."""

import pytest

from bot.dialog.staff.confirming_words import (
    ABOUT_ABSENCE,
    COMMENT,
    NOT_UNDERSTOOD,
    VALUE_NOT_UNDERSTOOD,
    about_absence,
    confirmed_typed,
    figure_typed,
)
from bot.words.dialog import ALREADY
from storage import tables
from tests.bot.dialog.conversing import buttons, press, say
from tests.bot.dialog.staffing import card, lines
from tests.cast import ADMIN, LYCEUM, LYCEUM_ADMIN, MARIA, SCHOOL, WEEK, at
from tests.playground import playground

WHO = "Петрова Мария Петровна, учитель математики"
NOTHING_KNOWN = "нет данных (показатель ведётся вне чатов, значение не подтверждено)"
DIARY = "Учителя, связавшие аккаунты ЭЖД"

TYPED = {
    "2 звонка, собрание по телефону": (0, 2, "собрание по телефону"),
    "3 сообщения и 1 звонок: чат параллели": (3, 1, "чат параллели"),
    "звонки 2, собрание 16.11": (0, 2, "собрание 16.11"),
    "-1 звонок ошибка": (0, -1, "ошибка"),
    "10 сообщений": (10, 0, ""),
    "собрание по телефону": (0, 0, "собрание по телефону"),
}


@pytest.mark.parametrize(("text", "expected"), TYPED.items(), ids=TYPED.keys())
def test_what_was_confirmed_is_read(text, expected):
    assert confirmed_typed(text) == expected


VALUES = {
    "12 из 46, выгрузка из дневника": (12, 46, "выгрузка из дневника"),
    "12/46": (12, 46, ""),
    "7": (7, None, ""),
    "7 – отчёт": (7, None, "отчёт"),
    "много": None,
    "": None,
}


@pytest.mark.parametrize(("text", "expected"), VALUES.items(), ids=VALUES.keys())
def test_a_figure_s_value_is_read(text, expected):
    assert figure_typed(text) == expected


@pytest.mark.parametrize(
    "text", ["Больничный лист", "была в отпуске", "Заболела", "отсутствовала", "в декрете"]
)
def test_reasons_of_absence_are_recognised(text):
    assert about_absence(text)


@pytest.mark.parametrize(
    "text", ["собрание по телефону", "журнал звонков", "большое собрание", "видеозвонок"]
)
def test_other_grounds_are_none(text):
    assert not about_absence(text)


async def corrections(place):
    return [
        (row.unit, row.week, row.figure, row.messages, row.calls, row.value, row.of, row.comment)
        for row in await place.rows(tables.corrections)
    ]


@pytest.mark.asyncio
async def test_a_call_outside_the_chats_is_confirmed_with_its_ground(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        chat = await place.chat("Педсовет", MARIA)
        place.say(chat, MARIA, 9)
        await place.settle()
        place.world.set_clock(at(0, 10))
        await card(place, "Петрова")
        assert (await press(place, ADMIN, "Исправить"))[0] == (
            f"Неделя 16–22 ноября: {WHO}.\n"
            "Учтено: 9 сообщений, 0 звонков. Что подтверждено вне чатов и чем? Нажмите кнопку или "
            "напишите: «2 звонка, собрание по телефону»."
        )
        assert buttons(place, ADMIN)[:2] == [["1 звонок", "2 звонка"], ["Прошлая неделя"]]
        assert (await press(place, ADMIN, "1 звонок"))[0] == f"Подтверждено: 1 звонок. {COMMENT}"
        assert await say(place, ADMIN, "была на больничном") == ABOUT_ABSENCE
        assert await say(place, ADMIN, "собрание @all") == (
            f"МАОУ «СОШ № 12». Неделя 16–22 ноября: {WHO}.\n"
            "Учтено: 9 сообщений, 0 звонков. Станет: 9 сообщений, 1 звонок.\n"
            "Основание: собрание @\N{WORD JOINER}all.\n"
            "Показатель будет с пометкой «исправлено ответственным», запись останется в журнале."
        )
        assert await corrections(place) == []
        place.world.press(ADMIN, dm=True, label="Записать")
        said, toast = await press(place, ADMIN, "Записать")
        assert said == (
            "Поправка внесена: неделя 16–22 ноября.\n"
            "Петрова Мария Петровна: сообщений 9, звонков 0 → 1.\n"
            "Показатели не изменились."
        )
        assert toast == ALREADY
        assert await corrections(place) == [(SCHOOL, WEEK, "", 0, 1, None, None, "собрание @all")]
        [(actor, unit, details)] = await lines(place, "corrected")
        assert (actor, unit, details["calls"], "comment" in details) == (ADMIN, SCHOOL, 1, False)


@pytest.mark.asyncio
async def test_one_line_with_everything_is_enough_and_the_closed_week_is_written_anew(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        chat = await place.chat("Педсовет", MARIA)
        place.say(chat, MARIA, 9)
        await place.tick(at(7, 9))
        await card(place, "Петрова")
        await press(place, ADMIN, "Исправить")
        shown, _ = await press(place, ADMIN, "Прошлая неделя")
        assert shown.split("\n")[0] == f"Неделя 16–22 ноября: {WHO}."
        await say(place, ADMIN, "1 сообщение, чат параллели")
        said, _ = await press(place, ADMIN, "Записать")
        assert said.split("\n")[-1] == "Неделя закрыта: записана версия 2 её итогов."
        assert (await card(place, "Петрова")).split("\n")[-1] == (
            "• 16–22 ноября: 10 сообщений, 0 звонков, исправлено ответственным."
        )


@pytest.mark.asyncio
async def test_what_is_not_understood_or_takes_measured_things_away_is_told(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        await card(place, "Петрова")
        await press(place, ADMIN, "Исправить")
        assert await say(place, ADMIN, "много звонков") == NOT_UNDERSTOOD
        assert await say(place, ADMIN, "-1 звонок, ошибка") == (
            "Отменить можно только подтверждённое раньше: учтённое ботом не вычитается."
        )
        assert await say(place, ADMIN, "99999 звонков, ошибка") == (
            "За один раз можно подтвердить не больше 10\N{NO-BREAK SPACE}000. Проверьте число."
        )
        assert await corrections(place) == []


FIGURES = (
    "МАОУ «Лицей № 5», неделя 16–22 ноября. Показатели вне чатов:\n"
    f"1. {DIARY}: {NOTHING_KNOWN}\n"
    f"2. Ученики, связавшие аккаунты ЭЖД: {NOTHING_KNOWN}\n"
    f"3. Пользователи ФГИС «Моя школа»: {NOTHING_KNOWN}\n"
    "Чтобы записать значение, выберите показатель."
)


@pytest.mark.asyncio
async def test_a_figure_that_only_people_confirm_is_written_down(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster(unit=LYCEUM)
        await say(place, LYCEUM_ADMIN, "сотрудники")
        assert (await press(place, LYCEUM_ADMIN, "Показатели вне чатов"))[0] == FIGURES
        assert (await press(place, LYCEUM_ADMIN, f"1. {DIARY}"))[0] == (
            f"Неделя 16–22 ноября. {DIARY}: {NOTHING_KNOWN}.\n"
            "Напишите значение и чем оно подтверждено: «12 из 46, выгрузка из дневника»."
        )
        assert await say(place, LYCEUM_ADMIN, "почти все") == VALUE_NOT_UNDERSTOOD
        assert await say(place, LYCEUM_ADMIN, "5 из 4, выгрузка") == (
            "Значение больше, чем «из скольких». Проверьте числа."
        )
        assert await say(place, LYCEUM_ADMIN, "3 из 4") == f"Подтверждено: 3 из 4. {COMMENT}"
        percent = "75,0\N{NO-BREAK SPACE}%"
        assert await say(place, LYCEUM_ADMIN, "выгрузка") == (
            f"МАОУ «Лицей № 5». Неделя 16–22 ноября. {DIARY}\n"
            f"Сейчас: {NOTHING_KNOWN}. Станет: 3 из 4 ({percent}).\n"
            "Основание: выгрузка."
        )
        place.world.press(LYCEUM_ADMIN, dm=True, label="Записать")
        said, toast = await press(place, LYCEUM_ADMIN, "Записать")
        assert (said, toast) == (
            f"Поправка внесена: неделя 16–22 ноября.\n• {DIARY}: нет данных → 3 из 4 ({percent})",
            ALREADY,
        )
        assert await corrections(place) == [
            (LYCEUM, WEEK, "teachers_diary", 0, 0, 3, 4, "выгрузка")
        ]
        [(actor, unit, _)] = await lines(place, "corrected")
        assert (actor, unit) == (LYCEUM_ADMIN, LYCEUM)
