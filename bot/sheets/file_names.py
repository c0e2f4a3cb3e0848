"""How files are called: as people call them, so that they are found again on a phone."""

import re
from datetime import date

from bot.words.notices import forecast as forecast_words
from bot.words.orders.norms import last_day
from bot.words.russian import bare_name, span
from monitor.facts.values import Report, WindowSpan
from monitor.report.forecast import Forecast

_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_LONGEST = 60  # letters of a name; phones show about so many


def dated(first: date, last: date) -> str:
    """Write days with their year: «16–22 ноября 2026»."""
    said = span(first, last)
    return said if first.year != last.year else f"{said} {last.year}"


def week_table(report: Report) -> str:
    """Name the table of a week: «СОШ № 12, 16–22 ноября 2026.xlsx»."""
    return _named(report.unit_name, report.window)


def forecast_table(facts: Forecast) -> str:
    """Name the table of a forecast: «СОШ № 12, прогноз на 16–22 ноября 2026.xlsx»."""
    return _named(facts.unit_name, facts.window, forecast_words.AHEAD)


def _named(unit: str, window: WindowSpan, what: str = "") -> str:
    first, last = window.start.date(), last_day(window)
    name = " ".join(_UNFIT.sub(" ", bare_name(unit)).split())
    if len(name) > _LONGEST:
        name = f"{name[:_LONGEST].rpartition(' ')[0] or name[:_LONGEST]} …"
    return f"{name}, {what}{dated(first, last)}.xlsx"
