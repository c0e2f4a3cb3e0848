"""Several files of one message as one workbook: each sheet of each is a sheet of it. Pure."""

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from bot.sheets.plain import workbook
from bot.sheets.roster.sections import Finder
from bot.sheets.untrusted.reading import Book, Cell, Table

_LONGEST = 31  # characters that a sheet's name may have
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")


def joined(files: Sequence[tuple[str, Book]]) -> bytes:
    """Make an XLSX of files by their names; a sheet whose name is taken gets its file's as well."""
    sheets: dict[str, tuple[tuple[Cell, ...], ...]] = {}
    for name, book in files:
        stem = PurePath(name).stem
        for table in _tables(book):
            sheets[_free(table.name or stem, stem, sheets)] = table.rows
    return workbook(sheets)


def _tables(book: Book) -> Iterator[Table]:
    if book.is_text:
        finder = Finder()
        yield book.best(lambda table: finder.known_headings(table) * 1000 + _width(table))
    else:
        yield from book.tables


def _width(table: Table) -> int:
    return max(map(len, table.rows), default=0)


def _free(name: str, stem: str, taken: dict[str, tuple[tuple[Cell, ...], ...]]) -> str:
    """Give a name that no sheet has yet, of those Excel takes."""
    used = {each.casefold() for each in taken}
    whole = [name, f"{stem} {name}", *(f"{number} {name}" for number in range(2, 1000))]
    fitting = (_FORBIDDEN.sub(" ", each)[:_LONGEST].strip() for each in whole)
    return next(each for each in fitting if each and each.casefold() not in used)
