"""Polls full of rubbish: random bytes, cut bodies, too deep ones, real shapes with changed types.

Whatever VK (or somebody in its place) sends, the intake takes the rest of the poll, counts what is
right exactly, and never raises for what an update holds. ``python -m tests.fuzz --updates 100000``
then has every bomb of ``tests/bombs.py`` read as a roster, cut and changed at random.
"""

import argparse
import asyncio
import contextlib
import json
import random
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import func, select

from bot.service.recording.intake import Intake
from bot.sheets.untrusted.reading import read_book
from bot.sheets.untrusted.table import BadSheet
from bot.vk.stream.longpoll import PollAnswer
from monitor.jobs.loading.load import UnitOrder
from monitor.order_files.loading import load_order
from storage import tables
from storage.accounts import CHATS
from storage.chats import chats
from storage.db.database import Database
from storage.people import units
from storage.records import Unit
from tests import bombs
from tests.bot.vk.stream import payloads as vk
from tests.cast import MARIA, MONDAY_MORNING, SCHOOL

OURS = 5
"""The chat in which everything is right; rubbish lands in chats that are nobody's."""

SHAPES = (
    lambda: vk.new(vk.message()),
    lambda: vk.new(vk.private()),
    lambda: vk.new(vk.action("chat_invite_user", member_id=5)),
    lambda: vk.new(vk.action("chat_kick_user", member_id=-vk.GROUP)),
    lambda: vk.new(vk.action("chat_invite_user", member_id=-vk.GROUP)),
    lambda: vk.new(vk.call_started()),
    lambda: vk.new(vk.call_ended()),
    lambda: vk.new(vk.message(fwd_messages=[vk.forwarded()])),
    lambda: vk.flat(vk.message()),
    vk.pressed,
)
ODD: tuple[Any, ...] = (None, "", "слово", -1, 0, 1e300, 2**70, [], {}, [[]], True, "\ud83d")


def mangled(chance: random.Random) -> bytes:
    """Give an update that is wrong in one to four places, cut, or no JSON at all."""
    if chance.random() < 0.02:
        return deep(chance)
    update = chance.choice(SHAPES)()
    for _ in range(chance.randint(1, 4)):
        place = update
        while True:
            key = chance.choice(list(place))
            if isinstance(place[key], dict) and place[key] and chance.random() < 0.8:
                place = place[key]
                continue
            if chance.random() < 0.2:
                del place[key]
            else:
                place[key] = chance.choice(ODD)
            break
        if not update:
            break
    return json.dumps(update).encode()


def deep(chance: random.Random) -> bytes:
    """Give an update deeper than readers go, somewhere."""
    depth = chance.choice((900, 1_100, 50_000))
    left, right = chance.choice(((b"[", b"]"), (b'{"a":', b"}")))
    inner = left * depth + b"1" + right * depth
    place = chance.choice((b"payload", b"text", b"attachments", b"odd"))
    return b'{"event_id":"","type":"message_new","object":{"message":{"%s":%s}}}' % (place, inner)


def poll_of(chance: random.Random, first: int, ts: int) -> tuple[bytes, int]:
    """Give a poll of right and wrong updates, and how many right messages are in it."""
    right = chance.randint(0, 5)
    updates = [
        json.dumps(
            vk.new(
                vk.message(number=first + index, author=MARIA)
                | {"peer_id": CHATS + OURS, "date": int(MONDAY_MORNING.timestamp())}
            )
        ).encode()
        for index in range(right)
    ]
    updates += [mangled(chance) for _ in range(chance.randint(1, 6))]
    chance.shuffle(updates)
    return b'{"ts":"%d","updates":[%s]}' % (ts, b",".join(updates)), right


async def rage(wanted: int, seed: int, folder: Path) -> tuple[int, int, int]:
    """Feed rubbish; give updates fed, right messages among them, and messages counted."""
    chance = random.Random(seed)
    database = await Database.open(f"sqlite:///{folder / 'fuzz.db'}")
    try:
        of = await _school(database)
        intake = Intake(database, of, vk.GROUP, lambda: MONDAY_MORNING, lambda: None)
        fed = right = ts = 0
        while fed < wanted:
            ts += 1
            body, count = poll_of(chance, right + 1, ts)
            with contextlib.suppress(RecursionError):
                msgspec.json.decode(_mended(body), type=PollAnswer)
            await intake.take(body)
            right += count
            fed += body.count(b'"event_id"') + 1
            await _noise(intake, chance, body)
        async with database.reading() as connection:
            counted = await connection.scalar(
                select(func.sum(tables.tallies.c.messages)).where(tables.tallies.c.chat == OURS)
            )
    finally:
        await database.close()
    return fed, right, int(counted or 0)


def _mended(body: bytes) -> bytes:
    return json.dumps(json.loads(body)).encode("utf-8", "replace").replace(b"\\ud83d", b"?")


async def _noise(intake: Intake, chance: random.Random, body: bytes) -> None:
    """Feed what is no answer at all: it is refused as a whole and changes nothing."""
    if chance.random() < 0.1:
        cut = body[: chance.randrange(len(body))] if chance.random() < 0.5 else chance.randbytes(50)
        try:
            await intake.take(cut)
        except msgspec.DecodeError:
            return
        raise AssertionError(f"taken as an answer: {cut[:80]!r}")


async def _school(database: Database) -> dict[str, UnitOrder]:
    unit = Unit(
        id=SCHOOL,
        kind="school",
        name="Школа",
        parent=None,
        timezone="Asia/Yekaterinburg",
        order="perm",
    )
    async with database.writing() as connection:
        await units.sync(connection, [unit], [])
        await chats.give(connection, OURS, SCHOOL, MONDAY_MORNING)
    return {SCHOOL: UnitOrder(unit, load_order("perm"))}


def blow_up(seed: int) -> int:
    """Have bombs read, each as it is and changed at random; give how many were refused."""
    chance = random.Random(seed)
    refused = 0
    for name, make in bombs.bombs().items():
        made = make()
        data = bytearray(made)
        for _ in range(chance.randint(0, 3)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        for body in (made, bytes(data), made[: chance.randrange(len(made))]):
            try:
                read_book(body, f"{name}.csv")
            except BadSheet:
                refused += 1
    return refused


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--updates", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="zvonok-fuzz-") as name:
        fed, right, counted = asyncio.run(rage(wanted.updates, wanted.seed, Path(name)))
    print(
        f"{fed} updates, {right} right messages, {counted} counted, "
        f"{time.monotonic() - began:.0f} s"
    )
    print(f"{blow_up(wanted.seed)} tables refused")
    return int(right != counted)


if __name__ == "__main__":
    sys.exit(main())
