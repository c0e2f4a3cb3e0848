"""A unit's classes side by side: what went on in their chats. Totals only, nobody's own. Pure.

Everything is the report's own lines of chats, put together by class. How many pupils or parents
wrote is known while the week runs; later only totals are left. Of fewer than ``least`` people on
the list it is not told.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from monitor.facts.facts import Facts
from monitor.facts.ratio import Ratio
from monitor.facts.values import ChatLine, Report
from storage.records import ChatKind, SchoolClass

FOR_CLASSES = (ChatKind.PUPILS, ChatKind.PARENTS, ChatKind.MIXED)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassLine:
    """A class's week. ``messages``: by the kind of chat; a kind without a chat is not in it.

    ``writing``: how many of the list wrote, by the kind of chat; not told where it is not known
    or would tell of a few. ``few``: kinds of which it would. ``seen``: the bot saw everything.
    """

    name: str
    listed: bool
    messages: Mapping[ChatKind, int]
    calls: int
    writing: Mapping[ChatKind, Ratio]
    few: frozenset[ChatKind]
    seen: bool

    @property
    def watched(self) -> bool:
        """Whether the bot is, or was, in any chat of the class."""
        return bool(self.messages)

    @property
    def silent(self) -> bool:
        """Whether there are chats and nobody wrote or called."""
        return self.watched and not self.calls and not any(self.messages.values())


def class_lines(
    report: Report, classes: Iterable[SchoolClass], facts: Facts | None, least: int
) -> tuple[ClassLine, ...]:
    """Give the classes of the list, then those only chats name; ``facts``: of a running week."""
    listed = {each.name: each for each in classes}
    of_class: dict[str, list[ChatLine]] = {name: [] for name in listed}
    for chat in report.chats:
        known = chat.present or chat.messages or chat.calls
        if chat.class_name and chat.kind in FOR_CLASSES and known:
            of_class.setdefault(chat.class_name, []).append(chat)
    writers = {} if facts is None else _writers(facts)
    return tuple(
        _line(name, listed.get(name), chats, writers if facts is not None else None, least)
        for name, chats in of_class.items()
    )


def _line(
    name: str,
    school_class: SchoolClass | None,
    chats: list[ChatLine],
    writers: Mapping[tuple[str, ChatKind], int] | None,
    least: int,
) -> ClassLine:
    messages: dict[ChatKind, int] = {}
    for chat in chats:
        kind = ChatKind(chat.kind or "")
        messages[kind] = messages.get(kind, 0) + chat.messages
    writing, few = {}, set()
    for kind in messages:
        of = _listed(school_class, kind)
        if writers is None or not of:
            continue
        if of < least:
            few.add(kind)
        else:
            writing[kind] = Ratio(min(writers.get((name, kind), 0), of), of)
    return ClassLine(
        name=name,
        listed=school_class is not None,
        messages=messages,
        calls=sum(chat.calls for chat in chats),
        writing=writing,
        few=frozenset(few),
        seen=not any(chat.missed or (chat.present and not chat.proved) for chat in chats),
    )


def _listed(school_class: SchoolClass | None, kind: ChatKind) -> int | None:
    """Give how many there are on the list; in a mixed chat nobody can be told apart."""
    if school_class is None:
        return None
    return {ChatKind.PUPILS: school_class.pupils, ChatKind.PARENTS: school_class.parents}.get(kind)


def _writers(facts: Facts) -> dict[tuple[str, ChatKind], int]:
    """Count who is not on the roster and wrote, by class and kind of chat."""
    places = {
        chat.id: (chat.class_name, chat.kind) for chat in facts.raw.chats if chat.kind is not None
    }
    staff = {binding.account for binding in facts.raw.bindings}
    found: dict[tuple[str, ChatKind], set[int]] = {}
    for tally in facts.raw.tallies:
        place = places.get(tally.chat)
        if place is not None and tally.author < 0 and tally.author not in staff:
            found.setdefault(place, set()).add(tally.author)
    return {place: len(authors) for place, authors in found.items()}
