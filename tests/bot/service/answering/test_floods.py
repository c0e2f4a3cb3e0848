"""Floods: whoever writes for ever holds up nobody but himself; steps, not seconds, are counted."""

import pytest

from bot.service.answering.inbox import AT_ONCE, SIDE_BY_SIDE
from bot.service.answering.quota import BURST
from bot.words.private import welcome
from bot.words.vocabulary import SCHOOL as SCHOOL_WORDS
from storage import tables
from storage.accounts import CHATS
from storage.asked import backlog
from storage.asked.folding import KEPT
from tests.bot.dialog.binding.bound import BOUND, olga_s_code
from tests.bot.vk.stream import payloads as vk
from tests.cast import ADMIN, MARIA, OLGA, STRANGER
from tests.playground import playground
from tests.tries import tries

WELCOME = welcome(SCHOOL_WORDS)

pytestmark = pytest.mark.asyncio

CROWD = range(5_000, 5_100)  # as many as are read in one go


async def take_in(place):
    """Take in everything that was written, and answer nothing yet."""
    while place.poll.position != str(place.world.queue.last):
        await place.poll.step()


async def waiting(place):
    """How many items wait for an answer."""
    return sum(row.body is not None for row in await place.rows(tables.inbox))


async def turned_away(place):
    """How much was folded and dropped."""
    rows = await place.rows(tables.turned_away)
    return sum(row.folded for row in rows), sum(row.dropped for row in rows)


def crowd(place, each):
    """Let a hundred strangers write so many messages each."""
    for person in CROWD:
        place.world.add_person("Гость", "Чужой", id=person)
    for index in range(each):
        for person in CROWD:
            place.world.say(person, dm=True, text=f"Здравствуйте {index}")


async def test_an_administrator_behind_thousands_of_messages_of_strangers_is_among_the_first(
    tmp_path,
):
    each_writes = tries(100)
    async with playground(tmp_path) as place:
        await place.roster()
        crowd(place, each_writes)
        place.world.say(MARIA, dm=True, text="моя неделя")
        place.world.say(ADMIN, dm=True, text="сводка")
        await take_in(place)
        assert await waiting(place) <= AT_ONCE + 2
        await place.settle()
        recipients = [each.to for each in place.sent]
        assert recipients.index(ADMIN) < SIDE_BY_SIDE
        assert recipients.index(MARIA) < SIDE_BY_SIDE
        assert sorted(recipients) == sorted([ADMIN, MARIA, *CROWD])  # one answer to each
        assert await turned_away(place) == (100 * each_writes - 100, 0)


async def test_a_stranger_s_backlog_folds_into_one_answer(tmp_path):
    async with playground(tmp_path) as place:
        for index in range(700):
            place.world.say(STRANGER, dm=True, text=f"Ау {index}")
        await place.settle()
        assert place.heard(dm=STRANGER) == [WELCOME]


async def test_a_code_in_the_middle_of_a_flood_is_not_lost(tmp_path):
    async with playground(tmp_path) as place:
        code = await olga_s_code(place)
        for index in range(300):
            place.world.say(OLGA, dm=True, text=code if index == 150 else f"Где код? {index}")
        await place.settle()
        assert BOUND in place.heard(dm=OLGA)
        assert len(place.heard(dm=OLGA)) < 10


async def test_steps_of_something_begun_are_not_folded(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        for text in ("записать меру", "Провели обучение", "да", "меню", "Спасибо", "Спасибо!"):
            place.world.say(ADMIN, dm=True, text=text)
        await place.settle()
        [row] = await place.rows(tables.week_notes)
        assert row.text == "Провели обучение"


async def test_slashes_of_pupils_in_a_chat_never_reach_the_inbox(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        chat = await place.chat("Педсовет", MARIA, STRANGER)
        before = len(await place.rows(tables.inbox))
        for index in range(1_000):
            text = ("/x", "/", f"[club{place.world.group_id}|Звонок] привет {index}")[index % 3]
            place.world.say(STRANGER, chat=chat, text=text)
        place.world.say(ADMIN, chat=chat, text="/сводка")
        await place.settle()
        assert len(await place.rows(tables.inbox)) == before + 1
        assert sum(row.messages for row in await place.rows(tables.tallies)) == 1_001
        assert place.heard(chat=chat)[-1].startswith("МАОУ «СОШ № 12»")


async def test_commands_of_many_pupils_in_one_chat_are_bounded_and_the_administrator_s_is_not(
    tmp_path,
):
    async with playground(tmp_path) as place:
        await place.roster()
        for person in CROWD:
            place.world.add_person("Ученик", "Чужой", id=person)
        chat = await place.chat("Педсовет", MARIA, *CROWD)
        for _ in range(5):
            for person in CROWD:
                place.world.say(person, chat=chat, text="/сводка")
        place.world.say(ADMIN, chat=chat, text="/сводка")
        await take_in(place)
        assert await waiting(place) <= KEPT + 1
        await place.settle()
        assert place.heard(chat=chat)[-1].startswith("МАОУ «СОШ № 12»")
        assert (await turned_away(place))[1] > 0  # counted, not silent


async def test_all_strangers_together_are_bounded_and_who_is_known_is_not(tmp_path, monkeypatch):
    monkeypatch.setattr(backlog, "MOST", 20)
    async with playground(tmp_path) as place:
        await place.roster()
        crowd(place, 1)
        for person in (MARIA, ADMIN):
            place.world.say(person, dm=True, text="меню")
        await take_in(place)
        assert await waiting(place) <= 22
        assert await turned_away(place) == (0, 80)
        await place.settle()
        assert len(place.heard(dm=MARIA)) == len(place.heard(dm=ADMIN)) == 1


async def test_a_stranger_who_never_stops_is_answered_now_and_then(tmp_path):
    async with playground(tmp_path) as place:
        for index in range(BURST + 20):
            place.world.say(STRANGER, dm=True, text=f"Ау {index}")
            await place.settle()
        assert len(place.heard(dm=STRANGER)) == BURST
        place.world.advance(11)
        await place.settle()
        assert len(place.heard(dm=STRANGER)) == BURST + 1
        assert await waiting(place) < 3


async def test_forged_presses_for_ever_fold(tmp_path):
    async with playground(tmp_path) as place:
        place.world.allow_dm(STRANGER)
        press = {"user_id": STRANGER, "payload": {"do": "menu"}}
        events = [
            vk.pressed(peer_id=STRANGER, event_id=f"{index:012x}", **press) for index in range(500)
        ]
        await place.service.intake.take(vk.poll(*events))
        assert await waiting(place) == 1
        strange = [
            vk.pressed(peer_id=CHATS + 1, event_id=f"a{index:011x}", **press)
            for index in range(500)
        ]
        await place.service.intake.take(vk.poll(*strange))
        assert await waiting(place) == 1


@pytest.mark.parametrize("label", ["Сводка", "Кто отстаёт"])
async def test_pressing_twice_is_still_answered_twice(label, tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        for text in ("меню", label):
            place.world.say(ADMIN, dm=True, text=text)
        await place.settle()
        assert len(place.heard(dm=ADMIN)) == 2
