"""A paper as PDF, to be printed as it is. An equal paper gives equal bytes."""

from collections.abc import Sequence
from datetime import UTC
from importlib.util import find_spec
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import TableBordersLayout, TextEmphasis, VAlign, XPos, YPos
from fpdf.fonts import FontFace, TTFFont
from fpdf.table import Table as PdfTable

from bot.papers.paper import (
    BOTTOM,
    LEFT,
    RIGHT,
    TOP,
    Blank,
    Block,
    Line,
    Paper,
    Signatures,
    Style,
    Table,
    printable,
)

FONT = "STIX"
"""A likeness of Times New Roman that comes with the library of the pictures, free to embed."""

_FILES = {"": "STIXGeneral.ttf", "B": "STIXGeneralBol.ttf"}
_SIZES: dict[Style, float] = {
    "title": 16,
    "subtitle": 12,
    "heading": 12,
    "text": 11,
    "note": 9,
    "warning": 11,
}
_BOLD = frozenset[Style](("title", "heading", "warning"))
_POINT = 25.4 / 72  # millimetres
_LINE = 1.2  # of the type's size
_PALE, _HEAD = (228, 228, 228), (239, 239, 239)
_OVER = frozenset[Style](("heading", "note"))
_ROOM, _OF_TABLE = 18, 45  # millimetres that a heading needs with the beginning of what follows
_SIGNED = 13  # millimetres of a line to be signed


def pdf_file(paper: Paper) -> bytes:
    """Write a paper as PDF."""
    sheet = _Sheet(paper)
    for at, block in enumerate(paper.blocks):
        following = paper.blocks[at + 1 :]
        if at == paper.ending:
            sheet.keep(paper.blocks[at:])
        sheet.put(block, following[0] if following else None)
    return bytes(sheet.output())


class _Sheet(FPDF):
    """The pages that a paper is written on."""

    def __init__(self, paper: Paper) -> None:
        super().__init__("landscape" if paper.across else "portrait", "mm", "A4")
        self._paper = paper
        for style, name in _FILES.items():
            self.add_font(FONT, style, _font(name))
        added = [font for font in self.fonts.values() if isinstance(font, TTFFont)]
        self._letters = frozenset.intersection(*(frozenset(font.cmap) for font in added))
        self.set_margins(LEFT, TOP, RIGHT)
        self.c_margin = 0  # texts and tables have one edge
        self.set_auto_page_break(auto=True, margin=BOTTOM)
        self.set_title(printable(paper.title))
        self.set_lang("ru-RU")
        self.set_creation_date(paper.made_at.astimezone(UTC))
        self.set_producer("Zvonok")
        self.alias_nb_pages()
        self.add_page()

    def footer(self) -> None:
        """Write what stands below every page."""
        self.set_y(-12)
        self.set_font(FONT, "", _SIZES["note"])
        said = self._paper.page.format(page=self.page_no(), pages=self.str_alias_nb_pages)
        self.cell(self._paper.width / 2, 5, self._shown(self._paper.foot))
        self.cell(self._paper.width / 2, 5, said, align="R")

    def put(self, block: Block, following: Block | None) -> None:
        """Write a block of the paper; what stands over another one begins on its page."""
        match block:
            case Line():
                if block.style in _OVER and self.will_page_break(_room(following)):
                    self.add_page()
                self._line(block)
            case Table():
                self._table(block)
            case Blank():
                self._ruled(block.count)
            case Signatures():
                for who in block.who:
                    self._signature(who, block.under)

    def _shown(self, text: str) -> str:
        """Leave out what the font has no letter for, such as small pictures in a chat's title."""
        letters = self._letters
        return "".join(each for each in printable(text) if each == "\n" or ord(each) in letters)

    def _line(self, line: Line) -> None:
        size = _SIZES[line.style]
        if line.style == "heading":
            self.ln(3)
        self.set_font(FONT, "B" if line.style in _BOLD else "", size)
        middle = line.style in ("title", "subtitle")
        self.multi_cell(
            0,
            size * _POINT * _LINE,
            self._shown(line.text),
            align="C" if middle else "L",
            new_x=XPos.LMARGIN,
            new_y=YPos.NEXT,
        )
        self.ln(2 if middle else 1)

    def _table(self, table: Table) -> None:
        self.set_font(FONT, "", table.size)
        with self.table(
            col_widths=tuple(column.width for column in table.columns),
            width=sum(column.width for column in table.columns),
            align="LEFT",
            text_align=tuple(column.align.upper() for column in table.columns),
            line_height=table.size * _POINT * _LINE,
            padding=(0.7, 0.9),
            v_align=VAlign.T,
            headings_style=FontFace(emphasis=TextEmphasis.B, fill_color=_HEAD),
            borders_layout=TableBordersLayout.ALL,
        ) as made:
            self._rows(made, table)
        self.ln(3)

    def _rows(self, made: PdfTable, table: Table) -> None:
        head = made.row()
        for column in table.columns:
            head.cell(self._shown(column.heading), align="CENTER", v_align=VAlign.M)
        for each in table.rows:
            row = made.row()
            for cell in each:
                look = FontFace(
                    emphasis=TextEmphasis.B if cell.bold else None,
                    fill_color=_PALE if cell.pale else None,
                )
                row.cell(self._shown(cell.text), style=look)

    def _ruled(self, count: int) -> None:
        for _ in range(count):
            self.ln(8)
            self.line(LEFT, self.y, LEFT + self._paper.width, self.y)
        self.ln(3)

    def keep(self, blocks: Sequence[Block]) -> None:
        """Begin the last part on a page that holds all of it, if any page does."""
        needed = sum(map(_height, blocks))
        if needed < (self.h - TOP - BOTTOM) / 2 and self.will_page_break(needed):
            self.add_page()

    def _signature(self, who: str, under: Sequence[str]) -> None:
        if self.will_page_break(_SIGNED):
            self.add_page()
        named, gap = 32.0, 4.0
        place = (self._paper.width - named) / len(under) - gap
        self.ln(3.5)
        self.set_font(FONT, "", _SIZES["text"])
        self.cell(named, 5, who)
        foot = self.y + 5
        self.set_font(FONT, "", 8)
        for at, said in enumerate(under):
            left = LEFT + named + gap + at * (place + gap)
            self.line(left, foot, left + place, foot)
            self.set_xy(left, foot)
            self.cell(place, 4, said, align="C")
        self.set_xy(LEFT, foot + 4.5)


def _room(following: Block | None) -> float:
    return _OF_TABLE if isinstance(following, Table) else _ROOM


def _height(block: Block) -> float:
    """Tell about how much room a block takes; nobody asks that of a table."""
    match block:
        case Signatures():
            return _SIGNED * len(block.who)
        case Blank():
            return 8.0 * block.count
        case Line(style="heading"):
            return 9.2
        case _:
            return 6.0


def _font(name: str) -> Path:
    """Find a font among those of matplotlib, without importing it."""
    found = find_spec("matplotlib")
    if found is None or not found.submodule_search_locations:
        raise LookupError(name)
    return Path(found.submodule_search_locations[0], "mpl-data", "fonts", "ttf", name)
