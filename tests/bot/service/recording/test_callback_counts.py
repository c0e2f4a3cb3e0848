"""Counting what VK posts: through the server into the database, every update exactly once."""

import asyncio
import itertools
import json
import re
from contextlib import AsyncExitStack, asynccontextmanager

import aiohttp
import pytest

from bot.config.settings import load_settings
from bot.service.core import open_core
from bot.service.recording.intake import Intake
from bot.vk.stream.callback import Callback, Door
from storage import tables
from storage.accounts import CHATS
from tests import plain
from tests.bot.ordering import order
from tests.bot.vk.stream import payloads as vk
from tests.cast import MARIA, PAVEL, STRANGER
from tests.playground import playground

pytestmark = pytest.mark.asyncio

SECRET = "кассиопея"


@asynccontextmanager
async def serving(place, intake=None):
    """Open a door of the playground's service; give its address."""
    service = place.service
    door = Door(host="127.0.0.1", port=0, path="/", secret=SECRET)

    async def code():
        return await service.vk.confirmation_code(service.group)

    callback = Callback(door, service.group, (intake or service.intake).take_updates, code)
    task = asyncio.create_task(callback.run())
    while not callback.addresses:
        assert not task.done(), task
        await asyncio.sleep(0.005)
    try:
        yield f"http://127.0.0.1:{callback.addresses[0][1]}/"
    finally:
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task


def posted(place, chat, number, author=MARIA, text="Урок", **extra):
    """What VK posts of a chat's message."""
    message = vk.message(text, number=number, author=author, peer_id=CHATS + chat, **extra)
    return {**vk.new(message), "group_id": place.service.group, "secret": SECRET}


async def post(http, url, update):
    async with http.post(url, data=json.dumps(update).encode()) as answer:
        return answer.status


async def counted(place):
    """Give the messages of each author, the strangers together under 0."""
    found = {}
    for row in await place.rows(tables.tallies):
        author = max(row.author, 0)
        found[author] = found.get(author, 0) + row.messages
    return found


async def control(place, verb, **body):
    """Order or look at the sandbox's posting."""
    return await place.service.vk.http.request_json(
        f"{place.world.url}/sandbox/callback", method=verb, json=body
    )


async def until_delivered(place, events):
    """Wait until the sandbox has delivered so many events; give how many tries failed."""
    async with asyncio.timeout(30):
        while (shown := await control(place, "GET"))["waiting"]:
            await asyncio.sleep(0.02)
    assert shown["delivered"] == events
    return shown["failures"]


FAULTS = {
    "nothing": [],
    "answers nobody read": [{"on": "callback", "drop": True, "times": 30}],
    "copies": [{"on": "callback", "duplicate": 3, "times": -1}],
    "both": [
        {"on": "callback", "drop": True, "times": 20},
        {"on": "callback", "duplicate": 5, "times": -1},
    ],
}


@pytest.mark.parametrize("faults", FAULTS.values(), ids=FAULTS)
async def test_counts_are_exact_and_answers_single_under(faults, tmp_path):
    async with playground(tmp_path) as place:
        chat = await place.chat("Педсовет", MARIA, PAVEL, STRANGER)
        await place.roster()
        await order(place, *faults)
        async with serving(place) as url:
            await control(place, "POST", url=url, secret=SECRET)
            before = place.world.queue.last
            place.say(chat, MARIA, 40)
            place.say(chat, PAVEL, 25)
            place.say(chat, STRANGER, 15)
            place.world.call(chat, PAVEL, [PAVEL, MARIA], 60)
            place.world.say(MARIA, dm=True, text="Добрый день")
            failures = await until_delivered(place, place.world.queue.last - before)
        await place.service.inbox.drain()

        assert failures == sum(fault["times"] for fault in faults if fault.get("drop"))
        assert await counted(place) == {MARIA: 40, PAVEL: 25, 0: 15}
        assert len(await place.rows(tables.calls)) == 1
        assert len(place.heard(dm=MARIA)) == 1
        assert await place.rows(tables.quarantine) == []


async def test_two_servers_on_one_database_count_the_same_and_different_updates_once(tmp_path):
    async with playground(tmp_path) as place, AsyncExitStack() as stack:
        chat = await place.chat("Педсовет", MARIA, PAVEL)
        await place.roster()
        core = await stack.enter_async_context(open_core(load_settings(place.config), tmp_path))
        other = Intake(core.database, core.units, place.service.group, place.world.now, bool)
        urls = [
            await stack.enter_async_context(serving(place)),
            await stack.enter_async_context(serving(place, other)),
        ]
        http = await stack.enter_async_context(aiohttp.ClientSession())
        jobs = []
        for number in range(100, 400):
            author = MARIA if number % 2 else PAVEL
            update = posted(place, chat, number, author)
            both = number % 3 == 0
            jobs += [(url, update) for url in (urls if both else [urls[number % 2]])]
        several = asyncio.Semaphore(30)

        async def carry(url, update):
            async with several:
                return await post(http, url, update)

        statuses = await asyncio.gather(*itertools.starmap(carry, jobs))

        assert (len(jobs), set(statuses)) == (400, {200})
        assert await counted(place) == {MARIA: 150, PAVEL: 150}
        spans = [(r.first, r.last) for r in await place.rows(tables.ledger) if r.first >= 100]
        assert spans == [(100, 399)]


async def test_a_database_that_cannot_be_written_makes_vk_come_again(tmp_path):
    async with playground(tmp_path) as place, aiohttp.ClientSession() as http:
        chat = await place.chat("Педсовет", MARIA)
        await place.roster()
        update = posted(place, chat, 100)
        async with serving(place) as url:
            with plain.connect(tmp_path / "zvonok.db") as other:
                other.execute("ALTER TABLE tallies RENAME TO away")
            other.close()
            assert await post(http, url, update) == 503
            assert await place.rows(tables.quarantine) == []
            with plain.connect(tmp_path / "zvonok.db") as other:
                other.execute("ALTER TABLE away RENAME TO tallies")
            other.close()
            assert [await post(http, url, update) for _ in range(3)] == [200, 200, 200]
        assert await counted(place) == {MARIA: 1}


async def test_a_broken_update_is_put_aside_and_its_neighbours_count(tmp_path):
    async with playground(tmp_path) as place, aiohttp.ClientSession() as http:
        chat = await place.chat("Педсовет", MARIA)
        await place.roster()
        updates = [posted(place, chat, number) for number in range(100, 130)]
        updates[7]["object"]["message"]["date"] = "вчера"
        async with serving(place) as url:
            answers = await asyncio.gather(*(post(http, url, update) for update in updates))
        assert answers == [200] * 30
        assert await counted(place) == {MARIA: 29}
        [put_aside] = await place.rows(tables.quarantine)
        assert put_aside.reason.startswith("ValidationError at bot/vk/stream/incoming.py:")
        assert re.fullmatch(r"callback #\d+ message_new", put_aside.place)
        assert "вчера" not in put_aside.shape


async def test_what_waits_for_an_answer_holds_no_secret(tmp_path):
    async with playground(tmp_path) as place, aiohttp.ClientSession() as http:
        chat = await place.chat("Педсовет", MARIA)
        await place.roster()
        async with serving(place) as url:
            assert await post(http, url, posted(place, chat, 100, text="/сводка")) == 200
        [kept] = [row for row in await place.rows(tables.inbox) if row.body]
        update = json.loads(kept.body)
        assert update["object"]["message"]["text"] == "/сводка"
        assert "secret" not in update


async def test_the_position_of_the_long_poll_is_left_where_it_was(tmp_path):
    async with playground(tmp_path) as place, aiohttp.ClientSession() as http:
        chat = await place.chat("Педсовет", MARIA)
        before = await place.rows(tables.cursors)
        async with serving(place) as url:
            assert await post(http, url, posted(place, chat, 100)) == 200
        assert [row.position for row in before] == ["2"]
        assert await place.rows(tables.cursors) == before
