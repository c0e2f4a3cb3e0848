"""What became of announcements: the report by chat, who has seen one, the list of all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.dialog.chats.chats_words import moment as on
from bot.dialog.chats.chats_words import title
from bot.words.naming import Naming
from bot.words.notices.announced import made
from bot.words.russian import count_of, number, plural, when
from monitor.facts.ratio import Ratio
from monitor.jobs.announcing import IN_TIME
from storage.records import Chat, NoticeState
from storage.told.announcements import Announcement, Delivered
from storage.told.withdrawing import MOVED, WITHDRAWN

ANNOUNCEMENTS_ACT = Naming(
    typed=(
        "объявления",
        "прошлые объявления",
    ),
    also=(
        "что рассылал/рассылала/рассылали/отправлял/отправляла/отправляли; прошлые/старые "
        "рассылки; кому рассылал/рассылали; "
        "старые/предыдущие/отправленные объявления; кто видел/читал/прочитал объявление; "
        "история объявлений; дошло ли объявление"
    ),
)

REFRESH, SEEN = "Обновить", "Кто видел"
TO_PAST, BACK, NEW = "← К объявлениям", "← К отчёту", "Новое объявление"

STOP, YES_STOP = "Отменить отправку", "Да, не отправлять"

REFRESHED, STOPPED = "Обновлено", "Отправка отменена"
ALL_OUT = "Отменять нечего: объявление уже отправлено или отправляется в эту минуту."
NOT_YOURS = "Такого объявления у Вашей организации нет."

_REASONS = {
    "-1": "неизвестно, дошло ли, проверьте в чате",
    "7": "боту нельзя писать в этот чат",
    "15": "VK не даёт боту доступа к чату или вложению",
    "100": "VK не принял сообщение, возможно, из-за вложения",
    "917": "у бота нет доступа к чату",
    "922": "бот вышел из чата",
    "932": "VK не даёт боту писать в этот чат",
    "935": "бота в чате нет",
    "945": "чат закрыт",
    "1017": "чат удалён",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLine:
    """A line of a report: what became of an announcement in a chat (None: not the unit's now)."""

    place: int
    chat: Chat | None
    outcome: Delivered


def report(
    itself: Announcement,
    all_: Sequence[Delivered],
    shown: Sequence[ReportLine],
    local: datetime,
) -> str:
    """Tell what became of an announcement, in all and chat by chat."""
    sent = [each.settled_at for each in all_ if each.state is NoticeState.SENT]
    waiting, withdrawn = sum(map(waits, all_)), sum(map(_withdrawn, all_))
    failed = len(all_) - len(sent) - waiting - withdrawn
    ends = itself.since + IN_TIME
    late = sum(at is not None and at > ends for at in sent)
    counted = [
        f"Отправлено: {count_of(Ratio(len(sent), len(all_)))}",
        f"ждёт отправки: {waiting}" if waiting else "",
        f"отменено: {withdrawn}" if withdrawn else "",
        f"не отправлено: {failed}" if failed else "",
        f"позже чем через 2 дня: {late}" if late else "",
    ]
    lines = [f"Объявление {made(itself.made_at, local)}, отчёт {on(local)}."]
    lines.append(f"{'; '.join(part for part in counted if part)}.")
    if waiting and itself.wanted_at is None and local < ends:
        lines.append(f"Срок в 2 дня истекает {when(ends, local)}.")
    lines += [_line(each, local) for each in shown]
    return "\n".join(lines)


def waits(delivered: Delivered) -> bool:
    """Tell whether it is still to be sent to a chat."""
    return delivered.state in (NoticeState.PLANNED, NoticeState.RELEASED)


def _withdrawn(delivered: Delivered) -> bool:
    return delivered.error == WITHDRAWN


def ask_stop(made_at: datetime, waiting: int, sent: int, local: datetime) -> str:
    """Ask before an announcement is taken back where it waits."""
    left = f" Уже отправленное останется в чатах: {number(sent)}." if sent else ""
    return (
        f"Не отправлять объявление {made(made_at, local)}? Чатов, которые его не получат: "
        f"{number(waiting)}.{left}"
    )


_DROPPED = {
    WITHDRAWN: "• {}: отправка отменена",
    MOVED: "⚠️ {}: не отправлено, чат перешёл к другой организации",
}
_TOO_LATE = "⚠️ {}: не отправлено за 2 дня, срок прошёл"


def _line(sent: ReportLine, local: datetime) -> str:
    name, outcome = _name(sent), sent.outcome
    match outcome.state:
        case NoticeState.SENT:
            return f"{sent.place}. ✅ {name}: отправлено {_at(outcome.settled_at, local)}"
        case NoticeState.FAILED:
            why = _REASONS.get(outcome.error, f"VK отказал, код {outcome.error}")
            return f"{sent.place}. ⚠️ {name}: не отправлено, {why}"
        case NoticeState.STALE:
            return f"{sent.place}. {_DROPPED.get(outcome.error, _TOO_LATE).format(name)}"
        case _ if outcome.due_at > local:
            return f"{sent.place}. • {name}: уйдёт {when(outcome.due_at, local)}"
        case _ if outcome.error:
            return f"{sent.place}. • {name}: VK пока не принял, бот повторит сам"
        case _:
            return f"{sent.place}. • {name}: отправляется"


def _name(sent: ReportLine) -> str:
    return "чат, которого у организации больше нет" if sent.chat is None else title(sent.chat)


def _at(moment: datetime | None, local: datetime) -> str:
    return "" if moment is None else when(moment, local)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """Whether an announcement was opened in a chat; None: VK does not tell."""

    place: int
    chat: Chat | None
    by_anybody: bool | None


def seen(made_at: datetime, shown: Sequence[Opened], local: datetime) -> str:
    """Say what VK tells of who has read an announcement, and what it does not tell."""
    head = f"Объявление {made(made_at, local)}, кто видел, {on(local)}."
    if not shown:
        return f"{head}\nНи в один чат объявление пока не отправлено."
    lines = [
        head,
        "VK сообщает боту одно: открыл ли чат после объявления хоть один участник. Имён и числа "
        "прочитавших не показывает.",
    ]
    return "\n".join([*lines, *(_read(each) for each in shown)])


_READ = {
    True: ("✅", "открыл хотя бы один участник"),
    False: ("•", "пока не открыл никто"),
    None: ("•", "нет данных, VK не показывает боту этот чат"),
}


def _read(each: Opened) -> str:
    mark, said = _READ[each.by_anybody]
    name = "чат, которого у организации больше нет" if each.chat is None else title(each.chat)
    return f"{each.place}. {mark} {name}: {said}"


def past(
    unit: str, listed: Sequence[tuple[int, Announcement, Sequence[Delivered]]], local: datetime
) -> str:
    """List announcements: place, moment, number of chats, and what is still to come."""
    if not listed:
        return f"{unit}: объявлений через бота пока не было."
    lines = [
        f"{place}. {made(each.made_at, local)}: {plural(each.chats, 'чат', 'чата', 'чатов')}"
        f"{_coming(each, outcomes, local)}"
        for place, each, outcomes in listed
    ]
    return "\n".join([f"Объявления, {unit}, {on(local)}. Тексты не хранятся:", *lines])


def _coming(itself: Announcement, outcomes: Sequence[Delivered], local: datetime) -> str:
    """Say that it is still to come, or will not."""
    if outcomes and all(map(_withdrawn, outcomes)):
        return ", отменено"
    due_at = min((each.due_at for each in outcomes if waits(each)), default=local)
    return f", уйдёт {when(due_at, local)}" if itself.wanted_at and due_at > local else ""


STOP_NOTED = {"announcement_withdrawn": "отправка объявления отменена"}
