"""Which field a heading of a roster means: as it is listed, by its words, or by likeness. Pure."""

from collections.abc import Mapping

from rapidfuzz import fuzz, process

from bot.sheets import cells
from bot.sheets.roster.heading_words import (
    CLASS_COLUMNS,
    CLASS_STEMS,
    NEVER_ALIKE,
    PEOPLE_COLUMNS,
    PEOPLE_STEMS,
)
from bot.sheets.untrusted.reading import Cell

_ALIKE = 82  # percent: two letters wrong in a heading of twelve
_SHORTEST, _LONGEST = 4, 80  # characters: of shorter ones every slip is another word


class Headings:
    """The headings of one kind of table; ``given``: what was said by hand, by ``cells.key``."""

    def __init__(self, *, of_people: bool, given: Mapping[str, str] | None = None) -> None:
        self.of_people = of_people
        known = PEOPLE_COLUMNS if of_people else CLASS_COLUMNS
        self._stems = PEOPLE_STEMS if of_people else CLASS_STEMS
        self._listed = {cells.key(name): field for field, names in known.items() for name in names}
        self._long = tuple(each for each in self._listed if len(each) >= _SHORTEST)
        self._given = given or {}

    def is_given(self, heading: Cell) -> bool:
        """Whether somebody said what a heading means; that goes before what is guessed."""
        return cells.key(heading) in self._given

    def field(self, heading: Cell) -> str | None:
        """Give the field that a heading means; None: it is not understood, empty: left out."""
        key = cells.key(heading)
        if not key or len(key) > _LONGEST:
            return None
        if key in self._given:
            return self._given[key]
        return self._listed.get(key) or self._by_words(heading) or self._alike(key)

    def _by_words(self, heading: Cell) -> str | None:
        words = cells.text(heading).casefold().replace("ё", "е").replace(".", "")
        return next((field for field, stems in self._stems if stems.search(words)), None)

    def _alike(self, key: str) -> str | None:
        if len(key) < _SHORTEST or NEVER_ALIKE.match(key):
            return None
        found = process.extractOne(key, self._long, scorer=fuzz.ratio, score_cutoff=_ALIKE)
        return None if found is None else self._listed[found[0]]
