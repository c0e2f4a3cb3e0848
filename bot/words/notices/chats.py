"""What is said of chats unasked: access that is missing, links to foreign messengers."""

from bot.words.chats import quoted
from bot.words.orders.orders import name
from bot.words.vocabulary import Vocabulary, capital
from monitor.facts.values import Source

ACCESS_KIND, LINKS_KIND = "просьбы о доступе", "ответы на ссылки"


def access_needed(title: str) -> str:
    """Ask the administrator, once, for access to a chat that shows only mentions."""
    return (
        f"⚠️ В чате {quoted(title)} бот видит не все сообщения: учёт по этому чату неполный.\n"
        "Как исправить: откройте чат, список участников, «Звонок», «…», «Назначить "
        "администратором» (или включите «Доступ ко всей переписке»). Сделать это может создатель "
        "чата.\n"
        "Сообщения, написанные до этого, бот не увидит. Напоминание приходит один раз."
    )


def link_reply(order: Source, vocabulary: Vocabulary, chat: str | None) -> str:
    """Ask politely to stay on the platform; nobody and no link is named.

    ``chat``: what kind it is; an order is quoted to staff only, others it does not bind.
    """
    quoted = _grounds(order) if chat == "staff" else ""
    return (
        f"Добрый день! В чате появилась ссылка на иностранный мессенджер. {quoted}"
        f"{capital(vocabulary.talk)} ведётся на платформе «Сферум» в VK Мессенджере. Пожалуйста, "
        "продолжайте его здесь. Спасибо!"
    )


def _grounds(order: Source) -> str:
    """Quote what the chat is counted by; what is no order's text is not quoted."""
    return f"Основание учёта: {name(order)}. " if order.basis == "text" else ""
