"""Over HTTP: what people do without a new message, and who is told of it."""

import asyncio

import pytest

from sandbox.world.world import Access
from tests.sandbox.listening import SECRET
from tests.sandbox.town import GROUP

pytestmark = pytest.mark.asyncio
QUIET = ["message_read", "message_reaction_event", "message_typing_state"]


@pytest.fixture
def switched(town, control):
    """The bot hears everything, these types as well."""

    async def on(*kinds):
        town.world.set_bot(town.chat, town.anna, Access.ALL)
        wanted = sorted(town.world.event_types | {*kinds})
        assert (await control("POST", "community", {"events": wanted}))[1]["events"] == wanted
        return town.world.queue.last

    return on


async def act(control, path, **body):
    named = {name.rstrip("_"): value for name, value in body.items()}
    assert await control("POST", path, named) == (200, {})


async def test_reactions_are_told_and_taken_back(switched, control, town, api):
    await switched("message_reaction_event")
    cmid = town.world.say(town.boris, chat=town.chat, text="Важно")
    before = town.world.queue.last
    place = {"from_": town.vera, "chat": town.chat, "cmid": cmid}
    await act(control, "react", **place, reaction=4)
    shown = await control("GET", f"messages?chat={town.chat}")
    await act(control, "react", **place)
    told = {"reacted_id": town.vera, "peer_id": town.peer, "cmid": cmid}
    assert town.events(before) == [
        ("message_reaction_event", told | {"reaction_id": 4}),
        ("message_reaction_event", told),
    ]
    assert shown[1][-1]["reactions"] == {str(town.vera): 4}
    assert "reactions" not in (await control("GET", f"messages?chat={town.chat}"))[1][-1]


async def test_a_reaction_to_what_the_community_never_saw_is_not_told(control, town):
    cmid = town.world.say(town.boris, chat=town.chat, text="раз")
    town.world.set_bot(town.chat, town.anna, Access.ALL)
    town.world.event_types.add("message_reaction_event")
    before = town.world.queue.last
    await act(control, "react", from_=town.vera, chat=town.chat, cmid=cmid, reaction=1)
    assert town.events(before) == []


async def test_reading_is_told_once_and_with_the_newest_message(switched, control, town, api):
    await switched("message_read")
    town.world.say(town.vera, dm=True, text="Начать")
    await api.messages.send(peer_id=town.vera, message="раз", random_id=0)
    number = await api.messages.send(peer_id=town.vera, message="два", random_id=0)
    before = town.world.queue.last
    for _ in range(2):
        await act(control, "read", from_=town.vera, dm=True)
    body = {"read_message_id": number, "conversation_message_id": 3}
    told = {"from_id": town.vera, "peer_id": town.vera}
    assert town.events(before) == [("message_read", told | body)]


async def test_beginning_to_write_is_told(switched, control, town):
    before = await switched("message_typing_state")
    await act(control, "type", from_=town.vera)
    told = {"state": "typing", "from_id": town.vera, "to_id": -GROUP}
    assert town.events(before) == [("message_typing_state", told)]


async def test_nobody_is_told_until_it_is_switched_on(control, town, api):
    settings = (await api.request("groups.getLongPollSettings", {"group_id": GROUP}))["response"]
    assert [settings["events"][kind] for kind in QUIET] == [0, 0, 0]
    await act(control, "type", from_=town.vera)
    assert town.events() == []


async def test_a_server_is_told_of_what_the_long_poll_is_not(told, bot, control, http):
    order = {"url": bot.url, "secret": SECRET, "events": ["message_typing_state"]}
    assert (await control("POST", "callback", order))[0] == 200
    queue = told.world.queue
    asked = {"act": "a_check", "key": queue.key, "ts": queue.last, "wait": 0}
    await act(control, "type", from_=told.vera)
    told.world.say(told.boris, chat=told.chat, text="раз")
    async with asyncio.timeout(10):
        while len(bot.got) < 2:
            await asyncio.sleep(0.01)
    async with http.get(f"{told.world.url}/longpoll/{GROUP}", params=asked) as response:
        polled = [each["type"] for each in (await response.json())["updates"]]
    assert ([what for what, _ in bot.got][1:], polled) == (
        ["message_typing_state"],
        ["message_new"],
    )


async def test_a_person_edits_and_deletes_what_it_wrote_to_the_community(control, town, api):
    cmid = town.world.say(town.vera, dm=True, text="раз")
    await api.messages.send(peer_id=town.vera, message="ответ", random_id=0)
    before, place = town.world.queue.last, {"from": town.vera, "dm": True, "cmid": cmid}
    assert await control("POST", "edit", place | {"text": "два"}) == (200, {"cmid": cmid})
    ((kind, body),) = town.events(before)
    assert (kind, body["text"], body["peer_id"]) == ("message_edit", "два", town.vera)
    assert await control("POST", "delete", place) == (200, {"cmid": cmid})
    left = (await api.messages.get_history(peer_id=town.vera)).items
    assert [each.text for each in left] == ["ответ"]


WRONG = {
    "another's message": (
        "delete",
        {"dm": True, "cmid": 2},
        "300003 has no message 2 to the community.",
    ),
    "no message": ("react", {"dm": True, "cmid": 9, "reaction": 1}, "There is no message 9 here."),
    "no reaction": ("react", {"dm": True, "cmid": 1}, "300003 did not react to message 1."),
    "an odd reaction": (
        "react",
        {"dm": True, "cmid": 1, "reaction": 17},
        "A reaction is a number from 1 to 16.",
    ),
    "nobody": ("type", {"from": 4}, "There is no person 4."),
    "an odd type of events": (
        "community",
        {"events": ["message_dance"]},
        '"events" has unknown words: message_dance.',
    ),
}


@pytest.mark.parametrize(("path", "body", "sentence"), WRONG.values(), ids=WRONG)
async def test_what_is_wrong_is_told_in_a_sentence(control, town, path, body, sentence):
    town.world.say(town.vera, dm=True, text="раз")
    wanted = {} if path == "community" else {"from": town.vera}
    assert await control("POST", path, wanted | body) == (400, {"error": sentence})
