"""The exported roster is what the import takes, and holds no formulas."""

import io
import zipfile
from datetime import date

from bot.sheets.roster.export import roster_xlsx
from bot.sheets.roster.roster import ClassRow, RosterRow, read_roster
from bot.words.vocabulary import SCHOOL as SCHOOL_WORDS
from storage.records import Absence, Person, SchoolClass
from tests.cast import MARIA, MONDAY_MORNING, SCHOOL


def a_person(number, name, position="Учитель", classes=()):
    return Person(
        id=number,
        unit=SCHOOL,
        full_name=name,
        position=position,
        role="учитель",
        classes=classes,
        added_at=MONDAY_MORNING,
    )


def exported():
    people = (
        a_person(1, "Петрова Мария Петровна", classes=("5А", "6Б")),
        a_person(2, "=Быкова Анна", "{=1+1}"),
    )
    away = {1: Absence(person=1, first=date(2026, 11, 16), last=None)}
    groups = [SchoolClass(name="5А", pupils=28, parents=None, teacher="+Петрова")]
    return roster_xlsx(people, {1: MARIA}, away, groups, SCHOOL_WORDS)


def test_what_was_exported_is_read_as_it_was():
    found = read_roster(exported(), "список.xlsx")
    assert found.people == (
        RosterRow(
            row=2,
            full_name="Петрова Мария Петровна",
            position="Учитель",
            role="учитель",
            account=MARIA,
            screen_name=None,
            classes=("5А", "6Б"),
            absent_from=date(2026, 11, 16),
            absent_to=None,
        ),
        RosterRow(
            row=3,
            full_name="=Быкова Анна",
            position="{=1+1}",
            role="учитель",
            account=None,
            screen_name=None,
            classes=(),
            absent_from=None,
            absent_to=None,
        ),
    )
    assert found.classes == (
        ClassRow(row=2, name="5А", pupils=28, parents=None, teacher="+Петрова"),
    )
    assert found.problems == ()


def test_no_cell_is_a_formula_or_a_link():
    with zipfile.ZipFile(io.BytesIO(exported())) as book:
        sheets = [book.read(name).decode() for name in book.namelist() if "sheets/" in name]
    assert len(sheets) == 2
    assert not any("<f>" in sheet or "<f " in sheet or "hyperlink" in sheet for sheet in sheets)
