"""The facts of one unit's week, put together from what storage remembers. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from monitor.calendar import working_days
from monitor.roles import BELONGS, Audience
from monitor.week import Week
from storage.records import (
    Absence,
    Access,
    Binding,
    Call,
    Cause,
    Chat,
    ChatKind,
    Dialog,
    Interruption,
    Person,
    SchoolClass,
    Tally,
    Unit,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """What storage remembers of a unit's week, as it comes."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonWeek:
    """One person's week; all counts are over all accounts of the person."""

    person: Person
    accounts: tuple[int, ...]
    messages: int
    calls: int
    days: int
    hours: int
    absent: bool  # on every working day of the week
    away: frozenset[date]  # days of the week on which the person is absent
    reachable: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """A unit's week up to ``as_of``. ``strangers``: unknown authors by the kind of their chat."""

    raw: Raw
    week: Week
    as_of: datetime
    people: tuple[PersonWeek, ...]
    strangers: Mapping[ChatKind | None, frozenset[int]]
    completeness: float | None  # None: the bot was in no chat of the unit

    @property
    def watched(self) -> bool:
        """Whether the bot was in any chat of the unit during the week."""
        return self.completeness is not None

    @property
    def whole(self) -> bool:
        """Whether nothing of the unit's chats is known to have stayed unseen."""
        out_of_sight = any(each.cause is not Cause.DOWN for each in self.raw.interruptions)
        unproved = any(chat.present and chat.access is not Access.ALL for chat in self.raw.chats)
        return self.completeness == 1 and not out_of_sight and not unproved

    def audience(self, audience: Audience, *, present: bool) -> tuple[PersonWeek, ...]:
        """Give the people of an audience; ``present`` leaves out those away all week."""
        belongs = BELONGS[audience]
        return tuple(
            each for each in self.people if belongs(each.person) and not (present and each.absent)
        )


def assemble(raw: Raw, week: Week, as_of: datetime, *, participants: bool) -> Facts:
    """Put the facts together; ``participants``: a call counts for everybody in it."""
    owners = {binding.account: binding.person for binding in raw.bindings}
    messages, hours, strangers = _add_up(raw, owners)
    calls = _calls_of(raw.calls, owners, participants=participants)
    profiles: dict[int, list[Binding]] = {}
    for binding in raw.bindings:
        profiles.setdefault(binding.person, []).append(binding)
    away = _away_days(raw.absences, week)
    due = working_days(week.days) or week.days
    return Facts(
        raw=raw,
        week=week,
        as_of=as_of,
        people=tuple(
            PersonWeek(
                person=person,
                accounts=tuple(binding.account for binding in profiles.get(person.id, ())),
                messages=messages.get(person.id, 0),
                calls=calls.get(person.id, 0),
                days=len({local_day(hour, week) for hour in hours.get(person.id, ())}),
                hours=len(hours.get(person.id, ())),
                absent=away.get(person.id, frozenset()).issuperset(due),
                away=away.get(person.id, frozenset()),
                reachable=_reachable(profiles.get(person.id, [])),
            )
            for person in raw.persons
        ),
        strangers=strangers,
        completeness=_completeness(raw, week, as_of),
    )


def _add_up(
    raw: Raw, owners: Mapping[int, int]
) -> tuple[dict[int, int], dict[int, set[int]], dict[ChatKind | None, frozenset[int]]]:
    kinds = {chat.id: chat.kind for chat in raw.chats}
    messages: dict[int, int] = {}
    hours: dict[int, set[int]] = {}
    strangers: dict[ChatKind | None, set[int]] = {}
    for chat, hour, author, count in (
        (tally.chat, tally.hour, tally.author, tally.messages) for tally in raw.tallies
    ):
        person = owners.get(author)
        if person is None:
            if author < 0:
                strangers.setdefault(kinds.get(chat), set()).add(author)
            continue
        messages[person] = messages.get(person, 0) + count
        hours.setdefault(person, set()).add(hour)
    frozen = {kind: frozenset(authors) for kind, authors in strangers.items()}
    return messages, hours, frozen


def counts_as_call(call: Call) -> bool:
    """A call counts when it was reached; one whose end was missed, when somebody was in it."""
    if call.reached is None:
        return call.participant_count > 1
    return call.reached


def _calls_of(
    calls: Iterable[Call], owners: Mapping[int, int], *, participants: bool
) -> dict[int, int]:
    counted: dict[int, int] = {}
    for call in calls:
        if not counts_as_call(call):
            continue
        authors = {call.initiator, *call.participants} if participants else {call.initiator}
        for person in {owners[author] for author in authors if author in owners}:
            counted[person] = counted.get(person, 0) + 1
    return counted


def local_day(hour: int, week: Week) -> date:
    """Turn a UTC hour number into the local day it begins in."""
    return datetime.fromtimestamp(hour * 3600, UTC).astimezone(week.zone).date()


def _away_days(absences: Iterable[Absence], week: Week) -> dict[int, frozenset[date]]:
    """Give for each person the days of the week on which he is away."""
    days: dict[int, frozenset[date]] = {}
    for absence in absences:
        last = min(absence.last or week.last, week.last)
        first = max(absence.first, week.first)
        away = {first + timedelta(days=n) for n in range((last - first).days + 1)}
        days[absence.person] = days.get(absence.person, frozenset()) | away
    return days


def _reachable(mine: list[Binding]) -> bool | None:
    dialogs = {binding.dialog for binding in mine}
    if Dialog.OPEN in dialogs:
        return True
    return False if Dialog.CLOSED in dialogs else None


def _completeness(raw: Raw, week: Week, as_of: datetime) -> float | None:
    there = [
        chat
        for chat in raw.chats
        if (chat.joined_at is None or chat.joined_at < week.end)
        and (chat.left_at is None or chat.left_at > week.start)
    ]
    if as_of < week.start or (not there and not raw.tallies):
        return None
    seen = sum(tally.messages for tally in raw.tallies)
    missed = sum(raw.missed.values())
    return seen / (seen + missed) if missed else 1.0
