"""Putting the facts together, of a week, a day, a month, of all chats or of some. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from monitor.facts.facts import (
    EVERYWHERE,
    Facts,
    Filter,
    PersonWeek,
    Raw,
    out_of_sight,
    was_there,
)
from monitor.time.calendar import days_off, working_days
from monitor.time.week import Span, Week, utc_seconds
from storage.records import (
    Absence,
    Binding,
    Call,
    Chat,
    ChatKind,
    Correction,
    Dialog,
    Person,
)


def assemble(
    raw: Raw,
    week: Week,
    as_of: datetime,
    *,
    participants: bool,
    shortest: int = 0,
    span: Span | None = None,
    only: Filter = EVERYWHERE,
) -> Facts:
    """Put the facts together; ``participants``: a call counts for everybody in it.

    ``shortest``: seconds a call must last. ``span``: other days than the week's; ``only``: the
    chats that count.
    """
    span = span or week
    owners = {binding.account: binding.person for binding in raw.bindings}
    chats = chats_wanted(raw, only)
    places = places_of(raw, chats, only)
    messages, hours, strangers = _add_up(raw, owners, chats, places, only)
    day_of_hour = {hour: local_day(hour, span) for hour in frozenset[int]().union(*hours.values())}
    by_day = {person: _by_day(mine, day_of_hour) for person, mine in hours.items()}
    calls = _calls_of(
        (call for call in raw.calls if _counts(call.chat, chats, only)),
        owners,
        places,
        participants=participants,
        shortest=shortest,
    )
    added = _corrections(raw.corrections, only)
    profiles: dict[int, list[Binding]] = {}
    for binding in raw.bindings:
        profiles.setdefault(binding.person, []).append(binding)
    away = _away_days(raw.absences, span)
    working = working_days(span.days, days_off(raw.vacations))
    due = working or span.days
    old = min((person.added_at for person in raw.persons), default=as_of) < span.start
    completeness = _completeness(raw, span, as_of, chats, only)
    return Facts(
        raw=raw,
        week=week,
        span=span,
        as_of=as_of,
        people=tuple(
            PersonWeek(
                person=person,
                accounts=tuple(binding.account for binding in profiles.get(person.id, ())),
                messages=messages.get(person.id, 0) + added.get(person.id, _NONE)[0],
                calls=calls.get(person.id, 0) + added.get(person.id, _NONE)[1],
                days=len(by_day.get(person.id, ())),
                by_day=by_day.get(person.id, ()),
                hours=len(hours.get(person.id, ())),
                absent=away.get(person.id, frozenset()).issuperset(due),
                away=away.get(person.id, frozenset()),
                worked=_worked(person, working, away.get(person.id, frozenset()), span, old=old),
                reachable=_reachable(profiles.get(person.id, [])),
                corrected=person.id in added,
                added=added.get(person.id, _NONE),
            )
            for person in raw.persons
            if person.classes or not only.own_class  # of who has no class none is asked
        ),
        strangers=strangers,
        completeness=completeness,
        whole=completeness == 1 and not out_of_sight(raw),
        working=working,
        participants=participants,
        shortest=shortest,
    )


_NONE = (0, 0)


def day_of(facts: Facts) -> Span:
    """Give the last working day begun (the last day begun, in a week without any)."""
    today = min(facts.as_of.astimezone(facts.week.zone).date(), facts.week.last)
    begun = [day for day in facts.working if day <= today] or [max(today, facts.week.first)]
    return Span(begun[-1], begun[-1], facts.week.zone)


def narrowed(facts: Facts, window: str, only: Filter) -> Facts:
    """Give the facts of a day, of the month or of some chats only."""
    if window == "month" and facts.month is not None:
        return facts.month if only == EVERYWHERE else _again(facts.month, facts.month.span, only)
    if window == "day":
        return _again(facts, day_of(facts), only)
    return facts if only == EVERYWHERE else _again(facts, facts.span, only)


def _again(facts: Facts, span: Span, only: Filter) -> Facts:
    """Put facts together again for fewer days or chats; a week's corrections are of no day."""
    hours = range(utc_seconds(span.start) // 3600, -(-utc_seconds(span.end) // 3600))
    raw = replace(
        facts.raw,
        tallies=tuple(each for each in facts.raw.tallies if each.hour in hours),
        calls=tuple(each for each in facts.raw.calls if span.start <= each.started_at < span.end),
        corrections=facts.raw.corrections if span == facts.span else (),
        links=facts.raw.links if span == facts.span else (),
        interruptions=tuple(
            each
            for each in facts.raw.interruptions
            if each.since < span.end and (each.until is None or each.until > span.start)
        ),
    )
    return assemble(
        raw,
        facts.week,
        facts.as_of,
        participants=facts.participants,
        shortest=facts.shortest,
        span=span,
        only=only,
    )


def _counts(chat: int, chats: Mapping[int, Chat], only: Filter) -> bool:
    """A chat that went to another unit is not among ours, but counts where all do."""
    return chat in chats or not only.chats


def chats_wanted(raw: Raw, only: Filter) -> dict[int, Chat]:
    """Give the unit's chats of the kinds that count, by number."""
    return {chat.id: chat for chat in raw.chats if not only.chats or chat.kind in only.chats}


def places_of(
    raw: Raw, chats: Mapping[int, Chat], only: Filter
) -> Mapping[int, frozenset[int]] | None:
    """Give for each person the chats that count; None: every chat does."""
    if not only.own_class:
        return None
    return {
        person.id: frozenset(
            chat.id for chat in chats.values() if chat.class_name in person.classes
        )
        for person in raw.persons
    }


def _add_up(
    raw: Raw,
    owners: Mapping[int, int],
    chats: Mapping[int, Chat],
    places: Mapping[int, frozenset[int]] | None,
    only: Filter,
) -> tuple[dict[int, int], dict[int, dict[int, int]], dict[ChatKind | None, dict[int, int]]]:
    kinds = {chat.id: chat.kind for chat in raw.chats}
    messages: dict[int, int] = {}
    hours: dict[int, dict[int, int]] = {}
    strangers: dict[ChatKind | None, dict[int, int]] = {}
    narrow = bool(only.chats)
    for chat, hour, author, count in raw.tallies:
        if narrow and chat not in chats:
            continue
        person = owners.get(author)
        if person is None:
            if author < 0:
                of_kind = strangers.setdefault(kinds.get(chat), {})
                of_kind[author] = of_kind.get(author, 0) + count
            continue
        if places is not None and chat not in places.get(person, ()):
            continue
        messages[person] = messages.get(person, 0) + count
        mine = hours.setdefault(person, {})
        mine[hour] = mine.get(hour, 0) + count
    return messages, hours, strangers


def _by_day(hours: Mapping[int, int], days: Mapping[int, date]) -> tuple[int, ...]:
    """Add up the messages of each day on which there are any, in the days' order."""
    sums: dict[date, int] = {}
    for hour, count in sorted(hours.items()):
        sums[days[hour]] = sums.get(days[hour], 0) + count
    return tuple(sums.values())


def _corrections(corrections: Iterable[Correction], only: Filter) -> dict[int, tuple[int, int]]:
    """Add up what was confirmed for persons: it happened in no chat, so in no kind of chats."""
    added: dict[int, tuple[int, int]] = {}
    for each in corrections if only == EVERYWHERE else ():
        if each.person is not None:
            messages, calls = added.get(each.person, _NONE)
            added[each.person] = (messages + each.messages, calls + each.calls)
    return added


def counts_as_call(call: Call, shortest: int = 0) -> bool:
    """A call counts when it was reached; one whose end was missed, when somebody was in it.

    Where it must have lasted ``shortest`` seconds, its length must be known.
    """
    return was_reached(call) and not is_short(call, shortest)


def was_reached(call: Call) -> bool:
    """Whether anybody came, as far as one knows."""
    if call.reached is None:
        return call.participant_count > 1
    return call.reached


def is_short(call: Call, shortest: int) -> bool:
    """Whether a call is not known to have lasted so many seconds."""
    return shortest > 0 and (call.seconds is None or call.seconds < shortest)


def _calls_of(
    calls: Iterable[Call],
    owners: Mapping[int, int],
    places: Mapping[int, frozenset[int]] | None,
    *,
    participants: bool,
    shortest: int,
) -> dict[int, int]:
    counted: dict[int, int] = {}
    for call in calls:
        if not counts_as_call(call, shortest):
            continue
        authors = {call.initiator, *call.participants} if participants else {call.initiator}
        for person in {owners[author] for author in authors if author in owners}:
            if places is None or call.chat in places.get(person, ()):
                counted[person] = counted.get(person, 0) + 1
    return counted


def local_day(hour: int, span: Span) -> date:
    """Turn a UTC hour number into the local day it begins in."""
    return datetime.fromtimestamp(hour * 3600, UTC).astimezone(span.zone).date()


def _away_days(absences: Iterable[Absence], span: Span) -> dict[int, frozenset[date]]:
    """Give for each person the days on which he is away."""
    days: dict[int, frozenset[date]] = {}
    for absence in absences:
        last = min(absence.last or span.last, span.last)
        first = max(absence.first, span.first)
        away = {first + timedelta(days=n) for n in range((last - first).days + 1)}
        days[absence.person] = days.get(absence.person, frozenset()) | away
    return days


def _worked(
    person: Person, working: Iterable[date], away: frozenset[date], span: Span, *, old: bool
) -> int:
    """Count the working days on which a person is there.

    Who came to a roster that is older than these days was hired on the day of coming; with a
    roster that is new itself everybody has been there before.
    """
    hired = person.added_at.astimezone(span.zone).date() if old else span.first
    return sum(day not in away and day >= hired for day in working)


def _reachable(mine: list[Binding]) -> bool | None:
    dialogs = {binding.dialog for binding in mine}
    if Dialog.OPEN in dialogs:
        return True
    return False if Dialog.CLOSED in dialogs else None


def _completeness(
    raw: Raw, span: Span, as_of: datetime, chats: Mapping[int, Chat], only: Filter
) -> float | None:
    mine = (each for each in raw.tallies if _counts(each.chat, chats, only))
    there = any(was_there(chat, raw, span, as_of) for chat in chats.values())
    if as_of < span.start or not (there or any(mine)):
        return None
    missed = sum(count for chat, count in raw.missed.items() if _counts(chat, chats, only))
    if not missed:
        return 1.0
    seen = sum(each.messages for each in raw.tallies if _counts(each.chat, chats, only))
    return seen / (seen + missed)
