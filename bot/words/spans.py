"""Spans of time: never from a moment to what reads as the same moment."""

from datetime import UTC, date, datetime

from bot.words.russian import clock, day, plural, span

MOMENTARY = "меньше минуты"


def span_with_year(first: date, last: date) -> str:
    """Write an interval of days with its year: «16–22 ноября 2026»."""
    if first.year != last.year:
        return span(first, last)
    return f"{span(first, last)} {last.year}"


def stretch(since: datetime, until: datetime | None) -> str:
    """Write a time to the minute, both ends in one zone; ``until`` None: it lasts.

    «с 17 ноября, 10:05 до 18 ноября, 09:00», «17 ноября с 10:05 до 11:00», and where both ends
    would read alike «17 ноября в 10:05, меньше минуты».
    """
    if until is None:
        return f"с {day(since.date())}, {clock(since)}"
    if (alike := _alike(since, until)) is not None:
        return f"{day(since.date())} в {clock(since)}, {alike}"
    if since.date() == until.date():
        return f"{day(since.date())} с {clock(since)} до {clock(until)}"
    ends = [f"{day(each.date())}, {clock(each)}" for each in (since, until)]
    if since.year != until.year:
        ends = [f"{day(each.date())} {each.year}, {clock(each)}" for each in (since, until)]
    return f"с {ends[0]} до {ends[1]}"


def short_stretch(since: datetime, until: datetime) -> str:
    """Write a time to the minute in little room: «16.11 10:00–17.11 09:00», «16.11 10:00–11:00»."""
    begins = f"{since:%d.%m} {clock(since)}"
    if (alike := _alike(since, until)) is not None:
        return f"{begins}, {alike}"
    if since.date() == until.date():
        return f"{begins}–{clock(until)}"
    if since.year != until.year:
        return f"{since:%d.%m.%Y} {clock(since)}–{until:%d.%m.%Y} {clock(until)}"
    return f"{begins}–{until:%d.%m} {clock(until)}"


def _alike(since: datetime, until: datetime) -> str | None:
    """Say how long a time is whose ends read alike; None: they do not.

    Clocks that are put back show an hour twice: then it is more than a minute.
    """
    if since.replace(tzinfo=None, second=0, microsecond=0) != until.replace(
        tzinfo=None, second=0, microsecond=0
    ):
        return None
    lasted = int((until.astimezone(UTC) - since.astimezone(UTC)).total_seconds()) // 60
    return plural(lasted, "минуту", "минуты", "минут") if lasted > 0 else MOMENTARY
