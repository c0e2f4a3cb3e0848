"""Whose a VK profile may be, by its name, and whom an administrator's typing names. Pure.

These are suggestions for somebody to confirm: a name alone never binds an account to a person.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from monitor.people.names.agreement import agreement
from monitor.people.names.likeness import Lexicon
from monitor.people.names.parts import FullName, Word, read
from storage.records import Person

SURE = 90
"""From here on a suggestion may be offered as the likely one."""

THRESHOLD = 55
"""Below it nothing is suggested: the least are a transliterated surname with an initial."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A VK account with the names VK gives."""

    account: int
    first: str
    last: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An account that may be a person's.

    ``score`` 0-100, 100 an identical name; ``homonym``: others have as good a claim, and the
    score stays below ``SURE``.
    """

    person: Person
    account: int
    score: int
    homonym: bool


@dataclass(frozen=True, slots=True)
class _Match:
    person: Person
    account: int
    score: int
    alike: bool


def suggest(persons: Iterable[Person], profiles: Iterable[Profile]) -> tuple[Candidate, ...]:
    """Suggest which profiles may belong to which persons, best first.

    At most one line for a person and an account, none below ``THRESHOLD``.
    """
    people = {person.id: (person, read(person.full_name)) for person in persons}
    owners = tuple(
        (profile.account, read(f"{profile.first} {profile.last}"))
        for profile in dict.fromkeys(profiles)
    )
    bearers = _bearers((number, name) for number, (_, name) in people.items())
    namesakes = _bearers(owners)
    index = _Index({number: name for number, (_, name) in people.items()})
    best: dict[tuple[int, int], _Match] = {}
    for account, name in owners:
        for number in index.candidates(name):
            person, full_name = people[number]
            score = agreement(full_name, name, index.alike)
            alike = bearers[_key(full_name)] > 1 or namesakes[_key(name)] > 1
            match = _Match(person, account, score, alike)
            old = best.get((number, account), match)
            if score >= max(old.score, THRESHOLD):
                best[number, account] = match
    return _ranked(tuple(best.values()))


def _ranked(matches: tuple[_Match, ...]) -> tuple[Candidate, ...]:
    """Put the best first; whoever has a rival as sure as himself is not sure."""
    sure = [match for match in matches if match.score >= SURE]
    of_person = Counter(match.person.id for match in sure)
    of_account = Counter(match.account for match in sure)
    candidates: list[Candidate] = []
    for match in matches:
        rivals = max(of_person[match.person.id], of_account[match.account]) > 1
        homonym = match.alike or (match.score >= SURE and rivals)
        candidates.append(
            Candidate(
                person=match.person,
                account=match.account,
                score=min(match.score, SURE - 1) if homonym else match.score,
                homonym=homonym,
            )
        )
    return tuple(
        sorted(
            candidates,
            key=lambda each: (-each.score, each.person.full_name, each.person.id, each.account),
        )
    )


def _key(name: FullName) -> tuple[str, ...]:
    """Give what namesakes share: the sounds of their names without the patronymic."""
    return tuple(sorted(word.sounds[0] for word in name.readings[0].names))


def _bearers(names: Iterable[tuple[int, FullName]]) -> Counter[tuple[str, ...]]:
    """Count who bears each name; an account listed twice is one."""
    return Counter(
        key for _, key in {(owner, _key(name)) for owner, name in names if name.readings}
    )


class _Index:
    """Whom two words of a profile's name fit: the few worth comparing in full."""

    def __init__(self, names: Mapping[int, FullName]) -> None:
        self._bearers: dict[Word, set[int]] = {}
        for number, name in names.items():
            for word in (*name.words, *name.other) if name.readings else ():
                self._bearers.setdefault(word, set()).add(number)
        self._lexicon = Lexicon(self._bearers)
        self._like: dict[Word, dict[Word, int]] = {}

    def candidates(self, name: FullName) -> tuple[int, ...]:
        if not name.readings:
            return ()
        hits: Counter[int] = Counter()
        for word in dict.fromkeys((*name.words, *name.other)):
            if word not in self._like:
                self._like[word] = self._lexicon.like(word)
            hits.update({number for other in self._like[word] for number in self._bearers[other]})
        return tuple(number for number, words in hits.items() if words > 1)

    def alike(self, one: Word, two: Word) -> int:
        """Tell how alike a word of a person and one of a profile looked up before are."""
        return self._like[two].get(one, 0)


def search(persons: Iterable[Person], text: str) -> tuple[Person, ...]:
    """Find the persons whom a loosely typed name may mean, best first.

    Every word typed must fit a word of its own: a part of the name, its beginning or a slip of
    the pen. Nothing typed finds nobody.
    """
    wanted = read(text).words
    known = tuple((person, read(person.full_name)) for person in persons)
    lexicon = Lexicon(word for _, name in known for word in (*name.words, *name.other))
    fitting = tuple({**lexicon.beginning(word), **lexicon.like(word)} for word in wanted)
    found = [
        (fit, person, len(name.words))
        for person, name in known
        if wanted and (fit := _fit(fitting, (*name.words, *name.other))) is not None
    ]
    found.sort(key=lambda line: (-line[0], line[2], line[1].full_name, line[1].id))
    return tuple(person for _, person, _ in found)


def _fit(fitting: tuple[dict[Word, int], ...], words: tuple[Word, ...]) -> int | None:
    """Sum up the best way to give each typed word a word of its own; None: there is none."""
    if not fitting:
        return 0
    first, *others = fitting
    ways = [
        first[word] + rest
        for at, word in enumerate(words)
        if word in first
        and (rest := _fit(tuple(others), (*words[:at], *words[at + 1 :]))) is not None
    ]
    return max(ways, default=None)
