"""The long poll stream as bytes: what VK would send for everything the town says."""

from collections.abc import Iterable, Iterator
from itertools import cycle, islice

import msgspec

from sandbox.world.attachments import complete
from sandbox.world.events import API_VERSION
from sandbox.world.records import FIRST_CHAT_PEER, Dialog, Json, Message
from sandbox.world.shapes import CLIENT_INFO, message_json, quote_json
from tests.bench.town import Said

GROUP = 225_000_001

# Stand-ins that a template's numbers are found by; nothing else in an event looks like them.
EVENT_ID, DATE, FROM, NUMBER, PEER = "@event@", 111_111_111, 222_222_222, 333_333_333, 2_444_444_444
_WORDS = (
    "Добрый день! Завтра занятия по расписанию, сменную обувь не забываем. "
    "Домашнее задание в дневнике, вопросы пишите сюда до вечера. Спасибо всем, кто помог! "
)


def bodies(said: Iterable[Said], a_poll: int) -> Iterator[bytes]:
    """The answers of polls, each with so many events; ``ts`` counts events from 0."""
    templates = cycle(_templates())
    coming = iter(said)
    ts = 0
    while events := [
        _event(next(templates), ts + index, each)
        for index, each in enumerate(islice(coming, a_poll))
    ]:
        ts += len(events)
        yield b'{"ts":"%d","updates":[%b]}' % (ts, b",".join(events))


def _event(template: bytes, index: int, said: Said) -> bytes:
    name = b"%040x" % index
    return template % (name, said.at, said.account, said.number, FIRST_CHAT_PEER + said.chat)


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
    message.cmid, message.date, message.version = NUMBER, DATE, 10_000_123
    message.attachments = complete(attachments, 1, 1_700_000_000, 1)
    body = message_json(message, _DIALOG, GROUP)
    event: Json = {
        "group_id": GROUP,
        "type": "message_new",
        "event_id": EVENT_ID,
        "v": API_VERSION,
        "object": {"message": body, "client_info": CLIENT_INFO},
    }
    encoded = msgspec.json.encode(event)
    for mark, place in ((EVENT_ID, b"%b"), *((n, b"%d") for n in (DATE, FROM, NUMBER, PEER))):
        encoded = encoded.replace(str(mark).encode(), place, 1)
    return encoded
