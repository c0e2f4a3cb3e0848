"""Codes for offices belong to who issued them; who leaves the staff does not keep his access."""

import re

import pytest

from bot.dialog.access.claims import issue_claim
from bot.dialog.access.offices_words import BAD_CLAIM
from bot.dialog.staff.roster.words import UNCHANGED
from bot.words.dialog import NOT_ALLOWED
from storage import tables
from storage.people import offices, units
from storage.records import Office, OfficeHolder
from tests.bot.dialog.chatting import journal
from tests.bot.dialog.conversing import buttons, press, say
from tests.bot.dialog.staffing import card, hand
from tests.cast import ADMIN, CONFIG, DEPUTY, MARIA, PAVEL, ROSTER, SCHOOL, STRANGER, at
from tests.playground import playground

pytestmark = pytest.mark.asyncio

HEAD = "МАОУ «СОШ № 12». "


async def give(place, account, office=Office.ADMINISTRATOR):
    """Give somebody an office, as the bot does."""
    async with place.service.core.database.writing() as connection:
        holder = OfficeHolder(unit=SCHOOL, account=account, office=office)
        await offices.appoint(connection, holder)


async def code_by(place, account, kind="Завуч"):
    """Let somebody issue a code for an office; give it."""
    await say(place, account, "код доступа")
    await press(place, account, kind)
    text, _ = await press(place, account, "Выдать код")
    return re.search(r"\d{3}(-\d{3}){3}", text)[0]


async def held(place):
    rows = await place.rows(tables.offices)
    return {(row.account, row.office) for row in rows if row.unit == SCHOOL}


async def test_open_codes_are_listed_and_withdrawn(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        async with place.service.core.database.writing() as connection:
            await issue_claim(connection, SCHOOL, Office.ADMINISTRATOR, at(-1))
        code = await code_by(place, ADMIN)
        said = await say(place, ADMIN, "ответственные")
        assert "\nДействующих кодов доступа: 2. Здесь можно" in said
        text, _ = await press(place, ADMIN, "Действующие коды: 2")
        assert text == (
            f"{HEAD}Действующих кодов доступа: 2.\n"
            "1. ответственный администратор, выдал(а) оператор программы, до 00:00 22 ноября\n"
            "2. завуч, выдал(а) Быкова А. С. (vk.com/id101), до 09:00 23 ноября"
        )
        text, _ = await press(place, ADMIN, "2. Отозвать")
        assert text == (
            f"{HEAD}Отозвать код доступа? Завуч, выдал(а) Быкова А. С. (vk.com/id101), до 09:00 "
            "23 ноября.\nКто отправит его потом, доступа не получит."
        )
        text, _ = await press(place, ADMIN, "Отозвать код")
        assert text == "Код доступа для завуча отозван."
        assert await say(place, STRANGER, code) == BAD_CLAIM
        assert await journal(place, "office_code_withdrawn") == [
            (ADMIN, "office_code_withdrawn", {"office": "deputy"})
        ]


async def test_a_code_ends_when_its_issuer_loses_the_office(tmp_path):
    async with playground(tmp_path) as place:
        await give(place, MARIA)
        code = await code_by(place, MARIA, "Администратор")
        kept = await code_by(place, ADMIN)
        await say(place, ADMIN, "отозвать доступ")
        await press(place, ADMIN, "id104, администратор")
        await press(place, ADMIN, "Отозвать")
        assert await say(place, STRANGER, code) == BAD_CLAIM
        await give(place, MARIA)
        assert await say(place, STRANGER, code) == BAD_CLAIM
        assert "Доступ открыт" in await say(place, STRANGER, kept)


async def test_a_code_ends_when_the_config_names_its_issuer_no_more(tmp_path):
    async with playground(tmp_path) as place:
        code = await code_by(place, ADMIN, "Администратор")
        core = place.service.core
        listed = [unit.unit for unit in core.units.values()]
        async with core.database.writing() as connection:
            await units.sync(connection, listed, [])
        assert await place.rows(tables.claims) == []
        assert await say(place, STRANGER, code) == BAD_CLAIM


async def test_a_code_of_who_is_deputy_only_now_is_none(tmp_path):
    async with playground(tmp_path) as place:
        await give(place, MARIA)
        code = await code_by(place, MARIA)
        await give(place, MARIA, Office.DEPUTY)
        table = tables.offices.c  # as another version of the program would take it
        async with place.service.core.database.writing() as connection:
            await connection.execute(
                tables.offices.delete().where(
                    table.account == MARIA, table.office == Office.ADMINISTRATOR.value
                )
            )
        assert await say(place, STRANGER, code) == BAD_CLAIM


async def test_whoever_is_dismissed_loses_his_access_in_the_same_step(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        await give(place, MARIA)
        code = await code_by(place, MARIA)
        await card(place, "Петрова")
        text, _ = await press(place, ADMIN, "Уволен(а)")
        assert text == (
            f"{HEAD}Петрова Мария Петровна, учитель математики: убрать из списка?\n"
            "Профиль будет отвязан, коды перестанут действовать. Итоги закрытых недель не "
            "изменятся, в текущей неделе сотрудника не будет.\n"
            "Будет отозван доступ: Петрова М. П., ответственный администратор."
        )
        assert buttons(place, ADMIN) == [
            ["Убрать и отозвать доступ"],
            ["Убрать, доступ оставить"],
            ["Отмена"],
        ]
        text, _ = await press(place, ADMIN, "Убрать и отозвать доступ")
        assert text == (
            "Убран(а) из списка: Петрова Мария Петровна, учитель математики.\n"
            "Доступ отозван: Петрова М. П., ответственный администратор."
        )
        assert (MARIA, "administrator") not in await held(place)
        assert await say(place, MARIA, "сотрудники") == NOT_ALLOWED
        assert await say(place, STRANGER, code) == BAD_CLAIM


async def test_an_access_may_be_kept_and_one_given_meanwhile_is(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        await give(place, MARIA, Office.DEPUTY)
        await card(place, "Петрова")
        await press(place, ADMIN, "Уволен(а)")
        await press(place, ADMIN, "Убрать, доступ оставить")
        assert (MARIA, "deputy") in await held(place)
        await card(place, "Уткин")
        await press(place, ADMIN, "Уволен(а)")
        await give(place, PAVEL)
        await say(place, ADMIN, "да")
        assert (PAVEL, "administrator") in await held(place)


async def test_who_stands_in_the_config_keeps_it_and_that_is_said(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        await card(place, "Зотов")
        text, _ = await press(place, ADMIN, "Уволен(а)")
        assert text.split("\n")[-1] == (
            "⚠️ Доступ останется: Зотов И. Л., завуч. Этот доступ записан в настройках программы, "
            "его меняет её оператор."
        )
        assert buttons(place, ADMIN) == [["Убрать из списка"], ["Отмена"]]
        await press(place, ADMIN, "Убрать из списка")
        assert (DEPUTY, "deputy") in await held(place)


async def test_the_last_administrator_who_dismisses_himself_stays_one(tmp_path):
    config = CONFIG.replace("administrators = [101]\n", "")
    async with playground(tmp_path, config) as place:
        await place.roster()
        await give(place, ADMIN)
        await card(place, "Быкова")
        text, _ = await press(place, ADMIN, "Уволен(а)")
        assert "Доступ останется: Быкова А. С., ответственный администратор." in text
        await press(place, ADMIN, "Убрать из списка")
        assert (ADMIN, "administrator") in await held(place)


async def test_a_roster_that_leaves_somebody_out_takes_his_access_along(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        await give(place, MARIA, Office.DEPUTY)
        without = "\n".join(line for line in ROSTER.split("\n") if "Петрова" not in line)
        said = await hand(place, ADMIN, "staff.csv", without.encode())
        assert said.startswith("МАОУ «СОШ № 12», файл «staff.csv».")
        assert said.split("\n")[-1] == UNCHANGED
        await press(place, ADMIN, "Кого нет в файле (1)")
        text, _ = await press(place, ADMIN, "Убрать из списка (1)")
        assert text.split("\n")[-1] == "Будет отозван доступ: Петрова М. П., завуч."
        assert (MARIA, "deputy") in await held(place)
        text, _ = await press(place, ADMIN, "Убрать и отозвать доступ")
        assert text.split("\n")[-1] == "Доступ отозван: Петрова М. П., завуч."
        assert (MARIA, "deputy") not in await held(place)


async def test_whose_office_is_taken_between_preview_and_yes_changes_nothing(tmp_path):
    """The desk looks at his part first; the transaction that changes looks once more."""
    async with playground(tmp_path) as place:
        await place.roster()
        await give(place, PAVEL)
        await card(place, "Юдина", PAVEL)
        await press(place, PAVEL, "Уволен(а)")
        await say(place, ADMIN, "отозвать доступ")
        await press(place, ADMIN, "Уткин П. И., администратор")
        await press(place, ADMIN, "Отозвать")
        assert await say(place, PAVEL, "да") == NOT_ALLOWED
        assert await journal(place, "person_dismissed") == []
