"""docs/examples holds what the service would write today."""

import asyncio
import io
import itertools
from pathlib import Path

import openpyxl
import pytest
from PIL import Image

from tests.examples.page import page
from tests.examples.playing import examples
from tests.quick import drawn_lightly

HELD = Path(__file__).parents[2] / "docs" / "examples"
SIZE = 1_500_000  # bytes of all pictures together


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    with drawn_lightly():  # of pictures only the sizes are held
        return asyncio.run(examples(tmp_path_factory.mktemp("examples")))


def cells(body):
    book = openpyxl.load_workbook(io.BytesIO(body))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def test_the_page_holds_every_text_as_it_is_written_today(made):
    assert (HELD / "README.md").read_text(encoding="utf-8") == page(made)


def test_every_table_holds_the_cells_that_are_written_today(made):
    tables = {each.name: each.told.table for each in made if each.told.table}
    assert {path.stem for path in HELD.glob("*.xlsx")} == set(tables)
    for name, table in tables.items():
        assert cells((HELD / f"{name}.xlsx").read_bytes()) == cells(table.body), name


def test_every_picture_is_there_whole_and_small(made):
    drawn = {each.name for each in made if each.told.picture}
    held = sorted(HELD.glob("*.png"))
    assert {path.stem for path in held} == drawn
    assert {Image.open(io.BytesIO(path.read_bytes())).size for path in held} == {(1200, 1950)}
    assert sum(path.stat().st_size for path in held) < SIZE


def test_above_an_organisation_nobody_is_named(made):
    texts = {each.name: each.told.text for each in made}
    [reminder] = [each.told.table for each in made if each.name == "reminder"]
    names = {row[0] for row in cells(reminder.body)["Сотрудники"][1:]}
    above = ("watch-municipality", "municipality-friday", "municipality", "region")
    found = itertools.product(names, (texts[name] for name in above))
    assert len(names) > 20
    assert not [name for name, text in found if name.split()[0] in text]


def test_no_text_but_a_figure_explained_whole_is_long(made):
    assert {
        each.name: each.told.text.count("\n") + 1
        for each in made
        if each.told.text.count("\n") + 1 > 12
    } == {"explain": 13, "explain-municipality": 14}
