"""Taking a name apart: words, patronymic, initials, former surname. Pure.

Where the form of a name leaves it open what a word is, each way to read it is given: «Роман
Абрамович» may lack a surname or a patronymic.
"""

import re
from dataclasses import dataclass

from monitor.people.names.given import Gender, given_gender
from monitor.people.names.spelling import plain, sounds

MOST_WORDS = 6
"""What has more words is no name, and comparing it word by word would take too long."""
MOST_OTHER = 2
"""So many words in brackets are read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word of a name: plain letters, the ways it sounds, and those of its hyphenated parts."""

    letters: str
    sounds: tuple[str, ...]
    parts: tuple[str, ...] = ()
    initial: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NameReading:
    """One way to read a name; ``gender`` None: the words do not tell, or contradict each other."""

    names: tuple[Word, ...]
    patronymic: Word | None
    gender: Gender | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FullName:
    """``words``: all that can be read; ``other``: a former surname or a short name in brackets."""

    words: tuple[Word, ...]
    other: tuple[Word, ...]
    readings: tuple[NameReading, ...]


_BRACKETS = re.compile(r"[(\[]([^)\]]*)[)\]]?")
_APOSTROPHES = re.compile("['`\N{RIGHT SINGLE QUOTATION MARK}\N{MODIFIER LETTER APOSTROPHE}]")
_DASHES = re.compile(r"\s*[-\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{EN DASH}\N{EM DASH}]\s*")
_WORD = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)(\.?)")
# By sound. The short male patronymics are listed: a surname may end like them.
_OWN = {"ogli": "ogli", "oglu": "ogli", "uli": "ogli", "kizi": "kizi", "gizi": "kizi"}
_SON = re.compile(r".+(?:ovich|evich|ogl[iu])|(?:il|kuzm|luk|fom|nikit|sav|sil|erem)ich")
_DAUGHTER = re.compile(r".+(?:ovna|evna|ichna|[kg]izi)")
_HIS = re.compile(r".+(?:[oe]v|in|ski)")
_HERS = re.compile(r".+(?:[oe]va|ina|skaia)")


def read(text: str) -> FullName:
    """Take a name apart, whatever its order; any text is allowed, not every one is a name."""
    even = _DASHES.sub("-", _APOSTROPHES.sub("", plain(text)))
    bare = _BRACKETS.sub(" ", even)
    other = tuple(word for inside in _BRACKETS.findall(even) for word in _words(inside))
    words = _words(bare)
    if len(words) > MOST_WORDS:
        return FullName(words=(), other=(), readings=())
    return FullName(words=words, other=other[:MOST_OTHER], readings=_readings(words))


def _words(text: str) -> tuple[Word, ...]:
    words: list[Word] = []
    for number, (letters, dot) in enumerate(_WORD.findall(text)):
        if number > 1 and words and not words[-1].initial and _own(letters):
            word = _word([words.pop().letters, letters], initial=False)
        else:
            initial = len(letters) == 1 or (len(letters) == 2 and bool(dot))
            word = _word(letters.split("-"), initial=initial)
        if word.sounds:
            words.append(word)
    return tuple(words)


def _word(halves: list[str], *, initial: bool) -> Word:
    own = _own(halves[-1]) if len(halves) > 1 else None
    if own is not None:
        halves = ["".join([*halves[:-1], own])]
    together = "".join(halves)
    long = [half for half in halves if len(half) > 1]
    return Word(
        letters=together,
        sounds=sounds(together),
        parts=tuple(sound for half in long for sound in sounds(half)) if len(halves) > 1 else (),
        initial=initial,
    )


def _own(letters: str) -> str | None:
    """Spell the word that stands for «son of» or «daughter of» one way; None: it is another."""
    return next((_OWN[sound] for sound in sounds(letters) if sound in _OWN), None)


def _readings(words: tuple[Word, ...]) -> tuple[NameReading, ...]:
    if len(words) < 2:
        return ()
    at = _patronymic_at(words)
    if at is None:
        return (_reading(words, None),)
    apart = _reading((*words[:at], *words[at + 1 :]), words[at])
    if len(words) > 2 or _patronymic_gender(words[at]) is Gender.FEMALE:
        return (apart,)
    return (_reading(words, None), apart)


def _patronymic_at(words: tuple[Word, ...]) -> int | None:
    """Find the patronymic: the word after the given name, whether the surname leads or ends."""
    like = [number for number, word in enumerate(words) if _patronymic_gender(word) is not None]
    if like:
        return 1 if len(words) == 3 and 1 in like else like[-1]
    initials = [number for number, word in enumerate(words) if word.initial]
    return initials[-1] if initials and len(words) > 2 else None


def _patronymic_gender(word: Word) -> Gender | None:
    if any(_SON.fullmatch(sound) for sound in word.sounds):
        return Gender.MALE
    return Gender.FEMALE if any(_DAUGHTER.fullmatch(sound) for sound in word.sounds) else None


def _reading(names: tuple[Word, ...], patronymic: Word | None) -> NameReading:
    told = {_name_gender(word) for word in names}
    if patronymic is not None:
        told.add(_patronymic_gender(patronymic))
    told.discard(None)
    return NameReading(
        names=names, patronymic=patronymic, gender=told.pop() if len(told) == 1 else None
    )


def _name_gender(word: Word) -> Gender | None:
    """Tell by a given name that is known, else by the end a surname has.

    Unknown given names with such an end are of the gender they seem to be.
    """
    known = given_gender(word.sounds)
    if known is not None or word.initial:
        return known
    if any(_HERS.fullmatch(sound) for sound in word.sounds):
        return Gender.FEMALE
    return Gender.MALE if any(_HIS.fullmatch(sound) for sound in word.sounds) else None
