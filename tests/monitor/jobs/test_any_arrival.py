"""A week's report is the same in whatever order its events arrive, and a week is closed once."""

import asyncio
import random
import shutil
import tempfile
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.jobs.loading.load import UnitOrder
from monitor.jobs.loading.week import load_report
from monitor.jobs.tick import tick
from storage import intake, tables
from storage.chats import chats
from storage.db.database import Database
from storage.observations import Batch, CallSeen, Seen
from storage.people import people, units
from storage.places.directory import Directory
from storage.records import ChatKind
from tests.builders import HOLDERS, UNITS, a_unit, an_indicator, an_order, this_week, weeks_of
from tests.cast import MARIA, NEXT_MONDAY_CLOSE, PAVEL, SCHOOL, STRANGER, at, utc
from tests.tries import tries

ORDER = an_order(
    "messages = 3",
    "personal = true",
    'norm = { threshold = 1.0, text = "" }',
    an_indicator("both", "messages = 2", "calls = 1", "days = 2", "any = true"),
    an_indicator("today", "messages = 1", 'window = "day"'),
    an_indicator("month", "messages = 4", 'window = "month"'),
    an_indicator("pupils", family="pupils_active"),
    an_indicator("chats", family="chats_active"),
    an_indicator("seen", family="completeness"),
)
OURS = UnitOrder(a_unit(), ORDER)
STAFF, PUPILS = 1, 2
WRITERS = (MARIA, PAVEL, STRANGER, STRANGER + 1)
MOMENTS = [utc(each) for each in (at(-9, 9), at(0), at(1, 9), at(4, 15), at(6, 23, 59, 59), at(7))]


@pytest.fixture(scope="module")
def planted(tmp_path_factory):
    """A closed database with two chats, two people of the staff and a class."""
    path = tmp_path_factory.mktemp("planted") / "zvonok.db"

    async def make():
        database = await Database.open(f"sqlite:///{path}")
        async with database.writing() as connection:
            await units.sync(connection, UNITS, HOLDERS)
            for chat, kind in ((STAFF, ChatKind.STAFF), (PUPILS, ChatKind.PUPILS)):
                await chats.give(connection, chat, SCHOOL, at(-20))
                await connection.execute(
                    tables.chats.update()
                    .where(tables.chats.c.id == chat)
                    .values(kind=kind.value, joined_at=utc(at(-20)), present=True)
                )
            for account in (MARIA, PAVEL):
                values = {"full_name": f"{account}", "position": "", "classes": []}
                person = await people.add(
                    connection, SCHOOL, {**values, "role": "учитель"}, at(-30)
                )
                await people.bind(connection, SCHOOL, {account: person}, "roster", at(-30))
            await connection.execute(
                tables.classes.insert().values(
                    unit=SCHOOL, name="5А", pupils=9, parents=9, teacher=""
                )
            )
        await database.close()

    asyncio.run(make())
    return path


def call_halves(chat, number, initiator, when):
    """The start and the end message of a call of a minute."""
    for ended in (False, True):
        yield (
            Seen(chat, number + ended, None, when + 60 * ended),
            CallSeen(
                chat=chat,
                number=number + ended,
                at=when + 60 * ended,
                ended=ended,
                initiator=initiator,
                started_at=when,
                seconds=60 if ended else None,
                reached=True if ended else None,
                participants=(initiator, PAVEL) if ended else (initiator,),
                participant_count=2 if ended else 1,
            ),
        )


NEVER, SOMETIMES = st.just(value=False), st.sampled_from([False, False, True])


@st.composite
def stories(draw, lost=NEVER):
    """What happened: numbered messages of two chats, some never seen, and a call in each."""
    said = []
    for chat in (STAFF, PUPILS):
        written = draw(
            st.lists(st.tuples(st.sampled_from(WRITERS), st.sampled_from(MOMENTS)), max_size=8)
        )
        said += [
            (Seen(chat, number, account, when), None)
            for number, (account, when) in enumerate(written, start=1)
            if number == 1 or not draw(lost)
        ]
        who, when = draw(st.sampled_from(WRITERS)), draw(st.sampled_from(MOMENTS))
        said += call_halves(chat, len(written) + 1, who, when)
    return said


def cut(said, seed):
    """Shuffle, and cut into polls."""
    shuffled = said[:]
    dice = random.Random(seed)
    dice.shuffle(shuffled)
    size = dice.randint(1, len(shuffled))
    return [shuffled[start : start + size] for start in range(0, len(shuffled), size)]


async def record(database, polls):
    for position, poll in enumerate(polls, start=1):
        batch = Batch(
            source="longpoll",
            position=str(position),
            polled_at=MOMENTS[0],
            seen=[seen for seen, _ in poll],
            calls=[call for _, call in poll if call],
        )
        async with database.writing() as connection:
            await intake.record(connection, batch, Directory(), weeks_of)


def reported(planted, *arrivals):
    """The report of the week after each way of arriving."""

    async def one(polls):
        with tempfile.TemporaryDirectory() as folder:
            database = await Database.open(f"sqlite:///{shutil.copy(planted, folder)}")
            try:
                await record(database, polls)
                async with database.reading() as connection:
                    return await load_report(connection, OURS, this_week(), at(7, 8))
            finally:
                await database.close()

    return [asyncio.run(one(polls)) for polls in arrivals]


SLOW = settings(
    max_examples=tries(25),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


# A hole is dated by the message that showed it, so lost ones may fall into another week.
@given(said=stories(), seed=st.integers(0, 10**6))
@SLOW
def test_in_whatever_order_events_arrive_the_report_is_the_same(planted, said, seed):
    one_by_one = [[each] for each in said]
    as_written, shuffled, twice = reported(
        planted, one_by_one, cut(said, seed), [said[::-1], *cut(said, seed + 1)]
    )

    assert shuffled == as_written
    assert twice == as_written


@given(said=stories(SOMETIMES))
@SLOW
def test_a_report_tells_what_the_events_say(planted, said):
    """The reference: the messages of the week, added up by hand."""
    [report] = reported(planted, [said])
    start, end = utc(at(0)), utc(at(7))
    of_week = [seen for seen, call in said if call is None and start <= seen.at < end]
    written = {str(who): sum(seen.account == who for seen in of_week) for who in (MARIA, PAVEL)}
    pupils = {
        seen.account
        for seen in of_week
        if seen.conversation == PUPILS and seen.account not in (MARIA, PAVEL)
    }

    assert {line.name: line.messages for line in report.people} == written
    figures = {each.id: (each.value, each.of) for each in report.figures}
    assert figures["main"] == (sum(count >= 3 for count in written.values()), 2)
    assert figures["pupils"] == (len(pupils), 9)
    assert figures["chats"] == (len({seen.conversation for seen in of_week}), 2)
    assert sum(line.messages for line in report.chats) == len(of_week)


async def everything(database):
    async with database.reading() as connection:
        return {
            table.name: sorted((await connection.execute(table.select())).all(), key=repr)
            for table in tables.metadata.sorted_tables
        }


@given(
    said=stories(SOMETIMES),
    pause=st.sampled_from([timedelta(), timedelta(hours=3)]),
)
@SLOW
def test_closing_twice_is_closing_once(planted, said, pause):
    """Also if the ledger of runs forgot that it was done."""

    async def closed():
        with tempfile.TemporaryDirectory() as folder:
            database = await Database.open(f"sqlite:///{shutil.copy(planted, folder)}")
            try:
                await record(database, [said])
                first = await tick(database, {SCHOOL: OURS}, NEXT_MONDAY_CLOSE)
                once = await everything(database)
                again = await tick(database, {SCHOOL: OURS}, NEXT_MONDAY_CLOSE + pause)
                twice = await everything(database)
                async with database.writing() as connection:
                    await connection.execute(tables.job_runs.delete())
                await tick(database, {SCHOOL: OURS}, NEXT_MONDAY_CLOSE + pause)
                return first, once, again, twice, await everything(database)
            finally:
                await database.close()

    first, once, again, twice, thrice = asyncio.run(closed())
    without = {"job_runs", "directory"}

    assert [each.unit for each in first.jobs][-1:] == [SCHOOL]
    assert (again.jobs, again.planned) == ((), 0)
    assert twice == once
    assert {name: rows for name, rows in thrice.items() if name not in without} == {
        name: rows for name, rows in once.items() if name not in without
    }
    assert [row.week for row in once["standings"]][-1:] == ["2026-W47"]
