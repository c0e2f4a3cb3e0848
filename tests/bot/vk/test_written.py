"""Looking into a chat for what we wrote: numbers downwards, no farther than is needed."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.vk.errors import VkError
from bot.vk.written import AT_ONCE, FARTHEST, UNTOLD, written

pytestmark = pytest.mark.asyncio

PEER = 2_000_000_001
NOW = datetime(2026, 11, 17, 7, tzinfo=UTC)


class Chat:
    """Answers as VK does; each message is a minute older than the one after it."""

    def __init__(self, last, ours):
        self.last = last
        self.ours = ours  # {number: random_id}
        self.asked = []

    async def call(self, method, **params):
        if method == "messages.getConversationsById":
            item = {"peer": {"id": PEER}, "last_conversation_message_id": self.last}
            return {"items": [item] if self.last else []}
        numbers = [int(each) for each in params["conversation_message_ids"].split(",")]
        self.asked.append((numbers[0], numbers[-1]))
        return {"items": [self._message(number) for number in numbers]}

    def _message(self, number):
        date = NOW - timedelta(minutes=self.last - number)
        ours = number in self.ours
        return {
            "conversation_message_id": number,
            "date": int(date.timestamp()),
            "from_id": -1 if ours else 5,
            "random_id": self.ours.get(number, 77),
        }


async def test_only_what_we_wrote_since_then_is_looked_for():
    chat = Chat(950, {949: 11, 870: 12, 300: 13})
    assert await written(chat, PEER, NOW - timedelta(minutes=150)) == {11: 949, 12: 870}
    assert chat.asked == [(851, 950), (751, 850)]


async def test_the_beginning_of_the_chat_ends_it():
    chat = Chat(130, {1: 11})
    assert await written(chat, PEER, NOW - timedelta(days=9), 130) == {11: 1}
    assert chat.asked == [(31, 130), (1, 30)]


async def test_it_looks_only_so_far():
    chat = Chat(9_000, {})
    assert await written(chat, PEER, NOW - timedelta(days=99)) == {}
    assert len(chat.asked) == FARTHEST // AT_ONCE


async def test_a_chat_vk_does_not_show_is_an_error_for_good():
    with pytest.raises(VkError) as caught:
        await written(Chat(0, {}), PEER, NOW)
    assert (caught.value.code, caught.value.permanent, caught.value.unsure) == (UNTOLD, True, False)
