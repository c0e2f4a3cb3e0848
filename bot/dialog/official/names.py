"""Which row of an official table is which organisation: «СОШ 12» is «МАОУ СОШ № 12 г. Перми». Pure.

Numbers and kinds must agree, likeness (rapidfuzz) decides on the rest; two rows as much alike are
none, for a neighbour's figures are worse than no figures.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from bot.dialog.official.table_words import KIND_WORDS, KINDS, LEGAL_FORMS
from bot.sheets.cells import text

SURE = 100
_LEAST_LIKE = 70
_LONGEST = 300  # characters of a name that are looked at
_CLEARLY = 15  # by so much a likeness must lead: towns of different length are not a reason
_WORDS = re.compile(r"[^\W\d_]+|\d+")
_LEGAL_FORMS = frozenset(LEGAL_FORMS.split())


class OrganisationName(NamedTuple):
    """An organisation's name, taken apart."""

    words: str
    numbers: frozenset[str]
    kinds: frozenset[str]


class Match(NamedTuple):
    """The row (an index) of a unit, and how sure it is, in percent."""

    row: int
    confidence: int


class Matches(NamedTuple):
    """The rows found by unit, and the units for which several rows are as much alike."""

    found: Mapping[str, Match]
    unclear: tuple[str, ...]


def name_of(written: str) -> OrganisationName:
    """Take a name apart: its legal form and quotes go, its kind becomes a short word."""
    line = text(written)[:_LONGEST].casefold().replace("ё", "е")
    for pattern, word in KINDS:
        line = re.sub(rf"\b(?:{pattern})", f" {word} ", line)
    words = [word for word in _WORDS.findall(line) if word not in _LEGAL_FORMS]
    words = list(dict.fromkeys(word.lstrip("0") if word.isdigit() else word for word in words))
    return OrganisationName(
        " ".join(words),
        frozenset(word for word in words if word.isdigit()),
        KIND_WORDS.intersection(words),
    )


def likeness(one: OrganisationName, other: OrganisationName) -> int:
    """Tell how alike two names are, in percent; 0 if number or kind differ."""
    if one.numbers != other.numbers or (one.kinds and other.kinds and one.kinds != other.kinds):
        return 0
    if not one.words or not other.words:
        return 0
    within = fuzz.token_set_ratio(one.words, other.words)
    return round((within + fuzz.token_sort_ratio(one.words, other.words)) / 2)


def match(units: Mapping[str, str], rows: Iterable[str]) -> Matches:
    """Find the row of each unit (id → name) among names of rows; a row serves one unit."""
    by_numbers: dict[frozenset[str], list[tuple[int, OrganisationName]]] = {}
    for index, row in enumerate(rows):
        name = name_of(row)
        by_numbers.setdefault(name.numbers, []).append((index, name))
    best: dict[str, Match] = {}
    unclear = []
    for unit, written in units.items():
        ours = name_of(written)
        ranked = sorted(
            (Match(at, likeness(ours, name)) for at, name in by_numbers.get(ours.numbers, ())),
            key=lambda each: -each.confidence,
        )[:2]
        if not ranked or ranked[0].confidence < _LEAST_LIKE:
            continue
        if _is_clear([each.confidence for each in ranked]):
            best[unit] = ranked[0]
        else:
            unclear.append(unit)
    return _one_each(best, unclear)


def _one_each(best: Mapping[str, Match], unclear: Iterable[str]) -> Matches:
    """Give a row that two units like to the one that is clearly surer of it, or to none."""
    claims: dict[int, list[tuple[int, str]]] = {}
    for unit, found in best.items():
        claims.setdefault(found.row, []).append((found.confidence, unit))
    kept, doubtful = set(), list(unclear)
    for rivals in claims.values():
        rivals.sort(key=lambda rival: -rival[0])
        if _is_clear([confidence for confidence, _ in rivals]):
            kept.add(rivals[0][1])
        else:
            doubtful += [unit for _, unit in rivals]
    return Matches({unit: best[unit] for unit in best if unit in kept}, tuple(doubtful))


def _is_clear(ranked: Sequence[int]) -> bool:
    """Whether the first of ranked likenesses leads: the same name beats any that is only like."""
    first, second = (*ranked, 0)[:2]
    return first - second >= _CLEARLY or (first == SURE and second < SURE)
