"""The Callback API over HTTP, towards a server that answers as a test wants and keeps all."""

import asyncio

import pytest
from aiohttp import web

from sandbox.callback import Patience
from tests.sandbox.listening import SECRET, Bot, listening, say
from tests.sandbox.town import GROUP

pytestmark = pytest.mark.asyncio


async def rest(control, delivered):
    """Wait until so many events are delivered and nothing waits; give what is shown."""
    async with asyncio.timeout(10):
        while True:
            _, shown = await control("GET", "callback")
            if (shown["delivered"], shown["waiting"]) == (delivered, 0):
                return shown
            await asyncio.sleep(0.01)


async def begin(control, bot, secret=SECRET):
    status, shown = await control("POST", "callback", {"url": bot.url, "secret": secret})
    assert (status, shown) == (
        200,
        {"url": bot.url, "delivered": 0, "waiting": 0, "failures": 0},
    )


async def test_a_server_confirms_itself_and_gets_every_event_from_then_on(told, bot, control):
    await begin(control, bot)
    say(told, "раз", "два")
    shown = await rest(control, 2)

    assert shown == {"url": bot.url, "delivered": 2, "waiting": 0, "failures": 0}
    assert bot.got[0] == ("confirmation", None)
    assert sorted(bot.got[1:]) == [("два", None), ("раз", None)]
    confirmation = bot.bodies[0]
    event_id = confirmation.pop("event_id")
    assert len(event_id) == 40
    assert confirmation == {
        "group_id": GROUP,
        "type": "confirmation",
        "v": "5.199",
        "secret": SECRET,
    }
    assert (bot.bodies[1]["secret"], bot.bodies[1]["group_id"]) == (SECRET, GROUP)


async def test_without_a_secret_none_is_sent(told, bot, control):
    await begin(control, bot, "")
    say(told, "раз")
    await rest(control, 1)
    assert ["secret" in body for body in bot.bodies] == [False, False]


async def test_a_server_gets_events_in_the_version_of_its_settings(told, bot, control, api):
    await begin(control, bot)
    say(told, "раз")
    await rest(control, 1)
    server = {"group_id": GROUP, "server_id": 1}
    await api.request("groups.setCallbackSettings", server | {"api_version": "5.92"})
    settings = (await api.request("groups.getCallbackSettings", server))["response"]
    assert settings["api_version"] == "5.92"
    told.world.say(told.boris, dm=True, text="два")
    await rest(control, 3)  # with message_allow
    new, old = (body for body in bot.bodies if body["type"] == "message_new")
    assert (new["v"], new["object"]["message"]["text"]) == ("5.199", "раз")
    assert (old["v"], old["object"]["text"]) == ("5.92", "два")


async def test_what_is_not_answered_ok_comes_again_and_says_how_often(told, bot, control):
    await begin(control, bot)
    bot.script += [web.Response(text="Ok"), web.Response(status=500, text="ok")]
    say(told, "раз")
    shown = await rest(control, 1)
    assert shown["failures"] == 2
    assert bot.got[1:] == [("раз", None), ("раз", "1"), ("раз", "2")]


async def test_pauses_double_up_to_a_second_and_a_wish_is_followed_no_further():
    patience = Patience()
    assert [patience.pause(n, None) for n in (1, 2, 3, 5, 6, 49)] == [0.05, 0.1, 0.2, 0.8, 1, 1]
    assert [patience.pause(1, wished) for wished in (0.0, 0.5, 30.0)] == [0, 0.5, 1]


@pytest.mark.parametrize("status", [410, 429, 503])
@pytest.mark.parametrize("after", ["0", "Mon, 16 Nov 2020 04:00:00 GMT"])
async def test_retry_after_is_followed(told, bot, control, sandbox, status, after):
    sandbox.post_office.patience = Patience(first=60, longest=60)
    await begin(control, bot)
    bot.script.append(web.Response(status=status, headers={"Retry-After": after}))
    say(told, "раз")
    assert (await rest(control, 1))["failures"] == 1


async def test_a_server_that_answers_remove_is_removed(told, bot, control):
    await begin(control, bot)
    bot.script.append(web.Response(text="remove"))
    say(told, "раз")
    async with asyncio.timeout(10):
        while (await control("GET", "callback"))[1]["url"] is not None:
            await asyncio.sleep(0.01)
    say(told, "два")
    await asyncio.sleep(0.05)
    assert [text for text, _ in bot.got] == ["confirmation", "раз"]
    assert told.world.callback_servers.listed() == []


async def test_an_event_nobody_takes_is_given_up_and_the_others_go_on(told, bot, control, sandbox):
    sandbox.post_office.patience = Patience(first=0, tries=3)
    await begin(control, bot)
    bot.script += [web.Response(status=500) for _ in range(3)]
    say(told, "раз")
    while len(bot.got) < 4:
        await asyncio.sleep(0.01)
    say(told, "два")
    assert (await rest(control, 1))["failures"] == 3
    assert [text for text, _ in bot.got] == ["confirmation", "раз", "раз", "раз", "два"]


async def test_a_server_with_the_wrong_code_gets_nothing(told, bot, control, sandbox):
    sandbox.post_office.patience = Patience(first=0, tries=2)
    bot.code = "mistaken"
    await begin(control, bot)
    say(told, "раз")
    while len(bot.got) < 2:
        await asyncio.sleep(0.01)
    await asyncio.sleep(0.05)
    _, shown = await control("GET", "callback")
    assert (shown["delivered"], shown["waiting"]) == (0, 1)
    assert bot.got == [("confirmation", None), ("confirmation", "1")]

    bot.code = told.world.confirmation_code
    await control("POST", "callback", {"url": bot.url, "secret": "новый"})
    await rest(control, 1)
    assert [body["secret"] for body in bot.bodies] == [SECRET, SECRET, "новый", "новый"]


async def test_several_events_are_under_way_at_once_begun_in_order(told, bot, control):
    await begin(control, bot)
    await asyncio.sleep(0.1)
    bot.gate.clear()
    texts = [f"№ {number}" for number in range(40)]
    say(told, *texts)
    while len(bot.got) < 17:
        await asyncio.sleep(0.01)
    await asyncio.sleep(0.05)
    _, shown = await control("GET", "callback")
    assert (bot.most, shown["delivered"], shown["waiting"]) == (16, 0, 40)
    bot.gate.set()
    await rest(control, 40)
    assert sorted(text for text, _ in bot.got[1:]) == sorted(texts)


async def test_a_dropped_answer_makes_a_duplicate(told, bot, control):
    await control("POST", "faults", {"on": "callback", "drop": True})
    await begin(control, bot)
    say(told, "раз")
    assert (await rest(control, 1))["failures"] == 1
    assert sorted(bot.got, key=str) == [("confirmation", None), ("раз", "1"), ("раз", None)]


async def test_a_dropped_answer_leaves_the_address_whole(told, bot, control):
    bot.url += "?of=school"
    await begin(control, bot)
    await control("POST", "faults", {"on": "callback", "drop": True})
    say(told, "раз")
    assert (await rest(control, 1))["failures"] == 1
    assert set(bot.paths) == {"/vk?of=school"}


async def test_an_answer_that_comes_in_pieces_is_read_to_its_end(told, bot, control):
    await begin(control, bot)
    bot.script.append(web.Response(body=_pieces(b"o", b"k")))
    say(told, "раз")
    assert (await rest(control, 1))["failures"] == 0


async def test_a_longer_answer_that_begins_well_is_no_ok(told, bot, control):
    await begin(control, bot)
    bot.script.append(web.Response(body=_pieces(b"ok", b"ay")))
    say(told, "раз")
    assert (await rest(control, 1))["failures"] == 1


async def _pieces(*pieces):
    for piece in pieces:
        yield piece
        await asyncio.sleep(0.05)  # so that they are sent apart


async def test_a_server_that_points_elsewhere_is_not_followed(told, bot, control):
    await begin(control, bot)
    bot.script.append(web.Response(status=307, headers={"Location": bot.url + "?elsewhere"}))
    say(told, "раз")
    assert (await rest(control, 1))["failures"] == 1
    assert set(bot.paths) == {"/vk"}


async def test_copies_are_posted_as_often_as_ordered(told, bot, control):
    await control("POST", "faults", {"on": "callback", "duplicate": 3, "after": 1})
    await begin(control, bot)
    say(told, "раз", "два")
    await rest(control, 2)
    texts = [text for text, _ in bot.got]
    assert [texts.count(text) for text in ("раз", "два")] == [1, 4]


async def test_a_bot_that_is_away_gets_everything_when_it_is_back(told, control):
    bot = Bot(code=told.world.confirmation_code)
    bot.gate.set()
    async with listening(bot):
        port = int(bot.url.split(":")[2].removesuffix("/vk"))
    await control("POST", "callback", {"url": bot.url, "secret": SECRET})
    say(told, "раз", "два")
    await asyncio.sleep(0.1)
    assert bot.got == []
    async with listening(bot, port):
        shown = await rest(control, 2)
    assert shown["failures"] > 0
    assert sorted(text for text, _ in bot.got) == ["confirmation", "два", "раз"]


async def test_nothing_is_posted_after_the_order_is_taken_back(told, bot, control):
    await begin(control, bot)
    say(told, "раз")
    await rest(control, 1)
    nothing = {"url": None, "delivered": 0, "waiting": 0, "failures": 0}
    assert await control("DELETE", "callback") == (200, nothing)
    assert await control("DELETE", "callback") == (200, nothing)
    say(told, "два")
    await asyncio.sleep(0.05)
    assert [text for text, _ in bot.got] == ["confirmation", "раз"]


async def test_events_are_ordered_in_the_version_of_a_bots_time(told, bot, control):
    order = {"url": bot.url, "secret": SECRET, "api_version": "5.95"}
    assert (await control("POST", "callback", order))[0] == 200
    say(told, "раз")
    await rest(control, 1)
    assert [(body["v"], body.get("object", {}).get("text")) for body in bot.bodies] == [
        ("5.95", None),
        ("5.95", "раз"),
    ]


async def test_long_poll_goes_on_beside_it(told, bot, control):
    before = told.world.queue.last
    await begin(control, bot)
    say(told, "раз")
    await rest(control, 1)
    assert told.heard(before) == [("message_new", "раз")]


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ({"url": "http://vk.example/vk"}, '"url" must begin with http:// and stay here: 127.0.0.1'),
        ({"url": "http://127.0.0.1.example/"}, '"url" must begin with http:// and stay here'),
        ({"url": "http://127.0.0.1@example.com/"}, '"url" must begin with http:// and stay here'),
        ({"url": "https://127.0.0.1/vk"}, '"url" must begin with http://'),
        ({"url": "http://localhost:99999/vk"}, '"url" has no such port.'),
        ({"url": "http://[::1/vk"}, '"url" is no address.'),
        ({"secret": "тайна"}, '"url" must be a text.'),
        ({"url": "http://localhost/", "api_version": "5.5"}, '"api_version" is no version of VK'),
        ({"url": "http://localhost/", "token": "x"}, 'Unknown field "token"; accepted are: url, '),
    ],
)
async def test_a_wrong_order_is_refused_in_a_sentence(control, body, sentence):
    status, answer = await control("POST", "callback", body)
    assert (status, answer["error"][: len(sentence)]) == (400, sentence)
    assert (await control("GET", "callback"))[1]["url"] is None
