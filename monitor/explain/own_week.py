"""One person's own week: what was counted by day and chat, what was not, what is asked. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from monitor.chats.called import called
from monitor.facts.facts import Facts, PersonWeek
from monitor.facts.values import Requirement
from monitor.indicators.judging import Judge
from monitor.indicators.pieces import Piece, pieces
from monitor.orders.model import Order


@dataclass(frozen=True, slots=True, kw_only=True)
class Deeds:
    """Messages and calls of one day or of one chat."""

    messages: int
    calls: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWeek:
    """A person's week as he is told of it.

    ``asked``: the highest norms that concern him; ``met`` None: none does, or nothing to judge by.
    ``any``: one of them is enough. ``unanswered``: calls that count for nobody, ``short``: those
    that did not last ``shortest`` seconds, ``joined``: those somebody else began. ``confirmed``:
    an administrator added to what was seen.
    """

    unit_name: str
    first: date
    last: date
    as_of: datetime
    over: bool
    messages: int
    calls: int
    asked: tuple[Requirement, ...]
    any: bool
    met: bool | None
    absent: bool
    watched: bool
    school: bool
    days: tuple[tuple[date, Deeds], ...]
    chats: tuple[tuple[str, Deeds], ...]
    unanswered: int
    short: int
    shortest: int
    joined: int
    confirmed: bool
    whole: bool


def own_week(facts: Facts, order: Order, person: int) -> OwnWeek | None:
    """Tell a person's week; None: he was not on the roster."""
    mine = next((each for each in facts.people if each.person.id == person), None)
    if mine is None:
        return None
    found = [each for each in pieces(facts, ("messages", "calls")) if each.person == person]
    counted = [each for each in found if each.why is None]
    titles = {chat.id: chat.title for chat in facts.raw.chats}
    asked, choice, met = _asked(facts, order, mine)
    as_of = facts.as_of.astimezone(facts.week.zone)
    return OwnWeek(
        unit_name=facts.raw.unit.name,
        first=facts.week.first,
        last=facts.week.last,
        as_of=as_of,
        over=as_of >= facts.week.end,
        messages=mine.messages,
        calls=mine.calls,
        asked=asked,
        any=choice,
        met=met,
        absent=mine.absent,
        watched=facts.watched,
        school=bool(facts.working),
        days=tuple(sorted(_by_day(counted).items())),
        chats=tuple(
            (called(titles.get(chat, ""), chat), share) for chat, share in _by_chat(counted)
        ),
        unanswered=sum(each.calls for each in found if each.why == "unreached"),
        short=sum(each.calls for each in found if each.why == "short"),
        shortest=facts.shortest,
        joined=sum(each.calls for each in found if each.why == "joined"),
        confirmed=mine.corrected,
        whole=facts.whole,
    )


def _asked(
    facts: Facts, order: Order, person: PersonWeek
) -> tuple[tuple[Requirement, ...], bool, bool | None]:
    """Give what is asked, whether one of it is enough, and whether it is done."""
    judge = Judge(facts, order)
    concerning = [(spec, mine) for spec, mine, _ in judge.concerning(person)]
    if not concerning or person.absent or not facts.watched:
        return (), False, None
    missed = judge.missed(person)
    asked, choice = judge.asked(missed or concerning)
    return asked, choice, not missed


def _by_day(counted: Iterable[Piece]) -> dict[date, Deeds]:
    messages: Counter[date] = Counter()
    calls: Counter[date] = Counter()
    for each in counted:
        messages[each.day] += each.messages
        calls[each.day] += each.calls
    return {day: Deeds(messages=messages[day], calls=calls[day]) for day in messages}


def _by_chat(counted: Iterable[Piece]) -> list[tuple[int, Deeds]]:
    """The fullest chat first."""
    messages: Counter[int] = Counter()
    calls: Counter[int] = Counter()
    for each in counted:
        messages[each.chat] += each.messages
        calls[each.chat] += each.calls
    shares = [(chat, Deeds(messages=messages[chat], calls=calls[chat])) for chat in messages]
    return sorted(shares, key=lambda each: (-each[1].messages, -each[1].calls, each[0]))
