"""What is not in a figure, by reason: so that nothing is silently left out. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from monitor.chats.called import called
from monitor.explain.values import LeftOut
from monitor.facts.facts import Facts
from monitor.facts.values import PersonLine
from monitor.indicators import BY_NAME
from monitor.indicators.pieces import REASONS, Piece, Reason
from monitor.indicators.rules import Applied
from monitor.orders.model import IndicatorSpec
from storage.records import UNNAMED, Access, Chat, Correction


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """The pieces that are in a figure, and those that are not, each with why."""

    counted: tuple[Piece, ...]
    out: tuple[tuple[Piece, Reason], ...]


def left_out(
    facts: Facts,
    spec: IndicatorSpec,
    taken: Applied | None,
    found: Sorted,
    deleted: Mapping[int, int],
    person: PersonLine | None,
    unused: tuple[Correction, ...],
) -> tuple[LeftOut, ...]:
    """Sum up what is not in a figure; ``person``: only what one person did.

    ``unused``: what was confirmed, but outside the days or the chats that count.
    """
    reasons = {each.reason: each for each in _of_pieces(found.out, facts)}
    if person is not None:
        reasons = {name: replace(each, people=None) for name, each in reasons.items()}
    else:
        for each in _of_people(facts, spec):
            known = reasons.get(each.reason)
            reasons[each.reason] = replace(known, people=each.people) if known else each
    if taken is not None:
        for each in _of_chats(facts, taken, deleted):
            reasons[each.reason] = each
    if unused:
        reasons["corrections"] = LeftOut(
            reason="corrections",
            messages=sum(each.messages for each in unused),
            calls=sum(each.calls for each in unused),
        )
    return tuple(reasons[reason] for reason in REASONS if reason in reasons)


def _of_pieces(out: Iterable[tuple[Piece, Reason]], facts: Facts) -> Iterable[LeftOut]:
    titles = {chat.id: _title(chat) for chat in facts.raw.chats}
    by_reason: dict[Reason, list[Piece]] = {}
    for piece, reason in out:
        by_reason.setdefault(reason, []).append(piece)
    for reason, pieces in by_reason.items():
        people = {(piece.person, piece.person or piece.author) for piece in pieces}
        named = dict.fromkeys(titles.get(piece.chat) or called("", piece.chat) for piece in pieces)
        yield LeftOut(
            reason=reason,
            people=None if (None, UNNAMED) in people else len(people),
            messages=sum(piece.messages for piece in pieces),
            calls=sum(piece.calls for piece in pieces),
            chats=tuple(named) if reason in _BY_CHAT else (),
        )


_BY_CHAT = frozenset({"mixed", "elsewhere", "left", "resting"})


def _of_people(facts: Facts, spec: IndicatorSpec) -> Iterable[LeftOut]:
    """Those of the audience who are away, and those of whom nothing can be known."""
    if not BY_NAME[spec.family].either_base:
        return
    everybody = facts.audience(spec.roles_counted, present=False)
    absent = sum(each.absent for each in everybody)
    if absent and spec.base == "present":
        yield LeftOut(reason="absent", people=absent)
    base = facts.audience(spec.roles_counted, present=spec.base == "present")
    if unbound := sum(not each.accounts for each in base):
        yield LeftOut(reason="unbound", people=unbound)


def _of_chats(facts: Facts, taken: Applied, deleted: Mapping[int, int]) -> Iterable[LeftOut]:
    if "messages" in taken.shows or "calls" in taken.shows or "links" in taken.shows:
        missed = {chat.id: facts.raw.missed.get(chat.id, 0) for chat in taken.chats}
        yield from _unseen("missed", missed, taken.chats)
        gone = {chat.id: deleted.get(chat.id, 0) for chat in taken.chats}
        yield from _unseen("deleted", gone, taken.chats)
        doubtful = [chat for chat in taken.chats if chat.present and chat.access is not Access.ALL]
        if doubtful:
            yield LeftOut(reason="unproved", chats=tuple(_title(chat) for chat in doubtful))
    if "members" in taken.shows:
        yield from _untold(chat for chat in taken.chats if chat.id not in facts.raw.members)
    if "accounts" in taken.shows:
        yield from _untold(chat for chat in taken.chats if chat.strangers is None)
    if "owners" in taken.shows:
        yield from _untold(chat for chat in taken.chats if chat.owner is None)


def _unseen(reason: Reason, counts: Mapping[int, int], chats: Iterable[Chat]) -> Iterable[LeftOut]:
    if total := sum(counts.values()):
        titles = tuple(_title(chat) for chat in chats if counts[chat.id])
        yield LeftOut(reason=reason, messages=total, chats=titles)


def _untold(chats: Iterable[Chat]) -> Iterable[LeftOut]:
    if titles := tuple(_title(chat) for chat in chats):
        yield LeftOut(reason="untold", chats=titles)


def _title(chat: Chat) -> str:
    return called(chat.title, chat.id)
