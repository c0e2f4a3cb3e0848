"""What stands in a coordinator's table of weeks."""

from datetime import date

from bot.words.russian import span
from monitor.levels.weeks import WeeksTable

SHEET, ORGANISATION = "Недели", "Организация"
RESTING = "каникулы"


def title(shown: WeeksTable) -> str:
    """Head the table."""
    return f"{shown.level}: {shown.title}"


def week(days: tuple[date, date]) -> str:
    """Head a week's column."""
    return span(*days)


def note(*, ranked: bool) -> str:
    """Say how rows stand and what the signs mean."""
    order = "по доле за последнюю неделю, как велит приказ" if ranked else "по названию"
    return f"Организации: {order}. Со звёздочкой: бот видел не все сообщения."


def file_name(shown: WeeksTable) -> str:
    """Name the file."""
    first, last = shown.weeks[0][0], shown.weeks[-1][1]
    return f"Таблица недель, {span(first, last)} {last.year}.xlsx"
