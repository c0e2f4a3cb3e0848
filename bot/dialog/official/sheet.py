"""The official weekly table received from above, as a file: read, never trusted. Pure.

Nothing is lost without a word: what is not understood is in the result as a problem.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from bot.dialog.official import names as official_names
from bot.dialog.official.cells import cell_value, is_fraction
from bot.dialog.official.headings import BASE, SURE, folded, targets_of, titled
from bot.dialog.official.layout import HeadingReader, Layout
from bot.dialog.official.rows import CellProblem, Column, OfficialRow, OfficialTable
from bot.dialog.official.table_words import TOTALS
from bot.sheets import cells
from bot.sheets.cells import BadCell
from bot.sheets.untrusted.reading import Book, Cell, Table, read_book
from bot.sheets.untrusted.table import BadSheet
from monitor.indicators import BY_NAME
from monitor.orders.model import IndicatorSpec
from storage.records import Official

_SHOWN = 40  # characters of a foreign cell that are repeated in a sentence

Row = tuple[int, str, Sequence[Cell]]
"""A row's number, the name in it (empty: the table names none), its cells."""


def read_official(
    data: bytes | Book,
    file_name: str,
    specs: Iterable[IndicatorSpec],
    units: Mapping[str, str],
    *,
    remembered: Mapping[str, str],
    given: Mapping[str, str],
) -> OfficialTable:
    """Read an official table. Raises ``BadSheet`` if nothing in the file is understood.

    ``units``: names by id. ``remembered`` and ``given``: figure by heading (given goes first).
    """
    book = read_book(data, file_name)
    specs = tuple(specs)
    by_hand = {folded(header): figure for header, figure in given.items()}
    reader = HeadingReader(targets_of(specs), remembered, by_hand)
    layout = max((reader.best(table) for table in _tables(book, reader)), key=_known)
    if not layout.known:
        raise BadSheet("no_figures")
    return _official(layout, specs, units, by_hand)


def _known(layout: Layout) -> int:
    return layout.known


def _tables(book: Book, reader: HeadingReader) -> tuple[Table, ...]:
    if book.is_text:
        return (book.best(lambda table: reader.best(table).known),)
    return book.tables or (Table(name="", rows=()),)


def _official(
    layout: Layout,
    specs: Sequence[IndicatorSpec],
    units: Mapping[str, str],
    given: Mapping[str, str],
) -> OfficialTable:
    problems = [
        CellProblem(row=0, column="", code="no_such_column", value=header)
        for header in given
        if header not in {column.key for column in layout.columns.values()}
    ]
    titles = {spec.id: titled(spec.title) for spec in specs}
    columns = dict(_without_repeats(layout.columns, titles, problems))
    rows = list(_rows(layout, columns))
    matches = _matches(layout, rows, units, problems)
    fractions = {at: _has_fractions(at, rows) for at in columns}
    found = []
    for unit, match in matches.items():
        number, name, row = rows[match.row]
        said = _said(number, row, columns, fractions, problems)
        found.append(
            OfficialRow(
                unit=unit,
                row=number,
                name=name,
                confidence=match.confidence,
                said=_with_bases(said, specs),
            )
        )
    taken = {match.row for match in matches.values()}
    return OfficialTable(
        sheet=layout.table.name,
        header=layout.bottom,
        columns=tuple(columns[at] for at in sorted(columns)),
        rows=tuple(found),
        absent=tuple(name for unit, name in units.items() if unit not in matches),
        strangers=tuple(
            name[:_SHOWN] for at, (_, name, _) in enumerate(rows) if name and at not in taken
        ),
        problems=tuple(problems),
    )


def _without_repeats(
    columns: Mapping[int, Column], titles: Mapping[str, str], problems: list[CellProblem]
) -> Iterator[tuple[int, Column]]:
    """Leave the surest of columns that mean the same; the others are told.

    ``titles``: the order's own, by figure; of columns as sure the one that has it is left.
    """

    def unsure(each: tuple[int, Column]) -> tuple[int, bool]:
        column = each[1]
        return -column.confidence, titles.get(column.figure or "") != titled(column.header)

    taken: set[tuple[str, bool]] = set()
    for at, column in sorted(columns.items(), key=unsure):
        kept = column
        if column.figure:
            if (column.figure, column.percent) in taken:
                problem = CellProblem(
                    row=0, column=column.letter, code="same_figure", value=column.header
                )
                problems.append(problem)
                kept = replace(column, figure=None, confidence=0)
            taken.add((column.figure, column.percent))
        yield at, kept


def _rows(layout: Layout, columns: Mapping[int, Column]) -> Iterator[Row]:
    """Give the rows under the headings that may be organisations: no totals, no numbering."""
    meaning = [at for at, column in columns.items() if column.figure]
    for number, row in enumerate(layout.table.rows[layout.bottom :], layout.bottom + 1):
        said = [cells.text(row[at]) for at in meaning if at < len(row)]
        if not any(said) or _is_numbering(row) or _is_total(row):
            continue
        if layout.name_at is None:
            yield number, "", row
            continue
        name = cells.text(row[layout.name_at]) if layout.name_at < len(row) else ""
        if name and not name.isdigit():
            yield number, name, row


def _is_numbering(row: Sequence[Cell]) -> bool:
    """Whether a row only numbers the columns: 1, 2, 3."""
    said = [cells.text(cell) for cell in row if cells.text(cell)]
    return len(said) > 1 and said == [str(n) for n in range(1, len(said) + 1)]


def _is_total(row: Sequence[Cell]) -> bool:
    first = next((cells.key(cell) for cell in row if isinstance(cell, str) and cells.key(cell)), "")
    return first.startswith(tuple(cells.key(word) for word in TOTALS))


def _matches(
    layout: Layout, rows: Sequence[Row], units: Mapping[str, str], problems: list[CellProblem]
) -> Mapping[str, official_names.Match]:
    if layout.name_at is None:
        if len(rows) == 1 and len(units) == 1:
            return {unit: official_names.Match(0, SURE) for unit in units}
        raise BadSheet("no_names" if rows else "empty")
    found, unclear = official_names.match(units, (name for _, name, _ in rows))
    problems += [
        CellProblem(row=0, column="", code="unclear_row", value=units[unit]) for unit in unclear
    ]
    return found


def _has_fractions(at: int, rows: Iterable[Row]) -> bool:
    """Whether a column's shares are parts of one, as Excel keeps percents."""
    numbers = [
        row[at] for _, _, row in rows if at < len(row) and not isinstance(row[at], str | bool)
    ]
    return bool(numbers) and all(is_fraction(number) for number in numbers)


def _said(
    number: int,
    row: Sequence[Cell],
    columns: Mapping[int, Column],
    fractions: Mapping[int, bool],
    problems: list[CellProblem],
) -> dict[tuple[str, bool], Official]:
    said: dict[tuple[str, bool], Official] = {}
    for at, column in sorted(columns.items()):
        if not column.figure:
            continue
        cell = row[at] if at < len(row) else ""
        try:
            value, of, percent = cell_value(cell, percent=column.percent, fractions=fractions[at])
        except BadCell as bad:
            problems.append(
                CellProblem(row=number, column=column.letter, code=bad.code, value=bad.value)
            )
            continue
        new = Official(figure=column.figure, value=value, of=of, percent=percent)
        said.setdefault((column.figure, percent), new)
    return said


def _with_bases(
    said: Mapping[tuple[str, bool], Official], specs: Iterable[IndicatorSpec]
) -> tuple[Official, ...]:
    """Give counts of people without a base the size of their audience, if the table tells it."""
    specs = tuple(specs)
    sizes: dict[str, int | None] = {}
    for spec in specs:
        is_size = BY_NAME[spec.family].roster_size
        name = spec.id if is_size else BASE + spec.audience
        told = said.get((name, False))
        if told is not None and not spec.roles:
            sizes[spec.audience] = told.value
    of_people = {
        spec.id: sizes.get(spec.audience)
        for spec in specs
        if BY_NAME[spec.family].people and not spec.roles
    }
    return tuple(
        replace(each, of=of_people.get(each.figure))
        if each.of is None and not each.percent and _fits(each.value, of_people.get(each.figure))
        else each
        for each in said.values()
        if not each.figure.startswith(BASE)
    )


def _fits(value: int | None, of: int | None) -> bool:
    return value is not None and of is not None and value <= of
