"""Posts that are refused, cut off, slow or too deep: nothing of them is recorded or logged."""

import asyncio
import hmac
import json
import logging

import aiohttp
import pytest

from bot.vk.stream.callback import LARGEST, read
from tests.bot.vk.stream import payloads as vk
from tests.bot.vk.stream.posting import (
    CODE,
    LATER,
    OK,
    SECRET,
    TEXT,
    book,
    port_of,
    post,
    posted,
    running,
    serving,
    text_of,
    url_of,
    without_secret,
)

__all__ = ("book",)
pytestmark = pytest.mark.asyncio

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
