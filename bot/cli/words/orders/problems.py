"""Mistakes in an order's file, told to who wrote it: the line, the place, what to write."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from difflib import get_close_matches
from typing import Protocol

from bot.config.words import Mistake
from bot.words.orders.orders import dated


class OrderMistake(Mistake, Protocol):
    """A mistake in an order."""

    @property
    def known(self) -> tuple[str, ...]:
        """What might stand there."""

    @property
    def line(self) -> int | None:
        """On which line."""


def bad_order(name: str, mistakes: Iterable[OrderMistake]) -> str:
    """Every mistake of an order's file, a line each."""
    told = (f"  {_sentence(mistake)}" for mistake in mistakes)
    return "\n".join([f"Приказ «{name}» не подходит:", *told])


def as_before(
    name: str, mistakes: Iterable[OrderMistake], units: Sequence[str], since: date
) -> str:
    """An order's file is broken: what it said before applies, to which units, since when."""
    more = f" и ещё {len(units) - _SHOWN}" if len(units) > _SHOWN else ""
    return (
        f"{bad_order(name, mistakes)}\n"
        f"Пока действует прежний текст, прочитанный {dated(since)}: {', '.join(units[:_SHOWN])}"
        f"{more}. Исправьте файл и перезапустите службу."
    )


_SHOWN = 10  # units


def _sentence(mistake: OrderMistake) -> str:
    line = "" if mistake.line is None else f"строка {mistake.line}"
    where = ", ".join(filter(None, (line, _place(mistake.place))))
    return f"{where}: {_said(mistake)}" if where else _said(mistake)


def _place(place: str) -> str:
    """Say «indicator 2, norm.threshold»."""
    parts = place.split(".")
    if len(parts) > 1 and parts[1].isdecimal():
        rest = f", {'.'.join(parts[2:])}" if parts[2:] else ""
        return f"{parts[0]} {parts[1]}{rest}"
    return place


def _said(mistake: OrderMistake) -> str:
    said = _OF_KEY.get((_key(mistake), mistake.code)) or SAID.get(mistake.code, _OTHERWISE)
    return said.format(
        value=mistake.value,
        code=mistake.code,
        share=_as_share(mistake.value),
        day=_as_day(mistake.value),
        nearest=_nearest(mistake),
        known=", ".join(mistake.known),
    )


def _as_share(value: str) -> str:
    """Write a percentage as a share: 25 is 0.25."""
    try:
        percent = float(value)
    except ValueError:
        percent = 0
    return f"{percent / 100:.4g}" if 1 < percent <= _ALL else "0.25"


_ALL = 100  # per cent


def _as_day(value: str) -> str:
    """Write a day as TOML does: 10.04.2023 is 2023-04-10; what is no day gives an example."""
    match = re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", value.strip())
    if match is None:
        return "2026-11-20"
    day, month, year = map(int, match.groups())
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return "2026-11-20"


def _nearest(mistake: OrderMistake) -> str:
    """Suggest what was meant, or list what there is."""
    meant = _key(mistake) if mistake.code == "extra_forbidden" else mistake.value
    if near := get_close_matches(meant, mistake.known, n=1):
        return f"Возможно, Вы имели в виду {near[0]}."
    return f"Напишите одно из: {', '.join(mistake.known)}." if mistake.known else "Уберите его."


def _key(mistake: OrderMistake) -> str:
    return mistake.place.rpartition(".")[2]


_OTHERWISE = "значение не подходит ({code}). Сверьтесь с описанием приказов."

_WHOLE = "нужно целое число без кавычек, а указано «{value}». Напишите, например, 10."
_FLAG = "нужно true или false, а указано «{value}». Напишите без кавычек."
_DATE = "нужна дата, а указано «{value}». Напишите без кавычек, например {day}."
_TIME = "нужно время, а указано «{value}». Напишите без кавычек, например 08:30:00."
_SECTION = "здесь нужен раздел с настройками. Напишите его, как в описании приказов."
_CHOICE = "«{value}» здесь не подходит. {nearest}"
_LEAST = "число должно быть не меньше 1, а указано {value}. Напишите 1 или больше."
_SHARE = "доля должна быть больше 0 и не больше 1, а указано {value}. Напишите {share}."

_OF_KEY = {
    ("threshold", "greater_than"): _SHARE,
    ("threshold", "less_than_equal"): _SHARE,
    ("at_most", "greater_than_equal"): "число не может быть меньше 0, а указано {value}. "
    "Напишите 0 или больше.",
    ("growth", "greater_than_equal"): "рост не может быть меньше 0, а указано {value}. "
    "Напишите 0.0 (любой рост) или, например, 0.05 (на 5 %).",
    ("growth_points", "greater_than_equal"): "рост не может быть меньше 0, а указано {value}. "
    "Напишите 0 (любой рост) или, например, 5 (на 5 процентных пунктов).",
    ("growth_points", "less_than_equal"): "больше чем на 100 процентных пунктов доля не растёт, а "
    "указано {value}. Напишите, например, 5.",
    ("call_minutes", "less_than_equal"): "звонка дольше 600 минут не требуют, а указано {value}. "
    "Напишите длительность в минутах, например 5.",
    ("id", "string_pattern_mismatch"): "id «{value}» не подходит. Напишите строчные латинские "
    "буквы и цифры, начиная с буквы (у приказа можно дефис, у показателя и дела — подчёркивание).",
}

SAID = {
    "unknown_order": "приказа «{value}» в программе нет. Укажите один из поставляемых ({known}) "
    "или путь к своему файлу .toml.",
    "unreadable": "файл не читается: {value}. Проверьте путь, права и то, что это текст в UTF-8.",
    "toml": "запись не читается со знака {value}. Проверьте кавычки, скобки и знак равенства.",
    "toml_twice": "такой ключ или раздел уже есть. Оставьте один из двух.",
    "toml_end": "файл обрывается. Закройте последнюю кавычку или скобку.",
    "toml_date": "даты «{value}» нет или она записана не так. Напишите год, месяц и день через "
    "дефис, без кавычек, например {day}.",
    "encoding": "файл записан не в UTF-8, а в {value}, и читается неверно. Сохраните его в "
    "кодировке UTF-8.",
    "bom": "в строке невидимый знак (метка BOM), её оставляет Блокнот при склейке файлов. "
    "Уберите его: сотрите начало строки и напишите снова.",
    "extra_forbidden": "такого ключа нет. {nearest}",
    "missing": "не задано. Впишите этот ключ.",
    "literal_error": _CHOICE,
    "enum": _CHOICE,
    "int_parsing": _WHOLE,
    "int_type": _WHOLE,
    "int_from_float": _WHOLE,
    "float_parsing": "нужно число, а указано «{value}». Напишите без кавычек, например 0.25.",
    "float_type": "нужно число, а указано «{value}». Напишите без кавычек, например 0.25.",
    "finite_number": "нужно обычное число, а указано {value}. Напишите, например, 0.25.",
    "bool_parsing": _FLAG,
    "bool_type": _FLAG,
    "string_type": "нужна строка, а указано {value}. Возьмите её в кавычки.",
    "string_pattern_mismatch": "«{value}» не подходит. Напишите строчные латинские буквы и цифры, "
    "начиная с буквы.",
    "greater_than": "число слишком мало: {value}. Напишите больше.",
    "greater_than_equal": _LEAST,
    "less_than_equal": "число слишком велико: {value}. Напишите меньше.",
    "too_short": "список пуст. Впишите хотя бы одну запись.",
    "tuple_type": "нужен список. Возьмите значения в квадратные скобки.",
    "model_type": _SECTION,
    "model_attributes_type": _SECTION,
    "dict_type": _SECTION,
    "date_type": _DATE,
    "date_parsing": _DATE,
    "date_from_datetime_parsing": _DATE,
    "date_from_datetime_inexact": _DATE,
    "time_type": _TIME,
    "time_parsing": _TIME,
    "moment": "нужны день недели и время, а указано «{value}». Напишите, например, "
    '"thursday 15:00".',
    "time": 'нужно время, а указано «{value}». Напишите в кавычках, например "16:00".',
    "month": 'нужен месяц с годом, а указано «{value}». Напишите в кавычках, например "2023-05".',
    "day_of_year": "нужны месяц и день, а указано «{value}». Напишите в кавычках, например "
    '"05-01" для 1 мая.',
    "no_year": "день повторяется каждый год, а какого года — не сказано. Добавьте "
    'year = "school" (учебного) или year = "calendar" (календарного).',
    "year_of_nothing": "year говорит, какого года день, а самого дня нет. Добавьте, например, "
    'yearly = "05-01" или уберите year.',
    "one_form": "срок должен быть ровно один. Оставьте одно из on, by, since, month, weekly, "
    "daily, yearly, days, agreed, soon (since можно вместе с weekly, daily и days).",
    "one_rule": "нужно ровно одно правило. Оставьте одно из threshold, at_least, at_most, growth, "
    "growth_points.",
    "repeated_id": "id «{value}» уже занят. Дайте каждой записи свой.",
    "unknown_family": "способа счёта «{value}» нет. {nearest}",
    "no_minimum": "у показателя «{value}» не задан минимум. Добавьте messages, calls или days.",
    "idle_minimum": "способ счёта {value} этого минимума не знает. Уберите ключ.",
    "no_choice": "any выбирает из минимумов, а задано меньше двух. Добавьте минимум или "
    "уберите any.",
    "not_personal": "способ счёта {value} ничего не требует от каждого. Уберите ключ или "
    "возьмите people_active.",
    "no_days": "messages_a_day — сколько сообщений нужно, чтобы засчитать день; сколько таких "
    "дней, не сказано. Добавьте days или напишите messages = {value}.",
    "no_calls": "длительность звонков задана ({value} мин), а звонков ни один показатель не "
    "спрашивает. Уберите call_minutes или добавьте показателю calls.",
    "too_many_days": "в этом окне столько дней не бывает. Напишите не больше {value}.",
    "not_of_people": "способ счёта {value} считает не людей из списка. Уберите ключ.",
    "role_outside": "роль «{value}» не входит в audience. Выберите из: {known}, или измените "
    "audience.",
    "level_as_organisation": "{value} — уровень, а не организация. Уберите его: сводный "
    "показатель уровень получает всегда.",
    "idle_chats": "способ счёта {value} не различает виды чатов. Уберите chats.",
    "idle_own_class": "чаты своего класса различает только people_active, а не {value}. Уберите "
    "own_class.",
    "no_class_chats": "own_class считает чаты классов, а chats ({value}) их не допускает. "
    "Добавьте pupils, parents или mixed или уберите chats.",
    "idle_above": "чаты уровня выше считает только people_connected, а не {value}. Уберите above.",
    "idle_window": "показатель {value} по таким дням не считается. Уберите window.",
    "month_of_strangers": "{value} по месяцу не считается: учеников и родителей бот различает "
    "только внутри недели, потом остаётся общее число. Уберите window: будет за неделю.",
    "growth_by_week": "рост считается от недели к неделе, а окно — {value}. Уберите window или "
    "задайте другое правило.",
    "norm_without_base": "у способа счёта {value} нет базы для доли. Возьмите at_least, at_most "
    "или growth вместо threshold.",
    "points_without_base": "у способа счёта {value} нет доли, поэтому нет и процентных пунктов. "
    "Возьмите growth.",
    "points_as_share": "growth_points — это процентные пункты, а {value} меньше десятой доли "
    "пункта. Напишите 5 для роста на 5 пунктов, 0 для любого роста.",
    "upside_down": "у показателя {value} чем меньше, тем лучше. Возьмите at_most.",
    "upside_down_reporting": "у показателя {value} чем больше, тем лучше. Возьмите threshold.",
    "idle_indicators": "чужие нормы проверяет только units_meeting, а не {value}. Уберите "
    "indicators.",
    "nothing_to_meet": "показателю «{value}» нечего проверять: ни у одного показателя организаций "
    "нет нормы. Добавьте норму.",
    "unknown_indicator": "показателя «{value}» в приказе нет. {nearest}",
    "nothing_demanded": "у показателя «{value}» нет нормы для организаций. Добавьте норму или "
    "выберите из: {known}.",
    "main_of_levels": "показатель «{value}» есть только у уровней. Выберите для main тот, "
    "который считают в каждой организации.",
    "text_differs": "норма противоречит себе: словами «{value}», а числом другая доля. "
    "Исправьте одно из двух.",
    "no_watch": "сказано, кому наблюдение приходит, а времени у него нет. Добавьте, например, "
    'watch = "16:00" или уберите watch_for.',
    "repeated_point": "пункт «{value}» уже описан выше. Оставьте одну запись; если номер стоит в "
    'тексте дважды, напишите у второй point = "{value} (2)".',
    "two_dates": "срок указан дважды: deadline и when. Оставьте одно из двух.",
    "level_and_kind": "уровни уже названы в level. Уберите region и municipality из organisations.",
    "no_organisations": "в level нет organisation, а виды организаций названы. Добавьте "
    "organisation в level или уберите organisations и under.",
    "idle_duty": "у пункта «{value}» не сказано, что делает бот и что человек. Добавьте bot, "
    "person или limit.",
    "no_hours": "часы не подходят ({value}): opens должно быть раньше closes. Исправьте.",
    "nobody_asked": "этот срок есть, а ни от кого лично ничего не требуется. Уберите его или "
    "добавьте показателю people_active ключ personal = true.",
    "nothing_to_raise": "у показателя «{value}» нет нормы-доли меньше 1, поднимать нечего. Уберите "
    "adjustable.",
    "no_deadlines": "этот срок есть, а ни у одного дела нет дня. Уберите его или добавьте делу "
    "deadline или when.",
    "repeated_milestone": "дело «{value}» с тем же пунктом уже есть. Оставьте одну запись.",
}
"""What is wrong, and what to write instead; by code."""
