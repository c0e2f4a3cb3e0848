"""Letters between staff, administrators and coordinators: requests, questions, offices."""

from bot.words.notices.announced import made
from bot.words.russian import clock, day, safe, short_name, span
from bot.words.vocabulary import vocabulary_of
from monitor.jobs.letters import Letter

KIND = "письма сотрудников и администраторов"

MARK, CARD, UNBIND, OPEN = "Отметить", "Карточка", "Отвязать профиль", "Открыть"


def letter(letter: Letter) -> str:
    """Word a letter."""
    return "\n".join(
        (
            f"{letter.unit_name}, {day(letter.at.date())}, {clock(letter.at)}.",
            *_WORDS[letter.topic](letter),
        )
    )


def who(letter: Letter) -> str:
    """Name somebody: as on the roster, else by his profile."""
    profile = f"vk.com/id{letter.account}"
    return f"{safe(short_name(letter.name))} ({profile})" if letter.name else profile


def _absence(letter: Letter) -> tuple[str, ...]:
    return (
        f"{who(letter)} просит отметить отсутствие {days(letter)}.",
        "Причину спрашивать не нужно: хранятся только даты.",
    )


def days(letter: Letter) -> str:
    """The days of an absence: «16–20 ноября», «с 16 ноября»."""
    if letter.first is None:
        return ""
    return span(letter.first, letter.last) if letter.last else f"с {day(letter.first)}"


def _profile(letter: Letter) -> tuple[str, ...]:
    return (
        f"vk.com/id{letter.account} сообщает: профиль привязан не к тому сотруднику.",
        f"Сейчас он привязан к сотруднику: {safe(letter.name)}. Проверьте и отвяжите, если это "
        "ошибка.",
    )


def _outside(letter: Letter) -> tuple[str, ...]:
    return (
        f"{who(letter)} сообщает, что не состоит в рабочем чате.",
        "Добавьте в чат или отметьте в карточке то, что подтверждено иначе.",
    )


def _question(letter: Letter) -> tuple[str, ...]:
    return (
        f"Вопрос. {who(letter)}:",
        f"«{safe(letter.text)}»",
        "Ответьте кнопкой или лично: текст вопроса в базе бота не остаётся.",
    )


def _erased(letter: Letter) -> tuple[str, ...]:
    whom = (
        f"{safe(letter.name)}, номер VK {letter.account}"
        if letter.name
        else f"номер VK {letter.account}"
    )
    return (
        f"По личному запросу в диалоге с ботом удалены данные: {whom}.",
        "Профиль отвязан, показателей по нему больше нет («нет данных»). Запись для акта — в "
        "«Журнале», хранится 3 года.",
    )


def _appointed(letter: Letter) -> tuple[str, ...]:
    return (
        f"Вам дан доступ к боту «Звонок»: Вы — {_office(letter)}.",
        "Напишите «меню», чтобы увидеть, что можно сделать.",
    )


def _removed(letter: Letter) -> tuple[str, ...]:
    return (f"Отозван Ваш доступ к боту «Звонок» ({_office(letter)}).",)


def _claimed(letter: Letter) -> tuple[str, ...]:
    return (
        f"По одноразовому коду получен доступ ({_office(letter)}): {who(letter)}.",
        "Если это ошибка, отзовите доступ в «Ответственных».",
    )


def _answer(letter: Letter) -> tuple[str, ...]:
    about = "" if letter.handed_at is None else f" {made(letter.handed_at, letter.at)}"
    return (
        f"Ответ на объявление{about}. {who(letter)}:",
        f"«{safe(letter.text)}»",
        "Ответьте кнопкой или лично: текст в базе бота не остаётся.",
    )


def _reply(letter: Letter) -> tuple[str, ...]:
    return (
        f"Ответ администратора. {who(letter)}:",
        f"«{safe(letter.text)}»",
        "Чтобы написать ещё, нажмите «Вопрос». Текст в базе бота не остаётся.",
    )


def _from_level(letter: Letter) -> tuple[str, ...]:
    return (
        f"Пишет координатор. {who(letter)}:",
        f"«{safe(letter.text)}»",
        "Ответ придёт координатору; текст в базе бота не остаётся.",
    )


def _to_level(letter: Letter) -> tuple[str, ...]:
    return (
        f"Ответ администратора. {who(letter)}:",
        f"«{safe(letter.text)}»",
        "Текст в базе бота не остаётся.",
    )


def _left(letter: Letter) -> tuple[str, ...]:
    until = f" (последний день — {day(letter.last)})." if letter.last else ""
    return (
        f"Больше не в списке сотрудников: {safe(short_name(letter.name))}{until}",
        "Профиль и коды отвязаны, учтённое за прошлые недели осталось. Если замещение "
        "продолжается, добавьте сотрудника снова.",
    )


def _office(letter: Letter) -> str:
    if letter.office is None:
        return ""
    return vocabulary_of((letter.unit_kind,)).offices[letter.office]


_WORDS = {
    "absence": _absence,
    "profile": _profile,
    "outside": _outside,
    "question": _question,
    "erased": _erased,
    "appointed": _appointed,
    "removed": _removed,
    "claimed": _claimed,
    "answer": _answer,
    "reply": _reply,
    "from_level": _from_level,
    "to_level": _to_level,
    "left": _left,
}
