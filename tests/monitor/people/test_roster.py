"""A roster held against the people already known: nobody lost, nobody mistaken for another."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.people.roster import Entry, RosterChange, compare
from tests.builders import a_person, bound
from tests.cast import MARIA, OLGA, PAVEL

NAME, OTHER = "Петрова Мария Петровна", "Уткин Павел Ильич"


def a_row(full_name=NAME, account=None, position="Учитель математики", **values):
    known = {"role": "учитель", "classes": (), "absent_from": None, "absent_to": None}
    return Entry(full_name=full_name, position=position, account=account, **(known | values))


def changes(new=(), changed=(), same=(), missing=()):
    return RosterChange(
        new=tuple(new), changed=tuple(changed), same=tuple(same), missing=tuple(missing)
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
        a_row("Сидорова Мария Петровна", MARIA),
        a_row(NAME, MARIA, position="Завуч"),
        a_row(NAME, MARIA, role="администрация"),
        a_row(NAME, MARIA, classes=("5А",)),
    ],
)
def test_a_known_account_is_the_same_person_under_any_name_or_post(row):
    maria = a_person(1)

    assert compare([row], [maria], bound(1, MARIA)) == changes(changed=[(maria, row)])


def test_an_account_counts_more_than_a_name():
    maria, pavel = a_person(1), a_person(2, OTHER)
    swapped = [a_row(NAME, PAVEL), a_row(OTHER, MARIA)]
    known = bound(1, MARIA) + bound(2, PAVEL)

    change = compare(swapped, [maria, pavel], known)
    assert change.changed == ((pavel, swapped[0]), (maria, swapped[1]))
    assert [(each.person, each.same) for each in change.doubts] == [(pavel, True), (maria, True)]


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


def test_two_rows_of_one_name_and_new_posts_are_not_taken_for_the_one_known():
    maria = a_person(1)
    rows = [a_row(position="Завуч"), a_row(position="Логопед")]

    assert compare(rows, [maria], []) == changes(new=rows, missing=[maria])


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

    assert sorted(map(repr, [*change.new, *(entry for _, entry in pairs)])) == sorted(
        map(repr, entries)
    )
    assert sorted(person.id for person in (*(each for each, _ in pairs), *change.missing)) == [
        person.id for person in people
    ]
    assert all(
        owners.get(entry.account) == person.id or entry.full_name == person.full_name
        for person, entry in pairs
    )
