"""Links to foreign messengers in the chats: counted as they come, and nothing of them is kept."""

import json
from pathlib import Path

import pytest

from sandbox.world.world import Access
from tests.bot.ordering import order
from tests.bot.service.recording.recorded import heal
from tests.bot.service.telling.linking import INVITATION, LINK, counted, messages
from tests.cast import ADMIN, MARIA, PAVEL, STRANGER, at
from tests.playground import playground

pytestmark = pytest.mark.asyncio


async def test_whoever_links_is_counted_by_chat_and_messenger(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        chat = await place.chat("Педсовет", MARIA, PAVEL, STRANGER)
        other = await place.chat("МО физиков", PAVEL)
        world = place.world
        world.say(MARIA, chat=chat, text=f"Мы переехали: {LINK}", attachments=[INVITATION])
        world.say(STRANGER, chat=chat, text=LINK)
        world.say(PAVEL, chat=other, text="", attachments=[INVITATION])
        world.say(PAVEL, chat=other, text="Напишите мне в WhatsApp, адрес: vk.com/pavel")
        await place.settle()
        assert await counted(place) == [
            (chat, "telegram", 2),
            (chat, "viber", 1),
            (other, "viber", 1),
        ]
        assert await messages(place) == 4


async def test_edits_communities_private_messages_and_strangers_chats_do_not_count(tmp_path):
    async with playground(tmp_path) as place:
        chat = await place.chat("Педсовет", MARIA)
        dacha = await place.chat("Дача", MARIA, by=STRANGER)
        world = place.world
        number = world.say(MARIA, chat=chat, text="Добрый день.")
        world.edit(chat, number, LINK)
        world.change_members(chat, ADMIN, add=[-70])
        world.say(-70, chat=chat, text=LINK)
        world.say(MARIA, dm=True, text=LINK)
        world.say(MARIA, chat=dacha, text=LINK)
        await place.service.sender.send(2_000_000_000 + chat, LINK, about=("x",), kind="x")
        await heal(place)
        assert (await counted(place), await messages(place)) == ([], 1)


async def test_a_link_in_a_command_counts_as_the_command_does(tmp_path):
    async with playground(tmp_path) as place:
        chat = await place.chat("Педсовет", MARIA, access=Access.MENTIONS)
        place.world.say(MARIA, chat=chat, text=f"/адрес {LINK}")
        await place.settle()
        assert (await counted(place), await messages(place)) == ([(chat, "telegram", 1)], 1)


async def test_a_link_that_came_by_asking_counts_like_one_that_came_by_itself(tmp_path):
    async with playground(tmp_path) as place:
        chat = await place.chat("Педсовет", MARIA)
        for index in range(5):
            place.world.say(MARIA, chat=chat, text=LINK, date=at(0, 10, index))
        await order(place, {"on": "poll", "forget": 4})
        await place.settle()
        before = await counted(place)
        await heal(place)
        await heal(place)
        assert (before, await counted(place)) == (
            [(chat, "telegram", 1)],
            [(chat, "telegram", 5)],
        )


async def test_a_poll_that_comes_again_counts_nothing_again(tmp_path):
    async with playground(tmp_path) as place:
        chat = await place.chat("Педсовет", MARIA)
        bodies = []
        take = place.service.intake.take

        async def watched(body, read=None):
            bodies.append(body)
            return await take(body, read)

        place.service.intake.take = watched
        place.world.say(MARIA, chat=chat, text=f"{LINK} или wa.me/79120000000")
        await place.settle()
        [body] = [each for each in bodies if b"AAAA" in each]
        assert await take(body) == 0
        posted = [json.dumps(each).encode() for each in json.loads(body)["updates"]]
        assert await place.service.intake.take_updates(posted * 2) == 0
        assert await counted(place) == [(chat, "telegram", 1), (chat, "whatsapp", 1)]


@pytest.mark.sqlite("it looks through the file")
async def test_of_a_link_nothing_reaches_the_disk(tmp_path: Path):
    async with playground(tmp_path) as place:
        await place.roster()
        chat = await place.chat("Педсовет", MARIA)
        place.world.say(MARIA, chat=chat, text=f"{LINK} Запасной", attachments=[INVITATION])
        await place.settle()
        assert await counted(place) == [(chat, "telegram", 1), (chat, "viber", 1)]
    written = b"".join(each.read_bytes() for each in tmp_path.iterdir())
    assert b"viber" in written
    for word in ("AAAAtainoe", "t.me", "joinchat", "g2=", "Запасной"):
        assert word.encode() not in written
