"""Rights and types of events, asked of the sandbox, and switched on where the token may."""

from dataclasses import replace

import pytest

from bot.service import checkup_words as words
from bot.service.guarding import Checker
from bot.service.troubles import Troubles
from bot.vk.checkup import EVENTS, look
from sandbox.api.dispatch import METHODS
from sandbox.api.errors import VkError
from tests.playground import playground

pytestmark = pytest.mark.asyncio

NO_TYPES = (
    "Не включены типы событий: «исходящее сообщение» (message_reply), «действие с сообщением» "
    "(message_event). Включите их: Управление → Работа с API → Long Poll API → Типы событий"
)


def checker(place, secret=None):
    return Checker(place.service.vk, place.service.group, secret, Troubles(lambda: 0.0))


async def said(place, secret=None):
    found = await look(place.service.vk, place.service.group, secret)
    return [text for fine, text in words.said(found) if fine is False]


async def test_what_is_missing_is_switched_on_where_the_token_may(tmp_path, log):
    async with playground(tmp_path) as place:
        place.world.long_poll_enabled = False
        place.world.long_poll_version = "5.81"
        place.world.event_types -= {"message_reply", "message_event"}
        assert len(await said(place)) == 3
        await checker(place).check()

        assert place.world.long_poll_enabled
        assert place.world.long_poll_version == "5.199"
        assert set(EVENTS) <= place.world.event_types
        assert await said(place) == []
    assert log[-1:] == [
        "INFO Long Poll API: служба сама включила то, чего не хватало (message_reply, "
        "message_event)\n"
    ]


async def test_what_may_not_be_switched_on_is_named(tmp_path, log):
    async with playground(tmp_path) as place:
        place.world.event_types -= {"message_reply", "message_event"}
        place.world.rights = {"messages", "photos", "docs"}
        await checker(place).check()

        assert "message_reply" not in place.world.event_types
    assert f"ERROR {NO_TYPES}\n" in log


async def test_what_vk_does_not_switch_on_after_all_is_named(tmp_path, log, monkeypatch):
    async with playground(tmp_path) as place:
        place.world.event_types -= {"message_reply", "message_event"}

        def refuse(_call):
            raise VkError(15)

        name = "groups.setLongPollSettings"
        monkeypatch.setitem(METHODS, name, replace(METHODS[name], act=refuse))
        await checker(place).check()

    assert f"ERROR {NO_TYPES}\n" in log


async def test_rights_that_are_missing_are_named_with_what_fails_without_them(tmp_path):
    async with playground(tmp_path) as place:
        place.world.rights = {"messages", "manage"}

        assert await said(place) == [
            "У токена нет прав: «фотографии» (картинки не отправляются), «документы» (таблицы не "
            "отправляются). Создайте новый токен с этими правами: Управление → Работа с API → "
            "Ключи доступа"
        ]


async def test_a_server_of_the_callback_api_is_known_by_our_secret(tmp_path):
    async with playground(tmp_path) as place:
        servers = place.world.callback_servers
        servers.add("http://127.0.0.1:9/other", "other", "another", 0)
        assert await said(place, "word") == [
            "Сервера Callback API с секретным ключом из настроек в сообществе нет. Добавьте его: "
            "Управление → Работа с API → Callback API, адрес и callback.secret"
        ]
        ours = servers.add("http://127.0.0.1:9/vk", "ours", "word", 0)
        await checker(place, "word").check()

        assert ours.events == set(EVENTS)
        assert servers.listed()[0].events == set()
        assert await said(place, "word") == []


async def test_the_real_world_s_answers_are_read(tmp_path, monkeypatch):
    """VK lists true and false or 1 and 0, and leaves types out that it does not know."""
    async with playground(tmp_path) as place:

        async def answer(method, **_params):
            if method == "groups.getTokenPermissions":
                return {"mask": 4096, "permissions": [{"name": "messages", "setting": 4096}]}
            return {"is_enabled": True, "events": {"message_new": False, "message_allow": 1}}

        monkeypatch.setattr(place.service.vk, "call", answer)
        found = await look(place.service.vk, place.service.group, None)

    assert found.lacking == ("manage", "photos", "docs")
    assert (found.feed.missing, found.feed.old) == (("message_new",), False)
