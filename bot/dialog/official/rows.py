"""What an official table says, before anything of it is applied."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from monitor.time.week import Week
from storage.records import Official

Origin = Literal["given", "remembered", "guessed"]
"""Who said what a column means: now by hand, confirmed earlier, or by its likeness."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its letter, its heading, and what it means.

    ``figure`` None: not recognised; empty: somebody said to leave it out; ``base:…``: the size of
    an audience. ``confidence``: in percent. ``key``: the heading as it is remembered.
    """

    letter: str
    header: str
    key: str
    figure: str | None
    confidence: int
    origin: Origin
    percent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialRow:
    """The row of one unit: its number in the sheet, the name there, and what it says."""

    unit: str
    row: int
    name: str  # empty: the table names no organisation, and has one row
    confidence: int
    said: tuple[Official, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CellProblem:
    """Why something was not taken: a code that ``words`` here tells, and what was there.

    ``row`` 0 and ``column`` empty: it is of no single place.
    """

    row: int
    column: str
    code: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialTable:
    """A table read: what its columns mean, the rows of our units, and all that was left out."""

    sheet: str  # empty for CSV
    header: int  # the last row of the headings
    columns: tuple[Column, ...]
    rows: tuple[OfficialRow, ...]
    absent: tuple[str, ...]  # names of units that have no row
    strangers: tuple[str, ...]  # names of rows that are no unit of ours
    problems: tuple[CellProblem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePreview:
    """A table read for a unit's week, with nothing applied yet.

    ``titles``: of figures by id; ``names``: of the units that may have rows, by id; ``kinds``:
    theirs.
    """

    unit: str
    week: Week
    file_name: str
    table: OfficialTable
    titles: Mapping[str, str]
    names: Mapping[str, str]
    kinds: tuple[str, ...]
