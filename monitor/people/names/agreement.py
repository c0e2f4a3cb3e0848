"""How well a profile's name agrees with a person's, from 0 to 100. Pure.

Words are paired as they agree best, in whatever order they stand, so that a name and a surname
that were swapped agree as well.
"""

from collections.abc import Callable, Iterator
from itertools import permutations
from math import prod

from monitor.people.names.given import meanings
from monitor.people.names.parts import FullName, NameReading, Word

# What lowers an agreement, in percent of it.
_BRACKETED = 92  # by a former surname
_NO_SURNAME = 65  # given name and patronymic agree, the surname is missing or another
_EXTRA = 90  # each word of the profile that the roster does not have
_UNUSED = 95  # each word of the roster that the profile does not have
_OTHER_GENDER = 70
_OTHER_PATRONYMIC = 50


Alike = Callable[[Word, Word], int]
"""How alike, from 0 to 100, a word of a person's name and a word of a profile's are."""


def agreement(person: FullName, profile: FullName, alike: Alike) -> int:
    """Compare two names; 100: the same words, but for a patronymic that one of them lacks."""

    def bracketed(one: Word, two: Word) -> int:
        offered = [alike(other, two) for other in person.other]
        offered += [alike(one, other) for other in profile.other]
        return max(alike(one, two), max(offered, default=0) * _BRACKETED // 100)

    return max(
        (_agree(one, two, bracketed, alike) for one in person.readings for two in profile.readings),
        default=0,
    )


def _agree(person: NameReading, profile: NameReading, named: Alike, alike: Alike) -> int:
    table = [[named(one, two) for two in profile.names] for one in person.names]
    patronymics = _patronymics(person, profile, alike)
    lowered = _lowered(person, profile, patronymics)
    return max(
        _of_hundred([*_weigh(person, profile, table, pairing, patronymics), *lowered])
        for pairing in _pairings(len(person.names), len(profile.names))
    )


def _pairings(rows: int, columns: int) -> Iterator[tuple[tuple[int, int], ...]]:
    if rows <= columns:
        for order in permutations(range(columns), rows):
            yield tuple(enumerate(order))
    else:
        for order in permutations(range(rows), columns):
            yield tuple((row, column) for column, row in enumerate(order))


def _weigh(
    person: NameReading,
    profile: NameReading,
    table: list[list[int]],
    pairing: tuple[tuple[int, int], ...],
    patronymics: int | None,
) -> list[int]:
    """Give the percents whose product says how well the words of a pairing agree."""
    fits = [(table[row][column], column) for row, column in pairing if table[row][column]]
    extra = [_EXTRA] * (len(profile.names) - len(fits))
    if len(fits) > 1:
        unused = [_UNUSED] * (len(person.names) - len(fits))
        return [*(much for much, _ in fits), *extra, *unused]
    if not fits or not patronymics:
        return [0]
    much, column = fits[0]
    is_given = len(profile.names) == 1 or meanings(profile.names[column].sounds)
    return [much, *extra, _NO_SURNAME] if is_given else [0]


def _lowered(person: NameReading, profile: NameReading, patronymics: int | None) -> list[int]:
    genders = {person.gender, profile.gender} - {None}
    return [
        *([_OTHER_GENDER] if len(genders) > 1 else []),
        *([_OTHER_PATRONYMIC] if patronymics == 0 else []),
    ]


def _patronymics(person: NameReading, profile: NameReading, alike: Alike) -> int | None:
    """Say how alike the patronymics are; None: one of them is not told."""
    if person.patronymic is None or profile.patronymic is None:
        return None
    return alike(person.patronymic, profile.patronymic)


def _of_hundred(percents: list[int]) -> int:
    """Multiply percents in whole numbers, so that their order never shows; halves go up."""
    scale: int = 100 ** (len(percents) - 1)
    return (prod(percents) * 2 + scale) // (scale * 2)
