"""The personal nudge: one a week at most, the person's own figures, no blame."""

from bot.texts.words import first_and_patronymic, plural, span
from monitor.report import Nudge, Requirement


def nudge(facts: Nudge) -> str:
    """Word a nudge."""
    return "\n".join(
        (
            f"{greeting(facts.name)} Неделя {span(facts.first, facts.last)}, {facts.unit_name}.",
            f"В рабочих чатах учтено: {', '.join(map(_done, facts.requirements))}.",
            _left(facts),
            "Если Вы в отпуске, на больничном или данные неполные, сообщите ответственному "
            "администратору.",
        )
    )


def greeting(full_name: str) -> str:
    """Greet by first name and patronymic, or without a name if it is not known."""
    name = first_and_patronymic(full_name)
    return f"Добрый день, {name}!" if name else "Добрый день!"


def _done(requirement: Requirement) -> str:
    if requirement.counts == "messages":
        said = plural(requirement.done, "сообщение", "сообщения", "сообщений")
        return f"{said} из {requirement.needed}"
    return f"звонков: {requirement.done} из {requirement.needed}"


def _left(facts: Nudge) -> str:
    left = plural(facts.days_left, "день", "дня", "дней")
    verb = "остался" if left.endswith("день") else "осталось"
    note = " Часть сообщений бот не видел, учёт неполный." if facts.incomplete else ""
    return f"До конца недели {verb} {left}.{note}"
