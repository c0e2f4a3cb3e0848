"""Taking apart what a figure counts: every message and call, and why it is in or out. Pure."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from monitor.explain.values import Reason, Shown
from monitor.facts.assembling import is_short, local_day, was_reached
from monitor.facts.facts import Facts
from monitor.indicators import BY_NAME
from monitor.indicators.chats import chosen, resting
from monitor.indicators.judging import filter_of
from monitor.orders.model import IndicatorSpec
from storage.records import NOBODY, Call, Chat, ChatKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
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


Rule = Callable[[Part], Reason | None]
"""Why a part is not in a figure; None: it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """How a figure counts: what, which parts, and in which chats."""

    shows: tuple[Shown, ...]
    rule: Rule
    chats: tuple[Chat, ...]

    def reason(self, part: Part) -> Reason | None:
        """Tell why a part is not in the figure; None: it is."""
        return self.rule(part) or part.why


def measure(facts: Facts, spec: IndicatorSpec, *, closed: bool) -> Measure | None:
    """Give how an indicator counts; None: it is no matter of chats.

    ``closed``: of those not on the roster only totals of the week are left.
    """
    family = BY_NAME[spec.family]
    if make := _OTHERS.get(spec.family):
        return make(facts, spec, closed)
    return _people(facts, spec) if family.people and family.activity else None


def parts(facts: Facts, shows: tuple[Shown, ...]) -> Iterator[Part]:
    """List all messages and calls of the facts, as far as a figure is about them."""
    owners = {binding.account: binding.person for binding in facts.raw.bindings}
    if "messages" in shows:
        for tally in facts.raw.tallies:
            yield Part(
                chat=tally.chat,
                day=local_day(tally.hour, facts.span),
                author=tally.author,
                person=owners.get(tally.author),
                messages=tally.messages,
            )
    if "calls" in shows:
        for call in facts.raw.calls:
            yield from _call_parts(call, owners, facts)


def _call_parts(call: Call, owners: Mapping[int, int], facts: Facts) -> Iterator[Part]:
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
        yield Part(chat=call.chat, day=day, author=author, person=person, calls=1, why=mine)


def _people(facts: Facts, spec: IndicatorSpec) -> Measure:
    """Everything the people of the audience did, in the chats that count."""
    chats = {chat.id: chat for chat in facts.raw.chats}
    people = {each.person.id: each for each in facts.people}
    only = filter_of(spec)
    kinds, own_class = only.chats, only.own_class
    of_person = person_rule(facts, spec)

    def rule(part: Part) -> Reason | None:
        if why := of_person(part):
            return why
        chat = chats.get(part.chat)
        if kinds and (chat is None or chat.kind not in kinds):
            return "elsewhere"
        mine = people[part.person].person.classes if part.person is not None else ()
        return "elsewhere" if own_class and (chat is None or chat.class_name not in mine) else None

    taught = {name for each in facts.people for name in each.person.classes}
    there = tuple(
        chat
        for chat in facts.raw.chats
        if (not kinds or chat.kind in kinds) and (not own_class or chat.class_name in taught)
    )
    return Measure(shows=_asked(spec), rule=rule, chats=there)


def _asked(spec: IndicatorSpec) -> tuple[Shown, ...]:
    if not spec.asked:  # who did nothing at all did neither
        return ("messages", "calls")
    messages: tuple[Shown, ...] = ("messages",) if spec.messages or spec.days else ()
    return (*messages, "calls") if spec.calls else messages


def person_rule(facts: Facts, spec: IndicatorSpec) -> Rule:
    """Tell why a part is not of the people an indicator counts among."""
    people = {each.person.id: each for each in facts.people}
    classless = {
        person.id
        for person in facts.raw.persons
        if filter_of(spec).own_class > bool(person.classes)
    }
    roles, present = spec.roles_counted, spec.base == "present"

    def rule(part: Part) -> Reason | None:
        if part.person is None:
            return "former" if part.author > 0 else "strangers"
        if part.person in classless:
            return "classless"
        person = people.get(part.person)
        if person is None:
            return "later"
        if roles is not None and person.person.role not in roles:
            return "audience"
        return "absent" if present and person.absent else None

    return rule


def _strangers(facts: Facts, kind: ChatKind, other: Reason, *, closed: bool) -> Rule:
    """Those not on the roster in chats of a kind."""
    kinds = {chat.id: chat.kind for chat in facts.raw.chats}

    def rule(part: Part) -> Reason | None:
        if part.author > 0:
            return "former"
        if kinds.get(part.chat) is not kind:
            return "mixed" if kinds.get(part.chat) is ChatKind.MIXED else other
        if part.author == NOBODY and not (closed and part.day in facts.week.days):
            return "forgotten"
        return None

    return rule


def _users(facts: Facts, spec: IndicatorSpec, closed: bool) -> Measure:
    of_person = person_rule(facts, spec)
    of_pupil = _strangers(facts, ChatKind.PUPILS, "strangers", closed=closed)
    return Measure(
        shows=("messages",),
        rule=lambda part: of_pupil(part) if part.person is None else of_person(part),
        chats=facts.raw.chats,
    )


def _learners(kind: ChatKind) -> Callable[[Facts, IndicatorSpec, bool], Measure]:
    def make(facts: Facts, _spec: IndicatorSpec, closed: bool) -> Measure:
        of_stranger = _strangers(facts, kind, "elsewhere", closed=closed)
        return Measure(
            shows=("messages",),
            rule=lambda part: of_stranger(part) if part.person is None else "staff",
            chats=tuple(chat for chat in facts.raw.chats if chat.kind is kind),
        )

    return make


def _chats_active(facts: Facts, spec: IndicatorSpec, _closed: bool) -> Measure:
    chats = {chat.id: chat for chat in facts.raw.chats}
    kinds = frozenset(spec.chats)
    there = tuple(
        chat for chat in chosen(facts, spec) if facts.was_there(chat) and not resting(facts, chat)
    )

    def rule(part: Part) -> Reason | None:
        chat = chats.get(part.chat)
        if chat is None or (kinds and chat.kind not in kinds):
            return "elsewhere"
        if not chat.present:
            return "left"
        return "resting" if resting(facts, chat) else None

    return Measure(shows=("messages",), rule=rule, chats=there)


def _listed(facts: Facts, spec: IndicatorSpec, _closed: bool) -> Measure:
    return Measure(shows=(), rule=lambda _part: None, chats=tuple(chosen(facts, spec)))


def _everything(facts: Facts, _spec: IndicatorSpec, _closed: bool) -> Measure:
    return Measure(shows=("messages",), rule=lambda _part: None, chats=facts.raw.chats)


def _links(facts: Facts, spec: IndicatorSpec, _closed: bool) -> Measure:
    chats = tuple(chosen(facts, spec)) if spec.chats else facts.raw.chats
    return Measure(shows=("links",), rule=lambda _part: None, chats=chats)


def _members(facts: Facts, spec: IndicatorSpec, _closed: bool) -> Measure:
    kinds = frozenset(spec.chats)
    there = facts.raw.chats_above if spec.above else facts.raw.chats
    chats = tuple(each for each in there if each.present and (not kinds or each.kind in kinds))
    return Measure(shows=("members",), rule=lambda _part: None, chats=chats)


def _owners(facts: Facts, spec: IndicatorSpec, _closed: bool) -> Measure:
    return Measure(shows=("owners",), rule=lambda _part: None, chats=tuple(chosen(facts, spec)))


_OTHERS: Mapping[str, Callable[[Facts, IndicatorSpec, bool], Measure]] = {
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
