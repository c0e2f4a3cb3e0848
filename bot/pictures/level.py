"""The picture of a municipality or a region: the main figure of each organisation, the weeks.

The same card as of an organisation's digest (bot/pictures/drawing.py); nobody is named.
"""

from collections.abc import Callable

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from bot.pictures import digest_words as picture_words
from bot.pictures import layout, palette
from bot.pictures import level_words as words
from bot.pictures.drawing import DPI, as_png, card, heading, main_figure
from bot.pictures.level_layout import (
    MOST_BARS,
    OrganisationBar,
    ShareBand,
    labels,
    notes,
    organisation_bars,
    share_bands,
)
from bot.pictures.page import HEIGHT, LEFT, RIGHT, SMALL, TEXT, WIDTH, Page, drawable, fits
from bot.pictures.panels import bare, draw_weeks
from monitor.facts.digest import Digest

# Heights are parts of the picture's height, counted from its foot; widths likewise.
_FOOT = 0.042
_LEAST_WEEKS, _MOST_WEEKS = 0.11, 0.2
_UNDER_WEEKS = 0.075
_TITLE = 0.032
_OVER_BARS = 0.02  # the name of the norm's line
_NAMES, _COUNTS = 0.37, 0.27  # the columns beside the bars
_NAME_LINE = 1.3  # of the type size
_LEAST_ROW, _MOST_ROW, _BAND_ROW = 0.026, 0.075, 0.036


def level_png(digest: Digest) -> bytes:
    """Draw a level's digest as a picture."""
    return as_png(level_figure(digest))


def level_figure(digest: Digest) -> Figure:
    """Draw a level's digest: the main figure, its organisations, the weeks before."""
    figure = Figure(figsize=(WIDTH, HEIGHT), dpi=DPI, facecolor=palette.GROUND)
    card(figure)
    page = Page(figure)
    bars = organisation_bars(digest)
    top = main_figure(page, digest, heading(page, digest))
    for told in words.given(digest):
        top = page.fitted_text(top, told, SMALL, lines=2) + 0.002
    top -= 0.014
    foot = _footer(page, digest, bars)
    grouped = len(bars) > MOST_BARS
    bands = share_bands(bars)
    rows, count = (_BAND_ROW, len(bands)) if grouped else (_MOST_ROW, max(len(bars), 1))
    wanted, spacious = count * min(rows, _LEAST_ROW), count * rows
    room = top - foot - _UNDER_WEEKS - 2 * _TITLE - _OVER_BARS
    weeks = min(max(room - spacious, _LEAST_WEEKS), _MOST_WEEKS)
    if room - wanted >= _LEAST_WEEKS:  # many organisations need the room themselves
        foot += _UNDER_WEEKS
        draw_weeks(figure.add_axes((LEFT, foot, RIGHT - LEFT, weeks)), digest)
        foot += weeks + _TITLE
        _title(page, foot, words.WEEKS_TITLE)
    _title(page, top, words.BANDS_TITLE if grouped else words.bars_title(digest.report))
    top -= _TITLE + _OVER_BARS
    if grouped:
        _draw_bands(page, bands, foot, top)
    else:
        _draw_bars(page, digest, bars, foot, top)
    return figure


def _title(page: Page, y: float, title: str) -> None:
    page.row(y, title, "", TEXT, right_size=SMALL, color=palette.INK)


def _footer(page: Page, digest: Digest, bars: tuple[OrganisationBar, ...]) -> float:
    """Write the marks, the base and the rule at the foot; give the height above."""
    main = digest.report.figure(digest.main)
    base = picture_words.base(main.base if main else None)
    told = f"{base} {picture_words.INFORMATIVE}".strip()
    y = page.upwards(_FOOT, told, SMALL, color=palette.QUIET, lines=2)
    if told := picture_words.left_open(main):
        y = page.upwards(y + 0.001, told, SMALL, color=palette.INK, lines=2)
    starred = bool(main and main.incomplete) or any(bar.starred for bar in bars)
    for told in reversed(notes(bars, starred=starred)):
        y = page.upwards(y + 0.001, told, SMALL, color=palette.INK, lines=2)
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
    return axes, SMALL


def _draw_bars(
    page: Page, digest: Digest, bars: tuple[OrganisationBar, ...], foot: float, top: float
) -> None:
    if not bars:
        page.lines(top, [words.NONE_BELOW], TEXT, color=palette.QUIET)
        return
    norm = layout.norm_of(digest.report.figure(digest.main))
    axes, size = _rows(page, foot, top, len(bars))
    most = max(*(bar.share or 0 for bar in bars), norm or 0, 0.1)
    axes.set_xlim(0, most)
    names = labels([words.bar_name(bar.name) for bar in bars], _cut(axes, size))
    for at, (bar, lines) in enumerate(zip(bars, names, strict=True)):
        _name(axes, at, lines, size)
        if bar.share is None or bar.value is None or bar.of is None:
            _outline(axes, at, most)
            told = words.RESTING if bar.resting else words.FEW if bar.few else words.UNKNOWN
            _count(axes, at, told, size, palette.QUIET)
            continue
        _bar(axes, at, bar.share, hatched=bar.late or layout.runs(digest))
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
            fontsize=SMALL,
            ha="right" if norm > most / 2 else "left",
            va="bottom",
            color=palette.INK,
        )


def _draw_bands(page: Page, bands: tuple[ShareBand, ...], foot: float, top: float) -> None:
    axes, size = _rows(page, foot, top, len(bands))
    most = max(*(band.organisations for band in bands), 1)
    axes.set_xlim(0, most)
    cut = _cut(axes, size)
    for at, band in enumerate(bands):
        _name(axes, at, cut(band.label), size)
        if band.known:
            axes.barh(at, band.organisations, 0.66, color=palette.NOW)
        else:
            _outline(axes, at, band.organisations)
        _count(axes, at, picture_words.count(band.organisations), size, palette.INK)


def _cut(axes: Axes, size: float) -> Callable[[str], list[str]]:
    """Break names into lines for the room there is beside a bar."""
    pitch = axes.get_position().height / (axes.get_ylim()[0] + 0.5) * HEIGHT * 72
    fit = fits(size, "normal", _NAMES - 0.015)
    room = max(1, min(3, int(pitch / (size * _NAME_LINE))))
    return lambda name: layout.wrapped(drawable(name), fit, lines=room)


def _name(axes: Axes, at: int, lines: list[str], size: float) -> None:
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


def _bar(axes: Axes, at: int, width: float, *, hatched: bool) -> None:
    if hatched:
        axes.barh(
            at,
            width,
            0.66,
            linewidth=2,
            zorder=2,
            facecolor=palette.CARD,
            edgecolor=palette.NOW,
            hatch=palette.HATCH,
        )
    else:
        axes.barh(at, width, 0.66, color=palette.NOW, zorder=2)


def _outline(axes: Axes, at: int, width: float) -> None:
    axes.barh(
        at, width, 0.66, facecolor="none", edgecolor=palette.QUIET, linestyle=(0, (4, 3)), zorder=2
    )
