"""What a roster file says: its right rows and what is wrong with the others."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterRow:
    """One person of the sheet of people; ``row`` is the number that the spreadsheet shows.

    A profile is an ``account`` (the messenger's number) or a ``screen_name`` yet to be resolved.
    """

    row: int
    sheet: str = field(default="", compare=False)
    full_name: str
    position: str
    role: str
    account: int | None
    screen_name: str | None
    classes: tuple[str, ...]
    absent_from: date | None
    absent_to: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassRow:
    """One class (group) of the sheet of classes; None: the cell was empty."""

    row: int
    sheet: str = field(default="", compare=False)
    name: str
    pupils: int | None
    parents: int | None
    teacher: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RowProblem:
    """Why a row was not taken: a code that ``roster_words`` tells, and what the cell held."""

    sheet: str  # empty for CSV, which has only one
    row: int
    code: str
    value: str
    other: int | None = None  # the row it collides with
    other_sheet: str = ""  # that row's sheet, if it is another


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A sheet that was not read, and why: a code that ``roster_words`` tells."""

    sheet: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HiddenRows:
    """Rows of a sheet that were read although the spreadsheet does not show them."""

    sheet: str
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A heading and the field it is taken for; empty: it is left out, or not understood."""

    heading: str
    field: str
    of_people: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownColumn:
    """A column whose heading is not understood; of classes if not ``of_people``."""

    sheet: str
    heading: str
    of_people: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """The right rows of both sheets and the problems of the others, in the file's order."""

    people: tuple[RosterRow, ...]
    classes: tuple[ClassRow, ...]
    problems: tuple[RowProblem, ...]
    bad_people: bool = False  # some of the problems are of rows of people
    unread: tuple[Unread, ...] = ()
    unknown: tuple[UnknownColumn, ...] = ()
    hidden: tuple[HiddenRows, ...] = ()
    guessed: bool = False  # no headings are understood: the cells tell what stands where
    columns: tuple[Column, ...] = field(default=(), compare=False)
