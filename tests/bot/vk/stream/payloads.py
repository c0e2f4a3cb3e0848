"""Updates in the shapes in which VK sends them to a community; ids, texts and dates invented.

Each function makes one shape whole, with the keys that VK sends and we do not read, so that
reading is tested against what arrives and not against what is needed.
"""

import json

GROUP = 900_100
CHAT = 7
PEER = 2_000_000_000 + CHAT
IRINA, OLEG, LEV = 5_001, 5_002, 5_003
NOON = 1_795_000_000  # an autumn day of 2026

CLIENT = {
    "button_actions": ["text", "vkpay", "open_app", "location", "open_link", "callback"],
    "keyboard": True,
    "inline_keyboard": True,
    "carousel": True,
    "lang_id": 0,
}


def message(text="Завтра сокращённые уроки", *, number=31, author=IRINA, **extra):
    """A message of a chat as version 5.199 shows it to a community."""
    return {
        "date": NOON,
        "from_id": author,
        "id": 0,
        "version": 10_000_417,
        "out": 0,
        "fwd_messages": [],
        "important": False,
        "is_hidden": False,
        "attachments": [],
        "conversation_message_id": number,
        "text": text,
        "is_unavailable": True,
        "peer_id": PEER,
        "random_id": 0,
        **extra,
    }


def private(text="Добрый день", *, number=12, author=IRINA, **extra):
    """A message of a private dialog: it has an id and no is_unavailable."""
    made = message(text, number=number, author=author, peer_id=author, id=871, **extra)
    del made["is_unavailable"]
    return made


def older(made):
    """A message as before 2024: without its version."""
    return {key: value for key, value in made.items() if key not in ("version", "is_unavailable")}


def update(kind, body, **envelope):
    """An update's envelope."""
    return {
        "group_id": GROUP,
        "type": kind,
        "event_id": "4be1c09d5a7f3e2816c0d9b7a4f5e6d7c8b9a0f1",
        "v": "5.199",
        "object": body,
        **envelope,
    }


def new(made):
    """A message_new of version 5.103 and later."""
    return update("message_new", {"message": made, "client_info": CLIENT})


def flat(made):
    """A message_new before version 5.103: the object is the message; no event_id, no v."""
    return {"type": "message_new", "object": older(made), "group_id": GROUP}


def action(kind, *, number=31, author=IRINA, **fields):
    """A service message of a chat."""
    return message("", number=number, author=author, action={"type": kind, **fields})


def call_started(*, number=31, count=2):
    """The message at the start of a group call in a chat."""
    started = {
        "initiator_id": IRINA,
        "join_link": "https://vk.com/call/join/made-up-link",
        "participants": {"list": [IRINA, OLEG], "count": count},
    }
    attachment = {"type": "group_call_in_progress", "group_call_in_progress": started}
    return message("", number=number, attachments=[attachment])


def call_ended(*, number=32, state="reached", **fields):
    """The message at the end of a group call in a chat."""
    ended = {
        "initiator_id": IRINA,
        "receiver_id": PEER,
        "state": state,
        "time": NOON - 600,
        "video": True,
        "participants": {"list": [IRINA, OLEG, LEV], "count": 3},
        **fields,
    }
    return message("", number=number, attachments=[{"type": "call", "call": ended}])


def voice(number=478_000_001):
    """The attachment of a voice message."""
    link = "https://psv4.userapi.com/made-up/audiomsg/d7/00ff11ee"
    return {
        "type": "audio_message",
        "audio_message": {
            "id": number,
            "owner_id": IRINA,
            "duration": 17,
            "waveform": [0, 3, 7, 2, 5, 31, 12],
            "link_ogg": f"{link}.ogg",
            "link_mp3": f"{link}.mp3",
            "access_key": "0a1b2c3d4e5f607182",
        },
    }


def photo():
    """The attachment of a photo, its sizes as VK lists them."""
    sizes = [
        {"type": letter, "url": f"https://sun9-1.userapi.com/{letter}.jpg", "width": w, "height": h}
        for letter, w, h in (("s", 61, 75), ("m", 106, 130), ("x", 491, 604))
    ]
    return {
        "type": "photo",
        "photo": {
            "id": 457_000_001,
            "album_id": -15,
            "owner_id": IRINA,
            "has_tags": False,
            "sizes": sizes,
            "text": "",
            "date": NOON,
            "access_key": "1f2e3d4c5b6a798081",
        },
    }


def forwarded():
    """A forwarded message, which holds one itself."""
    inner = {"date": NOON - 90, "from_id": LEV, "text": "внутри", "attachments": [photo()]}
    return {
        "date": NOON - 60,
        "from_id": OLEG,
        "text": "переслано",
        "attachments": [photo(), voice()],
        "peer_id": OLEG,
        "conversation_message_id": 302,
        "update_time": NOON - 30,
        "fwd_messages": [inner],
    }


def carousel():
    """The template of a message with cards."""
    element = {
        "title": "Кружок робототехники",
        "description": "Запись\nдо пятницы",
        "action": {"type": "open_photo"},
        "photo": photo()["photo"],
        "buttons": [{"action": {"type": "text", "payload": "{}", "label": "Записаться"}}],
    }
    return {"type": "carousel", "elements": [element, element]}


def pressed(**extra):
    """A press of a callback button; its payload is an object and no text."""
    return update(
        "message_event",
        {
            "user_id": OLEG,
            "peer_id": PEER,
            "event_id": "c04d81aa97e2",
            "payload": {"do": "kind", "chat": CHAT, "kind": "staff"},
            **extra,
        },
    )


def poll(*updates, ts="330"):
    """The body of a poll's answer."""
    return json.dumps({"ts": ts, "updates": updates}, ensure_ascii=False).encode()
