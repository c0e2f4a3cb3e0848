"""A table of organisations, read into settings of units; every mistake by its row. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pydantic import ValidationError

from bot.config.sections import UnitSettings
from bot.config.settings import told
from bot.errors import Problem
from bot.sheets import cells
from bot.sheets.cells import BadCell
from bot.sheets.units.transliteration import proposed
from bot.sheets.units.words import COLUMN_STEMS, COLUMNS, HOW_TO, KIND_STEMS, KINDS, TITLE
from bot.sheets.units.zones import zone_of
from bot.sheets.untrusted.reading import Book, Cell, Table, read_book

_HEADER_WITHIN = 10  # rows: titles stand above it
_NEEDED = ("name",)
_LEAST = 2  # headings that are known
_INHERITED = ("timezone", "order")
_ACCOUNTS = ("administrators", "deputies", "coordinators")
_FIELDS = {cells.key(name): field for field, names in COLUMNS.items() for name in names}
NOTHING: Mapping[str, str] = {}
_KINDS = {cells.key(name): kind for name, kind in KINDS.items()}


class NoColumns(Exception):
    """No row of the table names the columns that are needed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRows:
    """The units of a table, and what is wrong with its rows: the number and the problem."""

    units: tuple[UnitSettings, ...]
    problems: tuple[tuple[str, Problem], ...]  # the row's number, and its sheet's name if several
    proposed: tuple[str, ...] = ()  # ids that the table left empty
    unread: tuple[str, ...] = ()  # sheets without the headings


def read_units(data: bytes | Book, otherwise: Mapping[str, str] = NOTHING) -> UnitRows:
    """Read a table of organisations, from all sheets. Raises ``BadSheet`` and ``NoColumns``.

    ``otherwise``: what holds where neither a row nor one above it says it.
    """
    book = read_book(data)
    tables = (book.best(_known),) if book.is_text else book.tables
    tables = tuple(table for table in tables if table.name != HOW_TO)
    found = [(table, listed) for table in tables if (listed := list(_lines(table)))]
    read = {table.name for table, _ in found}
    unread = [table.name for table in tables if table.rows and table.name not in read]
    if not found:
        raise NoColumns
    several = len(found) > 1
    lines = [
        _Line(f"{number}, {table.name}" if several else str(number), known)
        for table, listed in found
        for number, known in listed
    ]
    return replace(_read(lines, otherwise), unread=tuple(unread))


def _lines(table: Table) -> Iterator[tuple[int, dict[str, Cell]]]:
    """Give the rows of a sheet that list an organisation, if it has the headings."""
    columns: dict[str, int] = {}
    for number, row in enumerate(table.rows, 1):
        if not columns:
            found = _columns(row) if number <= _HEADER_WITHIN else {}
            is_header = all(field in found for field in _NEEDED) and _is_header(row, found)
            columns = found if is_header else {}
            continue
        known = {field: row[at] for field, at in columns.items() if at < len(row)}
        says = any(cells.text(cell) for cell in known.values())
        if says and not (cells.is_numbering(row) or _is_title(row, known)):
            yield number, known


def _is_header(row: Sequence[Cell], columns: Mapping[str, int]) -> bool:
    """Whether a row heads columns: two are known, or one beside that of numbers or nothing."""
    said = [text for cell in row if (text := cells.text(cell))]
    return len(columns) >= _LEAST or len(said) == 1 or said[0].startswith("№")


def _is_title(row: Sequence[Cell], known: Mapping[str, Cell]) -> bool:
    """Whether a row is a sum, or the title of a part: «Дошкольные учреждения»."""
    name = cells.text(known.get("name", ""))
    if any(map(cells.is_total, (name, *row[:2]))):
        return True
    others = [cell for cell in row if cells.text(cell) and cells.text(cell) != name]
    is_alone = not [cell for cell in others if not isinstance(cell, int | float)]
    return is_alone and TITLE.search(name.casefold().replace("ё", "е")) is not None


def _known(table: Table) -> int:
    return max((len(_columns(row)) for row in table.rows[:_HEADER_WITHIN]), default=0)


def _columns(row: Iterable[Cell]) -> dict[str, int]:
    found: dict[str, int] = {}
    for index, cell in enumerate(row):
        if field := _FIELDS.get(cells.key(cell)) or _by_words(cells.text(cell)):
            found.setdefault(field, index)
    return found


def _by_words(heading: str) -> str | None:
    words = heading.casefold().replace("ё", "е")
    return next((field for field, stems in COLUMN_STEMS if stems.search(words)), None)


def _read(lines: Sequence["_Line"], otherwise: Mapping[str, str]) -> UnitRows:
    _fill_in(lines)
    for line in lines:
        line.values = {**otherwise, **line.values}
    units: dict[str, UnitSettings] = {}
    problems: list[tuple[str, Problem]] = []
    for line in lines:
        try:
            unit = UnitSettings.model_validate(line.values)
        except ValidationError as error:
            problems += [(line.number, each) for each in (*line.wrong, *told(error))]
            continue
        if unit.id in units:
            line.wrong.append(Problem("id", "repeated_id", unit.id))
        units.setdefault(unit.id, unit)
        problems += [(line.number, each) for each in line.wrong]
    proposed_ids = tuple(str(each.values["id"]) for each in lines if each.is_proposed)
    return UnitRows(units=tuple(units.values()), problems=tuple(problems), proposed=proposed_ids)


class _Line:
    """A row being read: what it says, and what is wrong with its cells."""

    def __init__(self, number: str, known: Mapping[str, Cell]) -> None:
        self.number = number
        self.known = known
        self.wrong: list[Problem] = []
        self.values: dict[str, object] = dict(_values(known, self.wrong))
        self.is_proposed = False


def _fill_in(lines: Sequence[_Line]) -> None:
    """Propose ids, find parents by their names, and take what is empty from those above."""
    names: set[tuple[str, object]] = set()
    taken = {str(each.values["id"]) for each in lines if "id" in each.values}
    for line in lines:
        if "id" not in line.values and "name" in line.values:
            same = (cells.key(str(line.values["name"])), line.values.get("parent"))
            if same in names:
                line.wrong.append(Problem("name", "repeated_name", str(line.values["name"])))
            names.add(same)
            line.values["id"] = proposed(str(line.values["name"]), taken)
            line.is_proposed = True
            taken.add(str(line.values["id"]))
    by_name = {cells.key(str(each.values.get("name", ""))): each for each in lines}
    by_id = {str(each.values.get("id", "")): each for each in lines}
    for line in lines:
        above = str(line.values.get("parent", ""))
        if above and above not in by_id and (found := by_name.get(cells.key(above))):
            line.values["parent"] = found.values["id"]
    for line in lines:
        for field in _INHERITED:
            if field not in line.values and (said := _of_above(line, field, by_id)):
                line.values[field] = said


def _of_above(line: _Line, field: str, by_id: Mapping[str, _Line]) -> object:
    """Give what the nearest organisation above says; None: none does."""
    seen = {line.number}
    above = by_id.get(str(line.values.get("parent", "")))
    while above is not None and above.number not in seen:
        if field in above.values:
            return above.values[field]
        seen.add(above.number)
        above = by_id.get(str(above.values.get("parent", "")))
    return None


def _values(known: Mapping[str, Cell], wrong: list[Problem]) -> Iterator[tuple[str, object]]:
    for field, cell in known.items():
        written = cells.text(cell)
        if field in _ACCOUNTS:
            yield field, tuple(_accounts(field, cell, wrong))
        elif field == "timezone" and written:
            yield field, zone_of(written)
        elif field != "kind" and written:
            yield field, written
    kind = cells.text(known.get("kind", ""))
    yield "kind", kind_of(kind) if kind else kind_of(cells.text(known.get("name", "")))


def kind_of(written: str) -> str:
    """Give the kind that people's words mean; what means none as it is."""
    words = written.casefold().replace("ё", "е")
    listed = _KINDS.get(cells.key(written))
    return listed or next((kind for kind, stems in KIND_STEMS if stems.search(words)), written)


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
