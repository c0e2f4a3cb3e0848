"""«Приказ и расписание»: the order that applies, its norms, what is sent next, own norms."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal

from bot.words.naming import Naming
from bot.words.orders.jobs import JOBS
from bot.words.orders.norms import deadline, norm_words
from bot.words.orders.orders import marked, pointed
from bot.words.russian import clock, day, norm_share, number, weekday, weekday_genitive
from bot.words.vocabulary import Vocabulary
from monitor.facts.values import NormReading
from monitor.orders.jobs import JobName
from monitor.orders.model import IndicatorSpec, Order

OWN_SET_ACT = Naming(doing="своя норма")

ORDER_ACT = Naming(
    typed=(
        "приказ и расписание",
        "нормы",
    ),
    also=(
        "какая у нас норма; норма сообщений; "
        "норма; какая норма; сколько нужно сообщений; какие нормы; настройки; норма сообщений"
    ),
    label="Приказ и расписание",
    about=(
        "Какой приказ действует, его нормы и когда что придёт. Здесь же каникулы, своя "
        "норма, если приказ её разрешает, и ежедневное наблюдение."
    ),
)
SENDS_ACT = Naming(
    typed=(
        "расписание",
        "что и когда придет",
    ),
    also=(
        "когда придут/пришлете/будут итоги/результаты; когда "
        "придет/будет/пришлете/приходит/присылаете сводка/отчет/дайджест/напоминание; когда "
        "придет; когда сводка/отчет/дайджест; во сколько придет/приходит сводка/отчет; когда "
        "итоги; график рассылки/отправки"
    ),
)
OWN_ACT = Naming(
    typed=("своя норма",),
    also=("снизить/понизить/повысить/изменить/задать/поставить/уменьшить/увеличить норму"),
)
WISH_ACT = Naming(
    typed=(
        "ежедневное наблюдение",
        "наблюдение",
    ),
    also=("каждый день сводка; ежедневная сводка; ежедневный отчет; сводка каждый день"),
)

POINTS, SENDS, REST, OWN, WISH, LINKS = (
    "Приказ по пунктам",
    "Что и когда придёт",
    "Каникулы и пауза",
    "Своя норма",
    "Ежедневное наблюдение",
    "Ответ на ссылки",
)
TO_ORDER, TO_OWN = "← К приказу", "← К своим нормам"
AS_ORDERED, SET, RESET = "Как в приказе", "Поставить", "Вернуть"
TURN_ON, TURN_OFF = "Включить", "Выключить"
SAVED = "Записано"

Norms = Sequence[tuple[IndicatorSpec, NormReading]]


def order(
    unit_name: str,
    order: Order,
    norms: Norms,
    count: int,
    first_day: date,
    local: datetime,
    change: str = "",
) -> str:
    """Tell which order applies, a page of its norms, and the unit's time.

    ``change``: how weeks are cut after this one, where that changes.
    """
    issued = f"Издал: {order.issuer}. " if order.issuer else ""
    head = [
        f"{unit_name}. Действует: {marked(order.source)}.",
        f"{issued}Неделя начинается с {weekday_genitive(first_day)}.",
    ]
    if change:
        head.append(f"{change}.")
    if norms:
        head.append(f"Норм в приказе: {number(count)}.")
    else:
        head.append("Числовых норм приказ не задаёт: показатели только сообщаются.")
    lines = [_norm(spec, norm) for spec, norm in norms]
    zone = f"Часовой пояс: {local.tzinfo}, сейчас {clock(local)}. Его меняет оператор в настройках."
    return "\n".join([*head, *lines, zone])


def _norm(spec: IndicatorSpec, norm: NormReading) -> str:
    until = f", {deadline(norm)}" if norm.deadline else ""
    point = f" ({pointed(spec.point)})" if spec.point else ""
    return f"• {spec.title}{point}: {norm_words(norm)}{until}"


def sends(
    unit_name: str,
    now: datetime,
    coming: Iterable[tuple[JobName, datetime, datetime | None]],
    vocabulary: Vocabulary,
) -> str:
    """List what is sent next: a job, its moment, and when it may go out (None: it is left out)."""
    lines = [_send(*each, vocabulary) for each in coming]
    head = f"{unit_name}, на {clock(now)} {weekday_genitive(now.date())}. Ближайшие отправки:"
    return "\n".join([head, *lines])


def _send(job: JobName, moment: datetime, told: datetime | None, vocabulary: Vocabulary) -> str:
    what = JOBS[job].coming.format(to_deputy=vocabulary.to_deputy)
    if told is None:
        return f"• {_at(moment)}: {what} — не уйдёт, это выходные или каникулы"
    late = f" (по расписанию {_at(moment)})" if told > moment else ""
    return f"• {_at(told)}: {what}{late}"


def _at(moment: datetime) -> str:
    return f"{weekday(moment.date())} {day(moment.date())}, {clock(moment)}"


def own(unit_name: str, shown: Sequence[tuple[int, tuple[IndicatorSpec, NormReading]]]) -> str:
    """List a page of the norms that may be raised, by number."""
    lines = [f"{at}. {spec.title}: {norm_words(norm)}{_beside(norm)}" for at, (spec, norm) in shown]
    head = f"{unit_name}. Норму можно поставить выше, чем в приказе. Какую изменить?"
    return "\n".join([head, *lines])


def _beside(norm: NormReading) -> str:
    return "" if norm.ordered is None else f", в приказе {norm_share(norm.ordered)}"


def ask_norm(spec: IndicatorSpec, ordered: float) -> str:
    """Ask for the norm."""
    return (
        f"{spec.title}. В приказе {norm_share(ordered)}. Напишите свою норму в процентах, "
        "например «30»: выше, чем в приказе, и не больше 100."
    )


def bad_norm(ordered: float) -> str:
    """The norm is none, or no higher than the order's."""
    return f"Нужно число больше {norm_share(ordered)} и не больше 100\N{NO-BREAK SPACE}%."


def ask_set(spec: IndicatorSpec, wanted: float) -> str:
    """Show what an own norm would change."""
    return (
        f"{spec.title}: норма {norm_share(wanted)} (своя). В отчётах организации она заменит норму "
        "приказа со следующей сводки; закрытые недели не изменятся, уровни выше судят по приказу."
    )


def ask_reset(spec: IndicatorSpec, ordered: float) -> str:
    """Show what taking an own norm back would change."""
    return f"{spec.title}: снова норма приказа, {norm_share(ordered)}. Вернуть?"


def percent_typed(text: str) -> Decimal | None:
    """Read a percentage as a share: «30», «30,5 %»; None: it is none."""
    match = re.fullmatch(r"(\d{1,3}(?:[.,]\d{1,2})?)\s*(?:%|процент\w*)?", text.strip().lower())
    return None if match is None else Decimal(match[1].replace(",", ".")) / 100


def wish_ordered(time: str) -> str:
    """The order makes whoever asks answer for the daily watch, so it comes to him."""
    return (
        f"Ежедневное наблюдение, каждый рабочий день в {time}: включено. По приказу его ведёте Вы, "
        "поэтому оно приходит, пока приказ действует."
    )


def wish(time: str | None, *, on: bool, by_config: bool) -> str:
    """Tell whether the daily watch comes to who asks."""
    if time is None:
        return "Ежедневное наблюдение: приказ не задаёт для него времени, поэтому его нет."
    if by_config:
        return (
            f"Ежедневное наблюдение, каждый рабочий день в {time}: включено. Его включил оператор "
            "в настройках, выключить может он же."
        )
    state = "включено" if on else "выключено"
    return (
        f"Ежедневное наблюдение, каждый рабочий день в {time}: {state}. Это короткое сообщение "
        "Вам лично: как идёт неделя и что изменилось за день."
    )


OWN_NOTED = {"own_norm": "изменена своя норма"}
WISH_NOTED = {"watch_wish": "изменено ежедневное наблюдение"}
