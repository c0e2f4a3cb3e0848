"""Counting through a long poll that misbehaves: what VK delivers counts once, whatever happens."""

import asyncio
import copy
import random
import sqlite3

import pytest

from bot.vk.stream.longpoll import LongPoll
from sandbox.world.world import Access
from storage import tables
from storage.accounts import CHATS
from tests.bot.ordering import endure, order, still_ordered
from tests.bot.vk.stream import payloads as vk
from tests.bot.vk.stream.shapes import REAL, places
from tests.cast import ADMIN, DEPUTY, MARIA, PAVEL, STRANGER, at
from tests.playground import playground

pytestmark = pytest.mark.asyncio

FAULTS = {
    "nothing": [],
    "repeated events": [{"on": "poll", "duplicate": 6, "times": -1}],
    "mixed events": [{"on": "poll", "shuffle": True, "times": -1}],
    "repeated and mixed events": [{"on": "poll", "duplicate": 9, "shuffle": True, "times": -1}],
    "cut answers": [{"on": "poll", "cut": kept} for kept in (0, 1, 9, 40, 700, 2_500)],
    "dropped answers": [{"on": "poll", "drop": True, "times": 3}],
    "a proxy's page": [{"on": "poll", "status": 502, "times": 3}],
    "empty answers": [{"on": "poll", "body": "", "times": 2}, {"on": "poll", "body": "{}"}],
    "an expired key": [{"on": "poll", "failed": 2, "times": 2}],
    "codes nobody knows": [{"on": "poll", "failed": 4}, {"on": "poll", "failed": 9}],
    "no server at first": [
        {"on": "method:groups.getLongPollServer", "error": 10, "times": 9},
        {"on": "poll", "failed": 2},
    ],
    "everything at once": [
        {"on": "poll", "duplicate": 4, "shuffle": True},
        {"on": "poll", "drop": True},
        {"on": "poll", "failed": 2},
        {"on": "poll", "status": 502},
        {"on": "poll", "cut": 300, "times": 2},
        {"on": "poll", "duplicate": 30, "times": -1},
    ],
}
LATER = at(0, 10)  # the hour in which everything is said is over
SAID = {MARIA: 17, PAVEL: 10, DEPUTY: 3, ADMIN: 0}


async def by_account(place):
    """Count what stands in the tallies, the strangers together under 0."""
    found = {}
    for row in await place.rows(tables.tallies):
        author = max(row.author, 0)
        found[author] = found.get(author, 0) + row.messages
    return found


def write_all(place, chat):
    """Let everybody write in turns: 30 messages of staff, 8 of a stranger, one to the bot."""
    left = SAID | {STRANGER: 8}
    while any(left.values()):
        for person, count in left.items():
            if count:
                place.say(chat, person)
                left[person] -= 1
    place.world.edit(chat, 5, "Исправлено")
    place.world.say(MARIA, dm=True, text="Добрый день")


@pytest.mark.parametrize("faults", FAULTS.values(), ids=FAULTS.keys())
async def test_counts_are_exact_and_answers_single_under(faults, tmp_path, impatient):
    async with playground(tmp_path) as place:
        chat = await place.chat("Педсовет", MARIA, PAVEL, DEPUTY, STRANGER)
        await place.roster()
        place.world.poll_limit = 7
        await order(place, *faults)
        write_all(place, chat)
        await endure(place)

        assert await by_account(place) == {MARIA: 17, PAVEL: 10, DEPUTY: 3, 0: 8}
        ledger = {
            (row.conversation, row.first, row.last) for row in await place.rows(tables.ledger)
        }
        assert ledger == {(chat, 2, 3 + 38), (-MARIA, 1, 2)}
        assert await place.rows(tables.holes) == []
        assert len(place.heard(dm=MARIA)) == 1
        report = await place.report(now=LATER)
        assert (report.completeness, [p.messages for p in report.people]) == (1, [0, 3, 17, 10, 0])
        assert [fault for fault in await still_ordered(place) if fault["times"] != -1] == []


async def test_what_vk_has_forgotten_is_told_as_missing(tmp_path):
    async with playground(tmp_path) as place:
        chat = await place.chat("Педсовет", MARIA)
        await place.roster()
        place.say(chat, MARIA, 5)
        await place.settle()
        await order(place, {"on": "poll", "forget": 3})
        place.say(chat, MARIA, 7)
        await endure(place)

        assert await by_account(place) == {MARIA: 5 + 4}
        [hole] = await place.rows(tables.holes)
        assert (hole.chat, hole.first, hole.last) == (chat, 9, 11)
        report = await place.report(now=LATER)
        assert report.completeness == 9 / 12
        starred = {figure.id for figure in report.figures if figure.incomplete}
        assert starred == {"staff_messages_10", "users_active", "foreign_links"}


@pytest.mark.parametrize("failed", [1, 3])
async def test_a_stream_vk_lost_goes_on_and_the_loss_is_seen_with_the_next_message(
    failed, tmp_path
):
    async with playground(tmp_path) as place:
        chat = await place.chat("Педсовет", MARIA)
        await place.roster()
        place.say(chat, MARIA, 2)
        await place.settle()
        await order(place, {"on": "poll", "failed": failed})
        place.say(chat, MARIA, 4)
        assert await place.poll.step() is False
        waiting = asyncio.create_task(place.poll.step())
        while not place.world.queue._watchers:
            await asyncio.sleep(0.01)
        place.say(chat, MARIA)
        await waiting

        assert await by_account(place) == {MARIA: 3}
        assert (await place.report(now=LATER)).completeness == 3 / 7


async def test_a_poll_taken_again_after_a_restart_counts_nothing_twice(tmp_path):
    async with playground(tmp_path) as place:
        chat = await place.chat("Педсовет", MARIA, PAVEL)
        await place.roster()
        start = await place.service.intake.position()
        place.say(chat, MARIA, 4)
        place.world.call(chat, PAVEL, [PAVEL, MARIA], 60)
        place.world.say(MARIA, dm=True, text="Добрый день")
        await place.settle()
        before = [await place.rows(each) for each in (tables.tallies, tables.calls, tables.ledger)]

        async def handle(body, read):
            await place.service.intake.take(body, read)

        again = LongPoll(
            place.service.vk, place.service.group, start, handle, asyncio.sleep, lambda _e: True
        )
        while again.position != place.poll.position:
            await again.step()
        await place.service.inbox.drain()

        assert start == "2"
        assert before == [
            await place.rows(each) for each in (tables.tallies, tables.calls, tables.ledger)
        ]
        assert len(place.heard(dm=MARIA)) == 1


@pytest.mark.sqlite("it refuses by a trigger, in the words of SQLite")
async def test_a_transaction_that_fails_leaves_nothing_behind(tmp_path):
    async with playground(tmp_path) as place:
        chat = await place.chat("Педсовет", MARIA)
        position = await place.service.intake.position()
        with sqlite3.connect(tmp_path / "zvonok.db") as other:
            other.execute(
                "CREATE TRIGGER full BEFORE UPDATE ON cursors BEGIN "
                "SELECT RAISE(ABORT, 'disk is full'); END"
            )
        other.close()
        place.say(chat, MARIA, 3)
        with pytest.raises(Exception, match="disk is full"):
            await place.poll.step()
        assert await place.rows(tables.tallies) == []
        assert await place.service.intake.position() == position

        with sqlite3.connect(tmp_path / "zvonok.db") as other:
            other.execute("DROP TRIGGER full")
        other.close()
        await place.settle()
        assert [row.messages for row in await place.rows(tables.tallies)] == [3]


async def test_without_access_to_all_messages_only_what_addresses_the_bot_counts(tmp_path):
    async with playground(tmp_path) as place:
        chat = await place.chat("Педсовет", MARIA, access=Access.MENTIONS)
        await place.roster()
        place.say(chat, MARIA, 4)
        place.world.say(MARIA, chat=chat, text="/помощь")
        await place.settle()

        assert await by_account(place) == {MARIA: 1}
        assert (await place.report(now=LATER)).completeness == 1 / 5


async def test_calls_edits_service_messages_and_communities_are_no_messages(tmp_path):
    async with playground(tmp_path) as place:
        chat = await place.chat("Педсовет", MARIA, PAVEL, DEPUTY)
        await place.roster()
        world = place.world
        cmid = world.say(MARIA, chat=chat, text="Сбор в 14:00")
        world.edit(chat, cmid, "Сбор в 15:00")
        world.say(-70, chat=chat, text="Скидки на канцтовары")
        world.pin(chat, ADMIN, cmid)
        world.rename_chat(chat, ADMIN, "Педсовет 2026")
        world.change_members(chat, ADMIN, add=[STRANGER])
        world.change_members(chat, STRANGER, remove=[STRANGER])
        world.call(chat, PAVEL, [PAVEL, MARIA], 60)
        world.call(chat, MARIA, [MARIA], 0, state="canceled_by_initiator")
        world.delete(chat, world.say(PAVEL, chat=chat, text="Не туда"))
        await place.settle()

        assert await by_account(place) == {MARIA: 1, PAVEL: 1}
        people = {p.name: (p.messages, p.calls) for p in (await place.report(now=LATER)).people}
        assert people["Петрова Мария Петровна"] == (1, 0)
        assert people["Уткин Павел Ильич"] == (1, 1)


async def test_the_first_second_of_the_next_week_is_no_longer_this_week(tmp_path):
    async with playground(tmp_path) as place:
        chat = await place.chat("Педсовет", MARIA)
        await place.roster()
        place.say(chat, MARIA, 9, at=at(6, 23, 59))
        place.say(chat, MARIA, at=at(7))
        await place.settle()

        now = at(7, 8)
        this, following = await place.report(now=now), await place.report(week="2026-W48", now=now)
        assert [each.people[2].messages for each in (this, following)] == [9, 1]


async def test_updates_however_mangled_never_hold_up_the_intake(tmp_path):
    dice = random.Random(47)
    async with playground(tmp_path) as place:
        chat = await place.chat("Педсовет", MARIA)
        place.world.say(MARIA, chat=chat, text="раз")
        await place.settle()
        for number in range(120):
            update = _mangled(dice, chat)
            good = vk.new(vk.message(number=number * 2 + 100, author=MARIA, peer_id=CHATS + chat))
            await place.service.intake.take(vk.poll(update, ts=f"{number}.5"))
            assert await place.service.intake.take(vk.poll(update, good, ts=str(number))) >= 1
        assert await place.service.intake.position() == "119"


async def test_a_message_of_the_bot_without_a_date_never_holds_up_the_intake(tmp_path):
    async with playground(tmp_path) as place:
        chat = await place.chat("Педсовет", MARIA)
        peer = CHATS + chat
        torn = vk.new(vk.message(number=9, author=MARIA, peer_id=peer))
        reply = vk.update("message_reply", {"peer_id": peer, "conversation_message_id": 12})
        await place.service.intake.take(vk.poll(torn, ts="8"))
        await place.service.intake.take(vk.poll(reply, ts="9"))
        assert await place.service.intake.position() == "9"


JUNK = (None, True, 0, -1, 31, 2**40, 2**62, 10**25, 0.5, "", "слово", [], [1], {}, {"id": 1})


def _mangled(dice, chat):
    update = copy.deepcopy(dice.choice(REAL))
    for _ in range(dice.randint(1, 2)):
        found = list(places(update))
        if found:
            *parents, last = dice.choice(found)
            holder = update
            for key in parents:
                holder = holder[key]
            if dice.random() < 0.4:
                del holder[last]
            else:
                holder[last] = dice.choice(JUNK)
    return _moved(update, chat)


def _moved(update, chat):
    """Move an update into a chat that is counted: there most can go wrong."""
    said = update.get("object")
    for holder in (said, said.get("message") if isinstance(said, dict) else None):
        if isinstance(holder, dict) and holder.get("peer_id") == vk.PEER:
            holder["peer_id"] = CHATS + chat
    return update
