"""What was done and whose answer never arrived is told again, and done once."""

import pytest

from bot.dialog.access.claims import issue_claim
from bot.dialog.staff.roster.rostering import issue_codes
from storage import tables
from storage.people import offices, people, staff
from storage.records import Office, OfficeHolder
from tests.bot.dialog.conversing import say
from tests.cast import OLGA, SCHOOL, STRANGER
from tests.playground import playground

pytestmark = pytest.mark.asyncio

OPEN = "Доступ открыт: МАОУ «СОШ № 12». Вы — завуч."


async def a_claim(place):
    async with place.service.core.database.writing() as connection:
        return await issue_claim(connection, SCHOOL, Office.DEPUTY, place.world.now())


async def test_a_claim_answered_again_says_that_it_worked_and_is_noted_once(tmp_path):
    async with playground(tmp_path) as place:
        code = await a_claim(place)
        first = await say(place, STRANGER, code)
        assert first.startswith(OPEN)
        assert await say(place, STRANGER, code) == first
        claimed = [row for row in await place.rows(tables.audit) if row.action == "office_claimed"]
        assert len(claimed) == 1
        letters = [row for row in await place.rows(tables.notices) if row.kind == "letter"]
        assert len(letters) == 1


async def test_a_claim_s_office_that_was_taken_back_does_not_return(tmp_path):
    async with playground(tmp_path) as place:
        code = await a_claim(place)
        await say(place, STRANGER, code)
        async with place.service.core.database.writing() as connection:
            holder = OfficeHolder(unit=SCHOOL, account=STRANGER, office=Office.DEPUTY)
            await offices.dismiss(connection, holder)
        assert (await say(place, STRANGER, code)).startswith("Такого кода доступа нет")
        held = [row for row in await place.rows(tables.offices) if row.account == STRANGER]
        assert held == []


async def olga_s_code(place):
    issued = await issue_codes(place.service.core.database, SCHOOL, place.service.clock)
    return next(code for person, code in issued if "Юдина" in str(person))


async def test_a_used_code_does_not_bind_again_after_the_profile_was_unbound(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        code = await olga_s_code(place)
        await say(place, OLGA, code)
        persons = {row.full_name: row.id for row in await place.rows(tables.persons)}
        bindings = tables.bindings
        async with place.service.core.database.writing() as connection:
            await staff.unbind(connection, persons["Юдина Ольга Олеговна"])
        await say(place, OLGA, code)
        assert [row for row in await place.rows(bindings) if row.account == OLGA] == []


async def test_a_code_of_who_is_dismissed_binds_nobody(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        code = await olga_s_code(place)
        persons = {row.full_name: row.id for row in await place.rows(tables.persons)}
        async with place.service.core.database.writing() as connection:
            await people.dismiss(connection, [persons["Юдина Ольга Олеговна"]], place.world.now())
        await say(place, OLGA, code)
        assert [row for row in await place.rows(tables.bindings) if row.account == OLGA] == []
