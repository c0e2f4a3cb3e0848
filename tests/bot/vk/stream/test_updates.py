"""Reading updates: every shape VK sends means what it should, and none of them stops the poll."""

import copy
import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.vk.stream.incoming import shape_of
from bot.vk.stream.updates import observe, observe_each
from storage.observations import (
    Batch,
    CallSeen,
    ChatVisit,
    DialogChange,
    Linked,
    Renamed,
    Seen,
    Unreadable,
    Wanted,
)
from tests.bot.vk.stream import payloads as vk
from tests.bot.vk.stream.payloads import CHAT, GROUP, IRINA, LEV, NOON, OLEG

POLLED = NOON + 2

MESSAGE = Seen(CHAT, 31, IRINA, NOON)
SERVICE = Seen(CHAT, 31, None, NOON)
OPENED = DialogChange(account=IRINA, at=NOON, allowed=True)


def read(body):
    return observe(body, group=GROUP, source="longpoll", polled_at=POLLED)


def said(**observations):
    return Batch(source="longpoll", position="330", polled_at=POLLED, **observations)


def text_of(update):
    return json.dumps(update, ensure_ascii=False).encode()


def wanted(update, key, conversation, number, at=NOON):
    body = text_of(update)
    return Wanted(key=key, conversation=conversation, number=number, at=at, body=body)


COUNTED = {
    "a chat message of 5.199": vk.new(vk.message()),
    "a chat message of 2022": vk.new(vk.older(vk.message())),
    "a chat message before 5.103": vk.flat(vk.message()),
    "a voice message": vk.new(vk.message("", attachments=[vk.voice()])),
    "a photo without a word": vk.new(vk.message("", attachments=[vk.photo()])),
    "a forwarded message": vk.new(vk.message("", fwd_messages=[vk.forwarded()])),
    "an answer to a message": vk.new(vk.message(reply_message=vk.forwarded())),
    "a message that was not cut": vk.new(vk.message(is_cropped=False)),
    "a message whose mark of a cut is odd": vk.new(vk.message(is_cropped={"a": []})),
    "a message that destroys itself": vk.new(vk.message(expire_ttl=60)),
    "a message with cards": vk.new(vk.message(template=vk.carousel())),
    "a message with a place": vk.new(
        vk.message(geo={"type": "point", "coordinates": {"latitude": 58.0, "longitude": 56.2}})
    ),
    "an attachment nobody knows": vk.new(
        vk.message("", attachments=[{"type": "hologram", "hologram": {"id": 1}}])
    ),
    "a message with a payload that is none": vk.new(vk.message(payload=None)),
    "a message with a slash inside": vk.new(vk.message("в 9/А нет урока")),
    "a message of nothing": vk.new(vk.message("")),
    "a message that names another community": vk.new(vk.message("[club70|Лагерь], привет")),
}


@pytest.mark.parametrize("cut", [True, 1])
def test_a_message_cut_for_the_bot_counts_and_is_to_be_asked_for_whole(cut):
    batch = read(vk.poll(vk.new(vk.message("t.me/a", is_cropped=cut))))
    assert (batch.seen, batch.links) == ([MESSAGE], [])
    assert batch.cropped == [Linked(*MESSAGE[:2], MESSAGE.at, frozenset({"telegram"}))]


@pytest.mark.parametrize("update", COUNTED.values(), ids=COUNTED.keys())
def test_what_a_person_writes_in_a_chat_is_a_message_of_that_person(update):
    assert read(vk.poll(update)) == said(seen=[MESSAGE])


ASKING = {
    "a command": vk.message("/помощь"),
    "a mention by VK's link": vk.message(f"[club{GROUP}|Звонок], добрый день"),
    "a mention by address": vk.message(f"спросим у @club{GROUP} завтра"),
    "a mention as a public page": vk.message(f"[club{GROUP}|@public{GROUP}] добрый день"),
    "a text button": vk.message("Учителя", payload='{"do":"kind"}'),
}


@pytest.mark.parametrize("made", ASKING.values(), ids=ASKING.keys())
def test_what_addresses_the_bot_counts_and_wants_an_answer(made):
    update = vk.new(made)
    assert read(vk.poll(update)) == said(
        seen=[MESSAGE],
        addressed={(CHAT, 31)},
        wanted=[wanted(update, f"m{CHAT}:31", CHAT, 31)],
    )


def test_a_command_before_5_103_is_kept_by_its_number_too():
    update = vk.flat(vk.message("/помощь"))
    assert read(vk.poll(update)).wanted == [wanted(update, f"m{CHAT}:31", CHAT, 31)]


SILENT_ACTIONS = {
    "chat_create": {"text": "9 А"},
    "chat_photo_update": {"photo": {"photo_50": "https://x/50.jpg"}},
    "chat_photo_remove": {},
    "chat_invite_user": {"member_id": OLEG},
    "chat_invite_user_by_link": {},
    "chat_invite_user_by_message_request": {"member_id": OLEG},
    "chat_invite_user_by_call": {"member_id": OLEG},
    "chat_invite_user_by_call_join_link": {},
    "chat_kick_user": {"member_id": OLEG},
    "chat_kick_user_call_block": {"member_id": OLEG},
    "chat_pin_message": {"member_id": OLEG, "conversation_message_id": 20, "message": "важно"},
    "chat_unpin_message": {"member_id": OLEG, "conversation_message_id": 20},
    "chat_screenshot": {"member_id": OLEG},
    "chat_group_call_started": {},
    "call_transcription_failed": {},
    "conversation_style_update": {"style": "candy"},
    "something_of_next_year": {"member_id": -5},
}


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


UNTOLD = {"told": False, "started_at": NOON}
START = UNTOLD | {
    "ended": False,
    "reached": None,
    "participants": (IRINA, OLEG),
    "participant_count": 2,
}
CALLS = {
    "at its start": (vk.call_started(), START),
    "whose list is a preview": (vk.call_started(count=11), START | {"participant_count": 11}),
    "that lasted": (
        vk.call_ended(number=31, duration=600),
        {"seconds": 600},
    ),
    "in a room opened long before": (
        vk.call_ended(number=31, duration=60),
        {"seconds": 60},
    ),
    "that does not tell when it began": (
        vk.call_ended(number=31, duration=300, time=None),
        UNTOLD | {"seconds": 300, "started_at": NOON - 300},
    ),
    "that began in words": (vk.call_ended(number=31, time={"at": "noon"}), UNTOLD),
    "that began after its end": (vk.call_ended(number=31, time=NOON + 1), UNTOLD),
    "that began too late for its length": (
        vk.call_ended(number=31, duration=900, time=NOON - 600),
        UNTOLD | {"seconds": 900, "started_at": NOON - 900},
    ),
    "that began a day ago": (
        vk.call_ended(number=31, time=NOON - 86_400),
        {"started_at": NOON - 86_400},
    ),
    "that began with its end": (vk.call_ended(number=31, time=NOON), {"started_at": NOON}),
    "that began three minutes too late, which is rounding": (
        vk.call_ended(number=31, duration=600, time=NOON - 420),
        {"seconds": 600, "started_at": NOON - 420},
    ),
    "that began more than three minutes too late": (
        vk.call_ended(number=31, duration=600, time=NOON - 419),
        UNTOLD | {"seconds": 600, "started_at": NOON - 600},
    ),
    "with nobody in it": (
        vk.call_ended(number=31, participants={"list": [IRINA, 0], "count": 1}),
        {"participants": (IRINA,), "participant_count": 1},
    ),
    "whose count is less than its list": (
        vk.call_ended(number=31, participants={"list": [IRINA, OLEG], "count": 1}),
        {"participants": (IRINA, OLEG), "participant_count": 2},
    ),
    "without participants' list": (
        vk.call_ended(number=31, participants={"count": 4}),
        {"participants": (), "participant_count": 4},
    ),
    "with a photo before it": (
        vk.message("", attachments=[vk.photo(), *vk.call_ended()["attachments"]]),
        {},
    ),
    "of which nothing is told": (
        vk.message("", attachments=[{"type": "call"}]),
        UNTOLD | {"reached": False, "participants": (), "participant_count": 0},
    ),
    "at its start, of which nothing is told": (
        vk.message("", attachments=[{"type": "group_call_in_progress"}]),
        START | {"participants": (), "participant_count": 0},
    ),
    "before that, of a length": (
        vk.message(
            "",
            attachments=[
                {"type": "group_call_in_progress", "group_call_in_progress": {"duration": 9}}
            ],
        ),
        START | {"participants": (), "participant_count": 0},
    ),
    "that began before all time": (vk.call_ended(number=31, time=1), UNTOLD),
    "that began more than a day ago": (vk.call_ended(number=31, time=NOON - 86_401), UNTOLD),
    "nobody answered": (
        vk.call_ended(number=31, state="canceled_by_initiator"),
        {"reached": False},
    ),
    "with a community in it": (
        vk.call_ended(number=31, participants={"list": [IRINA, -GROUP], "count": 2}),
        {"participants": (IRINA,), "participant_count": 2},
    ),
    "without a list": (
        vk.call_ended(number=31, participants=None),
        {"participants": (), "participant_count": 0},
    ),
    "of a state nobody knows": (vk.call_ended(number=31, state="postponed"), {"reached": False}),
}


@pytest.mark.parametrize(("made", "changes"), CALLS.values(), ids=CALLS.keys())
def test_a_call_is_no_message(made, changes):
    assert read(vk.poll(vk.new(made))) == said(seen=[SERVICE], calls=[a_call(**changes)])


def test_an_initiator_that_is_not_told_is_the_author():
    made = vk.call_started()
    del made["attachments"][0]["group_call_in_progress"]["initiator_id"]
    [call] = read(vk.poll(vk.new(made))).calls
    assert call == a_call(**START)


PRIVATE = {
    "of 5.199": vk.private(),
    "of 2023": vk.older(vk.private()),
    "with a button": vk.private("Начать", payload='{"command":"start"}'),
    "from a link": vk.private("Начать", ref="483920175", ref_source="poster"),
    "with forwards and files": vk.private(
        "", fwd_messages=[vk.forwarded()], attachments=[vk.photo(), vk.voice()]
    ),
}


@pytest.mark.parametrize("made", PRIVATE.values(), ids=PRIVATE.keys())
def test_a_private_message_opens_the_dialog_and_wants_an_answer(made):
    update = vk.new(made)
    assert read(vk.poll(update)) == said(
        seen=[Seen(-IRINA, 12, None, NOON)],
        dialogs=[OPENED],
        wanted=[wanted(update, f"m{-IRINA}:12", -IRINA, 12)],
    )


def test_a_private_message_before_5_103_opens_the_dialog_too():
    update = vk.flat(vk.private())
    batch = read(vk.poll(update))
    assert (batch.seen, batch.dialogs) == ([Seen(-IRINA, 12, None, NOON)], [OPENED])


def test_the_bot_s_own_messages_take_their_numbers_only():
    chat = vk.update("message_reply", vk.message(author=-GROUP, out=1, random_id=77))
    dialog = vk.private(out=1, from_id=-GROUP, admin_author_id=OLEG)
    assert read(vk.poll(chat, vk.update("message_reply", dialog))) == said(
        seen=[SERVICE, Seen(-IRINA, 12, None, NOON)], replies=[(vk.PEER, 77)]
    )


def test_our_own_message_without_a_date_has_the_poll_s_moment_and_without_a_number_says_nothing():
    dateless, unnumbered, nowhere = (vk.private(out=1, from_id=-GROUP, random_id=5) for _ in "abc")
    del dateless["date"], unnumbered["conversation_message_id"], nowhere["peer_id"]
    updates = [vk.update("message_reply", each) for each in (dateless, unnumbered, nowhere)]
    assert read(vk.poll(*updates)) == said(
        seen=[Seen(-IRINA, 12, None, POLLED)], replies=[(IRINA, 5)]
    )


@pytest.mark.parametrize("author", [-70, -1, 0])
def test_another_community_s_dialog_says_nothing(author):
    assert read(vk.poll(vk.new(vk.private(author=author)))) == said()


def test_vk_s_first_account_is_a_person():
    made = vk.private(author=1), vk.message(author=1), vk.message("/помощь", author=1)
    assert read(vk.poll(*map(vk.new, made))).seen == [
        Seen(-1, 12, None, NOON),
        *[Seen(CHAT, 31, 1, NOON)] * 2,
    ]


def test_what_we_write_in_a_dialog_ourselves_opens_nothing():
    update = vk.new(vk.private() | {"from_id": OLEG})
    assert read(vk.poll(update)) == said(seen=[Seen(-IRINA, 12, None, NOON)])


def test_a_service_message_of_a_dialog_opens_it_and_wants_no_answer():
    update = vk.new(vk.private("", action={"type": "conversation_style_update"}))
    assert read(vk.poll(update)) == said(seen=[Seen(-IRINA, 12, None, NOON)], dialogs=[OPENED])


def test_a_press_that_is_not_told_where_or_which_says_nothing():
    nowhere, nameless = vk.pressed(), vk.pressed()
    del nowhere["object"]["peer_id"], nameless["object"]["event_id"]
    assert read(vk.poll(nowhere, nameless)) == said()


def test_an_update_of_another_kind_says_nothing_though_it_looks_like_a_message():
    assert read(vk.poll(vk.new(vk.message()) | {"type": "message_edit"})) == said()


def test_another_community_s_message_takes_its_number_only():
    assert read(vk.poll(vk.new(vk.message("Скидки!", author=-70)))) == said(seen=[SERVICE])


def test_a_press_wants_an_answer_with_the_button_in_a_message_or_not():
    inline, regular = vk.pressed(conversation_message_id=40), vk.pressed()
    inline["object"]["event_id"] = "0f0f0f0f0f0f"
    assert read(vk.poll(inline, regular)) == said(
        wanted=[
            wanted(inline, "e0f0f0f0f0f0f", CHAT, None, POLLED),
            wanted(regular, "ec04d81aa97e2", CHAT, None, POLLED),
        ]
    )


def test_a_dialog_is_allowed_and_forbidden_at_the_moment_of_the_poll():
    allow = vk.update("message_allow", {"user_id": OLEG, "key": ""})
    deny = vk.update("message_deny", {"user_id": OLEG})
    assert read(vk.poll(allow, deny)) == said(
        dialogs=[
            DialogChange(account=OLEG, at=POLLED, allowed=True),
            DialogChange(account=OLEG, at=POLLED, allowed=False),
        ]
    )


OTHERS = {
    "typing": vk.update("message_typing_state", {"state": "typing", "from_id": 5, "to_id": -1}),
    "an edit": vk.update("message_edit", vk.message("иначе", update_time=NOON + 9)),
    "a reading": vk.update("message_read", {"from_id": 5, "peer_id": 5, "read_message_id": 3}),
    "a reaction": vk.update(
        "message_reaction_event",
        {"reacted_id": 5, "peer_id": vk.PEER, "cmid": 31, "reaction_id": 1},
    ),
    "a joining of the community": vk.update("group_join", {"user_id": 5, "join_type": "approved"}),
    "settings": vk.update(
        "group_change_settings", {"user_id": 5, "changes": {"audio": {"old_value": 1}}}
    ),
    "a post on the wall": vk.update(
        "wall_post_new", {"id": 28, "from_id": -5, "owner_id": -5, "date": NOON, "text": "Пост"}
    ),
    "a type of next year": vk.update("message_dreamt", {"message": {"peer_id": "?"}, "depth": 3}),
    "an update without an object": {"type": "message_new", "group_id": GROUP},
    "an update without a type": {"group_id": GROUP, "object": {"message": vk.message()}},
    "an empty update": {},
}


@pytest.mark.parametrize(
    "update",
    [OTHERS[name] for name in OTHERS if name != "a type of next year"],
    ids=[name for name in OTHERS if name != "a type of next year"],
)
def test_other_updates_say_nothing(update):
    assert read(vk.poll(update)) == said()


def test_one_update_of_an_unknown_type_leaves_the_others_alone():
    batch = read(vk.poll(OTHERS["a type of next year"], vk.new(vk.message())))
    assert batch.seen == [MESSAGE]


def test_an_empty_poll_moves_only_the_position():
    assert read(b'{"ts":"89","updates":[]}') == Batch(
        source="longpoll", position="89", polled_at=POLLED
    )


def test_the_position_may_be_a_number():
    assert read(b'{"ts":10,"updates":[]}').position == "10"


def test_everything_of_a_poll_is_read_in_its_order():
    command = vk.new(vk.message("/помощь", number=33))
    batch = read(
        vk.poll(
            vk.new(vk.message()),
            OTHERS["an edit"],
            vk.new(vk.call_ended(number=32, duration=60)),
            command,
        )
    )
    assert (batch.seen, batch.wanted) == (
        [MESSAGE, Seen(CHAT, 32, None, NOON), Seen(CHAT, 33, IRINA, NOON)],
        [wanted(command, f"m{CHAT}:33", CHAT, 33)],
    )


ABSURD = {
    "no number": {"conversation_message_id": 0},
    "a negative number": {"conversation_message_id": -31},
    "a number of twenty digits": {"conversation_message_id": 10**20},
    "a number of four hundred digits": {"conversation_message_id": 10**400},
    "a number that is a text": {"conversation_message_id": "31"},
    "a number that is true": {"conversation_message_id": True},
    "half a number": {"conversation_message_id": 31.5},
    "a date of 1970": {"date": 12},
    "a date in milliseconds": {"date": NOON * 1000},
    "a negative date": {"date": -NOON},
    "a date that is a text": {"date": "вчера"},
    "an author of twenty digits": {"from_id": 10**20},
    "an author that is nobody": {"from_id": None},
    "a peer of twenty digits": {"peer_id": -(10**20)},
    "a text that is a number": {"text": 5},
    "attachments that are a number": {"attachments": 7},
    "an action that is a text": {"action": "chat_create"},
    "a call of a century": {
        "attachments": [{"type": "call", "call": {"initiator_id": 5, "duration": 3 * 10**9}}]
    },
    "a call of a billion people": {
        "attachments": [{"type": "call", "call": {"participants": {"count": 10**9}}}]
    },
}


@pytest.mark.parametrize("changes", ABSURD.values(), ids=ABSURD.keys())
def test_an_absurd_update_is_put_aside_and_the_rest_of_the_poll_counts(changes):
    broken = vk.new(vk.message() | changes)
    command = vk.new(vk.message("/помощь", number=33))
    batch = read(vk.poll(vk.new(vk.message()), broken, command))
    [aside] = batch.unreadable
    assert batch == said(
        seen=[MESSAGE, Seen(CHAT, 33, IRINA, NOON)],
        addressed={(CHAT, 33)},
        wanted=[wanted(command, f"m{CHAT}:33", CHAT, 33)],
        unreadable=[
            Unreadable(
                at=POLLED,
                reason=aside.reason,
                shape=shape_of(text_of(broken)),
                place=f"longpoll {batch.position} #1 message_new",
            )
        ],
    )
    assert aside.reason.startswith("ValidationError at bot/vk/stream/updates.py:")


@pytest.mark.parametrize("junk", [None, 5, "слово", [], [["слово"]]], ids=repr)
def test_an_update_that_is_no_object_is_put_aside(junk):
    batch = read(vk.poll(junk, vk.new(vk.message())))
    assert (batch.seen, len(batch.unreadable)) == ([MESSAGE], 1)


def test_the_shape_kept_of_an_update_holds_none_of_its_words():
    broken = {
        "type": "message_new",
        "object": {
            "message": {
                "text": "Мария болеет",
                "date": "вчера",
                "from_id": 5001,
                "payload": '{"имя":"Мария"}',
                "attachments": [{"type": "doc", "doc": {"title": "Справка Марии.pdf"}}, "ещё"],
                "geo": None,
                "out": False,
                "слова с пробелом": 1.5,
            }
        },
    }
    [aside] = read(vk.poll(broken)).unreadable
    assert aside.shape == (
        '{"type":"str","object":{"message":{"text":"str","date":"str","from_id":"int",'
        '"payload":"str","attachments":[{"type":"str","doc":{"title":"str"}}],"geo":"NoneType",'
        '"out":"bool"}}}'
    )


def test_a_key_that_is_somebody_s_word_is_not_in_the_shape():
    broken = vk.pressed(user_id="?", payload={"Мария": "болеет", "do": 1})
    [aside] = read(vk.poll(broken)).unreadable
    assert "Мария" not in aside.shape


def test_a_shape_is_never_long():
    broken = {"type": 5, "object": {f"key_{number}": "слово" for number in range(5_000)}}
    [aside] = read(vk.poll(broken)).unreadable
    assert len(aside.shape) == 2_000


def test_what_is_no_json_is_described_by_its_length():
    assert shape_of("не JSON".encode()) == "9 bytes, no JSON"


MANGLED = {
    "half of a surrogate pair": b'"\\ud83d"',
    "the other half": b'"\\ude00 \xd0\xb4\xd0\xb0"',
    "bytes that are no UTF-8": b'"\xff\xfe"',
    "a bare control character": b'"\x01"',
}


@pytest.mark.parametrize("text", MANGLED.values(), ids=MANGLED.keys())
def test_a_text_that_is_no_proper_unicode_does_not_cost_the_rest_of_the_poll(text):
    body = vk.poll(vk.new(vk.message("СЛОВО")), vk.new(vk.message(number=32)))
    batch = read(body.replace('"СЛОВО"'.encode(), text))
    assert (batch.position, Seen(CHAT, 32, IRINA, NOON) in batch.seen) == ("330", True)


@pytest.mark.parametrize("body", [b"", b"{}", b'{"ts":"5"', b"null", b"<html>"], ids=repr)
def test_an_answer_that_is_none_is_refused_as_a_whole(body):
    with pytest.raises(msgspec.DecodeError):
        read(body)


def test_a_single_update_is_read_as_in_a_poll():
    update = vk.new(vk.message("/помощь"))
    alone = observe_each([text_of(update)], group=GROUP, source="longpoll", polled_at=POLLED)
    alone.position = "330"
    assert alone == read(vk.poll(update))


def test_what_is_put_aside_of_several_updates_tells_where_it_stood():
    batch = observe_each(
        [text_of(vk.new(vk.message())), b"5", text_of(vk.new(vk.message(number=32))), b"]"],
        group=GROUP,
        source="longpoll",
        polled_at=POLLED,
        first=7,
        position="329",
    )
    assert batch.seen == [MESSAGE, Seen(CHAT, 32, IRINA, NOON)]
    assert [each.place for each in batch.unreadable] == ["longpoll 329 #8 ?", "longpoll 329 #10 ?"]
    alone = observe_each([b"5"], group=GROUP, source="callback", polled_at=POLLED)
    assert [each.place for each in alone.unreadable] == ["callback #0 ?"]


REAL = [
    *COUNTED.values(),
    *map(vk.new, ASKING.values()),
    *(vk.new(vk.action(kind, **fields)) for kind, fields in SILENT_ACTIONS.items()),
    vk.new(vk.action("chat_invite_user", member_id=-GROUP)),
    vk.new(vk.action("chat_title_update", text="9 А класс", old_text="9 А")),
    *(vk.new(made) for made, _ in CALLS.values()),
    *map(vk.new, PRIVATE.values()),
    vk.update("message_reply", vk.message(author=-GROUP, out=1)),
    vk.pressed(conversation_message_id=40),
    vk.update("message_allow", {"user_id": OLEG, "key": ""}),
    *OTHERS.values(),
]
JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(min_value=-(10**40), max_value=10**40),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=12),
    st.lists(st.integers(), max_size=3),
    st.dictionaries(st.text(max_size=6), st.integers(), max_size=3),
)


def places(value, path=()):
    """Every place in a JSON value, the value itself left out."""
    inside = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in inside:
        yield (*path, key)
        if isinstance(inner, dict | list):
            yield from places(inner, (*path, key))


@st.composite
def mutated(draw):
    update = copy.deepcopy(draw(st.sampled_from(REAL)))
    for _ in range(draw(st.integers(1, 3))):
        found = list(places(update))
        if not found:
            break
        *parents, last = draw(st.sampled_from(found))
        holder = update
        for key in parents:
            holder = holder[key]
        if draw(st.booleans()):
            del holder[last]
        else:
            holder[last] = draw(JUNK)
    return update


@given(mutated())
def test_no_update_however_mangled_stops_the_poll(update):
    neighbour = vk.new(vk.message(number=999, author=LEV))
    batch = read(vk.poll(update, neighbour))
    assert (batch.position, Seen(CHAT, 999, LEV, NOON) in batch.seen) == ("330", True)
