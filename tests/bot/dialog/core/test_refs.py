"""What a link brings along is not typed; what is awaited gets a text before codes do."""

import pytest

from bot.dialog.staff.roster.rostering import issue_codes
from bot.words.dialog import WELCOME
from bot.words.private import BAD_CODE
from storage import tables
from tests.bot.dialog.chatting import journal
from tests.bot.dialog.conversing import buttons, newest, press, say
from tests.bot.dialog.staffing import card
from tests.cast import ADMIN, MARIA, SCHOOL, STRANGER
from tests.playground import playground

pytestmark = pytest.mark.asyncio


async def follow(place, person, ref, text="Спасибо"):
    """Let somebody write after following a link; give what the bot shows then."""
    place.world.say(person, dm=True, text=text, ref=ref)
    await place.settle()
    return newest(place, person).text


async def listed(place):
    return {row.full_name for row in await place.rows(tables.persons) if not row.dismissed_at}


@pytest.mark.parametrize("ref", ["да", "Да", "применить", "подтвердить", "yes", "/да", "da"])
async def test_a_link_confirms_nothing_that_is_open(ref, tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        await card(place, "Юдина")
        await press(place, ADMIN, "Уволен(а)")
        before = await listed(place)
        await follow(place, ADMIN, ref)
        assert await listed(place) == before
        assert await journal(place, "person_dismissed") == []
        await say(place, ADMIN, "да")
        assert await listed(place) == before - {"Юдина Ольга Олеговна"}


@pytest.mark.parametrize("ref", ["код доступа", "найти петрова", "отмена", "сводка", "staff"])
async def test_a_link_gives_no_command(ref, tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        assert await follow(place, ADMIN, ref) == WELCOME  # only the thanks beside it are heard
        assert await journal(place, "names_seen", "office_code") == []


async def test_a_link_writes_nothing_into_what_was_begun(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        await say(place, ADMIN, "назначить ответственного")
        await press(place, ADMIN, "Администратор")
        said = await follow(place, ADMIN, "id900", text="Юдина")
        assert said.startswith("Юдина О. О.: профиль не привязан.")


async def code_of(place):
    await place.roster()
    [(_, code)] = await issue_codes(place.service.core.database, SCHOOL, place.service.clock)
    return code


async def test_a_code_that_a_link_brings_is_taken_whatever_is_half_finished(tmp_path):
    async with playground(tmp_path) as place:
        code = await code_of(place)
        await say(place, ADMIN, "назначить ответственного")
        await press(place, ADMIN, "Завуч")
        assert "Профиль привязан" in await follow(place, ADMIN, code)


async def appointing(place):
    await say(place, ADMIN, "назначить ответственного")
    await press(place, ADMIN, "Завуч")


async def test_a_nine_digit_profile_that_is_awaited_is_not_a_code(tmp_path):
    async with playground(tmp_path) as place:
        place.world.add_person("Ян", "Ким", id=483_920_175)
        for typed in ("483920175", "id483920175", "vk.com/id483920175", "[id483920175|Ян]"):
            await appointing(place)
            assert "vk.com/id483920175" in await say(place, ADMIN, typed)
            assert buttons(place, ADMIN)[0] == ["Назначить"]
        assert [r for r in await place.rows(tables.audit) if r.action == "wrong_code"] == []


async def test_a_code_as_it_is_printed_is_a_code_wherever_a_profile_is_awaited(tmp_path):
    async with playground(tmp_path) as place:
        code = await code_of(place)
        await appointing(place)
        said = await say(place, ADMIN, f"{code[:3]}-{code[3:6]}-{code[6:]}")
        assert "Профиль привязан" in said


async def test_an_administrator_who_looked_at_the_list_still_binds_himself(tmp_path):
    async with playground(tmp_path) as place:
        code = await code_of(place)
        await say(place, ADMIN, "весь список")
        assert "Профиль привязан" in await say(place, ADMIN, code)


async def test_a_code_before_an_open_preview_is_a_code_and_no_yes(tmp_path):
    async with playground(tmp_path) as place:
        code = await code_of(place)
        await card(place, "Юдина")
        await press(place, ADMIN, "Уволен(а)")
        assert "Профиль привязан" in await say(place, ADMIN, code)
        assert "Юдина Ольга Олеговна" in await listed(place)


async def test_a_question_with_nine_digits_in_it_is_a_question(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        await say(place, MARIA, "вопрос администратору")
        assert "пропуск 483920175" in await say(place, MARIA, "пропуск 483920175")


@pytest.mark.parametrize("typed", ["id483920175", "vk.com/id483920175", "@id483920175 (Ян)"])
async def test_a_profile_nobody_asked_for_is_no_wrong_code(typed, tmp_path):
    async with playground(tmp_path) as place:
        assert await say(place, STRANGER, typed) != BAD_CODE
        assert [r for r in await place.rows(tables.audit) if r.action == "wrong_code"] == []
