"""A roster handed to the bot: what it would change, what it changed, which rows are bad."""

from collections.abc import Iterable, Sequence

from bot.dialog.staff.roster.rostering import Imported
from bot.sheets.roster.rows import RowProblem
from bot.sheets.roster.words import bad_sheet, hidden, problem, unknown, unread
from bot.sheets.untrusted.table import BadSheet
from bot.words.naming import Naming
from bot.words.russian import number, plural, plural_word, safe, short_name
from bot.words.vocabulary import Vocabulary, capital
from monitor.people.roster import Doubt

FILE_ACT = Naming(
    typed=(
        "загрузить список",
        "файл",
    ),
    also=(
        "загрузить новый список; загрузить новый список сотрудников/учителей; "
        "загрузи/загрузка список/списка; загрузить/загрузи/обновить/обнови список "
        "сотрудников/учителей; загрузить/отправить/обновить файл/таблицу; новый список "
        "сотрудников/учителей; обновить список"
    ),
    doing="загрузка списка",
)

APPLY = "Применить"
COLUMNS, LEAVE_OUT, TO_PREVIEW = "Столбцы", "Не брать", "← К файлу"
SAME, ANOTHER, OPEN = "то же лицо", "другое", "профиль тот же, ответьте"
ASK_SAME = "То же лицо? Кнопка с номером меняет ответ:"
NO_COLUMNS = (
    "В файле нет понятных заголовков. Нажмите номер столбца и скажите, что в нём. Первым укажите "
    "ФИО."
)
GUESSED = "Заголовков нет: что в каком столбце, видно по содержанию. Проверьте столбцы."
ONLY_QUESTIONS = "Пока применять нечего: ответьте, то же это лицо или другое."
JOINED = "В нескольких строках, взяты как один человек:"
NAMESAKES = "Если это однофамильцы, укажите в файле VK каждого."
STAY = "Они остаются в списке: кто ушёл, спрошу отдельно."
STAFF = "Сотрудники"
BAD_ROWS_SHEET, BAD_ROWS_FILE = "Ошибки", "Строки с ошибками.xlsx"
BAD_ROWS_HEADER = ("Лист", "Строка", "Что не так")
PROBLEMS_SHOWN, NAMES_SHOWN, SHEETS_SHOWN = 10, 5, 5
SEND_A_TABLE = (
    "Отправьте сюда таблицу (XLSX, ODS, CSV, DOCX): список сотрудников или официальную статистику. "
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


def preview(
    unit: str,
    file_name: str,
    imported: Imported,
    vocabulary: Vocabulary,
    doubts: Sequence[str] = (),
) -> str:
    """Tell what applying a file would do; nothing is changed yet."""
    lines = [
        f"{unit}, файл «{file_title(file_name)}». Пока ничего не изменено.",
        f"Сотрудники: {sums(imported)}",
        *_named("Новые", [each.full_name for each in imported.change.new]),
        *joined(imported),
        *_missing(imported),
        *doubts,
        *undecided(imported),
    ]
    if imported.profiles or imported.absences:
        lines.append(f"Привяжется профилей: {number(imported.profiles)}, {_absences(imported)}")
    lines += erased(imported.erased)
    if imported.classes:
        groups = vocabulary.group.of_many
        count = f"{capital(groups)}: {number(imported.classes)}"
        lines.append(f"{count}, они заменят прежний список {groups}.")
    lines += [safe(line) for line in not_read(imported, vocabulary)]
    return "\n".join([*lines, *_kept(imported), *_problems(imported.problems, vocabulary)])


def not_read(imported: Imported, vocabulary: Vocabulary) -> list[str]:
    """Name the columns and sheets that were not taken."""
    sheets = [unread(each, vocabulary) for each in imported.unread[:SHEETS_SHOWN]]
    guessed = [GUESSED] if imported.guessed else []
    rows = map(hidden, imported.hidden[:SHEETS_SHOWN])
    return [*guessed, *unknown(imported.unknown), *sheets, *rows]


def joined(imported: Imported) -> list[str]:
    """Name who stands in several rows and is taken for one person."""
    found = imported.change.joined
    said = [f"{safe(each.full_name)} ({safe(each.position)})" for each in found[:NAMES_SHOWN]]
    more = f" и ещё {number(len(found) - len(said))}" if len(found) > len(said) else ""
    return [f"{JOINED} {'; '.join(said)}{more}. {NAMESAKES}"] if found else []


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


def sums(imported: Imported) -> str:
    """Count who is new, changed and as before."""
    change = imported.change
    return (
        f"новых {number(len(change.new))}, изменено {number(len(change.changed))}, "
        f"без изменений {number(len(change.same))}."
    )


def _missing(imported: Imported) -> list[str]:
    names = _named(
        f"Нет в файле ({number(len(imported.missing))})",
        [each.full_name for each in imported.missing],
    )
    return [*names, *([STAY] if names else [])]


def idle(imported: Imported) -> str:
    """Say why there is nothing to apply."""
    if imported.change.undecided:
        return ONLY_QUESTIONS
    change = imported.change
    return UNCHANGED if change.applied or imported.classes else NOTHING_RIGHT


def doubts(shown: Sequence[tuple[int, Doubt]]) -> list[str]:
    """Ask of rows under another name whether they are people of the list; a page, by number."""
    if not shown:
        return []
    lines = [
        f"{at}. {safe(each.entry.full_name)[:_LONGEST_NAME]} — в списке "
        f"{safe(each.person.full_name)[:_LONGEST_NAME]}: {answered(each)}."
        for at, each in shown
    ]
    return [ASK_SAME, *lines]


def answered(doubt: Doubt) -> str:
    """Say what a row is taken for."""
    return OPEN if doubt.same is None else SAME if doubt.same else ANOTHER


def undecided(imported: Imported) -> list[str]:
    """Say how many rows are not applied for want of an answer."""
    count = len(imported.change.undecided)
    return [f"Без ответа: {number(count)}. Эти строки не применяются."] if count else []


def columns(shown: Sequence[tuple[int, tuple[str, str]]], *, asked: bool = False) -> str:
    """List columns with what they are taken for, by number; empty: not taken.

    ``asked``: nothing can be read before somebody says it.
    """
    lines = [
        f"{at}. «{safe(heading)[:_LONGEST_NAME]}» — {meaning or 'не взят'}"
        for at, (heading, meaning) in shown
    ]
    head = NO_COLUMNS if asked else "Что значит каждый столбец. Какой изменить?"
    return "\n".join([head, *lines])


def column(heading: str, titles: Sequence[tuple[int, str]]) -> str:
    """Ask what a column means."""
    lines = [f"{at}. {title}" for at, title in titles]
    return "\n".join([f"Что в столбце «{safe(heading)[:_LONGEST_NAME]}»?", *lines])


def doubt_button(at: int, *, same: bool) -> str:
    """Name the button that gives an answer."""
    return f"{at} — {SAME if same else ANOTHER}"


def _named(title: str, names: Sequence[str]) -> list[str]:
    if not names:
        return []
    said = ", ".join(safe(short_name(name))[:_LONGEST_NAME] for name in names[:NAMES_SHOWN])
    more = len(names) - NAMES_SHOWN
    ending = f" и ещё {number(more)}." if more > 0 else "" if said.endswith(".") else "."
    return [f"{title}: {said}{ending}"]


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
        f"Сотрудники: {sums(done)}",
        *undecided(done),
        *_missing(done),
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
