"""A private dialog as a person lives it: what is written, what is pressed, what is shown."""

import json


def newest(place, person):
    """Give the bot's newest message in somebody's dialog."""
    messages = place.world.dms[person].messages
    return [each for each in messages if each.from_id < 0][-1]


def buttons(place, person):
    """Give the labels under the newest message, row by row."""
    keyboard = newest(place, person).keyboard
    if not keyboard or not keyboard["inline"]:
        return []
    return [[each["action"]["label"] for each in row] for row in keyboard["buttons"]]


def payload(place, person, label):
    """Give what a button under the newest message carries."""
    found = [
        each["action"]["payload"]
        for row in newest(place, person).keyboard["buttons"]
        for each in row
        if each["action"]["label"] == label
    ]
    return json.loads(found[0])


async def say(place, person, text):
    """Let somebody write; give what the bot shows then."""
    place.world.say(person, dm=True, text=text)
    await place.settle()
    return newest(place, person).text


async def press(place, person, label, cmid=None):
    """Press a button; give the newest message's text and the toast."""
    before = len(place.world.answers)
    place.world.press(person, dm=True, label=label, cmid=cmid)
    await place.settle()
    toasts = [each["text"] for each in place.world.answers[before:] if each["text"]]
    return newest(place, person).text, "".join(toasts)


async def twice(place, person, label):
    """Press a button twice before the bot answers; give the toasts."""
    before = len(place.world.answers)
    for _ in range(2):
        place.world.press(person, dm=True, label=label)
    await place.settle()
    return [each["text"] for each in place.world.answers[before:]]
