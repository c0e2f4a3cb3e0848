"""The Callback API server over loopback HTTP: every answer, and `ok` only after the commit."""

import asyncio
import hmac
import io
import json
import logging
from contextlib import asynccontextmanager

import aiohttp
import pytest

from bot.errors import Refused
from bot.vk.errors import NETWORK, VkError
from bot.vk.stream.callback import LARGEST, Callback, Door, read
from bot.vk.stream.together import Together
from tests.bot.vk.stream import payloads as vk

pytestmark = pytest.mark.asyncio

SECRET = "аптека-7"
CODE = "a1b2c3d4"
TEXT = "Родительское собрание в среду"


class Book:
    """Records bodies into a list, a list a transaction; may be held up and may fail."""

    def __init__(self):
        self.commits = []
        self.tried = []
        self.open = asyncio.Event()
        self.open.set()
        self.broken = ()  # bodies that cannot be recorded

    async def record(self, bodies):
        self.tried.append(list(bodies))
        await self.open.wait()
        if any(body in self.broken for body in bodies):
            raise ValueError(TEXT)
        self.commits.append(list(bodies))

    @property
    def kept(self):
        return [body for commit in self.commits for body in commit]


async def nobody_asks():
    raise AssertionError("VK was asked for a code")


def door(**changes):
    values = {"host": "127.0.0.1", "port": 0, "path": "/vk", "secret": SECRET}
    return Door(**(values | changes))


async def started(record, code=nobody_asks, **changes):
    """Start a server on a free port; give it and its task."""
    callback = Callback(door(**changes), vk.GROUP, record, code)
    task = asyncio.create_task(callback.run())
    while not callback.addresses:
        assert not task.done(), task
        await asyncio.sleep(0.005)
    return callback, task


def port_of(callback):
    return callback.addresses[0][1]


def url_of(callback):
    return f"http://127.0.0.1:{port_of(callback)}/vk"


@asynccontextmanager
async def running(record, code=nobody_asks, **changes):
    """Run a server for a while."""
    callback, task = await started(record, code, **changes)
    try:
        yield callback
    finally:
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task


@asynccontextmanager
async def serving(record, code=nobody_asks, **changes):
    """Run a server for a while; give its address."""
    async with running(record, code, **changes) as callback:
        yield url_of(callback)


@pytest.fixture
def book():
    return Book()


def posted(made=None, **envelope):
    """What VK posts of an update."""
    return {**vk.new(made or vk.message(TEXT)), "secret": SECRET, **envelope}


def without_secret(update):
    return {key: value for key, value in update.items() if key != "secret"}


def text_of(update):
    return json.dumps(update, ensure_ascii=False).encode()


async def post(url, body):
    """Post a body (JSON unless it is bytes); give status, text, kind and Retry-After."""
    data = io.BytesIO(body if isinstance(body, bytes) else text_of(body))
    async with aiohttp.ClientSession() as http, http.post(url, data=data) as answer:
        rest = answer.headers.get("Retry-After")
        return answer.status, await answer.text(), answer.content_type, rest


OK = (200, "ok", "text/plain", None)
LATER = (503, "", "application/octet-stream", "30")


async def test_an_update_is_recorded_without_its_secret_and_answered_ok(book):
    async with serving(book.record) as url:
        assert await post(url, posted()) == OK
    assert [json.loads(body) for body in book.kept] == [without_secret(posted())]


async def test_ok_is_not_said_before_the_commit(book):
    book.open.clear()
    async with serving(book.record) as url:
        answer = asyncio.create_task(post(url, posted()))
        while not book.tried:
            await asyncio.sleep(0.005)
        await asyncio.sleep(0.1)
        assert not answer.done()
        book.open.set()
        assert await answer == OK


REFUSED = {
    "nothing": (b"", 400),
    "no JSON": (b"{", 400),
    "no UTF-8": (b'{"type":"\xff\xfe"}', 400),
    "a list": ([posted()], 400),
    "a number": (7, 400),
    "no type": ({"secret": SECRET, "group_id": vk.GROUP}, 400),
    "a type that is no text": (posted(type=5), 400),
    "an abyss": (b'{"type":' + b"[" * 50_000 + b"]" * 50_000 + b"}", 400),
    "no secret": (without_secret(posted()), 403),
    "a wrong secret": (posted(secret="аптека-8"), 403),
    "an empty secret": (posted(secret=""), 403),
    "a secret that is no text": (posted(secret=None), 403),
    "half a secret": (posted(secret=SECRET[:4]), 403),
    "a confirmation without the secret": ({"type": "confirmation", "group_id": vk.GROUP}, 403),
    "another community": (posted(group_id=vk.GROUP + 1), 403),
    "no community": ({"type": "message_new", "secret": SECRET}, 403),
    "too much": (posted(vk.message("a" * LARGEST)), 413),
}


@pytest.mark.parametrize(("body", "status"), REFUSED.values(), ids=REFUSED)
async def test_refused_and_not_recorded_is(book, body, status):
    async with serving(book.record, confirmation=CODE) as url:
        assert (await post(url, body))[0] == status
        assert await post(url, posted()) == OK
    assert [json.loads(body) for body in book.kept] == [without_secret(posted())]


async def test_a_body_may_have_a_mebibyte(book):
    bare = len(text_of(posted(vk.message(""))))
    body = text_of(posted(vk.message("a" * (LARGEST - bare))))
    assert len(body) == LARGEST
    async with serving(book.record) as url:
        assert await post(url, body) == OK
        assert (await post(url, body + b" "))[0] == 413


async def test_only_posts_to_the_path_are_served(book):
    async with serving(book.record) as url, aiohttp.ClientSession() as http:
        statuses = []
        for verb, place in (("GET", url), ("PUT", url), ("POST", f"{url}/x"), ("POST", url[:-3])):
            async with http.request(verb, place, json=posted()) as answer:
                statuses.append(answer.status)
    assert statuses == [405, 405, 404, 404]
    assert book.kept == []


async def test_the_secret_is_compared_in_constant_time(book, monkeypatch):
    compared = []

    def compare(given, ours):
        compared.append((given, ours))
        return True

    monkeypatch.setattr(hmac, "compare_digest", compare)
    async with serving(book.record) as url:
        assert await post(url, posted(secret="чужой")) == OK
    assert compared == [("чужой".encode(), SECRET.encode())]


async def test_neither_words_nor_secrets_are_logged(book, log, caplog):
    caplog.set_level(logging.DEBUG)
    book.broken = (read(text_of(posted())).body,)
    async with running(book.record) as callback:
        url = url_of(callback)
        for body, _ in REFUSED.values():
            await post(url, body)
        assert await post(url, posted()) == LATER
        _, writer = await asyncio.open_connection("127.0.0.1", port_of(callback))
        writer.write(f"POST /vk HTTP/1.1\r\n{TEXT}\r\n\r\n".encode())
        await writer.drain()
        writer.close()
        await writer.wait_closed()
    said = "".join(log) + caplog.text
    assert "recording 1 updates: ValueError" in said
    assert (TEXT in said, SECRET in said, repr(TEXT.encode())[2:20] in said) == (False,) * 3


async def test_a_body_cut_off_on_its_way_harms_nobody(book, log, caplog):
    async with running(book.record) as callback:
        url = url_of(callback)
        _, writer = await asyncio.open_connection("127.0.0.1", port_of(callback))
        writer.write(b'POST /vk HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n{"type": "mess')
        await writer.drain()
        writer.close()
        await writer.wait_closed()
        await asyncio.sleep(0.05)
        assert await post(url, posted()) == OK
    assert len(book.kept) == 1
    assert [line for line in log if not line.startswith("INFO")] == []


@pytest.mark.parametrize(
    "begun",
    [
        b"",
        b"POST /vk HTTP/1.1\r\nHost: x\r\n",
        b'POST /vk HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n{"type": "mess',
        b"POST /vk HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{",
        b"POST /else HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n{",
    ],
    ids=["nothing", "half a head", "half a body", "half a chunk", "elsewhere"],
)
async def test_what_does_not_arrive_in_time_is_dropped_and_the_others_are_served(
    begun, book, monkeypatch
):
    monkeypatch.setattr("bot.vk.stream.callback.PATIENCE", 0.2)
    async with running(book.record) as callback:
        streams = [await asyncio.open_connection("127.0.0.1", port_of(callback)) for _ in range(50)]
        for _, writer in streams:
            writer.write(begun)
        assert await post(url_of(callback), posted()) == OK
        async with asyncio.timeout(30):
            for reader, writer in streams:
                try:
                    await reader.read()  # to its end: the connection was closed
                except ConnectionError:
                    continue
                finally:
                    writer.close()
    assert len(book.kept) == 1


async def test_rejected_posts_are_counted_and_not_each_logged(book, log, monkeypatch):
    async with running(book.record) as callback:
        url = url_of(callback)
        for _ in range(30):
            assert (await post(url, posted(secret="чужой")))[0] == 403
        assert (await post(url, b"no JSON"))[0] == 400
    assert [line for line in log if line.startswith("WARNING")] == [
        "WARNING callback: posts rejected: 1 without the secret or for another community\n",
        "WARNING callback: posts rejected: 1 unreadable, "
        "29 without the secret or for another community\n",
    ]


async def test_what_is_too_deep_is_vk_s_all_the_same(book):
    deep = b"[" * 100_000 + b"]" * 100_000
    body = text_of(posted()).replace(b'"object"', b'"odd": %s, "object"' % deep, 1)
    async with serving(book.record) as url:
        assert await post(url, body) == OK
    [kept] = book.kept
    assert (deep in kept, SECRET.encode() in kept) == (True, False)


async def test_a_configured_code_confirms_without_asking_vk(book):
    async with serving(book.record, confirmation=CODE) as url:
        body = {"type": "confirmation", "group_id": vk.GROUP, "secret": SECRET}
        assert await post(url, body) == (200, CODE, "text/plain", None)
    assert book.kept == []


async def test_a_code_is_asked_from_vk_when_first_needed_and_kept(book):
    asked = []

    async def code():
        asked.append(True)
        if len(asked) == 1:
            raise VkError("groups.getCallbackConfirmationCode", NETWORK, "TimeoutError")
        return CODE

    async with serving(book.record, code) as url:
        body = {"type": "confirmation", "group_id": vk.GROUP, "secret": SECRET}
        assert await post(url, posted()) == OK
        assert asked == []
        answers = [await post(url, body) for _ in range(3)]
    assert answers == [LATER, (200, CODE, "text/plain", None), (200, CODE, "text/plain", None)]
    assert len(asked) == 2


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


async def test_a_taken_port_is_a_sentence(book):
    async with running(book.record) as callback:
        port = port_of(callback)
        with pytest.raises(ExceptionGroup) as refused:
            await Callback(door(port=port), vk.GROUP, book.record, nobody_asks).run()
    [error] = refused.value.exceptions
    assert isinstance(error, Refused)
    assert str(error) == (
        f"Адрес 127.0.0.1:{port} (настройка callback.listen) занят другой программой. "
        "Укажите другой."
    )


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
