"""Notices of the cast, and each step of their lives in a transaction of its own."""

from storage import tables
from storage.records import NewNotice, Notice
from storage.told import notices, sending
from tests.cast import MARIA, SCHOOL, WEEK, at
from tests.storage.taking import rows

DUE, EXPIRES = at(3, 14), at(7)


def a_notice(recipient=MARIA, **values):
    known = {"unit": SCHOOL, "kind": "nudge", "period": WEEK, "facts": '{"n":1}', "due_at": DUE}
    return NewNotice(recipient=recipient, expires_at=EXPIRES, **(known | values))


def as_read(number, new, **values):
    return Notice(
        id=number,
        unit=new.unit,
        kind=new.kind,
        period=new.period,
        recipient=new.recipient,
        facts=new.facts,
        due_at=new.due_at,
        expires_at=new.expires_at,
        **values,
    )


async def planned(database, *new):
    async with database.writing() as connection:
        return await notices.plan(connection, new)


async def released(database, now=DUE):
    async with database.writing() as connection:
        return await notices.release(connection, now)


async def claimed(database, clock=DUE, limit=10):
    async with database.writing() as connection:
        return await sending.claim(connection, clock, limit)


async def states(database, unit=SCHOOL):
    async with database.reading() as connection:
        return [each.state for each in await notices.of_period(connection, unit, WEEK)]


async def do(database, work, *given, **named):
    """Do one thing in a transaction of its own."""
    async with database.writing() as connection:
        return await work(connection, *given, **named)


async def kept(database, *columns):
    return await rows(database, tables.notices, "id", *columns)
