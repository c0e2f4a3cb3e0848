"""Holding a roster's rows against the people already known: who is new, changed, leaving. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from storage.records import Binding, Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One right row of a roster."""

    full_name: str
    position: str
    role: str
    account: int | None
    classes: tuple[str, ...]
    absent_from: date | None
    absent_to: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterChange:
    """What applying a roster would do; persons are paired with the rows that describe them."""

    new: tuple[Entry, ...]
    changed: tuple[tuple[Person, Entry], ...]
    same: tuple[tuple[Person, Entry], ...]
    leaving: tuple[Person, ...]


def compare(
    entries: Iterable[Entry], known: Iterable[Person], bindings: Iterable[Binding]
) -> RosterChange:
    """Match rows to persons: by account, then by name and position, then by name alone.

    A name alone matches only when it is the only one left on both sides, so that two people of
    one name are never taken for each other.
    """
    left = list(entries)
    people = {person.id: person for person in known}
    owner = {binding.account: binding.person for binding in bindings}
    pairs: list[tuple[Person, Entry]] = []

    def match(entry: Entry, person: Person | None) -> bool:
        if person is None or person.id not in people:
            return False
        pairs.append((people.pop(person.id), entry))
        return True

    left = [
        entry
        for entry in left
        if entry.account is None or not match(entry, people.get(owner.get(entry.account, 0)))
    ]
    left = [
        entry
        for entry in left
        if not match(entry, _only(_named(people.values(), entry, with_position=True)))
    ]
    names = [entry.full_name for entry in left]
    left = [
        entry
        for entry in left
        if names.count(entry.full_name) > 1
        or not match(entry, _only(_named(people.values(), entry, with_position=False)))
    ]
    return RosterChange(
        new=tuple(left),
        changed=tuple(pair for pair in pairs if _differs(*pair)),
        same=tuple(pair for pair in pairs if not _differs(*pair)),
        leaving=tuple(people.values()),
    )


def _named(people: Iterable[Person], entry: Entry, *, with_position: bool) -> list[Person]:
    return [
        person
        for person in people
        if person.full_name == entry.full_name
        and (not with_position or person.position == entry.position)
    ]


def _only(found: list[Person]) -> Person | None:
    return found[0] if len(found) == 1 else None


def _differs(person: Person, entry: Entry) -> bool:
    return (person.full_name, person.position, person.role, person.classes) != (
        entry.full_name,
        entry.position,
        entry.role,
        entry.classes,
    ) or person.dismissed_at is not None
