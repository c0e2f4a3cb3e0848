"""Finding the roster's tables in a file: which sheet, which row is the header, what stands where.

Headers are found loosely: among the first rows, columns in any order, unknown ones left alone.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from bot.sheets import cells
from bot.sheets.roster.words import CLASS_COLUMNS, CLASSES_SHEETS, PEOPLE_COLUMNS, PEOPLE_SHEET
from bot.sheets.untrusted.reading import Cell, Table
from bot.sheets.untrusted.table import BadSheet

_NAMING = ("full_name", "name")  # where a row of sums or a part's title says what it is
_HEADER_WITHIN = 10  # rows: titles and approvals stand above it


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A table whose header was found: ``columns`` maps a field to its index."""

    table: Table
    header: int
    columns: Mapping[str, int]

    def lines(self) -> Iterator[tuple[int, dict[str, Cell]]]:
        """Give the number of each row that says anything, and its known cells."""
        for number, row in enumerate(self.table.rows[self.header :], self.header + 1):
            known = {field: row[at] for field, at in self.columns.items() if at < len(row)}
            if number == self.header + 1 and cells.is_numbering(row):
                continue
            if any(cells.is_total(known.get(field, "")) for field in _NAMING):
                continue
            if any(cells.text(cell) for cell in known.values()):
                yield number, known


def of_workbook(tables: tuple[Table, ...]) -> tuple[Section, Section | None]:
    """Find people and classes, by the sheet's name first. Raises ``BadSheet`` without people."""
    if not any(cells.text(cell) for table in tables for row in table.rows for cell in row):
        raise BadSheet("empty")
    people = _first(tables, (PEOPLE_SHEET,), _people)
    if people is None:
        raise BadSheet("no_columns")
    return people, _first(tables, CLASSES_SHEETS, _classes)


def of_text(table: Table) -> tuple[Section | None, Section | None]:
    """A text is one table: people, or else classes. Raises ``BadSheet`` if neither."""
    people = _people(table)
    classes = None if people else _classes(table)
    if people is None and classes is None:
        raise BadSheet("no_columns")
    return people, classes


def known_headings(table: Table) -> int:
    """How many headings of a table are known: more of them if it was split as it was meant."""
    section = _people(table) or _classes(table)
    return len(section.columns) if section else 0


def _first(
    tables: tuple[Table, ...], names: tuple[str, ...], find: Callable[[Table], Section | None]
) -> Section | None:
    ours = {cells.key(name) for name in names}
    ours_first = sorted(tables, key=lambda table: cells.key(table.name) not in ours)
    return next((found for table in ours_first if (found := find(table))), None)


def _people(table: Table) -> Section | None:
    return _section(table, PEOPLE_COLUMNS, needed=("full_name",))


def _classes(table: Table) -> Section | None:
    return _section(table, CLASS_COLUMNS, needed=("name", "pupils"))


def _section(
    table: Table, known: Mapping[str, tuple[str, ...]], *, needed: tuple[str, ...]
) -> Section | None:
    fields = {cells.key(heading): field for field, names in known.items() for heading in names}
    for number, row in enumerate(table.rows[:_HEADER_WITHIN], 1):
        columns: dict[str, int] = {}
        for index, cell in enumerate(row):
            field = fields.get(cells.key(cell))
            if field:
                columns.setdefault(field, index)
        if all(field in columns for field in needed):
            return Section(table=table, header=number, columns=columns)
    return None
