"""With two organisations: what follows access happens where it was given, and says where."""

import pytest

from bot.dialog.access.claims import issue_claim
from bot.dialog.core import request as requests
from bot.dialog.menu.unclear_words import unclear
from bot.dialog.staff.roster.rostering import issue_codes
from bot.words.dialog import NOT_ALLOWED
from storage import tables
from storage.records import Office
from tests.bot.dialog.conversing import newest, press, say
from tests.bot.dialog.staffing import hand
from tests.bot.dialog.two_towns import LYCEUM_ROSTER
from tests.cast import ADMIN, CONFIG, LYCEUM, LYCEUM_ADMIN, ROSTER, SCHOOL, at
from tests.playground import playground

pytestmark = pytest.mark.asyncio

BOTH = CONFIG.replace("administrators = [107]", "administrators = [107, 101]")


async def names(place, unit):
    rows = await place.rows(tables.persons)
    return {row.full_name for row in rows if row.unit == unit and not row.dismissed_at}


async def claimed(place, unit, account=ADMIN):
    async with place.service.core.database.writing() as connection:
        code = await issue_claim(connection, unit, Office.ADMINISTRATOR, place.world.now())
    return await say(place, account, code)


@pytest.mark.parametrize(
    ("account", "second", "name"),
    [(ADMIN, LYCEUM, "Лицей № 5"), (LYCEUM_ADMIN, SCHOOL, "СОШ № 12")],
)
async def test_the_table_sent_after_a_claim_goes_into_the_claimed_organisation(
    account, second, name, tmp_path
):
    async with playground(tmp_path) as place:
        await place.roster()
        await place.roster(LYCEUM_ROSTER, LYCEUM)
        await say(place, account, "сотрудники")
        first = SCHOOL if second == LYCEUM else LYCEUM
        before, there = await names(place, first), await names(place, second)
        assert name in await claimed(place, second, account)
        table = "ФИО;Должность;Роль\nНовый Ким Янович;Учитель;учитель\n"
        said = await hand(place, account, "staff.csv", table.encode())
        assert said.startswith(f"МАОУ «{name}», файл «staff.csv».")
        await say(place, account, "да")
        assert (await names(place, first), await names(place, second)) == (
            before,
            there | {"Новый Ким Янович"},
        )


async def test_what_was_begun_elsewhere_is_left_by_a_claim(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        await say(place, ADMIN, "назначить ответственного")
        await press(place, ADMIN, "Завуч")
        await claimed(place, LYCEUM)
        assert await say(place, ADMIN, "Петрова") == unclear(near=False)
        assert "Лицей № 5" in await say(place, ADMIN, "меню")


async def test_after_a_code_of_the_second_organisation_his_week_is_that_one_s(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster(LYCEUM_ROSTER.replace(";107;", ";;"), LYCEUM)
        await say(place, ADMIN, "меню")
        issued = await issue_codes(place.service.core.database, LYCEUM, place.service.clock)
        code = next(code for person, code in issued if "Носова" in person.full_name)
        assert "Лицей № 5" in await say(place, ADMIN, code)
        assert "Лицей № 5" in await say(place, ADMIN, "моя неделя")


def menu_labels(place, person):
    return [
        each["action"]["label"] for row in newest(place, person).keyboard["buttons"] for each in row
    ]


async def test_the_menu_shows_which_of_two_organisations_is_chosen(tmp_path):
    async with playground(tmp_path, BOTH) as place:
        text = await say(place, ADMIN, "меню")
        assert text.startswith("Добрый день! Выбрана организация: МАОУ «Лицей № 5» (у Вас их 2).\n")
        assert "Организация: МАОУ «Лицей № 5»" in menu_labels(place, ADMIN)
        assert await say(place, ADMIN, "сменить организацию") == (
            "Организаций у Вас: 2. Сейчас выбрана эта: МАОУ «Лицей № 5». Какую показать?"
        )
        assert await press(place, ADMIN, "МАОУ «СОШ № 12»") == (
            "Теперь показываю: МАОУ «СОШ № 12».",
            "",
        )
        assert "Организация: МАОУ «СОШ № 12»" in menu_labels(place, ADMIN)


async def test_with_one_organisation_the_menu_says_nothing_of_choosing(tmp_path):
    async with playground(tmp_path) as place:
        assert await say(place, ADMIN, "меню") == (
            "Добрый день! МАОУ «СОШ № 12».\n"
            "Выберите, что показать: кнопки внизу, под строкой ввода."
        )
        assert not any("Организация" in label for label in menu_labels(place, ADMIN))


async def test_what_is_typed_after_a_button_of_an_organisation_is_about_it(tmp_path):
    async with playground(tmp_path, BOTH) as place:
        await place.roster(LYCEUM_ROSTER, LYCEUM)
        await say(place, ADMIN, "привязка")
        old = newest(place, ADMIN).cmid
        await say(place, ADMIN, "сменить организацию")
        await press(place, ADMIN, "МАОУ «СОШ № 12»")
        place.world.press(ADMIN, dm=True, label="Ссылки и коды", cmid=old)
        await place.settle()
        assert "Лицей № 5" in await say(place, ADMIN, "меню")


async def test_an_appointment_does_not_move_who_is_at_work_but_leads_there(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        await say(place, ADMIN, "меню")
        await say(place, LYCEUM_ADMIN, "назначить ответственного")
        await press(place, LYCEUM_ADMIN, "Администратор")
        assert "Анна Быкова (vk.com/id101)" in await say(place, LYCEUM_ADMIN, "vk.com/id101")
        await press(place, LYCEUM_ADMIN, "Назначить")
        assert "СОШ № 12" in await say(place, ADMIN, "меню")
        await place.tick(at(0, 9, 5))
        text, _ = await press(place, ADMIN, "Открыть")
        assert text == "Теперь показываю: МАОУ «Лицей № 5»."
        said = await hand(place, ADMIN, "staff.csv", ROSTER.encode())
        assert said.startswith("МАОУ «Лицей № 5», файл")


async def test_a_stale_yes_of_another_organisation_ends_nothing_here(tmp_path):
    async with playground(tmp_path, BOTH) as place:
        await say(place, ADMIN, "записать меру")
        await say(place, ADMIN, "В лицее поговорили")
        old = newest(place, ADMIN).cmid
        await say(place, ADMIN, "сменить организацию")
        await press(place, ADMIN, "МАОУ «СОШ № 12»")
        await say(place, ADMIN, "записать меру")
        assert (await say(place, ADMIN, "В школе поговорили")).startswith("МАОУ «СОШ № 12». ")
        place.world.press(ADMIN, dm=True, label="Записать", cmid=old)
        await place.settle()
        assert await place.rows(tables.week_notes) == []
        await say(place, ADMIN, "да")
        assert [(row.unit, row.text) for row in await place.rows(tables.week_notes)] == [
            (SCHOOL, "В школе поговорили")
        ]


async def test_a_part_taken_while_the_change_is_under_way_stops_it(tmp_path, monkeypatch):
    """Rights are looked at once more in the transaction that changes."""
    async with playground(tmp_path) as place:
        await say(place, ADMIN, "код доступа")
        await press(place, ADMIN, "Завуч")
        looked = requests.roles_of
        gone = {"now": False}

        async def roles(connection, account, known):
            return {} if gone["now"] else await looked(connection, account, known)

        monkeypatch.setattr(requests, "roles_of", roles)
        gone["now"] = True  # the router has its own look, which is still the old one
        assert (await press(place, ADMIN, "Выдать код"))[1] == NOT_ALLOWED
        assert await place.rows(tables.claims) == []
