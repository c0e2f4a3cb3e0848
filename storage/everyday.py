"""The everyday poll: planned from what is known, written at once, checked where it is written.

Nearly every poll brings people's messages that follow the last ones of their chats, and now and
then a call's. What such a poll writes follows from the poll and the directory alone, so it is
planned before the transaction; the transaction asks whether the directory is still true and whether
every ledger ends just before what was said. Whatever else there is goes by ``storage.intake``,
which reads first; both write the same rows.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from storage.db.statements import Tables, Values
from storage.observations import Batch, CallSeen, Linked, Seen
from storage.places.directory import VERSION, Directory
from storage.seen import activity, call_store, cropped, ledger_store, links, streams
from storage.seen.author_names import Namer, Names

MOST_NAMED = 40_000
"""Names remembered (some 100 bytes each); then they are made again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a poll writes, if its transaction finds ``version`` and the ledgers as expected."""

    version: int
    grown: list[Values]
    tallies: list[Values]
    links: list[Values]
    cropped: list[Values]
    calls: list[CallSeen]
    name: Namer
    cursor: Values | None
    messages: int


def write(to: Tables, plan: Plan) -> bool:
    """Write a plan into a transaction; False: it does not fit, and nothing of it may stay."""
    found = to.rows(VERSION)
    if (found[0][0] if found else 0) != plan.version:
        return False
    fit = to.many(ledger_store.GROW, plan.grown)
    if fit != len(plan.grown):
        begun = [(chat, before + 1, last, chat) for last, chat, before, _ in plan.grown]
        fit += to.many(ledger_store.BEGIN, begun)
        if fit != len(plan.grown):
            return False
    to.many(activity.ADD.said, plan.tallies)
    to.many(links.ADD.said, plan.links)
    to.many(cropped.NOTE, plan.cropped)
    call_store.put(to, plan.calls, plan.name)
    if plan.cursor is not None:
        to.many(streams.MOVE, [plan.cursor])
    return True


class Everyday:
    """Plans polls by one directory; remembers the names it made by it."""

    def __init__(self, known: Directory) -> None:
        self.known = known
        self._room = MOST_NAMED
        self._hours: dict[str, dict[int, Names]] = {}
        self._weeks: dict[int, Names] = {}
        self._name = Namer(known)
        odd = _odd_chats(known)
        self._odd = odd
        self._of_chat = {
            chat: self._hours.setdefault(unit, {})
            for chat, unit in known.unit_of_chat.items()
            if chat not in odd
        }

    def plan(self, batch: Batch) -> Plan | None:
        """Say what a poll writes; None: that must be found out by reading."""
        if _is_more(batch):
            return None
        if self._room <= 0:
            self._make_room()
        low: dict[int, int] = {}
        high: dict[int, int] = {}
        rows: list[tuple[int, int, int]] = []
        calls = [each for each in batch.calls if each.chat in self._of_chat]
        if not (
            self._sort_out(batch.seen, low, high, rows)
            and self._are_ours_since(low)
            and all(self._named(each.chat, each.started_at // 3600) is not None for each in calls)
        ):
            return None
        self._room -= len(rows)  # at most so many are named for the first time
        position, ours = batch.position, self._of_chat
        moved = (batch.source, position, batch.polled_at, batch.read_through)
        return Plan(
            version=self.known.version,
            grown=[(last, chat, low[chat] - 1, chat) for chat, last in high.items()],
            tallies=[
                (chat, hour, who, count) for (chat, hour, who), count in Counter(rows).items()
            ],
            links=_linked(batch.links, ours),
            cropped=[cropped.row_of(each) for each in batch.cropped if each.chat in ours],
            calls=calls,
            name=self._name,
            cursor=None if position is None else moved,
            messages=len(rows),
        )

    def _sort_out(
        self,
        seen: Iterable[Seen],
        low: dict[int, int],
        high: dict[int, int],
        rows: list[tuple[int, int, int]],
    ) -> bool:
        """Find each message's (chat, UTC hour, author) and the numbers of chats, low to high.

        False: something is not as on every day. This is run for every message there is.
        """
        of_chat, add = self._of_chat, rows.append
        for chat, number, account, at in seen:
            hours = of_chat.get(chat)
            if hours is None:
                if chat < 0 or chat in self._odd:
                    return False
                continue  # nobody's
            last = high.get(chat)
            if last is None:
                low[chat] = number
            elif number != last + 1:
                return False
            high[chat] = number
            if account is not None:
                hour = at // 3600
                names = hours.get(hour)
                if names is None:
                    names = self._named(chat, hour)
                    if names is None:
                        return False
                add((chat, hour, names[account]))
        return True

    def _are_ours_since(self, low: dict[int, int]) -> bool:
        """Tell whether nothing was written before its chat became ours."""
        begun = self.known.begun
        return all(low[chat] >= begun[chat] for chat in low.keys() & begun.keys())

    def _named(self, chat: int, hour: int) -> "Names | None":
        """Give the names of an hour in a chat's unit; None: its week has no key yet."""
        unit = self.known.unit_of_chat[chat]
        week = self.known.key_at(unit, hour * 3600)
        if week is None:
            return None
        found = self._weeks.get(id(week))
        if found is None:
            staff = self.known.staff.get(unit, frozenset())
            found = self._weeks[id(week)] = Names(week.key, staff)
        self._hours[unit][hour] = found
        return found

    def _make_room(self) -> None:
        """Forget all names if there are many: how many came since is known only about."""
        self._room = MOST_NAMED - sum(map(len, self._weeks.values()))
        if self._room > MOST_NAMED // 2:
            return
        self._room = MOST_NAMED
        self._weeks.clear()
        self._name = Namer(self.known)
        for hours in self._hours.values():
            hours.clear()


def _is_more(batch: Batch) -> bool:
    """Tell whether a poll brings more than messages and calls."""
    return bool(
        batch.visits
        or batch.wanted
        or batch.dialogs
        or batch.replies
        or batch.renamed
        or batch.unreadable
        or batch.fetched
    )


def _odd_chats(known: Directory) -> set[int]:
    """Give the chats of which a message may show, or move, more than a count."""
    guessed = known.guessed
    wrong = (
        {chat for chat, unit in known.unit_of_chat.items() if unit in guessed} if guessed else ()
    )
    return {*known.unproved, *known.pasts, *wrong}


def _linked(seen: list[Linked], ours: Collection[int]) -> list[Values]:
    """Count messages with links: rows of (chat, UTC hour, messenger, messages)."""
    sums: dict[tuple[int, int, str], int] = {}
    for chat, _, at, messengers in seen:
        for messenger in messengers if chat in ours else ():
            row = (chat, at // 3600, messenger)
            sums[row] = sums.get(row, 0) + 1
    return [(*row, count) for row, count in sums.items()]
