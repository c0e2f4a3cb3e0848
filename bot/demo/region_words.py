"""What the week of a region says: names, stages, what it took."""

from collections.abc import Mapping

from bot.words.russian import number, plural

REGION = "Департамент образования области"
SETTING_UP, WEEK, CLOSING = "подключение организаций", "неделя", "закрытие недели"


def district(number: int) -> str:
    """Name a municipality of the region."""
    return f"Район № {number}"


def school(number: int) -> str:
    """Name an organisation of the region."""
    return f"МБОУ «СОШ № {number}»"


def region_begins(organisations: int, messages: int) -> str:
    """What is going to be played."""
    return (
        f"Неделя области: {plural(organisations, 'организация', 'организации', 'организаций')}, "
        f"{plural(messages, 'сообщение', 'сообщения', 'сообщений')}.\n"
        "Всё идёт через HTTP, как в VK."
    )


def stage(name: str, ready: int, of: int) -> str:
    """How far a stage is, in tenths: where no bar can be drawn each is a line."""
    return f"{name}: {10 * ready // of * 10} %"


def region_done(
    chats: int,
    took: Mapping[str, float],
    said: int,
    counted: int,
    told: int,
    memory: int,
    size: int,
) -> str:
    """What the week of a region took: stages, messages, memory, the size of the database."""
    stages = "\n".join(f"  {name}: {number(round(each))} с" for name, each in took.items())
    rate = number(round(said / took[WEEK])) if took.get(WEEK) else "—"
    return (
        f"Чатов: {number(chats)}. Время:\n{stages}\n"
        f"Написано сообщений: {number(said)}, учтено: {number(counted)}, в секунду: {rate}.\n"
        f"Бот отправил сообщений: {number(told)}.\n"
        f"Память (вместе с заменой VK и всей её перепиской): {number(round(memory / 2**20))} МБ.\n"
        f"База данных: {number(round(size / 2**20))} МБ, "
        f"{plural(round(size / max(1, said)), 'байт', 'байта', 'байт')} на сообщение."
    )
