"""Whether the bot can do its work in a chat, and what to switch on where."""

from collections.abc import Iterable
from datetime import datetime

from bot.dialog.chats.chats_words import in_list, moment, title
from bot.words.naming import Naming
from bot.words.russian import when
from monitor.chats.chat_access import ChatAccess
from storage.records import Chat

CHECK_ACT = Naming(
    typed=(
        "проверка",
        "проверить чаты",
    ),
    also=(
        "бот видит сообщения/чаты; "
        "почему чат/чаты не считается/считаются/виден/видно/учитывается; чат не "
        "считается/виден/учитывается; бот не видит/читает чат/чаты; "
        "проверь/проверка чаты/чатов/чат; все ли в порядке с чатами; видит ли бот чаты; "
        "доступ бота/чатам чатам; проверка доступа"
    ),
    label="Проверка",
    about=(
        "Бот спрашивает VK, видит ли он сообщения и участников, и говорит по шагам, что "
        "включить и где."
    ),
)

ALL_CHATS, AGAIN, CHECK = "← Все чаты", "Проверить ещё раз", "Проверка"
NO_ANSWER = "VK сейчас не отвечает: показано то, что было известно раньше."

NAMELESS = (
    "Его номер бот назвал в нём самом; название VK скажет боту, когда его назначат администратором."
)
MAKE_ADMIN = (
    "Создателю чата: откройте чат, нажмите на его название, затем «Участники». У «Звонка» "
    "нажмите «…» и выберите «Назначить администратором»."
)
INVITE = (
    "Добавьте бота: страница сообщества «Звонок» → «Ещё» («…») → «Добавить в чат» → выберите чат."
)
LET_WRITE = (
    "Создателю чата: нажмите на название чата, затем «Настройки чата» → «Разрешения»: "
    "администраторам нужно разрешить писать."
)
CAPABILITIES = (
    "Если бота нельзя добавить или назначить: руководителю сообщества — «Управление» → "
    "«Сообщения» → «Настройки для бота» → включить «Возможности ботов» и «Разрешать добавлять "
    "сообщество в чаты»."
)


def one(chat: Chat, chat_access: ChatAccess, now: datetime) -> str:
    """Tell what the bot can do in a chat, and what to do where it cannot."""
    lines = [f"Проверка чата {title(chat)}, {moment(now)}.", *_which(chat, now)]
    if not chat_access.present:
        return "\n".join([*lines, "⚠️ Бота в чате нет.", INVITE])
    return "\n".join([*lines, *_abilities(chat_access), *_steps(chat_access)])


def _which(chat: Chat, now: datetime) -> Iterable[str]:
    """Say which chat it is, where VK tells the bot no title: people do not know it by a number."""
    if chat.title:
        return
    if (since := chat.here_since) is not None and chat.present:
        yield f"Бота добавили в этот чат {when(since, now)}."
    yield NAMELESS


def _abilities(chat_access: ChatAccess) -> Iterable[str]:
    match chat_access.sees:
        case None:
            yield "• Видит ли все сообщения: покажет первое сообщение в чате."
        case sees:
            yield "✅ Видит все сообщения." if sees else "⚠️ Видит не все сообщения."
    yield "✅ Администратор чата." if chat_access.admin else "⚠️ Не администратор чата."
    if chat_access.people is None:
        yield "⚠️ Не видит участников."
    else:
        yield f"✅ Видит участников: {chat_access.people}."
    match chat_access.writes:
        case None:
            yield "• Может ли писать: ещё не проверено."
        case writes:
            yield "✅ Может писать." if writes else "⚠️ Не может писать."


def _steps(chat_access: ChatAccess) -> Iterable[str]:
    if not chat_access.admin or chat_access.sees is False or chat_access.people is None:
        yield MAKE_ADMIN
        yield CAPABILITIES
    elif chat_access.writes is False:
        yield LET_WRITE


def every(now: datetime, chats: int, unproved: int, lacking: Iterable[str]) -> str:
    """Tell how many of a unit's chats are in order, and list a page of those that are not."""
    listed = list(lacking)
    head = f"Проверка чатов, {moment(now)}."
    if not chats:
        return f"{head}\nБота нет ни в одном чате. {INVITE}"
    lines = [head, *listed]
    if unproved:
        lines.append(f"• Доступ покажет первое сообщение: {unproved}.")
    if not listed:
        lines.insert(1, f"✅ Всё в порядке, чатов: {chats}.")
    else:
        lines += ["Нажмите на чат: там по шагам, что включить."]
    return "\n".join(lines)


def in_order(fine: int, chats: int) -> str:
    """Count the chats in order."""
    return f"✅ В порядке: {fine} из {chats}."


def lacking_line(place: int, chat: Chat, chat_access: ChatAccess) -> str:
    """Say in short what is missing in a chat."""
    missing = []
    if chat_access.sees is False:
        missing.append("видит не все сообщения")
    if not chat_access.admin:
        missing.append("не администратор")
    elif chat_access.people is None:
        missing.append("не видит участников")
    return f"{place}. ⚠️ {in_list(chat)}: {', '.join(missing)}"
