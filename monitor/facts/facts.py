"""The facts of one unit's week: what ``assembling`` makes of what storage remembers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from monitor.time.week import Span, Week
from storage.records import (
    Absence,
    Access,
    Binding,
    Call,
    Cause,
    Chat,
    ChatKind,
    Correction,
    ForeignLinks,
    Interruption,
    Person,
    SchoolClass,
    Tally,
    Unit,
    Vacation,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """What storage remembers of a unit's days, as it comes."""

    unit: Unit
    persons: tuple[Person, ...]
    bindings: tuple[Binding, ...]
    absences: tuple[Absence, ...]
    chats: tuple[Chat, ...]
    classes: tuple[SchoolClass, ...]
    tallies: tuple[Tally, ...]
    calls: tuple[Call, ...]
    missed: Mapping[int, int]  # messages by chat that were numbered and never seen
    interruptions: tuple[Interruption, ...] = ()
    vacations: tuple[Vacation, ...] = ()  # of the unit, of those above it and of its classes
    corrections: tuple[Correction, ...] = ()
    members: Mapping[int, frozenset[int]] = field(default_factory=dict)  # accounts by chat
    links: tuple[ForeignLinks, ...] = ()
    chats_above: tuple[Chat, ...] = ()  # of the unit above, for the heads who must be in them
    settings: Mapping[str, str] = field(default_factory=dict)  # what the unit set for itself


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonWeek:
    """One person's days; all counts are over all accounts of the person."""

    person: Person
    accounts: tuple[int, ...]
    messages: int
    calls: int
    days: int
    hours: int
    absent: bool  # on every working day
    away: frozenset[date]  # days on which the person is absent
    worked: int  # working days on which the person is there
    reachable: bool | None
    corrected: bool = False
    added: tuple[int, int] = (0, 0)  # messages and calls among these that somebody confirmed
    by_day: tuple[int, ...] = ()  # messages of each of the ``days``

    def days_with(self, least: int | None) -> int:
        """Count the days with at least so many messages; None: with any."""
        if least is None or least == 1:
            return self.days
        return sum(messages >= least for messages in self.by_day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which chats count: of these kinds (empty: all); only the person's own classes."""

    chats: frozenset[ChatKind] = frozenset()
    own_class: bool = False


EVERYWHERE = Filter()


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """A unit's days (``span``) in a week, up to ``as_of``.

    ``strangers``: messages of unknown authors, by the kind of their chat. ``working``: the
    working days of the span, ``regular``: its days from Monday to Friday.
    """

    raw: Raw
    week: Week
    span: Span
    as_of: datetime
    people: tuple[PersonWeek, ...]
    strangers: Mapping[ChatKind | None, Mapping[int, int]]
    completeness: float | None  # None: the bot was in no chat of the unit
    whole: bool  # nothing of the unit's chats is known to have stayed unseen
    working: tuple[date, ...]
    participants: bool
    shortest: int = 0  # seconds a call must last to count; 0: any length will do
    month: "Facts | None" = None

    @property
    def regular(self) -> int:
        """How many days of the span are Mondays to Fridays."""
        return sum(day.weekday() < _SATURDAY for day in self.span.days)

    def was_there(self, chat: Chat, span: Span | None = None) -> bool:
        """Tell whether the bot was in a chat at any moment of the days (or of other ones)."""
        return was_there(chat, self.raw, span or self.span, self.as_of)

    @property
    def watched(self) -> bool:
        """Whether the bot was in any chat of the unit during the week."""
        return self.completeness is not None

    def audience(self, roles: frozenset[str] | None, *, present: bool) -> tuple[PersonWeek, ...]:
        """Give the people of some roles (None: all), ``present``: without those always away."""
        return tuple(
            each
            for each in self.people
            if (roles is None or each.person.role in roles) and not (present and each.absent)
        )


def out_of_sight(raw: Raw) -> bool:
    """Tell whether anything of the unit's chats is known to have stayed out of sight."""
    return any(each.cause is not Cause.DOWN for each in raw.interruptions) or any(
        chat.present and chat.access is not Access.ALL for chat in raw.chats
    )


def was_there(chat: Chat, raw: Raw, span: Span, as_of: datetime) -> bool:
    """Tell whether the bot was in a chat of the unit at any moment of some days up to ``as_of``."""
    end = min(span.end, max(as_of, span.start) + _INSTANT)
    at = max(span.start, chat.joined_at or span.start)
    end = min(end, chat.left_at or end)
    away = [
        (each.since, each.until or end)
        for each in raw.interruptions
        if each.chat == chat.id and each.cause is Cause.ABSENT
    ]
    for since, until in sorted((*away, *chat.lent)):
        if since > at:
            break
        at = max(at, until)
    return at < end


_INSTANT = timedelta(seconds=1)


_SATURDAY = 5
