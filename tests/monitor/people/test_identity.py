"""One person however he is spelt: letters, not sounds, decide; what sounds alike is a doubt."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.people.names.identity import better, key, same, tidy
from monitor.people.roster import compare
from tests.builders import a_person, bound
from tests.monitor.people.naming import a_row

SAME = [
    ("Семёнов Пётр Ильич", "Семенов Петр Ильич"),
    ("Майоров Андрей Юрьевич", unicodedata.normalize("NFD", "Майоров Андрей Юрьевич")),
    ("Семёнов Пётр Ильич", unicodedata.normalize("NFD", "Семёнов Пётр Ильич")),
    ("Петрова Мария Петровна", "ПЕТРОВА МАРИЯ ПЕТРОВНА"),
    ("Петрова Мария Петровна", "  Петрова   Мария\u00a0Петровна "),
    ("Петрова Мария Петровна", "Петрова, Мария Петровна"),
    ("Петрова Мария Петровна", "Мария Петровна Петрова"),
    ("Римская-Корсакова Анна Львовна", "Римская - Корсакова Анна Львовна"),
    ("Римская-Корсакова Анна Львовна", "Римская – Корсакова Анна Львовна"),
    ("Римская-Корсакова Анна Львовна", "Римская Корсакова Анна Львовна"),
    ("Римская-Корсакова Анна Львовна", "Римская\u2011Корсакова Анна Львовна"),
    ("Сорокин Олег Маратович", "Copoкин Олег Маратович"),  # С, о, р, о are Latin
    ("Ухов Олег Маратович", "Yxoв Oлeг Mapaтoвич"),
    ("Алиев Тимур Гасан-оглы", "Алиев Тимур Гасан Оглы"),
    ("Алиев Тимур Гасан-оглы", "Алиев Тимур Гасаноглы"),
    ("Алиева Лейла Гасан кызы", "Алиева Лейла Гасан-Кызы"),
    ("Алиева Лейла Гасан кызы", "АЛИЕВА ЛЕЙЛА ГАСАН ГЫЗЫ"),
    ("Петрова Мария Петровна", "Пет\u00adрова Мария Пет\u00adровна"),
    ("Петрова Мария Петровна", "\ufeffПетрова \u200bМария\u2060 Петровна\u200e"),
    ("Петрова Мария Петровна", "Петрова Мария Петровна*"),
    ("Петрова Мария Петровна", "Петрова Мария Петровна¹"),
    ("Петрова Мария Петровна", "Петрова Мария Петровна **"),
    ("Петрова Мария Петровна", "Петрова (Сидорова) Мария Петровна"),
    ("Сидорова Мария Петровна", "Петрова (Сидорова) Мария Петровна"),
    ("Сидорова Мария Петровна", "Петрова Мария Петровна (ранее Сидорова)"),
    ("О'Коннор Анна Ивановна", "О’Коннор Анна Ивановна"),
]
APART = [
    ("Петрова Мария Петровна", "Петрова Мария Павловна"),
    ("Щукин Олег Ильич", "Шукин Олег Ильич"),
    ("Петрова Мария Петровна", "Петров Мария Петровна"),
    ("Петрова Наталья Ильинична", "Петрова Наталия Ильинична"),
    ("Иванов Иван Иванович", "Иванов И. И."),
]


@pytest.mark.parametrize(("known", "written"), SAME)
def test_the_same_name_is_recognised_and_keeps_its_binding(known, written):
    assert same(known, written)
    assert same(written, known)
    person = a_person(1, known)
    change = compare([a_row(written)], [person], bound(1, 104))
    assert (change.new, change.missing, change.doubts) == ((), (), ())


@pytest.mark.parametrize(("one", "other"), APART)
def test_what_is_only_alike_is_not_the_same(one, other):
    assert not same(one, other)


@pytest.mark.parametrize(
    ("known", "written", "said"),
    [
        ("Щукин Олег Ильич", "Шукин Олег Ильич", [True]),
        ("Петрова Мария Петровна", "Петрова Мария Петрвна", [True]),
        ("Петрова Мария Петровна", "Сидорова Мария Петровна", [False]),
        ("Петрова Мария Петровна", "Petrova Maria Petrovna", [True]),
        ("Петрова Мария Петровна", "Уткин Павел Ильич", []),
        ("Иванов Пётр Ильич", "Иванов Павел Ильич", []),
    ],
)
def test_a_doubt_is_taken_for_the_likelier_answer(known, written, said):
    change = compare([a_row(written)], [a_person(1, known)], [])
    assert [each.same for each in change.doubts] == said
    turned = compare([a_row(written)], [a_person(1, known)], [], {1: not any(said)})
    assert [each.same for each in turned.doubts] == [not each for each in said]


@pytest.mark.parametrize(
    ("written", "tidied"),
    [
        ("ПЕТРОВА-ЮДИНА МАРИЯ ПЕТРОВНА", "Петрова-Юдина Мария Петровна"),
        ("АЛИЕВ ТИМУР ГАСАН ОГЛЫ", "Алиев Тимур Гасан оглы"),
        ("Пет\u00adрова  Мария Петровна **", "Петрова Мария Петровна"),
        ("Cоколова Aнна Львовна", "Соколова Анна Львовна"),
        ("Smith John", "Smith John"),
        ("Петрова М. П.", "Петрова М. П."),
    ],
)
def test_a_name_is_written_as_people_read_it(written, tidied):
    assert tidy(written) == tidied


def test_of_two_spellings_the_one_with_its_dots_is_kept():
    assert better("Семёнов Пётр Ильич", "Семенов Петр Ильич") == "Семёнов Пётр Ильич"
    assert better("Семенов Петр Ильич", "Семёнов Пётр Ильич") == "Семёнов Пётр Ильич"
    assert better("ПЕТРОВА МАРИЯ ПЕТРОВНА", "Петрова Мария Петровна") == "Петрова Мария Петровна"


@pytest.mark.parametrize(
    "written",
    ["Петрова М. П.", "М.П. Петрова", "Петрова Мария", "Мария Петровна"],
)
def test_initials_take_nothing_from_a_name_that_is_known_whole(written):
    known = "Петрова Мария Петровна"
    assert better(known, written) == known
    assert better(written, known) == known
    assert better("Петрова-Юдина Мария Петровна", "Петрова Мария Петровна") == (
        "Петрова Мария Петровна"
    )


_letters = st.text(alphabet="абвгдеёжзийклмнопрстуфхцчшщъыьэюя", min_size=2, max_size=9)
_signs = st.sampled_from(["\u00ad", "\u200c", "\u200e", "\u2060", "\ufeff"])


@given(st.lists(_letters.map(str.capitalize), min_size=2, max_size=4), _signs, st.data())
def test_no_sign_no_case_and_no_decomposition_makes_another_person(words, sign, data):
    name = " ".join(words)
    at = data.draw(st.integers(0, len(name)))
    written = data.draw(
        st.sampled_from([str.upper, str.lower, lambda text: unicodedata.normalize("NFD", text)])
    )(name)
    assert key(written[:at] + sign + written[at:]) == key(name)
    assert tidy(tidy(written)) == tidy(written)
