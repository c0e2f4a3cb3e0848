"""Finding people of a roster by what somebody typed."""

import pytest

from monitor.finding import find
from storage.records import Person
from tests.cast import MONDAY_MORNING, SCHOOL

NAMES = (
    "Алёшина Яна Игоревна",
    "Быкова Анна Сергеевна",
    "Петров-Водкин Кузьма",
    "Петрова Анна Львовна",
    "Петрова Мария Петровна",
    "Рахимов Али Вали оглы",
    "Smith John",
    "Щербакова Юлия Петровна",
)
PEOPLE = tuple(
    Person(
        id=number,
        unit=SCHOOL,
        full_name=name,
        position="учитель",
        role="учитель",
        added_at=MONDAY_MORNING,
    )
    for number, name in enumerate(NAMES, 1)
)


def names(text):
    return [each.full_name.split()[0] for each in find(PEOPLE, text)]


FOUND = {
    "петр": ["Петров-Водкин", "Петрова", "Петрова", "Щербакова"],
    "ПЕТРОВА М": ["Петрова"],
    "петрова м. п.": ["Петрова"],
    "мария петрова": ["Петрова"],
    "алешина": ["Алёшина"],
    "Алёшина": ["Алёшина"],
    "водкин": ["Петров-Водкин"],
    "бакова": ["Щербакова"],
    "smith": ["Smith"],
    "Shcherbakova": ["Щербакова"],
    "вали оглы": ["Рахимов"],
    "Пертова": ["Петрова", "Петрова"],
    "Быкава": ["Быкова"],
    "Юдина": [],
    "анна анна": [],
    "": [],
    "123": [],
    "%": [],
}


@pytest.mark.parametrize(("text", "found"), FOUND.items(), ids=FOUND.keys())
def test_people_are_found_by_what_was_typed(text, found):
    assert names(text) == found


def test_people_of_one_name_are_both_found_and_keep_their_order():
    twin = Person(
        id=99,
        unit=SCHOOL,
        full_name="Быкова Анна Сергеевна",
        position="завуч",
        role="администрация",
        added_at=MONDAY_MORNING,
    )
    assert [each.id for each in find((twin, *PEOPLE), "быкова")] == [2, 99]
