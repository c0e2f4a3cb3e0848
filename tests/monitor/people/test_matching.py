"""Whose a VK profile may be by its name, and whom a loosely typed name means."""

import pytest

from monitor.people.matching import Profile, search, suggest
from tests.builders import a_person
from tests.monitor.people.naming import PETROVA, people, profiles


def lines(persons, accounts):
    found = suggest(people(*persons), profiles(*accounts))
    return [(each.person.id, each.account, each.score, each.homonym) for each in found]


def score(person, profile):
    """The score of the only pair there is; None: not suggested."""
    found = lines([person], [profile])
    return found[0][2] if found else None


@pytest.mark.parametrize(
    ("person", "profile", "expected"),
    [
        (PETROVA, "Мария Петрова", 100),
        (PETROVA, "Петрова Мария", 100),
        (PETROVA, "МАРИЯ петрова", 100),
        (PETROVA, "Мария Павловна|Петрова", 100),
        (PETROVA, "Мария П.|Петрова", 100),
        (PETROVA, "Мария Сергеевна|Петрова", None),
        ("Мария Павловна Петрова", "Мария Петрова", 100),
        ("Петрова Мария", "Мария Павловна|Петрова", 100),
        ("Семёнов Артём Олегович", "Артем Семенов", 100),
        ("Абрамович Роман Аркадьевич", "Роман Абрамович", 100),
        ("Роман Аркадьевич Абрамович", "Роман Абрамович", 100),
        ("фон Дервиз Анна Львовна", "Анна фон Дервиз", 100),
        (PETROVA, "Марья Петрова", 97),
        (PETROVA, "Маша Петрова", 93),
        (PETROVA, "Mariya Petrova", 94),
        (PETROVA, "Masha Petrova", 90),
        (PETROVA, "Мария Питрова", 85),
        (PETROVA, "Мария Перова", 85),
        (PETROVA, "Мария Петорва", 85),
        ("Преображенская Анна Львовна", "Анна Приображинская", 72),
        (PETROVA, "Мария Петрова Психолог", 90),
        (PETROVA, "Мария П.", 60),
        (PETROVA, "М. Петрова", 60),
        ("Петрова М. П.", "Мария Петрова", 60),
        (PETROVA, "Мария|Павловна", 65),
        (PETROVA, "Мария Павловна|Сидорова", 59),
        (PETROVA, "Марина Петрова", None),
        (PETROVA, "Мария Иванова", None),
        (PETROVA, "Мария|Петровна", None),
        (PETROVA, "Анна Павловна|Петрова", None),
        (PETROVA, "Мария|", None),
        (PETROVA, "DELETED|", None),
        ("Мария", "Мария Петрова", None),
    ],
)
def test_a_name_is_known_again_however_it_is_written(person, profile, expected):
    assert score(person, profile) == expected


@pytest.mark.parametrize(
    ("person", "spellings"),
    [
        ("Щукина Юлия", ["Yulia Shchukina", "Julia Schukina", "Iuliia Shchukina"]),
        ("Соловьёв Дмитрий", ["Dmitry Solovyov", "Dmitrii Solovev", "Dmitrij Soloviev"]),
        ("Хадисова Ксения", ["Kseniya Khadisova", "Xenia Hadisova"]),
        ("Цветкова Екатерина", ["Ekaterina Tsvetkova", "Yekaterina Cvetkova"]),
        ("Джабраилова Жанна", ["Zhanna Dzhabrailova", "Janna Jabrailova"]),
        ("Чайковский Андрей", ["Andrej Čajkovskij", "Andrey Tchaikovsky"]),
        ("Yakovleva Tatyana", ["Татьяна Яковлева"]),
    ],
)
def test_every_transliteration_is_as_good(person, spellings):
    assert [score(person, each) for each in spellings] == [94] * len(spellings)


@pytest.mark.parametrize(
    ("person", "profile", "expected"),
    [
        ("Петрова-Водкина Анна Львовна", "Анна Петрова-Водкина", 100),
        ("Петрова - Водкина Анна Львовна", "Анна Петрова–Водкина", 100),
        ("Петрова-Водкина Анна Львовна", "Анна Водкина", 88),
        ("Петрова Анна Львовна", "Анна Петрова-Водкина", 88),
        ("Петрова (Сидорова) Анна Львовна", "Анна Петрова", 100),
        ("Петрова (Сидорова) Анна Львовна", "Анна Сидорова", 92),
        ("Петрова Анна Львовна", "Анна|Сидорова (Петрова)", 92),
        ("Петрова Анна Львовна", "Анна|Сидорова (Петр", None),
    ],
)
def test_a_married_woman_is_known_by_either_surname(person, profile, expected):
    assert score(person, profile) == expected


@pytest.mark.parametrize(
    ("person", "profile", "expected"),
    [
        ("Мамедов Али Гусейн оглы", "Али Мамедов", 100),
        ("Мамедов Али Гусейн-оглы", "Али Гусейн оглу|Мамедов", 100),
        ("Али Гусейноглы Мамедов", "Али Мамедов", 100),
        ("Мамедов Али Гусейн оглы", "Гусейн Мамедов", None),
        ("Мамедова Лейла Гусейн кызы", "Лейла Гасан кызы|Мамедова", None),
        ("Гасанова Патимат Курбановна", "Патя Гасанова", 93),
        ("Абдул-Азизов Мәхмүд Ильдусович", "Махмуд Абдулазизов", 97),
        ("Хәйруллин Марат Ильич", "Marat Khairullin", 94),
    ],
)
def test_tatar_and_caucasian_names_are_known(person, profile, expected):
    assert score(person, profile) == expected


@pytest.mark.parametrize(
    ("person", "profile", "expected"),
    [
        ("Петренко Александра Ивановна", "Александра Петренко", 100),
        ("Петренко Александра Ивановна", "Саша Петренко", 93),
        ("Петренко Александра Ивановна", "Александр Петренко", 60),
        ("Черных Евгений Иванович", "Евгения Черных", 60),
        ("Петров Александр Иванович", "Саша Петров", 93),
        ("Петров Александр Иванович", "Саша Петрова", 55),
        ("Петренко Александра Ивановна", "Александр Петренко Психолог", None),  # 54
        ("Петров Александр Иванович", "Александра Петрова", None),
    ],
)
def test_another_gender_lowers_the_score(person, profile, expected):
    assert score(person, profile) == expected


def test_two_people_of_one_name_are_both_flagged_and_neither_is_sure():
    roster = ["Петрова Мария Павловна", "Петрова Мария Ивановна", "Орлова Анна Львовна"]
    assert lines(roster, ["Мария Петрова", "Анна Орлова"]) == [
        (3, 102, 100, False),
        (2, 101, 89, True),
        (1, 101, 89, True),
    ]


def test_namesakes_stay_flagged_where_a_patronymic_or_a_slip_tells_them_apart():
    roster = ["Петрова Мария Павловна", "Петрова Мария Ивановна"]
    assert lines(roster, ["Мария Ивановна|Петрова"]) == [(2, 101, 89, True)]
    assert lines(roster, ["Мария Питрова"]) == [(2, 101, 85, True), (1, 101, 85, True)]


def test_two_profiles_of_one_name_are_both_flagged_in_either_alphabet():
    assert lines([PETROVA], ["Мария Петрова", "Петрова Мария"]) == [
        (1, 101, 89, True),
        (1, 102, 89, True),
    ]
    assert lines([PETROVA], ["Мария Петрова", "Maria Petrova"]) == [
        (1, 101, 89, True),
        (1, 102, 89, True),
    ]


def test_two_profiles_or_persons_with_as_good_a_claim_are_rivals():
    assert lines([PETROVA], ["Мария Петрова", "Маша Петрова"]) == [
        (1, 101, 89, True),
        (1, 102, 89, True),
    ]
    both = ["Черных Александр Ильич", "Черных Александра Львовна"]
    assert lines(both, ["Саша Черных"]) == [(1, 101, 89, True), (2, 101, 89, True)]


def test_a_weaker_claim_does_not_disturb_a_sure_one():
    assert lines([PETROVA], ["Мария Питрова", "Мария Петрова"]) == [
        (1, 102, 100, False),
        (1, 101, 85, False),
    ]


def test_an_account_or_a_person_given_twice_is_one():
    twice = Profile(account=101, first="Мария", last="Петрова")
    renamed = Profile(account=101, first="Маша", last="Петрова")
    person = a_person(1, PETROVA)
    for order in ([renamed, twice, twice], [twice, twice, renamed]):
        found = suggest([person, person], order)
        assert [(each.account, each.score, each.homonym) for each in found] == [(101, 100, False)]


def test_nobody_is_suggested_from_nothing():
    assert suggest([], profiles("Мария Петрова")) == ()
    assert suggest(people(PETROVA), []) == ()


STAFF = (
    "Петрова Мария Павловна",
    "Петренко Пётр Ильич",
    "Петров Иван Иванович",
    "Семёнов Артём Олегович",
    "Петрова-Водкина Анна Львовна",
    "Орлова (Сидорова) Ольга Львовна",
)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("петр", [2, 3, 1, 5]),
        ("петрова", [1, 5, 3]),
        ("Петрова М. П.", [1]),
        ("М.П. Петрова", [1]),
        ("мария петрова", [1]),
        ("Маша", [1]),
        ("Мария Павловна", [1]),
        ("Мария Павловна Петрова", [1]),
        ("семенов", [4]),
        ("семенв", [4]),
        ("питров", [3, 1, 5]),
        ("Артем Сем", [4]),
        ("водкина", [5]),
        ("petrenko", [2]),
        ("Мария Мария", []),
        ("Мария Сидорова", []),
        ("сидорова", [6]),
        ("сидорва", [6]),
        ("Ольга Орлова Сидорова", [6]),
        ("", []),
        ("?!", []),
    ],
)
def test_a_loosely_typed_name_finds_its_people_best_first(typed, expected):
    assert [person.id for person in search(people(*STAFF), typed)] == expected


def test_two_profiles_of_one_name_are_flagged_where_neither_is_sure_either():
    """With a slip of the pen, in either order of words, and beside an unrelated namesake."""
    assert lines([PETROVA], ["Мария Питрова", "Питрова Мария"]) == [
        (1, 101, 85, True),
        (1, 102, 85, True),
    ]
    assert lines([PETROVA], ["Мария Питрова", "Мария Перова"]) == [
        (1, 101, 85, False),
        (1, 102, 85, False),
    ]


def test_namesakes_are_known_by_how_a_name_sounds_first_and_by_all_that_may_be_a_surname():
    assert lines(["Петрова Юлия Павловна"], ["Юлия Питрова", "Julia Питрова"]) == [
        (1, 101, 85, True),
        (1, 102, 82, True),
    ]
    assert lines(["Абрамович Роман Аркадьевич"], ["Роман Абрамович", "Роман Захарович"]) == [
        (1, 101, 100, False)
    ]


def test_two_just_sure_are_rivals():
    assert lines([PETROVA], ["Masha Petrova", "Мария Петрова Психолог"]) == [
        (1, 101, 89, True),
        (1, 102, 89, True),
    ]
    assert lines([PETROVA], ["Masha Petrova", "Мария Питрова"]) == [
        (1, 101, 90, False),
        (1, 102, 85, False),
    ]


def test_of_equals_the_alphabet_and_then_the_roster_decide():
    roster = ["Петрова Яна Ильинична", "Петрова Анна Ильинична", "Петрова Анна Ильинична"]

    assert [each.id for each in search(reversed(people(*roster)), "Петрова")] == [2, 3, 1]
    found = suggest(reversed(people(*roster)), reversed(profiles("Анна Петрова", "Яна Петрова")))
    assert [(each.person.id, each.account) for each in found] == [(1, 102), (2, 101), (3, 101)]


def test_of_two_as_good_accounts_the_older_one_is_told_first():
    found = suggest(people(PETROVA), reversed(profiles("Мария Петрова", "Петрова Мария")))

    assert [each.account for each in found] == [101, 102]
