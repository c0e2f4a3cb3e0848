"""How alike two words of names are, from 0 to 100, and finding the like among many. Pure."""

from collections.abc import Iterable, Iterator

from rapidfuzz import process
from rapidfuzz.distance import OSA

from monitor.people.names.given import given_gender, meanings
from monitor.people.names.parts import Word

SAME = 100
"""The same letters, but for case and the marks above them."""
SAME_SOUND = 97
"""The same word in another spelling: transliterated, or a variant (Наталья, Наталия)."""
SHORT = 93
"""A short name and its full name."""
HALF = 88
"""Half of a double surname."""
ONE_SLIP = 85
TWO_SLIPS = 72
"""Letters wrong, missing, too many or swapped."""
INITIAL = 60
"""A name and its first letter."""
BEGINNING, _BEGINNING_SLIP = 80, 65
"""The typed beginning of a longer word; with a slip in it."""

_BEGUN_FROM = 2
_MOST_SLIPS = 2
_ONE_FROM, _TWO_FROM = 4, 8  # letters that leave no doubt which word was meant


def likeness(one: Word, two: Word) -> int:
    """Compare two words; 0: they have nothing to do with each other."""
    if one.initial or two.initial:
        return _initial(one, two)
    if one.letters == two.letters:
        return SAME
    if not set(one.sounds).isdisjoint(two.sounds):
        return SAME_SOUND
    mean_one, mean_two = meanings(one.sounds), meanings(two.sounds)
    if not mean_one.isdisjoint(mean_two):
        return SHORT
    half = HALF if _share_half(one, two) else 0
    if mean_one and mean_two and not _are_a_pair(one, two):
        return half  # Марина is no slip of the pen for Мария
    return max(half, _slips(one, two))


def _initial(one: Word, two: Word) -> int:
    begins = any(a.startswith(b) or b.startswith(a) for a in one.sounds for b in two.sounds)
    return INITIAL if begins else 0


def _share_half(one: Word, two: Word) -> bool:
    return bool(
        (one.parts or two.parts)
        and not {*one.sounds, *one.parts}.isdisjoint((*two.sounds, *two.parts))
    )


def _are_a_pair(one: Word, two: Word) -> bool:
    """Tell Александр and Александра from names that merely look alike."""
    of = {given_gender(one.sounds), given_gender(two.sounds)}
    return None not in of and len(of) == 2


def _slips(one: Word, two: Word) -> int:
    return max(slips(a, b) for a in one.sounds for b in two.sounds)


def slips(one: str, two: str) -> int:
    """Compare two sounds that differ by slips of the pen only; 0: by more."""
    letters = min(len(one), len(two))
    if letters < _ONE_FROM:
        return 0
    distance = OSA.distance(one, two, score_cutoff=_MOST_SLIPS)
    if distance == _MOST_SLIPS and letters < _TWO_FROM:
        return 0
    return {0: SAME_SOUND, 1: ONE_SLIP, _MOST_SLIPS: TWO_SLIPS}.get(distance, 0)


class Lexicon:
    """Words by what they sound like, so that the few like a word are found among thousands."""

    def __init__(self, words: Iterable[Word]) -> None:
        self._by_sound: dict[str, set[Word]] = {}
        self._by_meaning: dict[str, set[Word]] = {}
        self._all = tuple(dict.fromkeys(words))
        self._initials = tuple(word for word in self._all if word.initial)
        for word in self._all:
            for sound in (*word.sounds, *word.parts):
                self._by_sound.setdefault(sound, set()).add(word)
            for name in meanings(word.sounds):
                self._by_meaning.setdefault(name, set()).add(word)
        self._sounds = tuple(self._by_sound)

    def like(self, word: Word) -> dict[Word, int]:
        """Find the words that are alike, with how much."""
        near = set(self._begun_by(word))
        for name in meanings(word.sounds):
            near |= self._by_meaning.get(name, set())
        for sound in dict.fromkeys((*word.sounds, *word.parts)):
            for found, _, _ in process.extract(
                sound, self._sounds, scorer=OSA.distance, score_cutoff=_MOST_SLIPS, limit=None
            ):
                near |= self._by_sound[found]
        return {other: much for other in near if (much := likeness(word, other))}

    def beginning(self, word: Word) -> dict[Word, int]:
        """Find the words that begin, slips allowed, as a typed word sounds, with how much."""
        return {
            other: much
            for other in self._all
            if (much := max(_begins(a, b) for a in word.sounds for b in other.sounds))
        }

    def _begun_by(self, word: Word) -> Iterator[Word]:
        """Find the words that an initial may stand for, or the initials of a word."""
        for other in self._all if word.initial else self._initials:
            if _initial(word, other):
                yield other


def _begins(typed: str, sound: str) -> int:
    if len(typed) < _BEGUN_FROM or len(typed) >= len(sound):
        return 0
    if sound.startswith(typed):
        return BEGINNING
    return _BEGINNING_SLIP if slips(typed, sound[: len(typed)]) >= ONE_SLIP else 0
