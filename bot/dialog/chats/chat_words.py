"""What is done with one chat: its kind and class, its members, its link, leaving it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.dialog.chats.chats_words import kind_name, moment, title
from bot.words.naming import Naming
from bot.words.russian import plural, safe
from bot.words.vocabulary import Noun, Vocabulary, capital
from storage.records import Chat, ChatKind

CHAT_UNLINK_ACT = Naming(doing="отзыв ссылки")
CHAT_LEAVE_ACT = Naming(doing="выход из чата")

CHAT_CLASS_ACT = Naming(doing="класс чата")

YES_UNLINK, YES_LEAVE = "Отозвать", "Выйти"
REPLY_ON, REPLY_OFF = "Включить", "Выключить"

NEEDS_ADMIN = (
    "VK не показал этого: бот не администратор чата.\n"
    "Создателю чата: откройте список участников, найдите «Звонок», нажмите «…» и выберите "
    "«Назначить администратором»."
)
NO_LINK = (
    "VK не дал ссылку на чат: нужно, чтобы бот был администратором чата и чтобы настройки чата "
    "разрешали администраторам приглашать.\n"
    "Создателю чата: нажмите на название чата, затем «Настройки чата» → «Разрешения»."
)
NOT_LEFT = "VK не дал боту выйти. Создатель чата может удалить «Звонок» из списка участников."


def no_class(group: Noun) -> str:
    """Name the button that takes a chat's class away."""
    return f"Без {group.of_one}"


def which_kind(chat: Chat, vocabulary: Vocabulary) -> str:
    """Ask what a chat is for."""
    return f"Чат {title(chat)}, сейчас: {kind_name(chat.kind, vocabulary)}. Для кого он?"


def kind_is(kind: ChatKind, vocabulary: Vocabulary) -> str:
    """Confirm a chat's kind."""
    return f"Вид чата: {kind_name(kind, vocabulary).lower()}."


def which_class(chat: Chat, vocabulary: Vocabulary) -> str:
    """Ask which class a chat belongs to."""
    group = vocabulary.group
    unset, it = group.fits("указан", "указана", "указано"), group.fits("его", "её", "его")
    now = safe(chat.class_name) if chat.class_name else f"{group.one} не {unset}"
    return (
        f"Чат {title(chat)}, сейчас: {now}.\n"
        f"Выберите {group.at_one} или напишите {it}, например «{vocabulary.example}». "
        f"Сначала показаны {group.many} без чатов."
    )


def no_classes(chat: Chat, group: Noun) -> str:
    """Say that there is no class to choose."""
    return (
        f"Чат {title(chat)}: выбрать не из чего, список {group.of_many} пуст.\n"
        "Он загружается вместе со списком сотрудников: «Сотрудники» → «Шаблон таблицы»."
    )


def unknown_class(written: str, group: Noun) -> str:
    """Say that there is no such class."""
    it = group.fits("его", "её", "его")
    return (
        f"{capital(group.of_one)} «{safe(written[:40])}» в списке нет. "
        f"Напишите {it} так, как в списке {group.of_many}."
    )


def class_is(name: str, group: Noun) -> str:
    """Confirm a chat's class."""
    return f"{capital(group.one)} чата: {safe(name)}." if name else f"Чат без {group.of_one}."


def outsiders_button(count: int) -> str:
    """Name the button that shows who is not on the roster."""
    return f"Нет в списке: {count}"


def outsiders(chat: Chat, now: datetime, count: int, listed: Sequence[tuple[int, int, str]]) -> str:
    """List members of a staff chat that are not on the roster: place, account, VK's name."""
    if not count:
        return f"Чат {title(chat)}, {moment(now)}: все участники есть в списке сотрудников ✅"
    people = plural(count, "участника", "участников", "участников")
    lines = [
        f"Чат {title(chat)}, {moment(now)}: в списке сотрудников нет {people}.",
        "Имена — из профилей VK, показаны только Вам и не сохраняются:",
        *(f"{place}. {safe(name)}, vk.com/id{account}" for place, account, name in listed),
    ]
    return "\n".join(lines)


def link(chat: Chat, address: str) -> str:
    """Show a chat's invitation link."""
    return (
        f"Ссылка-приглашение в чат {title(chat)}:\n{address}\n"
        "По ней может войти каждый, у кого она есть. Ненужную ссылку отзовите."
    )


def unlink_preview(chat: Chat) -> str:
    """Say what withdrawing the link does."""
    return (
        f"Отозвать ссылку-приглашение в чат {title(chat)}?\n"
        "Старая ссылка перестанет работать у всех, VK создаст новую. Участники чата останутся."
    )


def unlinked(chat: Chat, address: str) -> str:
    """Say that the link is withdrawn."""
    return f"✅ Прежняя ссылка в чат {title(chat)} отозвана.\nНовая, если понадобится: {address}"


def leave_preview(chat: Chat) -> str:
    """Say what leaving does."""
    return (
        f"Бот выйдет из чата {title(chat)}?\n"
        "Сообщения и звонки в нём больше не будут учитываться; то, что уже учтено, останется.\n"
        "Вернуть бота можно, пригласив его снова."
    )


def left(chat: Chat) -> str:
    """Say that the bot has left."""
    return f"✅ Бот вышел из чата {title(chat)}. Учёт в нём остановлен."


def reply_switch(*, on: bool) -> str:
    """Name the switch of polite replies."""
    return f"Ответ на ссылки: {'включён' if on else 'выключен'}"


def reply_setting(*, on: bool, example: str) -> str:
    """Explain the polite reply to links; ``example`` is what is said in the chat."""
    now = "включён" if on else "выключен"
    return (
        f"Ответ на ссылки на иностранные мессенджеры: {now}.\n"
        "Если в чате появилась такая ссылка, бот напишет в него не чаще одного раза в день и "
        "только в рабочие часы, не называя ни автора, ни ссылку:\n"
        f"«{example}»"
    )


def _group(_details: Mapping[str, Any], vocabulary: Vocabulary) -> str:
    group = vocabulary.group
    return f"{group.fits('изменён', 'изменена', 'изменено')} {group.one} чата"


CLASS_NOTED = {"chat_class": _group}
LINK_NOTED = {"chat_link": "показана ссылка-приглашение в чат"}
UNLINK_NOTED = {
    "chat_unlinked": "отозвана ссылка-приглашение в чат",
    "chat_unlinked_refused": "VK не дал отозвать ссылку-приглашение в чат",
}
LEAVE_NOTED = {
    "chat_left": "бот вышел из чата",
    "chat_left_refused": "VK не дал боту выйти из чата",
}
LINKS_NOTED = {"links_reply": "изменён ответ на ссылки в чатах"}
