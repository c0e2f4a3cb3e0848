"""Whoever had his data erased is bound again by himself only; no roster and no suggestion does."""

import pytest

from bot.dialog.binding.binding_words import ERASED
from storage import tables
from storage.people import codes, people, secrets
from storage.privacy import erasing
from tests.bot.dialog.binding.bound import called
from tests.bot.dialog.conversing import buttons, newest, press, say
from tests.bot.dialog.staffing import hand
from tests.cast import ADMIN, MARIA, OLGA, PAVEL, ROSTER, SCHOOL, at
from tests.playground import playground

pytestmark = pytest.mark.asyncio

NOT_BOUND = (
    "Не привяжется профилей: 1. Их владельцы удалили свои данные и могут привязать профиль сами: "
    "кодом или кнопкой «Это я»."
)


async def bound(place):
    return {row.account for row in await place.rows(tables.bindings)}


async def issued(connection, person, code):
    """A one-time code of a person."""
    await codes.keep(connection, person, await secrets.mark_of(connection, code), at(20))


async def gone(place, *people_):
    """A school where these had their data erased."""
    await place.roster()
    chat = await place.chat("Педсовет", MARIA, PAVEL)
    place.say(chat, MARIA, 3)
    await place.settle()
    for each in people_:
        await say(place, each, "удалить мои данные")
        await press(place, each, "Удалить")
    return chat


async def test_the_same_roster_does_not_bind_the_profile_again_and_says_so(tmp_path):
    async with playground(tmp_path) as place:
        await gone(place, MARIA)
        assert MARIA not in await bound(place)
        changed = ROSTER.replace("Учитель математики", "Учитель алгебры")
        said = await hand(place, ADMIN, "список.csv", changed.encode())
        assert NOT_BOUND in said.splitlines()
        await press(place, ADMIN, "Применить")
        assert MARIA not in await bound(place)
        assert PAVEL in await bound(place)
        done = await place.roster(ROSTER)
        assert (done.erased, done.profiles) == (1, 0)
        assert MARIA not in await bound(place)


async def test_nothing_of_the_account_is_left_but_a_mark(tmp_path):
    async with playground(tmp_path) as place:
        await gone(place, MARIA)
        await place.tick(at(1, 12))
        found = {}
        for table in tables.metadata.sorted_tables:
            rows = await place.rows(table)
            named = [row for row in rows if MARIA in row or -MARIA in row or str(MARIA) in row]
            found |= {table.name: named} if named else {}
        assert found == {}
        [mark] = await place.rows(tables.erased)
        assert mark.mark < 0


async def test_a_suggestion_does_not_bind_it_and_the_own_code_does(tmp_path):
    async with playground(tmp_path) as place:
        await gone(place, MARIA)
        assert MARIA not in await bound(place)
        await say(place, ADMIN, "похожие профили")
        assert not any("Связать" in label for row in buttons(place, ADMIN) for label in row)
        database = place.service.core.database
        async with database.writing() as connection:
            [maria] = [
                each
                for each in await people.persons(connection, SCHOOL)
                if each.full_name.startswith("Петрова")
            ]
            await people.bind(connection, SCHOOL, {MARIA: maria.id}, "administrator", at(1, 9))
        assert MARIA not in await bound(place)
        async with database.writing() as connection:
            await issued(connection, maria.id, "483920175")
        await say(place, MARIA, "483-920-175")
        assert MARIA in await bound(place)
        assert await place.rows(tables.erased) == []
        assert (await place.roster()).erased == 0


async def test_an_old_request_is_no_will_of_who_erased_since(tmp_path):
    async with playground(tmp_path) as place:
        await called(place, OLGA)
        await say(place, ADMIN, "меню")
        await say(place, OLGA, "me-1")
        await press(place, OLGA, buttons(place, OLGA)[0][0])
        await place.tick(at(0, 10))
        asked = newest(place, ADMIN).cmid
        assert buttons(place, ADMIN) == [["Подтвердить", "Отклонить"]]
        await say(place, OLGA, "удалить мои данные")
        await press(place, OLGA, "Удалить")
        said, _ = await press(place, ADMIN, "Подтвердить", cmid=asked)
        assert said == ERASED
        assert OLGA not in await bound(place)


async def test_wrong_codes_are_counted_though_the_data_is_erased_between_them(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        for index in range(9):
            await say(place, PAVEL, f"11111111{index}")
        async with place.service.core.database.writing() as connection:
            await erasing.erase(connection, PAVEL, at(0, 9))
            await issued(connection, 1, "222222222")
        await say(place, PAVEL, "111111119")
        await say(place, PAVEL, "222222222")
        assert await bound(place) == {ADMIN, 102, MARIA}
        [code] = await place.rows(tables.codes)
        assert code.used_by is None
