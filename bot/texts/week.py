"""What administrators and deputies read about a week: reminder, summary, digest."""

from collections.abc import Iterable
from datetime import datetime

from bot.texts.words import (
    NO_DATA,
    clock,
    count_of,
    day,
    norm_share,
    plural,
    share,
    short_name,
    span,
    weekday_genitive,
)
from monitor.report import Blank, Counts, Digest, Figure, PersonLine, Report, WindowSpan

SHOWN_CHATS = 5
NAMES_SHOWN = 25
"""Names a reminder lists itself; the whole list is in the table attached to it."""


def interval(window: WindowSpan) -> str:
    """Name the week and how far it is counted: «неделя 16–22 ноября, на 15:00 четверга»."""
    last = window.end.date().fromordinal(window.end.date().toordinal() - 1)
    week = f"неделя {span(window.start.date(), last)}"
    if window.closed or window.as_of >= window.end:
        return f"{week}, итог"
    local = window.as_of.astimezone(window.start.tzinfo)
    return f"{week}, на {clock(local)} {weekday_genitive(local.date())}, не окончена"


def file_name(report: Report) -> str:
    """Name the table of a week."""
    return f"Звонок {report.unit} {report.window.week}.xlsx"


def reminder(digest: Digest) -> str:
    """Remind the administrator: the norm, who is short by name, what hinders the count."""
    report = digest.report
    short = [person for person in report.people if person.short]
    asked = [figure for figure in report.figures if figure.personal]
    lines = [f"{report.unit_name}, {interval(report.window)}.", *_figures(asked)]
    if short:
        lines.append(
            f"Не хватает {plural(len(short), 'сотруднику', 'сотрудникам', 'сотрудникам')}; "
            "список виден только Вам:"
        )
        lines += _names(short, digest)
    elif report.completeness is not None and report.people:
        lines.append("Все, кто не отсутствует, норму уже выполнили ✅")
    return "\n".join([*lines, *_hindrances(report)])


def summary(digest: Digest) -> str:
    """Sum the week up for the administrator."""
    report = digest.report
    short = sum(person.short for person in report.people)
    lines = [f"{report.unit_name}, {interval(report.window)}.", *_figures(report.figures)]
    lines += _change(digest)
    if short:
        lines.append(f"Ниже нормы: {short}, имена — в приложенной таблице.")
    return "\n".join([*lines, *_hindrances(report)])


def digest(facts: Digest) -> str:
    """Tell the deputy director the week; the picture and the table are attached."""
    report = facts.report
    lines = [
        f"{'Итоги недели' if facts.final else 'Сводка за неделю'}: {report.unit_name}.",
        f"{_capital(interval(report.window))}.",
        *_figures(report.figures),
        *_change(facts),
        *_coverage(report),
        f"{report.order_title}. {report.rule} Показатели носят справочный характер.",
    ]
    return "\n".join(lines)


def _figures(figures: Iterable[Figure]) -> list[str]:
    return [_figure(figure) for figure in figures]


def _figure(figure: Figure) -> str:
    """One indicator in a line, its count before its share: «✅ …: 24 из 43 (55,8 %)»."""
    if figure.value is None:
        return f"• {figure.title}: {NO_DATA}"
    mark = "•"
    if figure.norm is not None and figure.norm.met is not None:
        mark = "✅" if figure.norm.met else "⚠️"
    base = ", без отсутствующих" if figure.base == "present" else ""
    star = "*" if figure.incomplete else ""
    norm = f", норма {norm_share(figure.norm.threshold)}" if figure.norm is not None else ""
    return f"{mark} {figure.title}: {count_of(figure.value, figure.of)}{star}{base}{norm}"


def _change(digest: Digest) -> list[str]:
    """Compare the main figure with the last closed week that has data."""
    figure = digest.report.figure(digest.main)
    trend = digest.trend(digest.main)
    known = [point for point in (trend.points if trend else ()) if point.value is not None]
    if figure is None or figure.value is None or not known:
        return []
    last = known[-1]
    return [f"Неделей раньше ({span(last.first, last.last)}): {count_of(last.value, last.of)}."]


def _names(short: list[PersonLine], digest: Digest) -> list[str]:
    personal = {figure.counts for figure in digest.report.figures if figure.minimum is not None}
    ordered = sorted(short, key=lambda person: (person.messages, person.name))
    lines = [f"— {short_name(person.name)}: {_own(person, personal)}" for person in ordered]
    shown = lines[:NAMES_SHOWN]
    if len(lines) > len(shown):
        shown.append(f"… и ещё {len(lines) - len(shown)}: полный список в таблице.")
    return shown


def _own(person: PersonLine, counted: set[Counts]) -> str:
    if not person.bound:
        return f"{NO_DATA}, профиль не привязан"
    said = [plural(person.messages, "сообщение", "сообщения", "сообщений")]
    if "calls" in counted:
        said.append(plural(person.calls, "звонок", "звонка", "звонков"))
    return ", ".join(said)


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
    return [*([" ".join(parts)] if parts else []), *_coverage(report)]


def _coverage(report: Report) -> list[str]:
    """Say what the bot could not see, so that no figure is silently low."""
    if report.completeness is None:
        return ["Бота нет ни в одном чате организации: данных о сообщениях и звонках нет."]
    lines = []
    if report.completeness < 1:
        missed = sum(chat.missed for chat in report.chats)
        torn = [chat.title or f"чат {chat.id}" for chat in report.chats if chat.missed]
        said = plural(missed, "сообщение", "сообщения", "сообщений")
        lines.append(
            f"* Учтено {share(report.completeness)} сообщений: бот не видел {said} ({_some(torn)})."
        )
    unproved = [
        chat.title or f"чат {chat.id}" for chat in report.chats if chat.present and not chat.proved
    ]
    if unproved:
        lines.append(f"* Полный доступ к переписке не подтверждён: {_some(unproved)}.")
    return [*lines, *(f"* {said}" for blank in report.blanks if (said := _blank(blank)))]


def _some(titles: list[str]) -> str:
    """Name up to five chats."""
    named = ", ".join(f"«{title}»" for title in titles[:SHOWN_CHATS])
    rest = len(titles) - SHOWN_CHATS
    return named + (f" и ещё {rest}" if rest > 0 else "")


def _blank(blank: Blank) -> str:
    """Explain a time without full sight: «бот не был в чате «…» с 17 ноября, 10:05 до …»."""
    since = f"с {_moment(blank.since)}"
    until = f" до {_moment(blank.until)}" if blank.until else ""
    match blank.cause:
        case "absent":
            return f"Бот не был в чате «{blank.chat}» {since}{until}."
        case "blind":
            return f"В чате «{blank.chat}» бот видел не все сообщения {since}{until}."
        case "lost":
            return f"Часть событий VK потеряна {since}{until}; пропуски дочитаны, где это возможно."
        case _:
            return f"Программа не работала {since}{until}; пропущенное дочитано."


def _moment(moment: datetime) -> str:
    return f"{day(moment.date())}, {clock(moment)}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
