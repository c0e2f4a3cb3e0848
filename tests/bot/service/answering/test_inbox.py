"""Answers: once, in order, and calm when something inside goes wrong."""

import asyncio

import pytest

from bot.dialog.chats import joining
from bot.dialog.chats.joining_words import WHICH_KIND
from bot.dialog.core.router import Router, Shown
from bot.dialog.core.screens import Screen
from bot.words.private import SORRY, welcome
from bot.words.vocabulary import SCHOOL as SCHOOL_WORDS
from sandbox.world.world import Access
from storage import tables
from storage.asked import inbox
from storage.asked.inbox import REMEMBERED
from tests.bot.dialog.chats.coming import HELLO
from tests.bot.ordering import order
from tests.bot.vk.stream import payloads as vk
from tests.cast import ADMIN, MARIA, MONDAY_MORNING, PAVEL, STRANGER
from tests.playground import playground

WELCOME = welcome(SCHOOL_WORDS)

pytestmark = pytest.mark.asyncio


LATER = 61  # seconds after which what a dead process had taken is free again


class Died(BaseException):
    """The process ends here and now."""


class Broken(Exception):
    """A fault in a handler; its message holds somebody's words, as faults do."""


def break_handlers(monkeypatch):
    """Let the next handler fail, in a private dialog or in a chat."""
    left = [1]
    for place, name in ((Router, "typed"), (joining, "_hello")):
        monkeypatch.setattr(place, name, _failing(getattr(place, name), left))


def _failing(original, left):
    def wrapped(*given, **named):
        if left[0]:
            left[0] -= 1
            raise Broken("Петрова пишет: секретное слово")
        return original(*given, **named)

    return wrapped


async def test_a_fault_in_private_gets_one_neutral_sentence_and_the_next_message_its_answer(
    tmp_path, monkeypatch
):
    async with playground(tmp_path) as place:
        break_handlers(monkeypatch)
        place.world.say(STRANGER, dm=True, text="Добрый день, секретное слово")
        place.world.say(STRANGER, dm=True, text="Ещё раз")
        await place.settle()
        assert place.heard(dm=STRANGER) == [SORRY, WELCOME]
        assert [row.body for row in await place.rows(tables.inbox)] == [None, None]


async def test_a_fault_in_a_group_chat_is_met_with_silence(tmp_path, monkeypatch):
    async with playground(tmp_path) as place:
        break_handlers(monkeypatch)
        chat = await place.chat("Наш 5А класс", MARIA)
        assert place.sent == []
        assert [row.body for row in await place.rows(tables.inbox)] == [None]
        place.say(chat, MARIA)
        await place.settle()
        assert [row.messages for row in await place.rows(tables.tallies)] == [1]


async def test_the_log_of_a_fault_names_its_place_and_nobody_s_words(tmp_path, monkeypatch, log):
    async with playground(tmp_path) as place:
        break_handlers(monkeypatch)
        place.world.say(MARIA, dm=True, text="Добрый день, секретное слово")
        await place.settle()
    [line] = [each for each in log if each.startswith("ERROR")]
    assert line.startswith("ERROR inbox item 1: Broken at ")
    assert line.rstrip().split("/")[-1].startswith("test_inbox.py:")
    for word in ("секретное", "Петрова", "Мария", str(MARIA)):
        assert not any(word in each for each in log)


async def test_a_refusal_of_vk_is_logged_and_the_rest_is_answered(tmp_path, log):
    async with playground(tmp_path) as place:
        await order(place, {"on": "method:messages.send", "error": 7})
        place.world.say(MARIA, dm=True, text="раз")
        place.world.say(PAVEL, dm=True, text="два")
        await place.settle()
        [answered] = place.sent
        number = {MARIA: 2, PAVEL: 1}[answered.to]
        assert [each for each in log if "refused" in each] == [
            f"WARNING inbox item {number}: VK refused, code 7\n"
        ]


async def test_a_dead_token_keeps_what_waits_for_an_answer(tmp_path):
    async with playground(tmp_path) as place:
        await order(place, {"on": "method:messages.send", "error": 5})
        place.world.say(MARIA, dm=True, text="раз")
        await place.settle()
        assert place.sent == []
        [stopped] = (await place.lasting()).values()
        assert (stopped.name, stopped.value) == ("sending_stopped", "5")

        place.world.advance(301)
        await place.service.delivery.step()  # asks VK whether it takes messages again
        await place.service.inbox.drain()
        assert place.heard(dm=MARIA) == [WELCOME]


async def test_a_crash_before_the_answer_leaves_the_answer_to_the_next_start(tmp_path, monkeypatch):
    async with playground(tmp_path) as place:
        entered = asyncio.Event()

        async def hang(*_given, **_named):
            entered.set()
            await asyncio.Event().wait()

        with monkeypatch.context() as patched:
            patched.setattr(Router, "typed", hang)
            place.world.say(MARIA, dm=True, text="раз")
            running = asyncio.create_task(place.settle())
            await entered.wait()
            running.cancel()
            with pytest.raises(asyncio.CancelledError):
                await running
        assert place.sent == []

        place.world.advance(LATER)
        await place.service.inbox.drain()
        assert place.heard(dm=MARIA) == [WELCOME]


async def test_a_crash_after_the_answer_repeats_a_message_vk_drops(tmp_path, monkeypatch):
    async with playground(tmp_path) as place:

        async def crash(*_given, **_named):
            raise Died

        with monkeypatch.context() as patched:
            patched.setattr("storage.asked.inbox.done", crash)
            place.world.say(MARIA, dm=True, text="раз")
            with pytest.raises(BaseExceptionGroup):
                await place.settle()
        place.world.advance(LATER)
        await place.service.inbox.drain()

        assert place.heard(dm=MARIA) == [WELCOME, WELCOME]
        texts = [message.text for message in place.world.dms[MARIA].messages]
        assert texts == ["раз", WELCOME]


async def test_conversations_do_not_wait_for_each_other_but_each_keeps_its_order(
    tmp_path, monkeypatch
):
    async with playground(tmp_path) as place:
        begun = []
        free = asyncio.Event()

        async def slow(_desk, account, *_given, **_named):
            begun.append(account)
            if account == MARIA:
                await free.wait()
            else:
                free.set()
            text = f"Здравствуйте, {account}, № {begun.count(account)}"
            return Shown(screen=Screen(text=text), unit="", act="menu")

        monkeypatch.setattr(Router, "typed", slow)
        for text in ("раз", "два"):
            place.world.say(MARIA, dm=True, text=text)
        place.world.say(PAVEL, dm=True, text="три")
        await place.settle()

        assert begun == [MARIA, PAVEL, MARIA]
        assert [message.text for message in place.world.dms[MARIA].messages] == [
            "раз",
            "два",
            f"Здравствуйте, {MARIA}, № 1",
            f"Здравствуйте, {MARIA}, № 2",
        ]


async def test_a_repeated_update_is_answered_once(tmp_path):
    async with playground(tmp_path) as place:
        await order(place, {"on": "poll", "duplicate": 8, "times": -1})
        chat = await place.chat("Наш 5А класс", MARIA)
        place.world.say(MARIA, dm=True, text="раз")
        await place.settle()
        place.world.press(ADMIN, chat=chat, label="Родители")
        place.say(chat, MARIA)
        await place.settle()
        assert place.heard(chat=chat) == [HELLO, WHICH_KIND]
        assert place.heard(dm=MARIA) == [WELCOME]
        assert place.world.requests["messages.sendMessageEventAnswer"] == 1


async def test_a_late_repeat_is_not_answered_after_its_inbox_line_is_forgotten(tmp_path):
    async with playground(tmp_path) as place:
        place.world.say(MARIA, dm=True, text="раз")
        [*_, said] = place.world.queue._events
        await place.settle()
        async with place.service.core.database.writing() as connection:
            await inbox.forget(connection, MONDAY_MORNING + REMEMBERED * 2)
        assert await place.rows(tables.inbox) == []

        await place.service.intake.take(b'{"ts":"77","updates":[' + said + b"]}")
        await place.service.inbox.drain()
        assert place.heard(dm=MARIA) == [WELCOME]


ODD = {
    "a sticker without its inner type": {"type": "sticker", "sticker": {"sticker_id": 5}},
    "a call": {"type": "call", "call": {"initiator_id": MARIA, "state": "reached"}},
    "a document without a size": {"type": "doc", "doc": {"id": 1}},
    "something of next year": {"type": "hologram", "hologram": {"depth": "∞"}},
}


@pytest.mark.parametrize("attachment", ODD.values(), ids=ODD.keys())
async def test_attachments_that_models_refuse_do_not_matter(attachment, tmp_path):
    async with playground(tmp_path) as place:
        place.world.say(MARIA, dm=True, text="раз", attachments=[attachment])
        await place.settle()
        assert place.heard(dm=MARIA) == [WELCOME]


BARE = ("version", "out", "id", "text", "fwd_messages", "attachments", "random_id", "important")


async def test_a_message_with_only_its_keys_is_answered(tmp_path):
    async with playground(tmp_path) as place:
        place.world.allow_dm(MARIA)
        bare = {key: value for key, value in vk.private(author=MARIA).items() if key not in BARE}
        odd = vk.private(author=MARIA, number=13, reply_message={"text": 5}, fwd_messages=[{}])
        await place.service.intake.take(vk.poll(vk.new(bare), vk.new(odd)))
        await place.service.inbox.drain()
        assert place.heard(dm=MARIA) == [WELCOME, WELCOME]


async def test_a_press_of_a_button_outside_messages_disturbs_nobody(tmp_path, log):
    async with playground(tmp_path) as place:
        chat = await place.chat("Педсовет", MARIA)
        peer = 2_000_000_000 + chat
        event = vk.pressed(peer_id=peer, user_id=ADMIN, payload={"do": "dance"})
        await place.service.intake.take(vk.poll(event))
        await place.service.inbox.drain()
        assert place.heard(chat=chat) == [HELLO]
        assert [each for each in log if each.startswith(("ERROR", "WARNING"))] == []


async def test_commands_nobody_knows_are_met_with_silence_in_chats(tmp_path):
    async with playground(tmp_path) as place:
        chat = await place.chat("Педсовет", MARIA, access=Access.ADMIN)
        place.world.say(MARIA, chat=chat, text="/отчёт")
        place.world.say(MARIA, chat=chat, text=f"[club{place.world.group_id}|Звонок], привет")
        await place.settle()
        assert place.heard(chat=chat) == [HELLO]
        [invitation] = await place.rows(tables.inbox)  # the rest never came so far
        assert invitation.body is None


async def test_a_dialog_forbidden_meanwhile_is_no_fault(tmp_path, log):
    async with playground(tmp_path) as place:
        place.world.say(MARIA, dm=True, text="раз")
        place.world.deny_dm(MARIA)
        await place.settle()
        assert place.sent == []
        assert [each for each in log if each.startswith(("ERROR", "WARNING"))] == [
            "WARNING inbox item 1: VK refused, code 901\n"
        ]
        [row] = await place.rows(tables.accounts)
        assert (row.account, row.dialog) == (MARIA, "closed")
