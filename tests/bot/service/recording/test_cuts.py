"""One rule, by each event's own place: however polls are cut, the same is counted.

A made-up chat lives through invitations, removals, messages, calls and losses; what VK would tell
of it is fed to the real intake and healed by the real healer, in several cuts.
"""

import asyncio
import json
import random
import shutil
import tempfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.service.recording.healing import Healer
from bot.service.recording.intake import Intake
from monitor.jobs.loading.load import UnitOrder
from storage import tables
from storage.chats import chats
from storage.db.database import Database
from storage.people import people, units
from storage.places import holdings
from storage.records import UNNAMED
from storage.seen import activity
from storage.seen.pseudonyms import pseudonym
from tests.bot.service.recording.lived import CHAT, GROUP, Memory, play, truth
from tests.builders import HOLDERS, UNITS, a_unit, an_order
from tests.cast import ADMIN, LYCEUM, MARIA, PAVEL, SCHOOL, STRANGER, at, utc
from tests.tries import tries

STAFF = {SCHOOL: {MARIA, ADMIN}, LYCEUM: {MARIA, PAVEL}}
WRITERS = (MARIA, PAVEL, STRANGER, STRANGER + 1)
OF = {name: UnitOrder(unit=a_unit(name), order=an_order()) for name in (SCHOOL, LYCEUM)}
WEEKS = (utc(at(-14)), utc(at(21)))


async def feed(template, world, polls, heal_after):
    """Feed polls to a fresh file, heal now and then and at the end; tell everything counted."""
    with tempfile.TemporaryDirectory() as folder:
        database = await Database.open(f"sqlite:///{shutil.copy(template, Path(folder))}")
        try:
            clock = lambda: at(20)  # noqa: E731 - a constant
            intake = Intake(database, OF, GROUP, clock, lambda: None)
            healer = Healer(database, Memory(world), intake, OF, clock)
            moved = world.moved_at is None
            for index, poll in enumerate(polls):
                if not moved and any(told.when > world.moved_at for told in poll):
                    await move(database, world.moved_at)
                    moved = True
                await intake.take(body(index, poll))
                if index in heal_after:
                    while await healer.step():
                        pass
            if not moved:
                await move(database, world.moved_at)
            while await healer.step():
                pass
            return await everything(database)
        finally:
            await database.close()


async def move(database, when):
    async with database.writing() as connection:
        chat = await chats.get(connection, CHAT)
        if chat is not None and chat.unit == SCHOOL:
            moment = at(0) + (at(0, 0, 0, 1) - at(0)) * (when - utc(at(0)))
            assert not await chats.give(connection, CHAT, LYCEUM, moment)


def body(index, poll):
    updates = [{"type": "message_new", "object": {"message": told.item()}} for told in poll]
    return json.dumps({"ts": str(index + 1), "updates": updates}, ensure_ascii=False).encode()


async def everything(database):
    """Tell what reports read, with accounts in the place of pseudonyms."""
    async with database.reading() as connection:
        keys = (await connection.execute(tables.weekly_keys.select())).all()
        names = {pseudonym(row.key, who): who for row in keys for who in (*WRITERS, ADMIN)}
        names |= {who: who for who in (*WRITERS, ADMIN, UNNAMED)}
        listed = [SCHOOL, LYCEUM]
        tallies = await activity.tallies_by_unit(connection, listed, *WEEKS)
        calls = await activity.calls_by_unit(connection, listed, *WEEKS)
        found = {
            "tallies": Counter(),
            "calls": sorted(
                (unit, utc(call.started_at), names[call.initiator])
                for unit, some in calls.items()
                for call in some
            ),
            "missed": await activity.missed_by_unit(connection, listed, *WEEKS),
            "deleted": [await activity.deleted(connection, unit, *WEEKS) for unit in listed],
            "held": await holdings.held(connection),
        }
        for unit, some in tallies.items():
            for tally in some:
                found["tallies"][unit, tally.hour, names[tally.author]] += tally.messages
        for name in ("chats", "interruptions", "visits", "holes"):
            table = tables.metadata.tables[name]
            rows = (await connection.execute(table.select())).all()
            found[name] = [
                {
                    key: value
                    for key, value in row._mapping.items()
                    if key != "id" or name == "chats"
                }
                for row in rows
            ]
        found["holes"] = {
            (number, row["noticed_at"], row["gone"])
            for row in found["holes"]
            for number in range(row["first"], row["last"] + 1)
        }
        found["interruptions"].sort(key=repr)
        found["visits"].sort(key=repr)
        return found


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """A closed database with two schools and their staff."""
    path = tmp_path_factory.mktemp("cuts") / "zvonok.db"

    async def make():
        database = await Database.open(f"sqlite:///{path}")
        values = {"full_name": "Кто-то", "position": "", "role": "учитель", "classes": []}
        async with database.writing() as connection:
            await units.sync(connection, UNITS, HOLDERS)
            for unit, accounts in STAFF.items():
                bound = {
                    who: await people.add(connection, unit, values, at(-1)) for who in accounts
                }
                await people.bind(connection, unit, bound, "roster", at(-1))
        await database.close()

    asyncio.run(make())
    return path


KINDS = ("plain", "plain", "plain", "asks", "call", "invite", "invite_blind", "kick", "rights")
STEPS = st.lists(
    st.tuples(
        st.sampled_from(KINDS),
        st.sampled_from((*WRITERS, ADMIN, STRANGER)),
        st.sampled_from((0, 1, 61, 1800, 7200)),
    ),
    min_size=4,
    max_size=30,
)


def cut(said, dice):
    """Cut what VK tells into polls, and tell some of them again."""
    polls, start = [], 0
    while start < len(said):
        size = dice.randint(1, len(said))
        polls.append(said[start : start + size])
        if dice.random() < 0.3:
            polls.append(polls[dice.randrange(len(polls))])
        start += size
    return polls


@given(steps=STEPS, seed=st.integers(0, 10**6), moves=st.booleans())
@settings(
    max_examples=tries(25),  # each in four ways
    phases=[Phase.generate],
    print_blob=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
def test_however_polls_are_cut_the_same_is_counted(template, steps, seed, moves):
    dice = random.Random(seed)
    first = [("invite", ADMIN, 0), *steps] if dice.random() < 0.7 else steps
    world = play(first, dice)
    owned = [t.when for t in world.told if t.kind == "invite" and t.sender == ADMIN]
    if moves and owned and (later := [t.when for t in world.told if t.when > owned[0] + 3600]):
        world.moved_at = dice.choice(later)
    said = [told for told in world.told if told.visible and not told.lost]

    some = cut(said, dice)
    ways = (
        ([[told] for told in said], range(len(said))),
        ([said], ()),
        (cut(said, dice), ()),
        (some, dice.sample(range(len(some)), len(some) // 2)),
    )

    async def all_ways():
        return [
            await feed(template, world, whole(polls, world), set(heal_after))
            for polls, heal_after in ways
        ]

    one_by_one, *others = asyncio.run(all_ways())
    sums, calls = truth(world)
    assert dict(one_by_one["tallies"]) == dict(sums)
    assert one_by_one["calls"] == calls
    if world.confused:
        for found in (one_by_one, *others):
            forget_sight(found)
    for other in others:
        assert other == one_by_one


def forget_sight(found):
    """Leave out what is known of the bot's sight, and why what is missing is gone."""
    for row in (*found["chats"], *found["visits"]):
        for name in ("access", "proved", "proved_at"):
            row.pop(name, None)
    found["interruptions"] = [row for row in found["interruptions"] if row["kind"] == "absent"]
    found["missed"] = found["deleted"] = None
    found["holes"] = {number for number, *_ in found["holes"]}


def whole(polls, world):
    """Let no poll lie across the move: it is a person's act, and what follows it is told later."""
    if world.moved_at is None:
        return polls
    cut_up = []
    for poll in polls:
        before = [told for told in poll if told.when <= world.moved_at]
        cut_up += [part for part in (before, [t for t in poll if t not in before]) if part]
    return cut_up
