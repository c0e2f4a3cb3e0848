"""Holding a roster's rows against the people already known: who is new, changed, missing. Pure.

Whether two names are one is told by ``names.identity``; whether two that are only alike may be,
by ``matching``: such pairs are doubts, which a person answers.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from monitor.people.joining import Entry, join_posts
from monitor.people.matching import THRESHOLD, Profile, suggest
from monitor.people.names import identity
from monitor.people.names.likeness import ONE_SLIP
from storage.records import Binding, Person

NO_ANSWERS: Mapping[int, bool] = {}

_MOST_ALIKE = 400
"""Rows and persons left over: of more nothing is suggested, it is another school's list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A row that may be a person's under another name; ``same``: it is taken for him.

    Of a doubt that nobody answered, likely ones are taken for the same. ``same`` None: the row
    has his profile and a name that has nothing of his; without an answer it is not applied.
    """

    person: Person
    entry: Entry
    same: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterChange:
    """What applying a roster would do; persons are paired with the rows that describe them.

    Who is ``missing`` is in no row; that alone takes nobody off the list. ``doubts`` taken for
    the same are among ``changed``, the others among ``new`` and ``missing``; who is undecided is
    in none of these, nor is whom his row may mean instead. ``joined``: made of several rows of one
    full name, whose posts they tell.
    """

    new: tuple[Entry, ...]
    changed: tuple[tuple[Person, Entry], ...]
    same: tuple[tuple[Person, Entry], ...]
    missing: tuple[Person, ...]
    doubts: tuple[Doubt, ...] = ()
    joined: tuple[Entry, ...] = ()

    @property
    def undecided(self) -> tuple[Doubt, ...]:
        """Rows that are not applied until it is said whose they are."""
        return tuple(each for each in self.doubts if each.same is None)

    @property
    def applied(self) -> tuple[Entry, ...]:
        """The rows that are applied."""
        return (*self.new, *(entry for _, entry in (*self.changed, *self.same)))


def compare(
    entries: Iterable[Entry],
    known: Iterable[Person],
    bindings: Iterable[Binding],
    answers: Mapping[int, bool] = NO_ANSWERS,
) -> RosterChange:
    """Match rows to persons: by account, then by name and position, then by name alone.

    A name alone matches only when it is the only one left on both sides, so that two people of
    one name are never taken for each other. Before that, rows of one full name become one, unless
    two of the name are known. ``answers``: of a doubt about a person (by number), whether he is
    the same.
    """
    people = tuple(known)
    rows, joined = join_posts(entries, people)
    matching = _Matching(rows, people)
    matching.by_account({binding.account: binding.person for binding in bindings}, answers)
    matching.by_name(matching.names.with_position)
    matching.by_name(matching.names.alone)
    matching.by_likeness(answers)
    pairs = [(person, _spelt(person, entry)) for person, entry in matching.pairs]
    return RosterChange(
        new=tuple(matching.left),
        changed=tuple(pair for pair in pairs if _differs(*pair)),
        same=tuple(pair for pair in pairs if not _differs(*pair)),
        missing=tuple(matching.missing()),
        doubts=tuple(matching.doubts),
        joined=joined,
    )


_Named = Callable[[Person | Entry], Iterator[tuple[str, str]]]


class _Names:
    """What people are found by, worked out once for each spelling: a roster has ten thousand."""

    def __init__(self) -> None:
        self._key = cache(identity.key)
        self._keys = cache(identity.keys)
        self._post = cache(_post)

    def alone(self, one: Person | Entry) -> Iterator[tuple[str, str]]:
        """Give somebody's name, then the names he had."""
        first = self._key(one.full_name)
        yield first, ""
        for key in sorted(self._keys(one.full_name) - {first}):
            yield key, ""

    def with_position(self, one: Person | Entry) -> Iterator[tuple[str, str]]:
        """Give the same with his position."""
        for key, _ in self.alone(one):
            yield key, self._post(one.position)

    def same(self, one: str, other: str) -> bool:
        """Tell what ``identity.same`` does."""
        return (
            one == other
            or self._key(one) in self._keys(other)
            or self._key(other) in self._keys(one)
        )


def _post(position: str) -> str:
    return "".join(filter(str.isalnum, identity.folded(position)))


class _Matching:
    """The rows and persons not matched yet, and the pairs found."""

    def __init__(self, entries: Iterable[Entry], known: Iterable[Person]) -> None:
        self.names = _Names()
        self.left = list(entries)
        self.people = {person.id: person for person in known}
        self.pairs: list[tuple[Person, Entry]] = []
        self.doubts: list[Doubt] = []

    def by_account(self, owner: Mapping[int, int], answers: Mapping[int, bool]) -> None:
        left = []
        for entry in self.left:
            person = self.people.get(owner.get(entry.account or 0, 0))
            same: bool | None = person is not None
            if person is not None and self._is_another(person, entry):
                likely = True if _is_renamed(person, entry) else None
                same = self._asked(person, entry, answers, likely=likely)
            if person is not None and same:
                self._pair(person, entry)
            elif same is not None:
                left.append(entry)
        self.left = left

    def _is_another(self, person: Person, entry: Entry) -> bool:
        """Whether a row has somebody's account and a name that is no spelling of his."""
        if self.names.same(person.full_name, entry.full_name):
            return False
        row = Profile(account=1, first="", last=entry.full_name)
        return not any(found.score >= ONE_SLIP for found in suggest([person], [row]))

    def missing(self) -> Iterator[Person]:
        """Give who is in no row; of whom a row may be that nobody answered for is not."""
        open_ = [each for each in self.doubts if each.same is None]
        held = {each.person.id for each in open_}
        for person in self.people.values():
            named = any(self.names.same(person.full_name, each.entry.full_name) for each in open_)
            if person.id not in held and not named:
                yield person

    def by_name(self, named: _Named) -> None:
        """Match whom a name finds alone: the name, or one of them the other's former one."""
        for wide in (False, True):
            people = _by(named, self.people.values(), wide=wide)
            rows = Counter(each for entry in self.left for each in _first(named, entry))
            left = []
            for entry in self.left:
                found = self._found(named, entry, people, wide=wide)
                if len(found) == 1 and all(rows[each] < 2 for each in _first(named, entry)):
                    self._pair(found[0], entry)
                else:
                    left.append(entry)
            self.left = left

    def _found(
        self,
        named: _Named,
        entry: Entry,
        people: Mapping[tuple[str, str], list[Person]],
        *,
        wide: bool,
    ) -> list[Person]:
        wanted = named(entry) if wide else _first(named, entry)
        found = {person.id: person for each in wanted for person in people.get(each, ())}
        return [
            person
            for number, person in found.items()
            if number in self.people and self.names.same(person.full_name, entry.full_name)
        ]

    def by_likeness(self, answers: Mapping[int, bool]) -> None:
        """Pair who may be the same under a name that is only alike; each is a doubt."""
        if not (self.left and self.people) or len(self.left) + len(self.people) > _MOST_ALIKE:
            return
        rows = [Profile(account=at, first="", last=row.full_name) for at, row in _numbered(self)]
        taken: set[int] = set()
        asked = {doubt.person.id for doubt in self.doubts}
        for found in suggest(self.people.values(), rows):
            entry, person = self.left[found.account - 1], found.person
            if found.account in taken or person.id in asked:
                continue
            likely = found.score >= ONE_SLIP and not found.homonym
            if likely or _post(entry.position) == _post(person.position):
                asked.add(person.id)
                taken.add(found.account)
                if self._asked(person, entry, answers, likely=likely):
                    self._pair(person, entry)
        matched = {id(entry) for _, entry in self.pairs}
        self.left = [entry for entry in self.left if id(entry) not in matched]

    def _asked(
        self, person: Person, entry: Entry, answers: Mapping[int, bool], *, likely: bool | None
    ) -> bool | None:
        same = answers.get(person.id, likely)
        self.doubts.append(Doubt(person=person, entry=entry, same=same))
        return same

    def _pair(self, person: Person, entry: Entry) -> None:
        self.pairs.append((self.people.pop(person.id), entry))


def _numbered(matching: _Matching) -> Iterator[tuple[int, Entry]]:
    return enumerate(matching.left, 1)


def _is_renamed(person: Person, entry: Entry) -> bool:
    """Whether a name is somebody's but for the surname, as after a marriage, or for slips."""
    row = Profile(account=1, first="", last=entry.full_name)
    return any(found.score >= THRESHOLD for found in suggest([person], [row]))


def _first(named: _Named, one: Person | Entry) -> Iterator[tuple[str, str]]:
    yield next(named(one))


def _by(
    named: _Named, people: Iterable[Person], *, wide: bool
) -> dict[tuple[str, str], list[Person]]:
    found: dict[tuple[str, str], list[Person]] = {}
    for person in people:
        for each in named(person) if wide else _first(named, person):
            found.setdefault(each, []).append(person)
    return found


def _spelt(person: Person, entry: Entry) -> Entry:
    """Leave a name as it is known where the row only spells it less well."""
    return replace(entry, full_name=identity.better(person.full_name, entry.full_name))


def _differs(person: Person, entry: Entry) -> bool:
    return (person.full_name, person.position, person.role, person.classes) != (
        entry.full_name,
        entry.position,
        entry.role,
        entry.classes,
    ) or person.dismissed_at is not None
