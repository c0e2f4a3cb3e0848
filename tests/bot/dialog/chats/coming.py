"""The bot's greetings, and looking at a chat into which it came."""

from storage import tables
from tests.cast import CONFIG, PERM_ORDER, SERGOKALA_ORDER

HELLO = (
    "Здравствуйте! Я бот «Звонок».\n"
    "Меня добавил ответственный администратор организации МАОУ «СОШ № 12».\n"
    f"Веду учёт активности в школьных чатах. Основание: {PERM_ORDER}.\n"
    "Учитывается только факт сообщения или звонка сотрудника: кто и когда. Тексты, файлы и "
    "голосовые сообщения не сохраняются.\n"
    "Ученики и родители учитываются только общим числом.\n"
    "Вопросы — [id101|ответственному администратору]."
)
FAMILIES_HELLO = (
    "Здравствуйте! Я бот «Звонок».\n"
    "Меня добавил ответственный администратор организации МАОУ «СОШ № 12».\n"
    "Здесь считается только общее число: сколько сообщений и сколько человек писали.\n"
    "Имена и тексты учеников и родителей не хранятся.\n"
    "Вопросы — [id101|ответственному администратору]."
)
LYCEUM_HELLO = (
    HELLO.replace("МАОУ «СОШ № 12»", "МАОУ «Лицей № 5»")
    .replace(PERM_ORDER, SERGOKALA_ORDER)
    .replace("[id101|", "[id107|")
)
TWO_SCHOOLS = CONFIG.replace("administrators = [107]", "administrators = [107, 101]")


def untitled(chat):
    """The greeting where the bot does not see the chat's title: it says its number."""
    return f"{HELLO}\nНазвание чата мне не видно: это чат № {chat}."


def buttons(place, chat, text):
    """Give the labels of the inline buttons under a message of the bot, and whether all are."""
    [message] = [each for each in place.world.chat(chat).dialog.messages if each.text == text]
    assert message.keyboard["inline"] is True
    return [each["action"]["label"] for row in message.keyboard["buttons"] for each in row]


async def press(place, person, chat, label):
    """Press a button; give what the bot showed to that person."""
    before = len(place.world.answers)
    place.world.press(person, chat=chat, label=label)
    await place.settle()
    return [(each["user"], each["type"], each["text"]) for each in place.world.answers[before:]]


async def chat_row(place, chat):
    [row] = [row for row in await place.rows(tables.chats) if row.id == chat]
    return row
