"""What is said of chats unasked: access that is missing, links to foreign messengers."""

ACCESS_KIND, LINKS_KIND = "просьбы о доступе", "ответы на ссылки"


def access_needed(title: str) -> str:
    """Ask the administrator, once, for access to a chat that shows only mentions."""
    named = f"В чате «{title}»" if title else "В одном из чатов (название скрыто от бота)"
    return (
        f"⚠️ {named} бот видит не все сообщения: учёт по этому чату неполный.\n"
        "Как исправить: откройте чат, список участников, «Звонок», «…», «Назначить "
        "администратором» (или включите «Доступ ко всей переписке»). Сделать это может создатель "
        "чата.\n"
        "Сообщения, написанные до этого, бот не увидит. Напоминание приходит один раз."
    )


def link_reply(order: str) -> str:
    """Ask politely to stay on the platform; nobody and no link is named."""
    return (
        "Добрый день! В чате появилась ссылка на иностранный мессенджер. "
        f"Основание учёта: {order}. По нему школьное общение ведётся на платформе «Сферум» "
        "в VK Мессенджере. Пожалуйста, продолжайте его здесь. Спасибо!"
    )
