"""Periods in Russian: «ноябрь 2026 года», «IV квартал», and what people type of them. Pure."""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.words.russian import span
from bot.words.typed import plain
from bot.words.understanding.days import BadDays, days_typed
from monitor.time.period import Period, a_week, month_of, of_kind, quarter_of, school_year_of_day
from monitor.time.week import Week

_MONTHS = (
    *("январь", "февраль", "март", "апрель", "май", "июнь"),
    *("июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"),
)
_STEMS = ("янв", "фев", "мар", "апр", "ма[йяе]", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_ROMAN = ("I", "II", "III", "IV")
_QUARTER_NUMBERS = {
    **{name.lower(): at for at, name in enumerate(_ROMAN, 1)},
    **{str(at): at for at in range(1, 5)},
    "первый": 1,
    "второй": 2,
    "третий": 3,
    "четвертый": 4,
}


def dated_span(first: date, last: date) -> str:
    """Write days with their year: «16–22 ноября 2026»."""
    return span(first, last) if first.year != last.year else f"{span(first, last)} {last.year}"


def called(period: Period) -> str:
    """Name a period as a file does: «16–22 ноября 2026», «IV квартал 2026»."""
    match period.kind:
        case "week":
            return dated_span(period.first, period.last)
        case "month":
            return f"{_MONTHS[period.first.month - 1]} {period.first.year}"
        case "quarter":
            return f"{_quarter(period)} {period.first.year}"
        case "year":
            return f"{_school_year(period, '–')} учебный год"


def named(period: Period) -> str:
    """Name a period after «за»: «неделю 16–22 ноября 2026 года», «2026/2027 учебный год»."""
    match period.kind:
        case "week":
            return f"неделю {dated_span(period.first, period.last)} года"
        case "year":
            return f"{_school_year(period, '/')} учебный год"
        case _:
            return f"{called(period)} года"


def on_button(period: Period) -> str:
    """Name a period on a button: «16–22 ноября», «Ноябрь», «IV квартал», «2026/2027 уч. год»."""
    match period.kind:
        case "week":
            return span(period.first, period.last)
        case "month":
            return _MONTHS[period.first.month - 1].capitalize()
        case "quarter":
            return _quarter(period)
        case "year":
            return f"Учебный год {period.first.year}/{period.last.year % 100:02}"


def _quarter(period: Period) -> str:
    return f"{_ROMAN[period.first.month // 3]} квартал"


def _school_year(period: Period, between: str) -> str:
    return f"{period.first.year}{between}{period.last.year}"


def period_typed(
    text: str, today: date, zone: ZoneInfo, week_at: Callable[[datetime], Week]
) -> Period | None:
    """Understand a period; None: it is none. What is not finished may be meant, the future not.

    «ноябрь», «октябрь 2026», «4 квартал», «квартал», «учебный год», «прошлая неделя», «9–15.11».
    """
    said = re.sub(r"^(?:за|на) ", "", plain(text).replace("-", " "))
    running = week_at(datetime.combine(today, time(12), zone))
    for understood in (_week, _month, _quarter_typed, _year):
        found = understood(said, today, running)
        if found is not None:
            return found if found.first <= today else None
    return _by_days(text, today, running, week_at, zone)


def any_week(text: str) -> bool:
    """Tell whether a week is asked for and nothing says which."""
    return re.fullmatch(r"(?:за )?недел[яюи]", plain(text)) is not None


def _week(said: str, today: date, running: Week) -> Period | None:
    del today
    found = re.fullmatch(r"(эт\w+|текущ\w+|прошл\w+|прошедш\w+|последн\w+)?(?: )?недел\w+", said)
    if found is None or found[1] is None:
        return None
    return a_week(running if found[1].startswith(("эт", "текущ")) else running.shifted(-1))


def _month(said: str, today: date, running: Week) -> Period | None:
    if found := re.fullmatch(r"(?:эт\w+ |текущ\w+ )?месяц\w*", said):
        return of_kind("month", running)
    if re.fullmatch(r"прошл\w+ месяц\w*", said):
        return _earlier(of_kind("month", running))
    for number, stem in enumerate(_STEMS, 1):
        found = re.fullmatch(rf"{stem}[а-я]*(?: (\d{{4}}))?(?: г| год\w*)?", said)
        if found is not None:
            first = date(int(found[1]) if found[1] else today.year, number, 1)
            if found[1] is None and first > today:
                first = first.replace(year=today.year - 1)
            return month_of(first)
    return None


def _quarter_typed(said: str, today: date, running: Week) -> Period | None:
    if re.fullmatch(r"(?:эт\w+ |текущ\w+ )?квартал\w*", said):
        return of_kind("quarter", running)
    if re.fullmatch(r"прошл\w+ квартал\w*", said):
        return _earlier(of_kind("quarter", running))
    found = re.fullmatch(
        r"([a-z]+|[1-4]|[а-я]+)(?: й| ый)? квартал\w*(?: (\d{4}))?(?: г\w*)?", said
    )
    number = _QUARTER_NUMBERS.get(found[1]) if found is not None else None
    if found is None or number is None:
        return None
    first = date(int(found[2]) if found[2] else today.year, number * 3 - 2, 1)
    if found[2] is None and first > today:
        first = first.replace(year=today.year - 1)
    return quarter_of(first)


def _year(said: str, today: date, running: Week) -> Period | None:
    del today
    if re.fullmatch(r"(?:эт\w+ |текущ\w+ )?(?:учебн\w+ |уч )?год", said):
        return of_kind("year", running)
    if re.fullmatch(r"прошл\w+ (?:учебн\w+ |уч )?год", said):
        return _earlier(of_kind("year", running))
    found = re.fullmatch(r"(20\d\d) (?:20)?(\d\d)(?: учебн\w+| уч)?(?: год\w*)?", said)
    if found is None or (int(found[1]) + 1) % 100 != int(found[2]):
        return None
    return school_year_of_day(date(int(found[1]), 9, 1))


def _by_days(
    text: str, today: date, running: Week, week_at: Callable[[datetime], Week], zone: ZoneInfo
) -> Period | None:
    """Give the week that the days typed lie in."""
    bare = re.sub(r"^\s*(?:за|неделю|неделя|неделе)\s+", "", re.sub(r"^\s*за\s+", "", text.lower()))
    try:
        first, last = days_typed(bare, today, (running.first, running.last))
    except (BadDays, OverflowError):
        return None
    if last is None:
        return None
    week = week_at(datetime.combine(first, time(12), zone))
    return a_week(week) if week.first <= first <= last <= week.last and first <= today else None


def _earlier(period: Period) -> Period:
    day = date.fromordinal(period.first.toordinal() - 1)
    match period.kind:
        case "month":
            return month_of(day)
        case "quarter":
            return quarter_of(day)
        case _:
            return school_year_of_day(day)
