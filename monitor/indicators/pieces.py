"""Taking apart what a figure counts: every message and call, and why it is in or out. Pure."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from monitor.facts.assembling import is_short, local_day, was_reached
from monitor.facts.facts import Facts
from monitor.indicators import BY_NAME
from monitor.indicators.chats import chosen, resting
from monitor.indicators.judging import filter_of
from monitor.orders.model import IndicatorSpec
from storage.records import NOBODY, Call, Chat, ChatKind

Shown = Literal["messages", "calls", "links", "members", "owners"]
"""What of the chats a figure is about."""

Reason = Literal[
    "absent",  # away on every working day, and the base is without them
    "audience",  # on the roster, but the figure is about other roles
    "classless",  # without a class of his own, where only own classes count
    "later",  # came to the roster after the week was closed
    "former",  # an account that no longer belongs to anybody on the roster
    "staff",  # on the roster, and the figure is about pupils or parents
    "strangers",  # not on the roster
    "forgotten",  # written in a closed week by somebody not on the roster
    "mixed",  # chats of pupils and parents together
    "elsewhere",  # chats that do not count
    "left",  # chats the bot is no longer in
    "resting",  # chats of classes that have vacation
    "unreached",  # calls nobody answered
    "short",  # calls that did not last long enough, or whose length is not known
    "joined",  # calls somebody else began
    "unbound",  # people whose profile is not known
    "missed",  # messages numbered and never seen
    "deleted",  # messages deleted before they were seen
    "unproved",  # chats of which full sight is not proved
    "untold",  # chats that do not tell their owner or their members
    "corrections",  # confirmed outside the days or the chats that count
]
"""Why something is not in a figure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Messages of one author in one chat in one hour, or one call of one person.

    ``person`` None: the author is not on the roster. ``why``: it counts for nobody.
    """

    chat: int
    day: date
    author: int
    person: int | None
    messages: int = 0
    calls: int = 0
    why: Reason | None = None


Rule = Callable[[Piece], Reason | None]
"""Why a piece is not in a figure; None: it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountingRule:
    """How a figure counts: what, which pieces, and in which chats."""

    shows: tuple[Shown, ...]
    rule: Rule
    chats: tuple[Chat, ...]

    def reason(self, piece: Piece) -> Reason | None:
        """Tell why a piece is not in the figure; None: it is."""
        return self.rule(piece) or piece.why


def counting_rule(facts: Facts, spec: IndicatorSpec, *, closed: bool) -> CountingRule | None:
    """Give how an indicator counts; None: it is no matter of chats.

    ``closed``: of those not on the roster only totals of the week are left.
    """
    family = BY_NAME[spec.family]
    if make := _OTHERS.get(spec.family):
        return make(facts, spec, closed)
    return _people(facts, spec) if family.people and family.activity else None


def pieces(facts: Facts, shows: tuple[Shown, ...]) -> Iterator[Piece]:
    """List all messages and calls of the facts, as far as a figure is about them."""
    owners = {binding.account: binding.person for binding in facts.raw.bindings}
    if "messages" in shows:
        for tally in facts.raw.tallies:
            yield Piece(
                chat=tally.chat,
                day=local_day(tally.hour, facts.span),
                author=tally.author,
                person=owners.get(tally.author),
                messages=tally.messages,
            )
    if "calls" in shows:
        for call in facts.raw.calls:
            yield from _call_pieces(call, owners, facts)


def _call_pieces(call: Call, owners: Mapping[int, int], facts: Facts) -> Iterator[Piece]:
    """List a call once for each person of the roster in it, and for a stranger who began it."""
    counted = {call.initiator, *call.participants} if facts.participants else {call.initiator}
    day = call.started_at.astimezone(facts.span.zone).date()
    why: Reason | None = None
    if not was_reached(call):
        why = "unreached"
    elif is_short(call, facts.shortest):
        why = "short"
    known: set[int] = set()
    for author in (call.initiator, *call.participants):
        person = owners.get(author)
        if person in known or (person is None and author != call.initiator):
            continue
        if person is not None:
            known.add(person)
        mine = why if author in counted else why or "joined"
        yield Piece(chat=call.chat, day=day, author=author, person=person, calls=1, why=mine)


def _people(facts: Facts, spec: IndicatorSpec) -> CountingRule:
    """Everything the people of the audience did, in the chats that count."""
    chats = {chat.id: chat for chat in facts.raw.chats}
    people = {each.person.id: each for each in facts.people}
    only = filter_of(spec)
    kinds, own_class = only.chats, only.own_class
    of_person = person_rule(facts, spec)

    def rule(piece: Piece) -> Reason | None:
        if why := of_person(piece):
            return why
        chat = chats.get(piece.chat)
        if kinds and (chat is None or chat.kind not in kinds):
            return "elsewhere"
        mine = people[piece.person].person.classes if piece.person is not None else ()
        return "elsewhere" if own_class and (chat is None or chat.class_name not in mine) else None

    taught = {name for each in facts.people for name in each.person.classes}
    there = tuple(
        chat
        for chat in facts.raw.chats
        if (not kinds or chat.kind in kinds) and (not own_class or chat.class_name in taught)
    )
    return CountingRule(shows=_asked(spec), rule=rule, chats=there)


def _asked(spec: IndicatorSpec) -> tuple[Shown, ...]:
    if not spec.asked:  # who did nothing at all did neither
        return ("messages", "calls")
    messages: tuple[Shown, ...] = ("messages",) if spec.messages or spec.days else ()
    return (*messages, "calls") if spec.calls else messages


def person_rule(facts: Facts, spec: IndicatorSpec) -> Rule:
    """Tell why a piece is not of the people an indicator counts among."""
    people = {each.person.id: each for each in facts.people}
    classless = {
        person.id
        for person in facts.raw.persons
        if filter_of(spec).own_class > bool(person.classes)
    }
    roles, present = spec.roles_counted, spec.base == "present"

    def rule(piece: Piece) -> Reason | None:
        if piece.person is None:
            return "former" if piece.author > 0 else "strangers"
        if piece.person in classless:
            return "classless"
        person = people.get(piece.person)
        if person is None:
            return "later"
        if roles is not None and person.person.role not in roles:
            return "audience"
        return "absent" if present and person.absent else None

    return rule


def _strangers(facts: Facts, kind: ChatKind, other: Reason, *, closed: bool) -> Rule:
    """Those not on the roster in chats of a kind."""
    kinds = {chat.id: chat.kind for chat in facts.raw.chats}

    def rule(piece: Piece) -> Reason | None:
        if piece.author > 0:
            return "former"
        if kinds.get(piece.chat) is not kind:
            return "mixed" if kinds.get(piece.chat) is ChatKind.MIXED else other
        if piece.author == NOBODY and not (closed and piece.day in facts.week.days):
            return "forgotten"
        return None

    return rule


def _users(facts: Facts, spec: IndicatorSpec, closed: bool) -> CountingRule:
    of_person = person_rule(facts, spec)
    of_pupil = _strangers(facts, ChatKind.PUPILS, "strangers", closed=closed)
    return CountingRule(
        shows=("messages",),
        rule=lambda piece: of_pupil(piece) if piece.person is None else of_person(piece),
        chats=facts.raw.chats,
    )


def _learners(kind: ChatKind) -> Callable[[Facts, IndicatorSpec, bool], CountingRule]:
    def make(facts: Facts, _spec: IndicatorSpec, closed: bool) -> CountingRule:
        of_stranger = _strangers(facts, kind, "elsewhere", closed=closed)
        return CountingRule(
            shows=("messages",),
            rule=lambda piece: of_stranger(piece) if piece.person is None else "staff",
            chats=tuple(chat for chat in facts.raw.chats if chat.kind is kind),
        )

    return make


def _chats_active(facts: Facts, spec: IndicatorSpec, _closed: bool) -> CountingRule:
    chats = {chat.id: chat for chat in facts.raw.chats}
    kinds = frozenset(spec.chats)
    there = tuple(
        chat for chat in chosen(facts, spec) if facts.was_there(chat) and not resting(facts, chat)
    )

    def rule(piece: Piece) -> Reason | None:
        chat = chats.get(piece.chat)
        if chat is None or (kinds and chat.kind not in kinds):
            return "elsewhere"
        if not chat.present:
            return "left"
        return "resting" if resting(facts, chat) else None

    return CountingRule(shows=("messages",), rule=rule, chats=there)


def _listed(facts: Facts, spec: IndicatorSpec, _closed: bool) -> CountingRule:
    return CountingRule(shows=(), rule=lambda _piece: None, chats=tuple(chosen(facts, spec)))


def _everything(facts: Facts, _spec: IndicatorSpec, _closed: bool) -> CountingRule:
    return CountingRule(shows=("messages",), rule=lambda _piece: None, chats=facts.raw.chats)


def _links(facts: Facts, spec: IndicatorSpec, _closed: bool) -> CountingRule:
    chats = tuple(chosen(facts, spec)) if spec.chats else facts.raw.chats
    return CountingRule(shows=("links",), rule=lambda _piece: None, chats=chats)


def _members(facts: Facts, spec: IndicatorSpec, _closed: bool) -> CountingRule:
    kinds = frozenset(spec.chats)
    there = facts.raw.chats_above if spec.above else facts.raw.chats
    chats = tuple(each for each in there if each.present and (not kinds or each.kind in kinds))
    return CountingRule(shows=("members",), rule=lambda _piece: None, chats=chats)


def _owners(facts: Facts, spec: IndicatorSpec, _closed: bool) -> CountingRule:
    return CountingRule(
        shows=("owners",), rule=lambda _piece: None, chats=tuple(chosen(facts, spec))
    )


_OTHERS: Mapping[str, Callable[[Facts, IndicatorSpec, bool], CountingRule]] = {
    "users_active": _users,
    "pupils_active": _learners(ChatKind.PUPILS),
    "parents_active": _learners(ChatKind.PARENTS),
    "chats_active": _chats_active,
    "chats_total": _listed,
    "completeness": _everything,
    "foreign_links": _links,
    "people_connected": _members,
    "chat_owners": _owners,
}
