"""A paper as values: a heading, lines, tables and places to sign. Pure; widths are millimetres.

A4 with the margins of Russian office papers: 20 mm to the left, above and below, 10 to the right.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from unicodedata import category

TOP, RIGHT, BOTTOM, LEFT = 20, 10, 20, 20
SHORT, LONG = 210, 297
"""The sides of a sheet of A4."""

UPRIGHT, ACROSS = SHORT - LEFT - RIGHT, LONG - LEFT - RIGHT
"""How wide a text may be: on an upright sheet, and on one that lies across."""

Style = Literal["title", "subtitle", "heading", "text", "note", "warning"]
Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A paragraph."""

    text: str
    style: Style = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell; ``pale``: it is shaded."""

    text: str
    pale: bool = False
    bold: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table."""

    heading: str
    width: float
    align: Align = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table whose heading is repeated on every page; ``size``: of its type, in points."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    size: float = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatures:
    """Lines to be signed: by whom, and below the lines what belongs where."""

    who: tuple[str, ...]
    under: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Blank:
    """So many empty lines to write on by hand."""

    count: int


_TOGETHER = 6
"""Blocks at the end that stay on one page."""

Block = Line | Table | Signatures | Blank


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper: ``title`` as its properties have it, ``foot`` at the left below every page.

    ``page``: what stands at the right there, with places for the page and their number.
    """

    title: str
    blocks: Sequence[Block]
    foot: str
    page: str
    made_at: datetime
    across: bool = False

    @property
    def ending(self) -> int:
        """The place from which nothing is torn from the signatures: a heading, or some lines."""
        headings = [
            at
            for at, block in enumerate(self.blocks)
            if isinstance(block, Line) and block.style == "heading"
        ]
        return max(0, len(self.blocks) - _TOGETHER, *headings[-1:])

    @property
    def width(self) -> float:
        """How wide its text may be."""
        return ACROSS if self.across else UPRIGHT


_UNSEEN = str.maketrans("", "", "\N{WORD JOINER}\N{ZERO WIDTH SPACE}\N{SOFT HYPHEN}")


def printable(text: str) -> str:
    """Leave out what no paper can show: signs nobody sees, those of control, halves of letters."""
    kept = (letter for letter in text if letter == "\n" or category(letter) not in ("Cc", "Cs"))
    return "".join(kept).translate(_UNSEEN)


def cells(*texts: str) -> tuple[Cell, ...]:
    """Make plain cells."""
    return tuple(Cell(text=text) for text in texts)
