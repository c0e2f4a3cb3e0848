"""Chat messages the messenger cut for us: counted as they came, their links only once whole."""

from collections.abc import Iterable, Sequence

from sqlalchemy import delete, select

from storage import tables
from storage.db.dialects import insert_of
from storage.db.statements import Said, Values
from storage.engine import AsyncConnection
from storage.observations import Linked

_table = tables.cropped


NOTE = Said(
    lambda dialect: insert_of(dialect, _table).on_conflict_do_nothing(
        index_elements=["chat", "number"]
    ),
    ("chat", "number", "at", "messengers"),
)


def row_of(cut: Linked) -> Values:
    """Give the row of a message that was cut, for ``NOTE``."""
    return cut.chat, cut.number, cut.at, ",".join(sorted(cut.messengers))


async def note(connection: AsyncConnection, cut: Iterable[Linked]) -> None:
    """Keep that messages are to be asked for whole, with the messengers that were seen in them."""
    rows = [row_of(each) for each in cut]
    if rows:
        await connection.exec_driver_sql(NOTE.text(connection.dialect), rows)


async def waiting(connection: AsyncConnection, most: int) -> list[Linked]:
    """List messages of one chat that are to be asked for."""
    first = select(_table.c.chat).order_by(_table.c.at).limit(1).scalar_subquery()
    rows = await connection.execute(
        select(_table).where(_table.c.chat == first).order_by(_table.c.number).limit(most)
    )
    return [
        Linked(row.chat, row.number, row.at, frozenset(filter(None, row.messengers.split(","))))
        for row in rows
    ]


async def done(connection: AsyncConnection, asked: Sequence[Linked]) -> None:
    """Forget messages that were asked for."""
    for chat in {each.chat for each in asked}:
        numbers = [each.number for each in asked if each.chat == chat]
        await connection.execute(
            delete(_table).where(_table.c.chat == chat, _table.c.number.in_(numbers))
        )
