"""The tables of one sheet: by their headings, in one line or several, beside or below. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.sheets import cells
from bot.sheets.roster import shapes
from bot.sheets.roster.heading_words import LEFT, NUMBERING, VACANCY, unnamed
from bot.sheets.roster.headings import Headings
from bot.sheets.untrusted.reading import Cell, Table

_HEADER_WITHIN = 30  # rows: titles, approvals and whole forms stand above it
_HEADER_LINES = 3
_SIGNED = 10  # rows from the last in which a list may be signed
_NAME_PARTS = ("surname", "given", "patronymic")
_OF_STAFF = {"position", "role", "vk"}
_LONGEST = 80  # characters of a heading
# Cheap to look for: a row without any of these is no header further down.
_MAY_HEAD = re.compile(
    r"ф\W{0,2}и\W{0,2}о\b|фамили|класс|групп|объединени|сотрудник|работник", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A table: ``columns`` maps a field to its index; rows after ``header`` up to ``until``.

    ``headings``: of its columns by index; ``unknown``: those that are not understood.
    """

    table: Table
    header: int  # the number of its last line; 0: it has none
    until: int
    columns: Mapping[str, int]
    headings: Mapping[int, str]
    unknown: tuple[str, ...]
    of_people: bool

    @property
    def _name_at(self) -> int:
        naming = ("full_name", "surname") if self.of_people else ("name",)
        return min((self.columns[each] for each in naming if each in self.columns), default=0)

    def lines(self) -> Iterator[tuple[int, dict[str, Cell]]]:
        """Give the number of each row that lists somebody or something, and its known cells."""
        links = {(row, column): link for row, column, link in self.table.links}
        left = ""  # the title of those who have left, under which a row stands
        for number, row in enumerate(self.table.rows[self.header : self.until], self.header + 1):
            known = {field: row[at] for field, at in self.columns.items() if at < len(row)}
            if cells.is_numbering(row):
                continue
            if self.of_people:
                _join_name(known)
                known |= self.role_said
                if link := self._link(links, number - 1, known):
                    known["vk"] = link
            else:
                _join_letter(known)
            says = any(cells.text(known.get(field, "")) for field in (*self.columns, "full_name"))
            if says and not self._is_no_line(number, row, known):
                yield number, ({**known, "left": left} if left else known)
            elif says and self.of_people and shapes.is_title(row, self._name_at):
                left = next((said for each in row if LEFT.match(said := cells.text(each))), "")

    def _link(self, links: Mapping[tuple[int, int], str], row: int, known: dict[str, Cell]) -> str:
        """Give the profile that a link under words leads to; empty: there is none."""
        if "vk" not in self.columns:
            beside = cells.link_in(known.get("full_name", ""))
            return beside or links.get((row, self._name_at), "")
        written = cells.text(known.get("vk", ""))
        return "" if "vk" in written.casefold() else links.get((row, self.columns["vk"]), "")

    @property
    def role_said(self) -> dict[str, Cell]:
        """Give the role of everybody where only a heading or the sheet says it: «ФИО учителя»."""
        if {"position", "role"} & self.columns.keys():
            return {}
        said = (self.headings.get(self._name_at, ""), self.table.name)
        found = next(filter(None, map(cells.role_of, said)), None)
        return {"role": found.value} if found else {}

    def _is_no_line(self, number: int, row: Sequence[Cell], known: Mapping[str, Cell]) -> bool:
        """Whether a row is a sum, the title of a part, a vacancy or a signature."""
        naming = known.get("full_name" if self.of_people else "name", "")
        before = () if shapes.is_name(naming) else row[: self._name_at]  # a part, not its sum
        if any(cells.is_total(cell) for cell in (naming, *before)):
            return True
        if not self.of_people:
            return False
        return (
            VACANCY.fullmatch(cells.text(naming).casefold()) is not None
            or shapes.is_title(row, self._name_at)
            or shapes.is_signature(row, self._name_at, self._beside(number, known))
        )

    def _beside(self, number: int, known: Mapping[str, Cell]) -> set[int]:
        """Give the columns in which the last rows without a post say who signed the list."""
        said = [known.get(field, "") for field in _OF_STAFF]
        is_signed = not cells.text(known.get("full_name", "")) and any(map(shapes.is_name, said))
        if number < self.until - _SIGNED or (any(map(cells.text, said)) and not is_signed):
            return set()
        return set(range(self._name_at)) - {*self.columns.values()}


def _join_name(known: dict[str, Cell]) -> None:
    """Make one name of a surname, a given name and a patronymic in columns of their own."""
    parts = [cells.text(known.pop(field, "")) for field in _NAME_PARTS]
    if any(parts):
        whole = cells.text(known.get("full_name", ""))
        known["full_name"] = " ".join(filter(None, [whole, *parts]))


def _join_letter(known: dict[str, Cell]) -> None:
    """Make one class of its number and a letter in a column of its own."""
    letter = cells.text(known.pop("letter", ""))
    if letter and cells.text(known.get("name", "")).isdecimal():
        known["name"] = f"{cells.text(known['name'])}{letter}"


@dataclass(frozen=True, slots=True)
class _Header:
    """A header: its last line, and by column the heading and the field it means."""

    last: int
    headings: Mapping[int, str]
    fields: Mapping[int, str | None]


def blocks(table: Table, kinds: tuple[Headings, Headings], *, first: bool = False) -> list[Section]:
    """Find the tables of a sheet by their headings; ``first``: only those of the first header.

    ``kinds``: which headings are looked for first.
    """
    found: list[Section] = []
    for number, row in enumerate(table.rows, 1):
        if (found and first) or (not found and number > _HEADER_WITHIN):
            break
        if found and (number <= found[-1].header or not any(map(_may_head, row))):
            continue
        if new := _best(table, number, kinds, later=bool(found)):
            found = [replace(each, until=min(each.until, number - 1)) for each in found]
            found += new
    return found


def _may_head(cell: Cell) -> bool:
    return isinstance(cell, str) and len(cell) < _LONGEST and _MAY_HEAD.search(cell) is not None


def _best(
    table: Table, number: int, kinds: tuple[Headings, Headings], *, later: bool
) -> list[Section]:
    """Give the tables that a header beginning in a row heads; below others it must be plain."""
    row = table.rows[number - 1]
    if any(shapes.is_name(cell) and not any(kind.field(cell) for kind in kinds) for cell in row):
        return []
    found = [_at(table, number, each) for each in kinds]
    whole = next((each for each in found if each and all(map(_is_whole, each))), [])
    return whole or ([] if later else next(filter(None, found), []))


def _at(table: Table, number: int, kind: Headings) -> list[Section]:
    """Read a header of one or several lines; none: it is no header of this kind."""
    naming = _naming(kind)
    header = _Header(number, *_of_row(table.rows[number - 1], kind))
    if not any(header.fields.values()):
        return []
    alone = header
    for below in range(number, min(number + _HEADER_LINES - 1, len(table.rows))):
        row = table.rows[below]
        headings, fields = _of_row(row, kind)
        names = [at for at, field in header.fields.items() if field in naming]
        heads = all(fields.get(at) in naming for at in names if at in headings)
        adds = any(fields.values()) and not (
            names and names[0] not in headings and naming & set(fields.values())
        )
        if not (heads and adds) or any(
            shapes.is_name(cell) and not fields.get(at) for at, cell in enumerate(row)
        ):
            break
        header = _Header(
            below + 1,
            {**header.headings, **headings},
            {
                **header.fields,
                **{at: field or header.fields.get(at) for at, field in fields.items()},
            },
        )
    return _split(table, header, kind) or _split(table, alone, kind)


def _naming(kind: Headings) -> set[str]:
    return {"full_name", "surname"} if kind.of_people else {"name"}


def _of_row(row: Sequence[Cell], kind: Headings) -> tuple[dict[int, str], dict[int, str | None]]:
    headings = {at: said for at, cell in enumerate(row) if (said := cells.text(cell))}
    fields = {
        at: None if shapes.is_class(said) else kind.field(said) for at, said in headings.items()
    }
    return headings, fields


def _split(table: Table, header: _Header, kind: Headings) -> list[Section]:
    """Make a section of each table beside another that a header heads."""
    naming = _naming(kind)
    parts: list[list[int]] = [[]]
    for at in sorted(header.fields):
        if header.fields[at] in naming & {header.fields[each] for each in parts[-1]}:
            parts.append([])
        parts[-1].append(at)
    found = [_section(table, header, kind, part) for part in parts]
    if len(found) > 1 and not all(map(_is_whole, found)):
        found = [_section(table, header, kind, sorted(header.fields))]
    return found if all(map(_is_enough, found)) else []


def _section(table: Table, header: _Header, kind: Headings, part: list[int]) -> Section:
    columns: dict[str, int] = {}
    unknown = []
    for at in sorted(part, key=lambda at: not kind.is_given(header.headings[at])):
        field, heading = header.fields[at], header.headings[at]
        if field and field not in columns:
            columns[field] = at
        elif field != "" and not NUMBERING.fullmatch(heading.casefold()):
            unknown.append(heading)
    if columns.get("full_name") == columns.get("surname"):
        columns.pop("full_name", None)
    return Section(
        table=table,
        header=header.last,
        until=len(table.rows),
        columns=columns,
        headings={at: header.headings.get(at, unnamed(at)) for at in part},
        unknown=tuple(unknown),
        of_people=kind.of_people,
    )


def _is_enough(section: Section) -> bool:
    """Whether a table's headings say enough to read it."""
    known = section.columns.keys()
    if not section.of_people:
        return {"name", "pupils"} <= known
    return len(known) > 1 and ("full_name" in known or {"surname", "given"} <= known)


def _is_whole(section: Section) -> bool:
    """Whether a table's headings leave no doubt, as those beside or below another must."""
    return _is_enough(section) and (
        not section.of_people or bool(_OF_STAFF & section.columns.keys())
    )
