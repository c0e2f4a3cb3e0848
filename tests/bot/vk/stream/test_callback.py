"""The Callback API server over loopback HTTP: `ok` only after the commit, and its confirmation."""

import asyncio
import json

import pytest

from bot.errors import Refused
from bot.vk.errors import NETWORK, VkError
from bot.vk.stream.callback import LARGEST, Callback
from tests.bot.vk.stream import payloads as vk
from tests.bot.vk.stream.posting import (
    CODE,
    LATER,
    OK,
    SECRET,
    book,
    door,
    nobody_asks,
    port_of,
    post,
    posted,
    running,
    serving,
    text_of,
    without_secret,
)

__all__ = ("book",)
pytestmark = pytest.mark.asyncio


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


async def test_a_body_may_have_a_mebibyte(book):
    bare = len(text_of(posted(vk.message(""))))
    body = text_of(posted(vk.message("a" * (LARGEST - bare))))
    assert len(body) == LARGEST
    async with serving(book.record) as url:
        assert await post(url, body) == OK
        assert (await post(url, body + b" "))[0] == 413


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
