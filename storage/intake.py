"""Writing one poll: ledger, tallies, calls, chats, inbox and cursor, all or nothing.

The caller opens the transaction (``Database.writing``) and passes the observations; running the
same poll again changes nothing, because only numbers new to the ledger count.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from storage import tables
from storage.asked import backlog
from storage.chats import chats, guesses, sight, visits
from storage.db.database import Database
from storage.db.times import moment
from storage.engine import AsyncConnection
from storage.everyday import Everyday, write
from storage.observations import Batch, CallSeen, Linked, Seen, Unreadable, Wanted
from storage.places import directory
from storage.places.directory import Directory
from storage.seen import activity, call_store, cropped, ledger_store, links, streams
from storage.seen.author_names import Namer, WeekAt, with_keys
from storage.told import sending

Place = tuple[int, int]
"""A conversation and a number in it."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a poll changed; ``directory`` serves the next one, ``torn``: new numbers are missing."""

    directory: Directory
    messages: int
    wanted: int
    torn: bool


async def take(database: Database, batch: Batch, everyday: Everyday, week_at: WeekAt) -> Recorded:
    """Write a poll in a transaction of its own: at once if it is an everyday one."""
    plan = everyday.plan(batch)
    if plan is not None and await database.at_once(lambda to: write(to, plan)):
        return Recorded(everyday.known, plan.messages, 0, torn=False)
    async with database.writing() as connection:
        return await record(connection, batch, everyday.known, week_at)


async def record(
    connection: AsyncConnection, batch: Batch, known: Directory, week_at: WeekAt
) -> Recorded:
    """Write a poll. ``known`` is any earlier directory; it is refreshed when it is old."""
    if batch.visits:  # they change the directory, so it is read when they are written
        administered = await directory.administered(connection, known.within)
        await visits.note(connection, batch.visits, administered)
    known = await directory.refresh(connection, known)
    await chats.note_dialogs(connection, batch.dialogs)
    fresh, torn = await ledger_store.extend(
        connection, batch.seen, known.unit_of_chat, known, _only_we(batch)
    )
    await chats.note_titles(connection, batch.renamed, fresh)
    counted = _counted(batch.seen, fresh, known)
    calls = _calls(batch, fresh, known)
    hours = {(str(known.holder(place)), hour) for place, hour, _ in counted}
    hours |= {(str(known.holder(call.chat)), call.started_at // 3600) for call in calls}
    known = await with_keys(connection, hours, known, week_at)
    name = Namer(known)
    await activity.add_tallies(connection, _named(counted, name))
    await links.add(connection, _linked(batch.links, fresh, known))
    await cropped.note(connection, _cropped(batch.cropped, fresh, known))
    await call_store.note(connection, calls, name)
    if known.guessed:
        await guesses.meet(connection, counted, calls, known)
    await sight.note(connection, batch, fresh, known)
    if batch.replies:
        await sending.settle_by_random_id(connection, batch.replies, moment(batch.polled_at))
    kept = await backlog.keep(
        connection, list(_wanted(batch.wanted, fresh, known)), batch.polled_at
    )
    await _keep_unreadable(connection, batch.unreadable)
    await _move_cursor(connection, batch)
    return Recorded(known, sum(counted.values()), kept, torn)


async def record_whole(
    connection: AsyncConnection, asked: Sequence[Linked], whole: Iterable[Linked], known: Directory
) -> None:
    """Count the links of messages that came cut, now that they were asked for whole."""
    known = await directory.refresh(connection, known)
    found = list(whole)
    places = {(each.chat, each.number) for each in found}
    await links.add(connection, _linked(found, places, known))
    await cropped.done(connection, asked)


def _cropped(seen: list[Linked], fresh: set[Place], directory: Directory) -> list[Linked]:
    """Leave out what was seen before, and what is nobody's."""
    once = {(each.chat, each.number): each for each in seen}
    return [
        each
        for place, each in once.items()
        if place in fresh and directory.holder(directory.place(each.chat, each.at)) is not None
    ]


def _only_we(batch: Batch) -> set[int]:
    """Find the dialogs in which we spoke and their owners did not."""
    if not batch.replies:
        return set()
    spoke = {each.account for each in batch.dialogs}
    return {-peer for peer, _ in batch.replies if peer not in spoke}


def _counted(
    seen: list[Seen], fresh: set[Place], directory: Directory
) -> dict[tuple[int, int, int], int]:
    """Count each new message once: (place, UTC hour, account) -> messages.

    What was written under an owner that is no longer listed counts for nobody.
    """
    left, moved = set(fresh), directory.moved
    sums: dict[tuple[int, int, int], int] = {}
    for conversation, number, account, at in seen:
        if account is None or conversation < 0:
            continue
        place = (conversation, number)
        if place in left:
            left.discard(place)
            if moved and conversation in moved:
                conversation = directory.place(conversation, at)  # noqa: PLW2901 - whose it was then
                if directory.holder(conversation) is None:
                    continue
            key = (conversation, at // 3600, account)
            sums[key] = sums.get(key, 0) + 1
    return sums


def _named(
    counted: dict[tuple[int, int, int], int], name: Namer
) -> dict[tuple[int, int, int], int]:
    """Put authors in the place of accounts; several accounts may be one author (nobody)."""
    sums: dict[tuple[int, int, int], int] = {}
    for (chat, hour, account), messages in counted.items():
        key = (chat, hour, name(chat, account, hour * 3600))
        sums[key] = sums.get(key, 0) + messages
    return sums


def _linked(
    seen: list[Linked], fresh: set[Place], directory: Directory
) -> dict[tuple[int, int, str], int]:
    """Count each new message once for each messenger: (place, UTC hour, messenger) -> messages.

    Those of an owner that is no longer listed are left out, as their messages are.
    """
    once = {(each.chat, each.number): each for each in seen}
    sums: dict[tuple[int, int, str], int] = {}
    for place, each in once.items():
        mine = directory.place(each.chat, each.at)
        if place in fresh and directory.holder(mine) is not None:
            for messenger in each.messengers:
                key = (mine, each.at // 3600, messenger)
                sums[key] = sums.get(key, 0) + 1
    return sums


def _calls(batch: Batch, fresh: set[Place], directory: Directory) -> list[CallSeen]:
    """Give the halves of calls seen for the first time, under the place of their beginning."""
    found = []
    for place, call in {(call.chat, call.number): call for call in batch.calls}.items():
        mine = directory.place(call.chat, call.started_at)
        if place in fresh and directory.holder(mine) is not None:
            found.append(call if mine == call.chat else replace(call, chat=mine))
    return found


def _wanted(wanted: list[Wanted], fresh: set[Place], directory: Directory) -> Iterator[Wanted]:
    """Leave out what was seen before."""
    for item in wanted:
        numbered = item.number is not None and (
            item.conversation < 0 or item.conversation in directory.unit_of_chat
        )
        if not numbered or (item.conversation, item.number) in fresh:
            yield item


async def _keep_unreadable(connection: AsyncConnection, unreadable: list[Unreadable]) -> None:
    if unreadable:
        await connection.execute(
            tables.quarantine.insert(),
            [
                {
                    "received_at": each.at,
                    "reason": each.reason,
                    "shape": each.shape,
                    "place": each.place,
                }
                for each in unreadable
            ],
        )


async def _move_cursor(connection: AsyncConnection, batch: Batch) -> None:
    if batch.position is not None:
        await streams.move(
            connection, batch.source, batch.position, batch.polled_at, batch.read_through
        )
