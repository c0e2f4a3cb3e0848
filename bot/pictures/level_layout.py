"""What a coordinator's picture shows, before any drawing: a bar for each organisation. Pure.

Organisations stand in the order of the report; there is no best and no worst place.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from bot.pictures import level_words as words
from bot.words.notices.rollup import incomplete
from monitor.facts.digest import Digest
from monitor.facts.ratio import Ratio

MOST_BARS = 16
"""More organisations are grouped by their share: their names would be too small on a phone."""

_BANDS = ((0, 25), (25, 50), (50, 75), (75, 100), (100, 101))


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationBar(Ratio):
    """The main figure of one organisation; ``share`` None: no data."""

    name: str
    starred: bool = False
    late: bool = False
    resting: bool = False
    few: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareBand:
    """How many organisations reached so much; ``known`` False: nobody can tell."""

    label: str
    organisations: int
    known: bool = True


def organisation_bars(digest: Digest) -> tuple[OrganisationBar, ...]:
    """Give a bar for each organisation that is asked for the main figure."""
    found = []
    for line in digest.report.organisations:
        figure = line.figure(digest.main)
        if figure is not None:
            found.append(
                OrganisationBar(
                    name=line.name,
                    value=figure.value,
                    of=figure.of,
                    starred=incomplete(line),
                    late=line.state == "late",
                    resting=line.state == "resting",
                    few=digest.main in line.few,
                )
            )
    return tuple(found)


def share_bands(bars: Iterable[OrganisationBar]) -> tuple[ShareBand, ...]:
    """Count the organisations in bands of shares, compared unrounded."""
    bars = tuple(bars)
    shares = [bar.share for bar in bars if not (bar.resting or bar.few)]
    known = [share for share in shares if share is not None]
    counted = tuple(
        ShareBand(
            label=words.band(first, min(last - 1, 100)),
            organisations=sum(first <= share * 100 < last for share in known),
        )
        for first, last in _BANDS
    )
    unknown = len(shares) - len(known)
    found = (*counted, ShareBand(label=words.UNKNOWN, organisations=unknown, known=False))
    few = sum(bar.few for bar in bars)
    return (*found, ShareBand(label=words.FEW, organisations=few, known=False)) if few else found


def notes(bars: Sequence[OrganisationBar], *, starred: bool) -> list[str]:
    """Explain the marks that a picture has; bands have no pale bars."""
    late = len(bars) <= MOST_BARS and any(bar.late and bar.share is not None for bar in bars)
    return [*([words.STAR] if starred else []), *([words.LATE] if late else [])]


def labels(names: Sequence[str], cut: Callable[[str], list[str]]) -> list[list[str]]:
    """Give names as they are written beside their bars, in lines.

    One too long ends in «…» where ``cut`` ends it; if another would read the same, its end is
    given instead.
    """
    begun = [cut(name) for name in names]
    return [
        cut(ending) if begun.count(lines) > 1 and lines[-1].endswith("…") else lines
        for lines, ending in zip(begun, endings(names), strict=True)
    ]


def endings(names: Sequence[str]) -> list[str]:
    """Give names without the words that others begin with as well: what tells them apart.

    «Управление образования Заречья» beside «Управление образования города» is «… Заречья».
    """
    split = [name.split() for name in names]
    return [_ending(words, [other for other in split if other is not words]) for words in split]


def _ending(words: list[str], others: Iterable[list[str]]) -> str:
    shared = max((_shared(words, other) for other in others if other != words), default=0)
    while shared and not words[shared - 1].isalpha():  # «№» stays with its number
        shared -= 1
    return " ".join(("…", *words[shared:])) if 0 < shared < len(words) else " ".join(words)


def _shared(words: Iterable[str], others: Iterable[str]) -> int:
    """Count the words that both begin with."""
    return sum(
        1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(words, others, strict=False))
    )
