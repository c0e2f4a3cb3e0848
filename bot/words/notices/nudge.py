"""The personal nudge: one a week at most, the person's own figures, no blame."""

from bot.words.russian import a_day, greeting, plural, remaining, span, weekday_genitive
from monitor.facts.digest import Nudge
from monitor.facts.values import Requirement

KIND = "личные напоминания"

CLARIFY = "Уточнить"


def nudge(facts: Nudge) -> str:
    """Word a nudge."""
    done = ", ".join((_enough if facts.any else _of_needed)(each) for each in facts.requirements)
    return "\n".join(
        (
            f"{greeting(facts.name)} Неделя {span(facts.first, facts.last)}, {facts.unit_name}.",
            f"В рабочих чатах учтено: {done}.{_choice(facts)}",
            _left(facts),
            "Если Вы в отпуске, на больничном или данные неполные, нажмите «Уточнить».",
        )
    )


def _of_needed(requirement: Requirement) -> str:
    """What is done of what is needed: «7 сообщений из 10»."""
    return f"{_enough(requirement)} из {requirement.needed}"


def _enough(requirement: Requirement) -> str:
    """What is done: «7 сообщений», «звонков: 0»."""
    if requirement.counts == "messages":
        return plural(requirement.done, "сообщение", "сообщения", "сообщений")
    what = "звонков" if requirement.counts == "calls" else f"дней {a_day(requirement.a_day)}"
    return f"{what}: {requirement.done}"


def _choice(facts: Nudge) -> str:
    """Say that one of the requirements is enough: « Достаточно: 10 сообщений или 1 звонок.»."""
    if not facts.any:
        return ""
    return f" Достаточно: {' или '.join(_needed(each) for each in facts.requirements)}."


def _needed(requirement: Requirement) -> str:
    if requirement.counts == "messages":
        return plural(requirement.needed, "сообщение", "сообщения", "сообщений")
    if requirement.counts == "calls":
        return plural(requirement.needed, "звонок", "звонка", "звонков")
    return f"{plural(requirement.needed, 'день', 'дня', 'дней')} {a_day(requirement.a_day)}"


def _left(facts: Nudge) -> str:
    note = " Часть сообщений бот не видел, учёт неполный." if facts.incomplete else ""
    return f"{_days_left(facts)}{note}"


def _days_left(facts: Nudge) -> str:
    """Count working days only: «До пятницы включительно: 2 рабочих дня.»."""
    if not facts.working:
        return f"До конца недели {remaining(facts.days_left)}."
    last = weekday_genitive(facts.working[-1])
    left = plural(len(facts.working), "рабочий день", "рабочих дня", "рабочих дней")
    return f"До {last} включительно: {left}."
