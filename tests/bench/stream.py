"""The long poll stream as bytes: what VK would send for everything the town says."""

from collections.abc import Iterable, Iterator
from itertools import cycle, islice

import msgspec

from sandbox.world.carried.attachments import call_ended, call_started, complete
from sandbox.world.events import API_VERSION
from sandbox.world.records import FIRST_CHAT_PEER, Dialog, Json, Message
from sandbox.world.shapes import CLIENT_INFO, message_json, quote_json
from tests.bench.town import Said

GROUP = 225_000_001

# Stand-ins that a template's numbers are found by; nothing else in an event looks like them.
EVENT_ID, DATE, FROM, NUMBER, PEER = "@event@", 111_111_111, 222_222_222, 333_333_333, 2_444_444_444
BEGUN, SECONDS = 666_666_666, 5_555_555  # of a call
_WORDS = (
    "Добрый день! Завтра занятия по расписанию, сменную обувь не забываем. "
    "Домашнее задание в дневнике, вопросы пишите сюда до вечера. Спасибо всем, кто помог! "
)


def bodies(said: Iterable[Said], a_poll: int) -> Iterator[bytes]:
    """The answers of polls, each with so many events; ``ts`` counts events from 0."""
    templates, calls = cycle(_templates()), _calls()
    coming = iter(said)
    ts = 0
    while events := [
        _event(next(templates), ts + index, each)
        if each.call is None
        else _call(calls[each.call > 0], ts + index, each)
        for index, each in enumerate(islice(coming, a_poll))
    ]:
        ts += len(events)
        yield b'{"ts":"%d","updates":[%b]}' % (ts, b",".join(events))


def _event(template: bytes, index: int, said: Said) -> bytes:
    name = b"%040x" % index
    return template % (name, said.at, said.account, said.number, FIRST_CHAT_PEER + said.chat)


def _call(template: bytes, index: int, said: Said) -> bytes:
    """Fill in a call's message: it names who began it more than once."""
    lasted = said.call or 0
    values = {DATE: said.at, FROM: said.account, NUMBER: said.number, SECONDS: lasted}
    values |= {PEER: FIRST_CHAT_PEER + said.chat, BEGUN: said.at - lasted}
    for mark, value in values.items():
        template = template.replace(b"%d" % mark, b"%d" % value)
    return template.replace(EVENT_ID.encode(), b"%040x" % index)


def _calls() -> tuple[bytes, bytes]:
    """The messages of a call that begins, and of one that ended."""
    people = {"initiator": FROM, "people": (FROM,)}
    ended = call_ended(**people, peer_id=PEER, start=BEGUN, seconds=SECONDS, state="reached")
    return _encoded(Message(from_id=FROM), (call_started(**people),)), _encoded(
        Message(from_id=FROM), (ended,)
    )


def _templates() -> list[bytes]:
    """Twenty messages as they come in school chats: mostly short texts, now and then more."""
    texts = [_template(Message(from_id=FROM, text=_text(n * 18)), ()) for n in range(17)]
    answer = quote_json(Message(from_id=FROM + 1, cmid=1, date=DATE + 1, text=_text(60)), _DIALOG)
    return [
        *texts,
        _template(Message(from_id=FROM, text=_text(30), reply=answer), ()),
        _template(Message(from_id=FROM), ("sticker",)),
        _template(Message(from_id=FROM, text=_text(20)), ("photo",)),
    ]


_DIALOG = Dialog(peer_id=PEER)


def _text(letters: int) -> str:
    return (_WORDS * 2)[:letters] or "Да"


def _template(message: Message, attachments: tuple[str, ...]) -> bytes:
    encoded = _encoded(message, attachments)
    for mark, place in ((EVENT_ID, b"%b"), *((n, b"%d") for n in (DATE, FROM, NUMBER, PEER))):
        encoded = encoded.replace(str(mark).encode(), place, 1)
    return encoded


def _encoded(message: Message, attachments: tuple[str | Json, ...]) -> bytes:
    message.cmid, message.date, message.version = NUMBER, DATE, 10_000_123
    message.attachments = complete(attachments, 1, 1_700_000_000, 1)
    event: Json = {
        "group_id": GROUP,
        "type": "message_new",
        "event_id": EVENT_ID,
        "v": API_VERSION,
        "object": {
            "message": message_json(message, _DIALOG, GROUP),
            "client_info": CLIENT_INFO,
        },
    }
    return msgspec.json.encode(event)
