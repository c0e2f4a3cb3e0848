"""Where somebody is in the private dialog: kept, so that it survives a restart."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, select, update

from storage import tables
from storage.db.dialects import insert
from storage.db.statements import built_once
from storage.db.times import moment, seconds
from storage.db.traces import destroyed
from storage.engine import AsyncConnection

_table = tables.dialog_states

PATIENCE = timedelta(days=1)
"""How long something half finished is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DialogState:
    """The unit somebody chose, and what is half finished: an act, its arguments, a file."""

    account: int
    unit: str = ""
    act: str = ""
    args: Mapping[str, str | int] = field(default_factory=dict)
    file_name: str = ""
    body: bytes | None = None


@built_once
def _of(account: int) -> Select[Any]:
    return select(_table).where(_table.c.account == account)


async def get(connection: AsyncConnection, account: int, now: datetime) -> DialogState:
    """Read where somebody is; what was begun too long ago is finished with."""
    row = (await connection.execute(*_of(account))).first()
    if row is None:
        return DialogState(account=account)
    if not row.act or moment(row.begun_at) <= now - PATIENCE:
        return DialogState(account=account, unit=row.unit)
    return DialogState(
        account=account,
        unit=row.unit,
        act=row.act,
        args=json.loads(row.args),
        file_name=row.file_name,
        body=None if row.body is None else bytes(row.body),
    )


async def save(connection: AsyncConnection, state: DialogState, now: datetime) -> None:
    """Keep where somebody is."""
    values = {
        "account": state.account,
        "unit": state.unit,
        "act": state.act,
        "args": json.dumps(dict(state.args), ensure_ascii=False),
        "file_name": state.file_name,
        "body": state.body,
        "begun_at": seconds(now),
    }
    await connection.execute(
        insert(connection, _table)
        .values(values)
        .on_conflict_do_update(index_elements=["account"], set_=values)
    )
    destroyed(connection)  # what was begun before


async def finish(
    connection: AsyncConnection,
    account: int,
    now: datetime,
    act: str = "",
    units: Collection[str] | None = None,
) -> bool:
    """Finish what is half finished (if it is ``act``, in ``units``); False: it was not there.

    Who gets True may do the thing: of two presses only one does; after a day nobody.
    """
    begun = _table.c.begun_at > seconds(now - PATIENCE)
    where = [_table.c.account == account, _table.c.act != "", begun]
    if act:
        where.append(_table.c.act == act)
    if units is not None:
        where.append(_table.c.unit.in_(units))
    done = await connection.execute(
        update(_table).where(*where).values(act="", args="{}", file_name="", body=None)
    )
    destroyed(connection)
    return bool(done.rowcount)


async def was_told_back(connection: AsyncConnection, account: int, since: datetime) -> bool:
    """Tell whether somebody was told that the bot is back after a moment."""
    told = await connection.scalar(select(_table.c.told_back_at).where(_table.c.account == account))
    return told is not None and moment(told) > since


async def told_back(connection: AsyncConnection, account: int, now: datetime) -> None:
    """Note that somebody has been told that the bot is back."""
    if await connection.scalar(select(_table.c.account).where(_table.c.account == account)) is None:
        await save(connection, DialogState(account=account), now)
    await connection.execute(
        update(_table).where(_table.c.account == account).values(told_back_at=seconds(now))
    )


async def forget_old(connection: AsyncConnection, now: datetime) -> None:
    """Empty what was begun more than a day ago: files of people are not kept."""
    await connection.execute(
        update(_table)
        .where(_table.c.act != "", _table.c.begun_at <= seconds(now - PATIENCE))
        .values(act="", args="{}", file_name="", body=None)
    )
