"""A level's organisations over its closed weeks: one figure, weeks side by side. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from monitor.facts.values import OrganisationLine, Report, WeekFigure

MOST = 3
"""So many organisations whose figure changed most are named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeksRow:
    """An organisation; ``lines``: what was told of it in each week, None: nothing."""

    unit: str
    name: str
    lines: tuple[OrganisationLine | None, ...]

    def figure(self, name: str, week: int) -> WeekFigure | None:
        """Give what may be told of a figure in a week."""
        line = self.lines[week]
        theirs = None if line is None or name in line.few else line.figure(name)
        return theirs if theirs is not None and theirs.value is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeksTable:
    """One figure of a level's organisations; ``weeks``: first and last day, oldest first.

    ``changed``: whose figure changed most from the last week but one, in the order of the rows.
    """

    level: str
    figure: str
    title: str
    weeks: tuple[tuple[date, date], ...]
    rows: tuple[WeeksRow, ...]
    changed: tuple[WeeksRow, ...]


def weeks_table(level: str, figure: str, title: str, reports: Sequence[Report]) -> WeeksTable:
    """Put closed weeks side by side; ``reports``: oldest first, small groups hidden in each.

    The order of rows is the newest report's; who is not in it stands below.
    """
    by_unit = [{line.unit: line for line in report.organisations} for report in reports]
    names: dict[str, str] = {}
    for report in reversed(reports):
        for line in report.organisations:
            names.setdefault(line.unit, line.name)
    rows = tuple(
        WeeksRow(unit=unit, name=name, lines=tuple(lines.get(unit) for lines in by_unit))
        for unit, name in names.items()
    )
    days = tuple(
        (report.window.start.date(), report.window.end.date() - timedelta(days=1))
        for report in reports
    )
    most = sorted(rows, key=lambda row: -abs(change(row, figure)))[:MOST]
    changed = tuple(row for row in rows if row in most and change(row, figure))
    return WeeksTable(
        level=level, figure=figure, title=title, weeks=days, rows=rows, changed=changed
    )


def change(row: WeeksRow, figure: str) -> float:
    """Tell by how much a figure changed in the last week: its share, or a plain count; 0: none."""
    if len(row.lines) < 2:
        return 0
    was, now = row.figure(figure, -2), row.figure(figure, -1)
    if was is None or now is None:
        return 0
    if was.share is not None and now.share is not None:
        return now.share - was.share
    if was.of is None and now.of is None:
        return (now.value or 0) - (was.value or 0)
    return 0
