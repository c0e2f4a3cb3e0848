"""The words on a digest's picture. They say how many, never who."""

from datetime import date, datetime

from bot.words.figures import only_begun, window_words
from bot.words.orders.norms import deadline, normed, not_known
from bot.words.russian import (
    FEW,
    NO_DATA,
    clock,
    norm_share,
    number,
    plural,
    share,
    short_day,
    span,
    weekday_genitive,
)
from monitor.facts.digest import Digest
from monitor.facts.values import Figure, NormReading, WindowSpan

UNBOUND = "нет\nпрофиля"
PEOPLE_TITLE = "Сотрудники по сообщениям"
DAYS_TITLE = "Сообщения по дням"
NO_PEOPLE = "Список сотрудников пуст"
NO_MESSAGES = "Нет данных о сообщениях"
NO_FIGURE = "Показатель не задан приказом"
NO_BAR = NO_DATA.replace(" ", "\n")
YEAR_TITLE = "С начала учебного года"
FIRST_WEEK = "Прошлых недель пока нет"
INFORMATIVE = "Показатели носят справочный характер."
_KEPT = "\N{NO-BREAK SPACE}"  # between what is not torn apart at a line's end
_WIDEST_COUNT = 9  # signs that a line under a bar holds


def unit_name(name: str) -> str:
    """The organisation's name, «№ 12» kept in one line."""
    return name.replace("№ ", "№\N{NO-BREAK SPACE}")


def subtitle(first: date, last: date, as_of: datetime | None) -> str:
    """Name the interval and how far it is counted; ``as_of`` None: the week is over."""
    if as_of is None:
        return f"{span(first, last)} · итог недели"
    when = f"{clock(as_of)} {weekday_genitive(as_of.date())}"
    return f"{span(first, last)} · на {when}; штриховка — ещё не окончено"


def headline(value: int | None, of: int | None, *, starred: bool, few: bool = False) -> str:
    """The main figure in large: «24 из 43*»."""
    star = "*" if starred else ""
    if value is None or of == 0:
        return FEW if few else NO_DATA
    return f"{number(value)}{star}" if of is None else f"{number(value)} из {number(of)}{star}"


def reached(x: float | None, under: float | None = None) -> str:
    """The main figure's share, beside the headline; nothing without data."""
    return "" if x is None else share(x, under)


def verdict(norm: NormReading, window: WindowSpan) -> str:
    """What stands under the headline: the norm and whether it is met; before a deadline, that.

    Of a week that has only begun nothing is said of what is not met yet.
    """
    running = not window.closed and window.as_of < window.end
    unmet = ": пока не выполнена" if running else ": не выполнена"
    told = {True: ": выполнена", False: "" if only_begun(window) else unmet, None: ""}[norm.met]
    today = window.as_of.astimezone(window.start.tzinfo).date()
    if norm.met is False and norm.deadline is not None and today <= norm.deadline:
        told = f", {deadline(norm)}"
    said = f"норма «{normed(norm)}»" if norm.at_most == 0 else normed(norm)
    return f"{said}{told}"


def beside(digest: Digest) -> list[str]:
    """Compare with the week before: to the same hour while a week runs, and the base if it changed.

    «неделю назад к этому часу: 16 из 43», «база: 355 → 325».
    """
    figure, trend = digest.report.figure(digest.main), digest.trend(digest.main)
    known = [point for point in (trend.points if trend else ()) if point.value is not None]
    if figure is None or figure.value is None or not known:
        return []
    then, last = digest.then, known[-1]
    told = []
    if then is not None and then.value is not None:
        of = "" if then.of is None else f" из {number(then.of)}"
        told.append(f"неделю назад к этому часу: {number(then.value)}{of}")
    if figure.of and last.of and figure.of != last.of:
        told.append(_KEPT.join(("база:", number(last.of), "→", number(figure.of))))
    return ["; ".join(told)] if told else []


def main_title(figure: Figure) -> str:
    """The main figure's title, with its days where they are not the week's."""
    return f"{figure.title}{window_words(figure)}"


def norm_line(threshold: float) -> str:
    """The label of the norm's line."""
    return f"норма {norm_share(threshold)}"


def week_label(first: date, last: date, value: int | None, of: int | None) -> str:
    """A week and its count under its bar: «16–22.11» and «24 из 43»."""
    same = first.month == last.month
    days = (
        f"{first.day}–{last.day}.{last:%m}"
        if same
        else f"{first.day}.{first:%m}–{last.day}.{last:%m}"
    )
    if value is None or not of:
        return days
    counted = f"{number(value)} из {number(of)}"
    parted = len(counted) > _WIDEST_COUNT
    return f"{days}\n{number(value)}\nиз {number(of)}" if parted else f"{days}\n{counted}"


def bar_label(reached: float | None, count: int | None) -> str:
    """The share over a week's bar; the count, where there is no base."""
    return share(reached) if reached is not None else number(count or 0)


def band(least: int, most: int | None) -> str:
    """Name a band of messages: «0», «1–2», «от 10»."""
    if most is None:
        return f"от {least}"
    return f"{least}" if least == most else f"{least}–{most}"


def count(n: int) -> str:
    """How many people or messages a bar stands for."""
    return number(n)


def away(n: int) -> str:
    """Why some of the list are not in the bands; empty if all are."""
    return f"отсутствуют: {number(n)}" if n else ""


def day_label(day: date) -> str:
    """A day under its bar: «пт 20»."""
    return short_day(day)


def total(n: int) -> str:
    """All messages of the week."""
    return f"всего {plural(n, 'сообщение', 'сообщения', 'сообщений')}"


def base(name: str | None) -> str:
    """The base of the main figure, as orders tell it."""
    return {"all": "База: все по списку.", "present": "База: без отсутствующих."}.get(
        name or "", ""
    )


def left_open(figure: Figure | None) -> str:
    """What the main figure may be beside what is known; empty if nothing."""
    said = "" if figure is None else not_known(figure)
    star = "* " if figure is not None and figure.missing == "untold" else ""
    return f"{star}{said[:1].upper()}{said[1:]}." if said else ""


def incomplete(completeness: float | None) -> str:
    """Why the figure has an asterisk."""
    if completeness == 1:
        return "* Доступ к части чатов не подтверждён: показатель может быть занижен."
    seen = "не все сообщения" if not completeness else f"{share(completeness)} сообщений"
    return f"* Бот видел {seen}: показатель может быть занижен."
