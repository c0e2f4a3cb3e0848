"""Names put together by chance: what holds of whomever, and how long a thousand take."""

import random
import time

from hypothesis import given
from hypothesis import strategies as st

from monitor.people.matching import SURE, THRESHOLD, Profile, search, suggest
from tests.monitor.people.naming import people

SURNAMES = ("Петрова", "Семёнова", "Щукина", "Королёва", "Абдуллаева", "Черных", "Ким-Ли")
GIVEN = ("Мария", "Алёна", "Юлия", "Патимат", "Семён", "Саид", "Пётр")
FATHERS = ("Павловна", "Семёновна", "Ильич", "Курбанович", "Гусейн оглы")
names = st.tuples(*map(st.sampled_from, (SURNAMES, GIVEN, FATHERS)))
someone = st.sampled_from(GIVEN), st.sampled_from(SURNAMES)
accounts = st.lists(st.tuples(*someone), max_size=5)


def listed(pairs):
    return [Profile(account=n, first=a, last=b) for n, (a, b) in enumerate(pairs, 1)]


def told(found):
    return {(each.person.id, each.account): (each.score, each.homonym) for each in found}


@given(st.lists(names, max_size=5), accounts)
def test_the_order_of_words_and_the_dots_of_yo_mean_nothing(roster, pairs):
    usual = told(suggest(people(*map(" ".join, roster)), listed(pairs)))
    turned = people(*(f"{given} {father} {surname}" for surname, given, father in roster))
    assert told(suggest(turned, listed((b, a) for a, b in pairs))) == usual
    plain = people(*(" ".join(name).replace("ё", "е") for name in roster))
    assert told(suggest(plain, listed(pairs))) == usual


@given(names)
def test_an_identical_name_scores_a_hundred_when_it_is_unique(name):
    surname, given, _ = name
    [only] = suggest(people(" ".join(name)), listed([(given, surname)]))
    assert (only.score, only.homonym) == (100, False)


@given(st.lists(names, max_size=5), accounts)
def test_an_unrelated_profile_changes_nothing_for_the_others(roster, pairs):
    persons = people(*map(" ".join, roster))
    stranger = Profile(account=999, first="Вольфганг", last="Штейнмейер")
    assert suggest(persons, [stranger, *listed(pairs)]) == suggest(persons, listed(pairs))


@given(names, st.sampled_from(FATHERS), accounts)
def test_people_of_one_name_are_always_flagged(name, father, pairs):
    surname, given, _ = name
    persons = people(" ".join(name), f"{surname} {given} {father}")
    found = suggest(persons, listed([*pairs, (given, surname)]))
    assert {each.person.id for each in found} <= {1, 2}
    assert found
    assert all(each.homonym and each.score < SURE for each in found)


texts = st.text(max_size=20) | st.text("АнЁёъь -.()'jčоглыкызвич", max_size=30)


@given(st.lists(texts, max_size=4), texts, texts)
def test_no_text_breaks_anything(roster, first, last):
    persons = people(*roster, f"{last} {first}")
    found = suggest(persons, [Profile(account=1, first=first, last=last)])
    assert all(THRESHOLD <= each.score <= 100 for each in found)
    assert {person.id for person in search(persons, first)} <= {person.id for person in persons}


def test_a_thousand_persons_and_three_hundred_profiles_take_less_than_a_second():
    chance = random.Random(7)
    letters = "бвгдклмнпрст"
    roster = [
        f"{''.join(chance.choices(letters, k=2))}о{chance.choice(letters)}ова "
        f"{chance.choice(GIVEN)} {chance.choice(FATHERS)}"
        for _ in range(1000)
    ]
    pairs = [(name.split()[1], name.split()[0]) for name in chance.sample(roster, 300)]
    started = time.process_time()
    found = suggest(people(*roster), listed(pairs))
    assert (time.process_time() - started < 1, len(found) >= 300) == (True, True)
