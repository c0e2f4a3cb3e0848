"""Single figures of official tables: counts, shares, and what is neither."""

from datetime import date

import pytest

from bot.dialog.official.cells import cell_value, is_fraction
from bot.sheets.cells import BadCell

COUNTS = {
    "12": (12, None, False),
    12.0: (12, None, False),
    "1 234": (1234, None, False),
    "7\N{NO-BREAK SPACE}654": (7654, None, False),
    "12,0": (12, None, False),
    "12 из 46": (12, 46, False),
    "12/46": (12, 46, False),
    "12 из 46 (26,1 %)": (12, 46, False),
    "26,1% (12 из 46)": (12, 46, False),
    "12 (26,1 %)": (12, None, False),
    "26,1 %": (261, 1000, True),
    "26.1%": (261, 1000, True),
    "26 %": (26, 100, True),
    "100%": (100, 100, True),
    "0 %": (0, 100, True),
    0.261: (261, 1000, True),
    "0": (0, None, False),
    "—": (None, None, False),
    "-": (None, None, False),
    "нет данных": (None, None, False),
    "Н/Д": (None, None, False),
}


@pytest.mark.parametrize("cell", COUNTS)
def test_a_cell_of_counts(cell):
    assert cell_value(cell, percent=False, fractions=False) == COUNTS[cell]


SHARES = {
    ("26,1", False): (261, 1000, True),
    (26.1, False): (261, 1000, True),
    (26, False): (26, 100, True),
    (0.26, True): (26, 100, True),
    (1.0, True): (100, 100, True),
    (12 / 46, True): (26086957, 100_000_000, True),
    ("26,1 %", True): (261, 1000, True),
    ("12 из 46", False): (12, 46, False),
    ("—", False): (None, None, True),
}


@pytest.mark.parametrize(("cell", "fractions"), SHARES)
def test_a_cell_under_a_heading_of_shares(cell, fractions):
    assert cell_value(cell, percent=True, fractions=fractions) == SHARES[cell, fractions]


BAD = {
    "": ("empty_cell", ""),
    "=12+3": ("formula", "=12+3"),
    "#ССЫЛКА!": ("no_figure", "#ссылка!"),
    "12,5": ("no_figure", "12,5"),
    "-3": ("no_figure", "-3"),
    "много": ("no_figure", "много"),
    "101 %": ("more_than_all", "101 %"),
    "48 из 46": ("more_than_all", "48 из 46"),
    "9" * 5000: ("no_figure", "9" * 40),
    "9999999999": ("no_figure", "9999999999"),
    True: ("no_figure", "True"),
    date(2026, 10, 12): ("no_figure", "2026-10-12"),
}


@pytest.mark.parametrize("cell", BAD, ids=lambda cell: str(cell)[:12])
def test_what_is_no_figure_is_told_with_what_stood_there(cell):
    with pytest.raises(BadCell) as caught:
        cell_value(cell, percent=False, fractions=False)
    assert (caught.value.code, caught.value.value) == BAD[cell]


def test_a_fraction_is_a_number_up_to_one():
    assert [is_fraction(cell) for cell in (0, 0.5, 1.0, 1.5, -0.1, True, "0.5")] == [
        True,
        True,
        True,
        False,
        False,
        False,
        False,
    ]
