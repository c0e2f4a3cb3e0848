"""The daily watch: the day, the week so far, what changed since the midnight before. No names."""

from bot.words.coverage import STAR, UNWATCHED
from bot.words.figures import figure_line, only_begun
from bot.words.notices.rollup import among
from bot.words.orders.norms import last_day
from bot.words.russian import clock, day, number, plural, span, weekday, weekday_genitive
from bot.words.vocabulary import vocabulary_of
from monitor.facts.values import Among
from monitor.report.watch import Watch, Watched

KIND = "ежедневные наблюдения"


def watch(facts: Watch) -> str:
    """Word the watch of a day."""
    window = facts.window
    now = window.as_of.astimezone(window.start.tzinfo)
    lines = [
        f"{facts.unit_name}: наблюдение, {weekday(facts.day)} {day(facts.day)}, на {clock(now)}.",
        _today(facts),
        f"Неделя {span(window.start.date(), last_day(window))}, не окончена:",
        *(_figure(each, facts) for each in facts.figures),
        *([STAR] if facts.incomplete else []),
    ]
    return "\n".join(lines)


def _today(facts: Watch) -> str:
    if facts.listed is not None:
        listed = plural(facts.listed, "организации", "организаций", "организаций")
        return f"Данные {number(facts.reporting)} из {listed}."
    if facts.messages is None or facts.staff is None:
        return UNWATCHED
    said = plural(facts.messages, "сообщение", "сообщения", "сообщений")
    return f"За сегодня: {said}, писавших сотрудников: {number(facts.staff)}."


def _figure(watched: Watched, facts: Watch) -> str:
    """The figure as everywhere, then what the day brought: «со вчера +2, сегодня активны 3»."""
    vocabulary, begun = vocabulary_of(facts.kinds), only_begun(facts.window)
    line = figure_line(watched.figure, facts.day, vocabulary, begun=begun)
    told = [line, *_norm(watched.figure.among)]
    if watched.figure.value is not None and watched.before is not None:
        told.append(f"{_since(facts)} {_signed(watched.figure.value - watched.before)}")
    if watched.today is not None:
        told.append(f"активны сегодня: {number(watched.today)}")
    return "; ".join(told)


def _norm(told: Among | None) -> list[str]:
    """In how many organisations the norm is met; nothing where none sets it."""
    return [among(told)] if told and (told.met or told.unmet or told.unknown) else []


def _since(facts: Watch) -> str:
    """Since when: «со вчера» from midnight on, else «с 16:00 среды»."""
    assert facts.since is not None  # noqa: S101 - there is something to compare with
    local = facts.since.astimezone(facts.window.start.tzinfo)
    if local.date() == facts.day:
        return "со вчера"
    return f"с {clock(local)} {weekday_genitive(local.date())}"


def _signed(change: int) -> str:
    if change == 0:
        return "без изменений"
    return f"{'+' if change > 0 else '−'}{number(abs(change))}"
