"""What a workbook says beside its cells: rows that are hidden, links under words. Pure.

The parser tells neither. ``unpacking`` measured what is read here.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.parsers import expat

from bot.sheets.untrusted.table import MOST_ROWS

_BOOK, _LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_ODS = "content.xml"
_YES = ("1", "true")
_CELL = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,6})")
_OF_VK = re.compile(r"\bvk(?:ontakte)?\.(?:com|ru|me)/", re.IGNORECASE)
_LONGEST = 300  # characters of a link
_MOST_LINKS = 20_000
_Start = Callable[[str, dict[str, str]], None]


@dataclass(slots=True)
class Beside:
    """Of one sheet: the numbers of hidden rows, and profiles' links by row and column from 0."""

    hidden_rows: list[int] = field(default_factory=list)
    links: dict[tuple[int, int], str] = field(default_factory=dict)

    def link(self, row: int, column: int, address: str) -> None:
        """Keep a link, if it may be a profile's."""
        is_ours = len(address) <= _LONGEST and _OF_VK.search(address) is not None
        if is_ours and len(self.links) < _MOST_LINKS:
            self.links.setdefault((row, column), address)


def beside(packed: io.BytesIO) -> dict[str, Beside]:
    """Give what stands beside the cells by the name of the sheet."""
    with zipfile.ZipFile(packed) as archive:
        names = set(archive.namelist())
        if _ODS in names:
            return _of_ods(archive.read(_ODS))
        if not {_BOOK, _LINKS} <= names:
            return {}
        found = {}
        parts = _targets(archive.read(_LINKS), "xl")
        for name, link in _sheets(archive.read(_BOOK)):
            part = parts.get(link, "")
            if part in names:
                folder, own = posixpath.split(part)
                rels = f"{folder}/_rels/{own}.rels"
                links = _targets(archive.read(rels), "") if rels in names else {}
                found[name] = _of_sheet(archive.read(part), links)
        return found


def _targets(content: bytes, folder: str) -> dict[str, str]:
    """Give the targets of links by their id; ``folder`` empty: they lead out of the workbook."""
    found = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] == "Relationship":
            target = attributes.get("Target", "")
            if folder:
                target = posixpath.normpath(posixpath.join(f"/{folder}", target)).lstrip("/")
            found[attributes.get("Id", "")] = target

    _parse(content, start)
    return found


def _sheets(content: bytes) -> list[tuple[str, str]]:
    found = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] == "sheet":
            found.append((attributes.get("name", ""), _linked(attributes)))

    _parse(content, start)
    return found


def _linked(attributes: dict[str, str]) -> str:
    return next((each for key, each in attributes.items() if key.endswith(":id")), "")


def _of_sheet(content: bytes, links: dict[str, str]) -> Beside:
    found = Beside()
    if b"hidden=" not in content and b"hyperlink" not in content:
        return found
    at = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal at
        match name.rpartition(":")[2]:
            case "row":
                at = int(attributes.get("r", at + 1))
                if attributes.get("hidden") in _YES and at <= MOST_ROWS:
                    found.hidden_rows.append(at)
            case "hyperlink":
                cell = _CELL.match(attributes.get("ref", ""))
                if cell:
                    place = int(cell[2]) - 1, _column(cell[1])
                    found.link(*place, links.get(_linked(attributes), ""))

    _parse(content, start)
    return found


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _of_ods(content: bytes) -> dict[str, Beside]:
    found: dict[str, Beside] = {}
    sheet, row, column, cells = Beside(), 0, 0, 1

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal sheet, row, column, cells
        match name:
            case "table:table":
                sheet = found.setdefault(attributes.get("table:name", ""), Beside())
                row = 0
            case "table:table-row":
                count = int(attributes.get("table:number-rows-repeated", 1))
                if attributes.get("table:visibility", "visible") != "visible":
                    sheet.hidden_rows += range(row + 1, min(row + count, MOST_ROWS) + 1)
                row, column, cells = row + count, 0, 0
            case "table:table-cell" | "table:covered-table-cell":
                column += cells
                cells = int(attributes.get("table:number-columns-repeated", 1))
            case "text:a":
                sheet.link(row - 1, column, attributes.get("xlink:href", ""))

    if b"table:visibility=" in content or b"text:a" in content:
        _parse(content, start)
    return found


def _parse(content: bytes, start: _Start) -> None:
    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.Parse(content, True)
