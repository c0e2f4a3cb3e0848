"""In chats: the summary for an administrator who asks, and silence for everybody else."""

from datetime import timedelta

import pytest

from storage import tables
from tests.bot.dialog.chatting import classes
from tests.cast import ADMIN, CONFIG, DEPUTY, LYCEUM_ADMIN, MARIA, PAVEL, STRANGER, at
from tests.playground import playground

pytestmark = pytest.mark.asyncio

NBSP = "\N{NO-BREAK SPACE}"
SUMMARY = (
    "МАОУ «СОШ № 12», неделя 16–22 ноября, на 12:00 понедельника, не окончена.\n"
    "• Сотрудники, написавшие в групповых чатах минимум 10 сообщений за неделю: "
    f"1 из 5 (20,0{NBSP}%), без отсутствующих, норма 100{NBSP}%\n"
    "• Сотрудники, подключённые к платформе (профиль известен боту): "
    f"4 из 5 (80,0{NBSP}%), норма 100{NBSP}%; возможно, ещё 1: участники служебных чатов без "
    "привязки\n"
    "• Классы, у которых есть чат учеников или родителей: "
    f"0 из 1 (0{NBSP}%), норма 100{NBSP}%\n"
    "✅ Сообщения со ссылкой на иностранный мессенджер: 0, не должно быть\n"
    f"• Педагоги и ученики, активные за неделю: 1 из 23 (4,3{NBSP}%), норма 25{NBSP}%\n"
    "Показатели носят справочный характер."
)


async def school(place):
    await place.roster()
    await classes(place, "5А")
    chat = await place.chat("Педсовет", MARIA, PAVEL, DEPUTY, STRANGER, LYCEUM_ADMIN)
    place.say(chat, MARIA, 10)
    place.world.set_clock(at(0, 12))
    await place.settle()
    return chat


def mention(place):
    return f"[club{place.service.group}|@zvonok]"


async def test_an_administrator_gets_figures_of_nobody_in_particular(tmp_path):
    async with playground(tmp_path) as place:
        chat = await school(place)
        before = len(place.heard(chat=chat))
        place.world.say(ADMIN, chat=chat, text=f"{mention(place)}, Сводка!")
        await place.settle()
        place.world.say(ADMIN, chat=chat, text="/сводка")
        await place.settle()
        assert place.heard(chat=chat)[before:] == [SUMMARY, SUMMARY]


@pytest.mark.parametrize(
    "person",
    [MARIA, DEPUTY, STRANGER, LYCEUM_ADMIN],
    ids=["a teacher", "the deputy", "a guest", "another school's administrator"],
)
async def test_everybody_else_gets_silence(person, tmp_path):
    async with playground(tmp_path) as place:
        chat = await school(place)
        before = len(place.sent)
        place.world.say(person, chat=chat, text=f"{mention(place)} сводка")
        place.world.say(person, chat=chat, text="/кто отстаёт")
        await place.settle()
        assert place.sent[before:] == []


ELSEWHERE = "В тот чат сводку не пишу: она только для чатов сотрудников.\n"


@pytest.mark.parametrize("kind", ["pupils", "parents", "mixed", "other", None])
async def test_in_a_chat_that_is_not_the_staff_s_the_answer_comes_in_private(kind, tmp_path):
    async with playground(tmp_path) as place:
        chat = await school(place)
        table = tables.chats
        async with place.service.core.database.writing() as connection:
            await connection.execute(table.update().where(table.c.id == chat).values(kind=kind))
        place.world.say(ADMIN, dm=True, text="меню")
        await place.settle()
        before, answered = len(place.heard(chat=chat)), len(place.heard(dm=ADMIN))
        place.world.say(ADMIN, chat=chat, text="/сводка")
        await place.settle()
        assert place.heard(chat=chat)[before:] == []
        [said] = place.heard(dm=ADMIN)[answered:]
        assert said.startswith(f"{ELSEWHERE}МАОУ «СОШ № 12», неделя 16–22 ноября")


async def test_who_has_no_dialog_with_the_bot_gets_silence_there(tmp_path):
    async with playground(tmp_path) as place:
        chat = await place.chat("9Ю родители", MARIA)
        before = len(place.sent)
        place.world.say(ADMIN, chat=chat, text="/сводка")
        await place.settle()
        assert place.sent[before:] == []
        assert [row.body for row in await place.rows(tables.inbox) if row.body] == []


async def test_unknown_words_words_to_others_and_old_questions_get_silence(tmp_path):
    async with playground(tmp_path) as place:
        chat = await school(place)
        before = len(place.sent)
        for text in ("/привет", "Где сводка, коллеги?", f"сводка от {mention(place)}"):
            place.world.say(ADMIN, chat=chat, text=text)
        late = place.world.now() - timedelta(minutes=11)
        place.world.say(ADMIN, chat=chat, text="/сводка", date=late)
        await place.settle()
        assert place.sent[before:] == []
        assert [row.body for row in await place.rows(tables.inbox) if row.body] == []


async def test_in_a_chat_that_is_nobody_s_the_bot_is_silent(tmp_path):
    config = CONFIG.replace("administrators = [107]", "administrators = [107, 900]")
    async with playground(tmp_path, config) as place:
        chat = await place.chat("Дача", ADMIN, by=MARIA)
        before = len(place.sent)
        place.world.say(ADMIN, chat=chat, text="/сводка")
        await place.settle()
        assert place.sent[before:] == []
