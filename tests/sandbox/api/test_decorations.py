"""What messages may show beside text: replies, forwards, places, stickers, carousels, styles."""

import json

import pytest
from vkbottle import VKAPIError

from sandbox.world.world import Access
from tests.sandbox.town import GROUP

pytestmark = pytest.mark.asyncio
BUTTON = {"action": {"type": "text", "label": "Да"}}
ELEMENT = {"title": "План", "description": "на неделю", "buttons": [BUTTON]}


@pytest.fixture
def send(api, town):
    """Send to Vera, who wrote message 1, and return the event that tells of it."""
    town.world.say(town.vera, dm=True, text="Здравствуйте")

    async def ask(**params):
        whole = {"peer_id": town.vera, "random_id": 0, **params}
        await api.request("messages.send", whole)
        return town.events()[-1][1]

    return ask


async def test_a_message_is_addressed_by_a_screen_name(api, town):
    town.world.allow_dm(town.vera)
    asked = {"message": "раз", "random_id": 0}
    await api.request("messages.send", asked | {"domain": f"id{town.vera}"})
    assert town.events()[-1][1]["peer_id"] == town.vera
    with pytest.raises(VKAPIError[100], match="domain durov is not found"):
        await api.request("messages.send", asked | {"domain": "durov"})


async def test_messages_of_personal_dialogs_are_quoted_by_their_ids(send):
    told = await send(message="вот", reply_to=1, forward_messages="1,1")
    assert told["reply_message"]["text"] == "Здравствуйте"
    assert [each["id"] for each in told["fwd_messages"]] == [1, 1]


async def test_a_reply_is_to_a_message_of_the_same_dialog(api, send, town):
    elsewhere = town.world.say(town.boris, dm=True, text="Привет")
    told = await send(message="вот", reply_to=1, peer_id=None, peer_ids=town.vera)
    assert told["reply_message"]["text"] == "Здравствуйте"
    assert town.world.dms[town.boris].messages[elsewhere - 1].id == 2
    for number in (2, 99):
        with pytest.raises(VKAPIError[100], match="reply_to have to be message from same chat"):
            await send(message="вот", reply_to=number)


async def test_what_the_community_never_saw_is_not_forwarded(send, town):
    hidden = town.world.say(town.boris, chat=town.chat, text="тайна")
    town.world.set_bot(town.chat, town.anna, Access.ALL)
    shown = town.world.say(town.boris, chat=town.chat, text="новость")
    forward = {"peer_id": town.peer, "conversation_message_ids": [hidden, shown]}
    told = await send(message="вот", forward=json.dumps(forward))
    assert [each["text"] for each in told["fwd_messages"]] == ["новость"]


@pytest.mark.parametrize("kind", ["wall", "video", "audio", "poll"])
async def test_what_lies_elsewhere_is_shown_whole(api, send, town, kind):
    told = await send(attachment=f"{kind}-77_5_a1b2")
    (attached,) = told["attachments"]
    assert (attached["type"], attached[kind]["owner_id"], attached[kind]["id"]) == (kind, -77, 5)
    history = await api.messages.get_history(peer_id=town.vera, count=1)  # the client checks it
    assert getattr(history.items[0].attachments[0], kind).id == 5


@pytest.mark.parametrize("name", ["video", "wall-1", "dance-1_5", "link1_5", "wall-1_5_key_key"])
async def test_what_names_nothing_is_no_attachment(send, name):
    with pytest.raises(VKAPIError[100], match=f"attachment {name} is not found"):
        await send(attachment=name)


async def test_a_place_is_shown(send):
    told = await send(lat="58.01", long="56.25")
    assert told["geo"]["coordinates"] == {"latitude": 58.01, "longitude": 56.25}


async def test_a_sticker_goes_alone(send):
    told = await send(sticker_id=9008)
    assert [each["sticker"]["sticker_id"] for each in told["attachments"]] == [9008]
    with pytest.raises(VKAPIError[100]):
        await send(sticker_id=9008, message="и слова")


async def test_a_carousel_is_shown(send):
    carousel = {"type": "carousel", "elements": [ELEMENT, ELEMENT]}
    told = await send(message="Смотрите", template=json.dumps(carousel))
    shown = told["template"]["elements"][0]
    assert (shown["title"], shown["buttons"][0]["action"]["label"]) == ("План", "Да")


async def test_styles_of_a_text_are_kept(send):
    bold = {"version": "1", "items": [{"type": "bold", "offset": 0, "length": 4}]}
    assert (await send(message="План", format_data=json.dumps(bold)))["format_data"] == bold


REFUSED = {
    "a message nobody wrote": {"reply_to": 99},
    "half a place": {"lat": "58"},
    "no place on earth": {"lat": "158", "long": "1"},
    "a worded place": {"lat": "там", "long": "1"},
    "an odd template": {"template": '{"type": "list", "elements": []}'},
    "an empty carousel": {"template": '{"type": "carousel", "elements": []}'},
    "an element with nothing to see": {
        "template": json.dumps({"type": "carousel", "elements": [{"buttons": [BUTTON]}]})
    },
    "elements of two kinds": {
        "template": json.dumps(
            {
                "type": "carousel",
                "elements": [ELEMENT, ELEMENT | {"action": {"type": "open_photo"}}],
            }
        )
    },
    "elements with one and two buttons": {
        "template": json.dumps(
            {"type": "carousel", "elements": [ELEMENT, ELEMENT | {"buttons": [BUTTON, BUTTON]}]}
        )
    },
    "a carousel without words": {
        "template": json.dumps({"type": "carousel", "elements": [ELEMENT]}),
        "message": "",
    },
    "a style beyond the text": {
        "format_data": '{"items": [{"type": "bold", "offset": 2, "length": 4}]}'
    },
    "an unknown style": {"format_data": '{"items": [{"type": "big", "offset": 0, "length": 1}]}'},
    "an odd source": {"content_source": '{"type": "air"}'},
}


@pytest.mark.parametrize("params", REFUSED.values(), ids=REFUSED)
async def test_what_cannot_be_shown_is_refused(send, params):
    with pytest.raises(VKAPIError[100]):
        await send(**{"message": "раз"} | params)


async def test_an_element_of_a_carousel_needs_a_button(send):
    bare = {"type": "carousel", "elements": [ELEMENT | {"buttons": []}]}
    with pytest.raises(VKAPIError[911]):
        await send(message="раз", template=json.dumps(bare))


async def test_another_intent_is_not_for_everybody(send):
    with pytest.raises(VKAPIError[943]):
        await send(message="раз", intent="promo_newsletter")


async def test_an_edit_drops_forwards_unless_they_are_to_be_kept(api, town):
    town.world.set_bot(town.chat, town.anna, Access.ALL)
    said = town.world.say(town.boris, chat=town.chat, text="раз")
    forward = json.dumps({"peer_id": town.peer, "conversation_message_ids": [said]})
    (sent,) = await api.messages.send(peer_ids=[town.peer], random_id=0, forward=forward)
    edit = {"peer_id": town.peer, "cmid": sent.conversation_message_id, "message": "два"}
    await api.request("messages.edit", edit | {"keep_forward_messages": 1})
    assert len(town.events()[-1][1]["fwd_messages"]) == 1
    await api.request("messages.edit", edit)
    assert town.events()[-1][1]["fwd_messages"] == []


async def test_without_the_abilities_of_bots_there_are_no_keyboards(api, send):
    keyboard = json.dumps({"inline": True, "buttons": [[BUTTON]]})
    await api.request("groups.setSettings", {"group_id": GROUP, "bots_capabilities": 0})
    with pytest.raises(VKAPIError[912]):
        await send(message="раз", keyboard=keyboard)
    await api.request("groups.setSettings", {"group_id": GROUP, "bots_capabilities": 1})
    assert "keyboard" in await send(message="раз", keyboard=keyboard)
