"""What deputies read and write beside a digest: read or not, past weeks, measures taken."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.dialog.week.week_words import PAPER
from bot.words.naming import Naming
from bot.words.russian import clock, day, number, plural, span
from bot.words.vocabulary import Vocabulary

PAST_ACT = Naming(
    typed=(
        "прошлые недели",
        "недели",
    ),
    also=(
        "прошлая неделя; архив; архив недель/сводок/отчетов; закрытые недели; история недель; "
        "старые сводки/отчеты; прошлые отчеты/сводки/итоги; предыдущие недели/отчеты/сводки"
    ),
    label="Прошлые недели",
    about="Закрытые недели, какими их показала итоговая сводка.",
)
MEASURES_ACT = Naming(
    typed=(
        "принятые меры",
        "меры",
    ),
    also=("какие меры; что сделано/предпринято/принято; список мер"),
    label="Принятые меры",
    about=lambda vocabulary: (
        "Что сделано по итогам недели. Текст хранится вместе с неделей, его видят "
        f"администраторы и {vocabulary.deputy}."
    ),
)
MEASURE_ACT = Naming(
    typed=("записать меру",),
    also=(
        "записать/внести/добавить принятые меры/меру; "
        "добавить/внести/написать/записать меры/меру; новая мера; запиши/внеси/добавь меру/меры"
    ),
    doing="запись меры",
)

MEASURES, ADD, RECORD = "Принятые меры", "Добавить", "Записать"
TO_WEEKS, TO_MEASURES = "← К неделям", "← К мерам"

NO_WEEKS = "Закрытых недель пока нет: неделя закрывается в понедельник утром. Текущая — в «Сводке»."
NONE_THEN = "За это время закрытых недель нет."
ALL_WEEKS = "Все недели"


def paper_of(period: str) -> str:
    """Name the button to the paper of a period: «Справка: Октябрь»."""
    return f"{PAPER}: {period}"


REWRITE, LEAVE_SO = "Исправить", "Оставить так"
LONGEST = 1_000
"""Characters of a measure."""


def acknowledged(first: date, last: date) -> str:
    """Say that a digest was marked as read."""
    return f"Отмечено: Вы ознакомлены со сводкой за {span(first, last)}."


def already(at: datetime) -> str:
    """Say that it was marked before; ``at`` in the unit's zone."""
    return f"Уже отмечено {day(at.date())} в {clock(at)}."


def weeks(unit: str) -> str:
    """Stand over the list of closed weeks."""
    return f"{unit}: закрытые недели, последняя сверху. Какую показать?"


def forgotten(first: date, last: date) -> str:
    """Say that nothing is kept of a week."""
    return f"Неделя {span(first, last)}: данные удалены по сроку хранения."


def seen_line(when: Sequence[datetime]) -> str:
    """Tell when the final digest was marked as read, the last time; ``when`` newest first."""
    return f"Ознакомлен(а): {day(when[0].date())}, {clock(when[0])}."


def measures_line(count: int) -> str:
    """Tell how many measures are kept with a week."""
    return f"Принятые меры: {number(count)}."


def measures(
    unit: str, week: str, shown: Sequence[tuple[str, datetime, str]], zone: ZoneInfo
) -> str:
    """List measures of a week (empty: of all): their week, when they were written, the text."""
    of = f"{unit}, неделя {week}. Принятые меры" if week else f"{unit}. Принятые меры"
    if not shown:
        return f"{of}: записей пока нет. Нажмите «{ADD}» и опишите, что сделано."
    lines = [_measure(kept_with, at.astimezone(zone), text) for kept_with, at, text in shown]
    return "\n".join([f"{of}, новые сверху:", *lines])


def _measure(week: str, at: datetime, text: str) -> str:
    head = f"неделя {week}, записано {day(at.date())}" if week else day(at.date())
    return f"• {head}: {text}"


def ask(first: date, last: date) -> str:
    """Ask for a measure."""
    return (
        f"Неделя {span(first, last)}. Напишите одним сообщением, что сделано по итогам недели: "
        f"до {number(LONGEST)} знаков, без фамилий."
    )


def of_week(first: date, last: date) -> str:
    """Name the button to another week's measure."""
    return f"За {span(first, last)}"


def surnames(named: Sequence[str], text: str) -> str:
    """Say that a measure names people; ``named``: as it names them."""
    some = "фамилия" if len(named) == 1 else "фамилии"
    return (
        f"В мерах есть {some}: {', '.join(named)}. Меры читают и проверяющие: лучше без фамилий.\n"
        f"«{text}»"
    )


def too_long(length: int) -> str:
    """Say that a measure is too long."""
    written = plural(length, "знак", "знака", "знаков")
    return f"Получилось {written}, можно до {number(LONGEST)}. Напишите короче."


def preview(first: date, last: date, text: str) -> str:
    """Show what will be kept."""
    return f"Неделя {span(first, last)}. Записать как принятую меру?\n«{text}»"


def recorded(first: date, last: date, text: str, vocabulary: Vocabulary) -> str:
    """Say that a measure is kept."""
    return (
        f"Записано к неделе {span(first, last)}: «{text}»\n"
        f"Запись видят администраторы и {vocabulary.deputy} организации."
    )


SEEN_NOTED = {"digest_seen": "ознакомлен(а) со сводкой"}
MEASURE_NOTED = {"measure_kept": "записаны принятые меры"}
