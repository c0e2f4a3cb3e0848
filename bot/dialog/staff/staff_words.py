"""«Сотрудники»: the list, the search, and one person's card."""

from collections.abc import Iterable, Sequence
from datetime import date

from bot.words.figures import lacking_words
from bot.words.naming import Naming
from bot.words.russian import (
    NO_DATA,
    clock,
    day,
    number,
    plural,
    plural_word,
    safe,
    short_name,
    span,
    weekday_genitive,
)
from bot.words.vocabulary import Noun, capital
from monitor.facts.values import PersonLine, Report, WindowSpan
from storage.records import Absence, Person

DISMISS_ACT = Naming(doing="увольнение")
UNBIND_ACT = Naming(doing="отвязка профиля")
CODE_FOR_ACT = Naming(doing="выдача кода")

STAFF_ACT = Naming(
    typed=(
        "сотрудники",
        "список сотрудников",
    ),
    also=(
        "изменить фамилию/должность/имя; удалить/убрать/уволить сотрудника; "
        "персонал; учителя; педагоги; коллектив; кадры; наши сотрудники; список "
        "учителей/педагогов/педагогов/персонала; воспитатели; работники; список работников"
    ),
    label="Сотрудники",
    about=(
        "Список сотрудников. Обновить его: отправьте сюда таблицу XLSX, ODS, CSV или DOCX, бот "
        "покажет, что изменится. Карточка человека: отсутствие, исправление, код "
        "привязки, увольнение."
    ),
)
FIND_ACT = Naming(
    typed=(
        "найти",
        "найти сотрудника",
        "сотрудник",
    ),
    also=("найди/найдите; поиск; поищи; поиск сотрудника; найди сотрудника/человека/учителя"),
    doing="поиск сотрудника",
)
PEOPLE_ACT = Naming(
    typed=("весь список",),
    also=(
        "весь список сотрудников/учителей/педагогов; все сотрудники/учителя/работники; список "
        "всех; список всех сотрудников/учителей; полный список; полный список "
        "сотрудников/учителей"
    ),
)
TEMPLATE_ACT = Naming(
    typed=(
        "шаблон",
        "шаблон таблицы",
    ),
    also=("образец таблицы/списка; шаблон списка; бланк списка/таблицы; пример таблицы"),
)
ROSTER_OUT_ACT = Naming(
    typed=("выгрузить список",),
    also=(
        "выгрузи/выгрузить/скачать список сотрудников в эксель/excel/файл; "
        "выгрузи/выгрузить/выгрузка/скачать сотрудников; список в эксель/excel/таблицу/файл; "
        "выгрузи/выгрузка/скачать список; выгрузи/выгрузка/скачать список "
        "сотрудников/учителей; выгрузка сотрудников; список сотрудников "
        "файлом/эксель/excel/таблицей"
    ),
)

FIND, WHOLE_LIST, BACK = "Найти", "Весь список", "← Сотрудники"
TEMPLATE, EXPORT, OUTSIDE = "Шаблон таблицы", "Выгрузить список", "Показатели вне чатов"
NEW_YEAR = "Новый учебный год"
TO_LIST, TO_CARD, BINDING = "← К списку", "← Карточка", "Привязка"
HIRE, CHANGE, AWAY_TODAY = "Добавить", "Изменить", "Нет сегодня"
AWAY, FIX, UNBIND, CODE, DISMISS = (
    "Отсутствует",
    "Исправить",
    "Отвязать профиль",
    "Код привязки",
    "Уволен(а)",
)


_LONGEST = 80  # letters of a name or a position that are shown

FIND_WHOM = "Кого найти? Напишите фамилию или её часть, например «петр»."
NOT_LISTED = "Этого сотрудника в списке больше нет."
TEMPLATE_FILE, EXPORT_FILE = "Шаблон списка.xlsx", "Список сотрудников.xlsx"
TEMPLATE_SAID = (
    "Шаблон списка. Замените строки-примеры своими и отправьте файл сюда: сначала покажу, что "
    "изменится."
)
EMPTY = (
    "Список сотрудников пуст. Нажмите «Шаблон таблицы», заполните её и отправьте сюда: сначала "
    "покажу, что изменится."
)


def export_said(group: Noun) -> str:
    """Stand over the roster as a file."""
    return (
        f"Список сотрудников и {group.of_many} на сегодня. Его можно исправить и отправить сюда "
        "же. В файле персональные данные: не пересылайте его за пределы организации."
    )


def overview(unit: str, today: date, people: int, unbound: int, away: int) -> str:
    """Count the people on the list."""
    listed = plural(people, "сотрудник", "сотрудника", "сотрудников")
    return "\n".join(
        (
            f"{unit}, на {day(today)}. В списке {listed}.",
            f"• Без профиля: {number(unbound)}.",
            f"• Отсутствуют сегодня: {number(away)}.",
            "Чтобы обновить список, отправьте сюда таблицу (XLSX, ODS, CSV, DOCX): сначала покажу, "
            "что изменится.",
        )
    )


def found(query: str, count: int, lines: Sequence[str], page: int, pages: int) -> str:
    """List a page of people; ``query`` empty: of everybody."""
    where = f", страница {page + 1} из {pages}" if pages > 1 else ""
    title = (
        f"Найдено по «{safe(query)}»: {number(count)}" if query else f"В списке: {number(count)}"
    )
    hint = "Выберите сотрудника или напишите другую фамилию."
    return "\n".join((f"{title}{where}.", *lines, hint))


def nobody(query: str) -> str:
    """Nobody of that name is on the list."""
    return (
        f"По «{safe(query)}» никого не нашлось. Напишите фамилию иначе или её начало, например "
        "первые четыре буквы."
    )


def line(index: int, person: Person, *, bound: bool, away: bool) -> str:
    """One person in a list; the position tells people of one name apart."""
    marks = [*([] if bound else ["без профиля"]), *(["отсутствует"] if away else [])]
    said = ", ".join([brief(person.full_name), *_position(person), *marks])
    return f"{index}. {said}"


def label(index: int, person: Person) -> str:
    """The button that opens a person's card."""
    return f"{index}. {short_name(person.full_name)}"


def _position(person: Person) -> list[str]:
    return [lowered(brief(person.position))] if person.position else [person.role]


def brief(foreign: str) -> str:
    """Write what others wrote harmlessly and not too long for a list."""
    return safe(foreign if len(foreign) <= _LONGEST else f"{foreign[: _LONGEST - 1]}…")


def lowered(position: str) -> str:
    """Begin a position with a small letter, unless it is an abbreviation."""
    return position if position[1:2].isupper() else position[:1].lower() + position[1:]


def card(
    person: Person,
    accounts: Sequence[int],
    absences: Sequence[Absence],
    today: date,
    weeks: Iterable[str],
    group: Noun,
) -> str:
    """Tell what is known of a person; ``group``: what his classes are called."""
    role = f" ({person.role})" if person.position else ""
    lines = [f"{brief(person.full_name)}, {_position(person)[0]}{role}."]
    if person.classes:
        lines.append(f"{capital(group.many)}: {brief(', '.join(person.classes))}.")
    profiles = ", ".join(f"vk.com/id{account}" for account in accounts)
    lines.append(f"Профиль: {profiles}." if profiles else "Профиль не привязан.")
    if person.until is not None:
        lines.append(f"В списке до {day(person.until)} включительно.")
    if absences:
        lines.append(f"Отсутствие: {', '.join(days(each, today) for each in absences)}.")
    return "\n".join([*lines, *weeks])


def days(absence: Absence, today: date) -> str:
    """Write an absence: «16–20 ноября», «с 16 ноября»; with the year where it is another."""
    last = absence.last
    year = f" {absence.first.year} г." if absence.first.year != today.year else ""
    if last is None:
        return f"с {day(absence.first)}{year}"
    if absence.first.year == last.year:
        return f"{span(absence.first, last)}{year}"
    return span(absence.first, last)


def running(report: Report, person: PersonLine | None) -> str:
    """Tell the week that runs of a person, as far as it is counted."""
    window = report.window
    local = window.as_of.astimezone(window.start.tzinfo)
    as_of = f"на {clock(local)} {weekday_genitive(local.date())}, не окончена"
    return f"Неделя {_days(window)}, {as_of}: {_done(report, person)}"


def closed(report: Report, person: PersonLine | None) -> str:
    """Tell a closed week of a person."""
    return f"• {_days(report.window)}: {_done(report, person)}"


def _days(window: WindowSpan) -> str:
    last = date.fromordinal(window.end.date().toordinal() - 1)
    return span(window.start.date(), last)


def _done(report: Report, person: PersonLine | None) -> str:
    if person is None:
        return "не было в списке."
    if not person.known:
        return f"{NO_DATA}, профиль не привязан."
    if report.completeness is None and not person.corrected:
        return f"{NO_DATA}, бота не было в чатах."
    said = counts(person.messages, person.calls)
    if person.short and person.asked:
        said = f"{said} (не хватает: {lacking_words(person.asked, choice=person.any)})"
    marks = [
        *([", отсутствие"] if person.absent else []),
        *([", исправлено ответственным"] if person.corrected else []),
    ]
    return f"{said}{''.join(marks)}."


def counts(messages: int, calls: int) -> str:
    """Write what was counted: «7 сообщений, 1 звонок»."""
    return (
        f"{plural(messages, 'сообщение', 'сообщения', 'сообщений')}, "
        f"{plural(calls, 'звонок', 'звонка', 'звонков')}"
    )


DISMISS_BOTH, DISMISS_ONLY = "Убрать и отозвать доступ", "Убрать, доступ оставить"
DISMISS_YES, UNBIND_YES, CODE_YES = "Убрать из списка", "Отвязать", "Выдать код"


def dismiss(person: Person) -> str:
    """Preview of taking somebody off the list."""
    return (
        f"{who(person)}: убрать из списка?\n"
        "Профиль будет отвязан, коды перестанут действовать. Итоги закрытых недель не изменятся, "
        "в текущей неделе сотрудника не будет."
    )


def dismissed(person: Person) -> str:
    """Somebody is off the list."""
    return f"Убран(а) из списка: {who(person)}."


def unbind(person: Person, accounts: Sequence[int]) -> str:
    """Preview of giving profiles back."""
    profiles = ", ".join(f"vk.com/id{account}" for account in accounts)
    word = plural_word(len(accounts), "профиль", "профили", "профили")
    return (
        f"{who(person)}: отвязать {word} {profiles}?\n"
        "Сообщения и звонки этой недели перестанут учитываться за сотрудником. Снова привязать "
        "профиль можно кодом."
    )


def unbound(person: Person) -> str:
    """The profiles are given back."""
    return f"Профиль отвязан: {who(person)}. Чтобы привязать другой, выдайте код."


NOTHING_BOUND = "Профиль и так не привязан."


def code(person: Person, *, bound: bool) -> str:
    """Preview of a new code."""
    more = " Профиль уже привязан: код добавит ещё один." if bound else ""
    return (
        f"{who(person)}: выдать код привязки?{more}\n"
        "Код действует 30 дней и один раз. Прежний неиспользованный код перестанет действовать."
    )


def issued(person: Person, given: str) -> str:
    """The code, and what to do with it."""
    return (
        f"Код привязки: {who(person)}\n{given[:3]}-{given[3:6]}-{given[6:]}\n"
        "Передайте его лично: сотрудник отправляет код боту в личном диалоге. Действует 30 дней."
    )


def who(person: Person) -> str:
    """Name somebody so that he is taken for nobody else."""
    return ", ".join([brief(person.full_name), *_position(person)])


DISMISS_NOTED = {"person_dismissed": "сотрудник отмечен уволенным"}
UNBIND_NOTED = {"person_unbound": "профиль отвязан"}
