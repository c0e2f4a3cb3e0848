"""Private dialogs through the sandbox: the welcome, and binding by a one-time code."""

import json
from datetime import timedelta

import pytest

from bot.dialog.access.offices_words import BAD_CLAIM
from bot.dialog.core.issuing import CODE_LIFE
from bot.words.private import BAD_CODE, TOO_MANY_CODES, welcome
from bot.words.vocabulary import SCHOOL as SCHOOL_WORDS
from storage import tables
from tests.bot.dialog.binding.bound import BOUND, olga_s_code
from tests.cast import MARIA, MONDAY_MORNING, OLGA, PAVEL, ROSTER, SCHOOL, STRANGER, at
from tests.playground import playground

WELCOME = welcome(SCHOOL_WORDS)

pytestmark = pytest.mark.asyncio

KNOWN = (
    "Добрый день, Мария Петровна! МАОУ «СОШ № 12».\n"
    "Выберите, что показать: кнопки внизу, под строкой ввода."
)
WITHOUT_OLGA = "\n".join(line for line in ROSTER.split("\n") if "Юдина" not in line)


async def tell(place, person, text, **more):
    """Let somebody write to the bot; give its answers to that."""
    before = len(place.heard(dm=person))
    place.world.say(person, dm=True, text=text, **more)
    await place.settle()
    return place.heard(dm=person)[before:]


async def bound(place):
    """Whose accounts are bound, by code."""
    return {row.account for row in await place.rows(tables.bindings) if row.method == "code"}


async def test_somebody_unknown_is_told_what_the_bot_is_and_nothing_about_anybody(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        assert await tell(place, STRANGER, "Сколько сообщений у Петровой?") == [WELCOME]
        assert await place.rows(tables.tallies) == []


async def test_somebody_of_the_roster_is_greeted_by_name(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        assert await tell(place, MARIA, "Здравствуйте") == [KNOWN]


async def test_the_start_button_is_answered(tmp_path):
    async with playground(tmp_path) as place:
        said = await tell(place, STRANGER, "Начать", payload={"command": "start"})
        assert said == [WELCOME]


async def test_every_message_is_answered_once_and_in_its_order(tmp_path):
    async with playground(tmp_path) as place:
        code = await olga_s_code(place)
        place.world.say(OLGA, dm=True, text="Здравствуйте")
        place.world.say(OLGA, dm=True, text=code)
        place.world.say(OLGA, dm=True, text="Спасибо")
        await place.settle()
        assert place.heard(dm=OLGA) == [
            WELCOME,
            BOUND,
            "Пожалуйста!",
        ]


SPELLINGS = {
    "as it is": "{0}{1}{2}",
    "as it was printed": "{0}-{1}-{2}",
    "with spaces": "{0} {1} {2}",
    "with dashes": "{0}–{1}—{2}",
    "with spaces around the dashes": "{0} - {1} - {2}",
    "with words around": "Мой код: {0}-{1}-{2}, спасибо!",
    "with quotes": "«{0}-{1}-{2}».",
    "over lines": "код\n{0}\n{1}\n{2}\n",
    "with no-break spaces": "{0}\N{NO-BREAK SPACE}{1}\N{NO-BREAK SPACE}{2}",
}


@pytest.mark.parametrize("spelling", SPELLINGS.values(), ids=SPELLINGS.keys())
async def test_a_code_is_understood(spelling, tmp_path):
    async with playground(tmp_path) as place:
        code = await olga_s_code(place)
        text = spelling.format(code[:3], code[3:6], code[6:])
        assert await tell(place, OLGA, text) == [BOUND]
        assert await bound(place) == {OLGA}


async def test_a_code_in_the_link_s_reference_is_understood(tmp_path):
    async with playground(tmp_path) as place:
        code = await olga_s_code(place)
        assert await tell(place, OLGA, "Начать", ref=code) == [BOUND]


NO_CODES = ("8 912 345-67-89", "12345678", "1234567890", "5А", "16.11.2026", "номер 7")


@pytest.mark.parametrize("text", NO_CODES)
async def test_other_numbers_are_no_codes(text, tmp_path):
    async with playground(tmp_path) as place:
        assert await tell(place, STRANGER, text) == [WELCOME]


async def test_a_wrong_code_binds_nobody(tmp_path):
    async with playground(tmp_path) as place:
        code = await olga_s_code(place)
        wrong = str((int(code) + 1) % 10**9).zfill(9)
        assert await tell(place, OLGA, wrong) == [BAD_CODE]
        assert await bound(place) == set()


async def test_who_guesses_codes_is_not_listened_to_for_an_hour(tmp_path):
    async with playground(tmp_path) as place:
        code = await olga_s_code(place)
        for number in range(10):
            guess = f"{number:03} {number:03} {number:03}" if number % 2 else f"{number:012}"
            [said] = await tell(place, STRANGER, guess)
            assert said in (BAD_CODE, BAD_CLAIM)
        assert await tell(place, STRANGER, code) == [TOO_MANY_CODES]
        assert await tell(place, STRANGER, "000 000 000 001") == [TOO_MANY_CODES]
        assert await bound(place) == set()
        place.world.advance(3_601)
        assert await tell(place, STRANGER, "123 456 789") == [BAD_CODE]
        assert await tell(place, OLGA, code) == [BOUND]


async def test_a_code_is_good_for_one_account(tmp_path):
    async with playground(tmp_path) as place:
        code = await olga_s_code(place)
        assert await tell(place, OLGA, code) == [BOUND]
        assert await tell(place, STRANGER, code) == [BAD_CODE]
        assert await bound(place) == {OLGA}


async def test_the_same_person_may_send_the_same_code_again(tmp_path):
    async with playground(tmp_path) as place:
        code = await olga_s_code(place)
        assert await tell(place, OLGA, code) == [BOUND]
        assert await tell(place, OLGA, code) == [BOUND]
        assert await bound(place) == {OLGA}


async def test_a_code_ends_after_its_life(tmp_path):
    async with playground(tmp_path) as place:
        code = await olga_s_code(place)
        place.world.set_clock(MONDAY_MORNING + CODE_LIFE - timedelta(seconds=1))
        assert await tell(place, STRANGER, "Здравствуйте") == [WELCOME]
        place.world.set_clock(MONDAY_MORNING + CODE_LIFE)
        assert await tell(place, OLGA, code) == [BAD_CODE]


async def test_a_code_in_its_last_second_is_good(tmp_path):
    async with playground(tmp_path) as place:
        code = await olga_s_code(place)
        place.world.set_clock(MONDAY_MORNING + CODE_LIFE - timedelta(seconds=1))
        assert await tell(place, OLGA, code) == [BOUND]


async def test_a_new_code_ends_the_one_before(tmp_path):
    async with playground(tmp_path) as place:
        first, second = await olga_s_code(place), await olga_s_code(place)
        assert await tell(place, OLGA, first) == [BAD_CODE]
        assert await tell(place, OLGA, second) == [BOUND]


async def test_a_code_of_somebody_who_left_the_roster_is_refused(tmp_path):
    async with playground(tmp_path) as place:
        code = await olga_s_code(place)
        await place.roster(WITHOUT_OLGA, gone=True)
        assert await tell(place, OLGA, code) == [BAD_CODE]
        assert await bound(place) == set()


async def test_binding_claims_what_the_person_wrote_and_began_this_week(tmp_path):
    async with playground(tmp_path) as place:
        chat = await place.chat("Педсовет", MARIA, OLGA, PAVEL)
        code = await olga_s_code(place)
        place.say(chat, OLGA, 3)
        place.say(chat, MARIA)
        place.world.call(chat, OLGA, [OLGA, PAVEL], 90)
        await place.settle()
        assert [row.author < 0 for row in await place.rows(tables.tallies)].count(True) == 1

        await tell(place, OLGA, code)
        place.say(chat, OLGA, 2)
        await place.settle()

        people = {each.name: each for each in (await place.report(now=at(0, 10))).people}
        olga = people["Юдина Ольга Олеговна"]
        assert (olga.messages, olga.calls, olga.bound) == (5, 1, True)
        assert people["Петрова Мария Петровна"].messages == 1
        assert {row.author for row in await place.rows(tables.tallies)} == {OLGA, MARIA}


async def test_a_closed_week_can_no_longer_be_claimed(tmp_path):
    async with playground(tmp_path) as place:
        chat = await place.chat("Педсовет", MARIA, OLGA)
        code = await olga_s_code(place)
        place.say(chat, OLGA, 3)
        await place.tick(at(7, 9))
        await tell(place, OLGA, code)

        people = {each.name: each for each in (await place.report(now=at(7, 9))).people}
        assert people["Юдина Ольга Олеговна"].messages == 0
        assert {row.author for row in await place.rows(tables.tallies)} == {0}


async def test_the_journal_says_who_was_bound_and_holds_no_code(tmp_path):
    async with playground(tmp_path) as place:
        code = await olga_s_code(place)
        await tell(place, OLGA, code)
        lines = await place.rows(tables.audit)
        [line] = [each for each in lines if each.action == "bound_by_code"]
        [person] = [row.id for row in await place.rows(tables.persons) if "Юдина" in row.full_name]
        assert (line.actor, line.unit, json.loads(line.details)) == (
            OLGA,
            SCHOOL,
            {"person": person},
        )
        assert not any(code in str(each) for each in lines)


@pytest.mark.parametrize("times", [1, 150])
async def test_no_text_of_a_private_message_stays_in_the_database(times, tmp_path):
    async with playground(tmp_path) as place:
        await tell(place, STRANGER, "У меня секрет семнадцатого рода. " * times)
        assert [row.body for row in await place.rows(tables.inbox)] == [None]
    stored = b"".join(path.read_bytes() for path in tmp_path.glob("zvonok.db*"))
    assert "секрет семнадцатого".encode() not in stored
