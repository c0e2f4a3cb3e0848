"""Updates that make no sense: put aside by their shape, and none of them stops the poll."""

import copy

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.vk.stream.incoming import shape_of
from bot.vk.stream.updates import observe_each
from storage.observations import Seen, Unreadable
from tests.bot.vk.stream import payloads as vk
from tests.bot.vk.stream.payloads import CHAT, GROUP, IRINA, LEV, NOON
from tests.bot.vk.stream.reading import MESSAGE, POLLED, read, said, text_of, wanted
from tests.bot.vk.stream.shapes import JUNK, REAL, places

ABSURD = {
    "no number": {"conversation_message_id": 0},
    "a negative number": {"conversation_message_id": -31},
    "a number of twenty digits": {"conversation_message_id": 10**20},
    "a number of four hundred digits": {"conversation_message_id": 10**400},
    "a number that is a text": {"conversation_message_id": "31"},
    "a number that is true": {"conversation_message_id": True},
    "half a number": {"conversation_message_id": 31.5},
    "a date of 1970": {"date": 12},
    "a date in milliseconds": {"date": NOON * 1000},
    "a negative date": {"date": -NOON},
    "a date that is a text": {"date": "вчера"},
    "an author of twenty digits": {"from_id": 10**20},
    "an author that is nobody": {"from_id": None},
    "a peer of twenty digits": {"peer_id": -(10**20)},
    "a text that is a number": {"text": 5},
    "attachments that are a number": {"attachments": 7},
    "an action that is a text": {"action": "chat_create"},
    "a call of a century": {
        "attachments": [{"type": "call", "call": {"initiator_id": 5, "duration": 3 * 10**9}}]
    },
    "a call of a billion people": {
        "attachments": [{"type": "call", "call": {"participants": {"count": 10**9}}}]
    },
}


@pytest.mark.parametrize("changes", ABSURD.values(), ids=ABSURD.keys())
def test_an_absurd_update_is_put_aside_and_the_rest_of_the_poll_counts(changes):
    broken = vk.new(vk.message() | changes)
    command = vk.new(vk.message("/помощь", number=33))
    batch = read(vk.poll(vk.new(vk.message()), broken, command))
    [aside] = batch.unreadable
    assert batch == said(
        seen=[MESSAGE, Seen(CHAT, 33, IRINA, NOON)],
        addressed={(CHAT, 33)},
        wanted=[wanted(command, f"m{CHAT}:33", CHAT, 33)],
        unreadable=[
            Unreadable(
                at=POLLED,
                reason=aside.reason,
                shape=shape_of(text_of(broken)),
                place=f"longpoll {batch.position} #1 message_new",
            )
        ],
    )
    assert aside.reason.startswith("ValidationError at bot/vk/stream/incoming.py:")


@pytest.mark.parametrize("junk", [None, 5, "слово", [], [["слово"]]], ids=repr)
def test_an_update_that_is_no_object_is_put_aside(junk):
    batch = read(vk.poll(junk, vk.new(vk.message())))
    assert (batch.seen, len(batch.unreadable)) == ([MESSAGE], 1)


def test_the_shape_kept_of_an_update_holds_none_of_its_words():
    broken = {
        "type": "message_new",
        "object": {
            "message": {
                "text": "Мария болеет",
                "date": "вчера",
                "from_id": 5001,
                "payload": '{"имя":"Мария"}',
                "attachments": [{"type": "doc", "doc": {"title": "Справка Марии.pdf"}}, "ещё"],
                "geo": None,
                "out": False,
                "слова с пробелом": 1.5,
            }
        },
    }
    [aside] = read(vk.poll(broken)).unreadable
    assert aside.shape == (
        '{"type":"str","object":{"message":{"text":"str","date":"str","from_id":"int",'
        '"payload":"str","attachments":[{"type":"str","doc":{"title":"str"}}],"geo":"NoneType",'
        '"out":"bool"}}}'
    )


def test_a_key_that_is_somebody_s_word_is_not_in_the_shape():
    broken = vk.pressed(user_id="?", payload={"Мария": "болеет", "do": 1})
    [aside] = read(vk.poll(broken)).unreadable
    assert "Мария" not in aside.shape


def test_a_shape_is_never_long():
    broken = {"type": 5, "object": {f"key_{number}": "слово" for number in range(5_000)}}
    [aside] = read(vk.poll(broken)).unreadable
    assert len(aside.shape) == 2_000


def test_what_is_no_json_is_described_by_its_length():
    assert shape_of("не JSON".encode()) == "9 bytes, no JSON"


MANGLED = {
    "half of a surrogate pair": b'"\\ud83d"',
    "the other half": b'"\\ude00 \xd0\xb4\xd0\xb0"',
    "bytes that are no UTF-8": b'"\xff\xfe"',
    "a bare control character": b'"\x01"',
}


@pytest.mark.parametrize("text", MANGLED.values(), ids=MANGLED.keys())
def test_a_text_that_is_no_proper_unicode_does_not_cost_the_rest_of_the_poll(text):
    body = vk.poll(vk.new(vk.message("СЛОВО")), vk.new(vk.message(number=32)))
    batch = read(body.replace('"СЛОВО"'.encode(), text))
    assert (batch.position, Seen(CHAT, 32, IRINA, NOON) in batch.seen) == ("330", True)


@pytest.mark.parametrize("body", [b"", b"{}", b'{"ts":"5"', b"null", b"<html>"], ids=repr)
def test_an_answer_that_is_none_is_refused_as_a_whole(body):
    with pytest.raises(msgspec.DecodeError):
        read(body)


def test_what_is_put_aside_of_several_updates_tells_where_it_stood():
    batch = observe_each(
        [text_of(vk.new(vk.message())), b"5", text_of(vk.new(vk.message(number=32))), b"]"],
        group=GROUP,
        source="longpoll",
        polled_at=POLLED,
        first=7,
        position="329",
    )
    assert batch.seen == [MESSAGE, Seen(CHAT, 32, IRINA, NOON)]
    assert [each.place for each in batch.unreadable] == ["longpoll 329 #8 ?", "longpoll 329 #10 ?"]
    alone = observe_each([b"5"], group=GROUP, source="callback", polled_at=POLLED)
    assert [each.place for each in alone.unreadable] == ["callback #0 ?"]


@st.composite
def mutated(draw):
    update = copy.deepcopy(draw(st.sampled_from(REAL)))
    for _ in range(draw(st.integers(1, 3))):
        found = list(places(update))
        if not found:
            break
        *parents, last = draw(st.sampled_from(found))
        holder = update
        for key in parents:
            holder = holder[key]
        if draw(st.booleans()):
            del holder[last]
        else:
            holder[last] = draw(JUNK)
    return update


@given(mutated())
def test_no_update_however_mangled_stops_the_poll(update):
    neighbour = vk.new(vk.message(number=999, author=LEV))
    batch = read(vk.poll(update, neighbour))
    assert (batch.position, Seen(CHAT, 999, LEV, NOON) in batch.seen) == ("330", True)
