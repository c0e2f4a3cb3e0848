"""What came of what a coordinator handed out: reports, reminders, the notice after two days."""

import pytest

from bot.words.dialog import NOT_ALLOWED
from storage import tables
from tests.bot.dialog.chatting import forge, journal
from tests.bot.dialog.conversing import buttons, newest, press, say
from tests.bot.dialog.materials import CITY_TOWN, TEXT, drafted, handed, planned
from tests.bot.dialog.order.smolensk_town import (
    CITY_COORDINATOR,
    GARDEN,
    GARDEN_ADMIN,
    GYMNASIUM,
    GYMNASIUM_ADMIN,
    SCHOOL_ADMIN,
)
from tests.cast import at
from tests.playground import playground

pytestmark = pytest.mark.asyncio

LEFT = (
    "МБОУ «Гимназия № 4». Ещё не разослано сотрудникам: объявление от 17 ноября, 12:00 "
    "(Управление образования Смоленска).\n"
    "Срок {}.\n"
    "Текст покажет «Разослать в чаты». Если разослали сами, нажмите «Уже разослано»."
)
ALONE = "МБДОУ «Детский сад № 5»: нет ответственного с доступом к боту"


async def pass_on(place, person, cmid=None):
    """Let an administrator pass it on."""
    await press(place, person, "Разослать в чаты", cmid=cmid)
    await press(place, person, "Отправить")


async def test_a_coordinator_sees_who_was_in_time_who_late_and_is_told_after_two_days(tmp_path):
    async with playground(tmp_path, CITY_TOWN) as place:
        await handed(place)
        await pass_on(place, SCHOOL_ADMIN)
        await place.tick(at(3, 13, 59))
        assert not await planned(place, "material_over")
        await place.tick(at(3, 14))
        await place.tick(at(3, 14, 1))
        assert [each for each in place.heard(dm=CITY_COORDINATOR) if "⚠️ Разослано" in each] == [
            "Управление образования Смоленска. Объявление организациям от 17 ноября, 12:00.\n"
            "⚠️ Разослано: 1 из 3 (33,3\u00a0%), в срок: 1.\n"
            "Не разослано: 2.\n"
            "• МБДОУ «Детский сад № 5»\n"
            "• МБОУ «Гимназия № 4»"
        ]
        assert buttons(place, CITY_COORDINATOR) == [["Отчёт по организациям"]]
        said, _ = await press(place, CITY_COORDINATOR, "Отчёт по организациям")
        assert said == (
            "Объявление организациям от 17 ноября, 12:00, отчёт на 12:01 19 ноября.\n"
            "Разослано: 1 из 3 (33,3\u00a0%), в срок: 1.\n"
            f"1. ⚠️ {ALONE}\n"
            "2. ⚠️ МБОУ «Гимназия № 4»: получено, не разослано\n"
            "3. ✅ МБОУ «СШ № 3»: разослано 17 ноября (вторник) в 12:01, дошло в 1 чат"
        )
        place.world.set_clock(at(3, 15))
        await pass_on(place, GYMNASIUM_ADMIN)
        await place.tick(at(3, 15, 1))
        assert await press(place, CITY_COORDINATOR, "Обновить") == (
            "Объявление организациям от 17 ноября, 12:00, отчёт на 13:01 19 ноября.\n"
            "Разослано: 2 из 3 (66,7\u00a0%), в срок: 1.\n"
            f"1. ⚠️ {ALONE}\n"
            "2. ✅ МБОУ «Гимназия № 4»: разослано сегодня в 13:00, позже срока, дошло в 1 чат\n"
            "3. ✅ МБОУ «СШ № 3»: разослано 17 ноября (вторник) в 12:01, дошло в 1 чат",
            "Обновлено",
        )


async def test_when_all_have_passed_it_on_he_is_told_at_once_and_the_text_goes(tmp_path):
    async with playground(tmp_path, CITY_TOWN) as place:
        await handed(place, "Выбрать из списка", "2")
        assert [row.text for row in await place.rows(tables.materials)] == [TEXT]
        await pass_on(place, GYMNASIUM_ADMIN)
        await place.tick(at(1, 14, 2))
        await place.tick(at(1, 14, 3))
        assert place.heard(dm=CITY_COORDINATOR)[-1] == (
            "Управление образования Смоленска. Объявление организациям от 17 ноября, 12:00.\n"
            "✅ Разослано: 1 из 1 (100\u00a0%), в срок: 1."
        )
        assert [row.text for row in await place.rows(tables.materials)] == [""]
        assert await say(place, CITY_COORDINATOR, "объявления") == (
            "Объявления организациям, Управление образования Смоленска, на 12:03 17 ноября:\n"
            "1. от 17 ноября, 12:00: разослано 1 из 1"
        )
        assert buttons(place, CITY_COORDINATOR) == [["1"], ["Новое объявление"]]


async def test_who_has_not_passed_it_on_is_reminded_the_next_morning_and_once(tmp_path):
    async with playground(tmp_path, CITY_TOWN) as place:
        await handed(place)
        await pass_on(place, SCHOOL_ADMIN)
        await place.tick(at(1, 20))
        await place.tick(at(2, 10, 29))
        assert await planned(place, "material_left") == []
        await place.tick(at(2, 10, 30))
        assert place.heard(dm=GYMNASIUM_ADMIN)[-1] == LEFT.format("— до 12:00 19 ноября (четверг)")
        assert buttons(place, GYMNASIUM_ADMIN)[0] == ["Разослать в чаты"]
        await place.tick(at(3, 10, 30))
        assert await planned(place, "material_left") == [(GYMNASIUM, GYMNASIUM_ADMIN, "sent")]


async def test_an_administrator_who_came_later_is_reminded_too(tmp_path):
    async with playground(tmp_path, CITY_TOWN) as place:
        await handed(place)
        async with place.service.core.database.writing() as connection:
            values = {"unit": GARDEN, "account": GARDEN_ADMIN, "office": "administrator"}
            await connection.execute(tables.offices.insert().values(values))
        place.world.allow_dm(GARDEN_ADMIN)
        await place.tick(at(2, 10, 30))
        assert "Ещё не разослано" in place.heard(dm=GARDEN_ADMIN)[-1]
        said = await forge(place, CITY_COORDINATOR, "material_report", i=1)
        assert said.split("\n")[2] == "1. • МБДОУ «Детский сад № 5»: получено, не разослано"


async def test_a_coordinator_reminds_those_who_are_left_once_a_day(tmp_path):
    async with playground(tmp_path, CITY_TOWN) as place:
        await handed(place)
        await pass_on(place, SCHOOL_ADMIN)
        await press(place, CITY_COORDINATOR, "Обновить")
        said, _ = await press(place, CITY_COORDINATOR, "Напомнить тем, кто не разослал")
        assert said == (
            "Управление образования Смоленска. Напомнить разослать объявление от 17 ноября, "
            "12:00? Организаций: 1.\n"
            "Нет ответственного с доступом к боту: 1.\n"
            "Уйдёт сегодня в 12:01, в рабочие часы организации; не больше одного напоминания в "
            "день."
        )
        said, _ = await press(place, CITY_COORDINATOR, "Напомнить")
        assert said == "Напоминание ответственным готово. Организаций: 1. Уйдёт сегодня в 12:01."
        await place.tick(at(1, 14, 2))
        assert place.heard(dm=GYMNASIUM_ADMIN)[-1] == LEFT.format("— до 12:00 19 ноября (четверг)")
        assert await journal(place, "material_reminded") == [
            (CITY_COORDINATOR, "material_reminded", {"material": 1, "units": 1})
        ]
        said = await forge(place, CITY_COORDINATOR, "material_remind", i=1)
        assert said == (
            "Напоминать разослать объявление от 17 ноября, 12:00 сейчас некому.\n"
            "Сегодняшнее напоминание уже есть: 1.\n"
            "Нет ответственного с доступом к боту: 1."
        )
        place.world.set_clock(at(3, 15))
        await press(place, CITY_COORDINATOR, "← К отчёту")
        await press(place, CITY_COORDINATOR, "Напомнить тем, кто не разослал")
        await press(place, CITY_COORDINATOR, "Напомнить")
        await place.tick(at(3, 15, 1))
        assert place.heard(dm=GYMNASIUM_ADMIN)[-1] == LEFT.format("был до 12:00 сегодня")
        assert await forge(place, SCHOOL_ADMIN, "material_remind_go", i=1) == NOT_ALLOWED


async def test_after_a_restart_the_term_runs_on_and_the_text_is_still_there(tmp_path):
    async with playground(tmp_path, CITY_TOWN) as place:
        await handed(place)
    async with playground(tmp_path, CITY_TOWN, at(3, 14)) as place:
        for person in (CITY_COORDINATOR, GYMNASIUM_ADMIN):
            place.world.allow_dm(person)
        await place.tick(at(3, 14))
        await place.tick(at(3, 14, 1))
        assert place.heard(dm=CITY_COORDINATOR)[-1].split("\n")[1] == (
            "⚠️ Разослано: 0 из 3 (0\u00a0%)."
        )
        assert place.heard(dm=GYMNASIUM_ADMIN)[-1].startswith(LEFT.split("{}", maxsplit=1)[0])
        assert [row.text for row in await place.rows(tables.materials)] == [TEXT]


async def test_many_organisations_are_chosen_and_told_by_pages(tmp_path):
    school = CITY_TOWN[CITY_TOWN.index('[[unit]]\nid = "gymnasium-4"') :].split("\n\n")[0]
    more = [
        school.replace("gymnasium-4", f"school-{n}").replace("МБОУ «Гимназия № 4»", f"Школа {n:02}")
        for n in range(10, 25)
    ]
    async with playground(tmp_path, "\n\n".join([CITY_TOWN, *more])) as place:
        place.world.allow_dm(CITY_COORDINATOR)
        place.world.set_clock(at(1, 14))
        await say(place, CITY_COORDINATOR, "объявление")
        await press(place, CITY_COORDINATOR, "Выбрать из списка")
        await press(place, CITY_COORDINATOR, "Дальше →")
        said, _ = await press(place, CITY_COORDINATOR, "8")
        assert said.split("\n")[2:5] == ["8. ✅ Школа 14", "9. Школа 15", "10. Школа 16"]
        assert buttons(place, CITY_COORDINATOR) == [
            ["✅ 8", "9", "10", "11"],
            ["12", "13", "14"],
            ["← Назад", "Дальше →"],
            ["Готово"],
        ]
        await drafted(place)
        await press(place, CITY_COORDINATOR, "Отправить")
        said, _ = await press(place, CITY_COORDINATOR, "Дальше →")
        assert said.split("\n")[1:] == [
            "Разослано: 0 из 18 (0\u00a0%). Срок — до 12:00 19 ноября (четверг).",
            "16. • Школа 22: ещё не отправлено",
            "17. • Школа 23: ещё не отправлено",
            "18. • Школа 24: ещё не отправлено",
        ]
        await place.tick(at(3, 14))
        await place.tick(at(3, 14, 1))
        assert place.heard(dm=CITY_COORDINATOR)[-1].split("\n")[-2:] == [
            "• Школа 16",
            "и ещё 8",
        ]


async def test_under_the_order_s_row_stands_the_last_announcement(tmp_path):
    async def row(place):
        await forge(place, CITY_COORDINATOR, "milestone", m="row_21")
        said = newest(place, CITY_COORDINATOR).text.split("\n")[-1]
        return said, buttons(place, CITY_COORDINATOR)[1]

    async with playground(tmp_path, CITY_TOWN) as place:
        place.world.allow_dm(CITY_COORDINATOR)
        assert await row(place) == (
            "Объявлений организациям через бота пока не было.",
            ["Объявление организациям"],
        )
        await handed(place)
        assert await row(place) == (
            "Последнее объявление организациям — от 17 ноября, 12:00. Разослано: 0 из 3 "
            "(0\u00a0%).",
            ["Отчёт по организациям"],
        )
        said, _ = await press(place, CITY_COORDINATOR, "Отчёт по организациям")
        assert said.startswith("Объявление организациям от 17 ноября, 12:00")
