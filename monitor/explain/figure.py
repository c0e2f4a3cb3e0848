"""Explaining a figure: what it is made of by chat and by day, and what was left out. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import timedelta

from monitor.chats.called import called
from monitor.explain.left_out import Sorted, left_out
from monitor.explain.person import added, as_closed, not_added, person_piece, silent
from monitor.explain.values import ChatPiece, ClassPiece, DayPiece, Explanation, Remains
from monitor.facts.facts import Facts
from monitor.facts.values import Blank, PersonLine, Report
from monitor.indicators import BY_NAME
from monitor.indicators.accounts import bound_members
from monitor.indicators.judging import Judge, filter_of
from monitor.indicators.learners import number_of, served_classes
from monitor.indicators.pieces import Piece, Reason, pieces
from monitor.indicators.rules import Applied
from monitor.orders.model import IndicatorSpec, Order
from monitor.time.week import Span
from storage.records import UNNAMED, Access, Cause, Chat, Interruption

NONE_DELETED: Mapping[int, int] = {}


def explain(
    facts: Facts,
    order: Order,
    spec: IndicatorSpec,
    report: Report,
    *,
    deleted: Mapping[int, int] = NONE_DELETED,
    person: PersonLine | None = None,
) -> Explanation:
    """Take a figure of a report apart with the facts it was made of, for all or for one person.

    Of a closed week the facts are those still kept. ``deleted``: messages by chat that were
    deleted before they were seen. Raises ``KeyError`` if the report has no such figure.
    """
    closed, kept = report.window.closed, _kept(facts, report)
    sliced = Judge(facts, order).slice(spec)
    if closed:
        sliced = as_closed(sliced, report, spec)
    head = replace(
        head_of(spec, report),
        participants=facts.participants,
        shortest=facts.shortest,
        kept=kept,
        blanks=_blanks(sliced, None),
        corrections=added(sliced, spec, person),
        person=None if person is None else person_piece(sliced, spec, person, closed=closed),
        silent=silent(sliced, spec) if person is None else None,
        bound=None if closed else _bound(sliced, spec),
        classes=_classes(sliced, spec) if person is None else (),
    )
    unused = not_added(facts, sliced, spec, person)
    if kept == "purged" or _unknown(sliced, person):
        none = Sorted(counted=(), out=())
        return replace(head, left_out=left_out(sliced, spec, None, none, deleted, person, unused))
    taken = BY_NAME[spec.family].rule.applied(sliced, spec, closed=closed)
    found = _sort(sliced, taken, None if person is None else person.id)
    return replace(
        _taken_apart(head, sliced, spec, taken, found.counted, person),
        left_out=left_out(sliced, spec, taken, found, deleted, person, unused),
    )


def _bound(facts: Facts, spec: IndicatorSpec) -> int | None:
    """Count those bound of the accounts counted; None: the figure is of something else."""
    rule = BY_NAME[spec.family].rule
    return bound_members(facts, spec, rule) if "accounts" in rule.shows else None


def _unknown(facts: Facts, person: PersonLine | None) -> bool:
    """Tell whether no account of a person is known, so that nothing can be told apart."""
    known = {each.person.id for each in facts.people if each.accounts}
    return person is not None and person.id not in known


def head_of(spec: IndicatorSpec, report: Report) -> Explanation:
    """Tell what is explained, without its pieces. Raises ``KeyError``: no such figure."""
    figure = report.figure(spec.id)
    if figure is None:
        raise KeyError(spec.id)
    window = report.window
    last = (window.end - timedelta(days=1)).date()
    return Explanation(
        unit_name=report.unit_name,
        kinds=report.kinds,
        order_title=report.order_title,
        source=report.source,
        rule=report.rule,
        window=window,
        first=figure.first or window.start.date(),
        last=figure.last or last,
        figure=figure,
        family=spec.family,
        audience=spec.audience if BY_NAME[spec.family].either_base else None,
        roles=spec.roles,
        participants=False,
        shortest=0,
        kept="totals" if window.closed else "open",
    )


def _kept(facts: Facts, report: Report) -> Remains:
    """Hold what is left of a closed week against what was counted when it was closed."""
    if not report.window.closed:
        return "open"
    counted = sum(chat.messages for chat in report.chats)
    left = sum(tally.messages for tally in facts.raw.tallies)
    if left == counted:
        return "totals"
    return "changed" if left else "purged"


def _taken_apart(
    head: Explanation,
    facts: Facts,
    spec: IndicatorSpec,
    taken: Applied,
    counted: tuple[Piece, ...],
    person: PersonLine | None,
) -> Explanation:
    about = frozenset(taken.shows)
    chats = _chats_of(facts, taken, person, spec)
    return replace(
        head,
        shows=taken.shows,
        messages=sum(piece.messages for piece in counted) if "messages" in about else None,
        calls=sum(piece.calls for piece in counted) if "calls" in about else None,
        chats=tuple(_chat_pieces(facts, spec, chats, counted)),
        days=tuple(_days(facts, chats, counted)) if about & {"messages", "calls"} else (),
    )


def _sort(facts: Facts, taken: Applied, person: int | None) -> Sorted:
    """Tell the pieces that are counted from those that are not."""
    counted: list[Piece] = []
    out: list[tuple[Piece, Reason]] = []
    for piece in pieces(facts, taken.shows):
        if person is not None and piece.person != person:
            continue
        why = taken.why(piece)
        if why is None:
            counted.append(piece)
        elif not (why == "joined" and person is None):  # of others it says nothing
            out.append((piece, why))
    return Sorted(counted=tuple(counted), out=tuple(out))


def _chats_of(
    facts: Facts, taken: Applied, person: PersonLine | None, spec: IndicatorSpec
) -> tuple[Chat, ...]:
    """Give the chats that count; for one person with own classes only his."""
    if person is None or not filter_of(spec).own_class:
        return taken.chats
    mine = [each.person.classes for each in facts.people if each.person.id == person.id]
    return tuple(chat for chat in taken.chats if any(chat.class_name in names for names in mine))


def _chat_pieces(
    facts: Facts, spec: IndicatorSpec, chats: tuple[Chat, ...], counted: Iterable[Piece]
) -> Iterable[ChatPiece]:
    """List the chats that count, also those which gave nothing, the fullest first.

    Chats that gave something and are not the unit's any more are listed by their numbers.
    """
    rule = BY_NAME[spec.family].rule
    messages: dict[int, int] = {}
    calls: dict[int, int] = {}
    for piece in counted:
        messages[piece.chat] = messages.get(piece.chat, 0) + piece.messages
        calls[piece.chat] = calls.get(piece.chat, 0) + piece.calls
    seen: dict[int, int] = {}
    for tally in facts.raw.tallies:
        seen[tally.chat] = seen.get(tally.chat, 0) + tally.messages
    known = {chat.id for chat in chats}
    linked = {each.chat for each in facts.raw.links} if "links" in rule.shows else ()
    why = rule.why_chat(facts, spec)
    strange = [
        Chat(id=each, unit=None, access=Access.ALL)
        for each in {*messages, *(chat for chat in linked if why(chat) is None)} - known
    ]
    found = [
        replace(
            _chat_piece(facts, spec, chat),
            messages=messages.get(chat.id, 0),
            calls=calls.get(chat.id, 0),
            seen=seen.get(chat.id, 0),
            watched=chat.id in seen or facts.was_there(chat),
        )
        for chat in (*chats, *strange)
    ]
    found.sort(key=lambda piece: piece.id)
    fullest_first = not rule.emptiest_first
    return sorted(found, key=_fullness, reverse=fullest_first)


def _fullness(piece: ChatPiece) -> tuple[int, int, int]:
    return piece.messages, piece.calls, piece.links


def _chat_piece(facts: Facts, spec: IndicatorSpec, chat: Chat) -> ChatPiece:
    people = facts.audience(spec.roles_counted, present=spec.base == "present")
    accounts = {account for each in people for account in each.accounts}
    members = facts.raw.members.get(chat.id)
    return ChatPiece(
        id=chat.id,
        title=chat.title,
        kind=chat.kind,
        links=sum(each.messages for each in facts.raw.links if each.chat == chat.id),
        missed=facts.raw.missed.get(chat.id, 0),
        proved=not chat.present or chat.access is Access.ALL,
        blanks=_blanks(facts, chat),
        members=None
        if members is None
        else sum(not members.isdisjoint(each.accounts) for each in people),
        accounts=None if chat.strangers is None else chat.people,
        owned=None if chat.owner is None else chat.owner in accounts,
    )


def _blanks(facts: Facts, chat: Chat | None) -> tuple[Blank, ...]:
    """List the times without full sight of a chat (None: of all at once) in the days counted."""
    return tuple(
        Blank(
            chat=None if chat is None else called(chat.title, chat.id),
            cause=each.cause,
            since=each.since.astimezone(facts.span.zone),
            until=None if each.until is None else each.until.astimezone(facts.span.zone),
        )
        for each in facts.raw.interruptions
        if each.chat == (None if chat is None else chat.id) and _touches(each, facts)
    )


def _touches(interruption: Interruption, facts: Facts) -> bool:
    """What came while the program did not run is read afterwards, so it explains nothing."""
    return (
        interruption.cause is not Cause.DOWN
        and interruption.since < facts.span.end
        and (interruption.until is None or interruption.until > facts.span.start)
    )


def _days(facts: Facts, chats: Iterable[Chat], counted: Iterable[Piece]) -> Iterable[DayPiece]:
    """List the days begun, and what was counted on each."""
    there = tuple(chats)
    by_day: dict[object, list[Piece]] = {}
    for piece in counted:
        by_day.setdefault(piece.day, []).append(piece)
    today = facts.as_of.astimezone(facts.span.zone).date()
    for day in facts.span.days:
        mine = by_day.get(day, [])
        if day > today and not mine:
            continue
        only = Span(day, day, facts.span.zone)
        told_apart = all(piece.author != UNNAMED for piece in mine)
        yield DayPiece(
            day=day,
            messages=sum(piece.messages for piece in mine),
            calls=sum(piece.calls for piece in mine),
            people=len({(piece.person, piece.person or piece.author) for piece in mine})
            if told_apart
            else None,
            watched=bool(mine) or any(facts.was_there(chat, only) for chat in there),
        )


def _classes(facts: Facts, spec: IndicatorSpec) -> tuple[ClassPiece, ...]:
    rule = BY_NAME[spec.family].rule
    if rule.classes is None:
        return ()
    number = number_of(rule)
    served = {each.name for each in served_classes(facts)}
    return tuple(
        ClassPiece(
            name=each.name,
            number=number(each),
            served=each.name in served,
        )
        for each in facts.raw.classes
    )
