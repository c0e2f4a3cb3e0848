"""The digest as a picture for a phone, 1200 x 1950 pixels, read when it is shown 390 wide.

Matplotlib's object interface only: no state shared between threads, no window, the font that comes
with it, and no date in the file, so that an equal digest gives equal bytes.
"""

import io

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch

from bot.pictures import digest_words as words
from bot.pictures import layout, palette
from bot.pictures.page import HEIGHT, LARGE, LEFT, RIGHT, SMALL, TEXT, WIDTH, Page
from bot.pictures.panels import draw_bands, draw_days, draw_weeks, draw_year
from bot.words.orders.norms import unreached
from monitor.facts.digest import Digest

DPI = 150
# Heights are parts of the picture's height, counted from its foot.
_TOP, _FOOT = 0.958, 0.036
_SMALL_PANEL = 0.085
_TWO_LINES_UNDER = 0.062  # the names under a chart's bars and some air
_TITLE_OVER = 0.03


def digest_png(digest: Digest) -> bytes:
    """Draw a digest as a picture."""
    return as_png(digest_figure(digest))


def as_png(figure: Figure) -> bytes:
    """Write a figure as the bytes of a picture, without the date and the program's name."""
    written = io.BytesIO()
    figure.savefig(written, format="png", metadata={"Software": None})
    return written.getvalue()


def digest_figure(digest: Digest) -> Figure:
    """Draw a digest: the main figure by weeks, the staff by messages (no names), the days."""
    figure = Figure(figsize=(WIDTH, HEIGHT), dpi=DPI, facecolor=palette.GROUND)
    card(figure)
    page = Page(figure)
    top = main_figure(page, digest, heading(page, digest))
    foot = _small_panels(page, digest, _footer(page, digest))
    draw_weeks(_axes(figure, foot, top - foot), digest)
    return figure


def card(figure: Figure) -> None:
    """Draw the light card that everything stands on."""
    figure.add_artist(
        FancyBboxPatch(
            (0.03, 0.024),
            0.94,
            0.952,
            boxstyle="round,pad=0,rounding_size=0.025",
            mutation_aspect=WIDTH / HEIGHT,
            transform=figure.transFigure,
            facecolor=palette.CARD,
            edgecolor=palette.FAINT,
            zorder=-1,
        )
    )


def _axes(figure: Figure, foot: float, height: float) -> Axes:
    return figure.add_axes((LEFT, foot, RIGHT - LEFT, height))


def heading(page: Page, digest: Digest) -> float:
    """Write whose week it is and how far it is counted; give the height below."""
    report, window = digest.report, digest.report.window
    y = page.fitted(_TOP, words.unit_name(report.unit_name), sizes=(23, 20, TEXT), lines=2)
    running = window.as_of < window.end and not window.closed
    as_of = window.as_of.astimezone(window.start.tzinfo) if running else None
    told = words.subtitle(*layout.days_of(window), as_of)
    return page.fitted_text(y, told, TEXT, lines=2)


def main_figure(page: Page, digest: Digest, y: float) -> float:
    """Write the main figure in large with its norm; give the height below."""
    main = digest.report.figure(digest.main)
    if main is None:
        return y - 0.03
    y = page.fitted(y - 0.018, words.main_title(main), sizes=(TEXT, SMALL), lines=2)
    few = main.missing == "few"
    told = words.headline(main.value, main.of, starred=layout.starred(digest), few=few)
    share = words.reached(main.share, unreached(main))
    y = page.row(y - 0.004, told, share, LARGE, right_size=LARGE, color=palette.NOW)
    if main.norm is not None:
        told = words.verdict(main.norm, digest.report.window)
        y = page.fitted_text(y, told, TEXT, lines=2)
    for told in words.beside(digest):
        y = page.fitted_text(y, told, SMALL, lines=2)
    return y


def _small_panels(page: Page, digest: Digest, foot: float) -> float:
    """Draw the lower two charts from the foot upwards; give the height where they end."""
    report = digest.report
    height = _SMALL_PANEL
    foot += 0.034  # the days' names
    foot = (_year if layout.school_year(digest) else _days)(page, digest, foot)
    foot += _TWO_LINES_UNDER
    draw_bands(_axes(page.figure, foot, height), digest)
    foot += height + _TITLE_OVER
    _title(page, foot, words.PEOPLE_TITLE, words.away(layout.away(report.people)))
    return foot + _TWO_LINES_UNDER


def _days(page: Page, digest: Digest, foot: float) -> float:
    """Draw the messages by day; give the height where the chart ends."""
    report = digest.report
    draw_days(_axes(page.figure, foot, _SMALL_PANEL), digest)
    foot += _SMALL_PANEL + _TITLE_OVER
    seen = report.completeness is not None and report.days
    total = words.total(sum(line.messages for line in report.days)) if seen else ""
    _title(page, foot, words.DAYS_TITLE, total)
    return foot


def _year(page: Page, digest: Digest, foot: float) -> float:
    """Draw the school year in the place of the days, once it is longer than the weeks' bars."""
    norm = layout.norm_of(digest.report.figure(digest.main))
    draw_year(_axes(page.figure, foot, _SMALL_PANEL), layout.school_year(digest), norm)
    foot += _SMALL_PANEL + _TITLE_OVER
    _title(page, foot, words.YEAR_TITLE, "")
    return foot


def _title(page: Page, y: float, title: str, aside: str) -> None:
    page.row(y, title, aside, TEXT, right_size=SMALL, color=palette.INK)


def _footer(page: Page, digest: Digest) -> float:
    """Write the asterisk, the base and the rule at the foot; give the height above."""
    report = digest.report
    main = report.figure(digest.main)
    base = words.base(main.base if main else None)
    y = page.upwards(
        _FOOT, f"{base} {words.INFORMATIVE}".strip(), SMALL, color=palette.QUIET, lines=2
    )
    if told := words.left_open(main):
        y = page.upwards(y + 0.003, told, SMALL, color=palette.INK, lines=2)
    said = report.completeness == 1 and main is not None and main.missing == "untold"
    if layout.starred(digest) and not said:
        told = words.incomplete(report.completeness)
        y = page.upwards(y + 0.003, told, SMALL, color=palette.INK, lines=2)
    return y + 0.012
