"""The coordinator: organisations as aggregates, who has not set up; never a name."""

import io

import openpyxl
import pytest

from bot.sheets.digest_words import PEOPLE_SHEET
from bot.words.dialog import NOT_ALLOWED
from tests.bot.dialog.conversing import buttons, newest, press, say
from tests.bot.dialog.week.two_days import (
    CLASSES,
    LINKS,
    PERM_NAME,
    REGISTERED,
    TEN,
    USERS,
    tuesday,
)
from tests.bot.week_played import fetched
from tests.cast import ADMIN, CONFIG, COORDINATOR, DEPUTY, LYCEUM, MARIA, NAMES, PERM, SCHOOL
from tests.playground import playground

pytestmark = pytest.mark.asyncio

NOW = "неделя 16–22 ноября, на 12:00 вторника, не окончена"
TABLE = (
    f"{PERM_NAME}, {NOW}. Данные 1 из 2 организаций. {TEN}:\n"
    "1. • МАОУ «Лицей № 5»: нет данных, бота нет в чатах\n"
    "2. • МАОУ «СОШ № 12»: 2 из 5 (40,0\u00a0%), неделя идёт"
)
SCHOOL_12 = (
    f"МАОУ «СОШ № 12», {NOW}.\n"
    f"• {TEN}: 2 из 5 (40,0\u00a0%), норма 100\u00a0%\n"
    f"• {REGISTERED}: 4 из 5 (80,0\u00a0%), норма 100\u00a0%\n"
    f"• {CLASSES}: нет данных, норма 100\u00a0%\n"
    f"✅ {LINKS}: 0\n"
    f"• {USERS}: нет данных, норма 25\u00a0%\n"
    "Показатели носят справочный характер."
)
WANTING = (
    f"{PERM_NAME}. Не подключены до конца: 1 из 2 организаций.\n"
    "1. МАОУ «Лицей № 5»: нет списка сотрудников; бота нет ни в одном чате"
)
REGION = """
[[unit]]
id = "region"
kind = "region"
name = "Министерство образования"
timezone = "Asia/Yekaterinburg"
order = "perm"
coordinators = [105]
"""
UNDER_A_REGION = CONFIG.replace('id = "perm"\n', 'id = "perm"\nparent = "region"\n') + REGION


async def test_organisations_are_listed_and_one_is_opened(tmp_path):
    async with playground(tmp_path) as place:
        await tuesday(place)
        assert await say(place, COORDINATOR, "Организации") == TABLE
        assert buttons(place, COORDINATOR) == [
            ["1", "2"],
            ["Написать администратору"],
            ["Таблица недель", "← К сводке"],
        ]
        assert await press(place, COORDINATOR, "2") == (SCHOOL_12, "")
        assert await press(place, COORDINATOR, "← К организациям") == (TABLE, "")


async def test_who_has_not_set_up_is_told_with_what_is_lacking(tmp_path):
    async with playground(tmp_path) as place:
        await tuesday(place)
        assert await say(place, COORDINATOR, "Кто не подключён") == WANTING
        assert buttons(place, COORDINATOR) == [["← К сводке"]]


async def test_when_all_have_set_up_that_is_told(tmp_path):
    async with playground(tmp_path, CONFIG.replace('parent = "perm"\n', "", 2)) as place:
        said = await say(place, COORDINATOR, "кто не подключён")
        assert said == f"{PERM_NAME}. Подчинённых организаций нет: их добавляет оператор."
        said = await say(place, COORDINATOR, "организации")
        assert said == f"{PERM_NAME}. Подчинённых организаций нет: их добавляет оператор."
        said = await say(place, COORDINATOR, "сводка")
        assert (
            said == f"{PERM_NAME}. Подчинённых организаций в настройках нет: их добавляет оператор."
        )


async def test_no_screen_of_a_coordinator_has_a_name(tmp_path):
    async with playground(tmp_path) as place:
        await tuesday(place)
        for text in ("сводка", "организации", "кто не подключён", "почему", "прошлые недели"):
            said = await say(place, COORDINATOR, text)
            assert not [last for _, last in NAMES.values() if last in said]
        for text in ("кто отстаёт", "принятые меры", "напомнить всем"):
            assert await say(place, COORDINATOR, text) == NOT_ALLOWED


async def test_a_region_goes_down_through_its_municipality(tmp_path):
    async with playground(tmp_path, UNDER_A_REGION) as place:
        await tuesday(place)
        said = await say(place, 105, "организации")
        assert said == (
            f"Министерство образования, {NOW}. Данные 1 из 2 организаций. {TEN}:\n"
            f"1. • {PERM_NAME}: 2 из 5 (40,0\u00a0%), неделя идёт, данные 1 из 2"
        )
        said, _ = await press(place, 105, "1")
        assert said.split("\n")[0] == f"{PERM_NAME}, {NOW}. Неделя идёт, данные 1 из 2."
        assert await press(place, 105, "Организации") == (TABLE, "")
        assert await press(place, 105, "2") == (SCHOOL_12, "")
        assert await press(place, 105, "← К организациям") == (TABLE, "")
        assert (await press(place, 105, "← К организациям"))[0].startswith("Министерство")


@pytest.mark.parametrize("person", [ADMIN, DEPUTY, MARIA])
async def test_nobody_else_reads_about_organisations(person, tmp_path):
    async with playground(tmp_path) as place:
        await tuesday(place)
        for act, args in (
            ("organisations", {"u": PERM}),
            ("organisation", {"u": PERM, "o": LYCEUM}),
            ("setup", {"u": PERM}),
            ("organisations", {"u": SCHOOL, "l": PERM}),
        ):
            place.world.say(person, dm=True, text="…", payload={"do": act, **args})
            await place.settle()
            assert newest(place, person).text == NOT_ALLOWED


async def test_a_coordinator_of_a_school_reads_it_without_names(tmp_path):
    config = CONFIG.replace("deputies = [102]", "deputies = [102]\ncoordinators = [900]")
    async with playground(tmp_path, config) as place:
        await tuesday(place)
        assert (await say(place, 900, "сводка")).startswith("МАОУ «СОШ № 12», неделя")
        assert buttons(place, 900) == [
            ["Обновить", "Почему?"],
            ["Картинка и таблица"],
            ["Справка"],
        ]
        await press(place, 900, "Картинка и таблица")
        [document] = [each for each in place.sent[-1].attachments if each.startswith("doc")]
        body = await fetched(place, document)
        assert PEOPLE_SHEET not in openpyxl.load_workbook(io.BytesIO(body)).sheetnames
