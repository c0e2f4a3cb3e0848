"""Taking apart what a figure counts: every message and call one by one. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from monitor.facts.assembling import is_short, local_day, was_reached
from monitor.facts.facts import Facts
from storage.records import Call

Shown = Literal["messages", "calls", "links", "members", "accounts", "owners"]
"""What of the chats a figure is about."""

Reason = Literal[
    "absent",  # away on every working day, and the base is without them
    "unbound",  # people whose profile is not known
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
    "corrections",  # confirmed outside the days or the chats that count
    "missed",  # messages numbered and never seen
    "deleted",  # messages deleted before they were seen
    "unproved",  # chats of which full sight is not proved
    "untold",  # chats that do not tell their owner or their members
]
"""Why something is not in a figure, in the order in which it is told."""

REASONS: tuple[Reason, ...] = get_args(Reason)


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
