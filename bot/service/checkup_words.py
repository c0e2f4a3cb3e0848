"""What ``run`` and ``doctor`` say of the token's rights and of the events VK tells."""

from collections.abc import Iterable, Mapping

from bot.vk.checkup import Checkup
from bot.words.vk_errors import told

RIGHTS: Mapping[str, tuple[str, str]] = {
    "messages": ("сообщения сообщества", "бот не может писать"),
    "manage": ("управление сообществом", "VK не даёт события"),
    "photos": ("фотографии", "картинки не отправляются"),
    "docs": ("документы", "таблицы не отправляются"),
}

EVENTS: Mapping[str, str] = {
    "message_new": "входящее сообщение",
    "message_reply": "исходящее сообщение",
    "message_event": "действие с сообщением",
    "message_allow": "разрешение на получение",
    "message_deny": "запрет на получение",
}

Said = tuple[bool | None, str]
"""Whether a matter is fine (None: nobody knows), and the words."""

RIGHTS_FINE = "Права токена: всё нужное есть"
ALL_FINE = "Права токена и типы событий в порядке."
RIGHTS_UNKNOWN = "Права токена: VK их не называет"
EVENTS_FINE = "Типы событий: всё нужное включено"

_PLACES = {False: "Long Poll API", True: "Callback API"}


def said(checkup: Checkup) -> list[Said]:
    """Say how the rights and the events stand."""
    if checkup.lacking is None:
        rights: Said = (None, RIGHTS_UNKNOWN)
    elif checkup.lacking:
        rights = (False, lacking(checkup.lacking))
    else:
        rights = (True, RIGHTS_FINE)
    return [rights, *_events(checkup)]


def _events(checkup: Checkup) -> list[Said]:
    feed, posted = checkup.feed, checkup.feed.server is not None
    if feed.unknown is not None:
        return [(False, unknown(feed.unknown.code, posted=posted))]
    wrong = []
    if not feed.enabled:
        wrong.append(off(posted=posted))
    if feed.old:
        wrong.append(old(feed.version, posted=posted))
    if feed.missing:
        wrong.append(missing(feed.missing, posted=posted))
    return [(False, each) for each in wrong] or [(True, EVENTS_FINE)]


def lacking(rights: Iterable[str]) -> str:
    """Rights the token does not have, and what fails without each."""
    said = ", ".join(f"«{RIGHTS[each][0]}» ({RIGHTS[each][1]})" for each in rights)
    return (
        f"У токена нет прав: {said}. Создайте новый токен с этими правами: Управление → Работа с "
        "API → Ключи доступа"
    )


def off(*, posted: bool) -> str:
    """Events are not told at all."""
    if posted:
        return (
            "Сервера Callback API с секретным ключом из настроек в сообществе нет. Добавьте его: "
            "Управление → Работа с API → Callback API, адрес и callback.secret"
        )
    return (
        "Long Poll API сообщества выключен (код VK 100). Включите его: Управление → Работа с API → "
        "Long Poll API"
    )


def missing(events: Iterable[str], *, posted: bool) -> str:
    """Types of events that are off."""
    said = ", ".join(f"«{EVENTS[each]}» ({each})" for each in events)
    return (
        f"Не включены типы событий: {said}. Включите их: Управление → Работа с API → "
        f"{_PLACES[posted]} → Типы событий"
    )


def old(version: str, *, posted: bool) -> str:
    """Events come in the shape of an old version."""
    return (
        f"События приходят в версии API {version}, она слишком старая. Поставьте 5.199: "
        f"Управление → Работа с API → {_PLACES[posted]}"
    )


def unknown(code: int, *, posted: bool) -> str:
    """VK does not say which events it tells."""
    return (
        f"Типы событий проверить не удалось. {told(code)} Проверьте сами, включены ли "
        f"{', '.join(EVENTS)}: Управление → Работа с API → {_PLACES[posted]} → Типы событий"
    )


def mended(events: Iterable[str], *, posted: bool) -> str:
    """The service switched something on by itself."""
    said = ", ".join(events) or "типы событий"
    return f"{_PLACES[posted]}: служба сама включила то, чего не хватало ({said})"
