"""The picture of a municipality or a region: the main figure of each organisation, the weeks.

The same card as of an organisation's digest (bot/pictures/drawing.py); nobody is named.
"""

import io

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from bot.pictures import digest_words as picture_words
from bot.pictures import layout, palette
from bot.pictures import level_words as words
from bot.pictures.drawing import DPI, card, heading, main_figure
from bot.pictures.level_layout import (
    MOST_BARS,
    OrganisationBar,
    ShareBand,
    notes,
    organisation_bars,
    share_bands,
)
from bot.pictures.page import HEIGHT, LEFT, RIGHT, WIDTH, Page, fits
from bot.pictures.panels import bare, draw_weeks
from monitor.facts.digest import Digest

# Heights are parts of the picture's height, counted from its foot; widths likewise.
_FOOT = 0.042
_LEAST_WEEKS, _MOST_WEEKS = 0.085, 0.24
_UNDER_WEEKS = 0.045
_TITLE = 0.03
_OVER_BARS = 0.02  # the name of the norm's line
_NAMES, _COUNTS = 0.36, 0.235  # the columns beside the bars
_NAME_LINE = 1.3  # of the type size
_MOST_ROW, _BAND_ROW = 0.055, 0.04
_LEAST_SIZE, _MOST_SIZE = 7.5, 12.0


def level_png(digest: Digest) -> bytes:
    """Draw a level's digest: the main figure, its organisations, the weeks before."""
    figure = Figure(figsize=(WIDTH, HEIGHT), dpi=DPI, facecolor=palette.GROUND)
    card(figure)
    page = Page(figure)
    bars = organisation_bars(digest)
    top = main_figure(page, digest, heading(page, digest))
    for told in words.given(digest):
        top = page.fitted_text(top, told, 10.5, lines=1) + 0.002
    top -= 0.014
    foot = _footer(page, digest, bars) + _UNDER_WEEKS
    grouped = len(bars) > MOST_BARS
    bands = share_bands(bars)
    wanted = len(bands) * _BAND_ROW if grouped else max(len(bars), 1) * _MOST_ROW
    room = top - foot - 2 * _TITLE - _OVER_BARS
    weeks = min(max(room - wanted, _LEAST_WEEKS), _MOST_WEEKS)
    draw_weeks(figure.add_axes((LEFT, foot, RIGHT - LEFT, weeks)), digest)
    foot += weeks + _TITLE
    _title(page, foot, words.WEEKS_TITLE)
    _title(page, top, words.BANDS_TITLE if grouped else words.bars_title(digest.report))
    top -= _TITLE + _OVER_BARS
    if grouped:
        _draw_bands(page, bands, foot, top)
    else:
        _draw_bars(page, bars, layout.norm_of(digest.report.figure(digest.main)), foot, top)
    written = io.BytesIO()
    figure.savefig(written, format="png", metadata={"Software": None})
    return written.getvalue()


def _title(page: Page, y: float, title: str) -> None:
    page.row(y, title, "", 13, right_size=11, color=palette.INK)


def _footer(page: Page, digest: Digest, bars: tuple[OrganisationBar, ...]) -> float:
    """Write the marks, the base and the rule at the foot; give the height above."""
    main = digest.report.figure(digest.main)
    base = picture_words.base(main.base if main else None)
    told = f"{base} {digest.report.rule} {picture_words.INFORMATIVE}"
    y = page.upwards(_FOOT, told, 8.5, color=palette.QUIET, lines=4)
    if told := picture_words.left_open(main):
        y = page.upwards(y + 0.001, told, 9, color=palette.INK, lines=1)
    starred = bool(main and main.incomplete) or any(bar.starred for bar in bars)
    for told in reversed(notes(bars, starred=starred)):
        y = page.upwards(y + 0.001, told, 9, color=palette.INK, lines=1)
    return y + 0.012


def _rows(page: Page, foot: float, top: float, count: int) -> tuple[Axes, float]:
    """Lay rows between two heights; give the axes of their bars and the size of their type."""
    height = min(top - foot - 0.012, _MOST_ROW * max(count, 1))
    axes = page.figure.add_axes(
        (LEFT + _NAMES, top - height, RIGHT - LEFT - _NAMES - _COUNTS, height)
    )
    bare(axes)
    axes.spines["bottom"].set_visible(False)
    axes.set_xticks(())
    axes.set_ylim(count - 0.5, -0.5)
    size = height / max(count, 1) * HEIGHT * 72 * 0.6
    return axes, min(max(size, _LEAST_SIZE), _MOST_SIZE)


def _draw_bars(
    page: Page, bars: tuple[OrganisationBar, ...], norm: float | None, foot: float, top: float
) -> None:
    if not bars:
        page.lines(top, [words.NONE_BELOW], 14, color=palette.QUIET)
        return
    axes, size = _rows(page, foot, top, len(bars))
    most = max(*(bar.share or 0 for bar in bars), norm or 0, 0.1)
    axes.set_xlim(0, most)
    for at, bar in enumerate(bars):
        _name(axes, at, bar.name, size)
        if bar.share is None or bar.value is None or bar.of is None:
            _outline(axes, at, most)
            told = words.RESTING if bar.resting else words.FEW if bar.few else words.UNKNOWN
            _count(axes, at, told, size, palette.QUIET)
            continue
        color = palette.BEFORE if bar.late else palette.NOW
        axes.barh(at, bar.share, 0.66, color=color, zorder=2)
        told = words.reached(bar.value, bar.of, starred=bar.starred)
        _count(axes, at, told, size, palette.INK)
    if norm is not None:
        axes.axvline(norm, color=palette.NORM, linewidth=2.5, zorder=3)
        told = picture_words.norm_line(norm)
        axes.annotate(
            told,
            (norm, -0.5),
            (0, 3),
            textcoords="offset points",
            fontsize=11,
            ha="right" if norm > most / 2 else "left",
            va="bottom",
            color=palette.INK,
        )


def _draw_bands(page: Page, bands: tuple[ShareBand, ...], foot: float, top: float) -> None:
    axes, size = _rows(page, foot, top, len(bands))
    most = max(*(band.organisations for band in bands), 1)
    axes.set_xlim(0, most)
    for at, band in enumerate(bands):
        _name(axes, at, band.label, size)
        if band.known:
            axes.barh(at, band.organisations, 0.66, color=palette.NOW)
        else:
            _outline(axes, at, band.organisations)
        _count(axes, at, picture_words.count(band.organisations), size, palette.INK)


def _name(axes: Axes, at: int, name: str, size: float) -> None:
    pitch = axes.get_position().height / (axes.get_ylim()[0] + 0.5) * HEIGHT * 72
    fit = fits(size, "normal", _NAMES - 0.015)
    room = max(1, min(3, int(pitch / (size * _NAME_LINE))))
    lines = layout.wrapped(words.bar_name(name), fit, lines=room)
    _beside(axes, at, "\n".join(lines), 0, -8, size, palette.INK, "right")


def _count(axes: Axes, at: int, told: str, size: float, color: str) -> None:
    _beside(axes, at, told, 1, 8, size, color, "left")


def _beside(
    axes: Axes, at: int, told: str, x: float, by: float, size: float, color: str, side: str
) -> None:
    """Write beside the bars: ``x`` 0 is their left end, 1 their right one, ``by`` in points."""
    axes.annotate(
        told,
        (x, at),
        (by, 0),
        xycoords=axes.get_yaxis_transform(),
        textcoords="offset points",
        fontsize=size,
        ha=side,
        va="center",
        color=color,
        parse_math=False,
    )


def _outline(axes: Axes, at: int, width: float) -> None:
    axes.barh(
        at, width, 0.66, facecolor="none", edgecolor=palette.QUIET, linestyle=(0, (4, 3)), zorder=2
    )
