"""Erasing what is kept of one account; what belongs to the organisation stays.

What becomes of each column its table says (storage/tables/columns.py). The row of the roster,
days of absence, offices and closed weeks are the organisation's. What somebody wrote and called
becomes nobody's: totals stay as they were. Remembered is a mark, by which no roster binds him
again.
"""

import json
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Table,
    and_,
    delete,
    select,
    true,
    update,
)

from storage import tables
from storage.db.dialects import insert
from storage.db.times import seconds
from storage.db.traces import EVERY_COPY, destroyed
from storage.engine import AsyncConnection
from storage.people import marks
from storage.places import directory
from storage.places.holdings import places_named_by
from storage.privacy.personal_columns import HELD, Held
from storage.records import UNNAMED
from storage.seen import activity
from storage.seen.pseudonyms import pseudonym
from storage.tables.columns import End, Form

_tallies, _calls = tables.tallies, tables.calls

OFFICIAL = ("erased", "appointed", "removed", "claimed")
"""Topics of letters that tell administrators who may do what, and the record of an erasure."""

REWRITE = "rewrite"
"""The condition that a large file is to be written anew, since somebody's data was erased."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """How much was erased: messages and calls became nobody's.

    ``mark`` is what is remembered.
    """

    messages: int
    calls: int
    notices: int
    mark: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorName:
    """How an account is called in tallies and calls, and in which of them."""

    author: int
    tallies: ColumnElement[bool]
    calls: ColumnElement[bool]


async def erase(connection: AsyncConnection, account: int, now: datetime) -> Erased:
    """Erase what is kept of an account, also under the pseudonyms of weeks still open.

    Tallies have no index by author: in a large region this takes seconds.
    """
    mine = select(tables.bindings.c.person).where(tables.bindings.c.account == account)
    corrections = tables.corrections
    await connection.execute(
        delete(corrections).where(corrections.c.person.in_(mine.scalar_subquery()))
    )
    messages, calls = 0, 0
    for name in await names(connection, account):
        messages += await _unname_tallies(connection, name)
        calls += await _unname_calls(connection, name)
    mark = await marks.keep_erased(connection, account, now)
    await _rename_waiting(connection, account)
    told = 0
    for held in HELD:
        gone = await _end(connection, held, account, mark)
        told += gone if held.column is tables.notices.c.recipient else 0
    await directory.changed(connection)
    await _want_rewriting(connection, now)
    destroyed(connection, EVERY_COPY)
    return Erased(messages=messages, calls=calls, notices=told, mark=mark)


async def _end(connection: AsyncConnection, held: Held, account: int, mark: int) -> int:
    """Do with a column what its end says; give how many rows it concerned."""
    table = held.column.table
    assert isinstance(table, Table)  # noqa: S101 - every column of ours is a table's
    if held.end in (End.KEPT, End.TOTAL):
        return 0
    if held.form is Form.JSON:
        return await _end_json(connection, held, account, mark)
    where = stands(held, account, mark)
    if held.end is End.ROW:
        done = await connection.execute(delete(table).where(where))
    else:
        done = await connection.execute(
            update(table).where(where).values({held.column.name: _instead(held, mark)})
        )
    return done.rowcount


def stands(held: Held, account: int, mark: int) -> ColumnElement[bool]:
    """Tell in which rows an account stands; of JSON, in which it may."""
    column = held.column
    match held.form:
        case Form.NUMBER:
            found = column == account
        case Form.MINUS:
            found = column == -account
        case Form.TEXT:
            found = column == str(account)
        case Form.JSON:
            found = column.contains(str(account), autoescape=True)
        case Form.MARK:
            text = column.type.python_type is str
            found = column.contains(str(mark), autoescape=True) if text else column == mark
    return and_(found, _ours(held))


def _ours(held: Held) -> ColumnElement[bool]:
    """Leave out what the config says, and what those in charge must be told of him."""
    if held.column is tables.subscriptions.c.account:
        return tables.subscriptions.c.source == "bot"
    if held.column is tables.notices.c.period:
        return and_(*(~held.column.startswith(f"{topic} ") for topic in OFFICIAL))
    return true()


def _instead(held: Held, mark: int) -> int | str | None:
    stand_in = {End.NULL: None, End.MARK: mark, End.NOBODY: UNNAMED}[held.end]
    return str(stand_in) if held.form is Form.TEXT else stand_in


async def _end_json(connection: AsyncConnection, held: Held, account: int, mark: int) -> int:
    """Put the mark in the account's place; what is half finished about it ends."""
    table = held.column.table
    [key] = table.primary_key.columns
    rows = await connection.execute(select(key, held.column).where(stands(held, account, mark)))
    count = 0
    for number, said in rows.all():
        details = json.loads(said)
        if account not in named(details):
            continue
        count += 1
        values: dict[str, Any] = {"act": "", "args": "{}", "file_name": "", "body": None}
        if held.end is End.MARK:
            values = {held.column.name: json.dumps(_marked(details, account, mark))}
        await connection.execute(update(table).where(key == number).values(values))
    return count


def named(details: Any) -> Iterator[int]:  # noqa: ANN401 - any JSON
    """List the numbers that stand in JSON, wherever."""
    if isinstance(details, dict):
        details = list(details.values())
    if isinstance(details, list):
        for each in details:
            yield from named(each)
    elif isinstance(details, int):
        yield details


def _marked(details: Any, account: int, mark: int, name: str = "") -> Any:  # noqa: ANN401 - as above
    if isinstance(details, dict):
        return {key: _marked(each, account, mark, key) for key, each in details.items()}
    if isinstance(details, list):
        return [_marked(each, account, mark, name) for each in details]
    return mark if details == account and name.startswith("account") else details


async def _rename_waiting(connection: AsyncConnection, account: int) -> None:
    """Let what he wrote and is not answered yet wait under no account: the asking itself is in it.

    Without its key a repeat would be handled again, and find nothing left to do.
    """
    table = tables.inbox
    rows = await connection.scalars(
        select(table.c.id).where(table.c.conversation == -account, table.c.body.is_not(None))
    )
    for number in list(rows):
        await connection.execute(
            update(table)
            .where(table.c.id == number)
            .values(conversation=UNNAMED, account=None, key=f"erased {secrets.token_hex(8)}")
        )


async def _want_rewriting(connection: AsyncConnection, now: datetime) -> None:
    values = {"value": "", "since": seconds(now)}
    await connection.execute(
        insert(connection, tables.conditions)
        .values(name=REWRITE, **values)
        .on_conflict_do_update(index_elements=["name"], set_=values)
    )


async def rewriting_wanted(connection: AsyncConnection) -> bool:
    """Tell whether somebody's data was erased since the file was last written anew."""
    name = tables.conditions.c.name
    return await connection.scalar(select(name).where(name == REWRITE)) is not None


async def rewritten(connection: AsyncConnection) -> None:
    """Note that the file was written anew."""
    table = tables.conditions
    await connection.execute(delete(table).where(table.c.name == REWRITE))


async def names(connection: AsyncConnection, account: int) -> list[AuthorName]:
    """Give the account itself, and its pseudonym in each week whose key still lives."""
    found = [AuthorName(author=account, tallies=true(), calls=true())]
    keys = tables.weekly_keys.c
    rows = await connection.execute(
        select(keys.unit, keys.key, keys.starts_at, keys.ends_at).where(keys.key.is_not(None))
    )
    for unit, key, starts_at, ends_at in rows.all():
        here = places_named_by(unit)
        hour, started = _tallies.c.hour, _calls.c.started_at
        found.append(
            AuthorName(
                author=pseudonym(bytes(key), account),
                tallies=and_(
                    hour >= starts_at // 3600,
                    hour < -(-ends_at // 3600),
                    _tallies.c.chat.in_(here),
                ),
                calls=and_(started >= starts_at, started < ends_at, _calls.c.chat.in_(here)),
            )
        )
    return found


async def _unname_tallies(connection: AsyncConnection, name: AuthorName) -> int:
    where = and_(_tallies.c.author == name.author, name.tallies)
    rows = (await connection.execute(select(_tallies).where(where))).all()
    await connection.execute(delete(_tallies).where(where))
    sums = {(row.chat, row.hour, UNNAMED): row.messages for row in rows}
    await activity.add_tallies(connection, sums)
    return sum(sums.values())


async def _unname_calls(connection: AsyncConnection, name: AuthorName) -> int:
    mine = and_(_calls.c.initiator == name.author, name.calls)
    begun = await connection.scalars(
        update(_calls).where(mine).values(initiator=UNNAMED).returning(_calls.c.id)
    )
    found = set(begun)
    people = tables.call_participants
    those = select(_calls.c.id).where(name.calls).scalar_subquery()
    joined = await connection.scalars(
        delete(people)
        .where(people.c.author == name.author, people.c.call.in_(those))
        .returning(people.c.call)
    )
    return len(found.union(joined))
