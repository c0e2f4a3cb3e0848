"""What organisations have done of their orders as XLSX: organisations by milestones, dates.

Names of organisations only. What is equal gives equal bytes.
"""

import io
from collections.abc import Sequence
from datetime import UTC, date, datetime

import xlsxwriter  # type: ignore[import-untyped]  # has hints, but no py.typed

from bot.sheets import road_map_words as words
from bot.sheets.book import OPTIONS, Cell, looks_of, table
from monitor.levels.road_map import RoadLine, RoadUnit

_ORGANISATION, _MILESTONE = 46, 30  # letters


def road_map_xlsx(lines: Sequence[RoadLine], level: str, now: datetime, today: date) -> bytes:
    """Write the workbook: who has done what, and how many have."""
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, OPTIONS) as book:
        book.set_properties({"title": words.title(level, today), "created": now.astimezone(UTC)})
        looks = looks_of(book)
        header = [words.ORGANISATION, words.KIND, *(words.heading(line) for line in lines)]
        widths = [_ORGANISATION, 20, *(_MILESTONE for _ in lines)]
        table(book.add_worksheet(words.ORGANISATIONS), header, widths, _rows(lines), looks)
        sums = [_sum(line) for line in lines]
        widths = [16, 80, 44, 30, 12, 12]
        table(book.add_worksheet(words.MILESTONES), words.MILESTONES_HEADER, widths, sums, looks)
    return written.getvalue()


def _rows(lines: Sequence[RoadLine]) -> list[list[Cell]]:
    """Give a row for each organisation, by its name."""
    units = {each.id: each for line in lines for each in line.units}
    standing = [{each.id: each for each in line.units} for line in lines]
    return [
        [unit.name, words.kind(unit.kind), *(_cell(each.get(unit.id)) for each in standing)]
        for unit in sorted(units.values(), key=lambda each: (each.name, each.id))
    ]


def _cell(unit: RoadUnit | None) -> Cell:
    """Give the day it was done, or how it stands; a dash where it is not asked."""
    if unit is None:
        return words.NOT_ASKED
    return unit.done_on or words.standing(unit.stage)


def _sum(line: RoadLine) -> list[Cell]:
    each = line.milestone
    return [each.point, each.title, each.owner, words.due(line), line.done, len(line.units)]
