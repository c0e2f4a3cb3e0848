"""Counting rules: what a figure is made of. Counting and explaining read the same one. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from monitor.facts.assembling import chats_wanted, places_of
from monitor.facts.facts import EVERYWHERE, Facts, Filter, PersonWeek
from monitor.indicators.pieces import Piece, Reason, Shown
from monitor.orders.model import IndicatorSpec
from storage.records import UNNAMED, Chat, ChatKind

Why = Callable[[Piece], Reason | None]
"""Why a piece is not in a figure; None: it is."""

Where = Callable[[Facts, IndicatorSpec, Chat | None], Reason | None]
"""Why nothing of a chat is in a figure; None: it is. No chat: one that is not the unit's."""

Reached = Callable[[PersonWeek, Facts, IndicatorSpec], bool]
"""Whether a person of the base is counted."""

OfClasses = Literal["pupils", "parents", "served"]
"""What of the list of classes: the numbers of those in them, or whether each has a chat."""


def nowhere(_facts: Facts, _spec: IndicatorSpec, _chat: Chat | None) -> Reason | None:
    """Count nothing of any chat."""
    return "elsewhere"


def everywhere(_facts: Facts, _spec: IndicatorSpec, _chat: Chat | None) -> Reason | None:
    """Count every chat, also one that went to another unit."""
    return None


def of_kinds(_facts: Facts, spec: IndicatorSpec, chat: Chat | None) -> Reason | None:
    """Count the chats of the wanted kinds, also those the bot has left."""
    unwanted = spec.chats and (chat is None or chat.kind not in spec.chats)
    return "elsewhere" if unwanted else None


def joined(_facts: Facts, spec: IndicatorSpec, chat: Chat | None) -> Reason | None:
    """Count the chats of the wanted kinds that the bot is in."""
    if chat is None or (spec.chats and chat.kind not in spec.chats):
        return "elsewhere"
    return None if chat.present else "left"


def nobody(_person: PersonWeek, _facts: Facts, _spec: IndicatorSpec) -> bool:
    """Count nobody one by one."""
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class CountingRule:
    """What a figure is made of: what (``shows``), of which chats (``where``), and whose.

    ``roster``: what people of the audience did; ``strangers``: what those not on the roster did in
    chats of that kind; neither: whoever did it. ``person``: who of the base is counted.
    """

    shows: tuple[Shown, ...] = ()
    where: Where = nowhere
    roster: bool = False
    strangers: ChatKind | None = None
    person: Reached = nobody
    narrows: bool = False  # people's counts are of the chats that are wanted alone
    classes: OfClasses | None = None
    emptiest_first: bool = False  # chats that gave nothing are what is counted

    def shown(self, spec: IndicatorSpec) -> tuple[Shown, ...]:
        """Give what is shown of the chats: of messages and calls only what is asked, if any is."""
        asked = {"messages": spec.messages or spec.days, "calls": spec.calls}
        return tuple(what for what in self.shows if not spec.asked or asked.get(what, True))

    def filter(self, spec: IndicatorSpec) -> Filter:
        """Give the chats of which people's counts are put together."""
        if not self.narrows:
            return EVERYWHERE
        return Filter(chats=frozenset(spec.chats), own_class=spec.own_class)

    def chats(self, facts: Facts, spec: IndicatorSpec) -> tuple[Chat, ...]:
        """Give the chats that count, of the unit or of the one above."""
        chats = facts.raw.chats_above if spec.above else facts.raw.chats
        found = tuple(chat for chat in chats if self.where(facts, spec, chat) is None)
        if self.strangers is not None and not self.roster:
            return tuple(chat for chat in found if chat.kind is self.strangers)
        places = self._places(facts, spec)
        if places is None:
            return found
        taught = frozenset[int]().union(*(places.get(each.person.id, ()) for each in facts.people))
        return tuple(chat for chat in found if chat.id in taught)

    def why_chat(self, facts: Facts, spec: IndicatorSpec) -> Callable[[int], Reason | None]:
        """Give why nothing of a chat is in the figure, for a chat's number; None: it is."""
        known = {chat.id: self.where(facts, spec, chat) for chat in facts.raw.chats}
        unknown = self.where(facts, spec, None)
        return lambda chat: known.get(chat, unknown)

    def applied(self, facts: Facts, spec: IndicatorSpec, *, closed: bool = False) -> "Applied":
        """Hold the rule against facts.

        ``closed``: of those not on the roster only totals of the week are left.
        """
        whose = self._whose(facts, spec, closed=closed)
        where, places = self.why_chat(facts, spec), self._places(facts, spec)

        def why(piece: Piece) -> Reason | None:
            reason = whose(piece) or where(piece.chat)
            if reason is None and places is not None and piece.person is not None:
                reason = None if piece.chat in places.get(piece.person, ()) else "elsewhere"
            return reason or piece.why

        return Applied(shows=self.shown(spec), why=why, chats=self.chats(facts, spec))

    def _places(self, facts: Facts, spec: IndicatorSpec) -> Mapping[int, frozenset[int]] | None:
        """Give for each person the chats of his own classes; None: all that count are his."""
        only = self.filter(spec)
        if not only.own_class:
            return None
        return places_of(facts.raw, chats_wanted(facts.raw, only), only)

    def _whose(self, facts: Facts, spec: IndicatorSpec, *, closed: bool) -> Why:
        if not self.roster and self.strangers is None:
            return lambda _piece: None
        of_person = self._of_person(facts, spec) if self.roster else _of_staff
        of_stranger = self._of_stranger(facts, closed=closed)
        return lambda piece: of_stranger(piece) if piece.person is None else of_person(piece)

    def _of_person(self, facts: Facts, spec: IndicatorSpec) -> Why:
        """Tell why a piece is not of the people an indicator counts among."""
        people = {each.person.id: each for each in facts.people}
        own_class = self.filter(spec).own_class
        classless = {each.id for each in facts.raw.persons if own_class > bool(each.classes)}
        roles, present = spec.roles_counted, spec.base == "present"

        def why(piece: Piece) -> Reason | None:
            if piece.person in classless:
                return "classless"
            person = people.get(piece.person or 0)
            if person is None:
                return "later"
            if roles is not None and person.person.role not in roles:
                return "audience"
            return "absent" if present and person.absent else None

        return why

    def _of_stranger(self, facts: Facts, *, closed: bool) -> Why:
        """Tell why a piece of somebody not on the roster is not in the figure."""
        kinds = {chat.id: chat.kind for chat in facts.raw.chats}
        kind = self.strangers
        other: Reason = "strangers" if self.roster else "elsewhere"

        def why(piece: Piece) -> Reason | None:
            if piece.author > 0:
                return "former"
            if kind is None:
                return "strangers"
            there = kinds.get(piece.chat)
            if there is not kind:
                return "mixed" if there is ChatKind.MIXED else other
            if piece.author == UNNAMED and not (closed and piece.day in facts.week.days):
                return "forgotten"
            return None

        return why


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """A rule held against facts: what it shows, of which chats, and why a piece is left out."""

    shows: tuple[Shown, ...]
    why: Why
    chats: tuple[Chat, ...]


def _of_staff(_piece: Piece) -> Reason | None:
    return "staff"


NOTHING = CountingRule()
"""The rule of what is no matter of chats."""
