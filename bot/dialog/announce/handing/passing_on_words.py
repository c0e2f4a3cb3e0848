"""What an administrator does with a coordinator's announcement: passing it on, answering."""

from datetime import datetime

from bot.words.notices.materials import OWN
from bot.words.russian import safe, when
from monitor.jobs.letters import Letter

YES_OWN, SEND = "Да, разослано", "Отправить ответ"
TO_REPORT = "Отчёт об отправке"

LONGEST = 1000
"""Characters of an answer."""

NOT_GIVEN = "Такого объявления Вашей организации не присылали."
NOT_KEPT = (
    "Текст этого объявления бот уже стёр: со срока прошла неделя. Скопируйте его из сообщения и "
    "разошлите через «Объявление»."
)
BY_HAND = f"Если разослали сами, без бота, нажмите «{OWN}»."
ACCEPTED = "Принято: координатор это увидит"
ACCEPTED_BEFORE = "Уже отмечено: принято"
OWN_DONE = "Отмечено: разослано. Координатор это увидит."
ASK = (
    "Напишите ответ координатору одним сообщением, до 1\xa0000 знаков. Он увидит текст, Ваше имя и "
    "профиль; из базы бота текст сотрётся сразу после отправки."
)
TOO_LONG = "Слишком длинно: до 1\xa0000 знаков. Сократите ответ, пожалуйста."
NO_COORDINATOR = "Координатора с доступом к боту сейчас нет, ответить некому."
SENT = "Ответ отправлен координатору. Ему сообщат в рабочие часы."


def passed(at: datetime, local: datetime) -> str:
    """Say that it has been passed on."""
    return f"Уже разослано {when(at, local)}: координатор это видит."


def ask_own(level: str) -> str:
    """Ask whether it was passed on without the bot."""
    return (
        f"Объявление уже разослано сотрудникам без бота? Координатор ({safe(level)}) увидит: "
        "«разослано без бота, отметил ответственный»."
    )


def preview(level: str, letter: Letter) -> str:
    """Show the answer as it will be sent."""
    return f"Отправить координатору ({safe(level)})?\n«{safe(letter.text)}»"


PASSED_NOTED = {"material_passed": "отмечено: объявление координатора разослано без бота"}
ACCEPTED_NOTED = {"material_accepted": "отмечено: объявление координатора принято"}
ANSWERED_NOTED = {"material_answered": "ответ координатору на объявление"}
