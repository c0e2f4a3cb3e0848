"""«Таблица недель» of a coordinator: what it is of, and who changed most."""

from collections.abc import Sequence

from bot.words.naming import Naming
from bot.words.russian import number, plural, share, span
from monitor.facts.values import WeekFigure
from monitor.levels.weeks import WeeksRow, WeeksTable

WEEKS_TABLE_ACT = Naming(typed=("таблица недель",))

OTHER, TO_LIST = "Другой показатель", "← К организациям"


def weeks(count: int) -> str:
    """Name the button of a table of so many weeks."""
    return plural(count, "неделя", "недели", "недель")


def none(level: str) -> str:
    """Say that no week is closed yet."""
    return (
        f"{level}. Закрытых недель пока нет: таблица появится, когда закончится первая неделя "
        "и её итоги будут подведены."
    )


def table(shown: WeeksTable) -> str:
    """Say what the table is of, and whose figure changed most in the last week."""
    first, last = shown.weeks[0][0], shown.weeks[-1][1]
    lines = [
        f"{shown.level}. Таблица недель: {shown.title}.",
        f"{span(first, last)}, {weeks(len(shown.weeks))}. Организаций: {number(len(shown.rows))}.",
    ]
    if shown.changed:
        lines.append(f"Больше всего изменилось за {span(*shown.weeks[-1])}:")
        lines += [f"• {row.name}: {_change(row, shown.figure)}" for row in shown.changed]
    elif len(shown.weeks) > 1:
        lines.append(f"За {span(*shown.weeks[-1])} ни у кого не изменилось.")
    return "\n".join(lines)


def _change(row: WeeksRow, figure: str) -> str:
    was, now = row.figure(figure, -2), row.figure(figure, -1)
    return "" if was is None or now is None else f"{_said(was)} → {_said(now)}"


def _said(theirs: WeekFigure) -> str:
    star = "*" if theirs.incomplete else ""
    return f"{number(theirs.value or 0) if theirs.share is None else share(theirs.share)}{star}"


def which(level: str, listed: Sequence[tuple[int, str]]) -> str:
    """List the figures a table may be of."""
    lines = [f"{at}. {title}" for at, title in listed]
    return "\n".join([f"{level}. Таблица недель: по какому показателю?", *lines])
