"""A roster held against the people already known: nobody lost, nobody mistaken for another."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.people.roster import Doubt, RosterChange, compare
from tests.builders import a_person, bound
from tests.cast import MARIA, OLGA, PAVEL
from tests.monitor.people.naming import NAME, OTHER, a_row


def changes(new=(), changed=(), same=(), missing=(), joined=()):
    return RosterChange(
        new=tuple(new),
        changed=tuple(changed),
        same=tuple(same),
        missing=tuple(missing),
        joined=tuple(joined),
    )


def test_everybody_is_new_to_an_empty_school():
    rows = [a_row(), a_row(OTHER)]

    assert compare(rows, [], []) == changes(new=rows)


def test_the_same_roster_again_changes_nothing_whatever_its_order():
    maria, pavel = a_person(1), a_person(2, OTHER)
    rows = [a_row(OTHER, PAVEL), a_row(NAME, MARIA)]

    assert compare(rows, [maria, pavel], bound(1, MARIA) + bound(2, PAVEL)) == changes(
        same=[(pavel, rows[0]), (maria, rows[1])]
    )


@pytest.mark.parametrize(
    "row",
    [
        a_row("Петрова Марья Петровна", MARIA),
        a_row(NAME, MARIA, position="Завуч"),
        a_row(NAME, MARIA, role="администрация"),
        a_row(NAME, MARIA, classes=("5А",)),
    ],
)
def test_a_known_account_is_the_same_person_under_any_name_or_post(row):
    maria = a_person(1)

    assert compare([row], [maria], bound(1, MARIA)) == changes(changed=[(maria, row)])


def test_another_surname_on_a_known_profile_is_a_doubt_that_is_likely_the_same():
    maria = a_person(1)
    row = a_row("Сидорова Мария Петровна", MARIA)

    change = compare([row], [maria], bound(1, MARIA))
    assert (change.changed, change.doubts) == (
        ((maria, row),),
        (Doubt(person=maria, entry=row, same=True),),
    )


@pytest.mark.parametrize(
    "name",
    [OTHER, "Петрова Мария Ивановна", "Петрова Анна Петровна", "Сидорова Мария Павловна"],
)
def test_a_wholly_different_name_on_a_known_profile_is_not_applied_unanswered(name):
    maria = a_person(1)
    row, other = a_row(name, MARIA), a_row("Юдина Ольга Олеговна")

    change = compare([row, other], [maria], bound(1, MARIA))
    assert (change.new, change.changed, change.missing) == ((other,), (), ())
    assert change.undecided == (Doubt(person=maria, entry=row, same=None),)
    same = compare([row], [maria], bound(1, MARIA), {1: True})
    assert (same.new, same.changed, same.missing) == ((), ((maria, row),), ())
    another = compare([row], [maria], bound(1, MARIA), {1: False})
    assert (another.new, another.changed, another.missing) == ((row,), (), (maria,))


def test_profiles_that_were_swapped_change_nothing_until_it_is_said_whose_they_are():
    maria, pavel = a_person(1), a_person(2, OTHER)
    swapped = [a_row(NAME, PAVEL), a_row(OTHER, MARIA)]
    known = bound(1, MARIA) + bound(2, PAVEL)

    change = compare(swapped, [maria, pavel], known)
    assert (change.new, change.changed, change.same, change.missing) == ((), (), (), ())
    assert [(each.person, each.same) for each in change.doubts] == [(pavel, None), (maria, None)]
    told = compare(swapped, [maria, pavel], known, {1: False, 2: False})
    assert told.same == ((maria, swapped[0]), (pavel, swapped[1]))


def test_whom_an_unanswered_row_may_mean_instead_is_not_missing():
    maria, pavel = a_person(1), a_person(2, OTHER)
    rows = [a_row(OTHER, MARIA), a_row(NAME)]

    change = compare(rows, [maria, pavel], bound(1, MARIA))
    assert (change.same, change.missing) == (((maria, rows[1]),), ())


def test_without_accounts_name_and_position_find_the_person():
    maths, physics = a_person(1), a_person(2, position="Учитель физики")
    rows = [a_row(position="Учитель физики"), a_row()]

    assert compare(rows, [maths, physics], []) == changes(
        same=[(physics, rows[0]), (maths, rows[1])]
    )


def test_a_name_alone_finds_the_only_person_of_that_name():
    maria = a_person(1)
    row = a_row(position="Завуч")

    assert compare([row], [maria], []) == changes(changed=[(maria, row)])


def test_rows_of_one_full_name_are_one_person_of_several_posts():
    maria = a_person(1)
    rows = [
        replace(a_row(position="Завуч"), classes=("5А",)),
        replace(a_row(account=MARIA, position="Логопед"), absent_from=maria.added_at.date()),
        a_row(OTHER),
    ]
    both = replace(
        rows[0],
        position="Завуч, Логопед",
        account=MARIA,
        absent_from=maria.added_at.date(),
    )

    assert compare(rows, [maria], []) == changes(
        new=[rows[2]], changed=[(maria, both)], joined=[both]
    )
    again = replace(maria, position="Завуч, Логопед", classes=("5А",))
    assert compare(rows[:2], [again], []) == changes(same=[(again, both)], joined=[both])


def test_namesakes_are_two_where_profiles_say_it_or_they_are_known_to_be():
    profiles = [a_row(account=MARIA, position="Завуч"), a_row(account=OLGA, position="Логопед")]
    assert compare(profiles, [], []) == changes(new=profiles)
    known = [a_person(1, position="Завуч"), a_person(2, position="Логопед")]
    posts = [a_row(position="Завуч"), a_row(position="Логопед")]
    assert compare(posts, known, []) == changes(same=list(zip(known, posts, strict=True)))


@pytest.mark.parametrize("name", ["Петрова М. П.", "Ким Ли"])
def test_rows_of_a_short_name_may_be_of_two_people(name):
    rows = [a_row(name, position="Завуч"), a_row(name, position="Логопед")]
    assert compare(rows, [], []) == changes(new=rows)


def test_one_row_is_not_taken_for_either_of_two_people_of_its_name():
    one, two = a_person(1), a_person(2, position="Учитель физики")
    row = a_row(position="Завуч")

    assert compare([row], [one, two], []) == changes(new=[row], missing=[one, two])


def test_two_people_of_one_name_and_post_are_told_apart_by_their_accounts():
    one, two = a_person(1), a_person(2)
    rows = [a_row(account=OLGA), a_row(account=MARIA)]

    assert compare(rows, [one, two], bound(1, MARIA) + bound(2, OLGA)) == changes(
        same=[(two, rows[0]), (one, rows[1])]
    )


def test_a_homonym_who_joins_does_not_take_the_place_of_the_one_known():
    maria = a_person(1)
    rows = [a_row(account=OLGA), a_row(account=MARIA)]

    assert compare(rows, [maria], bound(1, MARIA)) == changes(
        new=[rows[0]], same=[(maria, rows[1])]
    )


def test_whoever_is_not_in_the_roster_is_missing():
    maria, pavel = a_person(1), a_person(2, OTHER)
    row = a_row(account=MARIA)

    assert compare([row], [maria, pavel], bound(1, MARIA)) == changes(
        same=[(maria, row)], missing=[pavel]
    )


def test_an_absence_alone_is_no_change_of_the_person():
    maria = a_person(1)
    row = replace(a_row(), absent_from=maria.added_at.date())

    assert compare([row], [maria], []) == changes(same=[(maria, row)])


names = st.sampled_from([NAME, OTHER])
posts = st.sampled_from(["Учитель математики", "Завуч"])
accounts = st.sampled_from([None, MARIA, PAVEL, OLGA])


@given(st.lists(st.tuples(names, posts, accounts), max_size=5), st.data())
def test_every_row_and_every_person_has_exactly_one_fate(rows, data):
    entries = [a_row(name, account, post) for name, post, account in rows]
    people = [
        a_person(number, data.draw(names), position=data.draw(posts))
        for number in range(1, data.draw(st.integers(0, 5)) + 1)
    ]
    owners = data.draw(
        st.dictionaries(
            st.sampled_from([MARIA, PAVEL, OLGA]), st.integers(1, len(people)), max_size=3
        )
        if people
        else st.just({})
    )
    bindings = [one for account, person in owners.items() for one in bound(person, account)]
    change = compare(entries, people, bindings)
    pairs = change.changed + change.same

    held = [each.entry for each in change.undecided]
    fate = [each for each in (*change.applied, *held) if each not in change.joined]
    whole = {each.full_name for each in change.joined}
    apart = [each for each in entries if each.full_name not in whole]
    assert sorted(map(repr, fate)) == sorted(map(repr, apart))
    fates = [person.id for person in (*(each for each, _ in pairs), *change.missing)]
    assert len(set(fates)) == len(fates)
    waiting = {each.person.id for each in change.undecided}
    named = {each.id for each in people if each.full_name in {row.full_name for row in held}}
    assert {each.id for each in people} - set(fates) <= waiting | named
    assert all(
        owners.get(entry.account) == person.id or entry.full_name == person.full_name
        for person, entry in pairs
    )
