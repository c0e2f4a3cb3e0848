"""Several communities among the same people: what they share, and what each has of its own."""

import msgspec
import pytest

from sandbox.world import neighbours, outbox
from sandbox.world.records import Message
from sandbox.world.world import Access, World, WorldError

FIRST, SECOND = 225_000_001, 225_000_002


@pytest.fixture
def worlds():
    worlds = World(group_id=FIRST), World(group_id=SECOND, screen_name="second")
    neighbours.settle(*worlds)
    return worlds


@pytest.fixture
def anna(worlds):
    return worlds[0].add_person("Анна", "Петрова")


@pytest.fixture
def chat(worlds, anna):
    return worlds[0].add_chat("9 А", anna)


def heard(world, after=0):
    """What a community was told: its types of events, with texts or actions."""
    told = [msgspec.json.decode(each) for each in world.queue.between(after, world.queue.last)]
    return [(each["type"], said(each["object"])) for each in told]


def said(body):
    message = body.get("message", body)
    return message.get("text") or message.get("action", {}).get("type")


def speak(world, chat, text, keyboard=None):
    message = Message(from_id=-world.group_id, text=text, keyboard=keyboard, random_id=5)
    return outbox.send(world, world.chat(chat).dialog, message)


def test_people_are_everybody_s_but_each_lets_every_community_write_by_itself(worlds, anna):
    first, second = worlds
    boris = second.add_person("Борис", "Орлов")
    assert list(first.people) == list(second.people) == [anna, boris]
    first.allow_dm(anna)
    second.say(boris, dm=True, text="Здравствуйте")
    assert [world.people[anna].dm for world in worlds] == [True, False]
    assert [world.people[boris].dm for world in worlds] == [False, True]
    assert [list(world.dms) for world in worlds] == [[], [boris]]


def test_each_has_its_own_sight_of_a_chat(worlds, anna, chat):
    first, second = worlds
    first.set_bot(chat, anna, Access.ALL)
    second.set_bot(chat, anna, Access.MENTIONS)
    starts = [world.queue.last for world in worlds]
    first.say(anna, chat=chat, text="всем")
    second.say(anna, chat=chat, text="@second, привет")
    assert heard(first, starts[0]) == [("message_new", "всем"), ("message_new", "@second, привет")]
    assert heard(second, starts[1]) == [("message_new", "@second, привет")]
    assert [len(world.chat(chat).dialog.messages) for world in worlds] == [5, 5]


def test_what_one_community_writes_is_another_one_s_news(worlds, anna, chat):
    first, second = worlds
    for world in worlds:
        world.set_bot(chat, anna, Access.ALL)
    starts = [world.queue.last for world in worlds]
    message = speak(first, chat, "Записано")
    assert heard(first, starts[0]) == [("message_reply", "Записано")]
    assert heard(second, starts[1]) == [("message_new", "Записано")]
    (event,) = second.queue.between(starts[1], second.queue.last)
    shown = msgspec.json.decode(event)["object"]["message"]
    assert (shown["from_id"], shown["out"], shown["random_id"]) == (-FIRST, 0, 0)
    first.edit(chat, message.cmid, "Да")
    assert heard(second)[-1] == ("message_edit", "Да")


def test_each_comes_and_goes_by_itself_and_the_others_see_it(worlds, anna, chat):
    first, second = worlds
    first.set_bot(chat, anna, Access.ALL)
    start = first.queue.last
    first.change_members(chat, anna, add=[-SECOND])
    assert second.chat(chat).access is Access.MENTIONS
    assert list(first.chat(chat).members) == [anna, -SECOND]
    assert list(second.chat(chat).members) == [anna, -FIRST]
    second.set_bot(chat, anna, Access.ABSENT)
    assert list(first.chat(chat).members) == [anna]
    assert first.chat(chat).access is Access.ALL
    coming_and_going = [("message_new", "chat_invite_user"), ("message_new", "chat_kick_user")]
    assert heard(first, start) == coming_and_going
    assert heard(second) == coming_and_going
    with pytest.raises(WorldError, match="is not in chat"):
        first.change_members(chat, anna, remove=[-SECOND])


def test_a_press_is_the_business_of_who_wrote_the_button(worlds, anna, chat):
    first, second = worlds
    second.set_bot(chat, anna, Access.ALL)
    action = {"type": "callback", "label": "Да", "payload": "{}"}
    keyboard = {"inline": True, "one_time": False, "buttons": [[{"action": action}]]}
    speak(second, chat, "Согласны?", keyboard)
    starts = [world.queue.last for world in worlds]
    first.press(anna, chat=chat, label="Да")
    assert heard(first, starts[0]) == []
    assert [kind for kind, _ in heard(second, starts[1])] == ["message_event"]


def test_titles_and_time_are_shared(worlds, anna, chat):
    first, second = worlds
    second.rename_chat(chat, anna, "10 А")
    second.advance(3600)
    assert (first.chat(chat).title, first.timestamp()) == ("10 А", second.timestamp())


def test_only_strangers_in_an_empty_world_become_neighbours(worlds, anna):
    with pytest.raises(ValueError, match="one id"):
        neighbours.settle(World(group_id=1), World(group_id=1))
    with pytest.raises(ValueError, match="empty world"):
        neighbours.settle(worlds[0], World(group_id=3))


def test_a_world_that_starts_anew_is_as_it_was_made(worlds, anna, chat):
    first, second = worlds
    first.token, first.rate_limit = "vk1.a.other", None
    first.rights.clear()
    second.set_bot(chat, anna, Access.ALL)
    second.callback_servers.add("http://127.0.0.1:9/", "here", "", 0)
    second.url = "http://127.0.0.1:1"
    keys, last = [world.queue.key for world in worlds], second.queue.last
    neighbours.start_anew(first)

    made = World(group_id=FIRST)
    for name, value in vars(made).items():
        if name not in ("clock", "queue", "callback_servers", "others", "url", "stopwatch"):
            assert getattr(first, name) == value, name
    assert [world.people for world in worlds] == [{}, {}]
    assert [world.queue.is_lost(key) for world, key in zip(worlds, keys, strict=True)] == [True] * 2
    assert (second.queue.last, second.queue.oldest, second.queue.between(0, last)) == (
        last,
        last,
        [],
    )
    assert (second.url, second.callback_servers.listed()) == ("http://127.0.0.1:1", [])
    assert first.files is second.files
    assert first.add_person("Анна", "Петрова") == anna
    assert list(second.people) == [anna]


def test_a_chat_may_have_a_number_of_one_s_own(worlds, anna):
    first, second = worlds
    assert first.add_chat("9 А", anna, number=40) == 40
    assert second.add_chat("9 Б", anna) == 41
    for number in (40, 0, -1, 147_483_648):
        with pytest.raises(WorldError, match=f"number {number} is taken or not from 1 to"):
            first.add_chat("9 В", anna, number=number)
