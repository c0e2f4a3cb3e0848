"""Which figure a column's heading means: «3+ сообщ.» and the order's full title are one. Pure.

Whom it counts, what it speaks of and its numbers must agree; likeness (rapidfuzz) only chooses
among what agrees, so that ≥ 3 is never taken for ≥ 10, nor teachers for all staff.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz import fuzz

from bot.dialog.official.table_words import (
    AT_LEAST,
    BASES,
    IGNORED,
    NAME_HEADINGS,
    SHARE,
    WHAT,
    WHO,
)
from bot.sheets import cells
from bot.sheets.untrusted.reading import Cell
from monitor.indicators import BY_NAME
from monitor.orders.model import IndicatorSpec
from monitor.orders.roles import Audience

BASE = "base:"
"""What begins the name of an audience's size; no figure's id has a colon."""

SURE = 100
_LEAST_LIKE = 55
_LONGEST = 200  # characters of a heading that are looked at
_TOO_CLOSE = 3  # two figures that like each other: neither is taken
_ALIKE = 80
_PLURALS = ("и", "я", "ы", "ов", "ей")  # «Учитель» is no heading, but somebody's position
_NEARLY = 90
_SHORTEST = 5  # letters a misspelt word's beginning must have to be known
_UNTOLD_MINIMUM = 10  # less like: the heading does not say of how many

_DATE = r"(?:\d{1,2}\.\d{1,2}(?:\.\d{2,4})?|\d{4}-\d\d-\d\d|\d{4}-w\d\d|\b20\d\d\b)"
_DATES = re.compile(rf"\(? ?{_DATE}(?: ?[-–—] ?{_DATE})? ?\)?")
_NUMBERING = re.compile(r"^\d+(?:\.\d+)*[.)] ?(?=\D)")
_PERCENTS = re.compile(r"\d+(?:[.,]\d+)? ?%")
_WORDS = re.compile(r"[^\W\d_]+|\d+")
_IGNORED = frozenset(IGNORED.split())


class Sense(NamedTuple):
    """What a heading or a title speaks of."""

    words: str
    who: frozenset[str]
    kind: str | None
    numbers: frozenset[int]


@dataclass(frozen=True, slots=True)
class Target:
    """A figure a column may mean; ``numbers``: those its heading may name."""

    figure: str
    sense: Sense
    numbers: frozenset[int]
    has_minimum: bool
    title: str = ""  # as the order writes it, folded; a size of an audience has none


class HeadingGuess(NamedTuple):
    """A figure, and how sure it is, in percent."""

    figure: str
    confidence: int


def folded(header: Cell) -> str:
    """Reduce a heading to what is remembered of it: one line, small letters, no dates."""
    line = cells.text(header)[:_LONGEST].casefold().replace("ё", "е").replace("\N{SOFT HYPHEN}", "")
    line = re.sub(r"(?<=[а-я])- (?=[а-я])", "", line)  # a word broken at the line's end
    return " ".join(_DATES.sub(" ", line).split()).strip(" :;,-–")


def is_share(header: str) -> bool:
    """Whether a folded heading says that its figures are shares."""
    return re.search(SHARE, _PERCENTS.sub(" ", header)) is not None


def names_organisations(header: str) -> bool:
    """Whether a folded heading is that of the organisations' names."""
    bare = cells.key(header)
    known = [cells.key(name) for name in NAME_HEADINGS]
    if len(bare) <= _SHORTEST:
        return bare in known
    return any(fuzz.ratio(bare, name) >= _NEARLY for name in known)


def targets_of(specs: Iterable[IndicatorSpec]) -> tuple[Target, ...]:
    """Give the figures that columns may mean: the indicators, and sizes of their audiences."""
    found = []
    open_bases: dict[Audience, None] = {}
    told: set[Audience] = set()
    for spec in specs:
        sense = sense_of(folded(spec.title))
        asked = (spec.messages, spec.calls, spec.days, spec.messages_a_day)
        minimums = {n for n in asked if n}
        found.append(
            Target(
                spec.id,
                sense,
                sense.numbers | minimums,
                max(minimums, default=0) > 1,
                titled(spec.title),
            )
        )
        if BY_NAME[spec.family].roster_size:
            told.add(spec.audience)
        elif BY_NAME[spec.family].people:
            open_bases[spec.audience] = None
    for audience in open_bases:
        if audience not in told:
            sense = sense_of(folded(BASES[audience]))
            found.append(Target(BASE + audience, sense, frozenset(), has_minimum=False))
    return tuple(found)


def recognise(header: str, targets: Iterable[Target]) -> HeadingGuess | None:
    """Guess the figure of a folded heading; None: none is like it, or two are alike.

    A heading that is an order's own title means that figure, whatever its words mean elsewhere.
    """
    targets = tuple(targets)
    exact = {target.figure for target in targets if target.title and target.title == titled(header)}
    if len(exact) == 1:
        return HeadingGuess(exact.pop(), SURE)
    sense = sense_of(header)
    minimum = bool(sense.numbers and (sense.who or re.search(AT_LEAST, header)))  # «10+»
    alone = bool(sense.who) and " " not in sense.words and header.endswith(_PLURALS)
    if sense.kind is None and not (minimum or alone):
        return None
    if sense.kind is None and not sense.numbers:
        sense = sense._replace(kind="total")  # «Педагоги» alone
    agreeing = [target for target in targets if _agrees(sense, target)]
    if not sense.who and len({target.sense.who for target in agreeing}) > 1:
        return None  # «ЭЖД»: whose?
    ranked = sorted(
        (HeadingGuess(target.figure, _likeness(sense, target)) for target in agreeing),
        key=lambda guess: -guess.confidence,
    )
    if not ranked or ranked[0].confidence < _LEAST_LIKE:
        return None
    if len(ranked) > 1 and ranked[0].confidence - ranked[1].confidence < _TOO_CLOSE:
        return None
    return ranked[0]


def titled(header: str) -> str:
    """Reduce a title or a heading to what must be equal: without its number in a list."""
    return folded(_NUMBERING.sub("", folded(header)))


def _agrees(sense: Sense, target: Target) -> bool:
    of = target.sense
    return (
        (not sense.who or not of.who or sense.who == of.who)
        and (sense.kind == of.kind or (sense.kind is None and of.kind in ("message", "call")))
        and sense.numbers <= target.numbers
    )


def _likeness(sense: Sense, target: Target) -> int:
    of = target.sense
    if sense.words == of.words:
        return SURE
    within = fuzz.token_set_ratio(sense.words, of.words)
    whole = fuzz.token_sort_ratio(sense.words, of.words)
    untold = _UNTOLD_MINIMUM if target.has_minimum and not sense.numbers else 0
    return min(SURE - 1, round((within + whole) / 2) - untold)


def sense_of(header: str) -> Sense:
    """Take a folded heading apart."""
    bare = _PERCENTS.sub(" ", _NUMBERING.sub("", header)).replace("-", "")
    bare = re.sub(AT_LEAST, " ", bare).replace("не актив", "неактив").replace("эл.", "")
    words: dict[str, None] = {}
    who: dict[str, None] = {}
    kinds: set[str] = set()
    numbers = set()
    for word in _WORDS.findall(bare):
        if word.isdigit():
            numbers.add(int(word[:9]))
        elif word in _IGNORED:
            continue
        token, kind = _known(word)
        if kind not in ("", "who", token):
            words[kind] = None  # two words of one kind are half alike
        words[token] = None
        if kind == "who":
            who[token] = None
        elif kind:
            kinds.add(kind)
    if len(who) > 1:
        who.pop("staff", None)
        words.pop("staff", None)
    first = next((kind for _, kind, _ in WHAT if kind in kinds), None)
    return Sense(" ".join(words), frozenset(who), first, frozenset(numbers))


_STEMS: tuple[tuple[str, str, str], ...] = (
    *((stem, token, "who") for token, stems in WHO for stem in stems),
    *((stem, token, kind) for token, kind, stems in WHAT for stem in stems),
)


def _known(word: str) -> tuple[str, str]:
    """Give the meaning of a word and its kind; an unknown one stands for itself."""
    for stem, token, kind in _STEMS:
        if word.startswith(stem):
            return token, kind
    alike = [
        (fuzz.ratio(word[: len(stem)], stem), token, kind)
        for stem, token, kind in _STEMS
        if len(stem) >= _SHORTEST
    ]
    likeness, token, kind = max(alike)
    return (token, kind) if likeness >= _ALIKE else (word, "")
