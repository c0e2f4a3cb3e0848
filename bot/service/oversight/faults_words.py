"""What the operator is told of a fault in VK, in the log and at its end."""

from collections.abc import Mapping

SERIOUS = frozenset(
    {
        *("database", "disk_full", "disk_low", "empty_database", "copy_old"),
        *("token_dead", "rights", "longpoll_off", "events_off", "vk_silent", "sending_stopped"),
        *("never_ran", "not_running", "part_dead", "part_missing", "no_time", "not_heard"),
        *("waiting", "job_failed", "jobs_late", "notices_late", "inbox_late", "silence"),
    }
)
"""With any of these the service does not do its work; with others it does, and needs a look."""

OVER: Mapping[str, str] = {
    "disk_full": "на диске снова есть место",
    "disk_low": "на диске снова достаточно места",
    "empty_database": "база снова не пуста",
    "copy_old": "копия базы сделана",
    "token_dead": "VK снова принимает токен",
    "part_dead": "все части службы снова работают",
    "job_failed": "задания снова выполняются",
    "jobs_late": "задания снова выполняются в срок",
    "notices_late": "сообщения снова отправляются в срок",
    "silence": "сообщения в чатах снова есть",
}
"""Faults of which the operator is told in VK, and what he is told when one is over."""


def began(text: str) -> str:
    """A fault."""
    return f"⚠️ Звонок. {text}."


def over(code: str) -> str:
    """Its end."""
    return f"✅ Звонок. Исправлено: {OVER[code]}."


def untold(reason: str) -> str:
    """The operator could not be told in VK."""
    return (
        f"Оператору не удалось написать в VK. {reason} О неисправности говорят только журнал, "
        "/health и operator.ping"
    )


REFUSES_US = "VK не принимает токен."
PING_FAILED = "Служба наблюдения (operator.ping) не отвечает: {reason}. Работе это не мешает."
PING_FINE = "Служба наблюдения (operator.ping) снова отвечает."
DATABASE_SILENT = "База данных не отвечает: {kind}"
