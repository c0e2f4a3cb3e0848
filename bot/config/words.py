"""Mistakes in the config, told to the operator: where, what, what to do."""

from collections.abc import Iterable
from typing import Protocol


class Mistake(Protocol):
    """A place, a kind and the value found there."""

    @property
    def place(self) -> str:
        """Where: ``unit.2.timezone``."""

    @property
    def code(self) -> str:
        """Which kind of mistake."""

    @property
    def value(self) -> str:
        """What stands there."""


def no_token() -> str:
    """Neither the token nor a file with it is named."""
    return (
        "Не задан токен сообщества. Укажите его в переменной окружения ZVONOK_VK__TOKEN "
        "или путь к файлу с токеном в настройке vk.token_file."
    )


def no_secret() -> str:
    """VK is to post to us, and nothing tells its posts from anybody's."""
    return (
        'Не задан секретный ключ для vk.transport = "callback". Придумайте его, впишите '
        "в настройках Callback API сообщества и в переменной окружения ZVONOK_CALLBACK__SECRET "
        "(или в callback.secret)."
    )


def cannot_listen(address: str, taken: bool, key: str = "callback.listen") -> str:
    """An address, by its key, cannot be listened on."""
    reason = "занят другой программой" if taken else "недоступен: нет прав или такого адреса"
    return f"Адрес {address} (настройка {key}) {reason}. Укажите другой."


def no_config(path: str) -> str:
    """No file at the path."""
    return (
        f"Файл настроек {path} не найден. Создайте его командой zvonok init или укажите "
        "файл параметром --config. Образец — config.example.toml."
    )


def unreadable_config(path: str, reason: str) -> str:
    """The file is no TOML, or cannot be read."""
    return f"Файл настроек {path} не читается: {reason}. Проверьте, что это текст TOML в UTF-8."


def unreadable_token(path: str) -> str:
    """The token's file cannot be read."""
    return f"Файл с токеном {path} (настройка vk.token_file) не читается. Проверьте путь и права."


def empty_token(path: str) -> str:
    """The token's file is empty."""
    return (
        f"Файл с токеном {path} (настройка vk.token_file) пуст. Запишите в него токен сообщества."
    )


def bad_config(path: str, mistakes: Iterable[Mistake]) -> str:
    """Every mistake of the config, a line each."""
    return _listed(f"Ошибки в файле настроек {path} (или в переменных ZVONOK_…):", mistakes)


def bad_environment(text: str) -> str:
    """A variable stands for a whole section and is no JSON."""
    field = text.split('"')[1] if '"' in text else ""
    return (
        f"Переменная окружения ZVONOK_{field.upper()} не читается: раздел целиком задаётся как "
        f"JSON. Задайте значение по одному, например ZVONOK_VK__TOKEN, или уберите переменную."
    )


def forgotten(week: str) -> str:
    """The week was never closed, and what was counted in it is not kept any more."""
    return (
        f"О неделе {week} данных нет: срок хранения истёк (настройка retention.tallies_weeks), "
        "а итогов за неё нет."
    )


def _listed(title: str, mistakes: Iterable[Mistake]) -> str:
    return "\n".join([title, *(f"  {sentence(mistake)}" for mistake in mistakes)])


def sentence(mistake: Mistake) -> str:
    """Say one mistake: where, what, what to do."""
    said = _SAID.get(mistake.code, f"значение не подходит ({mistake.code})")
    found = f" (сейчас: {mistake.value})" if mistake.value and mistake.code in _SHOWN else ""
    if "{value}" in said:
        said = said.format(value=mistake.value)
    return f"{mistake.place + ': ' if mistake.place else ''}{said}{found}."


_SHOWN = frozenset(
    {
        "timezone",
        "literal_error",
        "int_parsing",
        "int_type",
        "string_type",
        "string_pattern_mismatch",
        "repeated_id",
        "repeated_name",
        "url",
        "listen",
        "loopback",
        "path",
        "greater_than",
        "greater_than_equal",
        "less_than",
        "repeated_vacation",
        "date_from_datetime_parsing",
        "bool_parsing",
    }
)

_SAID = {
    "extra_forbidden": "такой настройки нет, уберите её или исправьте опечатку",
    "missing": "не задано, впишите значение",
    "timezone": "неизвестный часовой пояс, нужен вида Asia/Yekaterinburg или Europe/Moscow",
    "literal_error": "такого значения нет, сверьтесь с config.example.toml",
    "int_parsing": "нужно целое число",
    "int_type": "нужно целое число",
    "int_from_float": "нужно целое число",
    "bool_parsing": "нужно true или false",
    "bool_type": "нужно true или false",
    "string_type": "нужна строка в кавычках",
    "string_too_short": "строка пуста, впишите значение",
    "string_pattern_mismatch": "нужны строчные латинские буквы, цифры и дефис, начиная с буквы",
    "greater_than": "число слишком мало",
    "greater_than_equal": "число слишком мало",
    "too_short": "список пуст, нужна хотя бы одна запись",
    "tuple_type": "нужен список",
    "model_type": "нужен раздел с настройками",
    "model_attributes_type": "нужен раздел с настройками",
    "dict_type": "нужен раздел с настройками",
    "date_type": "нужна дата вида 2026-11-20",
    "date_from_datetime_parsing": "нужна дата вида 2026-11-20",
    "url": "адрес должен начинаться с http:// или https://",
    "listen": 'нужны адрес и порт вида "127.0.0.1:8080"',
    "loopback": 'слушать можно только этот компьютер, нужен адрес вида "127.0.0.1:9464"',
    "path": "путь начинается с косой черты и состоит из латинских букв, цифр и знаков . _ ~ / -",
    "too_long": "длиннее 50 знаков, которые разрешает VK",
    "no_units": "не описана ни одна организация, добавьте раздел [[unit]]",
    "repeated_id": "такой id уже есть, у каждой записи он свой",
    "repeated_name": "такая организация уже есть выше; если это другая, впишите ей id",
    "unknown_parent": "организации «{value}» в настройках нет, добавьте её или уберите parent",
    "no_office": "наблюдение получают те, кто отвечает за организацию: впишите {value} в "
    "administrators, deputies или coordinators либо уберите отсюда",
    "vacation_order": "каникулы кончаются раньше, чем начинаются: поменяйте first и last",
    "vacation_long": "каникулы длиннее года: проверьте год в first и last",
    "repeated_vacation": "с этого дня каникулы уже записаны: оставьте одну запись",
    "less_than": "число слишком велико",
    "account": "нужен номер VK или ссылка вида vk.com/id123, а записано «{value}»",
    "own_parent": "организация не может подчиняться самой себе",
}
