"""The recipes of what the bot answers: in its private dialog, and in a chat."""

from tests.recipes.recipe import Recipe

ORDERING, ORDERING_WORDS = "bot/dialog/order/ordering.py", "bot/dialog/order/ordering_words.py"
CHATS, CHATS_WORDS = "bot/dialog/chats/in_chats.py", "bot/dialog/chats/in_chats_words.py"
COMMANDS = "docs/ru/commands.md"
STATED = "tests/bot/dialog/core/rights_stated.py"
RIGHTS = ("tests/bot/dialog/core/test_rights_stated.py", "tests/bot/dialog/test_commands_doc.py")

ANSWER = Recipe(
    name="Something the bot answers",
    lines=(
        (
            ORDERING,
            "ACTS = (\n",
            "async def hours(request: Request) -> Screen:\n"
            '    """Tell in which hours people are written to."""\n'
            "    async with request.talk.database.looking() as connection:\n"
            '        await request.note(connection, "hours_read")\n'
            "    text = words.hours(request.unit.name, request.unit.order)\n"
            "    return Screen(text=safe(text), rows=(_back(),))\n\n\n…\n"
            "    Act(\n"
            '        name="hours",\n'
            "        may=rights.READING,\n"
            "        named=words.HOURS_ACT,\n"
            "        noted=words.HOURS_NOTED,\n"
            "        do=hours,\n"
            "    ),\n",
        ),
        (
            ORDERING_WORDS,
            "ORDER_ACT = Naming(\n",
            'HOURS_ACT = Naming(typed=("когда пишет бот",))\n'
            'HOURS_NOTED = {"hours_read": "прочитаны часы"}\n…\n',
        ),
        (
            ORDERING_WORDS,
            "def order(\n",
            "def hours(unit_name: str, said: Order) -> str:\n"
            '    """Tell in which hours people are written to."""\n'
            "    quiet = said.quiet\n"
            '    hours = f"{quiet.opens:%H:%M} до {quiet.closes:%H:%M}"\n'
            '    return f"{unit_name}. Бот пишет людям с {hours}."\n\n\n…\n',
        ),
        (
            COMMANDS,
            "какой приказ действует, его нормы, часовой пояс |\n",
            "| когда пишет бот | — | администратор, завуч | в какие часы бот пишет людям |\n",
        ),
    ),
    rows=((STATED, "lagging             AD---\n", "hours               AD---\n"),),
    holds=RIGHTS,
    proof=(
        "tests/bot/dialog/order/test_hours.py",
        '''"""«Когда пишет бот»: answered to whom it is promised, and to nobody else."""

from pathlib import Path

import pytest

import bot
from bot.words.dialog import NOT_ALLOWED
from tests.bot.dialog.conversing import press, say
from tests.cast import ADMIN, DEPUTY, MARIA
from tests.playground import playground

HOURS = "МАОУ «СОШ № 12». Бот пишет людям с 08:30 до 18:00."


@pytest.mark.asyncio
async def test_the_new_answer_is_given(tmp_path):
    assert Path(bot.__file__).parents[1] == Path(__file__).parents[4]  # the copy, not the tree
    async with playground(tmp_path) as place:
        await place.roster()
        for person in (ADMIN, DEPUTY):
            assert await say(place, person, "Когда пишет бот?") == HOURS
        assert "Действует: " in (await press(place, ADMIN, "← К приказу"))[0]
        assert (await say(place, ADMIN, "журнал")).count(": прочитаны часы") == 2
        assert await say(place, MARIA, "когда пишет бот") == NOT_ALLOWED
''',
    ),
)

CHAT_ANSWER = Recipe(
    name="Something it answers in a chat",
    lines=(
        (
            CHATS,
            "CHAT_ACTS = (",
            "async def people(request: ChatRequest) -> Reply:\n"
            '    """Tell how many people are in the chat."""\n'
            "    return Reply(text=words.people(request.chat.people))\n\n\n…\n"
            "    ChatAct(\n"
            '        name="people", may=rights.ADMINISTRATOR, do=people, typed=words.PEOPLE\n'
            "    ),\n",
        ),
        (
            CHATS_WORDS,
            "ELSEWHERE = ",
            'PEOPLE = ("сколько нас",)\n…\n',
        ),
        (
            CHATS_WORDS,
            "def elsewhere(",
            "def people(count: int | None) -> str:\n"
            '    """Tell how many people are in a chat; None: nobody knows."""\n'
            '    return "Неизвестно." if count is None else f"Нас в чате: {count}."\n\n\n…\n',
        ),
        (
            COMMANDS,
            "остальным бот в чатах не отвечает |\n",
            "| /сколько нас в чате | — | администратор | сколько людей в чате |\n",
        ),
    ),
    rows=((STATED, 'STATED_IN_CHATS = """\n', "people              A----\n"),),
    holds=RIGHTS,
    proof=(
        "tests/bot/dialog/chats/test_people_in_chats.py",
        '''"""«Сколько нас» in a chat."""

import pytest

from tests.cast import ADMIN, MARIA
from tests.playground import playground


@pytest.mark.asyncio
async def test_the_new_answer_is_given_in_the_chat(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        chat = await place.chat("Педсовет", MARIA)
        before = len(place.heard(chat=chat))
        place.world.say(MARIA, chat=chat, text="/сколько нас")
        place.world.say(ADMIN, chat=chat, text="/сколько нас")
        await place.settle()
        [answer] = place.heard(chat=chat)[before:]

    assert answer in ("Неизвестно.", "Нас в чате: 2.")
''',
    ),
)
