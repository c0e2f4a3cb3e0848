"""Lessons: the hours of a working day in which a school's chats are not silent. Pure."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from monitor.time.calendar import DayOff, is_writing_day, never

BEGIN, END = time(9), time(15)
"""Local hours; most lessons of a first shift lie between them."""


def lessons_began(now: datetime, zone: ZoneInfo, off: DayOff = never) -> datetime | None:
    """Tell when today's lessons began; None: it is no working day, or before or after them."""
    local = now.astimezone(zone)
    if not BEGIN <= local.time() < END or not is_writing_day(local.date(), off):
        return None
    return datetime.combine(local.date(), BEGIN, zone)
