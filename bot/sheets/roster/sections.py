"""Finding the roster's tables in a file: which sheets, which row is the header, what stands where.

Headers are found loosely: among the first rows, columns in any order, by likeness. Every sheet
that has one is read; what is not read is named.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.sheets import cells
from bot.sheets.roster.heading_words import CLASSES_SHEETS, NUMBERING, OTHERS_SHEET, PEOPLE_SHEET
from bot.sheets.roster.headings import Headings
from bot.sheets.roster.rows import Unread
from bot.sheets.untrusted.reading import Cell, Table
from bot.sheets.untrusted.table import BadSheet

_NAMING = ("full_name", "name")  # where a row of sums or a part's title says what it is
_HEADER_WITHIN = 10  # rows: titles and approvals stand above it
_NAME_PARTS = ("surname", "given", "patronymic")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A table whose header was found: ``columns`` maps a field to its index.

    ``unknown``: headings that are not understood.
    """

    table: Table
    header: int
    columns: Mapping[str, int]
    unknown: tuple[str, ...]

    def lines(self) -> Iterator[tuple[int, dict[str, Cell]]]:
        """Give the number of each row that says anything, and its known cells."""
        for number, row in enumerate(self.table.rows[self.header :], self.header + 1):
            known = {field: row[at] for field, at in self.columns.items() if at < len(row)}
            if number == self.header + 1 and cells.is_numbering(row):
                continue
            _join_name(known)
            if any(cells.is_total(known.get(field, "")) for field in _NAMING):
                continue
            if any(cells.text(cell) for cell in known.values()):
                yield number, known


def _join_name(known: dict[str, Cell]) -> None:
    """Make one name of a surname, a given name and a patronymic in columns of their own."""
    parts = [cells.text(known.pop(field, "")) for field in _NAME_PARTS]
    if any(parts):
        whole = cells.text(known.get("full_name", ""))
        known["full_name"] = " ".join(filter(None, [whole, *parts]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sections:
    """The tables of people and of classes, and the sheets that are neither."""

    people: tuple[Section, ...]
    classes: tuple[Section, ...]
    unread: tuple[Unread, ...] = ()


class Finder:
    """Finds sections; ``given``: what headings mean as somebody said, by ``cells.key``."""

    def __init__(self, given: Mapping[str, str] | None = None) -> None:
        self._of_people = Headings(of_people=True, given=given)
        self._of_classes = Headings(of_people=False, given=given)

    def of_workbook(self, tables: tuple[Table, ...]) -> Sections:
        """Find people and classes on all sheets. Raises ``BadSheet`` without people."""
        filled = [table for table in tables if any(map(_says, table.rows))]
        if not filled:
            raise BadSheet("empty")
        people: list[Section] = []
        classes: list[Section] = []
        unread = []
        for table in filled:
            kind, found = self._kind(table)
            if found is None:
                unread.append(Unread(sheet=table.name, why=kind))
            else:
                (people if kind == "people" else classes).append(found)
        people, bare = _staff(people)
        people, old = _newest(people)
        classes, old_classes = _newest(classes)
        if not people and not classes:
            raise BadSheet("no_columns")
        return Sections(
            people=tuple(people),
            classes=tuple(classes),
            unread=(*unread, *bare, *old, *old_classes),
        )

    def of_text(self, table: Table) -> Sections:
        """A text is one table: people, or else classes. Raises ``BadSheet`` if neither."""
        people = self._people(table)
        classes = None if people else self._classes(table)
        if people is None and classes is None:
            raise BadSheet("no_columns")
        return Sections(
            people=() if people is None else (people,),
            classes=() if classes is None else (classes,),
        )

    def known_headings(self, table: Table) -> int:
        """How many headings of a table are known: more if it was split as it was meant."""
        section = self._people(table) or self._classes(table)
        return len(section.columns) if section else 0

    def _kind(self, table: Table) -> tuple[str, Section | None]:
        name = cells.key(table.name)
        if OTHERS_SHEET.search(name):
            return "others", None
        classes, people = self._classes(table), self._people(table)
        if classes is not None and (people is None or name in map(cells.key, CLASSES_SHEETS)):
            return "classes", classes
        return ("people", people) if people is not None else ("no_columns", None)

    def _people(self, table: Table) -> Section | None:
        found = _section(table, self._of_people, ("full_name",))
        return found or _section(table, self._of_people, ("surname", "given"))

    def _classes(self, table: Table) -> Section | None:
        return _section(table, self._of_classes, ("name", "pupils"))


def _says(row: tuple[Cell, ...]) -> bool:
    return any(cells.text(cell) for cell in row)


def _staff(found: list[Section]) -> tuple[list[Section], list[Unread]]:
    """Leave out lists of names that say nothing of a post, where others do: pupils', parents'."""
    own = [
        each
        for each in found
        if {"position", "role", "vk"} & each.columns.keys()
        or cells.key(each.table.name) == cells.key(PEOPLE_SHEET)
    ]
    own = own or found[:1]
    return own, [Unread(sheet=each.table.name, why="no_post") for each in found if each not in own]


def _newest(found: list[Section]) -> tuple[list[Section], list[Unread]]:
    """Of sheets that are one a year take the newest."""
    years = {each.table.name: _YEAR.findall(each.table.name) for each in found}
    newest = max((max(each) for each in years.values() if each), default="")
    if len([each for each in years.values() if each]) < 2:
        return found, []
    kept = [
        each for each in found if not years[each.table.name] or newest in years[each.table.name]
    ]
    old = [Unread(sheet=each.table.name, why="old") for each in found if each not in kept]
    return kept, old


def _section(table: Table, headings: Headings, needed: tuple[str, ...]) -> Section | None:
    for number, row in enumerate(table.rows[:_HEADER_WITHIN], 1):
        columns: dict[str, int] = {}
        unknown = []
        for index, cell in sorted(enumerate(row), key=lambda at: not headings.is_given(at[1])):
            field = headings.field(cell)
            if field and field not in columns:
                columns[field] = index
            elif field is None and not NUMBERING.fullmatch(cells.text(cell).casefold()):
                unknown.append(cells.text(cell))
        if all(field in columns for field in needed) and len(columns) > 1:
            return Section(table=table, header=number, columns=columns, unknown=tuple(unknown))
    return None
