"""«Сотрудники»: counts, lists and the search, the files; whole texts."""

import io

import openpyxl
import pytest

from bot.dialog.staff.staff_words import EMPTY, FIND_WHOM, TEMPLATE_SAID, export_said
from bot.sheets.roster.roster import roster_template
from bot.words.dialog import NOT_ALLOWED
from bot.words.vocabulary import SCHOOL as SCHOOL_WORDS
from sandbox.world.carried.keyboards import find_button
from tests.bot.dialog.conversing import buttons, newest, press, say
from tests.bot.dialog.staffing import lines, taken
from tests.cast import (
    ADMIN,
    COORDINATOR,
    DEPUTY,
    LYCEUM,
    LYCEUM_ADMIN,
    MARIA,
    ROSTER,
    SCHOOL,
    STRANGER,
)
from tests.playground import playground

pytestmark = pytest.mark.asyncio

OVERVIEW = (
    "МАОУ «СОШ № 12», на 16 ноября. В списке 5 сотрудников.\n"
    "• Без профиля: 1.\n"
    "• Отсутствуют сегодня: 1.\n"
    "Чтобы обновить список, отправьте сюда таблицу (XLSX, ODS, CSV, DOCX): сначала покажу, что "
    "изменится."
)
EVERYBODY = (
    "В списке: 5.\n"
    "1. Быкова Анна Сергеевна, учитель истории\n"
    "2. Зотов Игорь Львович, заместитель директора\n"
    "3. Петрова Мария Петровна, учитель математики\n"
    "4. Уткин Павел Ильич, учитель физики, отсутствует\n"
    "5. Юдина Ольга Олеговна, секретарь, без профиля\n"
    "Выберите сотрудника или напишите другую фамилию."
)
AWAY = ROSTER.replace("id105;;;", "id105;;16.11.2026;20.11.2026")
HOMONYMS = (
    "ФИО;Должность;Роль;VK\n"
    "Ким Анна;Учитель ИЗО;учитель;\n"
    "Ким Анна;ИКТ-специалист;прочий персонал;\n"
    "van der Berg [club|Anna] @all;;учитель;\n"
)
TWINS = (
    "Найдено по «ким»: 2.\n"
    "1. Ким Анна, учитель ИЗО, без профиля\n"
    "2. Ким Анна, ИКТ-специалист, без профиля\n"
    "Выберите сотрудника или напишите другую фамилию."
)
MANY = "ФИО;Должность;Роль\n" + "".join(
    f"Иванова{'абвгдежзик'[n // 100]}{'абвгдежзик'[n // 10 % 10]}{'абвгдежзик'[n % 10]} Анна;"
    "Учитель;учитель\n"
    for n in range(1000)
)


async def test_the_people_are_counted_and_everything_starts_from_there(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster(AWAY)
        assert await say(place, ADMIN, "Сотрудники") == OVERVIEW
        assert buttons(place, ADMIN) == [
            ["Найти", "Весь список", "Добавить"],
            ["Шаблон таблицы", "Выгрузить список"],
        ]


async def test_an_empty_list_says_what_to_do_first(tmp_path):
    async with playground(tmp_path) as place:
        assert await say(place, ADMIN, "/сотрудники") == EMPTY
        assert buttons(place, ADMIN) == [["Шаблон таблицы"]]
        assert (await press(place, ADMIN, "Шаблон таблицы"))[0] == TEMPLATE_SAID
        assert taken(place)[1] == roster_template(SCHOOL_WORDS)


async def test_everybody_is_listed_and_that_names_were_seen_is_noted(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster(AWAY)
        await say(place, ADMIN, "сотрудники")
        assert (await press(place, ADMIN, "Весь список"))[0] == EVERYBODY
        assert buttons(place, ADMIN) == [
            ["1. Быкова А. С.", "2. Зотов И. Л."],
            ["3. Петрова М. П.", "4. Уткин П. И."],
            ["5. Юдина О. О."],
            ["← Сотрудники"],
        ]
        assert await lines(place, "names_seen") == [(ADMIN, SCHOOL, {"screen": "people"})]


async def test_one_name_after_another_may_be_typed(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster(AWAY)
        await say(place, ADMIN, "сотрудники")
        assert (await press(place, ADMIN, "Найти"))[0] == FIND_WHOM
        for text, name in (
            ("петр", "Петрова Мария Петровна, учитель математики"),
            ("Ютина", "Юдина Ольга Олеговна, секретарь, без профиля"),
        ):
            assert await say(place, ADMIN, text) == (
                f"Найдено по «{text}»: 1.\n1. {name}\n"
                "Выберите сотрудника или напишите другую фамилию."
            )
        assert await say(place, ADMIN, "Кац") == (
            "По «Кац» никого не нашлось. Напишите фамилию иначе или её начало, например первые "
            "четыре буквы."
        )


async def test_people_of_one_name_are_told_apart_and_foreign_names_mention_nobody(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster(HOMONYMS)
        assert await say(place, ADMIN, "найти ким") == TWINS
        listed = await say(place, ADMIN, "найти berg")
        joiner = "\N{WORD JOINER}"
        assert listed.split("\n")[1] == (
            f"1. van der Berg [{joiner}club|Anna] @{joiner}all, учитель, без профиля"
        )


async def test_a_thousand_people_are_paged_within_what_vk_takes(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster(MANY)
        shown = await say(place, ADMIN, "весь список")
        assert shown.split("\n")[0] == "В списке: 1\N{NO-BREAK SPACE}000, страница 1 из 167."
        shown = await say(place, ADMIN, "найти иванова")
        for page in range(2, 4):
            assert buttons(place, ADMIN)[-1] == ["← Сотрудники"]
            shown, _ = await press(place, ADMIN, "Дальше →")
            assert shown.split("\n")[0] == (
                f"Найдено по «иванова»: 1\N{NO-BREAK SPACE}000, страница {page} из 167."
            )
        assert shown.split("\n")[1].startswith("13. ")
        label = buttons(place, ADMIN)[0][0]
        await press(place, ADMIN, label)
        assert buttons(place, ADMIN)[-1] == ["← К списку", "← Сотрудники"]
        assert (await press(place, ADMIN, "← К списку"))[0] == shown


async def test_the_list_is_given_as_the_import_takes_it_and_noted(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster(AWAY)
        assert await say(place, ADMIN, "Выгрузить список") == export_said(SCHOOL_WORDS.group)
        book = openpyxl.load_workbook(io.BytesIO(taken(place)[1]))
        people = list(book["Сотрудники"].iter_rows(values_only=True))
        assert [row[0] for row in people[1:]] == [
            line.split(";")[0] for line in ROSTER.splitlines()[1:]
        ]
        assert people[3][3:5] == ("https://vk.com/id104", "5А")
        assert f"{people[4][5]:%d.%m}–{people[4][6]:%d.%m}" == "16.11–20.11"
        assert await lines(place, "names_seen") == [(ADMIN, SCHOOL, {"screen": "roster_file"})]


@pytest.mark.parametrize(
    "person", [MARIA, DEPUTY, COORDINATOR, STRANGER], ids=["teacher", "deputy", "above", "stranger"]
)
@pytest.mark.parametrize("text", ["Сотрудники", "найти петрова", "весь список", "выгрузить список"])
async def test_nobody_else_sees_the_people(person, text, tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        assert await say(place, person, text) == NOT_ALLOWED
        assert await lines(place, "names_seen") == []


async def test_another_school_s_administrator_sees_only_his_own(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        assert await say(place, LYCEUM_ADMIN, "весь список") == EMPTY
        await say(place, ADMIN, "найти петрова")
        action, _ = find_button(place.world.dms[ADMIN], None, "1. Петрова М. П.")
        payload = action["payload"]
        for forged in (payload, payload.replace(SCHOOL, LYCEUM)):
            place.world.say(LYCEUM_ADMIN, dm=True, text="1. Петрова М. П.", payload=forged)
            await place.settle()
            assert newest(place, LYCEUM_ADMIN).text in {
                NOT_ALLOWED,
                "Этого сотрудника в списке больше нет.",
            }
