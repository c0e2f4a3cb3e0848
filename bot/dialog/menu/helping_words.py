"""«Помощь»: a few lines about everything in the menu, for who has never seen a bot."""

from bot.words.naming import Naming
from bot.words.vocabulary import Vocabulary

HELP_ACT = Naming(
    typed=(
        "помощь",
        "help",
    ),
    also=(
        "кто это/ты/вы; кто мне это шлет/пишет/присылает/прислал; что это за "
        "бот/чат/сообщения; что за бот; кто пишет; "
        "помоги/помогите; хелп; что умеешь/умеет/можешь; как "
        "пользоваться/работает/работать/работаешь; инструкция; команды; список команд; что "
        "делать; не понимаю; не понял/поняла; что ты; кто ты; что такое; как этим "
        "пользоваться; какие команды; подскажи"
    ),
    label="Помощь",
)

TO_HELP, OPEN = "← Помощь", "Открыть"

KNOWN = (
    "Бот считает сообщения и звонки в рабочих чатах и сверяет их с приказом. Тексты не хранятся.\n"
    "Нажимайте кнопки под строкой ввода или пишите то, что на них написано. «Меню» вернёт кнопки, "
    "«Отмена» прекратит начатое.\n"
    "Что меняет данные, сначала показывается и делается только после подтверждения.\n"
    "О чём рассказать?"
)

BEGUN = "Сейчас бот ждёт Вашего ответа. Прекратить начатое: «Отмена»."


def stranger(vocabulary: Vocabulary) -> str:
    """Say what the bot is to somebody it does not know."""
    return (
        f"Бот считает сообщения и звонки в рабочих чатах {vocabulary.house}. Тексты не хранятся, "
        "показатели людей посторонним не сообщаются.\n"
        f"Сотрудник {vocabulary.house}: отправьте сюда код, его выдаёт ответственный "
        "администратор.\n"
        f"Получили код доступа ответственного, {vocabulary.of_deputy} или координатора: отправьте "
        "его сюда же.\n"
        "«Мои данные» покажет всё, что бот о Вас хранит."
    )


def known(*, begun: bool) -> str:
    """Say how the bot is used; ``begun``: something is half finished."""
    return f"{BEGUN}\n{KNOWN}" if begun else KNOWN


def about(named: Naming, vocabulary: Vocabulary) -> str:
    """Tell what a menu button is for."""
    return f"«{named.label}»\n{named.explained(vocabulary)}"
