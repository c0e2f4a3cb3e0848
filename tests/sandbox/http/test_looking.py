"""What the messenger asks for at once: dialogs, what is new in them to whom, one of them open."""

import base64
import io
import json

import pytest
from PIL import Image

from sandbox.show import Show
from sandbox.world.world import Access

pytestmark = pytest.mark.asyncio


async def seen_by(control, person):
    _, shown = await control("GET", f"look?user={person}")
    return [
        (
            each.get("chat"),
            each["last"] and (each["last"]["from"], each["last"]["text"]),
            each["unread"],
        )
        for each in shown["dialogs"]
    ]


async def test_what_stood_there_before_is_not_new_and_what_comes_is(control, town):
    assert await seen_by(control, town.anna) == [(None, None, 0), (1, (town.anna, ""), 0)]
    town.world.say(town.boris, chat=town.chat, text="Добрый день")
    town.world.say(town.boris, chat=town.chat, text="Кто сегодня дежурит?")
    last = (town.boris, "Кто сегодня дежурит?")
    assert await seen_by(control, town.anna) == [(None, None, 0), (1, last, 2)]
    assert await seen_by(control, town.vera) == [(None, None, 0), (1, last, 0)]
    await control("POST", "read", {"from": town.anna, "chat": town.chat})
    assert await seen_by(control, town.anna) == [(None, None, 0), (1, last, 0)]


async def test_nothing_is_new_to_who_wrote_last_and_what_is_deleted_is_not_shown(control, town):
    await seen_by(control, town.anna)
    town.world.say(town.boris, chat=town.chat, text="Раз")
    town.world.say(town.anna, chat=town.chat, text="Два")
    cmid = town.world.say(town.boris, chat=town.chat, text="Три")
    assert (await seen_by(control, town.anna))[1] == (1, (town.boris, "Три"), 1)
    town.world.delete(town.chat, cmid)
    assert (await seen_by(control, town.anna))[1] == (1, (town.anna, "Два"), 0)


async def test_what_the_bot_wrote_to_somebody_is_new_until_he_reads_it(control, town, api):
    town.world.say(town.vera, dm=True, text="Начать")
    await api.messages.send(peer_id=town.vera, random_id=1, message="Здравствуйте!")
    assert (await seen_by(control, town.vera))[0][2] == 1
    await control("POST", "read", {"from": town.vera, "dm": True})
    assert (await seen_by(control, town.vera))[0][2] == 0


async def test_a_button_is_pressed_where_it_is_seen(control, town, api):
    town.world.say(town.vera, dm=True, text="Начать")
    button = {"action": {"type": "text", "label": "Меню", "payload": "1"}}
    for number, (inline, payload) in enumerate(((True, "1"), (False, "2")), 1):
        button["action"]["payload"] = payload
        keyboard = json.dumps({"inline": inline, "buttons": [[button]]})
        await api.messages.send(peer_id=town.vera, random_id=number, message="?", keyboard=keyboard)
    pressed = {"from": town.vera, "dm": True, "label": "Меню"}
    for kind in ("regular", "inline"):
        assert (await control("POST", "press", {**pressed, "keyboard": kind}))[0] == 200
    assert [each.payload for each in town.world.dms[town.vera].messages[-2:]] == ["2", "1"]
    status, refused = await control("POST", "press", {**pressed, "keyboard": "other"})
    assert (status, refused["error"]) == (400, '"keyboard" must be one of: regular, inline.')


async def test_pictures_become_photos_and_an_answer_quotes_what_it_answers(control, town):
    town.world.set_bot(town.chat, town.anna, Access.ALL)
    image = io.BytesIO()
    Image.new("RGB", (40, 20)).save(image, "PNG")
    files = [
        {"name": "доска.png", "base64": base64.b64encode(image.getvalue()).decode()},
        {"name": "план.txt", "base64": base64.b64encode(b"1").decode()},
    ]
    body = {"from": town.anna, "chat": town.chat, "files": files, "reply": 1}
    _, said = await control("POST", "say", body)
    _, shown = await control("GET", f"messages?chat={town.chat}")
    assert [each["type"] for each in shown[-1]["attachments"]] == ["photo", "doc"]
    assert shown[-1]["reply"]["conversation_message_id"] == 1
    assert said["cmid"] == shown[-1]["cmid"]
    status, refused = await control("POST", "say", {**body, "reply": 99})
    assert (status, refused["error"]) == (400, "There is no message 99 to answer here.")


async def test_the_open_dialog_is_shown_from_its_end(control, town):
    for number in range(5):
        town.world.say(town.boris, chat=town.chat, text=str(number))
    _, shown = await control("GET", f"look?user={town.anna}&chat={town.chat}&last=2")
    assert ([each["text"] for each in shown["messages"]], shown["older"]) == (["3", "4"], 4)
    assert shown["community"]["name"] == town.world.group_name
    _, elsewhere = await control("GET", "look?user=999")
    assert "dialogs" not in elsewhere


async def test_a_show_tells_what_is_on_and_hears_its_buttons(control, sandbox):
    assert (await control("POST", "show", {"press": "pause"}))[0] == 400
    pressed = []
    button = {"id": "pause", "label": "Пауза"}
    sandbox.show = Show(pressed.append, {"rows": [[button]], "cards": [{"title": "Неполадки"}]})
    _, shown = await control("GET", "look")
    assert shown["show"] == sandbox.show.body
    assert (await control("POST", "show", {"press": "pause"}))[0] == 200
    status, refused = await control("POST", "show", {"press": "stop"})
    assert (status, refused["error"]) == (400, 'The show has no button "stop" now.')
    assert pressed == ["pause"]


async def test_who_somebody_is_stands_beside_the_name(control):
    person = {"first_name": "Юрий", "last_name": "Кац", "about": "завуч"}
    await control("POST", "people", person)
    _, state = await control("GET", "state")
    assert state["people"][-1]["about"] == "завуч"
