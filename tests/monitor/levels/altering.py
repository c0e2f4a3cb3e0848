"""The levels' order with something else in it, and a figure as it is compared."""

from monitor.order_files.loading import parse_order
from tests.levels import LEVEL_ORDER


def told(report, name):
    figure = report.figure(name)
    return figure.value, figure.of, figure.among


def altered(old, new):
    assert old in LEVEL_ORDER
    return parse_order(LEVEL_ORDER.replace(old, new), "levels")


def with_indicators(*lines):
    """The levels' order with more figures behind its own."""
    return parse_order(
        LEVEL_ORDER
        + "".join(
            f'[[indicator]]\nid = "more{number}"\ntitle = "Ещё"\n{text}\n'
            for number, text in enumerate(lines)
        ),
        "levels",
    )
