"""A coordinator's «Объявление»: choosing organisations, the preview, sending, whole texts."""

import json

import pytest

from bot.dialog.announce.announcing_words import GONE
from bot.words.dialog import NOT_ALLOWED
from storage import tables
from tests.bot.dialog.chatting import forge
from tests.bot.dialog.conversing import buttons, newest, payload, press, say, twice
from tests.bot.dialog.materials import CITY_TOWN, TEXT, city, drafted, handed, planned
from tests.bot.dialog.order.smolensk_town import (
    CITY,
    CITY_COORDINATOR,
    COLLEGE_ADMIN,
    GARDEN_ADMIN,
    GYMNASIUM,
    GYMNASIUM_ADMIN,
    REGION_COORDINATOR,
    SCHOOL,
    SCHOOL_ADMIN,
    SCHOOL_DEPUTY,
    town,
)
from tests.cast import STRANGER, at
from tests.playground import playground

pytestmark = pytest.mark.asyncio

CHOOSING = (
    "Объявление организациям, Управление образования Смоленска. Организаций: 3.\n"
    "Отметьте, кому отправить. Выбрано: {}.\n"
    "Потом напишите текст одним сообщением; можно приложить фото или документ."
)
LISTING = (
    "Объявление организациям, Управление образования Смоленска. Выбрано: {}.\n"
    "Номер отмечает организацию или снимает отметку.\n"
    "1. МБДОУ «Детский сад № 5»\n"
    "2. {}МБОУ «Гимназия № 4»\n"
    "3. МБОУ «СШ № 3»"
)
CHANGE = "Чтобы изменить текст или вложение, пришлите новое."
PREVIEW = (
    "Управление образования Смоленска. Объявление для 2 организаций. Ответственных: 2.\n"
    "Уйдёт сегодня в 12:00. Разослать сотрудникам попросим за 2 суток, до 12:00 19 ноября "
    "(четверг).\n"
    "⚠️ Нет ответственного с доступом к боту: МБДОУ «Детский сад № 5».\n"
    f"{CHANGE}\n\n{TEXT}"
)
REPORT = (
    "Объявление организациям от 17 ноября, 12:00, отчёт на 12:00 17 ноября.\n"
    "Разослано: 0 из 3 (0\u00a0%). Срок — до 12:00 19 ноября (четверг).\n"
    "1. ⚠️ МБДОУ «Детский сад № 5»: нет ответственного с доступом к боту\n"
    "2. • МБОУ «Гимназия № 4»: ещё не отправлено\n"
    "3. • МБОУ «СШ № 3»: ещё не отправлено"
)
HANDED = (
    "МБОУ «СШ № 3». Управление образования Смоленска просит довести до сотрудников.\n"
    f"Срок — 2 суток: до 12:00 19 ноября (четверг).\n\n{TEXT}"
)


async def test_from_the_menu_to_the_administrators_of_those_ticked(tmp_path):
    async with playground(tmp_path, CITY_TOWN) as place:
        await city(place)
        await say(place, CITY_COORDINATOR, "меню")
        assert "Объявление" in str(newest(place, CITY_COORDINATOR).keyboard)
        assert await say(place, CITY_COORDINATOR, "Объявление") == CHOOSING.format(0)
        assert buttons(place, CITY_COORDINATOR) == [
            ["Все организации"],
            ["Выбрать из списка"],
            ["Отмена", "Прошлые объявления"],
        ]
        said, _ = await press(place, CITY_COORDINATOR, "Выбрать из списка")
        assert said == LISTING.format(0, "")
        said, _ = await press(place, CITY_COORDINATOR, "2")
        assert said == LISTING.format(1, "✅ ")
        assert buttons(place, CITY_COORDINATOR) == [["1", "✅ 2", "3"], ["Готово"]]
        said, _ = await press(place, CITY_COORDINATOR, "Готово")
        assert said == CHOOSING.format(1)
        await press(place, CITY_COORDINATOR, "Все организации")
        assert buttons(place, CITY_COORDINATOR)[0] == ["Снять все"]
        assert await say(place, CITY_COORDINATOR, TEXT) == PREVIEW
        assert buttons(place, CITY_COORDINATOR) == [
            ["Отправить"],
            ["Изменить получателей", "Отмена"],
        ]
        assert await say(place, CITY_COORDINATOR, "да") == REPORT
        assert buttons(place, CITY_COORDINATOR) == [
            ["Обновить"],
            ["Напомнить тем, кто не разослал"],
            ["← К объявлениям"],
        ]
        await place.tick(at(1, 14, 1))
        assert place.heard(dm=SCHOOL_ADMIN)[-1] == HANDED
        assert buttons(place, SCHOOL_ADMIN) == [
            ["Разослать в чаты"],
            ["Принято", "Уже разослано"],
            ["Ответить"],
        ]
        assert await planned(place, "material") == [
            (GYMNASIUM, GYMNASIUM_ADMIN, "sent"),
            (SCHOOL, SCHOOL_ADMIN, "sent"),
        ]
        [line] = [row for row in await place.rows(tables.audit) if row.action == "material_sent"]
        assert (line.actor, line.unit, json.loads(line.details)) == (
            CITY_COORDINATOR,
            CITY,
            {"material": 1, "units": 2, "at_once": False},
        )
        kept = (*await place.rows(tables.dialog_states), *await place.rows(tables.notices))
        assert TEXT not in str(kept)


async def test_a_region_chooses_by_municipality_and_its_own_college_apart(tmp_path):
    async with playground(tmp_path, town()) as place:
        await city(place)
        for each in (GARDEN_ADMIN, REGION_COORDINATOR):
            place.world.allow_dm(each)
        await say(place, REGION_COORDINATOR, "объявление")
        said, _ = await press(place, REGION_COORDINATOR, "По муниципалитетам")
        assert said == (
            "Объявление организациям, Департамент Смоленской области. Выбрано: 0.\n"
            "Номер отмечает все организации муниципалитета.\n"
            "1. Управление образования Смоленска: 0 из 3\n"
            "2. Без муниципалитета: 0 из 1"
        )
        await press(place, REGION_COORDINATOR, "1")
        said, _ = await press(place, REGION_COORDINATOR, "2")
        assert said.split("\n")[2:] == [
            "1. Управление образования Смоленска: 3 из 3",
            "2. Без муниципалитета: 1 из 1",
        ]
        await press(place, REGION_COORDINATOR, "✅ 1")
        await press(place, REGION_COORDINATOR, "Готово")
        said = await say(place, REGION_COORDINATOR, "@all, конкурс")
        assert said == (
            "Департамент Смоленской области. Объявление для 1 организации. Ответственных: 1.\n"
            "Уйдёт сегодня в 12:00. Разослать сотрудникам попросим за 2 суток, до 12:00 19 ноября "
            "(четверг).\n"
            "⚠️ Ответственный ещё не писал боту, сообщение может не дойти: ОГБПОУ «Колледж № 1».\n"
            f"⚠️ Упоминания станут обычным текстом.\n{CHANGE}\n\n@\u2060all, конкурс"
        )
        await press(place, REGION_COORDINATOR, "Отправить")
        await place.tick(at(1, 14, 1))
        said, _ = await press(place, REGION_COORDINATOR, "Обновить")
        assert said.split("\n")[2:] == [
            "1. ⚠️ ОГБПОУ «Колледж № 1»: не дошло: VK не принял сообщение ответственному"
        ]
        assert place.heard(dm=COLLEGE_ADMIN) == []


async def test_who_did_not_pass_on_the_last_one_is_chosen_at_once(tmp_path):
    async with playground(tmp_path, CITY_TOWN) as place:
        await handed(place)
        await press(place, SCHOOL_ADMIN, "Разослать в чаты")
        await press(place, SCHOOL_ADMIN, "Отправить")
        await say(place, CITY_COORDINATOR, "объявление")
        said, _ = await press(place, CITY_COORDINATOR, "Кто не разослал прошлое")
        assert said == CHOOSING.format(2)
        await press(place, CITY_COORDINATOR, "Выбрать из списка")
        assert buttons(place, CITY_COORDINATOR)[0] == ["✅ 1", "✅ 2", "3"]


async def test_where_nobody_can_be_told_nothing_is_sent(tmp_path):
    async with playground(tmp_path, CITY_TOWN) as place:
        await city(place)
        await say(place, CITY_COORDINATOR, "объявление")
        await press(place, CITY_COORDINATOR, "Выбрать из списка")
        await press(place, CITY_COORDINATOR, "1")
        assert await say(place, CITY_COORDINATOR, TEXT) == (
            "Объявление организациям, Управление образования Смоленска. Организаций: 3.\n"
            "Отметьте, кому отправить. Выбрано: 1.\n"
            "⚠️ У выбранных организаций нет ответственного с доступом к боту: отправить некому.\n"
            "Текст сохранён."
        )
        assert buttons(place, CITY_COORDINATOR)[-2:] == [
            ["Выбрать из списка"],
            ["Отмена", "Прошлые объявления"],
        ]


async def test_at_night_it_waits_for_the_morning_or_is_confirmed_twice(tmp_path):
    async with playground(tmp_path, CITY_TOWN) as place:
        await city(place)
        place.world.set_clock(at(4, 23))
        said = await drafted(place)
        assert said.split("\n")[1:3] == [
            "Уйдёт 23 ноября (понедельник) в 08:30. Разослать сотрудникам попросим за 2 суток, "
            "до 08:30 25 ноября (среда).",
            "⚠️ Нет ответственного с доступом к боту: МБДОУ «Детский сад № 5».",
        ]
        said, _ = await press(place, CITY_COORDINATOR, "Отправить сейчас")
        assert said == (
            "Управление образования Смоленска. Отправить сейчас, в 21:00, ответственным "
            "2 организаций? Рабочие часы закончились, сообщения придут людям в их свободное "
            "время, и срок пойдёт сразу.\n"
            "Кнопка «Отправить» отправит объявление 23 ноября (понедельник) в 08:30."
        )
        said, _ = await press(place, CITY_COORDINATOR, "Да, отправить сейчас")
        assert said.split("\n")[1].endswith("Срок — до 21:00 22 ноября (воскресенье).")
        await place.tick(at(4, 23, 1))
        assert place.heard(dm=SCHOOL_ADMIN)[-1].split("\n")[1] == (
            "Срок — 2 суток: до 21:00 22 ноября (воскресенье)."
        )


async def test_on_a_friday_the_preview_says_that_the_term_ends_when_people_rest(tmp_path):
    async with playground(tmp_path, CITY_TOWN) as place:
        await city(place)
        place.world.set_clock(at(4, 14))
        assert (await drafted(place)).split("\n")[2] == "⚠️ Срок закончится в нерабочее время."


async def test_of_two_presses_one_sends_and_an_older_preview_sends_nothing(tmp_path):
    async with playground(tmp_path, CITY_TOWN) as place:
        await city(place)
        await drafted(place)
        older = newest(place, CITY_COORDINATOR).cmid
        await say(place, CITY_COORDINATOR, "Совсем другой текст")
        assert (await press(place, CITY_COORDINATOR, "Отправить", cmid=older))[1] == GONE
        assert [each for each in await twice(place, CITY_COORDINATOR, "Отправить") if each] == [
            GONE
        ]
        [kept] = await place.rows(tables.materials)
        assert kept.text == "Совсем другой текст"


async def test_to_whom_is_asked_of_who_is_both(tmp_path):
    both = CITY_TOWN.replace(
        f"coordinators = [{CITY_COORDINATOR}]",
        f"coordinators = [{CITY_COORDINATOR}]\nadministrators = [{CITY_COORDINATOR}]",
    )
    async with playground(tmp_path, both) as place:
        await city(place)
        await place.chat("Отделы управления", STRANGER, by=CITY_COORDINATOR)
        assert await say(place, CITY_COORDINATOR, "объявление") == (
            "Управление образования Смоленска. Кому объявление?"
        )
        assert buttons(place, CITY_COORDINATOR) == [["В свои чаты"], ["Организациям"]]
        said, _ = await press(place, CITY_COORDINATOR, "Организациям")
        assert said == CHOOSING.format(0)
        assert await say(place, CITY_COORDINATOR, "объявления") == (
            "Управление образования Смоленска: объявлений организациям через бота пока не было."
        )
        assert buttons(place, CITY_COORDINATOR) == [["Новое объявление"], ["В свои чаты"]]


async def test_nobody_but_the_level_s_coordinators_hands_out_and_reads_what_came_of_it(tmp_path):
    async with playground(tmp_path, CITY_TOWN) as place:
        await city(place)
        await drafted(place)
        given = payload(place, CITY_COORDINATOR, "Отправить")
        acts = ("to", "text", "look", "now", "go", "past", "report", "remind")
        for person in (SCHOOL_ADMIN, SCHOOL_DEPUTY, REGION_COORDINATOR, STRANGER):
            for act in acts:
                sent = {**given, "do": f"material_{act}", "i": 1}
                place.world.say(person, dm=True, text="x", payload=sent)
                await place.settle()
                assert (act, newest(place, person).text) == (act, NOT_ALLOWED)
        assert await place.rows(tables.materials) == []


async def test_a_number_of_another_level_is_not_found(tmp_path):
    async with playground(tmp_path, town()) as place:
        await handed(place)
        gone = "Такого объявления организациям у Вас нет."
        for act in ("material_report", "material_remind"):
            assert await forge(place, REGION_COORDINATOR, act, i=1) == gone
        for person in (COLLEGE_ADMIN, GARDEN_ADMIN):
            place.world.allow_dm(person)
        not_given = "Такого объявления Вашей организации не присылали."
        for act in ("pass", "accept", "own", "reply"):
            said = await forge(place, COLLEGE_ADMIN, f"material_{act}", i=1)
            assert said == not_given
            assert await forge(place, GARDEN_ADMIN, f"material_{act}", i=99) == not_given
