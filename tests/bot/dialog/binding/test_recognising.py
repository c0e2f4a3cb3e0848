"""«Это Вы: …?»: an unbound colleague who writes to the bot, and those who must learn nothing."""

import pytest

from bot.dialog.binding.binding_words import SENT_TO_ADMINISTRATOR
from bot.dialog.binding.recognising import CHATS_ASKED
from bot.dialog.binding.recognising_words import ASK_TO_BE_LISTED, NOT_HIM
from bot.words.private import welcome
from bot.words.vocabulary import SCHOOL as OF_SCHOOLS
from storage import tables
from tests.bot.dialog.binding.bound import bindings
from tests.bot.dialog.chatting import forge
from tests.bot.dialog.conversing import buttons, newest, press, say
from tests.cast import ADMIN, MARIA, NAMES, OLGA, PAVEL, ROSTER, SCHOOL, STRANGER, at
from tests.playground import playground

pytestmark = pytest.mark.asyncio

WELCOME = welcome(OF_SCHOOLS)
HELLO = (
    "Добрый день! Я бот «Звонок»: считаю сообщения и звонки в рабочих чатах, тексты не сохраняю.\n"
)
AFTER = "Профиль привяжется, когда это подтвердит ответственный администратор."
IS_IT_YOU = f"{HELLO}МАОУ «СОШ № 12». Это Вы: Юдина Ольга Олеговна, секретарь?\n{AFTER}"


async def staff_chat(place, *members, roster=ROSTER):
    """Import the roster and make a staff chat."""
    await place.roster(roster)
    return await place.chat("Педсовет", *members)


async def test_a_colleague_in_a_staff_chat_is_asked_at_once_and_the_administrator_decides(tmp_path):
    async with playground(tmp_path) as place:
        await staff_chat(place, MARIA, OLGA)
        await say(place, ADMIN, "меню")
        assert await say(place, OLGA, "здравствуйте") == IS_IT_YOU
        assert buttons(place, OLGA) == [["Да, это я"], ["Нет", "Меня нет в списке"]]
        assert await press(place, OLGA, "Да, это я") == (SENT_TO_ADMINISTRATOR, "")
        assert await bindings(place) == {}
        await place.tick(at(0, 9))
        assert newest(place, ADMIN).text == (
            "МАОУ «СОШ № 12». Профиль vk.com/id106 из чата «Педсовет» просит привязать его к "
            "сотруднику «Юдина О. О.».\n"
            "Откройте профиль и проверьте, кто это: бот имён профилей не хранит."
        )
        await press(place, ADMIN, "Подтвердить")
        assert list(await bindings(place)) == [OLGA]


async def test_it_is_asked_once_a_day(tmp_path):
    async with playground(tmp_path) as place:
        await staff_chat(place, MARIA, OLGA)
        assert await say(place, OLGA, "здравствуйте") == IS_IT_YOU
        assert await say(place, OLGA, "алло") == WELCOME
        place.world.set_clock(at(1, 10))
        assert await say(place, OLGA, "алло") == IS_IT_YOU


@pytest.mark.parametrize(
    ("label", "answer"), [("Нет", NOT_HIM), ("Меня нет в списке", ASK_TO_BE_LISTED)]
)
async def test_who_says_no_is_left_alone(label, answer, tmp_path):
    async with playground(tmp_path) as place:
        await staff_chat(place, MARIA, OLGA)
        await say(place, OLGA, "здравствуйте")
        assert await press(place, OLGA, label) == (answer, "")
        place.world.set_clock(at(3, 10))
        assert await say(place, OLGA, "здравствуйте") == WELCOME
        assert OLGA not in {row.actor for row in await place.rows(tables.audit) if not row.unit}


async def test_a_namesake_in_no_staff_chat_learns_nothing(tmp_path):
    async with playground(tmp_path) as place:
        await staff_chat(place, MARIA)
        await place.chat("Родители 5А", OLGA)
        assert await say(place, OLGA, "здравствуйте") == WELCOME
        assert buttons(place, OLGA) == []
        for do in ("me_is", "me"):
            said = await forge(place, OLGA, do, c=1, i=5)
            assert "Юдина" not in said


async def test_a_stranger_in_the_staff_chat_sees_no_names_but_those_like_his(tmp_path):
    async with playground(tmp_path) as place:
        await staff_chat(place, MARIA, STRANGER)
        assert await say(place, STRANGER, "здравствуйте") == WELCOME


async def test_a_bound_name_is_not_offered_to_a_namesake(tmp_path, monkeypatch):
    monkeypatch.setitem(NAMES, STRANGER, NAMES[PAVEL])
    async with playground(tmp_path) as place:
        await staff_chat(place, MARIA, PAVEL, STRANGER)
        assert await say(place, STRANGER, "здравствуйте") == WELCOME


async def test_of_two_people_with_one_name_he_chooses(tmp_path):
    async with playground(tmp_path) as place:
        more = ROSTER + "Юдина Ольга Павловна;Вахтёр;прочий персонал;;;;\n"
        await staff_chat(place, MARIA, OLGA, roster=more)
        assert await say(place, OLGA, "здравствуйте") == (
            f"{HELLO}МАОУ «СОШ № 12». Это Вы? Выберите себя:\n"
            "1. Юдина Ольга Олеговна, секретарь\n"
            f"2. Юдина Ольга Павловна, вахтёр\n{AFTER}"
        )
        assert buttons(place, OLGA) == [["1. Юдина О. О.", "2. Юдина О. П."], ["Меня нет в списке"]]
        assert await press(place, OLGA, "2. Юдина О. П.") == (SENT_TO_ADMINISTRATOR, "")


async def test_strangers_together_are_looked_for_so_often_and_no_more(tmp_path, monkeypatch):
    monkeypatch.setattr("bot.dialog.binding.recognising.LOOKS_OF_ALL", 1)
    async with playground(tmp_path) as place:
        await staff_chat(place, MARIA, OLGA)
        assert await say(place, STRANGER, "здравствуйте") == WELCOME
        place.world.requests.clear()
        assert await say(place, OLGA, "здравствуйте") == WELCOME
        assert place.world.requests["messages.getConversationMembers"] == 0
        place.world.set_clock(at(0, 11))
        assert await say(place, OLGA, "здравствуйте") == IS_IT_YOU


async def test_where_there_are_many_staff_chats_only_those_he_wrote_in_are_asked(tmp_path):
    async with playground(tmp_path) as place:
        chat = await staff_chat(place, MARIA, OLGA)
        await place.settle()
        rows = [
            {
                "id": 500 + number,
                "unit": SCHOOL,
                "title": "",
                "kind": "staff",
                "class_name": "",
                "access": "all",
                "admin": True,
                "present": True,
            }
            for number in range(CHATS_ASKED)
        ]
        async with place.service.core.database.writing() as connection:
            await connection.execute(tables.chats.insert(), rows)
        place.world.requests.clear()
        assert await say(place, OLGA, "здравствуйте") == WELCOME
        assert place.world.requests["messages.getConversationMembers"] == 0
        place.say(chat, OLGA, 1)
        await place.settle()
        assert await say(place, OLGA, "здравствуйте") == IS_IT_YOU
