"""What the bot says on joining a chat, and how it asks what it needs."""

from bot.words.orders import grounds
from bot.words.vocabulary import Vocabulary, capital
from monitor.facts.values import Source
from storage.records import ChatKind


def hello(unit: str, order: Source, administrator: int | None, vocabulary: Vocabulary) -> str:
    """Say who the bot is, who put it here under which order, what it counts and what not."""
    whom = "ответственному администратору"
    if administrator is not None:
        whom = f"[id{administrator}|{whom}]"
    return "\n".join(
        (
            f"Здравствуйте! Я бот «Звонок», веду учёт активности в {vocabulary.chats}.",
            f"Меня добавил ответственный администратор: {unit}.",
            grounds(order),
            "Учитывается только факт сообщения или звонка: кто и когда.",
            "Тексты, файлы и голосовые сообщения не сохраняются. "
            f"{capital(vocabulary.learners)} и родители учитываются только общим числом.",
            f"Вопросы — {whom}.",
        )
    )


STRANGER = (
    "Здравствуйте! Я бот «Звонок» и работаю только в чатах организаций, чей администратор меня "
    "добавил. Человек, добавивший меня сюда, администратором не числится, поэтому здесь я ничего "
    "не записываю. Чтобы подключить чат, меня должен добавить ответственный администратор "
    "организации."
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
    """Confirm what a chat is for."""
    named = f", {class_name}" if class_name else ""
    return f"Записано: {vocabulary.chat_kinds[kind].lower()}{named}."


WHICH_UNIT = "К какой организации относится чат? Ответить может её администратор."


def unit_is(unit: str) -> str:
    """Confirm whose chat it is."""
    return f"Записано: {unit}."


def corrected(unit: str) -> str:
    """Confirm whose chat it is, just after joining: all of it goes along."""
    return f"Записано: {unit}. Всё, что уже учтено в этом чате, перешло вместе с ним."


def moved(unit: str) -> str:
    """Confirm whose chat it is from now on: what was counted stays."""
    return f"Записано: {unit}. Учтённое до этого момента остаётся у прежней организации."


NOT_YOURS = "Это может сделать только администратор организации."
