"""The whole of intake against a ten-line reference: any order, any batches, any repetition."""

import asyncio
import shutil
import tempfile
from collections import Counter
from itertools import pairwise
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from storage import intake, tables
from storage.chats import chats
from storage.db.database import Database
from storage.everyday import Everyday
from storage.observations import Batch, CallSeen, Seen, Wanted
from storage.people import people
from storage.places.directory import Directory
from storage.seen.pseudonyms import pseudonym
from tests.builders import weeks_of
from tests.cast import LYCEUM, MARIA, PAVEL, SCHOOL, STRANGER, at, utc
from tests.tries import tries

UNIT_OF = {1: SCHOOL, 2: SCHOOL, 3: LYCEUM}  # chat 4 is nobody's, -900 a private dialog
STAFF = {SCHOOL: {MARIA, PAVEL}, LYCEUM: {MARIA}}
MOMENTS = [
    utc(moment)
    for moment in (at(0), at(0, 9), at(0, 9, 59), at(6, 23, 59, 59), at(7), at(15, 12, 30))
]
AUTHORS = (MARIA, PAVEL, STRANGER, STRANGER + 1)


def messages_of(chat):
    """Something numbered in a conversation: who (None: never counted), when, wants an answer."""
    people_ = st.sampled_from((*AUTHORS, None)) if chat > 0 else st.none()
    return st.tuples(people_, st.sampled_from(MOMENTS), st.booleans())


@st.composite
def histories(draw):
    """What truly happened: numbered observations of each conversation, calls apart in time."""
    said = []
    for chat in (1, 2, 3, 4, -900):
        number = 0
        for account, when, wanted in draw(st.lists(messages_of(chat), max_size=7)):
            number += 1
            want = Wanted(
                key=f"m{chat}:{number}", conversation=chat, number=number, at=when, body=b"{}"
            )
            said.append((Seen(chat, number, account, when), None, want if wanted else None))
        if chat < 0:
            continue
        for index in range(draw(st.integers(0, 2))):
            started_at = draw(st.sampled_from(MOMENTS)) + index * 3600
            initiator = draw(st.sampled_from(AUTHORS))
            others = draw(st.sets(st.sampled_from(AUTHORS), max_size=3))
            for ended in (False, True):
                number += 1
                when = started_at + 60 * ended
                call = CallSeen(
                    chat=chat,
                    number=number,
                    at=when,
                    ended=ended,
                    initiator=initiator,
                    started_at=started_at,
                    seconds=60 if ended else None,
                    reached=True if ended else None,
                    participants=(initiator, *sorted(others)) if ended else (initiator,),
                    participant_count=len(others | {initiator}) if ended else 1,
                )
                said.append((Seen(chat, number, None, when), call, None))
    return said


@st.composite
def streams(draw):
    """A history as it arrives: shuffled, repeated, partly lost, cut into polls."""
    history = draw(histories())
    arriving = draw(st.lists(st.sampled_from(history), max_size=40)) if history else []
    if draw(st.booleans()):
        arriving += history
    cuts = sorted(draw(st.lists(st.integers(0, len(arriving)), max_size=4)))
    edges = [0, *cuts, len(arriving)]
    return [arriving[a:b] for a, b in pairwise(edges)]


def a_poll(position, arriving):
    return Batch(
        source="longpoll",
        position=str(position),
        polled_at=MOMENTS[0],
        seen=[seen for seen, _, _ in arriving],
        calls=[call for _, call, _ in arriving if call],
        wanted=[want for _, _, want in arriving if want],
    )


async def prepare(database):
    values = {"full_name": "Кто-то", "position": "", "role": "учитель", "classes": []}
    async with database.writing() as connection:
        for chat, unit in UNIT_OF.items():
            await chats.give(connection, chat, unit, at(-1))
        for unit, accounts in STAFF.items():
            bound = {
                account: await people.add(connection, unit, values, at(-1))
                for account in sorted(accounts)
            }
            await people.bind(connection, unit, bound, "roster", at(-1))


async def played(template, polls, forgetful):
    """Record the polls into a fresh file and read every table that counts."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copy(template, folder))
        database = await Database.open(f"sqlite:///{path}")
        try:
            await prepare(database)
            known = Directory()
            for position, arriving in enumerate(polls, start=1):
                poll = a_poll(position, arriving)
                if forgetful:  # by the full road
                    async with database.writing() as connection:
                        await intake.record(connection, poll, known, weeks_of)
                else:
                    known = (await intake.take(database, poll, Everyday(known), weeks_of)).directory
            async with database.reading() as connection:
                return {
                    table.name: (await connection.execute(select(table))).all()
                    for table in tables.metadata.sorted_tables
                }
        finally:
            await database.close()


def expected(polls, keys):
    """The reference: sets and counters, no ledger, no transactions."""
    told = {(seen.conversation, seen.number): (seen, call) for p in polls for seen, call, _ in p}
    ours = {place: each for place, each in told.items() if place[0] in UNIT_OF}

    def name(chat, account, when):
        unit = UNIT_OF[chat]
        staff = account in STAFF[unit]
        return account if staff else pseudonym(keys[unit, weeks_of(unit, when)[0]], account)

    tallies = Counter(
        (seen.conversation, seen.at // 3600, name(seen.conversation, seen.account, seen.at))
        for seen, call in ours.values()
        if seen.account is not None
    )
    ledger = {place for place in told if place[0] in UNIT_OF or place[0] < 0}
    calls = {}
    for _, call in ours.values():
        if call is None:
            continue
        initiator = name(call.chat, call.initiator, call.started_at)
        half = calls.setdefault((call.chat, initiator, call.started_at), [None, None, set()])
        half[call.ended] = call
        half[2] |= {name(call.chat, account, call.started_at) for account in call.participants}
    return tallies, ledger, calls


def numbers_of(rows, place):
    return {(row[place], n) for row in rows for n in range(row.first, row.last + 1)}


def call_rows(found):
    """The calls of the tables, in the reference's shape."""
    inside = {}
    for row in found["call_participants"]:
        inside.setdefault(row.call, set()).add(row.author)
    return sorted(
        (
            (row.chat, row.initiator, row.started_at),
            (row.start_number, row.end_number, row.seconds, row.reached, row.participant_count),
            sorted(inside.get(row.id, ())),
        )
        for row in found["calls"]
    )


def call_truth(calls):
    return sorted(
        (
            place,
            (
                start and start.number,
                end and end.number,
                end and end.seconds,
                end and end.reached,
                (end or start).participant_count,
            ),
            sorted(inside),
        )
        for place, (start, end, inside) in calls.items()
    )


@given(polls=streams(), forgetful=st.booleans())
@settings(max_examples=tries(60), deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_however_a_history_arrives_it_is_counted_exactly(template, polls, forgetful):
    found = asyncio.run(played(template, polls, forgetful))
    keys = {(row.unit, row.week): row.key for row in found["weekly_keys"]}
    tallies, ledger, calls = expected(polls, keys)

    assert {(r.chat, r.hour, r.author): r.messages for r in found["tallies"]} == tallies
    assert numbers_of(found["ledger"], 0) == ledger
    assert numbers_of(found["holes"], 0) == {
        (chat, number)
        for chat in UNIT_OF
        for numbers in [[n for c, n in ledger if c == chat]]
        for number in range(min(numbers, default=0), max(numbers, default=0))
        if number not in numbers
    }
    assert call_rows(found) == call_truth(calls)
    assert {row.key for row in found["inbox"]} == {
        want.key for arriving in polls for _, _, want in arriving if want
    }
    assert [row.position for row in found["cursors"]] == [str(len(polls))]
    weeks = {weeks_of("", when)[0] for when in (*MOMENTS, *(at + 3600 for at in MOMENTS))}
    assert set(keys) <= {(unit, week) for unit in STAFF for week in weeks}
