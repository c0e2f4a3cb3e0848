import json

import pytest

from sandbox.world.carried.keyboards import KeyboardError, find_button, read_keyboard
from sandbox.world.records import Dialog, Message, WorldError

TEXT = {"action": {"type": "text", "label": "Да"}}
COLOURED_LINK = {
    "action": {"type": "open_link", "label": "Сайт", "link": "https://example.com"},
    "color": "primary",
}


def rows(*widths):
    return [[TEXT] * width for width in widths]


def action(**fields):
    return {"buttons": [[{"action": fields}]]}


def test_a_good_keyboard_is_completed():
    button = {"action": {"type": "callback", "label": "Да", "payload": {"n": 1}}}
    assert read_keyboard(json.dumps({"inline": True, "buttons": [[button]]}), 5) == {
        "one_time": False,
        "inline": True,
        "author_id": -5,
        "buttons": [
            [
                {
                    "action": {"type": "callback", "label": "Да", "payload": '{"n": 1}'},
                    "color": "secondary",
                }
            ]
        ],
    }


ALLOWED = {
    "the widest inline": {"inline": True, "buttons": rows(5, 5)},
    "the highest inline": {"inline": True, "buttons": rows(1, 1, 1, 1, 1, 1)},
    "the largest regular": {"buttons": rows(*[4] * 10)},
    "the empty one": {"buttons": []},
    "the longest label": action(type="text", label="я" * 40),
    "the longest payload": action(type="text", label="я", payload='"' + "x" * 253 + '"'),
    "a link": action(type="open_link", label="Сайт", link="https://example.com"),
    "a place": action(type="location", payload="{}"),
    "an app": action(type="open_app", label="Тест", app_id=6232540, owner_id=-157525928, hash="x"),
    "an app by digits": action(type="open_app", label="Тест", app_id="6232540"),
}


@pytest.mark.parametrize("keyboard", ALLOWED.values(), ids=ALLOWED)
def test_vks_limits_are_reached(keyboard):
    assert len(read_keyboard(json.dumps(keyboard), 5)["buttons"]) == len(keyboard["buttons"])


BROKEN = {
    "no JSON": ("{", "not JSON"),
    "half a character": (json.dumps(action(type="text", label="\ud83d")), "not JSON"),
    "a payload of half a character": (
        json.dumps(action(type="callback", label="Да", payload='"\\ud83d"')),
        "payload is not JSON",
    ),
    "no buttons": ("{}", "buttons is not an array"),
    "a list": ("[]", "buttons is not an array"),
    "too wide": (json.dumps({"buttons": rows(1, 6)}), "row 1 contains too much columns"),
    "an empty row": (json.dumps({"buttons": [[]]}), "1 to 5 buttons"),
    "too high inline": (
        json.dumps({"inline": True, "buttons": rows(*[1] * 7)}),
        "too much rows, 6",
    ),
    "too many inline": (
        json.dumps({"inline": True, "buttons": rows(4, 4, 3)}),
        "too much buttons, 10",
    ),
    "too high": (json.dumps({"buttons": rows(*[1] * 11)}), "too much rows, 10"),
    "too many": (json.dumps({"buttons": rows(*[5] * 8, 1)}), "too much buttons, 40"),
    "no action": (json.dumps({"buttons": [[{}]]}), "has no action"),
    "an odd type": (json.dumps(action(type="dance")), "unknown action type dance"),
    "no label": (json.dumps(action(type="text")), "label should be at least 1 letters length"),
    "no payload": (json.dumps(action(type="callback", label="Да")), "callback needs payload"),
    "no link": (json.dumps(action(type="open_link", label="Да")), "open_link needs link"),
    "no address": (
        json.dumps(action(type="open_link", label="Да", link="страница школы")),
        "link is no address of a page",
    ),
    "a deed for a link": (
        json.dumps(action(type="open_link", label="Да", link="javascript:alert(1)")),
        "link is no address of a page",
    ),
    "a broken host": (
        json.dumps(action(type="open_link", label="Да", link="http://[1")),
        "link is no address of a page",
    ),
    "no app": (
        json.dumps(action(type="open_app", label="Да", app_id="мой")),
        "app_id is no number of an app",
    ),
    "an app below zero": (
        json.dumps(action(type="open_app", label="Да", app_id=-5)),
        "app_id is no number of an app",
    ),
    "no owner": (
        json.dumps(action(type="open_app", label="Да", app_id=5, owner_id=True)),
        "owner_id is no number of an owner",
    ),
    "a hash of numbers": (
        json.dumps(action(type="open_app", label="Да", app_id=5, hash=7)),
        "hash is no text",
    ),
    "not a number": (
        json.dumps(action(type="callback", label="Да", payload='{"n": NaN}')),
        "payload is not JSON",
    ),
    "more than any number": (
        json.dumps(action(type="callback", label="Да", payload="1e999")),
        "payload is not JSON",
    ),
    "not a number itself": (
        json.dumps(action(type="callback", label="Да", payload={"n": float("nan")})),
        "keyboard is not JSON",
    ),
    "a long label": (json.dumps(action(type="text", label="я" * 41)), "longer than 40"),
    "a long payload": (
        json.dumps(action(type="text", label="я", payload='"' + "x" * 254 + '"')),
        "longer than 255",
    ),
    "a bad payload": (json.dumps(action(type="text", label="я", payload="{")), "payload is not"),
    "a switch that is a text": (
        json.dumps({"inline": "true", "buttons": rows(1)}),
        "inline property should be boolean",
    ),
    "a switch that is a number": (
        json.dumps({"one_time": 1, "buttons": rows(1)}),
        "one_time property should be boolean",
    ),
    "a coloured link": (
        json.dumps({"buttons": [[TEXT, COLOURED_LINK]]}),
        r"button \[0\]\[1\] has action type which is not compatible with setting colors",
    ),
    "a coloured place": (
        json.dumps({"buttons": [[{"action": {"type": "location"}, "color": "primary"}]]}),
        "not compatible with setting colors",
    ),
    "a place with a label": (
        json.dumps(action(type="location", label="Где я")),
        "not compatible with setting label",
    ),
    "a colour": (json.dumps({"buttons": [[TEXT | {"color": "pink"}]]}), "unknown color pink"),
}


@pytest.mark.parametrize(("text", "reason"), BROKEN.values(), ids=BROKEN)
def test_a_broken_keyboard_is_refused_with_the_rule(text, reason):
    with pytest.raises(KeyboardError, match=reason):
        read_keyboard(text, 5)


def dialog_with(*keyboards, current=None):
    dialog = Dialog(peer_id=1, keyboard=current and read_keyboard(json.dumps(current), 5))
    for number, keyboard in enumerate(keyboards, 1):
        read = keyboard and read_keyboard(json.dumps(keyboard), 5)
        dialog.messages.append(Message(from_id=-5, cmid=number, keyboard=read))
    return dialog


def inline(label, payload="{}"):
    button = {"action": {"type": "text", "label": label, "payload": payload}}
    return {"inline": True, "buttons": [[button]]}


def test_the_newest_inline_button_with_the_label_is_found():
    dialog = dialog_with(inline("Да", "1"), inline("Да", "2"), inline("Нет"), None)
    pressed, message = find_button(dialog, None, "Да")
    assert (pressed["payload"], message.cmid) == ("2", 2)


def test_a_named_message_decides():
    dialog = dialog_with(inline("Да", "1"), inline("Да", "2"))
    pressed, message = find_button(dialog, 1, "Да")
    assert (pressed["payload"], message.cmid) == ("1", 1)


def test_the_current_keyboard_comes_last_and_has_no_message():
    regular = {"buttons": [[{"action": {"type": "text", "label": "Меню"}}]]}
    dialog = dialog_with(inline("Да"), regular, current=regular)
    assert find_button(dialog, None, "Меню") == ({"type": "text", "label": "Меню"}, None)


def test_who_names_the_keyboard_presses_the_button_he_sees():
    regular = {"buttons": [[{"action": {"type": "text", "label": "Да", "payload": "2"}}]]}
    dialog = dialog_with(inline("Да", "1"), regular, current=regular)
    below, nowhere = find_button(dialog, None, "Да", "regular")
    above, message = find_button(dialog, None, "Да", "inline")
    assert (below["payload"], nowhere, above["payload"], message.cmid) == ("2", None, "1", 1)
    for keyboard in ("regular", "inline"):
        with pytest.raises(WorldError, match='No button "Нет" in this dialog; there are: Да'):
            find_button(dialog, None, "Нет", keyboard)


def test_a_missing_button_is_told_with_those_that_are_there():
    dialog = dialog_with(inline("Да"), inline("Нет"))
    with pytest.raises(WorldError, match='No button "Может" in this dialog; there are: Да, Нет'):
        find_button(dialog, None, "Может")
    with pytest.raises(WorldError, match='No button "Да" in message 2; there are: Нет'):
        find_button(dialog, 2, "Да")
    with pytest.raises(WorldError, match='No button "Да" in message 9; there are no buttons'):
        find_button(dialog, 9, "Да")
