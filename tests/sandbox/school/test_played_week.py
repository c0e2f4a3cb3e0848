"""The school's week as the world has it after it was played."""

from collections import Counter
from datetime import UTC

import pytest

from sandbox.school.school import perform, populate
from sandbox.world.world import Access, World
from tests.sandbox.school.played import END, SCHOOL, STAFF, START, WEEK


@pytest.fixture(scope="module")
def played():
    """The world after the week, the bot in every chat with the access its owner gives."""
    world = World(group_id=1, clock=lambda: START.astimezone(UTC))
    chats = populate(world, SCHOOL)
    for chat in SCHOOL.chats:
        world.set_bot(chats[chat.title], chat.owner, Access(chat.access))
    for act in WEEK:
        perform(world, act, chats)
    return world


def written(world):
    """(title at first, message) of everything people wrote, without service messages."""
    for school_chat, chat in zip(SCHOOL.chats, world.chats.values(), strict=True):
        for message in chat.dialog.messages:
            if message.action is None:
                yield school_chat.title, message


def kinds(message):
    return {item["type"] for item in message.attachments}


def test_the_world_holds_every_message_of_the_week_at_its_moment(played):
    calls = {"call", "group_call_in_progress"}
    assert Counter(
        (title, message.from_id, message.date)
        for title, message in written(played)
        if not kinds(message) & calls
    ) == Counter(
        (act.chat, act.from_id, int(act.at.timestamp()))
        for act in WEEK
        if act.kind in {"say", "edit", "delete"}
    )
    assert played.now() == END


def test_edits_and_deletions_happen_to_the_messages_just_written(played):
    changed = Counter((m.update_time is not None, m.deleted) for _, m in written(played))
    acts = Counter(act.kind for act in WEEK)
    assert changed[True, False] == acts["edit"]
    assert changed[False, True] == acts["delete"] + acts["call"]  # a call's start is deleted


def test_calls_end_reached_or_canceled(played):
    states = Counter(
        message.attachments[0]["call"]["state"]
        for _, message in written(played)
        if "call" in kinds(message)
    )
    reached = sum(act.kind == "call" and act.seconds > 0 for act in WEEK)
    assert states == {"reached": reached, "canceled_by_initiator": 4}


def test_chats_change_their_title_and_members(played):
    now = {
        first.title: (chat.title, set(chat.members) ^ set(first.members))
        for first, chat in zip(SCHOOL.chats, played.chats.values(), strict=True)
    }
    moved = {act.chat: set() for act in WEEK if act.kind in {"invite", "remove"}}
    for act in WEEK:
        if act.kind in {"invite", "remove"}:
            moved[act.chat] |= set(act.people)
    assert {title: people for title, (_, people) in now.items() if people} == moved
    assert {old: new for old, (new, _) in now.items() if old != new} == {
        "9А ОГЭ": "9А ОГЭ и олимпиады"
    }


def test_people_in_vk_bear_the_names_they_chose_there(played):
    assert {id_: played.people[id_].first_name for id_ in STAFF} == {
        id_: member.vk_name for id_, member in STAFF.items()
    }
    assert any(member.vk_name != member.first_name for member in SCHOOL.staff)
