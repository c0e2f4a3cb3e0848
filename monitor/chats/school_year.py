"""A new school year: which class becomes which, and which have left school. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from monitor.chats import class_names

NINTH = 9
"""After it one may leave school, or go on."""

LAST, EVENING = 11, 12  # evening schools have a year more
_BEGINS = 6  # June: from then on classes are brought into the year that begins in September


@dataclass(frozen=True, slots=True, kw_only=True)
class Promotion:
    """``renamed``: old name to new; ``leaving``: those that have left; both in school order."""

    renamed: Mapping[str, str]
    leaving: tuple[str, ...]

    def of(self, names: Iterable[str]) -> tuple[str, ...]:
        """Give a list of classes as it is then; those that have left are left out."""
        left = (self.renamed.get(name, name) for name in names if name not in self.leaving)
        return tuple(dict.fromkeys(left))


def promotion(names: Iterable[str], *, ninth_goes_on: bool = False) -> Promotion:
    """Bring classes into the next year; what has no number (a group, a club) stays as it is."""
    found = {name: each for name in names if (each := class_names.parts(name))}
    years = {name: year for name, (year, _) in found.items()}
    last = EVENING if EVENING in years.values() else LAST
    ordered = sorted(years, key=lambda name: (years[name], name))
    leaving = tuple(
        name
        for name in ordered
        if years[name] >= last or (years[name] == NINTH and not ninth_goes_on)
    )
    return Promotion(
        renamed={
            name: f"{years[name] + 1}{found[name][1]}" for name in ordered if name not in leaving
        },
        leaving=leaving,
    )


def has_ninth(names: Iterable[str]) -> bool:
    """Whether any class is a ninth."""
    return any((each := class_names.parts(name)) and each[0] == NINTH for name in names)


def year_of(day: date) -> int:
    """Give the year in which the school year begins that classes are brought into on a day."""
    return day.year if day.month >= _BEGINS else day.year - 1
