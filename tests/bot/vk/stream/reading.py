"""Updates read as a poll is, and what is expected of them."""

import json

from bot.vk.stream.updates import observe
from storage.observations import Batch, DialogChange, Seen, Wanted
from tests.bot.vk.stream.payloads import CHAT, GROUP, IRINA, NOON

POLLED = NOON + 2

MESSAGE = Seen(CHAT, 31, IRINA, NOON)
SERVICE = Seen(CHAT, 31, None, NOON)
OPENED = DialogChange(account=IRINA, at=NOON, allowed=True)


def read(body):
    return observe(body, group=GROUP, source="longpoll", polled_at=POLLED)


def said(**observations):
    return Batch(source="longpoll", position="330", polled_at=POLLED, **observations)


def text_of(update):
    return json.dumps(update, ensure_ascii=False).encode()


def wanted(update, key, conversation, number, at=NOON):
    body = text_of(update)
    return Wanted(key=key, conversation=conversation, number=number, at=at, body=body)
