"""What administrators and deputies read about a week: reminder, summary, digest.

Each fits on a phone without scrolling (bot/words/brief.py): how it is counted is told by its
button, and everything else by its table.
"""

from bot.words.brief import (
    brief_line,
    figures,
    fitted,
    headed,
    packed,
    seen,
    so_far,
    together,
)
from bot.words.chats import chat_name
from bot.words.figures import RESTING, asked_words
from bot.words.orders.norms import last_day
from bot.words.russian import NO_DATA, number, short_name, span
from monitor.facts.digest import Digest
from monitor.facts.values import PersonLine, Report

REMINDERS, SUMMARIES = "напоминания администратору", "сводки администратору"
DIGESTS = "сводки завучу"

ACKNOWLEDGE, PAPER, RULES = "Ознакомлен(а)", "Справка", "Как считано"
LAGGING = "Кто отстаёт"
NAMES_SHOWN = 5
"""Names a reminder lists itself; the whole list is behind its button and in its table."""

ALL_DONE = "Все, кто не отсутствует, норму выполнили ✅"


def reminder(digest: Digest) -> str:
    """Remind the administrator: the norm, who is short by name, what hinders the count."""
    report = digest.report
    short = [person for person in report.people if person.short]
    personal = [each for each in report.figures if each.personal]
    told = [brief_line(each, report, norm=not at) for at, each in enumerate(personal)]
    sure = [_heading(report), *told[:1]]
    if short:
        sure.append(f"Ниже нормы: {number(len(short))}, список только для Вас.")
    elif report.resting:
        sure.append(RESTING)
    elif report.completeness is not None and report.people:
        sure.append(ALL_DONE)
    more = len(short) - NAMES_SHOWN
    last = [f"… и ещё {number(more)}: кнопка «{LAGGING}»."] if more > 0 else []
    lines, _ = fitted([*sure, *last], [*seen(report), *_hindrances(report), *told[1:]], [])
    names = _names(short)
    at = len(sure)
    return "\n".join([*lines[:at], *names, *lines[at:]])


def summary(digest: Digest) -> str:
    """Sum the week up for the administrator."""
    report = digest.report
    main, others = figures(digest)
    short = sum(person.short for person in report.people)
    behind = [f"Ниже нормы: {number(short)}, имена в таблице."] if short else []
    sure = [_heading(report), *main, *behind]
    return "\n".join(
        packed(sure, [*seen(report), *_hindrances(report), *_links(report)], others, [])
    )


def digest(facts: Digest) -> str:
    """Tell the deputy director the week; the picture and the table are attached."""
    main, others = figures(facts)
    return "\n".join(packed([_digest_heading(facts), *main], [], others, seen(facts.report)))


def _names(short: list[PersonLine]) -> list[str]:
    ordered = sorted(short, key=lambda person: (person.messages, person.name))
    return [f"— {short_name(person.name)}: {_own(person)}" for person in ordered[:NAMES_SHOWN]]


def _own(person: PersonLine) -> str:
    if not person.known:
        return f"{NO_DATA}, профиль не привязан"
    corrected = " (исправлено ответственным)" if person.corrected else ""
    return f"{asked_words(person.asked, choice=person.any)}{corrected}"


def _hindrances(report: Report) -> list[str]:
    """Say what keeps the figures from being right, as counts the administrator can act on."""
    unbound = sum(not person.bound for person in report.people)
    closed = sum(person.bound and person.reachable is False for person in report.people)
    silent = sum(chat.present and not chat.messages for chat in report.chats)
    told = (
        (unbound, "Без профиля"),
        (closed, "Нет диалога с ботом"),
        (silent, "Чаты без сообщений"),
    )
    return together(f"{said}: {number(count)}." for count, said in told if count)


def _links(report: Report) -> list[str]:
    """Tell the links to foreign messengers and the chat that has most; nothing without any."""
    found = sorted((chat for chat in report.chats if chat.links), key=lambda each: -each.links)
    if not found:
        return []
    total = sum(chat.links for chat in found)
    first = chat_name(found[0].title, found[0].id)
    most = "" if len(found) == 1 else f", больше всего ({number(found[0].links)})"
    return [f"Ссылки на иностранные мессенджеры: {number(total)}{most} в чате {first}."]


def _heading(report: Report) -> str:
    """Name whose week it is and how far it is counted: «…, 16–22 ноября, на 15:00 четверга.»."""
    return headed("{unit}, " + so_far(report.window) + ".", report.unit_name)


def _digest_heading(facts: Digest) -> str:
    """Name the week and whose it is: «Итоги недели 16–22 ноября: МАОУ «СОШ № 12».»."""
    report, window = facts.report, facts.report.window
    days = span(window.start.date(), last_day(window))
    if facts.final:
        return headed("Итоги недели " + days + ": {unit}.", report.unit_name)
    return headed("Сводка: {unit}, " + so_far(window) + ".", report.unit_name)
