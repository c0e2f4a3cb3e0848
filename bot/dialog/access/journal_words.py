"""«Журнал»: who did what and when, in words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from bot.words.chats import listed
from bot.words.naming import Naming, Noted, Said
from bot.words.russian import day as day_words
from bot.words.russian import number, plural, safe, short_name, span
from bot.words.vocabulary import Vocabulary
from monitor.chats.called import called
from storage.records import Office
from storage.told.journal import JournalLine

JOURNAL_ACT = Naming(
    typed=("журнал",),
    also=(
        "журнал действий/изменений; кто что менял/изменил/делал; кто менял/смотрел; история "
        "изменений; логи"
    ),
    label="Журнал",
    about="Кто, что и когда изменил или посмотрел. Журнал нельзя исправить.",
)

OPERATOR, ERASED = "программа", "удалённый профиль"
EMPTY = "Журнал пуст: здесь будет видно, кто и что менял и кто смотрел имена."


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What numbers in the journal are called; those not known are said as numbers.

    ``vocabulary``: of the unit, for its offices and groups; ``noted``: lines that acts word.
    """

    accounts: Mapping[int, str]
    persons: Mapping[int, str]
    chats: Mapping[int, str]
    vocabulary: Vocabulary
    noted: Noted
    week: Callable[[str], str]  # a week's days by its name: «16–22 ноября»


def page(
    unit: str,
    lines: Sequence[JournalLine],
    names: Names,
    zone: ZoneInfo,
    place: tuple[int, int, int],
) -> str:
    """Show a page of the journal; ``place``: the page, how many pages, how many lines."""
    index, pages, count = place
    if not lines:
        return EMPTY
    where = f", страница {index + 1} из {pages}" if pages > 1 else ""
    head = f"{unit}. Журнал: {plural(count, 'запись', 'записи', 'записей')}{where}."
    return "\n".join((head, *(line(each, names, zone) for each in lines)))


def line(line: JournalLine, names: Names, zone: ZoneInfo) -> str:
    """One line: when, who, what."""
    at = line.at.astimezone(zone)
    who = OPERATOR
    if line.actor is not None:
        who = _profile(line.actor, names)
    said = what(line, names)
    return f"• {at:%d.%m.%Y %H:%M} {who}: {said}"


def what(line: JournalLine, names: Names) -> str:
    """Say what was done, about whom or what."""
    said = {**_ACTIONS, **names.noted}.get(line.action)
    text = line.action if said is None else said
    if callable(text):
        text = text(line.details, names.vocabulary)
    days = _days(line.details, names)
    about = [*_person(line.details, names), *_chat(line.details, names), *days]
    return ", ".join([text, *about])


def _person(details: Mapping[str, Any], names: Names) -> list[str]:
    person, account = details.get("person"), details.get("account")
    found = []
    if isinstance(person, int):
        name = names.persons.get(person)
        found.append(safe(short_name(name)) if name else f"сотрудник № {person}")
    if isinstance(account, int):
        found.append(_profile(account, names))
    return found


def _profile(account: int, names: Names) -> str:
    """Name a profile; one whose data was erased stands in the journal by a mark."""
    name = names.accounts.get(account)
    if name:
        return safe(short_name(name))
    return f"id{account}" if account > 0 else ERASED


def _chat(details: Mapping[str, Any], names: Names) -> list[str]:
    chat = details.get("chat")
    if not isinstance(chat, int):
        return []
    title = names.chats.get(chat)
    return [listed(called(title or "", chat))]


def _days(details: Mapping[str, Any], names: Names) -> list[str]:
    first, last, week = details.get("first"), details.get("last"), details.get("week")
    if not isinstance(first, str):
        return [f"неделя {names.week(week)}"] if isinstance(week, str) else []
    begun = date.fromisoformat(first)
    if not isinstance(last, str):
        return [f"с {day_words(begun)}"]
    return [span(begun, date.fromisoformat(last))]


def _seen(details: Mapping[str, Any], _vocabulary: Vocabulary) -> str:
    where = _SCREENS.get(str(details.get("screen")))
    return f"смотрел(а) имена: {where}" if where else "смотрел(а) имена"


def _office(text: str) -> Said:
    def word(details: Mapping[str, Any], vocabulary: Vocabulary) -> str:
        office = details.get("office")
        known = (
            vocabulary.offices[Office(office)] if office in {each.value for each in Office} else ""
        )
        return f"{text} ({known})" if known else text

    return word


def _roster(details: Mapping[str, Any], _vocabulary: Vocabulary) -> str:
    counts = {key: details.get(key, 0) for key in ("new", "changed", "left")}
    left = f", выбыло {number(counts['left'])}" if counts["left"] else ""  # as it once was
    return (
        f"загружен список: новых {number(counts['new'])}, "
        f"изменено {number(counts['changed'])}{left}"
    )


def _codes(details: Mapping[str, Any], _vocabulary: Vocabulary) -> str:
    return f"выданы коды привязки: {number(int(details.get('people', 0)))}"


_SCREENS = {
    "absent": "кого нет",
    "announce": "объявление",
    "appoint": "назначение",
    "chat": "чат",
    "chat_outsiders": "участники чата не из списка",
    "choose": "кто отстаёт",
    "journal": "журнал",
    "lagging": "кто отстаёт",
    "link_find": "привязка",
    "links": "привязка",
    "milestones": "дела по приказу",
    "office_off": "ответственные",
    "offices": "ответственные",
    "paper": "справка",
    "people": "список сотрудников",
    "person": "карточка",
    "remind": "кто отстаёт",
    "roster_file": "выгрузка списка",
    "roster_missing": "кого нет в файле",
    "roster_preview": "загрузка списка",
    "suggest": "подсказки привязки",
    "table": "таблица недели",
}

_ACTIONS: Noted = {
    "binding_asked": "просьба о привязке передана администратору",
    "bound_by_code": "профиль привязан по коду",
    "chat_joined": "бот добавлен в чат",
    "chat_kind": "изменён вид чата",
    "chat_unit": "чат отнесён к организации",
    "codes_issued": _codes,
    "corrected": "внесена поправка",
    "names_seen": _seen,
    "office_claimed": _office("доступ получен по коду"),
    "office_code": _office("выдан код доступа"),
    "office_code_withdrawn": _office("отозван код доступа"),
    "office_given": _office("дан доступ"),
    "office_taken": _office("отозван доступ"),
    "official_imported": "загружена официальная статистика",
    "roster_imported": _roster,
}
"""Lines that several acts write, or the program, or an act in a chat; others their act words."""
