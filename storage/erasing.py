"""Erasing what is kept of one account; what belongs to the organisation stays.

The row of the roster, days of absence, offices, closed weeks and the journal are the
organisation's. What somebody wrote and called becomes nobody's: totals stay as they were.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Delete, and_, delete, select, true, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import activity, directory, tables
from storage.pseudonyms import pseudonym
from storage.records import NOBODY

_tallies, _calls = tables.tallies, tables.calls


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """How much was erased: messages and calls became nobody's."""

    messages: int
    calls: int
    notices: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Name:
    """How an account is called in tallies and calls, and in which of them."""

    author: int
    tallies: ColumnElement[bool]
    calls: ColumnElement[bool]


async def erase(connection: AsyncConnection, account: int) -> Erased:
    """Erase what is kept of an account, also under the pseudonyms of weeks still open.

    Tallies have no index by author: in a large region this takes seconds.
    """
    mine = select(tables.bindings.c.person).where(tables.bindings.c.account == account)
    corrections = tables.corrections
    await connection.execute(
        delete(corrections).where(corrections.c.person.in_(mine.scalar_subquery()))
    )
    messages, calls = 0, 0
    for name in await _names(connection, account):
        messages += await _unname_tallies(connection, name)
        calls += await _unname_calls(connection, name)
    told = await connection.execute(
        delete(tables.notices).where(tables.notices.c.recipient == account)
    )
    seen_anywhere = 0
    for table in (tables.bindings, tables.chat_members):
        gone = await connection.execute(delete(table).where(table.c.account == account))
        seen_anywhere += gone.rowcount
    for one in _own_rows(account):
        await connection.execute(one)
    await connection.execute(
        update(tables.chats).where(tables.chats.c.invited_by == account).values(invited_by=None)
    )
    if seen_anywhere:
        await directory.changed(connection)
    return Erased(messages=messages, calls=calls, notices=told.rowcount)


def _own_rows(account: int) -> Iterator[Delete]:
    wishes = tables.wishes
    yield delete(wishes).where(wishes.c.account == account, wishes.c.source == "bot")
    for table in (tables.accounts, tables.talkers):
        yield delete(table).where(table.c.account == account)
    for table in (tables.codes, tables.claims):
        yield delete(table).where(table.c.used_by == account)
    yield delete(tables.claims).where(tables.claims.c.issuer == account)


async def _names(connection: AsyncConnection, account: int) -> list[_Name]:
    """Give the account itself, and its pseudonym in each week whose key still lives."""
    found = [_Name(author=account, tallies=true(), calls=true())]
    keys, chats = tables.weekly_keys.c, tables.chats.c
    rows = await connection.execute(
        select(keys.unit, keys.key, keys.starts_at, keys.ends_at).where(keys.key.is_not(None))
    )
    for unit, key, starts_at, ends_at in rows.all():
        here = select(chats.id).where(chats.unit == unit).scalar_subquery()
        hour, started = _tallies.c.hour, _calls.c.started_at
        found.append(
            _Name(
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


async def _unname_tallies(connection: AsyncConnection, name: _Name) -> int:
    where = and_(_tallies.c.author == name.author, name.tallies)
    rows = (await connection.execute(select(_tallies).where(where))).all()
    await connection.execute(delete(_tallies).where(where))
    sums = {(row.chat, row.hour, NOBODY): row.messages for row in rows}
    await activity.add_tallies(connection, sums)
    return sum(sums.values())


async def _unname_calls(connection: AsyncConnection, name: _Name) -> int:
    mine = and_(_calls.c.initiator == name.author, name.calls)
    begun = await connection.scalars(
        update(_calls).where(mine).values(initiator=NOBODY).returning(_calls.c.id)
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
