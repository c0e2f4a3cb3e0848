"""What the bot could not see, so that no figure is silently low."""

from bot.words.chats import listed, quoted
from bot.words.russian import clock, day, plural, share
from bot.words.spans import stretch
from monitor.chats.called import called
from monitor.facts.values import Blank, Report

SHOWN_CHATS = 5
SHOWN_BLANKS = 3

UNREAD = "unread"

UNWATCHED = "Бота нет ни в одном чате организации: данных о сообщениях и звонках нет."
STAR = "* Бот видел не все сообщения: показатель может быть занижен."


def coverage(report: Report) -> list[str]:
    """Say what is missing: messages, access, times; nothing if everything was seen."""
    if report.completeness is None:
        return [UNWATCHED]
    lines = []
    if report.completeness < 1:
        missed = sum(chat.missed for chat in report.chats)
        torn = [called(chat.title, chat.id) for chat in report.chats if chat.missed]
        said = plural(missed, "сообщение", "сообщения", "сообщений")
        lines.append(
            f"* Учтено {share(report.completeness)} сообщений: бот не видел {said} ({_some(torn)})."
        )
    unproved = [
        called(chat.title, chat.id) for chat in report.chats if chat.present and not chat.proved
    ]
    if unproved:
        lines.append(f"* Полный доступ к переписке не подтверждён: {_some(unproved)}.")
    lines += [f"* {said}" for said in unread(report)]
    blanks = [blank for blank in report.blanks if blank.cause != UNREAD]
    lines += [f"* {blank_words(blank)}" for blank in blanks[:SHOWN_BLANKS]]
    if len(blanks) > SHOWN_BLANKS:
        lines.append(f"* И ещё перерывов: {len(blanks) - SHOWN_BLANKS}, все — в таблице.")
    return lines


def unread(report: Report) -> list[str]:
    """Say up to when the data goes, if events of VK are not read: «* Данные на 14:05 …»."""
    window = report.window
    over = window.closed or window.as_of >= window.end
    return [
        blank_words(blank)
        if over
        else f"Данные на {clock(blank.since)} {day(blank.since.date())}: что было позже, ещё не "
        "прочитано."
        for blank in report.blanks
        if blank.cause == UNREAD
    ]


def _some(titles: list[str]) -> str:
    """Name up to five chats."""
    named = ", ".join(map(listed, titles[:SHOWN_CHATS]))
    rest = len(titles) - SHOWN_CHATS
    return named + (f" и ещё {rest}" if rest > 0 else "")


def blank_words(blank: Blank) -> str:
    """Explain a time without full sight: «Бот не был в чате «…» 17 ноября с 10:05 до 11:00.»."""
    lasted = stretch(blank.since, blank.until)
    match blank.cause:
        case "absent":
            return f"Бот не был в чате {quoted(str(blank.chat))} {lasted}."
        case "blind":
            return f"В чате {quoted(str(blank.chat))} бот видел не все сообщения {lasted}."
        case "lost":
            return f"Часть событий VK потеряна {lasted}; пропуски дочитаны, где это возможно."
        case "unread":
            return f"Не прочитано {lasted}: события VK за это время не получены."
        case _:
            return f"Программа не работала {lasted}; пропущенное дочитано."
