"""What a digest's picture shows, before any drawing: bars with their words. Pure.

``None`` where a bar would have a height means *no data*, which is drawn as a gap and never as zero.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.pictures import digest_words as words
from monitor.facts.digest import Digest
from monitor.facts.ratio import Ratio
from monitor.facts.values import DayLine, Figure, PersonLine, WindowSpan

WEEKS_BEFORE = 3  # more would not leave room for «24 из 43» under each bar on a phone

_YEAR = 53  # weeks at most
_YEAR_FROM = 2 * (WEEKS_BEFORE + 1)  # weeks; a shorter line would say little more than the bars

_ALONE = 4  # characters; a last line of fewer takes a word of the line before
_PREPOSITION = 2  # letters at most
_DASHES = ("—", "–", "-")

_BANDS: tuple[tuple[int, int | None], ...] = ((0, 0), (1, 2), (3, 9), (10, None))


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekBar(Ratio):
    """The main figure in one week; ``share`` None: no data.

    ``plain``: it is a count without a base, so the count itself is its size.
    """

    first: date
    last: date
    current: bool = False
    plain: bool = False
    running: bool = False  # not over yet, so beside finished ones it is hatched

    @property
    def height(self) -> float | None:
        """What the bar's height stands for; None: no data."""
        return self.value if self.plain else self.share


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """How many of the staff wrote so many messages; ``known`` False: nobody can tell."""

    label: str
    people: int
    known: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class DayBar:
    """Messages of one day; None: it is still ahead. ``until``: how far a day not over counts."""

    day: date
    messages: int | None
    until: datetime | None = None


def school_year(digest: Digest) -> tuple[WeekBar, ...]:
    """All weeks that are known of the school year; nothing while few are, or in a running week."""
    if runs(digest):
        return ()
    known = weeks(digest, before=_YEAR)
    return known if len(known) >= _YEAR_FROM else ()


def weeks(digest: Digest, before: int = WEEKS_BEFORE) -> tuple[WeekBar, ...]:
    """The weeks before, oldest first, and this one; a week that left no record is a gap."""
    first, last = days_of(digest.report.window)
    figure = digest.report.figure(digest.main)
    trend = digest.trend(digest.main)
    known = {point.first: point for point in (trend.points if trend else ())}
    earliest = max(min(known, default=first), first - timedelta(weeks=before))
    plain = figure is not None and figure.base is None
    bars = []
    for number in range((first - earliest).days // 7, 0, -1):
        start = first - timedelta(weeks=number)
        point = known.get(start)
        bars.append(
            WeekBar(
                first=start,
                last=start + timedelta(days=6),
                value=point.value if point else None,
                of=point.of if point else None,
                plain=plain,
            )
        )
    now = WeekBar(
        figure.value if figure else None,
        figure.of if figure else None,
        first=first,
        last=last,
        current=True,
        plain=plain,
        running=runs(digest),
    )
    return (*bars, now)


def bands(people: Iterable[PersonLine]) -> tuple[Band, ...]:
    """Sort those who are not away by their messages; of whom nothing is known nobody can tell."""
    here = [person for person in people if not person.absent]
    known = [person for person in here if person.known]
    counted = tuple(
        Band(
            label=words.band(least, most),
            people=sum(
                person.messages >= least and (most is None or person.messages <= most)
                for person in known
            ),
        )
        for least, most in _BANDS
    )
    return (*counted, Band(label=words.UNBOUND, people=len(here) - len(known), known=False))


def away(people: Iterable[PersonLine]) -> int:
    """How many are not shown because they are away."""
    return sum(person.absent for person in people)


def days(digest: Digest) -> tuple[DayBar, ...]:
    """The seven days of the week; those ahead have no bar."""
    window = digest.report.window
    known: dict[date, DayLine] = {line.day: line for line in digest.report.days}
    first, _ = days_of(window)
    now = window.as_of.astimezone(window.start.tzinfo)
    return tuple(
        DayBar(
            day=day,
            messages=known[day].messages if day in known else None,
            until=now if day == now.date() else None,
        )
        for day in (first + timedelta(days=n) for n in range(7))
    )


def runs(digest: Digest) -> bool:
    """Whether the week is not over yet."""
    window = digest.report.window
    return not window.closed and window.as_of < window.end


def days_of(window: WindowSpan) -> tuple[date, date]:
    """The first and the last day of the interval, in the unit's own zone."""
    return window.start.date(), window.end.date() - timedelta(days=1)


def starred(digest: Digest) -> bool:
    """Whether the main figure carries an asterisk: the bot has not seen every message."""
    figure = digest.report.figure(digest.main)
    seen = digest.report.completeness
    return bool(figure and figure.incomplete) or (seen is not None and seen < 1)


def norm_of(figure: Figure | None) -> float | None:
    """The share that the order demands; None if it demands none."""
    return figure.norm.threshold if figure and figure.norm else None


def wrapped(text: str, fits: Callable[[str], bool], *, lines: int) -> list[str]:
    """Break a text into at most so many lines that fit; what is over ends in «…».

    Lines are broken at plain spaces only: «98,2 %» has a no-break space and stays whole. A number
    or so is not left alone in the last line: «… без / данных: 1.»
    """
    done: list[str] = []
    rest = re.split(r"[ \n\t]+", text.strip())
    while rest and len(done) < lines:
        line, rest = _filled(rest, fits)
        done.append(line)
    if rest:
        done[-1] = _ended(done[-1], fits)
    elif len(done) > 1 and len(done[-1]) < _ALONE:
        before, _, last = done[-2].rpartition(" ")
        if before and fits(f"{last} {done[-1]}"):
            done[-2:] = [before, f"{last} {done[-1]}"]
    return done


def _ended(line: str, fits: Callable[[str], bool]) -> str:
    """End a line in «…», giving up its last words for that, or the end of its only word.

    A preposition is given up with what it belongs to: «СОШ № 5 …», not «СОШ № 5 с …».
    """
    while not fits(f"{line} …") and len(line) > 1:
        line = line.rpartition(" ")[0] or line[:-1]
    while _dangles(line):
        line = line.rpartition(" ")[0]
    return f"{line} …"


def _dangles(line: str) -> bool:
    """Tell whether a line ends in a preposition or a dash."""
    before, _, last = line.rpartition(" ")
    return bool(before) and (last in _DASHES or (last.islower() and len(last) <= _PREPOSITION))


def _filled(words_left: list[str], fits: Callable[[str], bool]) -> tuple[str, list[str]]:
    """Take as many words as fit into a line; of a word too long for any line, a part."""
    line, *rest = words_left
    if not fits(line) and len(line) > 1:
        sizes = range(2, len(line))
        cut = 1 + bisect_left(sizes, True, key=lambda size: not fits(line[:size]))
        return line[:cut], [line[cut:], *rest]
    while rest and fits(f"{line} {rest[0]}"):
        line, rest = f"{line} {rest[0]}", rest[1:]
    return line, rest
