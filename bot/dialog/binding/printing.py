"""Invitations as a page to print: slips to cut out, each with a name, a code and a QR code.

Matplotlib's object interface only; no date in the file, so that equal slips give equal bytes.
"""

import io
from collections.abc import Sequence
from datetime import date

from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from bot.dialog.binding import invitations_words as words
from bot.dialog.binding.invitations import Invitation
from bot.pictures.layout import wrapped
from bot.pictures.page import WIDTH, fits

ACROSS, DOWN = 2, 5
"""Slips on a page."""

_PAGE = (8.27, 11.69)  # inches: A4
_MARGIN = 0.4  # inches that printers leave white
_AIR = 0.14  # inches between a slip's edge and what stands on it
_QR = 1.3  # inches
_QUIET = 2  # modules left white around a QR code
_NAME, _CODE, _SMALL = 10, 14, 8  # points
_LINE = 1.3  # of the type size
_SQUARE = [
    int(kind) for kind in (Path.MOVETO, Path.LINETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY)
]
_SLIP = ((_PAGE[0] - 2 * _MARGIN) / ACROSS, (_PAGE[1] - 2 * _MARGIN) / DOWN)


def slips_pdf(invitations: Sequence[Invitation], unit: str, last: date) -> bytes:
    """Make a PDF of slips; ``last``: the last day of the codes."""
    written = io.BytesIO()
    on_a_page = ACROSS * DOWN
    about = {"Title": words.SLIPS_TITLE, "CreationDate": None}  # else: the clock's
    with PdfPages(written, metadata=about) as pages:
        for first in range(0, len(invitations), on_a_page):
            figure = Figure(figsize=_PAGE)
            for place, invitation in enumerate(invitations[first : first + on_a_page]):
                down, across = divmod(place, ACROSS)
                left = _MARGIN + across * _SLIP[0]
                _slip(figure, left, _PAGE[1] - _MARGIN - down * _SLIP[1], invitation, unit, last)
            _cuts(figure)
            pages.savefig(figure)
    return written.getvalue()


def _slip(
    figure: Figure, left: float, top: float, invitation: Invitation, unit: str, last: date
) -> None:
    """Draw a slip from its upper left corner, in inches."""
    x, y = left + _AIR, top - _AIR
    wide = _SLIP[0] - 2 * _AIR
    beside = wide - _QR - _AIR
    y = _lines(figure, x, y, invitation.person.full_name, _NAME, beside, weight="bold", most=4)
    y = _lines(figure, x, y, unit, _SMALL, beside, most=2)
    _lines(figure, x, y - 0.05, words.slip_code(invitation.code), _CODE, beside, weight="bold")
    _lines(figure, x, top - _AIR - _QR - _AIR, words.slip_steps(last), _SMALL, wide, most=4)
    _qr(figure, left + _SLIP[0] - _AIR - _QR, top - _AIR, invitation)


def _lines(
    figure: Figure,
    x: float,
    y: float,
    text: str,
    size: float,
    width: float,
    *,
    weight: str = "normal",
    most: int = 1,
) -> float:
    """Write a text downwards in at most so many lines; give the height below it, in inches."""
    broken = wrapped(text, fits(size, weight, width / WIDTH), lines=most)
    figure.text(
        x / _PAGE[0],
        y / _PAGE[1],
        "\n".join(broken),
        fontsize=size,
        weight=weight,
        va="top",
        linespacing=_LINE,
        parse_math=False,  # a name may have dollar signs
    )
    return y - (len(broken) * _LINE + 0.3) * size / 72


def _qr(figure: Figure, left: float, top: float, invitation: Invitation) -> None:
    """Draw the code's dark modules as one shape: it stays sharp at any size."""
    rows = [list(row) for row in invitation.picture().matrix]
    corners: list[tuple[float, float]] = []
    kinds: list[int] = []
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                corners += [(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1), (x, y)]
                kinds += _SQUARE
    module = _QR / (len(rows) + 2 * _QUIET)
    place = (
        Affine2D()
        .translate(_QUIET, _QUIET)
        .scale(module / _PAGE[0], -module / _PAGE[1])
        .translate(left / _PAGE[0], top / _PAGE[1])
    )
    shape = Path(corners, kinds)
    figure.add_artist(
        PathPatch(shape, transform=place + figure.transFigure, facecolor="black", linewidth=0)
    )


def _cuts(figure: Figure) -> None:
    """Draw where to cut."""
    edge = (_MARGIN / _PAGE[0], _MARGIN / _PAGE[1])
    ends = (1 - edge[0], 1 - edge[1])
    for across in range(ACROSS + 1):
        x = (_MARGIN + across * _SLIP[0]) / _PAGE[0]
        _cut(figure, [x, x], [edge[1], ends[1]])
    for down in range(DOWN + 1):
        y = (_MARGIN + down * _SLIP[1]) / _PAGE[1]
        _cut(figure, [edge[0], ends[0]], [y, y])


def _cut(figure: Figure, x: list[float], y: list[float]) -> None:
    dashed = Line2D(x, y, linewidth=0.6, color="#888888", linestyle=(0, (4, 4)))
    dashed.set_transform(figure.transFigure)
    figure.add_artist(dashed)
