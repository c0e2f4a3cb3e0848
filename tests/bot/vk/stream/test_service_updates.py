"""Service messages and calls in a chat: who comes, who leaves, and what is nobody's message."""

import pytest

from storage.observations import CallSeen, ChatVisit, Renamed
from tests.bot.vk.stream import payloads as vk
from tests.bot.vk.stream.payloads import CHAT, GROUP, IRINA, LEV, NOON, OLEG
from tests.bot.vk.stream.reading import SERVICE, read, said, wanted
from tests.bot.vk.stream.shapes import CALLS, SILENT_ACTIONS, START


@pytest.mark.parametrize(("kind", "fields"), SILENT_ACTIONS.items(), ids=SILENT_ACTIONS.keys())
def test_a_service_message_takes_its_number_and_is_nobody_s_message(kind, fields):
    assert read(vk.poll(vk.new(vk.action(kind, **fields)))) == said(seen=[SERVICE])


@pytest.mark.parametrize("kind", ["chat_invite_user", "chat_invite_user_by_link"])
def test_an_invitation_of_the_bot_is_a_visit_that_wants_an_answer(kind):
    update = vk.new(vk.action(kind, member_id=-GROUP))
    assert read(vk.poll(update)) == said(
        seen=[SERVICE],
        visits=[ChatVisit(chat=CHAT, at=NOON, by=IRINA, present=True, number=31)],
        wanted=[wanted(update, f"m{CHAT}:31", CHAT, 31)],
    )


def test_the_bot_s_removal_ends_its_visit_and_wants_no_answer():
    update = vk.new(vk.action("chat_kick_user", author=OLEG, member_id=-GROUP))
    assert read(vk.poll(update)) == said(
        seen=[SERVICE], visits=[ChatVisit(chat=CHAT, at=NOON, by=OLEG, present=False, number=31)]
    )


def test_a_new_title_is_told():
    update = vk.new(vk.action("chat_title_update", text="9 А класс", old_text="9 А"))
    assert read(vk.poll(update)) == said(
        seen=[SERVICE], renamed=[Renamed(chat=CHAT, title="9 А класс", number=31)]
    )


def test_a_title_that_is_empty_or_not_told_is_none():
    updates = [vk.action("chat_title_update", text=""), vk.action("chat_title_update")]
    assert read(vk.poll(*map(vk.new, updates))) == said(seen=[SERVICE, SERVICE])


def test_what_else_happens_to_the_bot_is_no_visit():
    update = vk.new(vk.action("chat_pin_message", member_id=-GROUP, text="важно"))
    assert read(vk.poll(update)) == said(seen=[SERVICE])


def test_an_invitation_before_5_103_is_a_visit_and_no_message():
    batch = read(vk.poll(vk.flat(vk.action("chat_invite_user", member_id=-GROUP))))
    assert (batch.seen, batch.visits) == (
        [SERVICE],
        [ChatVisit(chat=CHAT, at=NOON, by=IRINA, present=True, number=31)],
    )


def test_a_call_before_5_103_is_no_message():
    batch = read(vk.poll(vk.flat(vk.call_ended(number=31, duration=600))))
    assert (batch.seen, len(batch.calls)) == ([SERVICE], 1)


def a_call(**changes):
    values = {
        "chat": CHAT,
        "number": 31,
        "at": NOON,
        "ended": True,
        "initiator": IRINA,
        "started_at": NOON - 600,
        "told": True,
        "seconds": None,
        "reached": True,
        "participants": (IRINA, OLEG, LEV),
        "participant_count": 3,
    }
    return CallSeen(**(values | changes))


@pytest.mark.parametrize(("made", "changes"), CALLS.values(), ids=CALLS.keys())
def test_a_call_is_no_message(made, changes):
    assert read(vk.poll(vk.new(made))) == said(seen=[SERVICE], calls=[a_call(**changes)])


def test_an_initiator_that_is_not_told_is_the_author():
    made = vk.call_started()
    del made["attachments"][0]["group_call_in_progress"]["initiator_id"]
    [call] = read(vk.poll(vk.new(made))).calls
    assert call == a_call(**START)
