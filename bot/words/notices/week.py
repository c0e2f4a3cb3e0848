"""What administrators and deputies read about a week: reminder, summary, digest."""

from bot.words.coverage import coverage
from bot.words.figures import RESTING, as_of, asked_words, figure_line, figure_lines
from bot.words.norms import interval, last_day
from bot.words.orders import marked, source_of
from bot.words.russian import NO_DATA, count_of, plural, short_name, span
from bot.words.vocabulary import vocabulary_of
from monitor.facts.digest import Digest
from monitor.facts.values import PersonLine, Report

REMINDERS, SUMMARIES = "напоминания администратору", "сводки администратору"
DIGESTS = "дайджесты завучу"

ACKNOWLEDGE, PAPER = "Ознакомлен(а)", "Справка"
NAMES_SHOWN = 25
"""Names a reminder lists itself; the whole list is in the table attached to it."""

LINKS_SHOWN = 3
"""Chats with foreign links that are named; the table has all."""


def file_name(report: Report) -> str:
    """Name the table of a week."""
    return f"Звонок {report.unit} {report.window.week}.xlsx"


def reminder(digest: Digest) -> str:
    """Remind the administrator: the norm, who is short by name, what hinders the count."""
    report = digest.report
    short = [person for person in report.people if person.short]
    vocabulary = vocabulary_of(report.kinds)
    lines = [
        f"{report.unit_name}, {interval(report.window)}.",
        *(figure_line(each, as_of(report), vocabulary) for each in report.figures if each.personal),
    ]
    if short:
        lines.append(
            f"Не хватает {plural(len(short), 'сотруднику', 'сотрудникам', 'сотрудникам')}; "
            "список виден только Вам:"
        )
        lines += _names(short)
    elif report.resting:
        lines.append(RESTING)
    elif report.completeness is not None and report.people:
        lines.append("Все, кто не отсутствует, норму уже выполнили ✅")
    return "\n".join([*lines, *_hindrances(report)])


def summary(digest: Digest) -> str:
    """Sum the week up for the administrator."""
    report = digest.report
    short = sum(person.short for person in report.people)
    lines = [
        f"{report.unit_name}, {interval(report.window)}.",
        *figure_lines(report, digest.main),
        *_change(digest),
    ]
    if short:
        lines.append(f"Ниже нормы: {short}, имена — в приложенной таблице.")
    return "\n".join([*lines, *_links(report), *_hindrances(report)])


def digest(facts: Digest) -> str:
    """Tell the deputy director the week; the picture and the table are attached."""
    report = facts.report
    lines = [
        _heading(facts),
        *figure_lines(report, facts.main),
        *_change(facts),
        *coverage(report),
        f"{marked(source_of(report))}. {report.rule} Показатели носят справочный характер.",
    ]
    return "\n".join(lines)


def _change(digest: Digest) -> list[str]:
    """Compare the main figure with the last closed week that has data."""
    figure = digest.report.figure(digest.main)
    trend = digest.trend(digest.main)
    known = [point for point in (trend.points if trend else ()) if point.value is not None]
    if figure is None or figure.value is None or not known:
        return []
    last = known[-1]
    return [f"Неделей раньше ({span(last.first, last.last)}): {count_of(last)}."]


def _names(short: list[PersonLine]) -> list[str]:
    ordered = sorted(short, key=lambda person: (person.messages, person.name))
    lines = [f"— {short_name(person.name)}: {_own(person)}" for person in ordered]
    shown = lines[:NAMES_SHOWN]
    if len(lines) > len(shown):
        shown.append(f"… и ещё {len(lines) - len(shown)}: полный список в таблице.")
    return shown


def _own(person: PersonLine) -> str:
    if not person.known:
        return f"{NO_DATA}, профиль не привязан"
    corrected = " (исправлено ответственным)" if person.corrected else ""
    return f"{asked_words(person.asked, choice=person.any)}{corrected}"


def _links(report: Report) -> list[str]:
    """Tell the links to foreign messengers by chat; nothing if there are none."""
    found = sorted((chat for chat in report.chats if chat.links), key=lambda each: -each.links)
    if not found:
        return []
    named = ", ".join(
        f"чат «{chat.title or chat.id}»: {chat.links}" for chat in found[:LINKS_SHOWN]
    )
    more = f" и ещё {len(found) - LINKS_SHOWN}" if len(found) > LINKS_SHOWN else ""
    total = sum(chat.links for chat in found)
    return [f"Ссылки на иностранные мессенджеры: {total} ({named}{more})."]


def _hindrances(report: Report) -> list[str]:
    """Say what keeps the figures from being right, as counts the administrator can act on."""
    unbound = sum(not person.bound for person in report.people)
    closed = [person for person in report.people if person.bound and person.reachable is False]
    silent = sum(chat.present and not chat.messages for chat in report.chats)
    parts = []
    if unbound:
        parts.append(f"Без привязки профиля: {unbound}.")
    if closed:
        names = ", ".join(short_name(person.name) for person in closed[:NAMES_SHOWN])
        more = f" и ещё {len(closed) - NAMES_SHOWN}" if len(closed) > NAMES_SHOWN else ""
        parts.append(f"Нет диалога с ботом: {len(closed)} ({names}{more}).")
    if silent:
        parts.append(f"Чаты без сообщений: {silent}.")
    return [*([" ".join(parts)] if parts else []), *coverage(report)]


def _heading(facts: Digest) -> str:
    """Name the week and whose it is: «Итоги недели 16–22 ноября: МАОУ «СОШ № 12».»."""
    unit, window = facts.report.unit_name, facts.report.window
    if facts.final:
        return f"Итоги недели {span(window.start.date(), last_day(window))}: {unit}."
    return f"Сводка: {unit}, {interval(window)}."
