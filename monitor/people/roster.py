"""Holding a roster's rows against the people already known: who is new, changed, leaving. Pure."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from storage.records import Binding, Person

_Key = TypeVar("_Key")


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
    alike = _by(_name_and_position, people.values())
    left = [
        entry
        for entry in left
        if not match(entry, _only(alike.get(_name_and_position(entry), ()), people))
    ]
    named = _by(_name, people.values())
    names = Counter(entry.full_name for entry in left)
    left = [
        entry
        for entry in left
        if names[entry.full_name] > 1
        or not match(entry, _only(named.get(_name(entry), ()), people))
    ]
    return RosterChange(
        new=tuple(left),
        changed=tuple(pair for pair in pairs if _differs(*pair)),
        same=tuple(pair for pair in pairs if not _differs(*pair)),
        leaving=tuple(people.values()),
    )


def _name(one: Person | Entry) -> str:
    return one.full_name


def _name_and_position(one: Person | Entry) -> tuple[str, str]:
    return one.full_name, one.position


def _by(traits: Callable[[Person], _Key], people: Iterable[Person]) -> dict[_Key, list[Person]]:
    found: dict[_Key, list[Person]] = {}
    for person in people:
        found.setdefault(traits(person), []).append(person)
    return found


def _only(alike: Iterable[Person], people: Mapping[int, Person]) -> Person | None:
    """Give the only one who is not matched yet."""
    left = [person for person in alike if person.id in people]
    return left[0] if len(left) == 1 else None


def _differs(person: Person, entry: Entry) -> bool:
    return (person.full_name, person.position, person.role, person.classes) != (
        entry.full_name,
        entry.position,
        entry.role,
        entry.classes,
    ) or person.dismissed_at is not None
