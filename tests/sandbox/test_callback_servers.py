"""The servers of the Callback API, named by the methods of the API."""

import asyncio

import pytest
from vkbottle import VKAPIError

from tests.sandbox.listening import SECRET, say
from tests.sandbox.town import GROUP

pytestmark = pytest.mark.asyncio


async def ask(api, method, **params):
    return (await api.request(f"groups.{method}", {"group_id": GROUP, **params}))["response"]


async def test_a_bot_names_its_server_by_the_api(api, bot, told, town):
    code = (await ask(api, "getCallbackConfirmationCode"))["code"]
    named = {"url": bot.url, "title": "Звонок", "secret_key": SECRET}
    number = (await ask(api, "addCallbackServer", **named))["server_id"]
    assert await ask(api, "setCallbackSettings", server_id=number, message_new=1) == 1
    say(told, "раз")
    told.world.allow_dm(told.vera)
    while len(bot.got) < 2:
        await asyncio.sleep(0.01)
    shown = {**named, "id": number, "creator_id": 0, "status": "ok"}
    assert (code, bot.got) == (bot.code, [("confirmation", None), ("раз", None)])
    assert await ask(api, "getCallbackServers") == {"count": 1, "items": [shown]}

    changed = {"url": bot.url, "title": "Второй", "secret_key": "другой"}
    assert await ask(api, "editCallbackServer", server_id=number, **changed) == 1
    assert await ask(api, "setCallbackSettings", server_id=number, message_new=0) == 1
    say(told, "два")
    while len(bot.got) < 3:
        await asyncio.sleep(0.01)
    assert bot.got[2:] == [("confirmation", None)]
    assert bot.bodies[2]["secret"] == "другой"
    assert (await ask(api, "getCallbackServers", server_ids="7"))["items"] == []
    assert await ask(api, "deleteCallbackServer", server_id=number) == 1
    assert await ask(api, "getCallbackServers") == {"count": 0, "items": []}


URL = "http://127.0.0.1:9/vk"
REFUSED = {
    "another group": ("getCallbackServers", {"group_id": 5}, 15),
    "no such server": ("deleteCallbackServer", {"server_id": 7}, 104),
    "an edit of nothing": ("editCallbackServer", {"server_id": 7, "url": URL, "title": "a"}, 104),
    "settings of nothing": ("setCallbackSettings", {"server_id": 7}, 104),
    "a long title": ("addCallbackServer", {"url": URL, "title": "a" * 15}, 100),
    "no title": ("addCallbackServer", {"url": URL}, 100),
    "a long secret": ("addCallbackServer", {"url": URL, "title": "a", "secret_key": "a" * 51}, 100),
    "a far address": ("addCallbackServer", {"url": "http://vk.example/", "title": "a"}, 100),
    "no address": ("addCallbackServer", {"url": "http://[::1/vk", "title": "a"}, 100),
}


@pytest.mark.parametrize(("method", "params", "code"), REFUSED.values(), ids=REFUSED)
async def test_what_a_method_cannot_do_is_vks_error(api, method, params, code):
    with pytest.raises(VKAPIError) as refused:
        await ask(api, method, **params)
    assert refused.value.code == code


async def test_there_are_ten_servers_at_most(api):
    for number in range(10):
        await ask(api, "addCallbackServer", url=URL, title=f"№ {number}")
    with pytest.raises(VKAPIError) as refused:
        await ask(api, "addCallbackServer", url=URL, title="№ 11")
    assert refused.value.code == 2000
    assert (await ask(api, "getCallbackServers"))["count"] == 10
