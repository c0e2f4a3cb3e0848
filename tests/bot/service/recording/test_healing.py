"""Numbers that never came: asked for, counted, or known to be gone; and what reports say of it."""

from math import inf
from pathlib import Path

import pytest

from bot.vk.errors import VkError
from bot.words.notices.chats import access_needed
from sandbox.world import calls
from sandbox.world.world import Access
from storage import tables
from storage.seen import call_store
from tests.bot.dialog.conversing import say
from tests.bot.ordering import order
from tests.bot.service.recording.recorded import heal
from tests.cast import ADMIN, DEPUTY, FRIDAY_DIGEST, MARIA, PAVEL, at, utc
from tests.playground import Playground, playground

pytestmark = pytest.mark.asyncio


async def counted(place: Playground) -> int:
    return sum(row.messages for row in await place.rows(tables.tallies))


async def pieces(place: Playground) -> list[tuple[int, int, str | None]]:
    return [(row.first, row.last, row.gone) for row in await place.rows(tables.holes)]


async def test_what_vk_forgot_to_tell_is_fetched_and_counted_once(tmp_path: Path):
    async with playground(tmp_path) as place:
        await place.roster()
        chat = await place.chat("Педсовет", MARIA, PAVEL)
        place.say(chat, MARIA, 5)
        await place.settle()
        place.say(chat, MARIA, 150)
        await order(place, {"on": "poll", "forget": 150})
        await place.poll.step()
        place.say(chat, PAVEL)
        await place.settle()
        before = await counted(place)
        await heal(place)
        await heal(place)

        assert (before, await counted(place)) == (6, 156)
        assert await pieces(place) == []
        assert (await place.report()).completeness == 1


async def test_after_a_loss_the_chats_are_looked_through_even_if_nobody_writes_again(
    tmp_path: Path,
):
    async with playground(tmp_path) as place:
        await place.roster()
        chat = await place.chat("Педсовет", MARIA)
        place.say(chat, MARIA, 7)
        await order(place, {"on": "poll", "forget": 7})
        place.poll._lost = place.service.intake.lost
        await place.poll.step()
        await heal(place)

        assert await counted(place) == 7
        assert await place.lasting() == {}


async def test_a_message_deleted_before_it_was_seen_is_gone_and_not_missed(tmp_path: Path):
    async with playground(tmp_path) as place:
        await place.roster()
        chat = await place.chat("Педсовет", MARIA)
        place.say(chat, MARIA)
        await place.settle()
        number = place.world.say(MARIA, chat=chat, text="Ошиблась чатом")
        place.world.delete(chat, number)
        await order(place, {"on": "poll", "forget": 1})
        await place.poll.step()
        place.say(chat, MARIA)
        await heal(place)

        assert await pieces(place) == [(number, number, "deleted")]
        assert (await place.report()).completeness == 1


async def test_a_bot_that_gets_only_mentions_notices_and_asks_the_administrator_once(
    tmp_path: Path,
):
    async with playground(tmp_path) as place:
        await place.roster()
        for person in (ADMIN, DEPUTY):
            place.world.say(person, dm=True, text="Начать")
        chat = await place.chat("5А родители", MARIA, access=Access.MENTIONS)
        for _ in range(2):
            place.say(chat, MARIA, 4)
            place.world.say(MARIA, chat=chat, text="/вопрос")
            await heal(place)
        await place.tick(at(0, 10))
        await place.tick(at(1, 10))
        report = await place.report()

        checked, *later = place.heard(dm=ADMIN)[1:]
        assert (checked.split("\n")[0], later) == (
            f"Проверка чата № {chat}, на 09:00 16 ноября.",
            [access_needed("№ 1")],
        )
        assert {gone for _, _, gone in await pieces(place)} == {"no_access"}
        assert report.completeness == pytest.approx(2 / 10)
        assert [(blank.cause, blank.until) for blank in report.blanks] == [("blind", None)]
        assert report.figure("staff_messages_10").incomplete


async def test_access_granted_later_ends_the_time_without_sight(tmp_path: Path):
    async with playground(tmp_path) as place:
        await place.roster()
        chat = await place.chat("5А родители", MARIA, access=Access.MENTIONS)
        place.say(chat, MARIA, 4)
        place.world.say(MARIA, chat=chat, text="/вопрос")
        await heal(place)
        place.world.set_clock(at(1, 12))
        place.world.set_bot(chat, ADMIN, Access.ALL)
        place.say(chat, MARIA)
        await place.settle()

        [blank] = (await place.report()).blanks
        assert (blank.cause, blank.until) == ("blind", at(1, 12))
        [row] = await place.rows(tables.chats)
        assert row.access == "all"


async def test_reports_say_in_words_when_the_bot_was_not_in_a_chat(tmp_path: Path):
    async with playground(tmp_path) as place:
        await place.roster()
        for person in (ADMIN, DEPUTY):
            place.world.say(person, dm=True, text="Начать")
        chat = await place.chat("Педсовет", MARIA)
        place.say(chat, MARIA, 3)
        await place.settle()
        place.world.set_clock(at(1, 10, 5))
        place.world.set_bot(chat, ADMIN, Access.ABSENT)
        place.say(chat, MARIA, 2)
        place.world.set_clock(at(2, 9))
        place.world.set_bot(chat, ADMIN, Access.ADMIN)
        await heal(place)
        await place.tick(FRIDAY_DIGEST)

        digest = place.heard(dm=DEPUTY)[-1]
        assert "* Учтено 60,0\N{NO-BREAK SPACE}% сообщений." in digest
        asked = await say(place, DEPUTY, "сводка")
        assert "* Учтено 60,0\N{NO-BREAK SPACE}% сообщений: бот не видел 2 сообщения" in asked
        assert "* Бот не был в чате «Педсовет» с 17 ноября, 10:05 до 18 ноября, 09:00." in asked
        assert "1 из 5" not in digest
        assert "0 из 5 (0\N{NO-BREAK SPACE}%)*" in digest


async def test_an_error_of_vk_leaves_the_hole_open(tmp_path: Path, impatient):
    async with playground(tmp_path) as place:
        await place.roster()
        chat = await place.chat("Педсовет", MARIA)
        place.say(chat, MARIA)
        await place.settle()
        place.say(chat, MARIA, 2)
        await order(
            place,
            {"on": "poll", "forget": 2},
            {"on": "method:messages.getByConversationMessageId", "error": 10, "times": 4},
        )
        await place.poll.step()
        place.say(chat, MARIA)
        await place.settle()
        with pytest.raises(Exception, match="10"):
            await place.service.healer.step()
        assert [gone for _, _, gone in await pieces(place)] == [None]

        await heal(place)
        assert await counted(place) == 4


async def lost(place: Playground, title: str) -> int:
    """Let two of four messages in a new chat be lost, and the hole be noticed; give the chat."""
    chat = await place.chat(title, MARIA)
    place.say(chat, MARIA)
    await place.settle()
    place.say(chat, MARIA, 2)
    await order(place, {"on": "poll", "forget": 2})
    await place.poll.step()
    place.say(chat, MARIA)
    await place.settle()
    return chat


async def test_what_was_lost_before_the_bot_was_thrown_out_is_fetched_when_it_is_back(
    tmp_path: Path,
):
    async with playground(tmp_path) as place:
        await place.roster()
        chat = await lost(place, "Педсовет")
        place.world.set_bot(chat, ADMIN, Access.ABSENT)  # which is not read yet
        assert await place.service.healer.step()
        assert [gone for _, _, gone in await pieces(place)] == [None]
        assert not await place.service.healer.step()  # it is left alone for a while

        await place.settle()
        place.world.set_bot(chat, ADMIN, Access.ADMIN)
        place.service.healer._stopwatch = lambda: inf
        await heal(place)
        assert await counted(place) == 4
        assert await pieces(place) == []


@pytest.mark.parametrize("code", [5, 14, 17, 27])
async def test_while_the_token_is_dead_nothing_is_taken_for_deleted(code, tmp_path: Path):
    async with playground(tmp_path) as place:
        await place.roster()
        await lost(place, "Педсовет")
        fault = {"on": "method:messages.getByConversationMessageId", "error": code, "times": -1}
        await order(place, fault)
        with pytest.raises(VkError):
            await place.service.healer.step()
        assert [gone for _, _, gone in await pieces(place)] == [None]

        place.faults.clear()
        await heal(place)
        assert (await counted(place), await pieces(place)) == (4, [])


async def test_a_chat_that_is_not_shown_holds_up_no_other_and_is_given_up_after_a_day(
    tmp_path: Path,
):
    async with playground(tmp_path) as place:
        await place.roster()
        chats = [await lost(place, title) for title in ("Педсовет", "Завучи")]
        method = "method:messages.getByConversationMessageId"
        await order(
            place, {"on": method, "error": 917}
        )  # of equally new ones the first is asked for first
        await heal(place)
        [hole] = await place.rows(tables.holes)
        assert (hole.chat, hole.gone) == (chats[0], None)
        assert await counted(place) == 6

        place.service.healer._stopwatch = lambda: inf
        place.world.set_clock(at(1, 10))
        await order(place, {"on": method, "error": 917})
        assert await place.service.healer.step()
        assert [row.gone for row in await place.rows(tables.holes)] == ["no_access"]


async def test_a_call_whose_end_never_comes_is_not_waited_for_longer_than_a_day(tmp_path: Path):
    async with playground(tmp_path) as place:
        await place.roster()
        chat = await place.chat("Педсовет", MARIA)
        calls.start(place.world, chat, MARIA, [MARIA, ADMIN])
        await place.settle()
        for hours, closed in ((23, False), (25, True)):
            async with place.service.core.database.writing() as connection:
                await call_store.close_old(connection, utc(at(0, 9 + hours)) - 24 * 3600)
            [call] = await place.rows(tables.calls)
            assert (call.closed, call.seconds) == (closed, None)
        [line] = [
            person
            for person in (await place.report(now=at(1))).people
            if person.name.startswith("Петр")
        ]
        assert line.calls == 1
