"""Posts that come at the same time: recorded together, however it ends."""

import asyncio
import json

import aiohttp
import pytest

from bot.vk.stream.together import Together
from tests.bot.vk.stream import payloads as vk
from tests.bot.vk.stream.posting import OK, TEXT, book, post, posted, running, started, url_of

__all__ = ("book",)
pytestmark = pytest.mark.asyncio


def numbered(count, first=1):
    return [posted(vk.message(TEXT, number=number)) for number in range(first, first + count)]


def numbers(bodies):
    return [json.loads(b)["object"]["message"]["conversation_message_id"] for b in bodies]


async def held_up(book, callback, first, others):
    """Post one update that is held up in its transaction, then others; give all the answers."""
    url = url_of(callback)
    book.open.clear()
    tasks = [asyncio.create_task(post(url, first))]
    while not book.tried:
        await asyncio.sleep(0.005)
    tasks += [asyncio.create_task(post(url, each)) for each in others]
    while len(callback._together._waiting) < len(others):
        await asyncio.sleep(0.005)
    return tasks


async def test_what_arrives_during_a_transaction_goes_together_into_the_next(book):
    async with running(book.record) as callback:
        first, *others = numbered(40)
        tasks = await held_up(book, callback, first, others)
        assert len(book.tried) == 1
        book.open.set()
        assert await asyncio.gather(*tasks) == [OK] * 40
    assert [sorted(numbers(commit)) for commit in book.commits] == [[1], list(range(2, 41))]


async def test_stopping_answers_what_has_begun_and_takes_no_more(book):
    callback, task = await started(book.record)
    first, *others = numbered(10)
    tasks = await held_up(book, callback, first, others)
    task.cancel()
    await asyncio.sleep(0.1)
    with pytest.raises(aiohttp.ClientConnectorError):
        await post(url_of(callback), posted())
    assert not task.done()
    book.open.set()
    assert await asyncio.gather(*tasks) == [OK] * 10
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(task, 5)
    assert sorted(numbers(book.kept)) == list(range(1, 11))


async def test_a_transaction_without_end_does_not_hold_up_stopping(book):
    callback, task = await started(book.record)
    [answer] = await held_up(book, callback, posted(), [])
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(task, 5)
    with pytest.raises(aiohttp.ClientError):
        await answer
    assert book.kept == []


async def test_more_than_the_limit_may_not_wait(book):
    together = Together(book.record, most=3)
    running = asyncio.create_task(together.run())
    book.open.clear()
    first = asyncio.create_task(together.put(b"1"))
    while not book.tried:
        await asyncio.sleep(0.005)
    more = [asyncio.create_task(together.put(b"%d" % number)) for number in range(2, 7)]
    await asyncio.sleep(0.01)
    book.open.set()
    assert await asyncio.gather(first, *more) == [True, True, True, True, False, False]
    assert book.commits == [[b"1"], [b"2", b"3", b"4"]]
    assert await together.put(b"7") is True
    running.cancel()


async def test_five_thousand_may_wait_by_default(book):
    together = Together(book.record)
    waiting = [asyncio.create_task(together.put(b"x")) for _ in range(5_001)]
    await asyncio.sleep(0)
    assert [task.done() for task in waiting] == [False] * 5_000 + [True]
    running = asyncio.create_task(together.run())
    assert sum(await asyncio.gather(*waiting)) == 5_000
    assert [len(commit) for commit in book.commits] == [5_000]
    running.cancel()


async def test_when_nothing_can_be_recorded_all_come_again(log):
    tried = []

    async def record(bodies):
        tried.append(len(bodies))
        raise OSError("disk is full")

    together = Together(record)
    running = asyncio.create_task(together.run())
    outcomes = await asyncio.gather(*(together.put(b"%d" % number) for number in range(1_000)))
    running.cancel()
    assert (set(outcomes), tried) == ({False}, [1_000])
    warned, failed = log
    assert warned.startswith(
        "WARNING recording 1000 updates: OSError at tests/bot/vk/stream/test_callback"
    )
    assert failed == "ERROR 1000 updates not recorded, to come again\n"
