"""What is said of corrections, in conversations and on the command line."""

from collections.abc import Iterable

from bot.words.russian import count_of, number, span
from monitor.facts.values import Figure, PersonLine
from monitor.jobs.asked.correcting import LONGEST_COMMENT, MOST, BadCorrection, Corrected
from monitor.time.week import Week

OPTION_PERSON = "ФИО, его часть или номер сотрудника."
OPTION_MESSAGES = "Сколько сообщений подтверждено; с минусом — отменить подтверждённое раньше."
OPTION_CALLS = "Сколько звонков подтверждено; с минусом — отменить подтверждённое раньше."
OPTION_FIGURE = "Показатель, который подтверждается вручную."
OPTION_VALUE = "Значение показателя."
OPTION_OF = "Из скольких."
OPTION_COMMENT = "Основание поправки."
ONE_OF = "нужно одно: --person или --figure"
WITH_PERSON = "с --person задаются --messages и --calls"
WITH_FIGURE = "с --figure задаются --value и --of"


def refused(error: BadCorrection) -> str:
    """Why a correction is not made, and what to do."""
    return _REFUSED[error.code].format(known=", ".join(error.known), most=number(MOST))


_REFUSED = {
    "level": "Показатели уровня складываются из организаций: внесите поправку в организации.",
    "future": "Эта неделя ещё не началась. Поправку можно внести в текущую или прошедшую неделю.",
    "comment": "Не указано основание: допишите --comment, например «звонок по телефону, журнал».",
    "comment_long": f"Основание длиннее {LONGEST_COMMENT} знаков. Сократите его.",
    "figure": "Такой показатель не подтверждается вручную. Можно: {known}.",
    "no_figures": "В приказе организации нет показателей, которые подтверждаются вручную.",
    "value": "Значение должно быть 0 или больше, а «из скольких» — 1 или больше.",
    "more_than_base": "Значение больше, чем «из скольких». Проверьте --value и --of.",
    "nothing": "Поправка ничего не меняет: укажите --messages или --calls.",
    "too_many": "За один раз можно подтвердить не больше {most}. Проверьте число.",
    "person": "Сотрудника с таким номером в этой неделе нет.",
    "below_measured": "Отменить можно только подтверждённое раньше: учтённое ботом не вычитается.",
}


def nobody(text: str) -> str:
    """Nobody of that name in the week."""
    return f"Сотрудника «{text}» в этой неделе нет. Проверьте ФИО или укажите номер."


def several(text: str, people: Iterable[PersonLine]) -> str:
    """Several people have that name."""
    lines = [f"  {each.id}  {each.name}, {each.position}" for each in people]
    title = f"«{text}» — несколько сотрудников. Укажите номер:"
    return "\n".join([title, *lines])


def corrected(week: Week, done: Corrected, person: PersonLine | None) -> str:
    """What a correction changed: the person, the figures, the version of a closed week."""
    lines = [f"Поправка внесена: неделя {span(week.first, week.last)}."]
    if person is not None:
        now = next(each for each in done.after.people if each.id == person.id)
        lines.append(
            f"{person.name}: сообщений {_change(person.messages, now.messages)}, "
            f"звонков {_change(person.calls, now.calls)}."
        )
    changed = [
        _figure(before, after)
        for before, after in zip(done.before.figures, done.after.figures, strict=True)
        if (before.value, before.of) != (after.value, after.of)
    ]
    lines += changed or ["Показатели не изменились."]
    if done.version is not None:
        lines.append(f"Неделя закрыта: записана версия {done.version} её итогов.")
    return "\n".join(lines)


def _change(before: int, after: int) -> str:
    return number(after) if before == after else f"{number(before)} → {number(after)}"


def _figure(before: Figure, after: Figure) -> str:
    was, now = count_of(before), count_of(after)
    return f"• {after.title}: {was} → {now}"
