"""What stands in the table of what organisations have done of their orders."""

import textwrap
from datetime import date

from bot.words.orders.orders import dated, when_words
from monitor.levels.road_map import RoadLine
from monitor.orders.deadlines import Stage

ORGANISATIONS, MILESTONES = "Организации", "Дела"
ORGANISATION, KIND = "Организация", "Вид"
MILESTONES_HEADER = ("Пункт", "Дело", "Отвечают", "Срок", "Отметили", "Всего")
NOT_ASKED = "—"

_KINDS = {
    "region": "регион",
    "municipality": "муниципалитет",
    "school": "школа",
    "kindergarten": "детский сад",
    "college": "СПО",
    "further": "доп. образование",
}
_HEADING = 120


def title(level: str, today: date) -> str:
    """Name the workbook."""
    return f"{level}: дела по приказу, {dated(today)}"


def heading(line: RoadLine) -> str:
    """Head a milestone's column: its point, what it is, until when."""
    said = textwrap.shorten(line.milestone.title, _HEADING, placeholder="…")
    until = due(line)
    return f"{line.milestone.point}. {said}{f' ({until})' if until else ''}"


def due(line: RoadLine) -> str:
    """Say until when it is to be done; empty: the text says nothing of it."""
    return when_words(line.milestone.due) if line.milestone.due is not None else ""


def kind(of: str) -> str:
    """What kind of an organisation it is."""
    return _KINDS.get(of, of)


def standing(stage: Stage) -> str:
    """Say how what is not done stands."""
    late = {Stage.PAST: "не отмечено, срок прошёл", Stage.BEFORE: "срок прошёл до подключения"}
    return late.get(stage, "не отмечено")
