"""«Дела по приказу»: the list, a single one, and the reminder before its day."""

from collections.abc import Mapping, Sequence
from datetime import date

from bot.words.naming import Naming
from bot.words.orders import dated, pointed, when_words
from bot.words.russian import day, number, plural
from monitor.orders.deadlines import Stage, stage
from monitor.orders.model import Milestone
from monitor.orders.when import When, due, past_due
from storage.weeks.milestones import Confirmed

MILESTONES_ACT = Naming(
    typed=(
        "дела по приказу",
        "дела",
    ),
    label="Дела по приказу",
    about=(
        "Дела, которые приказ требует к сроку. Отметьте сделанное с датой; перед сроком "
        "бот напомнит."
    ),
)

BACK = "← К списку дел"
DONE, TODAY, ANOTHER_DAY = "Отметить выполненным", "Сегодня", "Другой день"
UNDO, CONFIRM, CONFIRM_UNDO = "Снять отметку", "Отметить", "Снять"
ADMINISTRATOR, COORDINATOR = "ответственный администратор", "координатор"

WHEN = "Когда выполнено? Нажмите «Сегодня» или напишите день, например «20.11»."
BAD_DAY = "День непонятен. Напишите его так: «20.11» или «20 ноября 2026»."
AHEAD = "Этот день ещё не наступил. Напишите день не позже сегодняшнего."
GONE = "Такого дела в приказе больше нет."
MARKED, UNMARKED = "Отмечено", "Отметка снята"

_LONGEST_TITLE = 300
_PRESSING = frozenset({Stage.NEAR, Stage.PAST})


def none(unit_name: str) -> str:
    """The order asks for no milestones."""
    return f"{unit_name}: приказ не называет дел, которые надо отмечать."


def listed(
    unit_name: str,
    all_: Sequence[Milestone],
    shown: Sequence[tuple[int, Milestone]],
    done: Mapping[str, Confirmed],
    names: Mapping[int, str],
    today: date,
) -> str:
    """List milestones by number, to choose one."""
    ready = sum(each.id in done for each in all_)
    head = f"{unit_name}, на {day(today)}. Дела по приказу: {number(ready)} из {number(len(all_))}."
    lines = [f"{at}. {_line(each, done.get(each.id), names, today)}" for at, each in shown]
    return "\n".join([head, *lines])


def _line(
    milestone: Milestone, done: Confirmed | None, names: Mapping[int, str], today: date
) -> str:
    if done is not None:
        return f"✅ {_title(milestone)}: {_confirmed(done, names)}"
    return f"{_mark(milestone, today)} {_title(milestone)}{_until(milestone, today)}"


def _mark(milestone: Milestone, today: date) -> str:
    return "⚠️" if stage(milestone, None, today, date.min) in _PRESSING else "•"


def _title(milestone: Milestone) -> str:
    return (
        milestone.title
        if len(milestone.title) <= _LONGEST_TITLE
        else f"{milestone.title[:_LONGEST_TITLE]}…"
    )


def _confirmed(done: Confirmed, names: Mapping[int, str]) -> str:
    return f"{dated(done.done_on)}, {names[done.author]}"


def _until(milestone: Milestone, today: date) -> str:
    when = milestone.due
    if when is None:
        return ""
    passed = "срок был" if past_due(when, today) else "срок"
    return f", {passed} {_when(when)}"


def _when(when: When) -> str:
    """Say the date: of a day until which it is to be done the day alone, after «срок»."""
    return when_words(when) if when.by is None else dated(when.by)


def card(
    unit_name: str,
    milestone: Milestone,
    done: Confirmed | None,
    names: Mapping[int, str],
    today: date,
) -> str:
    """Tell one milestone."""
    lines = [f"{unit_name}, на {day(today)}.", f"{_title(milestone)} ({pointed(milestone.point)})."]
    if milestone.owner:
        lines.append(f"Отвечают: {milestone.owner}.")
    if milestone.due is not None:
        lines.append(f"Срок: {_when(milestone.due)}{_left(milestone.due, today)}")
    state = "ещё не отмечено" if done is None else f"✅ {_confirmed(done, names)}"
    return "\n".join([*lines, f"Состояние: {state}"])


def _left(when: When, today: date) -> str:
    deadline = due(when, today)
    if deadline is None or not when.has_day:
        return "."
    left = (deadline - today).days
    if left < 0:
        return ", уже прошёл."
    return ", сегодня." if left == 0 else f", осталось {plural(left, 'день', 'дня', 'дней')}."


def ask(milestone: Milestone, on: date) -> str:
    """Show what would be written down."""
    return f"{dated(on)} выполнено: {_title(milestone)} ({pointed(milestone.point)}). Отметить?"


def ask_undo(milestone: Milestone) -> str:
    """Show what would be struck out."""
    return f"Снять отметку о выполнении: {_title(milestone)} ({pointed(milestone.point)})?"


DONE_NOTED = {"milestone_done": "дело по приказу отмечено"}
UNDONE_NOTED = {"milestone_undone": "отметка о деле снята"}
