"""«Мои данные» and «Удалить мои данные»: what is kept of somebody, what goes and what stays."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.words.naming import Naming
from bot.words.russian import number, plural, safe
from bot.words.vocabulary import Vocabulary
from storage.privacy.erasing import Erased
from storage.privacy.personal import PersonalRows

DATA_ACT = Naming(
    typed=("мои данные",),
    also=(
        "какие данные обо мне храните/хранятся/хранит/есть; "
        "данные обо мне; что знаешь/знает/храните/хранится/хранит обо мне; персональные "
        "данные; мои персональные данные; какие данные храните/хранятся/собираете"
    ),
    label="Мои данные",
    about="Всё, что бот хранит о Вас, кратко и файлом. Оттуда же данные можно удалить.",
)
ERASE_ACT = Naming(
    typed=("удалить мои данные",),
    also=(
        "удали/удалите/сотри/стереть/сотрите данные; удали/удалите/сотри/сотрите мои данные; "
        "удалить меня; удалите меня"
    ),
    doing="удаление данных",
)

ERASE, ERASE_YES = "Удалить мои данные", "Удалить"
FILE = "Мои данные.txt"

TITLES = {
    "account": "Номер профиля VK и можно ли писать лично",
    "person": "Строка в списке сотрудников и привязка профиля",
    "absence": "Дни отсутствия (без причин)",
    "office": "Доступ ответственного лица",
    "wish": "Личные настройки (напоминания, наблюдение)",
    "dialog": "Место в диалоге с ботом",
    "dialog_about": "Начатое администратором, где назван Ваш профиль",
    "ledger": "Номера сообщений диалога с ботом (чтобы не ответить дважды)",
    "inbox": "Ваши обращения к боту за сутки",
    "answer": "Готовые ответы Вам, которые VK ещё не принял (не дольше часа)",
    "erased": "Отметка, что данные удалялись (без номера профиля)",
    "member": "Рабочие чаты, где Вы состоите",
    "chat": "Чаты, которые Вы создали или куда пригласили бота",
    "tally": "Число сообщений по чатам и часам (без текстов)",
    "call": "Звонки в чатах: когда и сколько секунд",
    "notice": "Что бот отправил или отправит Вам",
    "letter": "Ваши письма и просьбы администратору (без текста, если доставлены)",
    "code": "Использованные коды привязки",
    "claim": "Коды доступа, использованные или выданные Вами",
    "correction": "Поправки администратора к Вашим неделям",
    "corrected": "Поправки, внесённые Вами",
    "version": "Версии итогов недели после Ваших поправок",
    "remark": "Ваши отметки «Ознакомлен(а)» и принятые меры",
    "milestone": "Дела по приказу, отмеченные Вами",
    "announcement": "Объявления, отправленные Вами",
    "material": "Объявления организациям, отправленные Вами",
    "refused": "Отметки «не он(а)» при подборе профилей (без номера профиля)",
    "journal": "Ваши действия в журнале",
    "journal_about": "Строки журнала, где назван Ваш профиль",
}
"""What is kept, by its kind."""

_FIELDS = {
    "account": "профиль",
    "dialog": "диалог",
    "changed_at": "изменено",
    "unit": "организация",
    "full_name": "ФИО",
    "position": "должность",
    "role": "роль",
    "classes": "{groups}",
    "added_at": "в списке с",
    "method": "привязан по",
    "bound_at": "привязан",
    "first": "с",
    "last": "по",
    "received_at": "получено",
    "erased_at": "удалены",
    "begun_at": "начато",
    "office": "доступ",
    "source": "откуда",
    "name": "настройка",
    "act": "не закончено",
    "title": "чат",
    "hour": "час с",
    "messages": "сообщений",
    "started_at": "начало",
    "seconds": "секунд",
    "kind": "вид",
    "period": "период",
    "due_at": "срок",
    "state": "состояние",
    "expires_at": "действует до",
    "week": "неделя",
    "calls": "звонков",
    "comment": "комментарий",
    "made_at": "записано",
    "text": "текст",
    "milestone": "дело",
    "at": "когда",
    "action": "действие",
}

_UNITS_SHOWN = 3

_SHOWN = 9
"""Kinds a text lists; the file has all."""

NOTHING = "О Вашем профиле бот не хранит ничего."
REPORTS = (
    "Кроме того, Ваши показатели с именем есть в итогах закрытых недель организации: они хранятся "
    "3 года."
)


def strangers(vocabulary: Vocabulary) -> str:
    """Say what is kept of somebody who is on no roster."""
    return (
        f"Если Вы писали в {vocabulary.chats}, это учтено под псевдонимом: его ключ уничтожается с "
        "закрытием недели, и остаётся только общее число."
    )


def summary(kept: Sequence[PersonalRows], vocabulary: Vocabulary, *, listed: bool) -> str:
    """Count what is kept; ``listed``: of somebody on a roster."""
    end = REPORTS if listed else strangers(vocabulary)
    if not kept:
        return f"{NOTHING}\n{end}"
    lines = [f"• {TITLES[each.name]}: {_in_short(each)}" for each in kept[:_SHOWN]]
    rest = len(kept) - _SHOWN
    if rest > 0:
        lines.append(f"• Ещё {plural(rest, 'вид', 'вида', 'видов')} записей — в файле.")
    return "\n".join(
        (
            "Вот что бот хранит о Вас. Полностью, строка за строкой, — в файле.",
            *lines,
            "Текстов, файлов и голосовых из чатов в базе нет.",
            end,
        )
    )


def _in_short(kept: PersonalRows) -> str:
    """Give the value itself where there is one; else how many lines there are."""
    told = {
        "account": lambda row: f"{row['account']} ({_CODES.get(row['dialog'], row['dialog'])})",
        "person": lambda row: str(row["full_name"]),
        "ledger": lambda row: f"{row['first']}–{row['last']}",
    }
    if kept.name == "tally":
        return number(sum(int(row["messages"]) for row in kept.rows))
    if kept.name == "dialog":
        return "есть незаконченное" if any(row.get("act") for row in kept.rows) else "всё закончено"
    tell = told.get(kept.name)
    return number(len(kept.rows)) if tell is None else ", ".join(map(tell, kept.rows))


def file(
    kept: Iterable[PersonalRows],
    now: datetime,
    zone: ZoneInfo,
    vocabulary: Vocabulary,
    *,
    listed: bool,
) -> str:
    """Write everything down, row by row."""
    end = REPORTS if listed else strangers(vocabulary)
    lines = [f"Мои данные, {_moment(now, zone)}", end]
    for each in kept:
        lines += ["", f"{TITLES[each.name]}: {len(each.rows)}"]
        lines += [
            f"{index}. {_row(row, zone, vocabulary)}" for index, row in enumerate(each.rows, 1)
        ]
    return "\r\n".join([*lines, ""])


def _row(row: Mapping[str, Any], zone: ZoneInfo, vocabulary: Vocabulary) -> str:
    codes = _CODES | vocabulary.offices
    said = (
        f"{_FIELDS[name].format(groups=vocabulary.group.many)}: {_value(value, zone, codes)}"
        for name, value in row.items()
        if value is not None and value != ""
    )
    return "; ".join(said)


def _value(value: object, zone: ZoneInfo, codes: Mapping[str, str]) -> str:
    if isinstance(value, datetime):
        return _moment(value, zone)
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    return codes.get(str(value), str(value))


def _moment(moment: datetime, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%d.%m.%Y %H:%M}"


_CODES = {
    "open": "писать можно",
    "closed": "писать нельзя",
    "unknown": "неизвестно",
    "config": "настройки",
    "bot": "бот",
    "quiet": "без напоминаний",
    "watch": "наблюдение",
    "roster": "списку",
    "code": "коду",
    "asked": "просьбе «Это я»",
    "planned": "запланировано",
    "released": "отправляется",
    "sent": "отправлено",
    "failed": "не доставлено",
    "stale": "не отправлено, устарело",
    "seen": "ознакомлен(а)",
    "measure": "принятые меры",
}


def everywhere(units: Sequence[str]) -> str:
    """Say before a preview of which organisations it is; empty: of none."""
    if not units:
        return ""
    shown = ", ".join(safe(name) for name in units[:_UNITS_SHOWN])
    more = len(units) - _UNITS_SHOWN
    return f"{shown} и ещё {number(more)}. " if more > 0 else f"{shown}. "


def preview(*, listed: bool, office: bool) -> str:
    """Say what would be deleted and what stays, and why."""
    lines = [
        "Удалить Ваши данные? Вернуть их будет нельзя.",
        "• Удаляется: привязка профиля, диалог и настройки, отправленное Вам, коды, поправки о "
        "Вас, состав чатов.",
        "• Ваши сообщения и звонки останутся только в общем числе, без имени. В журнале и у того, "
        "что Вы внесли для организации, номера профиля не будет.",
    ]
    if listed:
        lines.append(
            "• Остаётся у организации по приказу: строка в списке сотрудников и дни отсутствия, "
            "итоги закрытых недель, журнал (3 года)."
        )
    if office:
        lines.append(
            "• Доступ ответственного лица остаётся: его отзывают в «Ответственных» или в "
            "настройках."
        )
    if listed:
        lines.append(
            "По Вам будет «нет данных». Список сотрудников с Вашим VK профиль больше не привяжет: "
            "это можете только Вы, своим кодом или кнопкой «Это я»."
        )
    return "\n".join(lines)


def erased(done: Erased, *, told: bool) -> str:
    """Say what was deleted."""
    lines = [
        "Ваши данные удалены.",
        f"Стали безымянными: {plural(done.messages, 'сообщение', 'сообщения', 'сообщений')}, "
        f"{plural(done.calls, 'звонок', 'звонка', 'звонков')}. "
        f"Удалено сообщений, отправленных Вам: {number(done.notices)}.",
    ]
    if told:
        lines.append("Ответственному администратору отправлена запись для акта.")
    lines.append(
        "Осталась отметка, что данные удалялись; номера профиля в ней нет. Если Вы снова напишете "
        "боту, он запомнит номер."
    )
    return "\n".join(lines)


ERASE_NOTED = {"data_erased": "удалены данные по личному запросу"}
