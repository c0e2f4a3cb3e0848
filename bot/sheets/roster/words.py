"""The words of the roster file: its headings and roles, and what is wrong with it."""

import re
from collections.abc import Sequence

from bot.sheets.roster.heading_words import CLASS_COLUMNS, PEOPLE_COLUMNS
from bot.sheets.roster.rows import HiddenRows, RowProblem, UnknownColumn, Unread
from bot.sheets.untrusted.table import BadSheet
from bot.words.russian import number, plural, plural_word
from bot.words.vocabulary import COLLEGE, FURTHER, KINDERGARTEN, Vocabulary, capital
from monitor.orders.roles import Role

NOTHING = frozenset({"", "-", "–", "—", "нет", "не указан", "отсутствует"})
"""What people write into a cell to say that there is nothing."""

TOTAL = re.compile(
    r"(?:итого|всего|в том числе)\b.*|"
    r"(?:начальн\w+|основн\w+|средн\w+|старш\w+) (?:обще\w+ )?(?:школа|звено|ступень|уровень"
    r"|классы)\W*|(?:1|2|3|i|ii|iii)(?:-?я)? ступень\W*"
    r"|(?:уровень )?(?:ноо|ооо|соо)\W*|параллель\b.*|.* корпус\W*"
    r"|\d{1,2}(?:-?[а-я]{1,2})? (?:параллел\w*|классы)\W*"
)
"""What heads a sum or a part of a list, in small letters and without ё."""

ROLE_STEMS: tuple[tuple[Role, str], ...] = (
    # Narrow before wide: «помощник воспитателя» is no «воспитатель»; «советник директора» and
    # «музыкальный руководитель» are pedagogical by the official list of positions (decree of the
    # Government № 225 of 21.02.2022, section I, part 2); «старший мастер» heads (section II).
    (
        Role.OTHER,
        "проч|помощник|ассистент|секретар|младший воспитатель|системный администратор"
        "|учебно-вспомогательн|обслуживающ|технич|нян[яи]|диспетчер"
        "|завед\\w+ (?:библиотек|хозяйств|склад|столов|производств)",
    ),
    (
        Role.PEDAGOGUE,
        "советник|(?:олигофрено|сурдо|тифло)?педагог|тренер|учитель[ -]+(?:логопед|дефектолог)"
        r"|муз\w*\.? ?рук\w*|художественный руководитель"
        r"|руководитель (?:физическ|объединени|кружк)",
    ),
    (Role.TEACHER, "учител|классный руководитель|физрук|трудовик"),
    (
        Role.ADMINISTRATION,
        "администр|директор|зам|завуч|завед|начальник|ректор|проректор|руковод|старший мастер",
    ),
    (Role.LECTURER, "преподавател"),
    (Role.EDUCATOR, "воспитател"),
    (
        Role.PEDAGOGUE,
        "методист|логопед|дефектолог|психолог|концертмейстер|инструктор|вожат|тьютор|пдо\\b"
        r"|мастер (?:производств|пр\b|п\b|по$)",
    ),
    (
        Role.OTHER,
        "делопроизвод|документовед|бухгалтер|экономист|юрис|инженер|программист|техни|оператор"
        "|библиотекар|лаборант|завхоз|комендант|кладовщик|кастелян|гардероб|вахтер|сторож|охран"
        "|дежурн|дворник|уборщи|водител|повар|кухон|рабоч|слесар|электри|машинист"
        "|медицинск|медсестр|фельдшер|врач|специалист",
    ),
)
"""Beginnings of words (regular expressions) that tell a role, tried from the top."""

_NAME_PARTS = ("surname", "given", "patronymic")  # understood, and never asked for

_FEWER: dict[Vocabulary, frozenset[Role]] = {
    KINDERGARTEN: frozenset({Role.TEACHER, Role.LECTURER}),
    COLLEGE: frozenset({Role.TEACHER}),
    FURTHER: frozenset({Role.TEACHER, Role.EDUCATOR}),
}
"""Roles that are not offered: nobody there has them; a file that has one is understood."""


def roles(vocabulary: Vocabulary) -> tuple[Role, ...]:
    """Give the roles to choose from."""
    return tuple(role for role in Role if role not in _FEWER.get(vocabulary, ()))


def classes_sheet(vocabulary: Vocabulary) -> str:
    """Name the sheet of classes."""
    return capital(vocabulary.group.many)


def people_headings(vocabulary: Vocabulary) -> dict[str, str]:
    """Give the headings of the sheet of people, by their field."""
    own = {"classes": classes_sheet(vocabulary)}
    return {
        field: own.get(field, names[0])
        for field, names in PEOPLE_COLUMNS.items()
        if field not in _NAME_PARTS
    }


def class_headings(vocabulary: Vocabulary) -> dict[str, str]:
    """Give the headings of the sheet of classes, by their field."""
    own = {
        "name": capital(vocabulary.group.one),
        "pupils": capital(vocabulary.of_learners),
        "teacher": vocabulary.mentor,
    }
    return {field: own.get(field, names[0]) for field, names in CLASS_COLUMNS.items()}


def fields(vocabulary: Vocabulary, *, of_people: bool) -> dict[str, str]:
    """Give what a column may be said to mean, by its field."""
    if not of_people:
        return class_headings(vocabulary)
    parts = {field: PEOPLE_COLUMNS[field][0] for field in _NAME_PARTS}
    return {**people_headings(vocabulary), **parts}


COLUMN_NOTES: dict[str, str] = {
    "full_name": "Фамилия, имя и отчество полностью. Обязательный столбец.",
    "position": "Должность, как в штатном расписании. По ней определяется роль, если роль пуста.",
    "role": "Одна из ролей списка. Пустая роль определяется по должности.",
    "vk": "Номер или ссылка на профиль: 101, id101, vk.com/ivanov. Можно оставить пустым.",
    "absent_from": "Первый день отсутствия: 16.11.2026. Причина не нужна и не хранится.",
    "absent_to": "Последний день отсутствия. Пусто: дата возвращения неизвестна.",
    "parents": "Сколько родителей (законных представителей).",
    "teacher": "Фамилия, имя и отчество, как на листе «Сотрудники».",
}
"""What kinds of organisations write differently is in ``roster_kinds``."""

ROLE_ERROR_TITLE = "Роль"
ROLE_ERROR = "Выберите роль из списка или оставьте ячейку пустой."

_PROBLEMS: dict[str, str] = {
    "no_name": "нет ФИО",
    "one_word_name": "ФИО неполное или с цифрами: «{value}»",
    "many_names": "в ячейке больше одного имени: «{value}». Нужна строка на каждого",
    "bad_vk": "не похоже на профиль VK: «{value}». Подходят номер, id101 или vk.com/имя",
    "bad_date": "непонятная дата: «{value}». Нужна дата вида 16.11.2026",
    "dates_reversed": "отсутствие кончается раньше, чем начинается ({value})",
    "unknown_role": "неизвестная роль: «{value}». Роли: {roles}",
    "no_role": "роль не указана и не видна из должности: «{value}»",
    "same_account": "профиль VK «{value}» уже указан в строке {other} у другого сотрудника",
    "same_person": "этот сотрудник уже есть в строке {other}: {value}. "
    "Однофамильцев различают VK или должность",
    "repeat": "повторяет строку {other}",
    "same_class": "{group} «{value}» уже есть в строке {other} с другими данными",
    "profile_not_found": "профиль VK «{value}» не найден, сотрудник загружен без профиля",
    "profile_not_asked": "профиль VK «{value}» не проверен: нет токена сообщества. Сотрудник "
    "загружен без профиля; укажите номер или задайте токен и загрузите файл снова",
    "left": "по файлу уже не работает («{value}»). Сотрудник не загружен",
    "no_class": "нет названия {of_group}",
    "bad_count": "не число: «{value}»",
    "class_date": "Excel принял {group} за дату: «{value}». Задайте столбцу формат «Текстовый» и "
    "наберите {group} заново, например 1А",
    "formula_error": "ошибка формулы: «{value}». Впишите в ячейку само значение",
}

_BAD_SHEETS: dict[str, str] = {
    "too_large": "больше {megabytes} МБ, это не похоже на список",
    "unpacks_too_large": "в распакованном виде больше {megabytes} МБ",
    "too_many_rows": "больше {rows}. Оставьте только заполненные и пришлите снова",
    "too_many_sheets": "больше {sheets}. Оставьте только нужные и пришлите снова",
    "too_heavy": "слишком сложный или повреждён: прочитать его за отведённое время не удалось. "
    "Скопируйте таблицу в новый файл XLSX или CSV и пришлите его",
    "busy": "сейчас прочитать не получилось. Пришлите его ещё раз через несколько минут",
    "binary": "в формате XLSB. Сохраните его как XLSX и пришлите снова",
    "too_many_columns": "есть ячейки дальше {detail}-го столбца",
    "encrypted": "защищён паролем. Снимите пароль и пришлите снова",
    "old_format": "в старом формате XLS. Сохраните его как XLSX и пришлите снова",
    "old_word": "в старом формате DOC. Сохраните его как DOCX и пришлите снова",
    "no_table": "документ Word без таблиц. Нужна таблица: в ней столбцы «ФИО» и «Должность»",
    "pdf": "в формате PDF. Пришлите таблицу, из которой он сделан: XLSX, ODS, CSV или DOCX",
    "damaged": "повреждён или это не таблица XLSX",
    "not_a_table": "не таблица XLSX и не CSV",
    "no_columns": "нет столбца «ФИО». Первая строка листа «Сотрудники»: {headings}",
    "empty": "нет ни одной заполненной строки",
}


def problem(problem: RowProblem, vocabulary: Vocabulary) -> str:
    """Say why a row was not taken: «Лист «Сотрудники», строка 7: нет ФИО.»."""
    where = (
        f"Лист «{problem.sheet}», строка {problem.row}"
        if problem.sheet
        else f"Строка {problem.row}"
    )
    if problem.value == "" and problem.code == "no_role":
        return f"{where}: нет ни роли, ни должности."
    group = vocabulary.group
    elsewhere = f" листа «{problem.other_sheet}»" if problem.other_sheet else ""
    what = _PROBLEMS[problem.code].format(
        value=problem.value,
        other=f"{problem.other}{elsewhere}",
        group=group.one,
        of_group=group.of_one,
        roles=", ".join(roles(vocabulary)),
    )
    return f"{where}: {what}."


_LONGEST_HEADING, _HEADINGS, _ROWS_NAMED = 40, 8, 10

_UNREAD: dict[str, str] = {
    "old": "есть лист новее. Нужен этот — оставьте в файле только его",
    "hidden": "он скрыт. Нужен — покажите его в таблице и пришлите файл снова",
    "others": "по названию это другой список",
    "no_columns": "нет столбцов «ФИО» и «Должность» или «{group}» и «{learners}»",
    "no_post": "нет должностей",
}


def unread(sheet: Unread, vocabulary: Vocabulary) -> str:
    """Say why a sheet was not read: «Лист «Архив» не прочитан: …»."""
    headings = class_headings(vocabulary)
    why = _UNREAD[sheet.why].format(group=headings["name"], learners=headings["pupils"])
    return f"Лист «{sheet.sheet}» не прочитан: {why}."


def hidden(rows: HiddenRows) -> str:
    """Name the hidden rows that were read all the same."""
    said = [number(each) for each in rows.rows[:_ROWS_NAMED]]
    more = len(rows.rows) - len(said)
    where = f"лист «{rows.sheet}», " if rows.sheet else ""
    word = plural_word(len(rows.rows), "строка", "строки", "строки")
    ending = f" и ещё {number(more)}" if more else ""
    return f"Скрытые строки прочитаны как остальные: {where}{word} {', '.join(said)}{ending}."


def unknown(columns: Sequence[UnknownColumn]) -> list[str]:
    """Name the columns that are not understood, once each."""
    headings = dict.fromkeys(f"«{each.heading[:_LONGEST_HEADING]}»" for each in columns)
    if not headings:
        return []
    shown = ", ".join(list(headings)[:_HEADINGS])
    more = f" и ещё {number(len(headings) - _HEADINGS)}" if len(headings) > _HEADINGS else ""
    return [f"Столбцы не поняты и не взяты: {shown}{more}."]


def bad_sheet(error: BadSheet, file_name: str, vocabulary: Vocabulary) -> str:
    """Say why a file cannot be read as a roster."""
    count = int(error.detail) if error.detail.isdigit() else 0
    what = _BAD_SHEETS[error.code].format(
        detail=error.detail,
        megabytes=count // 1_000_000,
        rows=plural(count, "строки", "строк", "строк"),
        sheets=plural(count, "листа", "листов", "листов"),
        headings=" | ".join(people_headings(vocabulary).values()),
    )
    return f"Файл «{file_name}»: {what}."
