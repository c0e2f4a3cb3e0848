import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bot.pictures import level_words as words
from bot.pictures.layout import wrapped
from bot.pictures.level import level_figure, level_png
from bot.pictures.level_layout import (
    OrganisationBar,
    ShareBand,
    endings,
    labels,
    notes,
    organisation_bars,
    share_bands,
)
from tests.bot.pictures.type_sizes import smallest
from tests.levels import CITY, a_level_digest, level, municipality, organisation

NBSP = "\N{NO-BREAK SPACE}"


def many(count):
    return [organisation(f"СОШ № {number}", (number % 41, 40)) for number in range(1, count + 1)]


def test_organisations_stand_as_the_report_lists_them_and_no_data_is_no_bar():
    assert organisation_bars(a_level_digest()) == (
        OrganisationBar(name="СОШ № 2", value=10, of=40, starred=True),
        OrganisationBar(name="СОШ № 5", value=None, of=None),
        OrganisationBar(name="СОШ № 7", value=30, of=40, late=True),
        OrganisationBar(name="СОШ № 12", value=24, of=43),
        OrganisationBar(name="Техникум", value=9, of=17),
    )


def test_shares_are_banded_unrounded_and_the_unknown_stand_apart():
    shares = [(0, 10), (2499, 10_000), (1, 4), (999, 1000), (1, 1), (None, None), (0, 0)]
    bars = [OrganisationBar(name="А", value=value, of=of) for value, of in shares]
    assert share_bands(bars) == (
        ShareBand(label=f"0–24{NBSP}%", organisations=2),
        ShareBand(label=f"25–49{NBSP}%", organisations=1),
        ShareBand(label=f"50–74{NBSP}%", organisations=0),
        ShareBand(label=f"75–99{NBSP}%", organisations=1),
        ShareBand(label=f"100{NBSP}%", organisations=1),
        ShareBand(label="нет данных", organisations=2, known=False),
    )


@given(st.lists(st.integers(1, 300).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))))
def test_every_organisation_is_in_exactly_one_band(shares):
    bars = [OrganisationBar(name="А", value=value, of=of) for value, of in shares]
    assert sum(band.organisations for band in share_bands(bars)) == len(bars)


@pytest.mark.parametrize(
    ("names", "told_apart"),
    [
        (
            ["Управление образования Заречья", "Управление образования города", "Лицей"],
            ["… Заречья", "… города", "Лицей"],
        ),
        (["Средняя школа № 12", "Средняя школа № 2"], ["… № 12", "… № 2"]),
        (["Лицей", "Лицей № 2"], ["Лицей", "… № 2"]),
        (["Отдел", "Отдел"], ["Отдел", "Отдел"]),
        ([], []),
    ],
)
def test_long_names_that_begin_alike_are_told_apart_by_their_ends(names, told_apart):
    assert endings(names) == told_apart


def test_a_name_too_long_is_told_by_its_beginning_unless_another_begins_alike():
    def cut(name):
        return wrapped(name, lambda line: len(line) <= 21, lines=1)

    names = [
        "СОШ № 5 с углублённым изучением языков",
        "СОШ № 7",
        "Центр развития — детский сад",
        "Управление образования Заречья",
        "Управление образования города",
    ]
    assert labels(names, cut) == [
        ["СОШ № 5 …"],
        ["СОШ № 7"],
        ["Центр развития …"],
        ["… Заречья"],
        ["… города"],
    ]


def test_marks_are_explained_where_they_are_seen():
    late = OrganisationBar(name="А", value=1, of=2, late=True)
    assert notes((late,), starred=True) == [words.STAR, words.LATE]
    assert notes((late,) * 26, starred=False) == []
    assert notes((), starred=False) == []


def test_the_words_beside_the_bars():
    assert words.reached(24, 43, starred=True) == "24 из 43*"
    assert words.given(a_level_digest()) == (
        "Данные 4 из 5 организаций.",
        "Норма выполнена в 3 организациях из 4, без данных: 1.",
    )


@pytest.mark.parametrize(
    ("name", "beside"),
    [
        ("МБОУ «СОШ № 12»", f"СОШ №{NBSP}12"),
        ("МБУ ДО «Дом творчества»", "Дом творчества"),
        ("МБОУ «СОШ № 12» г. Перми", f"МБОУ «СОШ №{NBSP}12» г. Перми"),
        ("Школа «Луч»", "Школа «Луч»"),
    ],
)
def test_beside_its_bar_an_organisation_has_no_legal_form(name, beside):
    assert words.bar_name(name) == beside


def test_the_bars_are_of_organisations_and_of_a_region_of_municipalities():
    city = municipality("Пермь", CITY)
    assert words.bars_title(a_level_digest().report) == "По организациям"
    assert words.bars_title(level("Край", [city], kind="region")) == "По муниципалитетам"


CASES = {
    "final": a_level_digest(),
    "running": a_level_digest(closed=False),
    "nobody below": a_level_digest(()),
    "one": a_level_digest(CITY[:1], weeks=()),
    "no data at all": a_level_digest(CITY[3:4], weeks=()),
    "sixteen": a_level_digest(many(16)),
    "twenty-five": a_level_digest(many(25)),
    "three hundred": a_level_digest(many(300)),
    "long names": a_level_digest(
        [organisation(r"Школа имени $\frac{1}{2}$ " * 9, (1, 40)), organisation("Ж" * 300, (2, 40))]
    ),
}


@pytest.mark.parametrize("digest", CASES.values(), ids=CASES)
def test_every_level_gives_a_picture_with_nothing_beyond_its_card(digest):
    picture = Image.open(io.BytesIO(level_png(digest))).convert("RGB")
    assert picture.size == (1200, 1950)
    margins = (
        picture.crop((0, 0, 30, 1950)),
        picture.crop((1170, 0, 1200, 1950)),
        picture.crop((0, 0, 1200, 30)),
        picture.crop((0, 1920, 1200, 1950)),
    )
    assert [margin.getcolors() for margin in margins] == [
        [(margin.width * margin.height, (230, 235, 240))] for margin in margins
    ]


@pytest.mark.parametrize("digest", CASES.values(), ids=CASES)
def test_all_type_is_read_where_a_phone_shows_the_picture_small(digest):
    assert smallest(level_figure(digest)) >= 11


def test_an_equal_week_gives_equal_bytes_and_another_others():
    assert level_png(a_level_digest()) == level_png(a_level_digest())
    assert level_png(a_level_digest()) != level_png(a_level_digest(CITY[:2]))
