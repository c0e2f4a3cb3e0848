"""Finding the headings of an official table: under titles, and up to three rows high. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.dialog.official.headings import (
    SURE,
    Target,
    folded,
    is_share,
    names_organisations,
    recognise,
)
from bot.dialog.official.rows import Column, Origin
from bot.sheets import cells
from bot.sheets.untrusted.reading import Cell, Table

_WITHIN = 20  # rows: titles, approvals and addressees stand above
_TALLEST = 3  # rows of headings: «Учителя, написавшие» over «минимум 3» and «минимум 10»


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where things stand in a table: ``bottom`` is the number of the last row of headings."""

    table: Table
    bottom: int
    name_at: int | None  # the column of the organisations' names
    columns: Mapping[int, Column]  # every other column with a heading

    @property
    def known(self) -> int:
        """How much of the headings is understood."""
        return sum(column.confidence for column in self.columns.values())


class HeadingReader:
    """Reads headings; each is thought about once."""

    def __init__(
        self,
        targets: Sequence[Target],
        remembered: Mapping[str, str],
        given: Mapping[str, str],
    ) -> None:
        self._targets = targets
        self._remembered = remembered
        self._given = given
        self._seen: dict[str, tuple[str | None, int, Origin]] = {}

    def best(self, table: Table) -> Layout:
        """Find the rows in which most is understood; the lowest and first of equals."""
        return max(
            (
                self._layout(table, top, height)
                for height in range(1, _TALLEST + 1)
                for top in range(min(_WITHIN, len(table.rows)))
                if top + height <= len(table.rows)
            ),
            key=lambda layout: layout.known,
            default=Layout(table=table, bottom=0, name_at=None, columns={}),
        )

    def _layout(self, table: Table, top: int, height: int) -> Layout:
        columns = {}
        name_at = None
        for at, header in _headers(table.rows[top : top + height]):
            key = folded(header)
            if name_at is None and key not in self._given and names_organisations(key):
                name_at = at
                continue
            figure, confidence, origin = self._meaning(key)
            columns[at] = Column(
                letter=letter(at),
                header=cells.text(header),
                key=key,
                figure=figure,
                confidence=confidence,
                origin=origin,
                percent=is_share(key),
            )
        return Layout(table=table, bottom=top + height, name_at=name_at, columns=columns)

    def _meaning(self, key: str) -> tuple[str | None, int, Origin]:
        if key not in self._seen:
            self._seen[key] = self._think(key)
        return self._seen[key]

    def _think(self, key: str) -> tuple[str | None, int, Origin]:
        if key in self._given:
            return self._given[key], SURE, "given"
        if key in self._remembered:
            return self._remembered[key], SURE, "remembered"
        guess = recognise(key, self._targets)
        return (None, 0, "guessed") if guess is None else (*guess, "guessed")


def letter(at: int) -> str:
    """Name a column as a spreadsheet does: A, B, … Z, AA."""
    name = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _headers(rows: Sequence[Sequence[Cell]]) -> Iterator[tuple[int, str]]:
    """Join what stands above each other; a cell merged over several columns is above all."""
    *upper, lowest = rows
    spread = [_spread(row, len(lowest)) for row in upper]
    for at, cell in enumerate(lowest):
        parts = [row[at] for row in spread if row[at]] if cells.text(cell) else []
        header = " ".join(dict.fromkeys([*parts, cells.text(cell)]))
        if header:
            yield at, header


def _spread(row: Sequence[Cell], width: int) -> list[str]:
    found: list[str] = []
    for at in range(width):
        here = cells.text(row[at]) if at < len(row) else ""
        found.append(here or (found[-1] if found else ""))
    return found
