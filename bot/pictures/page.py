"""Writing on the picture's card: lines that are measured, so that nothing leaves it.

Heights are parts of the picture's height, counted from its foot.
"""

from collections.abc import Callable
from dataclasses import dataclass

from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.textpath import TextToPath

from bot.pictures import layout, palette

WIDTH, HEIGHT = 8.0, 13.0
"""The picture in inches."""

LEFT, RIGHT = 0.07, 0.93
"""The edges of the writing, as parts of the width."""

SMALL, TEXT, LARGE = 16.5, 18.0, 33.0
"""Sizes of type in points. A phone shows the 1200 pixels 390 wide: no type may be under 11 there,
which is 34 pixels here, or 16.3 points at 150 dots an inch."""

_LINE = 1.25  # of the type size
_HINTING = 0.98  # drawn letters are a little wider than measured ones


@dataclass(frozen=True, slots=True)
class Page:
    """The figure that is written on."""

    figure: Figure

    def lines(
        self,
        y: float,
        lines: list[str],
        size: float,
        *,
        color: str = palette.INK,
        weight: str = "normal",
    ) -> float:
        """Write lines downwards from a height; give the height below them."""
        self.figure.text(
            LEFT,
            y,
            "\n".join(lines),
            fontsize=size,
            weight=weight,
            color=color,
            va="top",
            linespacing=_LINE,
            parse_math=False,  # a name may have dollar signs
        )
        return y - _height(len(lines), size)

    def row(
        self, y: float, left: str, right: str, size: float, *, right_size: float, color: str
    ) -> float:
        """Write one line at both edges, on one base line; give the height below it."""
        base = y - size * 1.1 / 72 / HEIGHT
        self.figure.text(LEFT, base, left, fontsize=size, color=color, weight="bold")
        look = palette.INK if right_size == size else palette.QUIET
        self.figure.text(RIGHT, base, right, fontsize=right_size, color=look, ha="right")
        return y - _height(1, size)

    def fitted(self, y: float, text: str, *, sizes: tuple[float, ...], lines: int) -> float:
        """Write a bold text in the largest size in which so many lines hold it.

        In the smallest it may take one line more. Gives the height below.
        """
        for size in sizes:
            broken = layout.wrapped(drawable(text), fits(size, "bold"), lines=lines + 1)
            if len(broken) <= lines:
                break
        return self.lines(y, broken, size, weight="bold")

    def fitted_text(self, y: float, text: str, size: float, *, lines: int) -> float:
        """Write a quiet text downwards in at most so many lines; give the height below."""
        broken = layout.wrapped(text, fits(size, "normal"), lines=lines)
        return self.lines(y, broken, size, color=palette.QUIET)

    def upwards(self, foot: float, text: str, size: float, *, color: str, lines: int) -> float:
        """Write a text so that its last line stands on a height; give the height above."""
        broken = layout.wrapped(text, fits(size, "normal"), lines=lines)
        top = foot + _height(len(broken), size)
        self.lines(top, broken, size, color=color)
        return top


def drawable(text: str) -> str:
    """Leave out what the font has no sign for, such as 🎓: it would be an empty box."""
    known = get_font(findfont(FontProperties())).get_charmap()
    return " ".join("".join(sign for sign in text if ord(sign) in known).split(" ")).strip()


def fits(size: float, weight: str, width: float = RIGHT - LEFT) -> Callable[[str], bool]:
    """Tell of lines whether they fit into a part of the picture's width, measured in points."""
    font = FontProperties(size=size, weight=weight)
    measure = TextToPath()
    room = width * WIDTH * 72 * _HINTING

    def fit(text: str) -> bool:
        width, _, _ = measure.get_text_width_height_descent(text, font, ismath=False)
        return bool(width <= room)

    return fit


def _height(lines: int, size: float) -> float:
    """The height of lines of a type size (points), with some air below."""
    return (lines * _LINE + 0.2) * size * 1.12 / 72 / HEIGHT
