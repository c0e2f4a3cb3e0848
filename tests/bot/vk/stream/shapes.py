"""Every shape in which VK sends an update, by what it is, and what is found of the calls."""

from hypothesis import strategies as st

from tests.bot.vk.stream import payloads as vk
from tests.bot.vk.stream.payloads import GROUP, IRINA, NOON, OLEG

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

ASKING = {
    "a command": vk.message("/помощь"),
    "a mention by VK's link": vk.message(f"[club{GROUP}|Звонок], добрый день"),
    "a mention by address": vk.message(f"спросим у @club{GROUP} завтра"),
    "a mention as a public page": vk.message(f"[club{GROUP}|@public{GROUP}] добрый день"),
    "a text button": vk.message("Учителя", payload='{"do":"kind"}'),
}

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

PRIVATE = {
    "of 5.199": vk.private(),
    "of 2023": vk.older(vk.private()),
    "with a button": vk.private("Начать", payload='{"command":"start"}'),
    "from a link": vk.private("Начать", ref="483920175", ref_source="poster"),
    "with forwards and files": vk.private(
        "", fwd_messages=[vk.forwarded()], attachments=[vk.photo(), vk.voice()]
    ),
}

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
