"""Where somebody is in the private dialog: kept, so that it survives a restart."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, Update, select, update
from sqlalchemy.sql import ClauseElement

from storage import tables
from storage.db.dialects import insert_of
from storage.db.statements import Said, built_once
from storage.db.times import moment, seconds
from storage.db.traces import destroyed
from storage.engine import AsyncConnection

_table = tables.dialog_states
_c = _table.c

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
    return select(_table).where(_c.account == account)


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
    args = json.dumps(dict(state.args), ensure_ascii=False)
    await connection.exec_driver_sql(
        _SAVE.text(connection.dialect),
        (state.account, state.unit, state.act, args, state.file_name, state.body, seconds(now)),
    )
    destroyed(connection)  # what was begun before


def _saved(dialect: str) -> ClauseElement:
    statement = insert_of(dialect, _table)
    new = {name: statement.excluded[name] for name in _STATE}
    saved: ClauseElement = statement.on_conflict_do_update(index_elements=["account"], set_=new)
    return saved


_STATE = ("account", "unit", "act", "args", "file_name", "body", "begun_at")
_SAVE = Said(_saved, _STATE)


async def finish(
    connection: AsyncConnection,
    account: int,
    now: datetime,
    act: str = "",
    units: Collection[str] | None = None,
) -> bool:
    """Finish what is half finished (only ``act``, and that in ``units``); False: it was not there.

    Who gets True may do the thing: of two presses only one does; after a day nobody.
    """
    since = seconds(now - PATIENCE)
    if not act:
        finishing = _finish(account, since)
    elif units is None:
        finishing = _finish_act(account, since, act)
    else:
        finishing = _finish_act_in(account, since, act, units)
    done = await connection.execute(*finishing)
    destroyed(connection)
    return bool(done.rowcount)


@built_once
def _finish(account: int, since: int) -> Update:
    return _empty().where(_c.account == account, _c.act != "", _c.begun_at > since)


@built_once
def _finish_act(account: int, since: int, act: str) -> Update:
    return _empty().where(_c.account == account, _c.act == act, _c.begun_at > since)


@built_once
def _finish_act_in(account: int, since: int, act: str, units: Collection[str]) -> Update:
    mine = _empty().where(_c.account == account, _c.act == act, _c.begun_at > since)
    return mine.where(_c.unit.in_(units))


def _empty() -> Update:
    return update(_table).values(act="", args="{}", file_name="", body=None)


async def was_told_back(connection: AsyncConnection, account: int, since: datetime) -> bool:
    """Tell whether somebody was told that the bot is back after a moment."""
    told = await connection.scalar(select(_c.told_back_at).where(_c.account == account))
    return told is not None and moment(told) > since


async def told_back(connection: AsyncConnection, account: int, now: datetime) -> None:
    """Note that somebody has been told that the bot is back."""
    if await connection.scalar(select(_c.account).where(_c.account == account)) is None:
        await save(connection, DialogState(account=account), now)
    await connection.execute(
        update(_table).where(_c.account == account).values(told_back_at=seconds(now))
    )


async def forget_old(connection: AsyncConnection, now: datetime) -> None:
    """Empty what was begun more than a day ago: files of people are not kept."""
    await connection.execute(_empty().where(_c.act != "", _c.begun_at <= seconds(now - PATIENCE)))
