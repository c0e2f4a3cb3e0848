"""``classes promote``: its help, its question, and why it is not done twice."""

from datetime import date

from bot.words.russian import day

HELP_PROMOTE = "Перевести классы на новый учебный год: 5А станет 6А."
OPTION_YES = "Перевести без вопроса."
OPTION_DRY_RUN = "Только показать, что изменится."
OPTION_NINTH_GO_ON = "9-е классы станут 10-ми (иначе они выпускаются)."
OPTION_AGAIN = "Перевести ещё раз в том же учебном году."
ASK = "Перевести? [д/Н]"
UNCHANGED = "Ничего не изменено."


def done_before(on: date) -> str:
    """Say that it was done already in this school year."""
    return (
        f"В этом учебном году классы уже переведены {day(on)}. Чтобы перевести их ещё на год "
        "вперёд, добавьте --again."
    )
