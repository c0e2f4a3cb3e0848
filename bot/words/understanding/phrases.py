"""What is asked for: texts held against the phrases that acts declare of themselves. Pure.

A phrase is meant when all of its words are there, in whatever form and order, and nothing is said
beside them but filling and a time. A text that says more is only *near* its phrases.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.words.understanding.letters import switched
from bot.words.understanding.speech import (
    FILLING,
    WHOSE,
    Word,
    alternatives,
    is_other,
    smaller,
    spoken,
)
from bot.words.understanding.times import even, is_time
from monitor.people.names.spelling import sounds

LONGEST, MOST_WORDS = 100, 9
"""Characters and words of what may be a request; a longer text is a letter to somebody."""

_ONE_FROM, _TWO_FROM, _MOST_SLIPS = 5, 9, 2
_LIKELY = 0.5  # of a phrase's words, so that it is near
_TODAY = date(2026, 11, 18)  # what says a time says one on any day
_WEEK = (date(2026, 11, 16), date(2026, 11, 22))
_NOW = frozenset({"w0", "18.11.2026"})
"""Times that say nothing new: what is asked for is shown as it is now."""
_BEFORE_TIMES = frozenset({"с", "со", "по", "до", "от"})


@dataclass(frozen=True, slots=True)
class Meant:
    """An act that is asked for; ``slips``: letters wrong on the way.

    ``rest``: what is said beside its words: a time, or after the words of a greedy act anything;
    ``literal``: nothing but its words is said, word by word.
    """

    act: str
    slips: int = 0
    rest: str = ""
    literal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """``meant``: what fits best, several if they fit alike; ``near``: what may be, best first."""

    meant: tuple[Meant, ...] = ()
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrased:
    """How an act is asked for; «не написал/пишет»: either word.

    ``dated``: a time may be said with it; ``greedy``: anything may follow; ``strict``: it changes
    something, so that not even «по школе» may be said beside it.
    """

    act: str
    phrases: Collection[str]
    dated: bool = False
    greedy: bool = False
    strict: bool = False


@dataclass(frozen=True, slots=True)
class _Phrase:
    of: Phrased
    slots: tuple[tuple[Word, ...], ...]  # each: words of which one is said
    full: tuple[tuple[Word, ...], ...]  # with those that only fill


@dataclass(frozen=True, slots=True)
class _Fit:
    phrase: _Phrase
    used: tuple[int, ...]  # places of the words that are the phrase's
    slips: int
    exact: int  # words in the very form
    is_literal: bool  # nothing but the phrase is said, word by word

    @property
    def is_whole(self) -> bool:
        return len(self.used) == len(self.phrase.slots)


class Phrasebook:
    """The phrases of all acts, and what a text means by them."""

    def __init__(self, acts: Iterable[Phrased]) -> None:
        phrases = tuple(_phrase(each, text) for each in acts for text in each.phrases)
        self._having: dict[Word, list[_Phrase]] = {}
        self._by_form: dict[str, set[Word]] = {}
        for phrase in phrases:
            for one in {one for slot in phrase.slots for one in slot}:
                self._having.setdefault(one, []).append(phrase)
                for form in {one.form, one.stem}:
                    self._by_form.setdefault(form, set()).add(one)
        self._forms = _by(self._having, lambda one: one.form)
        self._stems = _by(self._having, lambda one: one.stem)
        self._by_sound: dict[str, list[Word]] = {}
        for one in self._having:
            for sound in sounds(one.form):
                self._by_sound.setdefault(sound, []).append(one)
        self._greedy = sorted(
            (each for each in phrases if each.of.greedy), key=lambda each: -len(each.slots)
        )

    def understand(self, text: str) -> Understood:
        """Give what a text asks for, in either layout of the keyboard."""
        found = self._read(text)
        turned = switched(text)
        other = found if found.meant or turned == text.lower() else self._read(turned)
        return other if other.meant or not found.near else found

    def _read(self, text: str) -> Understood:
        said = spoken(text) if len(text) <= LONGEST else ()
        if not 0 < len(said) <= MOST_WORDS:
            return Understood()
        said = tuple(self._parted(said))
        wanted = [at for at, word in enumerate(said) if word.form not in FILLING]
        wanted = wanted or [*range(len(said))]
        like = {at: self._like(said[at]) for at in wanted}
        near = {
            id(one): one for words in like.values() for word in words for one in self._having[word]
        }
        fits = [_fit(each, said, like) for each in near.values()]
        times = _Times(said, wanted)
        whole = [fit for fit in fits if fit.is_whole]
        meant = [(fit, rest) for fit in whole if (rest := times.beside(fit)) is not None]
        best = _best(meant) or self._followed(said)
        return Understood(meant=best, near=_near(fits, wanted))

    def _parted(self, said: tuple[Word, ...]) -> Iterator[Word]:
        """Part a «не» that was written together with a word of phrases."""
        for word in said:
            parts = spoken(word.form.removeprefix("не"))
            glued = word.form.startswith("не") and word.form not in self._by_form
            if glued and parts and parts[0].form in self._by_form:
                yield from spoken("не")
                yield parts[0]
            else:
                yield word

    def _like(self, said: Word) -> dict[Word, int]:
        """Find the words of phrases that are meant by one that is said, with the slips."""
        same = self._by_form.get(said.form, set()) | self._by_form.get(said.stem, set())
        for small in smaller(said.form) if not same else ():
            for word in spoken(small):
                same |= self._by_form.get(word.form, set()) | self._by_form.get(word.stem, set())
        if not same and said.form.isascii() and said.form.isalpha():
            same = set(self._by_sound.get(sounds(said.form)[0], ())) if sounds(said.form) else same
        if same:  # what is a word of its own is no slip of another
            return {one: 0 for one in same if not is_other(said.form, one.form)}
        return self._slips(said)

    def _slips(self, said: Word) -> dict[Word, int]:
        """Find the words that differ by wrong, missing, doubled or swapped letters."""
        found: dict[Word, int] = {}
        if len(said.form) < _ONE_FROM or not said.form.isalpha():
            return found
        for text, long in ((said.form, self._forms), (said.stem, self._stems)):
            for form, far, _ in process.extract(
                text, [*long], scorer=OSA.distance, score_cutoff=_MOST_SLIPS, limit=None
            ):
                if far <= _allowed(min(len(text), len(form))):
                    for one in long[form]:
                        if is_other(said.form, one.form):
                            continue
                        found[one] = min(max(int(far), 1), found.get(one, _MOST_SLIPS))
        return found

    def _followed(self, said: tuple[Word, ...]) -> tuple[Meant, ...]:
        """Find a greedy act whose words begin a text; the more words the better."""
        for phrase in self._greedy:
            count = len(phrase.slots)
            begins = zip(phrase.slots, said, strict=False)
            if count < len(said) and all(
                any(word.stem == one.stem for one in slot) for slot, word in begins
            ):
                after = [word for word in said[count:] if word.form not in FILLING]
                if not after or any(word.form in self._by_form for word in after):
                    return ()
                rest = " ".join(word.form for word in after)
                return (Meant(act=phrase.of.act, rest=rest),)
        return ()


def _fit(phrase: _Phrase, said: tuple[Word, ...], like: Mapping[int, Mapping[Word, int]]) -> _Fit:
    """Give each word of a phrase the word that is most like it, and each word once."""
    left, slips, exact = list(like), 0, 0
    for slot in phrase.slots:
        ways = [
            (like[at][one], said[at].form != one.form, at)
            for at in left
            for one in slot
            if one in like[at]
        ]
        if ways:
            far, other, chosen = min(ways)
            left.remove(chosen)
            slips += far
            exact += not other
    used = tuple(at for at in like if at not in left)
    if any(_is_torn(said, at) and at + 1 not in used for at in used):
        used = ()
    return _Fit(phrase, used, slips, exact, _is_literal(phrase, said))


def _phrase(of: Phrased, text: str) -> _Phrase:
    slots = [alternatives(slot) for slot in text.split()]
    full = tuple(slot for slot in slots if slot)
    telling = tuple(slot for slot in full if any(word.form not in FILLING for word in slot))
    return _Phrase(of, telling or full, full)


def _is_literal(phrase: _Phrase, said: tuple[Word, ...]) -> bool:
    return len(phrase.full) == len(said) and all(
        any(word.form == one.form for one in slot)
        for slot, word in zip(phrase.full, said, strict=True)
    )


def _by(words: Iterable[Word], text: Callable[[Word], str]) -> dict[str, list[Word]]:
    """Put words by a text that is long enough for a slip; it is its own name for ``extract``."""
    found: dict[str, list[Word]] = {}
    for one in words:
        if len(text(one)) >= _ONE_FROM and one.form.isalpha():
            found.setdefault(text(one), []).append(one)
    return found


_WHICH, _TERM = (
    re.compile(r"(?:прошл|предыд|послед|след|эт)\w*"),
    re.compile(r"(?:недел|месяц|квартал|год)\w*"),
)


def _is_torn(said: tuple[Word, ...], at: int) -> bool:
    """Tell whether a word says which week or month is meant: it belongs to that."""
    after = said[at + 1].form if at + 1 < len(said) else ""
    return bool(_WHICH.fullmatch(said[at].form) and _TERM.fullmatch(after))


def _allowed(letters: int) -> int:
    """Give how many slips leave no doubt which word of so many letters was meant."""
    return 0 if letters < _ONE_FROM else 1 if letters < _TWO_FROM else _MOST_SLIPS


class _Times:
    """What is said of time beside phrases, each way of leaving words over looked at once."""

    def __init__(self, said: tuple[Word, ...], wanted: list[int]) -> None:
        self._said = said
        self._wanted = wanted
        self._read: dict[tuple[int, ...], tuple[str, str]] = {}

    def beside(self, fit: _Fit) -> str | None:
        """Give what is said of time beside a phrase; None: something else is, or in vain."""
        left = tuple(at for at in self._wanted if at not in fit.used)
        if not fit.phrase.of.strict:
            left = tuple(at for at in left if self._said[at].form not in WHOSE)
        if not left:
            return ""
        if left not in self._read:
            self._read[left] = self._time(left)
        rest, time = self._read[left]
        if not is_time(time):
            return None
        if fit.phrase.of.dated:
            return rest
        return "" if time in _NOW else None

    def _time(self, left: tuple[int, ...]) -> tuple[str, str]:
        """Give the words that are left over with the «с», «по» before them, also evenly."""
        rest = " ".join(
            word.form
            for at, word in enumerate(self._said)
            if at in left or (word.form in _BEFORE_TIMES and at + 1 in left)
        )
        return rest, even(rest, _TODAY, _WEEK)


def _best(fits: list[tuple[_Fit, str]]) -> tuple[Meant, ...]:
    """Choose what fits best; acts that fit alike are all given."""
    if not fits:
        return ()
    best = min(_order(fit) for fit, _ in fits)
    found: dict[str, Meant] = {}
    for fit, rest in fits:
        if _order(fit) == best:
            act = fit.phrase.of.act
            found.setdefault(act, Meant(act, fit.slips, rest, fit.is_literal))
    return tuple(found.values())


def _order(fit: _Fit) -> tuple[int, ...]:
    return fit.slips, -int(fit.is_literal), -len(fit.used), -fit.exact


def _near(fits: list[_Fit], wanted: list[int]) -> tuple[str, ...]:
    """Name the acts a part of whose words is said, the likeliest first."""
    best: dict[str, tuple[float, int]] = {}
    for fit in fits:
        share = len(fit.used) / len(fit.phrase.slots) - fit.slips / 10
        if share >= _LIKELY:
            likely = (-share - len(fit.used) / len(wanted), -len(fit.used))
            act = fit.phrase.of.act
            best[act] = min(best.get(act, likely), likely)
    return tuple(sorted(best, key=lambda act: best[act]))
