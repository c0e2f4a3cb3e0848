"""The tables of a Word document (DOCX) as one: below each other, as a list that goes on. Pure."""

from collections.abc import Mapping
from xml.parsers import expat

from bot.sheets.untrusted.table import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, BadSheet, Cell, Table

DOCUMENT = "word/document.xml"
WORD = frozenset(
    f"application/vnd.{kind}.main+xml"
    for kind in (
        "openxmlformats-officedocument.wordprocessingml.document",
        "openxmlformats-officedocument.wordprocessingml.template",
        "ms-word.document.macroenabled",
    )
)
"""The content types of documents, in small letters."""


def word_table(parts: Mapping[str, bytes]) -> Table:
    """Read the rows of all tables of a document. Raises ``BadSheet`` if it has none."""
    taking = _Taking()
    parser = expat.ParserCreate()
    parser.StartElementHandler = taking.start
    parser.EndElementHandler = taking.end
    parser.CharacterDataHandler = taking.said
    try:
        parser.Parse(parts.get(DOCUMENT, b""), True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise BadSheet("damaged", type(error).__name__) from error
    if not taking.rows:
        raise BadSheet("no_table")
    return Table(name="", rows=tuple(taking.rows))


class _Taking:
    """Follows a document; a table within a cell is that cell's text."""

    def __init__(self) -> None:
        self.rows: list[tuple[Cell, ...]] = []
        self._tables = 0
        self._row: list[str] = []
        self._above: list[str] = []
        self._cell: list[str] = []
        self._width = 1
        self._goes_on = False
        self._is_text = False
        self._left = MOST_CELLS

    def start(self, name: str, attributes: dict[str, str]) -> None:
        match name.rpartition(":")[2]:
            case "tbl":
                self._tables += 1
                if self._tables == 1:
                    self._above = []
            case "tr" if self._tables == 1:
                self._row = []
            case "tc" if self._tables == 1:
                self._cell, self._width, self._goes_on = [], 1, False
            case "gridSpan" if self._tables == 1:
                self._width = max(1, int(attributes.get("w:val", 1)))
            case "vMerge" if self._tables == 1:
                self._goes_on = attributes.get("w:val", "continue") != "restart"
            case "t":
                self._is_text = True
            case "br" | "cr" if self._tables:
                self._cell.append("\n")
            case "tab" if self._tables:
                self._cell.append(" ")

    def said(self, text: str) -> None:
        if self._is_text and self._tables:
            self._cell.append(text)

    def end(self, name: str) -> None:
        match name.rpartition(":")[2]:
            case "t":
                self._is_text = False
            case "p" if self._tables:
                self._cell.append("\n")
            case "tc" if self._tables == 1:
                self._take_cell()
            case "tr" if self._tables == 1:
                self._take_row()
            case "tbl":
                self._tables -= 1

    def _take_cell(self) -> None:
        at = len(self._row)
        if at + self._width > MOST_COLUMNS:
            raise BadSheet("too_many_columns", str(MOST_COLUMNS))
        text = "".join(self._cell).strip()
        if self._goes_on and at < len(self._above):
            text = self._above[at]
        self._row += [text, *[""] * (self._width - 1)]

    def _take_row(self) -> None:
        self._left -= len(self._row)
        if len(self.rows) == MOST_ROWS:
            raise BadSheet("too_many_rows", str(MOST_ROWS))
        if self._left < 0:
            raise BadSheet("too_heavy")
        self._above = self._row
        last = max((at for at, cell in enumerate(self._row, 1) if cell), default=0)
        self.rows.append(tuple(self._row[:last]))
