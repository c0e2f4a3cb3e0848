"""The bot leaves a chat and comes back, and others come and go: what is counted and said."""

import pytest

from sandbox.world.world import Access
from tests.bot.dialog.chats.coming import HELLO, chat_row
from tests.cast import ADMIN, MARIA, OLGA, PAVEL, SCHOOL, STRANGER, at, utc
from tests.playground import playground

pytestmark = pytest.mark.asyncio


async def test_a_removal_ends_the_count_and_the_chat_s_past_stays(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        chat = await place.chat("Педсовет", MARIA)
        place.say(chat, MARIA, 2)
        await place.settle()
        place.world.set_clock(at(1, 12))
        place.world.set_bot(chat, ADMIN, Access.ABSENT)
        place.say(chat, MARIA, 5)
        await place.settle()
        await place.service.refresh_chats()

        row = await chat_row(place, chat)
        assert (row.present, row.left_at, row.unit, row.title) == (
            False,
            utc(at(1, 12)),
            SCHOOL,
            "Педсовет",
        )
        report = await place.report(now=at(1, 13))
        assert [(line.title, line.messages, line.present) for line in report.chats] == [
            ("Педсовет", 2, False)
        ]
        assert place.heard(chat=chat) == [HELLO]


async def test_an_invitation_after_a_removal_goes_on_and_the_gap_is_seen(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        chat = await place.chat("Педсовет", MARIA, PAVEL)
        place.say(chat, MARIA, 2)
        place.world.set_bot(chat, ADMIN, Access.ABSENT)
        place.say(chat, MARIA, 5)
        place.world.set_clock(at(2, 9))
        place.world.set_bot(chat, ADMIN, Access.ADMIN)
        place.say(chat, MARIA, 3)
        await place.settle()

        row = await chat_row(place, chat)
        assert (row.present, row.joined_at, row.left_at) == (True, utc(at(0, 9)), None)
        assert place.heard(chat=chat) == [HELLO, HELLO]
        report = await place.report(now=at(2, 10))
        [line] = report.chats
        assert (line.messages, line.missed, report.completeness) == (5, 5, 0.5)


async def test_a_stranger_who_brings_the_bot_back_changes_nothing(tmp_path):
    async with playground(tmp_path) as place:
        chat = await place.chat("Педсовет", STRANGER)
        place.world.set_bot(chat, ADMIN, Access.ABSENT)
        place.world.set_bot(chat, STRANGER, Access.ADMIN)
        await place.settle()
        row = await chat_row(place, chat)
        assert (row.unit, row.present) == (SCHOOL, True)
        assert place.heard(chat=chat)[1].split("\n")[1] == HELLO.split("\n")[1]
        assert f"[id{STRANGER}|" not in place.heard(chat=chat)[1]


async def test_a_new_title_is_kept_and_the_kind_stays(tmp_path):
    async with playground(tmp_path) as place:
        chat = await place.chat("Педсовет", MARIA)
        place.world.rename_chat(chat, ADMIN, "Родители и учителя")
        await place.settle()
        row = await chat_row(place, chat)
        assert (row.title, row.kind) == ("Родители и учителя", "staff")
        assert place.heard(chat=chat) == [HELLO]


async def test_others_who_come_and_go_are_not_answered(tmp_path):
    async with playground(tmp_path) as place:
        chat = await place.chat("Педсовет", MARIA)
        place.world.change_members(chat, ADMIN, add=[OLGA, -70], remove=[MARIA])
        place.world.change_members(chat, OLGA, remove=[OLGA])
        await place.settle()
        assert place.heard(chat=chat) == [HELLO]
        assert (await chat_row(place, chat)).present is True
