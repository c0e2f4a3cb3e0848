"""Finding people by what somebody typed of their names: a part, another alphabet, a slip. Pure."""

import re
from collections.abc import Callable, Iterable

from rapidfuzz.distance import OSA

from monitor.names.spelling import plain, sounds
from storage.records import Person

_WORD = re.compile(r"[^\W\d_]+")
_SLIP_FROM = 5  # letters: shorter words are another word with one letter changed

Fits = Callable[[str, str], bool]


def find(people: Iterable[Person], text: str) -> tuple[Person, ...]:
    """Find people of whose names every typed word is the beginning of a word, in any order.

    Only if there is nobody: every typed word is a part of one; then, with a letter wrong. Whose
    name begins as it was typed comes first, then by the alphabet.
    """
    asked = [sounds(word)[0] for word in _words(text) if sounds(word)]
    if not asked:
        return ()
    named = [(person, _sounds(person.full_name)) for person in people]
    for fits in (str.startswith, str.__contains__, _slipped):
        found = [person for person, words in named if _all(asked, words, fits)]
        if found:
            return tuple(sorted(found, key=lambda each: _rank(each, asked[0])))
    return ()


def _words(text: str) -> list[str]:
    return _WORD.findall(plain(text))


def _sounds(name: str) -> list[str]:
    return [sound for word in _words(name) for sound in sounds(word)[:1]]


def _all(asked: Iterable[str], words: Iterable[str], fits: Fits) -> bool:
    """Give each typed word a word of its own, the longest typed words first."""
    left = list(words)
    for one in sorted(asked, key=len, reverse=True):
        mine = next((word for word in left if fits(word, one)), None)
        if mine is None:
            return False
        left.remove(mine)
    return True


def _slipped(word: str, asked: str) -> bool:
    if len(asked) < _SLIP_FROM:
        return word.startswith(asked)
    return OSA.distance(word[: len(asked) + 1], asked, score_cutoff=1) <= 1 or (
        OSA.distance(word[: len(asked)], asked, score_cutoff=1) <= 1
    )


def _rank(person: Person, first: str) -> tuple[bool, str, int]:
    begins = "".join(_sounds(person.full_name)[:1]).startswith(first)
    return not begins, plain(person.full_name), person.id
