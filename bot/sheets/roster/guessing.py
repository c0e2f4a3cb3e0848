"""What stands where in a table without headings, told by its cells. Pure."""

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from bot.sheets import cells
from bot.sheets.roster import shapes
from bot.sheets.roster.blocks import Section
from bot.sheets.roster.heading_words import unnamed
from bot.sheets.untrusted.reading import Cell, Table

_WORD = re.compile(r"[^\W\d_]{3}")
_LOOKED_AT = 200  # rows
_LEAST = 2  # rows and columns of a table that says anything


def guess(table: Table, given: Mapping[str, str]) -> Section | None:
    """Guess the columns of a sheet; None: it is no table. ``given``: what was said of columns.

    What cannot be guessed is left to be said: then the columns are none.
    """
    rows = table.rows[:_LOOKED_AT]
    columns, is_of_people = _of_cells(rows)
    start = _start(rows, columns)
    above = rows[start - 1] if start and _says(rows[start - 1]) >= _LEAST else ()
    width = max((len(row) for row in rows), default=0)
    headings = {
        at: (cells.text(above[at]) if at < len(above) else "") or unnamed(at)
        for at in range(width)
        if any(at < len(row) and cells.text(row[at]) for row in rows[start:])
    }
    if not (columns or _has_words(rows)):
        return None
    for at, heading in headings.items():
        if (field := given.get(cells.key(heading))) is not None:
            columns = {name: place for name, place in columns.items() if place != at}
            columns |= {field: at} if field else {}
    taken = set(columns.values())
    return Section(
        table=table,
        header=start,
        until=len(table.rows),
        columns=columns,
        headings=headings,
        unknown=tuple(
            name
            for at, name in headings.items()
            if at not in taken and cells.key(name) not in given and not _is_counting(rows, at)
        ),
        of_people=is_of_people,
    )


def _has_words(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether a table may list somebody although no cell looks like a name."""
    said = [[cells.text(cell) for cell in row if cells.text(cell)] for row in rows[1:]]
    wide = [row for row in said if len(row) >= _LEAST]
    return bool(wide) and all(any(map(_WORD.search, row)) for row in wide)


def _says(row: Sequence[Cell]) -> int:
    return sum(bool(cells.text(cell)) for cell in row)


def _of_cells(rows: Sequence[Sequence[Cell]]) -> tuple[dict[str, int], bool]:
    """Give the columns that cells tell, and whether they are of people."""
    free = set(range(max((len(row) for row in rows), default=0)))

    def take(looks: Callable[[Cell], bool]) -> int | None:
        at = _best(rows, free, looks)
        free.discard(-1 if at is None else at)
        return at

    names = take(shapes.is_name)
    parts = _name_in_parts(rows, free) if names is None else {}
    free -= set(parts.values())
    post, group = take(shapes.is_post), take(shapes.is_class)
    if group is not None and post is None:
        counts = [at for at in sorted(free) if at > group and _is_count(rows, at)]
        if counts:
            found = {"name": group, "pupils": counts[0], "parents": [*counts, -1][1]}
            found["teacher"] = -1 if names is None else names
            return {field: at for field, at in found.items() if at >= 0}, False
    if names is None and not parts:
        return {}, True
    found = {
        **parts,
        "full_name": -1 if names is None else names,
        "position": -1 if post is None else post,
        "classes": -1 if group is None else group,
        "vk": -1 if (profile := take(shapes.is_profile)) is None else profile,
    }
    return {field: at for field, at in found.items() if at >= 0}, True


def _best(
    rows: Sequence[Sequence[Cell]], free: set[int], looks: Callable[[Cell], bool]
) -> int | None:
    """Find the column most of whose cells look so, at least half of them from the first on."""
    best, most = None, 0
    for at in sorted(free):
        fits = [looks(row[at]) for row in rows if at < len(row) and cells.text(row[at])]
        count = sum(fits)
        if count > most and 2 * count >= len(fits[fits.index(True) :]):
            best, most = at, count
    return best


def _name_in_parts(rows: Sequence[Sequence[Cell]], free: set[int]) -> dict[str, int]:
    at = _best(rows, free, shapes.is_patronymic)
    if at is None or at < _LEAST:
        return {}
    return {"surname": at - 2, "given": at - 1, "patronymic": at}


def _start(rows: Sequence[Sequence[Cell]], columns: Mapping[str, int]) -> int:
    """Tell how many rows stand above the first that is read; without any, above the second."""
    looks = {
        "name": shapes.is_class,
        "full_name": shapes.is_name,
        "patronymic": shapes.is_patronymic,
    }
    for field, is_such in looks.items():
        if (at := columns.get(field)) is not None:
            return next(
                number for number, row in enumerate(rows) if at < len(row) and is_such(row[at])
            )
    return 1 if rows and _says(rows[0]) >= _LEAST else 0


def _is_count(rows: Sequence[Sequence[Cell]], at: int) -> bool:
    said = [cells.text(row[at]) for row in rows if at < len(row) and cells.text(row[at])]
    return bool(said) and sum(each.isdecimal() for each in said) * 2 > len(said)


def _is_counting(rows: Sequence[Sequence[Cell]], at: int) -> bool:
    """Whether a column numbers its rows."""
    said = [cells.text(row[at]) for row in rows if at < len(row) and cells.text(row[at])]
    numbers = [int(each.rstrip(".")) for each in said if each.rstrip(".").isdecimal()]
    return len(numbers) > 1 and all(b - a == 1 for a, b in pairwise(numbers))
