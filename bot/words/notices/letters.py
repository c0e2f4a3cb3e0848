"""Letters between staff and administrators: requests, questions, offices."""

from bot.words.russian import clock, day, safe, short_name, span
from monitor.jobs.letters import Letter
from storage.records import Office

KIND = "письма сотрудников и администраторов"

MARK, CARD, UNBIND, OPEN = "Отметить", "Карточка", "Отвязать профиль", "Открыть"

OFFICES = {
    Office.ADMINISTRATOR: "ответственный администратор",
    Office.DEPUTY: "завуч",
    Office.COORDINATOR: "координатор",
}
"""What offices are called."""


def letter(of: Letter) -> str:
    """Word a letter."""
    return "\n".join(
        (f"{of.unit_name}, {day(of.at.date())}, {clock(of.at)}.", *_WORDS[of.topic](of))
    )


def who(of: Letter) -> str:
    """Name somebody: as on the roster, else by his profile."""
    profile = f"vk.com/id{of.account}"
    return f"{safe(short_name(of.name))} ({profile})" if of.name else profile


def _absence(of: Letter) -> tuple[str, ...]:
    return (
        f"{who(of)}: просит отметить отсутствие {days(of)}.",
        "Причину спрашивать не нужно: хранятся только даты.",
    )


def days(of: Letter) -> str:
    """The days of an absence: «16–20 ноября», «с 16 ноября»."""
    if of.first is None:
        return ""
    return span(of.first, of.last) if of.last else f"с {day(of.first)}"


def _profile(of: Letter) -> tuple[str, ...]:
    return (
        f"vk.com/id{of.account} сообщает: профиль привязан не к тому сотруднику.",
        f"Сейчас он привязан так: {safe(of.name)}. Проверьте и отвяжите, если это ошибка.",
    )


def _outside(of: Letter) -> tuple[str, ...]:
    return (
        f"{who(of)}: сообщает, что не состоит в рабочем чате.",
        "Добавьте в чат или отметьте в карточке то, что подтверждено иначе.",
    )


def _question(of: Letter) -> tuple[str, ...]:
    return (
        f"Вопрос. {who(of)}:",
        f"«{safe(of.text)}»",
        "Ответьте лично: текст вопроса в базе бота не остаётся.",
    )


def _erased(of: Letter) -> tuple[str, ...]:
    whom = f"{safe(of.name)}, номер VK {of.account}" if of.name else f"номер VK {of.account}"
    return (
        f"По личному запросу в диалоге с ботом удалены данные: {whom}.",
        "Профиль отвязан, показателей по нему больше нет («нет данных»). Запись для акта — в "
        "«Журнале», хранится 3 года.",
    )


def _appointed(of: Letter) -> tuple[str, ...]:
    return (
        f"Вам дан доступ к боту «Звонок»: {_office(of)}.",
        "Напишите «меню», чтобы увидеть, что можно сделать.",
    )


def _removed(of: Letter) -> tuple[str, ...]:
    return (f"Ваш доступ к боту «Звонок» отозван: {_office(of)}.",)


def _claimed(of: Letter) -> tuple[str, ...]:
    return (
        f"{who(of)}: доступ получен по одноразовому коду ({_office(of)}).",
        "Если это ошибка, отзовите доступ в «Ответственных».",
    )


def _office(of: Letter) -> str:
    return "" if of.office is None else OFFICES[of.office]


_WORDS = {
    "absence": _absence,
    "profile": _profile,
    "outside": _outside,
    "question": _question,
    "erased": _erased,
    "appointed": _appointed,
    "removed": _removed,
    "claimed": _claimed,
}
