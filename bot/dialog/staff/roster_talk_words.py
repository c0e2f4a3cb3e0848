"""A roster handed to the bot: what it would change, what it changed, which rows are bad."""

from collections.abc import Iterable, Sequence

from bot.dialog.staff.rostering import Imported
from bot.sheets.roster.rows import RowProblem
from bot.sheets.roster.words import bad_sheet, problem
from bot.sheets.untrusted.table import BadSheet
from bot.words.naming import Naming
from bot.words.russian import number, plural, plural_word, safe, short_name
from bot.words.vocabulary import Vocabulary, capital

FILE_ACT = Naming(
    typed=(
        "загрузить список",
        "файл",
    ),
)

APPLY = "Применить"
APPLY_BOTH, APPLY_ONLY = "Применить и отозвать доступ", "Применить, доступ оставить"
STAFF = "Сотрудники"
BAD_ROWS_SHEET, BAD_ROWS_FILE = "Ошибки", "Строки с ошибками.xlsx"
BAD_ROWS_HEADER = ("Лист", "Строка", "Что не так")
PROBLEMS_SHOWN, NAMES_SHOWN = 10, 5
SEND_A_TABLE = (
    "Отправьте сюда таблицу (XLSX, ODS, CSV): список сотрудников или официальную статистику. "
    "Сначала покажу, что изменится."
)
NOTHING_RIGHT = "Ни одной верной строки нет, применять нечего. Исправьте файл и отправьте снова."
UNCHANGED = "Список в файле такой же, как у бота: применять нечего."

_LONGEST_LINE = 200
_LONGEST_NAME = 60


def file_title(name: str) -> str:
    """Name a file harmlessly and not too long."""
    return safe(name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…")


def refused(error: BadSheet, file_name: str, vocabulary: Vocabulary) -> str:
    """Say why a file cannot be read."""
    return bad_sheet(error, file_title(file_name), vocabulary)


def preview(unit: str, file_name: str, imported: Imported, vocabulary: Vocabulary) -> str:
    """Tell what applying a file would do; nothing is changed yet."""
    lines = [
        f"{unit}, файл «{file_title(file_name)}». Пока ничего не изменено.",
        f"Сотрудники: {_sums(imported, 'выбывает')}",
        *_named("Новые", [each.full_name for each in imported.change.new]),
        *_named("Выбывают", [each.full_name for each in imported.left]),
    ]
    if imported.profiles or imported.absences:
        lines.append(f"Привяжется профилей: {number(imported.profiles)}, {_absences(imported)}")
    lines += erased(imported.erased)
    if imported.classes:
        groups = vocabulary.group.of_many
        count = f"{capital(groups)}: {number(imported.classes)}"
        lines.append(f"{count}, они заменят прежний список {groups}.")
    if _most_leave(imported):
        lines.append("⚠️ Выбывает больше половины списка. Если файл неполный, нажмите «Отмена».")
    return "\n".join([*lines, *_kept(imported), *_problems(imported.problems, vocabulary)])


def erased(count: int) -> list[str]:
    """Say that a file names profiles whose owners had their data erased."""
    if not count:
        return []
    return [
        f"Не привяжется профилей: {number(count)}. Их владельцы удалили свои данные и могут "
        "привязать профиль сами: кодом или кнопкой «Это я»."
    ]


def _absences(imported: Imported) -> str:
    return f"отметок об отсутствии: {number(imported.absences)}."


def _sums(imported: Imported, leave: str) -> str:
    change = imported.change
    return (
        f"новых {number(len(change.new))}, изменено {number(len(change.changed))}, "
        f"без изменений {number(len(change.same))}, {leave} {number(len(imported.left))}."
    )


def _named(title: str, names: Sequence[str]) -> list[str]:
    if not names:
        return []
    said = ", ".join(safe(short_name(name))[:_LONGEST_NAME] for name in names[:NAMES_SHOWN])
    more = len(names) - NAMES_SHOWN
    ending = f" и ещё {number(more)}." if more > 0 else "" if said.endswith(".") else "."
    return [f"{title}: {said}{ending}"]


def _most_leave(imported: Imported) -> bool:
    known = len(imported.left) + len(imported.change.same) + len(imported.change.changed)
    return 2 * len(imported.left) > known


def _kept(imported: Imported) -> list[str]:
    if not imported.kept:
        return []
    return [
        f"Нет в файле, но остаются, пока в нём есть ошибки: {number(len(imported.kept))}.",
    ]


def _problems(problems: Sequence[RowProblem], vocabulary: Vocabulary) -> list[str]:
    if not problems:
        return []
    count = len(problems)
    title = plural_word(count, "Замечание", "Замечания", "Замечания")
    lines = [f"• {_short(problem(each, vocabulary))}" for each in problems[:PROBLEMS_SHOWN]]
    more = "все — в приложенной таблице:" if count > PROBLEMS_SHOWN else ""
    return [f"{title} к строкам ({number(count)}){', ' + more if more else ':'}", *lines]


def _short(line: str) -> str:
    line = safe(line)
    return line if len(line) <= _LONGEST_LINE else f"{line[: _LONGEST_LINE - 1]}…"


def bad_rows(problems: Iterable[RowProblem], vocabulary: Vocabulary) -> list[Sequence[object]]:
    """Give all bad rows as a table."""
    return [
        BAD_ROWS_HEADER,
        *((each.sheet, each.row, problem(each, vocabulary)) for each in problems),
    ]


def applied(unit: str, done: Imported, unbound: int, listed: int, vocabulary: Vocabulary) -> str:
    """Tell what was changed, and what to do next."""
    groups = capital(vocabulary.group.of_many)
    lines = [
        f"{unit}: список обновлён.",
        f"Сотрудники: {_sums(done, 'выбыло')}",
        *([f"{groups}: {number(done.classes)}."] if done.classes else []),
        *_kept(done),
    ]
    if unbound:
        people = plural(listed, "сотрудника", "сотрудников", "сотрудников")
        lines.append(
            f"Без профиля: {number(unbound)} из {people}. Дальше: раздайте им ссылки или коды, "
            "раздел «Привязка». До привязки их сообщения за ними не учитываются."
        )
    elif listed:
        lines.append("Профили привязаны у всех. Дальше: добавьте бота в рабочие чаты.")
    return "\n".join(lines)
