"""«Официальная статистика» in a conversation: the week, the table, its columns, the figures."""

from collections.abc import Sequence
from datetime import date

from bot.dialog.official import words as table_words
from bot.sheets.untrusted.table import BadSheet
from bot.words.naming import Naming
from bot.words.orders.norms import interval
from bot.words.russian import number, span
from monitor.report.reconcile import FigureDifference, Reconciled

OFFICIAL_ACT = Naming(
    typed=(
        "официальная статистика",
        "статистика",
    ),
    also=(
        "таблица управления/департамента; официальная таблица; официальные данные/цифры; "
        "сверка; сверить с официальной; статистика сферум/сферума"
    ),
    label="Официальная статистика",
    about=(
        "Отправьте таблицу, которую прислали сверху: бот сравнит её со своим учётом и "
        "назовёт возможные причины расхождений."
    ),
    doing="официальная таблица",
)

APPLY, COLUMNS, LEAVE_OUT = "Применить", "Столбцы", "Не брать"
EARLIER_WEEK, LATER_WEEK, TO_PREVIEW = "Неделя раньше", "Неделя позже", "← К таблице"

SEND = (
    "Отправьте её сюда файлом (XLSX, ODS, CSV или DOCX): сначала покажу, что понял, потом применю."
)
SEND_AGAIN = "Чтобы заменить таблицу, отправьте сюда новую."
NO_FILE_YET = "Жду таблицу файлом: XLSX, ODS, CSV или DOCX. Передумали — «Отмена»."
NOTHING = "Применять нечего: ни одного показателя Вашей организации. Проверьте столбцы."
NO_FIGURES = (
    "Файл «{name}»: не узнан ни один столбец. Нужна строка заголовков с названиями показателей, "
    "как в приказе."
)
RULES = "«Не брать» — столбец не нужен."


def nothing_kept(unit_name: str, first: date, last: date) -> str:
    """No table was applied for the week."""
    return f"{unit_name}, неделя {span(first, last)}. Официальной таблицы за неё нет. {SEND}"


def reconciliation(
    reconciled: Reconciled, shown: Sequence[tuple[int, tuple[FigureDifference, str]]]
) -> str:
    """Tell how much agrees, and a page of what does not, by number."""
    known = [each.agrees for each in reconciled.differences if each.agrees is not None]
    lines = [
        f"{reconciled.report.unit_name}, {interval(reconciled.report.window)}.",
        f"Официальная таблица: совпадает показателей {number(sum(known))} из {number(len(known))}.",
        *(f"{at}. {line}" for at, (_, line) in shown),
        SEND_AGAIN,
    ]
    return "\n".join(lines)


def why_button(at: int) -> str:
    """Name the button that explains our figure."""
    return f"Почему? {at}"


def week_button(first: date, last: date) -> str:
    """Name a week."""
    return span(first, last)


def bad_sheet(error: BadSheet, file_name: str) -> str:
    """Say why a file is no official table."""
    if error.code == "no_figures":
        return NO_FIGURES.format(name=file_name)
    return table_words.bad_sheet(error, file_name)


def columns(shown: Sequence[tuple[int, tuple[str, ...]]]) -> str:
    """List columns with what they mean (``words.column_rows``), by number."""
    lines = [
        f"{at}. {letter} «{header}» — {meaning}{f', {sure}' if sure else ''}"
        for at, (letter, header, meaning, sure) in shown
    ]
    return "\n".join(["Что значит каждый столбец. Какой изменить?", *lines])


def column(header: str, titles: Sequence[tuple[int, str]]) -> str:
    """Ask what a column means."""
    lines = [f"{at}. {title}" for at, title in titles]
    return "\n".join([f"Столбец «{header}»: какой это показатель? {RULES}", *lines])
