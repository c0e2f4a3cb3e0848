"""What the author of an announcement is told of it, once all is sent."""

from datetime import datetime

from bot.words.russian import clock, count_of, day
from monitor.facts.ratio import Ratio
from monitor.jobs.announcing import AnnouncementOutcome

KIND = "отчёты об объявлениях"
IN_CHATS = "объявления в чатах"
AT_ONCE = "объявления в чатах вне рабочих часов"

REPORT = "Отчёт об отправке"


def outcome(outcome: AnnouncementOutcome) -> str:
    """Tell the author what came of an announcement."""
    mark = "✅" if outcome.sent == outcome.chats else "⚠️"
    said = f"Объявление {made(outcome.made_at, outcome.made_at)}."
    return f"{said}\n{mark} Отправлено в чаты: {count_of(Ratio(outcome.sent, outcome.chats))}."


def made(made_at: datetime, local: datetime) -> str:
    """Name an announcement by when it was made, in the reader's time."""
    there = made_at.astimezone(local.tzinfo)
    return f"от {day(there.date())}, {clock(there)}"
