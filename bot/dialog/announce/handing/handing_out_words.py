"""A coordinator's announcement to organisations: choosing them, the preview."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.dialog.announce.announcing_words import (
    HOW,
    HOW_TO_CHANGE,
    SEND,
    attached,
    defused,
    has_mentions,
    unsent,
    with_text,
)
from bot.words.notices.materials import until
from bot.words.russian import clock, number, plural, safe, when
from monitor.jobs.announcing import IN_TIME

ALL, NO_ONE = "Все организации", "Снять все"
BY_LEVELS, ONE_BY_ONE = "По муниципалитетам", "Выбрать из списка"
LEFT = "Кто не разослал прошлое"
OTHERS = "Изменить получателей"
DIRECT = "Без муниципалитета"

NONE_BELOW = "Организаций ниже Вашей нет: их добавляет оператор."
NOBODY = "⚠️ У выбранных организаций нет ответственного с доступом к боту: отправить некому."
DEFUSED = "⚠️ Упоминания станут обычным текстом."

_NAMED = 3


def choosing(unit: str, there: int, chosen: int, *, written: bool, nobody: bool) -> str:
    """Ask to which organisations; ``nobody``: none of those chosen can be told anything."""
    lines = [
        f"Объявление организациям, {unit}. Организаций: {number(there)}.",
        f"Отметьте, кому отправить. Выбрано: {number(chosen)}.",
        NOBODY if nobody else "",
        "Текст сохранён." if written else HOW,
    ]
    return "\n".join(line for line in lines if line)


def listing(unit: str, chosen: int, lines: Sequence[str]) -> str:
    """List organisations with their place and whether they are chosen."""
    head = f"Объявление организациям, {unit}. Выбрано: {number(chosen)}."
    return "\n".join([head, "Номер отмечает организацию или снимает отметку.", *lines])


def levels(unit: str, chosen: int, lines: Sequence[str]) -> str:
    """List the levels below: place, name, how many organisations are chosen, of how many."""
    head = f"Объявление организациям, {unit}. Выбрано: {number(chosen)}."
    return "\n".join([head, "Номер отмечает все организации муниципалитета.", *lines])


@dataclass(frozen=True, slots=True, kw_only=True)
class HandingPreview:
    """What is about to be handed out; ``local``: the level's now.

    ``units``: how many organisations are told, ``accounts``: how many administrators. ``alone``,
    ``shut``: organisations with nobody, and whose administrators never wrote to the bot.
    """

    text: str
    attached: Sequence[str]
    unsent: Sequence[str]
    units: int
    accounts: int
    alone: Sequence[str]
    shut: Sequence[str]
    first_at: datetime
    due_at: datetime
    rests: bool  # the term ends when people rest
    local: datetime


def preview(handing: HandingPreview) -> str:
    """Show what would go out, to whom and when, and who would not get it."""
    whom = plural(handing.units, "организации", "организаций", "организаций")
    lines = [
        f"Объявление для {whom}. Ответственных: {number(handing.accounts)}.",
        f"Уйдёт {_span(handing)}. Разослать сотрудникам попросим за 2 суток, "
        f"{until(handing.first_at + IN_TIME, handing.local)}.",
        "⚠️ Срок закончится в нерабочее время." if handing.rests else "",
        _names("⚠️ Нет ответственного с доступом к боту", handing.alone),
        _names("⚠️ Ответственный ещё не писал боту, сообщение может не дойти", handing.shut),
        attached(handing.attached),
        unsent(handing.unsent),
        DEFUSED if has_mentions(handing.text) else "",
        HOW_TO_CHANGE,
    ]
    return with_text(lines, defused(handing.text))


def _span(handing: HandingPreview) -> str:
    first = when(handing.first_at, handing.local)
    if handing.due_at == handing.first_at:
        return first
    return f"{first}, последним — {when(handing.due_at, handing.local)}"


def _names(said: str, names: Sequence[str]) -> str:
    if not names:
        return ""
    more = f" и ещё {number(len(names) - _NAMED)}" if len(names) > _NAMED else ""
    return f"{said}: {', '.join(map(safe, names[:_NAMED]))}{more}."


def ask_now(units: int, due_at: datetime, local: datetime) -> str:
    """Ask once more before administrators are disturbed in their free time."""
    whom = plural(units, "организации", "организаций", "организаций")
    return (
        f"Отправить сейчас, в {clock(local)}, ответственным {whom}? Рабочие часы закончились, "
        "сообщения придут людям в их свободное время, и срок пойдёт сразу.\n"
        f"Кнопка «{SEND}» отправит объявление {when(due_at, local)}."
    )


HANDED_NOTED = {"material_sent": "отправлено объявление организациям"}
