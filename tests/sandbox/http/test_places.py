"""Over HTTP: people show where they are, in a message or by a button."""

import json

import pytest

pytestmark = pytest.mark.asyncio
BOARD = {
    "one_time": True,
    "buttons": [
        [{"action": {"type": "location", "payload": {"where": 1}}}],
        [{"action": {"type": "open_link", "label": "Сайт", "link": "https://example.com"}}],
    ],
}


async def test_a_place_is_said(control, town):
    place = {"from": town.vera, "dm": True, "lat": 58, "long": -56.5}
    assert await control("POST", "say", place) == (200, {"cmid": 1})
    _, told = town.events()[-1]
    assert (told["message"]["text"], told["message"]["geo"]["coordinates"]) == (
        "",
        {"latitude": 58.0, "longitude": -56.5},
    )


async def test_a_location_button_sends_a_place_and_its_payload(control, town, api):
    town.world.say(town.vera, dm=True, text="Начать")
    keyboard = json.dumps(BOARD)
    await api.messages.send(peer_id=town.vera, message="Где Вы?", random_id=0, keyboard=keyboard)
    press = {"from": town.vera, "dm": True, "label": "location"}
    link = press | {"label": "Сайт"}
    assert await control("POST", "press", link) == (200, {"link": "https://example.com"})
    assert await control("POST", "press", press) == (200, {"cmid": 3})
    _, told = town.events()[-1]
    assert (told["message"]["payload"], told["message"]["geo"]["type"]) == (
        '{"where": 1}',
        "point",
    )
    gone = await control("POST", "press", link)  # the keyboard was for one message
    assert gone == (400, {"error": 'No button "Сайт" in this dialog; there are no buttons.'})


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        ({"lat": 58}, '"long" must be degrees from -180 to 180.'),
        ({"lat": 91, "long": 0}, '"lat" must be degrees from -90 to 90.'),
        ({"lat": True, "long": 0}, '"lat" must be degrees from -90 to 90.'),
    ],
)
async def test_half_a_place_and_none_on_earth_are_refused(control, town, place, sentence):
    said = await control("POST", "say", {"from": town.vera, "dm": True, **place})
    assert said == (400, {"error": sentence})
