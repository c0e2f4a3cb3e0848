"""What is said of the official table: what was understood of it, and how it differs from ours."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from babel.numbers import format_decimal

from bot.dialog.official.rows import CellProblem, Column, OfficialRow, TablePreview
from bot.dialog.official.table_words import BASES, ELSEWHERE
from bot.sheets.roster import words as roster
from bot.sheets.untrusted.table import BadSheet
from bot.words.orders.norms import interval, no_data
from bot.words.russian import NO_DATA, count_of, number, plural, span
from bot.words.vocabulary import COMMON, SCHOOL, Vocabulary, vocabulary_of
from monitor.facts.ratio import Ratio
from monitor.facts.values import WindowSpan
from monitor.report.reconcile import FigureDifference, LikelyReason, Reconciled
from storage.records import Official

HELP_IMPORT = (
    "Загрузить официальную таблицу за неделю (XLSX, ODS, CSV или DOCX) после проверки на экране."
)
HELP_SHOW = "Сверить показатели недели с официальной таблицей."
OPTION_MAP = (
    "Что значит столбец: «заголовок=показатель»; без показателя столбец не берётся. "
    "Можно повторять."
)
OPTION_YES = "Применить без вопроса."
OPTION_DRY_RUN = "Только показать, что понято."
ASK = "Применить? [д/Н]"
YES = frozenset({"д", "да", "y", "yes"})
NO = frozenset({"н", "нет", "n", "no"})
UNCHANGED = "Ничего не изменено."
NOTHING_TO_APPLY = "Применять нечего: в таблице нет ни одного показателя нужных организаций."
WEEK_AHEAD = "Эта неделя ещё не началась. Проверьте --week."
BAD_MAP = "Нужен вид «заголовок=показатель»."

COLUMN_TITLES = ("Столбец", "Заголовок", "Показатель", "Уверенность")
VALUE_TITLES = ("Организация", "Строка", "Показатель", "Значение")

_ORIGINS = {"given": "задан Вами", "remembered": "запомнен"}
_SHOWN = 8  # names, or columns, in one line
_LONGEST_NAME = 200

_REASONS = {
    "week_before": "в таблице показатель прошлой недели",
    "week_after": "в таблице показатель следующей недели",
    "swapped": "в таблице значение с минимумом {count}",
    "other_base": "другая база: с отсутствующими или без них",
    "unbound": "не привязаны профили: {count}",
    "blind": "чаты без бота или без его доступа: {count}",
    "incomplete": "бот видел не все сообщения",
    "classless": "{groups} без чата: {count}",
    "elsewhere": "звонки вне чатов не видны боту",
    "rounding": "округление доли",
}

_PROBLEMS = {
    "no_such_column": "Столбца «{value}» в таблице нет.",
    "same_figure": "Столбец {column} «{value}» не взят: этот показатель есть в другом столбце.",
    "unclear_row": "{value}: похожих строк несколько, не взята ни одна.",
    "empty_cell": "{place}: пусто. Если там формула, откройте файл в редакторе и сохраните снова.",
    "formula": "{place}: формула «{value}» вместо числа.",
    "no_figure": "{place}: «{value}» — не число.",
    "more_than_all": "{place}: «{value}» — больше, чем всего.",
}

_BAD_SHEETS = {
    "too_large": "больше допустимого размера, это не похоже на недельную таблицу",
    "empty": "нет ни одной строки с показателями",
    "no_figures": "не узнан ни один столбец. Задайте столбцы сами: --map «заголовок=показатель»",
    "no_names": "несколько строк, а столбца с названиями организаций нет",
}


def bad_sheet(error: BadSheet, file_name: str) -> str:
    """Say why a file cannot be read as an official table."""
    what = _BAD_SHEETS.get(error.code)
    return f"Файл «{file_name}»: {what}." if what else roster.bad_sheet(error, file_name, COMMON)


def unknown_figure(figure: str, known: Iterable[str]) -> str:
    """No order concerned has the figure that a column was said to mean."""
    return f"Показателя «{figure}» в приказе нет. Есть: {', '.join(known)}."


def confirmed_by(file_name: str) -> str:
    """Name the ground of a figure that the table confirms; it is kept with the correction."""
    return f"Официальная таблица «{file_name[:_LONGEST_NAME]}»"


def applied(kept: int, preview: TablePreview) -> str:
    """What an import did."""
    rows = len(preview.table.rows)
    return (
        f"Сохранено: {plural(kept, 'показатель', 'показателя', 'показателей')}, "
        f"{plural(rows, 'организация', 'организации', 'организаций')}, "
        f"неделя {span(preview.week.first, preview.week.last)}."
    )


def heading(preview: TablePreview) -> str:
    """Say what was read: the week, the sheet, where its headings are."""
    sheet = f"лист «{preview.table.sheet}», " if preview.table.sheet else ""
    return (
        f"Официальная таблица, неделя {span(preview.week.first, preview.week.last)}: "
        f"{sheet}заголовки в строке {preview.table.header}."
    )


def preview(preview: TablePreview) -> str:
    """Say on a phone what was understood of a table, before it is applied."""
    lines = [heading(preview)]
    if len(preview.names) == 1:
        for row in preview.table.rows:
            lines += [f"• {_title(said.figure, preview)}: {value(said)}" for said in row.said]
    return "\n".join([*lines, *notes(preview)])


def column_rows(preview: TablePreview) -> list[tuple[str, ...]]:
    """Give the columns with what they mean, a row of the screen each."""
    return [
        (column.letter, column.header, _meaning(column, preview), _sureness(column))
        for column in preview.table.columns
    ]


def value_rows(preview: TablePreview) -> list[tuple[str, ...]]:
    """Give the values as they would be kept, a row of the screen each."""
    return [
        (
            preview.names[row.unit],
            _where(row),
            _title(said.figure, preview),
            value(said),
        )
        for row in preview.table.rows
        for said in row.said
    ]


def notes(preview: TablePreview) -> list[str]:
    """Say which rows were taken, and everything that was left out."""
    table = preview.table
    lines = [f"{preview.names[row.unit]}: {_where(row)}." for row in table.rows[:_SHOWN]]
    if len(table.rows) > _SHOWN:
        lines.append(f"И ещё организаций: {number(len(table.rows) - _SHOWN)}.")
    if table.absent:
        lines.append(f"⚠️ Строки нет или она неясна: {_list(table.absent)}.")
    unknown = [f"{each.letter} «{each.header}»" for each in table.columns if each.figure is None]
    if unknown:
        lines.append(f"Столбцы не распознаны: {_list(unknown)}.")
    if table.strangers:
        lines.append(f"Чужие строки пропущены: {_list(table.strangers)}.")
    return lines + [problem(found) for found in table.problems]


def problem(problem: CellProblem) -> str:
    """Say why something of a table was not taken."""
    place = f"Строка {problem.row}, столбец {problem.column}"
    return _PROBLEMS[problem.code].format(place=place, column=problem.column, value=problem.value)


def _list(names: Iterable[str]) -> str:
    names = list(names)
    more = f" и ещё {number(len(names) - _SHOWN)}" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more


def _where(row: OfficialRow) -> str:
    if not row.name:
        return f"строка {row.row}"
    return f"строка {row.row} «{row.name}», сходство {row.confidence}\N{NO-BREAK SPACE}%"


def _meaning(column: Column, preview: TablePreview) -> str:
    if column.figure is None:
        return "не распознан"
    if not column.figure:
        return "не берётся"
    return _title(column.figure, preview) + (", доля" if column.percent else "")


def _title(figure: str, preview: TablePreview) -> str:
    known = BASES if vocabulary_of(preview.kinds) is SCHOOL else BASES | ELSEWHERE
    bases: Mapping[str, str] = {f"base:{audience}": title for audience, title in known.items()}
    return preview.titles.get(figure) or bases.get(figure, figure)


def _sureness(column: Column) -> str:
    if column.figure is None:
        return ""
    return _ORIGINS.get(column.origin, f"{column.confidence}\N{NO-BREAK SPACE}%")


def value(official: Official) -> str:
    """Write a value of the table: «24 из 46 (52,2 %)», «26,1 %», «нет данных»."""
    ratio = Ratio(official.value, official.of)
    return _share(ratio) if official.percent else count_of(ratio)


def _share(ratio: Ratio) -> str:
    """Write a share with as many decimals as the table has."""
    if ratio.value is None or not ratio.of:
        return NO_DATA
    percents = format_decimal(Decimal(ratio.value * 100) / ratio.of, "0.######", locale="ru")
    return f"{percents}\N{NO-BREAK SPACE}%"


def reconciliation(reconciled: Reconciled) -> str:
    """Say how a unit's week and the official table differ."""
    known = [each for each in reconciled.differences if each.agrees is not None]
    agreeing = [each for each in known if each.agrees]
    lines = [
        f"{reconciled.report.unit_name}, {interval(reconciled.report.window)}.",
        f"Официальная таблица: {_score(reconciled)}.",
    ]
    lines += [line for _, line in differing(reconciled)]
    if agreeing:
        titles = dict.fromkeys(_own_title(each) for each in agreeing)
        lines.append(f"✅ Совпали: {'; '.join(titles)}.")
    return "\n".join(lines)


def differing(reconciled: Reconciled) -> list[tuple[FigureDifference, str]]:
    """Give what does not agree or cannot be compared, each with its line."""
    return [(each, _line(each, reconciled)) for each in reconciled.differences if not each.agrees]


def overview(week: WindowSpan, all_: Iterable[Reconciled]) -> str:
    """Say for each unit how much agrees: what a coordinator sees first."""
    lines = [
        f"{'✅' if _agrees(each) else '⚠️'} {each.report.unit_name}: {_score(each)}" for each in all_
    ]
    return "\n".join([f"Официальная таблица, {interval(week)}.", *lines])


def nothing_kept(unit_name: str) -> str:
    """No official table was applied for the week."""
    return f"{unit_name}: официальной таблицы за эту неделю нет. Загрузите её: official import."


def _agrees(reconciled: Reconciled) -> bool:
    return all(each.agrees is not False for each in reconciled.differences)


def _score(reconciled: Reconciled) -> str:
    known = [each.agrees for each in reconciled.differences if each.agrees is not None]
    return f"совпадает показателей: {number(sum(known))} из {number(len(known))}"


def _line(difference: FigureDifference, reconciled: Reconciled) -> str:
    if difference.title is None:
        theirs = _theirs(difference)
        return f"• {difference.figure}: в таблице {theirs}, приказ этого показателя не требует."
    ours = reconciled.report.figure(difference.figure)
    vocabulary = vocabulary_of(reconciled.report.kinds)
    ours_said = (
        no_data(ours, vocabulary)
        if ours and difference.ours.value is None
        else count_of(difference.ours)
    )
    if difference.theirs.value is None:
        return f"• {difference.title}: у нас {ours_said}, в таблице {NO_DATA}."
    theirs = f"{_theirs(difference)}{_apart(difference)}"
    said = f"⚠️ {difference.title}: у нас {ours_said}, в таблице {theirs}."
    reasons = [
        _reason(reason, vocabulary) for reason in difference.reasons if reason.code != "no_data"
    ]
    if not reasons:
        return said
    label = "Возможная причина" if len(reasons) == 1 else "Возможные причины"
    return f"{said} {label}: {'; '.join(reasons)}."


def _own_title(difference: FigureDifference) -> str:
    return difference.title or difference.figure


def _theirs(difference: FigureDifference) -> str:
    return _share(difference.theirs) if difference.percent else count_of(difference.theirs)


def _apart(difference: FigureDifference) -> str:
    if difference.by:
        return f" (разница {_signed(Decimal(difference.by))})"
    if difference.share_by:
        points = Decimal(repr(difference.share_by * 100))
        return f" (разница {_signed(points)}\N{NO-BREAK SPACE}п. п.)"
    return ""


def _signed(n: Decimal) -> str:
    sign = "\N{MINUS SIGN}" if n < 0 else "+"
    return sign + str(format_decimal(abs(n), "#,##0.#", locale="ru"))


def _reason(reason: LikelyReason, vocabulary: Vocabulary) -> str:
    if reason.code == "roster":
        count = reason.count or 0
        people = plural(abs(count), "человека", "человека", "человек")
        return f"в таблице на {people} {'больше' if count > 0 else 'меньше'}, чем в списке"
    groups = vocabulary.group.many
    return _REASONS[reason.code].format(count=reason.count, groups=groups)
