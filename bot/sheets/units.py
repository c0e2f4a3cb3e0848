"""A table of organisations, read into settings of units; every mistake by its row. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pydantic import ValidationError

from bot.config.settings import UnitSettings, told
from bot.errors import Problem
from bot.sheets import cells
from bot.sheets.cells import BadCell
from bot.sheets.units_words import COLUMNS, KINDS
from bot.sheets.untrusted.reading import Book, Cell, Table, read_book

_HEADER_WITHIN = 10  # rows: titles stand above it
_NEEDED = ("id", "name")
_ACCOUNTS = ("administrators", "deputies", "coordinators")
_FIELDS = {cells.key(name): field for field, names in COLUMNS.items() for name in names}
_KINDS = {cells.key(name): kind for name, kind in KINDS.items()}


class NoColumns(Exception):
    """No row of the table names the columns that are needed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRows:
    """The units of a table, and what is wrong with its rows: the number and the problem."""

    units: tuple[UnitSettings, ...]
    problems: tuple[tuple[int, Problem], ...]


def read_units(data: bytes | Book) -> UnitRows:
    """Read a table of organisations. Raises ``BadSheet`` and ``NoColumns``."""
    book = read_book(data)
    for table in (book.best(_known),) if book.is_text else book.tables:
        for number, row in enumerate(table.rows[:_HEADER_WITHIN], 1):
            columns = _columns(row)
            if all(field in columns for field in _NEEDED):
                return _read(table.rows[number:], number + 1, columns)
    raise NoColumns


def _known(table: Table) -> int:
    return max((len(_columns(row)) for row in table.rows[:_HEADER_WITHIN]), default=0)


def _columns(row: Iterable[Cell]) -> dict[str, int]:
    found: dict[str, int] = {}
    for index, cell in enumerate(row):
        if field := _FIELDS.get(cells.key(cell)):
            found.setdefault(field, index)
    return found


def _read(rows: Iterable[tuple[Cell, ...]], first: int, columns: Mapping[str, int]) -> UnitRows:
    units: dict[str, UnitSettings] = {}
    problems: list[tuple[int, Problem]] = []
    for number, row in enumerate(rows, first):
        known = {field: row[at] for field, at in columns.items() if at < len(row)}
        if not any(cells.text(cell) for cell in known.values()):
            continue
        wrong: list[Problem] = []
        values = dict(_values(known, wrong))
        try:
            unit = UnitSettings.model_validate(values)
        except ValidationError as error:
            problems += [(number, each) for each in (*wrong, *told(error))]
            continue
        if unit.id in units:
            wrong.append(Problem("id", "repeated_id", unit.id))
        units.setdefault(unit.id, unit)
        problems += [(number, each) for each in wrong]
    return UnitRows(units=tuple(units.values()), problems=tuple(problems))


def _values(known: Mapping[str, Cell], wrong: list[Problem]) -> Iterator[tuple[str, object]]:
    for field, cell in known.items():
        written = cells.text(cell)
        if field in _ACCOUNTS:
            yield field, tuple(_accounts(field, cell, wrong))
        elif field == "kind":
            yield field, _KINDS.get(cells.key(written), written)
        elif written:
            yield field, written


def _accounts(field: str, cell: Cell, wrong: list[Problem]) -> Iterator[int]:
    """Give the numbers of profiles; short addresses would have to be asked for."""
    for name in cells.several(cell):
        try:
            account, _ = cells.profile(name)
        except BadCell:
            account = None
        if account is None:
            wrong.append(Problem(field, "account", name))
        else:
            yield account
