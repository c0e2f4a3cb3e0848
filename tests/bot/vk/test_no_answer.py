"""Why VK does not answer: each kind is told apart, through the real client and real sockets."""

import asyncio
import contextlib
import socket
import ssl

import pytest

from bot.service.troubles import sentence_of
from bot.vk.asking import Asker, PlainApi
from bot.vk.client import Vk
from bot.vk.errors import VkError

pytestmark = [pytest.mark.asyncio, pytest.mark.usefixtures("impatient")]


async def refusal(url, patience=2.0):
    """What is said when nothing of VK's answers at an address."""
    vk = Vk("vk1.a.token", url, patience=patience)
    try:
        with pytest.raises(VkError) as told:
            await vk.call("utils.getServerTime")
    finally:
        await vk.close()
    with pytest.raises(VkError) as told_plainly:
        await Asker(PlainApi("vk1.a.token", url, patience)).call("utils.getServerTime")
    assert sentence_of(told_plainly.value) == sentence_of(told.value)
    return sentence_of(told.value)


@contextlib.asynccontextmanager
async def answering(answer):
    """A server that does something of its own with every connection."""

    serving = set()

    async def serve(reader, writer):
        serving.add(asyncio.current_task())
        with contextlib.suppress(OSError, ssl.SSLError, asyncio.IncompleteReadError):
            await answer(reader, writer)
        writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        yield f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
        await asyncio.gather(*serving)


async def test_nobody_listens():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{free.getsockname()[1]}"
    assert await refusal(f"http://{host}/method/") == (
        f"VK не отвечает: {host} не принимает соединение. Проверьте настройку vk.api_url и "
        "межсетевой экран."
    )


async def test_there_is_no_such_name():
    assert await refusal("http://api.vk.invalid/method/") == (
        "VK не отвечает: адрес api.vk.invalid не находится, нет интернета или не работает DNS. "
        "Проверьте сеть и настройку vk.api_url."
    )


async def test_there_is_no_tls():
    async def plain(reader, writer):
        await reader.read(1)
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        await writer.drain()

    async with answering(plain) as host:
        assert await refusal(f"https://{host}/method/") == (
            f"VK не отвечает: защищённое соединение (TLS) с {host} не устанавливается. Проверьте "
            "часы этого компьютера; возможно, сертификат подменяет прокси или фильтр."
        )


async def test_nothing_comes_in_time():
    async def silent(reader, _writer):
        await reader.read()

    async with answering(silent) as host:
        assert await refusal(f"http://{host}/method/", patience=0.2) == (
            f"VK не отвечает: {host} не ответил за отведённое время. Проверьте сеть и межсетевой "
            "экран."
        )


async def test_the_connection_is_cut():
    async def cut(reader, _writer):
        await reader.readline()

    async with answering(cut) as host:
        assert await refusal(f"http://{host}/method/") == (
            f"VK не отвечает: соединение с {host} обрывается. Проверьте сеть, прокси и фильтр."
        )


@pytest.mark.parametrize("body", [b"<html>Blocked</html>", b"\xff\xfe\xfa", b"[]", b"{}"])
async def test_something_else_answers(body):
    async def page(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        length = str(len(body)).encode()
        writer.write(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: " + length + b"\r\n\r\n" + body)
        await writer.drain()

    async with answering(page) as host:
        assert await refusal(f"http://{host}/method/") == (
            f"VK не отвечает: вместо ответа VK от {host} пришло что-то другое, например страница "
            "прокси или фильтра. Проверьте настройку vk.api_url и доступ к VK через прокси."
        )
