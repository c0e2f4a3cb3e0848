"""Files are fetched from VK's own servers only, however the address is written or leads."""

from contextlib import asynccontextmanager

import pytest
from aiohttp import web

from bot.vk.client import Vk
from bot.vk.errors import VkError
from bot.vk.files.downloads import LIMIT, NotOfVk, TooLong, download, is_of_vk

VK = "https://api.vk.com/method/"


@pytest.mark.parametrize(
    "url",
    [
        "https://vk.com/doc1_2?hash=3&dl=4",
        "https://VK.com/doc1_2",
        "https://vk.ru/doc1_2",
        "https://psv4.userapi.com/c123/u1/docs/x.xlsx?extra=5",
        "https://psv4.vkuser.net:443/d",
        "https://sun1-2.vkuserphoto.ru./x",
    ],
)
def test_vks_own_servers_are_asked(url):
    assert is_of_vk(url, VK)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "doc",
        "http://vk.com/doc1_2",
        "ftp://vk.com/doc",
        "file:///etc/passwd",
        "https://vk.com:8443/doc",
        "https://vk.com@evil.example/doc",
        "https://user:word@vk.com/doc",
        "https://evil.example/vk.com",
        "https://vk.com.evil.example/",
        "https://evilvk.com/",
        "https://xn--v-gtb.com/",
        "https://vк.com/",
        "https://169.254.169.254/latest",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://localhost/",
        "http://127.0.0.1:8013/sandbox/files/1",
        "https://vk.com:99999/",
        "https://[vk.com/",
        "//vk.com/doc",
        "https:///doc",
        "https://vk.com\\@evil.example/",
    ],
)
def test_nobody_elses_are(url):
    assert not is_of_vk(url, VK)


def test_a_stand_in_for_vk_on_this_machine_keeps_its_files_itself():
    api = "http://127.0.0.1:8013/method/"
    assert is_of_vk("http://127.0.0.1:8013/sandbox/files/1", api)
    for url in ("http://127.0.0.1:8014/x", "https://vk.com/doc", "http://localhost:8013/x"):
        assert not is_of_vk(url, api)


def test_an_api_asked_by_another_way_may_keep_files_but_only_by_https():
    api = "https://vk.proxy.example/method/"
    assert is_of_vk("https://vk.proxy.example/doc", api)
    assert is_of_vk("https://vk.com/doc", api)
    assert not is_of_vk("http://vk.proxy.example/doc", "http://vk.proxy.example/method/")


@asynccontextmanager
async def serving(*routes):
    """A server on this machine, in VK's place; give a client of it and its address."""
    application = web.Application()
    application.add_routes(routes)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    vk = Vk("", f"{url}/method/")
    try:
        yield vk, url
    finally:
        await vk.close()
        await runner.cleanup()


def leading(to):
    async def answer(_request):
        return web.Response(status=302, headers={"Location": to})

    return answer


async def keeping(_request):
    return web.Response(body=b"table")


@pytest.mark.asyncio
async def test_a_way_within_vk_is_followed():
    routes = (web.get("/doc", leading("/keeps/x")), web.get("/keeps/x", keeping))
    async with serving(*routes) as (vk, url):
        assert await download(vk, f"{url}/doc") == b"table"


@pytest.mark.parametrize(
    "to", ["http://127.0.0.1:9/x", "https://evil.example/x", "file:///etc/passwd", "//evil/x", ""]
)
@pytest.mark.asyncio
async def test_a_way_out_of_vk_is_not_and_a_circle_ends(to):
    async with serving(web.get("/doc", leading(to))) as (vk, url):
        with pytest.raises(NotOfVk):
            await download(vk, f"{url}/doc")


@pytest.mark.asyncio
async def test_a_file_without_end_is_left_and_no_answer_is_vks_error():
    async def endless(request):
        response = web.StreamResponse()
        await response.prepare(request)
        for _ in range(LIMIT // (1 << 16) + 9):
            await response.write(b"x" * (1 << 16))
        return response

    async with serving(web.get("/doc", endless)) as (vk, url):
        with pytest.raises(TooLong):
            await download(vk, f"{url}/doc")
        with pytest.raises(VkError):
            await download(vk, f"{url}/nothing")
