"""Finding the roster's tables in a file: which sheets, which row is the header, what stands where.

Headers are found loosely: among the first rows, columns in any order, by likeness, in one line or
several; a sheet may have several tables, beside each other or below. Every sheet that has one is
read; what is not read is named. Where no sheet has a heading, the cells tell (``guessing``).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from bot.sheets import cells
from bot.sheets.roster.blocks import Section, blocks
from bot.sheets.roster.guessing import guess
from bot.sheets.roster.heading_words import CLASSES_SHEETS, OTHERS_SHEET, PEOPLE_SHEET
from bot.sheets.roster.headings import Headings
from bot.sheets.roster.rows import Unread
from bot.sheets.untrusted.reading import Cell, Table
from bot.sheets.untrusted.table import BadSheet

_YEAR = re.compile(r"(?<!\d)20(\d\d)(?!\d)|(?<!\d)\d\d?\.\d\d?\.(\d\d)(?!\d)")
_SCHOOL_YEAR = re.compile(r"(?<!\d)(2\d)\W{1,3}(\d\d)(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sections:
    """The tables of people and of classes, and the sheets that are neither.

    ``guessed``: no sheet has headings that are understood, the cells tell what stands where.
    """

    people: tuple[Section, ...]
    classes: tuple[Section, ...]
    unread: tuple[Unread, ...] = ()
    guessed: bool = False


class Finder:
    """Finds sections; ``given``: what headings mean as somebody said, by ``cells.key``."""

    def __init__(self, given: Mapping[str, str] | None = None) -> None:
        self._given = given or {}
        self._of_people = Headings(of_people=True, given=given)
        self._of_classes = Headings(of_people=False, given=given)

    def of_workbook(self, tables: tuple[Table, ...]) -> Sections:
        """Find people and classes on all sheets. Raises ``BadSheet`` if there are none."""
        filled = [table for table in tables if any(map(_says, table.rows))]
        if not filled:
            raise BadSheet("empty")
        shown = [table for table in filled if not table.hidden]
        hidden = [table for table in filled if table.hidden]
        if not (hidden and any(map(self._blocks, shown))):  # else all there is may be hidden
            return self._of_sheets(filled)
        found = self._of_sheets(shown)
        unseen = (Unread(sheet=table.name, why="hidden") for table in hidden)
        return replace(found, unread=(*found.unread, *unseen))

    def _of_sheets(self, filled: list[Table]) -> Sections:
        people: list[Section] = []
        classes: list[Section] = []
        unread = []
        for table in filled:
            if OTHERS_SHEET.search(cells.key(table.name)):
                unread.append(Unread(sheet=table.name, why="others"))
                continue
            found = self._blocks(table)
            people += [each for each in found if each.of_people]
            classes += [each for each in found if not each.of_people]
            if not found:
                unread.append(Unread(sheet=table.name, why="no_columns"))
        if not people and not classes:
            return self._guessed(
                [each for each in filled if not OTHERS_SHEET.search(cells.key(each.name))]
            )
        people, bare = _staff(people)
        people, old = _newest(people)
        classes, old_classes = _newest(classes)
        return Sections(
            people=tuple(people),
            classes=tuple(classes),
            unread=(*unread, *bare, *old, *old_classes),
        )

    def of_text(self, table: Table) -> Sections:
        """A text is one sheet. Raises ``BadSheet`` if it has no table."""
        found = self._blocks(table)
        if not found:
            return self._guessed([table])
        people = tuple(each for each in found if each.of_people)
        return Sections(people=people, classes=tuple(each for each in found if not each.of_people))

    def known_headings(self, table: Table) -> int:
        """How many headings of a table are known: more if it was split as it was meant."""
        found = self._blocks(table, first=True)
        if found:
            return 1000 * sum(len(each.columns) for each in found)
        guessed = guess(table, self._given)
        return len(guessed.columns) if guessed else 0

    def _blocks(self, table: Table, *, first: bool = False) -> list[Section]:
        is_of_classes = cells.key(table.name) in map(cells.key, CLASSES_SHEETS)
        kinds = (self._of_people, self._of_classes)
        return blocks(table, kinds[::-1] if is_of_classes else kinds, first=first)

    def _guessed(self, tables: Iterable[Table]) -> Sections:
        """Find tables without headings. Raises ``BadSheet`` if nothing looks like one."""
        found = [(table, guess(table, self._given)) for table in tables]
        good = [section for _, section in found if section is not None]
        if not good:
            raise BadSheet("no_columns")
        return Sections(
            people=tuple(each for each in good if each.of_people),
            classes=tuple(each for each in good if not each.of_people),
            unread=tuple(
                Unread(sheet=table.name, why="no_columns")
                for table, section in found
                if section is None
            ),
            guessed=True,
        )


def _says(row: tuple[Cell, ...]) -> bool:
    return any(cells.text(cell) for cell in row)


def _staff(found: list[Section]) -> tuple[list[Section], list[Unread]]:
    """Leave out lists of names that say nothing of a post, where others do: pupils', parents'."""
    own = [
        each
        for each in found
        if {"position", "role", "vk"} & each.columns.keys()
        or each.role_said
        or cells.key(each.table.name) == cells.key(PEOPLE_SHEET)
    ]
    own = own or found[:1]
    read = {each.table.name for each in own}
    left = dict.fromkeys(each.table.name for each in found if each not in own)
    return own, [Unread(sheet=name, why="no_post") for name in left if name not in read]


def _newest(found: list[Section]) -> tuple[list[Section], list[Unread]]:
    """Of sheets that are one a year take the newest."""
    years = {each.table.name: _year(each.table.name) for each in found}
    if len(list(filter(None, years.values()))) < 2:
        return found, []
    newest = max(years.values())
    kept = [each for each in found if years[each.table.name] in (0, newest)]
    old = dict.fromkeys(each.table.name for each in found if each not in kept)
    return kept, [Unread(sheet=name, why="old") for name in old]


def _year(name: str) -> int:
    """Give the last year in a sheet's name: «2026-2027», «26/27», «на 01.09.26»; 0: it has none."""
    pairs = _SCHOOL_YEAR.findall(name)
    following = [int(second) for first, second in pairs if int(second) == int(first) + 1]
    return max([*following, *(int(one or other) for one, other in _YEAR.findall(name))], default=0)
