"""The roster handed in as XLSX, ODS, CSV or DOCX: right rows are taken, wrong ones are told. Pure.

Names of sheets, headings and roles, and all sentences are in bot/sheets/roster/words.py.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TypeVar

from bot.sheets import cells
from bot.sheets.cells import BadCell
from bot.sheets.roster.blocks import Section
from bot.sheets.roster.rows import (
    ClassRow,
    Column,
    HiddenRows,
    Roster,
    RosterRow,
    RowProblem,
    UnknownColumn,
)
from bot.sheets.roster.sections import Finder, Sections
from bot.sheets.roster.template import roster_template
from bot.sheets.untrusted.reading import Book, Cell, read_book
from bot.sheets.untrusted.table import BadSheet
from monitor.people.names import identity

__all__ = [
    "BadSheet",
    "ClassRow",
    "Roster",
    "RosterRow",
    "RowProblem",
    "read_roster",
    "roster_template",
]

_NO_PROFILE: tuple[int | None, str | None] = (None, None)

_Value = TypeVar("_Value")
_Row = TypeVar("_Row", RosterRow, ClassRow)


def read_roster(
    data: bytes | Book, file_name: str, given: Mapping[str, str] | None = None
) -> Roster:
    """Read a roster. Raises ``BadSheet`` if the file as a whole is none.

    ``given``: what headings mean as somebody said: the field by ``cells.key``, empty: left out.
    """
    roster = _roster(_sections(read_book(data, file_name), Finder(given)))
    if not (roster.guessed or roster.people or roster.classes or roster.problems):
        raise BadSheet("empty")
    return roster


def _sections(book: Book, finder: Finder) -> Sections:
    if book.is_text:
        return finder.of_text(book.best(finder.known_headings))
    return finder.of_workbook(book.tables)


def _roster(found: Sections) -> Roster:
    persons, wrong = _take(found.people, _person, _who, _same_person, _both_posts)
    groups, wrong_groups = _take(found.classes, _class, _which_class, _same_class, _nothing)
    return Roster(
        people=persons,
        classes=groups,
        problems=(*wrong, *wrong_groups),
        bad_people=any(each.code not in ("left", "repeat") for each in wrong),
        guessed=found.guessed,
        unread=found.unread,
        hidden=tuple(_hidden((*found.people, *found.classes), (*persons, *groups))),
        columns=tuple(
            dict.fromkeys(
                (
                    *_columns(found.people, of_people=True),
                    *_columns(found.classes, of_people=False),
                )
            )
        ),
        unknown=(
            *_unknown(found.people, of_people=True),
            *_unknown(found.classes, of_people=False),
        ),
    )


def _hidden(found: Iterable[Section], rows: Sequence[RosterRow | ClassRow]) -> Iterator[HiddenRows]:
    for table in {each.table.name: each.table for each in found}.values():
        unseen = {*table.hidden_rows}
        read = tuple(each.row for each in rows if each.sheet == table.name and each.row in unseen)
        if read:
            yield HiddenRows(sheet=table.name, rows=tuple(sorted(read)))


def _columns(found: Iterable[Section], *, of_people: bool) -> Iterator[Column]:
    for section in found:
        taken = {at: field for field, at in section.columns.items()}
        for at, heading in section.headings.items():
            yield Column(heading=heading, field=taken.get(at, ""), of_people=of_people)


def _unknown(found: Iterable[Section], *, of_people: bool) -> Iterator[UnknownColumn]:
    for section in found:
        for heading in section.unknown:
            yield UnknownColumn(sheet=section.table.name, heading=heading, of_people=of_people)


@dataclass(slots=True)
class _Line:
    """One row being read; what is wrong with its cells gathers in ``errors``."""

    sheet: str
    row: int
    known: Mapping[str, Cell]
    errors: list[BadCell] = field(default_factory=list)

    def cell(self, name: str) -> Cell:
        return self.known.get(name, "")

    def read(self, name: str, meaning: Callable[[Cell], _Value], otherwise: _Value) -> _Value:
        try:
            return meaning(cells.sound(self.cell(name)))
        except BadCell as error:
            self.errors.append(error)
            return otherwise


def _take(
    sections: Iterable[Section],
    read: Callable[[_Line], _Row],
    identity: Callable[[_Row], Hashable],
    collision: Callable[[_Row, _Row], tuple[str, str]],
    join: Callable[[_Row, _Row], _Row | None],
) -> tuple[tuple[_Row, ...], tuple[RowProblem, ...]]:
    """Read the rows of sections; those with a problem, or that are there already, are told."""
    kept: dict[Hashable, _Row] = {}
    problems: list[RowProblem] = []
    lines = ((each.table.name, line) for each in sections for line in each.lines())
    for sheet, (number, known) in lines:
        tell = partial(RowProblem, sheet=sheet)
        line = _Line(sheet, number, known)
        row = read(line)
        problems += [tell(row=number, code=bad.code, value=bad.value) for bad in line.errors]
        if line.errors:
            continue
        first = kept.setdefault(identity(row), row)
        if first is not row and (both := join(first, row)) is not None:
            kept[identity(row)] = both
        elif first is not row:
            code, value = collision(first, row)
            elsewhere = "" if first.sheet == sheet else first.sheet
            problems.append(
                tell(row=number, code=code, value=value, other=first.row, other_sheet=elsewhere)
            )
    return tuple(kept.values()), tuple(problems)


def _person(line: _Line) -> RosterRow:
    if not cells.is_empty(gone := line.cell("left")):
        line.errors.append(BadCell("left", cells.text(gone)))
    position = line.read("position", cells.post, "")
    account, screen_name = line.read("vk", cells.profile, _NO_PROFILE)
    absent_from = line.read("absent_from", cells.day, None)
    absent_to = line.read("absent_to", cells.day, None)
    if absent_from and absent_to and absent_to < absent_from:
        line.errors.append(
            BadCell("dates_reversed", f"{absent_from:%d.%m.%Y} – {absent_to:%d.%m.%Y}")
        )
    return RosterRow(
        row=line.row,
        sheet=line.sheet,
        full_name=line.read("full_name", cells.full_name, ""),
        position=position,
        role=line.read("role", lambda cell: cells.role(cell, position), ""),
        account=account,
        screen_name=screen_name,
        classes=line.read("classes", cells.names, ()),
        absent_from=absent_from,
        absent_to=absent_to,
    )


def _who(row: RosterRow) -> Hashable:
    """Two rows with this in common are one person: the profile, or else name and position."""
    if row.account is not None or row.screen_name is not None:
        return row.account, row.screen_name
    return identity.key(row.full_name), cells.key(row.position)


def _both_posts(first: RosterRow, row: RosterRow) -> RosterRow | None:
    """Make one of two rows of a person with two posts or other classes; None: they are not.

    That it is one person the profile shows; or name and post, which nothing else tells apart.
    """
    has_profile = first.account is not None or first.screen_name is not None
    is_post = has_profile and cells.key(row.position) not in cells.key(first.position)
    is_load = {*row.classes} - {*first.classes} and _same_row(
        first, replace(row, classes=first.classes)
    )
    if not ((is_post or is_load) and identity.same(first.full_name, row.full_name)):
        return None
    return replace(
        first,
        position=", ".join(filter(None, [first.position, row.position if is_post else ""])),
        classes=tuple(dict.fromkeys((*first.classes, *row.classes))),
        absent_from=first.absent_from or row.absent_from,
        absent_to=first.absent_to if first.absent_from else row.absent_to,
    )


def _nothing(_first: ClassRow, _row: ClassRow) -> None:
    """Classes are never joined."""


def _same_person(first: RosterRow, row: RosterRow) -> tuple[str, str]:
    if _same_row(first, row):
        return "repeat", row.full_name
    if identity.same(row.full_name, first.full_name):
        return "same_person", row.full_name
    return "same_account", row.screen_name or f"id{row.account}"


def _class(line: _Line) -> ClassRow:
    name = line.read("name", cells.class_name, "")
    if not (name or line.errors):
        line.errors.append(BadCell("no_class", ""))
    return ClassRow(
        row=line.row,
        sheet=line.sheet,
        name=name,
        pupils=line.read("pupils", cells.count, None),
        parents=line.read("parents", cells.count, None),
        teacher=line.read("teacher", cells.text, ""),
    )


def _which_class(row: ClassRow) -> Hashable:
    return cells.key(row.name)


def _same_class(first: ClassRow, row: ClassRow) -> tuple[str, str]:
    return ("repeat" if _same_row(first, row) else "same_class"), row.name


def _same_row(first: _Row, row: _Row) -> bool:
    return replace(row, row=first.row) == first
