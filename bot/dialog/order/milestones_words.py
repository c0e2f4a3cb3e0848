"""«Дела по приказу»: the list, a single one, and the reminder before its day."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.words.naming import Naming
from bot.words.notices.announced import made
from bot.words.notices.materials import totals
from bot.words.orders.orders import dated, pointed, when_words
from bot.words.orders.points import asked_of
from bot.words.russian import day, number, remaining
from monitor.levels.passing_on import PassingCount
from monitor.levels.road_map import LATE
from monitor.orders.deadlines import Stage, stage
from monitor.orders.model import Milestone
from monitor.orders.when import When, due, past_due
from storage.weeks.milestones import Confirmed

MILESTONE_DAY_ACT = Naming(doing="отметка о сделанном")
MILESTONE_UNDO_ACT = Naming(doing="снятие отметки")

MILESTONES_ACT = Naming(
    typed=(
        "дела по приказу",
        "дела",
    ),
    also=(
        "сроки по приказу; задачи; задачи по приказу; что надо сделать по приказу; что "
        "сделать по приказу; сроки; поручения; план по приказу"
    ),
    label="Дела по приказу",
    about=(
        "Дела, которые приказ требует к сроку. Отметьте сделанное с датой; перед сроком "
        "бот напомнит."
    ),
)

BACK = "← К списку дел"
DONE, TODAY = "Отметить выполненным", "Сегодня"
UNDO, CONFIRM, CONFIRM_UNDO = "Снять отметку", "Отметить", "Снять"
ADMINISTRATOR, COORDINATOR = "ответственный администратор", "координатор"

WHEN = "Когда выполнено? Нажмите «Сегодня» или напишите день, например «20.11»."
BAD_DAY = "День непонятен. Напишите его так: «20.11» или «20 ноября 2026»."
AHEAD = "Этот день ещё не наступил. Напишите день не позже сегодняшнего."
GONE = "Такого дела в приказе больше нет."
MARKED, UNMARKED = "Отмечено", "Отметка снята"

ANNOUNCE = "Объявление организациям"
NOT_ANNOUNCED = "\nОбъявлений организациям через бота пока не было."

BEFORE = "срок прошёл до подключения"

_IN_A_LIST, _LONGEST_TITLE = 90, 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a unit's milestones stand on a day: what is done, by whom, and since when it is here."""

    today: date
    joined: date | None
    done: Mapping[str, Confirmed]
    names: Mapping[int, str]

    def stage(self, milestone: Milestone) -> Stage:
        """Tell how one of them stands."""
        done = self.done.get(milestone.id)
        return stage(milestone, None if done is None else done.done_on, self.today, self.joined)

    def confirmed(self, milestone: Milestone) -> str:
        """Say when it was done, and who says so."""
        done = self.done[milestone.id]
        return f"{dated(done.done_on)}, {self.names[done.author]}"


def none(unit_name: str) -> str:
    """The order asks for no milestones."""
    return f"{unit_name}: приказ не называет дел, которые надо отмечать."


def listed(
    unit_name: str,
    all_: Sequence[Milestone],
    shown: Sequence[tuple[int, Milestone]],
    standing: Standing,
) -> str:
    """List milestones by number, to choose one."""
    ready = sum(standing.stage(each) is Stage.DONE for each in all_)
    count = f"{number(ready)} из {number(len(all_))}"
    head = f"{unit_name}, на {day(standing.today)}. Дела по приказу: {count}."
    return "\n".join([head, *(f"{at}. {_line(each, standing)}" for at, each in shown)])


def _line(milestone: Milestone, standing: Standing) -> str:
    said = title(milestone, _IN_A_LIST)
    stands = standing.stage(milestone)
    if stands is Stage.DONE:
        return f"✅ {said}: {standing.confirmed(milestone)}"
    return f"{mark(stands)} {said}{until(milestone, stands, standing.today)}"


def title(milestone: Milestone, most: int = _LONGEST_TITLE) -> str:
    """Give its title, cut at a word if it is longer than so many letters."""
    return textwrap.shorten(milestone.title, most, placeholder="…")


def mark(stands: Stage) -> str:
    """Mark what presses; what was due before the unit was here presses nobody."""
    return "⚠️" if stands in LATE else "•"


def until(milestone: Milestone, stands: Stage, today: date) -> str:
    """Say behind a title until when it is to be done; empty: the text says nothing of it."""
    if stands is Stage.BEFORE:
        return f", {BEFORE}"
    when = milestone.due
    if when is None:
        return ""
    if not when.has_day:
        return f", {when_words(when)}"
    return f", {'срок был' if past_due(when, today) else 'срок'} {_when(when)}"


def _when(when: When) -> str:
    """Say the date: of a day until which it is to be done the day alone, after «срок»."""
    return when_words(when) if when.by is None else dated(when.by)


def card(unit_name: str, milestone: Milestone, standing: Standing) -> str:
    """Tell one milestone: who answers for it, at which level, until when, how it stands."""
    stands = standing.stage(milestone)
    lines = [
        f"{unit_name}, на {day(standing.today)}.",
        f"{title(milestone)} ({pointed(milestone.point)}).",
    ]
    lines += about(milestone, stands, standing.today)
    done = stands is Stage.DONE
    state = f"✅ {standing.confirmed(milestone)}" if done else "ещё не отмечено"
    return "\n".join([*lines, f"Состояние: {state}"])


def announced(made_at: datetime, count: PassingCount, local: datetime) -> str:
    """Say what came of the last announcement to organisations."""
    return f"\nПоследнее объявление организациям — {made(made_at, local)}. {totals(count)}."


def about(milestone: Milestone, stands: Stage, today: date) -> Iterator[str]:
    """Say who answers for it, of whom it is asked, and until when."""
    if milestone.owner:
        yield f"Отвечают: {milestone.owner}."
    yield f"Касается: {asked_of(milestone)}."
    if milestone.due is not None:
        yield f"Срок: {_when(milestone.due)}{_left(milestone.due, stands, today)}"


def _left(when: When, stands: Stage, today: date) -> str:
    deadline = due(when, today)
    if deadline is None or not when.has_day or stands is Stage.DONE:
        return "" if _when(when).endswith(".") else "."
    if stands is Stage.BEFORE:
        return ", прошёл до подключения."
    left = (deadline - today).days
    if left < 0:
        return ", уже прошёл."
    return ", сегодня." if left == 0 else f", {remaining(left)}."


def ask(milestone: Milestone, on: date) -> str:
    """Show what would be written down."""
    return f"{title(milestone)} ({pointed(milestone.point)}). Отметить, что выполнено {dated(on)}?"


def ask_undo(milestone: Milestone) -> str:
    """Show what would be struck out."""
    return f"{title(milestone)} ({pointed(milestone.point)}). Снять отметку о выполнении?"


DONE_NOTED = {"milestone_done": "дело по приказу отмечено"}
UNDONE_NOTED = {"milestone_undone": "отметка о деле снята"}
