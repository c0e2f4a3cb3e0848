"""Any calls of any people, heard in any order, from the messenger's bytes: each is one call."""

import asyncio
import json
import shutil
import tempfile
from itertools import pairwise
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.vk.stream.updates import observe
from storage import intake
from storage.chats import chats
from storage.db.database import Database
from storage.people import people
from storage.places.directory import Directory
from storage.seen import activity
from storage.seen.pseudonyms import pseudonym
from tests.builders import weeks_of
from tests.cast import MARIA, SCHOOL, STRANGER, at, utc
from tests.tries import tries

CHAT = 1
CALLERS = (MARIA, STRANGER, STRANGER + 1)  # Maria is on the roster
MIDNIGHT = utc(at(7))


@st.composite
def worlds(draw):
    """Calls as they were, the messages that were heard of them, and what they must become.

    Where ends do not tell when their calls began, every call's end is heard.
    """
    tells = draw(st.booleans())
    said, truth = [], []
    for caller in CALLERS:
        now = MIDNIGHT - 6 * 3600 + draw(st.integers(0, 3600))
        for _ in range(draw(st.integers(0, 3))):
            opened = now
            shown = opened + draw(st.sampled_from((0, 0, 5, 170) if tells else (0,)))
            joined = shown + draw(st.sampled_from((0, 60, 181, 600, 3 * 3600)))
            reached = draw(st.booleans())
            ended = joined + draw(st.integers(30, 3600))
            now = ended + draw(st.integers(400, 3600))
            heard = draw(st.sampled_from(("both", "both", "end", "start" if tells else "both")))
            call = {"initiator_id": caller, "participants": {"list": [caller], "count": 2}}
            if heard != "end":
                said.append((shown, caller, "group_call_in_progress", call))
            if heard != "start":
                call = call | {"state": "reached" if reached else "canceled_by_initiator"}
                call |= {"duration": ended - joined} if reached else {}
                said.append((ended, caller, "call", call | ({"time": opened} if tells else {})))
            alone = joined if reached else ended
            began = opened if tells and heard != "start" else alone if heard == "end" else shown
            known = (ended - joined if reached else None, reached)
            truth.append((caller, began, *((None, None) if heard == "start" else known)))
    said.sort(key=lambda each: each[0])
    updates = [message(number, *each) for number, each in enumerate(said, start=1)]
    arriving = draw(st.permutations(updates)) if draw(st.booleans()) else list(updates)
    arriving += draw(st.lists(st.sampled_from(updates), max_size=3)) if updates else []
    cuts = sorted(draw(st.lists(st.integers(0, len(arriving)), max_size=8)))
    polls = [arriving[a:b] for a, b in pairwise([0, *cuts, len(arriving)])]
    return polls, sorted(truth, key=lambda each: each[:2])


def message(number, when, caller, kind, call):
    said = {
        "peer_id": 2_000_000_000 + CHAT,
        "conversation_message_id": number,
        "from_id": caller,
        "date": when,
        "text": "",
        "attachments": [{"type": kind, kind: call}],
    }
    return {"type": "message_new", "object": {"message": said}}


async def played(template, polls):
    with tempfile.TemporaryDirectory() as folder:
        path = shutil.copy(template, Path(folder) / "zvonok.db")
        database = await Database.open(f"sqlite:///{path}")
        values = {"full_name": "Кто-то", "position": "", "role": "учитель", "classes": []}
        async with database.writing() as connection:
            await chats.give(connection, CHAT, SCHOOL, at(-1))
            person = await people.add(connection, SCHOOL, values, at(-1))
            await people.bind(connection, SCHOOL, {MARIA: person}, "roster", at(-1))
        known = Directory()
        for index, updates in enumerate(polls):
            body = json.dumps({"ts": str(index), "updates": updates}).encode()
            batch = observe(body, group=1, source="longpoll", polled_at=MIDNIGHT)
            async with database.writing() as connection:
                known = (await intake.record(connection, batch, known, weeks_of)).directory
        async with database.reading() as connection:
            found = await activity.calls(connection, SCHOOL, utc(at(0)), utc(at(14)))
        await database.close()
    names = {
        pseudonym(key.key, caller): (caller, key)
        for key in known.keys.get(SCHOOL, ())
        for caller in CALLERS
    }
    calls = []
    for call in found:
        began = int(call.started_at.timestamp())
        caller, key = names.get(call.initiator, (call.initiator, None))
        assert key is None or key.starts_at <= began < key.ends_at  # named by the week it began in
        assert call.participants == (call.initiator,)
        calls.append((caller, began, call.seconds, call.reached))
    return sorted(calls, key=lambda each: each[:2])


@settings(
    max_examples=tries(60),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(world=worlds())
def test_every_call_is_one_whatever_was_heard_of_it(template, world):
    polls, truth = world
    assert asyncio.run(played(template, polls)) == truth
