"""Tables are called as people call files: whose, which week."""

from datetime import date

import pytest

from bot.sheets.file_names import dated, week_table
from tests.bot.made_up import a_report

WEEK = "16–22 ноября 2026.xlsx"


@pytest.mark.parametrize(
    ("unit", "name"),
    [
        ("МАОУ «СОШ № 12»", f"СОШ № 12, {WEEK}"),
        ("Школа: «Луч/Свет» ?", f"Школа «Луч Свет», {WEEK}"),
        (
            "МБОУ «СОШ № 5 с углублённым изучением отдельных предметов имени Героя»",
            f"СОШ № 5 с углублённым изучением отдельных предметов имени …, {WEEK}",
        ),
        ("Ж" * 90, f"{'Ж' * 60} …, {WEEK}"),
    ],
)
def test_a_week_s_table_is_named_by_whose_it_is_and_its_days(unit, name):
    assert week_table(a_report(unit_name=unit)) == name


def test_a_week_over_new_year_has_both_years():
    first, last = date(2026, 12, 28), date(2027, 1, 3)
    assert dated(first, last) == "28 декабря 2026 – 3 января 2027"
