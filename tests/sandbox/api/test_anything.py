"""Whatever is sent, every method answers as VK does: a response or one of its errors, in JSON."""

import json

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.api.catalogue import METHODS
from sandbox.api.dispatch import respond
from sandbox.context import Sandbox
from sandbox.world.world import Access, World
from tests.sandbox.town import GROUP

PEER = 2_000_000_001
PLAIN = st.sampled_from(
    ["", "0", "1", "-1", "2", "abc", "1,2", ",", "1,a", "1.5", "1_0", "٣", " 1", "null", "true"]
    + [str(each) for each in (PEER, PEER + 8, 2**31, 2**64, -GROUP, GROUP, 300_001, 300_002)]
    + ["9" * 5000, "5.103", "id300001", "я" * 4097, "\0", "photo1_2", "doc-1_2_3"]
)
NAMES = st.sampled_from(
    [
        "type",
        "buttons",
        "inline",
        "one_time",
        "action",
        "label",
        "payload",
        "color",
        "link",
        "hash",
        "app_id",
        "elements",
        "title",
        "description",
        "photo_id",
        "version",
        "items",
        "offset",
        "length",
        "url",
        "peer_id",
        "conversation_message_ids",
        "message_ids",
        "is_reply",
        "text",
    ]
)
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 3),
    st.floats(allow_nan=True),
    st.sampled_from(
        [
            "text",
            "callback",
            "open_link",
            "carousel",
            "bold",
            "url",
            "message",
            "show_snackbar",
            "open_app",
            "primary",
            "{}",
            "1,2",
            "location",
            "vkpay",
        ]
    ),
)
SHAPES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(NAMES, inner, max_size=4)),
    max_leaves=12,
)
BUTTON = st.fixed_dictionaries({"action": st.dictionaries(NAMES, SHAPES, min_size=1)})
ROWS = st.lists(st.lists(BUTTON, max_size=2), max_size=2)
KEYBOARDS = st.fixed_dictionaries({"inline": st.booleans(), "buttons": ROWS})
ELEMENTS = st.lists(st.dictionaries(NAMES, SHAPES), min_size=1, max_size=2)
CAROUSELS = st.fixed_dictionaries({"type": st.just("carousel"), "elements": ELEMENTS})
STYLED = st.fixed_dictionaries({"items": ELEMENTS})
FORWARDS = st.fixed_dictionaries({"peer_id": st.just(PEER), "conversation_message_ids": SHAPES})


@pytest.fixture(scope="module")
def sandbox():
    world = World(group_id=GROUP)
    world.rate_limit = None
    vera, boris = world.add_person("Вера", "Ильина"), world.add_person("Борис", "Орлов")
    chat = world.add_chat("9 А", boris, [vera])
    world.set_bot(chat, boris, Access.ADMIN)
    world.say(vera, dm=True, text="Здравствуйте")
    return Sandbox(world=world)


def ask(sandbox, method, params):
    """Ask, and hold the answer to be one of VK's two kinds."""
    usual = {"peer_id": str(PEER), "random_id": "0", "group_id": str(GROUP), "message": "раз"}
    known = {name: usual[name] for name in usual if name in METHODS[method].takes}
    secret = {"access_token": sandbox.world.token, "v": "5.131"}
    answer = respond(sandbox, method, secret | known | params)
    assert set(answer) in ({"response"}, {"error"})
    msgspec.json.encode(answer)


@pytest.mark.parametrize("method", METHODS)
@settings(max_examples=8)
@given(data=st.data())
def test_every_method_answers_whatever_words_it_is_given(sandbox, method, data):
    takes = st.sampled_from(sorted(METHODS[method].takes) or ["lang"])
    ask(sandbox, method, data.draw(st.dictionaries(takes, PLAIN, max_size=4)))


SHAPED = {
    "keyboard": KEYBOARDS,
    "template": CAROUSELS,
    "format_data": STYLED,
    "forward": FORWARDS,
    "content_source": SHAPES,
    "payload": SHAPES,
}


@pytest.mark.parametrize("name", SHAPED)
@given(data=st.data())
def test_a_message_may_have_any_shape(sandbox, name, data):
    value = data.draw(st.one_of(SHAPED[name].map(json.dumps), SHAPES.map(json.dumps), PLAIN))
    ask(sandbox, "messages.send", {name: value})


@given(SHAPES)
def test_an_answer_to_a_press_may_have_any_shape(sandbox, shown):
    data = json.dumps(shown)
    params = {"event_id": "x", "user_id": "1", "event_data": data}
    ask(sandbox, "messages.sendMessageEventAnswer", params)


@pytest.mark.parametrize("name", SHAPED)
def test_brackets_without_end_are_an_error(sandbox, name):
    ask(sandbox, "messages.send", {name: "[" * 100_000})


NUMBERS = ("9" * 5000, "id" + "9" * 5000, "٣", "1_0", " 1", "+")


@pytest.mark.parametrize("text", NUMBERS, ids=lambda text: text[:5])
def test_no_parameter_of_any_method_is_read_as_a_number_it_is_not(sandbox, text):
    for method, known in METHODS.items():
        for name in known.takes:
            ask(sandbox, method, {name: text})
