"""«Дела организаций»: who of the organisations below has done what, and reminding them."""

from collections.abc import Sequence
from datetime import date, datetime

from bot.dialog.order.milestones_words import BEFORE, about, title, until
from bot.words.naming import Naming
from bot.words.orders.orders import at, pointed, short_name
from bot.words.russian import count_of, day, number, when
from bot.words.vocabulary import capital
from monitor.facts.ratio import Ratio
from monitor.jobs.asked.road_map import Urging
from monitor.levels.road_map import RoadLine, RoadUnit
from monitor.orders.deadlines import Stage

ROAD_REMIND_ACT = Naming(doing="напоминание организациям")

ROAD_MAP_ACT = Naming(
    typed=(
        "дела организаций",
        "дорожная карта",
    ),
    also=("кто не сделал из школ; дела школ; задачи школ/организаций"),
    label="Дела организаций",
    about=(
        "Что приказ велит сделать организациям ниже Вас: сколько отметили, кто нет. Отсюда "
        "напоминают ответственным и выгружают таблицу."
    ),
)

TABLE, REMIND, SEND = "Таблица", "Напомнить ответственным", "Напомнить"
BACK, TO_OWN, TO_ITEM = "← К делам организаций", "Свои дела", "← К этому делу"
GONE = "Такого дела у организаций больше нет."
ALL = "Отметили все ✅"

_IN_A_LIST = 60


def none(unit_name: str) -> str:
    """Nothing is asked of anybody below."""
    return f"{unit_name}: приказы не называют дел, которые отмечали бы организации ниже."


def listed(
    unit_name: str,
    shown: Sequence[tuple[int, RoadLine]],
    lines: Sequence[RoadLine],
    local: datetime,
) -> str:
    """List milestones by number, each with how many have done it."""
    ready = sum(not line.left for line in lines)
    count = f"{number(ready)} из {number(len(lines))}"
    head = f"{unit_name}, на {day(local.date())}. Дела организаций, выполнены всеми: {count}."
    return "\n".join([head, *(f"{place}. {_line(line, local.date())}" for place, line in shown)])


def _line(line: RoadLine, today: date) -> str:
    point, said = capital(at(line.milestone.point)), title(line.milestone, _IN_A_LIST)
    count = f"{number(line.done)} из {number(len(line.units))}"
    return f"{_mark(line)} {point}. {said}: {count}{_until(line, today)}"


def _mark(line: RoadLine) -> str:
    if not line.left:
        return "✅"
    return "⚠️" if line.late else "•"


def _until(line: RoadLine, today: date) -> str:
    return until(line.milestone, _stage(line), today) if line.left else ""


def _stage(line: RoadLine) -> Stage:
    """How it stands for those who are left: as for whoever is not excused by coming later."""
    stages = [each.stage for each in line.left]
    if not stages:
        return Stage.DONE
    return next((each for each in stages if each is not Stage.BEFORE), Stage.BEFORE)


def card(
    unit_name: str,
    own: str,
    line: RoadLine,
    shown: Sequence[tuple[int, RoadUnit]],
    local: datetime,
) -> str:
    """Tell one milestone: who answers, until when, how many have done it, and who has not.

    ``own``: the id of the level's own order; another one is named.
    """
    milestone = line.milestone
    count = count_of(Ratio(line.done, len(line.units)))
    lines = [
        f"{unit_name}, на {day(local.date())}.",
        f"{title(milestone)} ({_where(line, own)}).",
        *about(milestone, _stage(line), local.date()),
    ]
    if not line.left:
        return "\n".join([*lines, f"{ALL} Организаций: {number(line.done)}."])
    lines.append(f"Отметили: {count}.")
    lines.append(f"Ещё не отметили: {number(len(line.left))}.")
    some = not line.before
    return "\n".join([*lines, *(f"{place}. {_unit(each, some)}" for place, each in shown)])


def _where(line: RoadLine, own: str) -> str:
    point = pointed(line.milestone.point)
    return point if line.order.id == own else f"{point}; {short_name(line.order.source)}"


def _unit(unit: RoadUnit, excused: bool) -> str:
    """Name an organisation; ``excused``: say of it if it came later than the day."""
    return f"{unit.name} ({BEFORE})" if excused and unit.stage is Stage.BEFORE else unit.name


def table(unit_name: str) -> str:
    """Say what the file is."""
    return f"{unit_name}. Таблица: организации и их дела с датами, без имён людей."


def file_name(today: date) -> str:
    """Name the table's file."""
    return f"Дорожная карта, {day(today)} {today.year}.xlsx"


def preview(line: RoadLine, urging: Urging, local: datetime) -> str:
    """Show who would be reminded and when; or why nobody."""
    said = f"«{title(line.milestone)}» ({pointed(line.milestone.point)})"
    lines = [f"Напомнить о деле {said}? Организаций: {number(urging.units)}."]
    if not urging.plan:
        lines = [f"Напоминать о деле {said} сейчас некому."]
    if urging.reminded:
        lines.append(f"Сегодняшнее напоминание уже есть: {number(urging.reminded)}.")
    if urging.alone:
        lines.append(f"Нет ответственного с доступом к боту: {number(urging.alone)}.")
    if urging.due_at is not None:
        lines.append(
            f"Уйдёт {when(urging.due_at, local)}, в рабочие часы организации; не больше одного "
            "напоминания в день."
        )
    return "\n".join(lines)


def sent(urging: Urging, local: datetime) -> str:
    """Say that the reminders are on their way."""
    first = "" if urging.due_at is None else f" Уйдёт {when(urging.due_at, local)}."
    return f"Напоминание ответственным готово. Организаций: {number(urging.units)}.{first}"


URGED_NOTED = {"milestone_urged": "организациям напомнили о деле по приказу"}
