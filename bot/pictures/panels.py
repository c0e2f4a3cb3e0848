"""The three charts of a digest's picture, each drawn into axes that it is given."""

from collections.abc import Sequence

from matplotlib.axes import Axes

from bot.pictures import digest_words as words
from bot.pictures import layout, palette
from bot.pictures.page import HEIGHT, SMALL, TEXT
from bot.words.russian import month
from monitor.facts.digest import Digest

_OVER_COUNTS = 1.4  # over the tallest bar of a small chart, for its count
_HEADROOM = 1.2  # over the tallest bar, for its label
_A_LABEL = 30  # points over a week's bar
_OVER_NORM = 1.06  # of the norm, for its line
_BESIDE_NORM = 0.77  # of the width: the rest is for the name of the norm's line
_LEAST_PLACES = 3  # a single week must not fill the width
_LEAST_TOP = 0.1  # a share axis never ends below this: 1 % must not look like much
_GAP = 0.32  # of the height: what stands for no data, with two lines of words in it
_LABEL = {"facecolor": palette.CARD, "edgecolor": "none", "pad": 1.5}


def draw_weeks(axes: Axes, digest: Digest) -> None:
    """Draw the main figure by weeks with its norm, this one in full colour, hatched if it runs."""
    bare(axes)
    figure = digest.report.figure(digest.main)
    if figure is None:
        _instead(axes, words.NO_FIGURE)
        return
    bars = layout.weeks(digest)
    norm = layout.norm_of(figure)
    least = 1 if bars[-1].plain else _LEAST_TOP
    tallest = max(*(bar.height or 0 for bar in bars), least)
    places = max(len(bars), _LEAST_PLACES)
    top = max(tallest / (1 - _A_LABEL / _points(axes)), (norm or 0) * _OVER_NORM)
    axes.set_ylim(0, top)
    axes.set_xlim(-0.5, places - 0.5)
    if norm is not None:
        _norm(axes, norm, places)
    for at, bar in enumerate(bars):
        _week(axes, at, bar, gap=top * _GAP)
    labels = [words.week_label(bar.first, bar.last, bar.value, bar.of) for bar in bars]
    axes.set_xticks(range(len(bars)), labels)
    axes.get_xticklabels()[-1].set(color=palette.INK, weight="bold")
    if len(bars) == 1:
        _note(axes, places / 2, top * 0.1, words.FIRST_WEEK)


def _points(axes: Axes) -> float:
    """The height of axes in points."""
    return axes.get_position().height * HEIGHT * 72


def _norm(axes: Axes, norm: float, places: int) -> None:
    """Draw the norm's line over the bars' places and its name beside them."""
    axes.set_xlim(-0.5, places / _BESIDE_NORM - 0.5)
    axes.plot((-0.5, places - 0.5), (norm, norm), color=palette.NORM, linewidth=2.5, zorder=1)
    beside = places * 1.012 - 0.5
    axes.text(beside, norm, words.norm_line(norm), fontsize=SMALL, va="center", color=palette.INK)


def _note(axes: Axes, x: float, y: float, text: str) -> None:
    axes.text(x, y, text, fontsize=SMALL, ha="center", va="center", color=palette.QUIET)


def _week(axes: Axes, at: int, bar: layout.WeekBar, *, gap: float) -> None:
    if bar.height is None:
        _outline(axes, at, gap)
        _note(axes, at, gap / 2, words.NO_BAR)
        return
    _bar(axes, at, bar.height, palette.NOW if bar.current else palette.BEFORE, hatched=bar.running)
    axes.annotate(
        words.bar_label(bar.share, bar.value),
        (at, bar.height),
        (0, 5),
        textcoords="offset points",
        ha="center",
        fontsize=SMALL,
        weight="bold" if bar.current else "normal",
        color=palette.INK,
        bbox=_LABEL,
        zorder=3,
    )


def draw_year(axes: Axes, bars: Sequence[layout.WeekBar], norm: float | None) -> None:
    """Draw the school year's weeks as a line with gaps where there is no data."""
    bare(axes)
    heights = [bar.height for bar in bars]
    least = 1 if bars[-1].plain else _LEAST_TOP
    axes.set_ylim(0, max(*(height or 0 for height in heights), norm or 0, least) * _HEADROOM)
    axes.set_xlim(-0.5, len(bars) - 0.5)
    if norm is not None:
        axes.axhline(norm, color=palette.NORM, linewidth=2, zorder=1)
    drawn = [float("nan") if height is None else height for height in heights]
    axes.plot(range(len(bars)), drawn, color=palette.NOW, linewidth=2, marker="o", markersize=4)
    if heights[-1] is not None:
        axes.plot([len(bars) - 1], [heights[-1]], color=palette.NOW, marker="o", markersize=8)
    months = [
        at for at, bar in enumerate(bars) if not at or bar.last.month != bars[at - 1].last.month
    ]
    axes.set_xticks(months, [month(bars[at].last) for at in months])


def draw_bands(axes: Axes, digest: Digest) -> None:
    """Draw how many of the staff wrote how many messages; never who."""
    bare(axes)
    bands = layout.bands(digest.report.people)
    if not digest.report.people or digest.report.completeness is None:
        _instead(axes, words.NO_MESSAGES if digest.report.people else words.NO_PEOPLE)
        return
    counts = [band.people for band in bands]
    axes.set_ylim(0, max(*counts, 1) * _OVER_COUNTS)
    for at, band in enumerate(bands):
        if band.known:
            axes.bar(at, band.people, 0.66, color=palette.NOW)
        else:
            _outline(axes, at, band.people)
        _count(axes, at, band.people)
    axes.set_xticks(range(len(bands)), [band.label for band in bands])


def draw_days(axes: Axes, digest: Digest) -> None:
    """Draw the messages of each day; days ahead stay empty, a day not over is hatched."""
    bare(axes)
    days = layout.days(digest)
    known = [day.messages for day in days if day.messages is not None]
    if digest.report.completeness is None or not known:
        _instead(axes, words.NO_MESSAGES)
        return
    axes.set_ylim(0, max(*known, 1) * _OVER_COUNTS)
    for at, day in enumerate(days):
        if day.messages is not None:
            _bar(
                axes, at, day.messages, palette.NOW, hatched=layout.runs(digest) and bool(day.until)
            )
            _count(axes, at, day.messages)
    axes.set_xticks(range(7), [words.day_label(day.day) for day in days])
    axes.set_xlim(-0.6, 6.6)


def bare(axes: Axes) -> None:
    """Leave of the axes only the ground line and the names under it."""
    axes.set_facecolor("none")
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(palette.FAINT)
    axes.tick_params(length=0, labelcolor=palette.QUIET, labelsize=SMALL)
    axes.set_yticks(())


def _bar(axes: Axes, at: int, height: float, color: str, *, hatched: bool) -> None:
    """Draw a bar; hatched it stands for what is not over yet."""
    if hatched:
        axes.bar(
            at,
            height,
            0.66,
            linewidth=2,
            zorder=2,
            facecolor=palette.CARD,
            edgecolor=color,
            hatch=palette.HATCH,
        )
    else:
        axes.bar(at, height, 0.66, color=color, zorder=2)


def _outline(axes: Axes, at: int, height: float) -> None:
    axes.bar(
        at, height, 0.66, facecolor="none", edgecolor=palette.QUIET, linestyle=(0, (4, 3)), zorder=2
    )


def _count(axes: Axes, at: int, count: int) -> None:
    axes.annotate(
        words.count(count),
        (at, count),
        (0, 4),
        textcoords="offset points",
        ha="center",
        fontsize=SMALL,
        color=palette.INK,
    )


def _instead(axes: Axes, text: str) -> None:
    axes.text(
        0.5,
        0.5,
        text,
        transform=axes.transAxes,
        fontsize=TEXT,
        ha="center",
        va="center",
        color=palette.QUIET,
    )
    axes.set_xticks(())
