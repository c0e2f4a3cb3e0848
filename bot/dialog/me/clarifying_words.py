"""«Уточнить»: what may be wrong with one's figures, passed on to the administrator."""

from collections.abc import Mapping
from typing import Any

from bot.words.naming import Naming
from bot.words.notices.letters import days
from bot.words.russian import safe
from bot.words.vocabulary import Vocabulary
from monitor.jobs.letters import Letter

CL_SAY_ACT = Naming(doing="письмо администратору")

CLARIFY_ACT = Naming(
    typed=("уточнить",),
    also=(
        "уточнение; у меня ошибка; неправильно посчитано/посчитали/считает; неверно "
        "посчитано/посчитали; не засчитано/засчитали/учли/учтено; мои сообщения не "
        "учли/засчитали/учитываются/считаются; это не мой профиль; меня нет в чате"
    ),
)
CL_AWAY_ACT = Naming(
    typed=("отсутствую",),
    also=(
        "болею; заболел/заболела/приболел/приболела; больничный/больничном; "
        "ушел/ушла/вышла/взяла/взял на больничный/больничном; буду отсутствовать; не будет на "
        "работе; не будет; отпуск/отпуске; ухожу/ушла/ушел/иду в отпуск; отгул; "
        "взяла/взял/беру отгул; на курсах; командировка/командировке; отсутствие; "
        "отметить/отметьте отсутствие"
    ),
    doing="письмо об отсутствии",
)
CL_ASK_ACT = Naming(
    typed=("вопрос администратору",),
    also=(
        "вопрос; есть вопрос; задать вопрос; написать/связаться/связь "
        "администратору/администратором; вопрос админу; написать админу; письмо "
        "администратору"
    ),
    doing="вопрос администратору",
)

AWAY, PROFILE, OUTSIDE, QUESTION = (
    "Отсутствую",
    "Это не мой профиль",
    "Меня нет в чате",
    "Вопрос администратору",
)
SEND, BACK = "Отправить", "← Уточнить"

LONGEST = 1000
"""Characters of a question."""

CHOOSE = (
    "Что уточнить? Сообщу ответственному администратору Вашей организации, решает он.\n"
    "Причину отсутствия указывать не нужно: она не хранится."
)
WHICH_DAYS = (
    "Когда Вы отсутствуете? Нажмите кнопку или напишите дни: «16.11–20.11», «до 20 ноября», "
    "«с 16 ноября»."
)
ASK = (
    "Напишите вопрос одним сообщением, до 1000 знаков. Он уйдёт администратору и сотрётся из базы "
    "бота сразу после отправки."
)
TOO_LONG = "Слишком длинно: до 1000 знаков. Сократите вопрос, пожалуйста."
NO_TEXT = "Нужен текст: напишите вопрос одним сообщением."
NOT_PASSED_ON = "Администратора у организации пока нет, передать некому. Обратитесь к руководителю."
SENT = "Передано ответственному администратору. Ему сообщат в рабочие часы организации."


def preview(letter: Letter) -> str:
    """Show what will be passed on."""
    said = {
        "absence": f"Отсутствие {days(letter)}.",
        "profile": f"Этот профиль VK привязан к сотруднику по ошибке: {safe(letter.name)}.",
        "outside": "Вас нет в рабочем чате, поэтому сообщения не учтены.",
        "question": f"Вопрос: «{safe(letter.text)}»",
    }
    return f"Передать администратору ({letter.unit_name})?\n• {said[letter.topic]}"


_ABOUT = {
    "absence": "отсутствие",
    "profile": "чужой профиль",
    "outside": "нет в чате",
    "question": "вопрос",
}


def _clarified(details: Mapping[str, Any], _vocabulary: Vocabulary) -> str:
    topic = _ABOUT.get(str(details.get("topic")), "")
    return f"«Уточнить»: {topic}" if topic else "«Уточнить»"


CLARIFY_NOTED = {"clarified": _clarified}
