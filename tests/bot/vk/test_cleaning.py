"""Names that others gave become one line that can be read, kept and sent."""

import sqlite3
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.vk.cleaning import FILE, NAME, TITLE, cleaned, file_name, sendable

ANYTHING = st.text(st.characters(codec=None, categories=None), max_size=300)


@pytest.mark.parametrize(
    ("foreign", "left"),
    [
        ("5А родители", "5А родители"),
        ("МАОУ «СОШ № 12» — 10 “Б”", "МАОУ «СОШ № 12» — 10 “Б”"),
        ("Йод", "Йод"),
        ("И\u0306од", "Йод"),  # й of two signs
        ("a\0b", "ab"),
        ("\ud83dпедсовет\ude00", "педсовет"),
        ("\u202eтевосдеП\u202c", "тевосдеП"),
        ("\u2066\u200f5\u200bА\ufeff\u2060\u00ad", "5А"),
        ("две\nстроки\u2028и\tещё\r\n", "две строки и ещё"),
        ("\u200b\u3164\u2800 \u115f", ""),
        ("З" + "\u0337" * 500 + "лой", "З\u0337\u0337лой"),
        ("\U000e0041\U000e0042тег", "тег"),
        ("\ue000\uffff\ufdd0", ""),
        ("👍🏽 Ура", "👍🏽 Ура"),
        ("עברית", "עברית"),
        (None, ""),
        (7, ""),
        (["5А"], ""),
    ],
    ids=ascii,
)
def test_what_is_left_of_a_title(foreign, left):
    assert cleaned(foreign, TITLE) == left


def test_a_long_title_is_cut():
    assert cleaned("я" * 10_000, TITLE) == "я" * 199 + "…"
    assert cleaned("я" * 200, TITLE) == "я" * 200


@pytest.mark.parametrize(
    ("foreign", "left"),
    [
        ("список.xlsx", "список.xlsx"),
        ("спи\u202excod.xlsx", "спиxcod.xlsx"),
        ("список\0.xlsx", "список.xlsx"),
        ("../../etc/список.csv", "список.csv"),
        ("C:\\папка\\список.csv", "список.csv"),
        ("я" * 10_000 + ".xlsx", None),
        ("я" * 300 + ".xlsx", "я" * 114 + "….xlsx"),
        ("я" * 300, "я" * 119 + "…"),
        (None, ""),
    ],
)
def test_what_is_left_of_a_files_name(foreign, left):
    found = file_name(foreign)
    assert len(found) <= FILE
    assert left is None or found == left


@given(ANYTHING, st.sampled_from([NAME, TITLE]))
def test_whatever_it_is_it_is_one_short_line_that_a_database_keeps(foreign, most):
    found = cleaned(foreign, most)
    assert len(found) <= most
    assert found == cleaned(found, most)
    assert all(unicodedata.category(sign)[0] != "C" for sign in found)
    assert "\n" not in found
    with sqlite3.connect(":memory:") as database:
        assert database.execute("SELECT ?", (found,)).fetchone() == (found,)
    database.close()


@given(ANYTHING)
def test_what_goes_out_can_be_sent_and_is_otherwise_as_it_was(text):
    found = sendable(text)
    found.encode()
    assert "\0" not in found
    assert found == "".join(
        sign for sign in text if sign and not "\ud800" <= sign <= "\udfff"
    ).replace("\0", "")
