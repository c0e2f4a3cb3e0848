"""What the bot says on joining a chat, and how it asks what it needs."""

from bot.words.orders.orders import grounds
from bot.words.vocabulary import Vocabulary, capital
from monitor.facts.values import Source
from storage.records import Chat, ChatKind

FAMILIES = frozenset({ChatKind.PUPILS, ChatKind.PARENTS, ChatKind.MIXED})
"""Chats of learners and parents: of them only how many messages there are is counted."""


def hello(
    unit: str, order: Source, administrator: int | None, vocabulary: Vocabulary, chat: Chat
) -> str:
    """Say who the bot is, who put it here under which order, what it counts and what not.

    Learners and parents are told what is counted of them; of staff's work they are told nothing.
    """
    whom = "ответственному администратору"
    if administrator is not None:
        whom = f"[id{administrator}|{whom}]"
    counted = _of_families if chat.kind in FAMILIES else _of_all
    return "\n".join(
        (
            "Здравствуйте! Я бот «Звонок».",
            f"Меня добавил ответственный администратор организации {unit}.",
            *counted(order, vocabulary),
            f"Вопросы — {whom}.",
            *([] if chat.title else [f"Название чата мне не видно: это чат № {chat.id}."]),
        )
    )


def _of_families(_order: Source, vocabulary: Vocabulary) -> tuple[str, ...]:
    return (
        "Здесь считается только общее число: сколько сообщений и сколько человек писали.",
        f"Имена и тексты {vocabulary.of_learners} и родителей не хранятся.",
    )


def _of_all(order: Source, vocabulary: Vocabulary) -> tuple[str, ...]:
    return (
        f"Веду учёт активности в {vocabulary.chats}. {grounds(order)}",
        "Учитывается только факт сообщения или звонка сотрудника: кто и когда. "
        "Тексты, файлы и голосовые сообщения не сохраняются.",
        f"{capital(vocabulary.learners)} и родители учитываются только общим числом.",
    )


STRANGER = (
    "Здравствуйте! Я бот «Звонок». Чат пока не подключён: здесь я ничего не записываю. Чтобы "
    "подключить его, меня должен добавить ответственный администратор организации."
)

NO_ACCESS = (
    "⚠️ Я не администратор этого чата и могу видеть не все сообщения: учёт будет неполным.\n"
    "Создателю чата: откройте список участников, найдите «Звонок», нажмите «…» и выберите "
    "«Назначить администратором».\n"
    "Или в том же меню включите «Доступ ко всей переписке».\n"
    "Если доступ уже включён, ничего делать не нужно."
)


WHICH_KIND = "Для кого этот чат? Ответить может администратор организации."


def kind_is(kind: ChatKind, class_name: str, vocabulary: Vocabulary) -> str:
    """Confirm what a chat is for: «Вид чата: другой. Класс: 9А.»."""
    named = f" {capital(vocabulary.group.one)}: {class_name}." if class_name else ""
    return f"Вид чата: {vocabulary.chat_kinds[kind].lower()}.{named}"


WHICH_UNIT = "К какой организации относится чат? Ответить может её администратор."


def unit_is(unit: str) -> str:
    """Confirm whose chat it is."""
    return f"Организация чата: {unit}."


def corrected(unit: str) -> str:
    """Confirm whose chat it is, just after joining: all of it goes along."""
    return f"Организация чата: {unit}. Учтённое перешло вместе с ним."


def moved(unit: str) -> str:
    """Confirm whose chat it is from now on: what was counted stays."""
    return f"Организация чата: {unit}. Учтённое раньше осталось у прежней."


NOT_YOURS = "Это может сделать только администратор организации."
