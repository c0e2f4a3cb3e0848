from datetime import UTC, datetime, timedelta

import pytest

from sandbox.world.world import Access, World, WorldError
from tests.sandbox.town import GROUP, MONDAY_MORNING


def test_ids_of_people_start_high_and_given_ones_are_kept(town):
    assert (town.anna, town.boris, town.vera) == (300_001, 300_002, 300_003)
    assert town.world.add_person("Юрий", "Кац", id=7) == 7
    assert town.world.add_person("Яна", "Кац") == 300_004


def test_a_taken_id_is_refused(town):
    with pytest.raises(WorldError, match="300001 is taken"):
        town.world.add_person("Анна", "Вторая", id=town.anna)


def test_a_chat_begins_with_its_creation_and_counts_every_message(town):
    first = town.world.say(town.anna, chat=town.chat, text="раз")
    town.world.set_bot(town.chat, town.anna, Access.MENTIONS)
    third = town.world.say(town.boris, chat=town.chat, text="три")
    assert (first, third) == (2, 4)


def test_an_absent_bot_hears_nothing(town):
    town.world.say(town.anna, chat=town.chat, text="/старт")
    assert town.events() == []


def test_a_bot_with_mentions_hears_what_addresses_it_and_its_own_invitation(town):
    town.world.set_bot(town.chat, town.anna, Access.MENTIONS)
    for text in (
        "просто так",
        "/отчёт",
        f"[club{GROUP}|Звонок], привет",
        f"@club{GROUP} привет",
        "эй, @zvonok!",
        "@zvonok2 не тот",
        f"[club{GROUP}0|Другой]",
        "не /команда",
    ):
        town.world.say(town.boris, chat=town.chat, text=text)
    town.world.rename_chat(town.chat, town.anna, "9 А класс")
    assert town.heard() == [
        ("message_new", "chat_invite_user"),
        ("message_new", "/отчёт"),
        ("message_new", f"[club{GROUP}|Звонок], привет"),
        ("message_new", f"@club{GROUP} привет"),
        ("message_new", "эй, @zvonok!"),
    ]


@pytest.mark.parametrize("access", [Access.ALL, Access.ADMIN])
def test_a_bot_with_access_to_all_hears_service_messages_too(town, access):
    town.world.set_bot(town.chat, town.anna, access)
    town.world.say(town.boris, chat=town.chat, text="привет")
    town.world.rename_chat(town.chat, town.anna, "9 А класс")
    town.world.change_members(town.chat, town.anna, remove=[town.vera])
    town.world.change_members(town.chat, town.anna, add=[town.vera])
    town.world.pin(town.chat, town.anna, 3)
    assert [text for _, text in town.heard()] == [
        "chat_invite_user",
        "привет",
        "chat_title_update",
        "chat_kick_user",
        "chat_invite_user",
        "chat_pin_message",
    ]


def test_the_bot_hears_that_it_was_kicked_and_nothing_afterwards(town):
    town.world.set_bot(town.chat, town.anna, Access.ALL)
    town.world.set_bot(town.chat, town.anna, Access.ABSENT)
    town.world.say(town.boris, chat=town.chat, text="/после")
    actions = [body["message"]["action"] for _, body in town.events()]
    assert actions == [
        {"type": "chat_invite_user", "member_id": -GROUP},
        {"type": "chat_kick_user", "member_id": -GROUP},
    ]


def test_changing_rights_is_silent(town):
    town.world.set_bot(town.chat, town.anna, Access.MENTIONS)
    told = town.world.queue.last
    assert town.world.set_bot(town.chat, town.anna, Access.ADMIN) is None
    assert town.events(told) == []


def test_the_bot_can_be_added_as_any_member(town):
    town.world.change_members(town.chat, town.anna, add=[-GROUP])
    assert town.world.chat(town.chat).access is Access.MENTIONS
    town.world.change_members(town.chat, town.anna, remove=[-GROUP])
    assert town.world.chat(town.chat).access is Access.ABSENT


def test_a_chat_message_looks_as_vk_shows_it_to_a_community(town):
    town.world.set_bot(town.chat, town.anna, Access.ALL)
    told = town.world.queue.last
    town.world.say(town.boris, chat=town.chat, text="привет", payload={"a": 1})
    ((kind, body),) = town.events(told)
    version = body["message"].pop("version")
    assert kind == "message_new"
    assert version > 10_000_000
    assert body["message"] == {
        "date": int(MONDAY_MORNING.timestamp()),
        "from_id": town.boris,
        "id": 0,
        "out": 0,
        "fwd_messages": [],
        "important": False,
        "is_hidden": False,
        "attachments": [],
        "conversation_message_id": 3,
        "text": "привет",
        "peer_id": town.peer,
        "random_id": 0,
        "is_unavailable": True,
        "payload": '{"a": 1}',
    }
    assert body["client_info"]["inline_keyboard"] is True


def test_writing_to_the_community_lets_it_write_back(town):
    assert town.world.people[town.vera].dm is False
    town.world.say(town.vera, dm=True, text="Начать", ref="poster")
    (allowed, (kind, body)) = town.events()
    assert allowed == ("message_allow", {"user_id": town.vera, "key": ""})
    message = body["message"]
    assert (kind, message["id"], message["peer_id"], message["ref"]) == (
        "message_new",
        1,
        town.vera,
        "poster",
    )
    assert "is_unavailable" not in message
    assert town.world.people[town.vera].dm is True
    town.world.say(town.vera, dm=True, text="и ещё")
    assert [kind for kind, _ in town.events(2)] == ["message_new"]


def test_permission_is_given_and_taken_with_events(town):
    town.world.allow_dm(town.vera)
    town.world.deny_dm(town.vera)
    assert town.events() == [
        ("message_allow", {"user_id": town.vera, "key": ""}),
        ("message_deny", {"user_id": town.vera}),
    ]
    assert town.world.people[town.vera].dm is False


def test_an_edit_is_told_and_a_deletion_is_not(town):
    town.world.set_bot(town.chat, town.anna, Access.ALL)
    cmid = town.world.say(town.boris, chat=town.chat, text="привет")
    told = town.world.queue.last
    town.world.advance(60)
    town.world.edit(town.chat, cmid, "здравствуйте")
    town.world.delete(town.chat, cmid)
    ((kind, message),) = town.events(told)
    assert kind == "message_edit"
    assert message["text"] == "здравствуйте"
    assert message["update_time"] == int(MONDAY_MORNING.timestamp()) + 60
    with pytest.raises(WorldError, match=f"no message {cmid}"):
        town.world.edit(town.chat, cmid, "ещё раз")


def test_an_edit_of_what_the_bot_may_not_see_is_not_told(town):
    town.world.set_bot(town.chat, town.anna, Access.MENTIONS)
    cmid = town.world.say(town.boris, chat=town.chat, text="привет")
    told = town.world.queue.last
    town.world.edit(town.chat, cmid, "здравствуйте")
    assert town.events(told) == []


def test_a_call_is_a_deleted_start_and_an_end_dated_later(town):
    town.world.set_bot(town.chat, town.anna, Access.ALL)
    told = town.world.queue.last
    start, end = town.world.call(town.chat, town.anna, [town.boris, town.vera], 600)
    begun = int(MONDAY_MORNING.timestamp())
    people = {"list": [town.anna, town.boris, town.vera], "count": 3}
    (_, first), (_, last) = town.events(told)
    (progress,), (call,) = first["message"]["attachments"], last["message"]["attachments"]
    assert (start, end) == (3, 4)
    assert progress["type"] == "group_call_in_progress"
    assert progress["group_call_in_progress"]["participants"] == people
    assert call == {
        "type": "call",
        "call": {
            "initiator_id": town.anna,
            "receiver_id": town.peer,
            "state": "reached",
            "time": begun,
            "duration": 600,
            "video": True,
            "participants": people,
        },
    }
    assert (first["message"]["date"], last["message"]["date"]) == (begun, begun + 600)
    assert town.world.chat(town.chat).dialog.find(start) is None
    assert town.world.now() == MONDAY_MORNING


def test_an_unanswered_call_has_no_duration(town):
    _, end = town.world.call(town.chat, town.anna, 1, 20, state="canceled_by_initiator")
    (attachment,) = town.world.message(town.chat, end).attachments
    assert "duration" not in attachment["call"]
    assert attachment["call"]["participants"] == {"list": [town.anna], "count": 1}


def test_calls_need_access_to_all_messages(town):
    town.world.set_bot(town.chat, town.anna, Access.MENTIONS)
    told = town.world.queue.last
    town.world.call(town.chat, town.anna, [town.boris], 600)
    assert town.events(told) == []


def test_another_community_can_speak_in_a_chat(town):
    town.world.set_bot(town.chat, town.anna, Access.ALL)
    town.world.change_members(town.chat, town.anna, add=[-77])
    told = town.world.queue.last
    town.world.say(-77, chat=town.chat, text="новости")
    ((_, body),) = town.events(told)
    assert (body["message"]["from_id"], body["message"]["out"]) == (-77, 0)


def test_time_is_frozen_moved_and_real_again():
    real = datetime(2026, 1, 1, tzinfo=UTC)
    world = World(clock=lambda: real)
    assert world.now() == real
    world.advance(90)
    assert world.now() == real + timedelta(seconds=90)
    world.set_clock(MONDAY_MORNING)
    world.advance(60)
    assert world.now() == MONDAY_MORNING + timedelta(seconds=60)
    world.set_clock(None)
    assert world.now() == real


def test_a_moment_without_an_offset_is_refused(town):
    with pytest.raises(ValueError, match="needs an offset"):
        town.world.set_clock(datetime(2026, 11, 16))  # noqa: DTZ001 - the point of the test


def test_a_message_can_be_dated(town):
    cmid = town.world.say(
        town.anna, chat=town.chat, text="вчера", date=MONDAY_MORNING - timedelta(days=1)
    )
    assert town.world.message(town.chat, cmid).date == int(MONDAY_MORNING.timestamp()) - 86_400


REFUSED = {
    "a stranger in a chat": (lambda w: w.say(1, chat=1, text="?"), "1 is not in chat 1"),
    "no such chat": (lambda w: w.say(300_001, chat=9, text="?"), "no chat 9"),
    "nowhere": (lambda w: w.say(300_001, text="?"), "either a chat, or dm"),
    "two places": (lambda w: w.say(300_001, chat=1, dm=True), "either a chat, or dm"),
    "nobody": (lambda w: w.say(4, dm=True, text="?"), "no person 4"),
    "the bot itself": (lambda w: w.say(-GROUP, chat=1, text="?"), "through messages.send"),
    "an odd attachment": (
        lambda w: w.say(300_001, chat=1, attachments=["song"]),
        'Unknown.*"song"',
    ),
    "a shapeless one": (lambda w: w.say(300_001, chat=1, attachments=[{}]), 'needs a "type"'),
    "an unknown owner": (lambda w: w.add_chat("Чат", 4), "no person 4"),
    "member zero": (lambda w: w.add_chat("Чат", 300_001, [0]), "0 is nobody's id"),
    "added twice": (lambda w: w.change_members(1, 300_001, add=[300_002]), "300002 is in chat 1"),
    "not there": (lambda w: w.change_members(1, 300_001, remove=[4]), "4 is not in chat 1"),
    "invited by nobody": (lambda w: w.set_bot(1, 4, Access.ALL), "4 is not in chat 1"),
    "no such message": (lambda w: w.delete(1, 50), "no message 50 in chat 1"),
    "permission of nobody": (lambda w: w.allow_dm(4), "no person 4"),
    "an odd call": (lambda w: w.call(1, 300_001, 2, 5, state="lost"), 'call state "lost"'),
}


@pytest.mark.parametrize(("act", "sentence"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_is_refused_in_a_sentence(town, act, sentence):
    with pytest.raises(WorldError, match=sentence):
        act(town.world)
    assert town.events() == []
