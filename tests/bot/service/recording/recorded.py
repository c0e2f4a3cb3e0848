"""Updates as VK tells them, what was counted of them, and holes that are healed."""

import json

from bot.vk.ids import CHATS
from storage import tables
from tests.bot.vk.stream import payloads as vk
from tests.cast import MONDAY_MORNING
from tests.playground import Playground

NOON = int(MONDAY_MORNING.timestamp())


def says(chat, number, account, **more):
    return vk.new(
        vk.message(number=number, author=account)
        | {"peer_id": CHATS + chat, "date": NOON, "text": "Урок"}
        | more
    )


def written(update):
    return json.dumps(update, ensure_ascii=False).encode()


def poll(ts, *updates):
    return b'{"ts":"%d","updates":[%s]}' % (ts, b",".join(updates))


async def counted(place):
    sums = {}
    for row in await place.rows(tables.tallies):
        sums[row.author] = sums.get(row.author, 0) + row.messages
    return sums


async def heal(place: Playground) -> None:
    """Let the service take in everything and ask for what is missing."""
    await place.settle()
    while await place.service.healer.step():
        await place.settle()
