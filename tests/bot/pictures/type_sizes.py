"""How large the type of a picture is where a phone shows it."""

from matplotlib.text import Text

SHOWN = 390
"""Pixels that a phone is wide."""


def smallest(figure):
    """Give the size of the smallest text in a figure, in pixels of a phone."""
    shown = SHOWN / figure.get_figwidth()  # pixels of an inch
    texts = [
        text for text in figure.findobj(Text) if text.get_text().strip() and text.get_visible()
    ]
    return min(text.get_fontsize() / 72 * shown for text in texts)
