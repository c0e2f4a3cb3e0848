"""Which row is which organisation: the same school under many names, and never its neighbour."""

import pytest

from bot.dialog.official.names import Match, likeness, match, name_of

SCHOOL = "МАОУ «СОШ № 12»"
ALIKE = {
    "СОШ 12": 100,
    "сош №012": 100,
    "Средняя общеобразовательная школа № 12": 100,
    'МАОУ "СОШ № 12" г. Перми': 83,
    "Школа 12": 75,
    "СОШ 112": 0,
    "Лицей № 12": 0,
    "СОШ": 0,
    "№ 12": 75,
    "": 0,
}


@pytest.mark.parametrize("written", ALIKE)
def test_how_alike_a_name_is(written):
    assert likeness(name_of(SCHOOL), name_of(written)) == ALIKE[written]


def test_every_unit_finds_its_row_and_a_foreign_row_nobody():
    units = {"school": SCHOOL, "lyceum": "МАОУ «Лицей № 5»", "garden": "МАДОУ «Детский сад № 7»"}
    rows = ["ДОУ № 7", "СОШ 112", "Лицей №5 города Перми", "СОШ 12"]
    found, unclear = match(units, rows)
    assert found == {"school": Match(3, 100), "lyceum": Match(2, 85), "garden": Match(0, 100)}
    assert unclear == ()


def test_two_rows_as_much_alike_are_none():
    found, unclear = match({"school": SCHOOL}, ["СОШ № 12 г. Перми", "СОШ № 12 г. Осы"])
    assert (found, unclear) == ({}, ("school",))


def test_of_two_units_the_surer_one_has_the_row_and_equals_have_none():
    found, unclear = match({"one": "СОШ № 12 г. Перми", "two": "СОШ № 12"}, ["СОШ 12"])
    assert (found, unclear) == ({"two": Match(0, 100)}, ())
    found, unclear = match({"one": "МАОУ СОШ № 12", "two": "МБОУ СОШ № 12"}, ["СОШ 12"])
    assert (found, unclear) == ({}, ("one", "two"))
