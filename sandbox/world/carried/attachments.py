"""Attachments as VK sends them: complete objects for bare type names, and calls."""

from collections.abc import Callable, Iterable

from sandbox.world.events import digest
from sandbox.world.records import Json, WorldError

CALL_STATES = ("reached", "canceled_by_initiator", "canceled_by_receiver")


def complete(given: Iterable[str | Json], owner: int, date: int, number: int) -> tuple[Json, ...]:
    """Take VK dicts as they are and make a plausible object for each bare type name.

    `owner` is the author, `date` Unix seconds, `number` makes the ids. Raises WorldError.
    """
    return tuple(_complete(item, owner, date, number) for item in given)


def _complete(item: str | Json, owner: int, date: int, number: int) -> Json:
    if isinstance(item, str):
        if item not in SAMPLES:
            raise WorldError(f'Unknown attachment "{item}"; known are: {", ".join(SAMPLES)}.')
        return {"type": item, item: SAMPLES[item](owner, date, number)}
    if not isinstance(item.get("type"), str):
        raise WorldError('An attachment needs a "type", as in {"type": "link", "link": {…}}.')
    return item


def _picture(size: int) -> Json:
    return {"url": f"https://vk.com/images/camera_{size}.png", "width": size, "height": size}


def _sticker(owner: int, date: int, number: int) -> Json:
    del owner, date
    return sticker_of(1 + number % 168)


def sticker_of(number: int) -> Json:
    """Show a sticker by its id."""
    images = [_picture(size) for size in (64, 128, 256, 352, 512)]
    return {
        "inner_type": "base_sticker_new",
        "sticker_id": number,
        "product_id": 1,
        "is_allowed": True,
        "images": images,
        "images_with_background": images,
    }


def _photo(owner: int, date: int, number: int) -> Json:
    sizes = (("s", 75), ("m", 130), ("x", 604))
    return {
        "album_id": -3,
        "date": date,
        "id": 456_239_000 + number,
        "owner_id": owner,
        "access_key": digest(f"photo {owner} {number}", 9),
        "sizes": [{"type": letter, **_picture(size)} for letter, size in sizes],
        "text": "",
        "has_tags": False,
    }


def _audio_message(owner: int, date: int, number: int) -> Json:
    del date
    link = f"https://vk.com/audiomsg/{digest(f'voice {owner} {number}', 5)}"
    return {
        "id": 478_000_000 + number,
        "owner_id": owner,
        "duration": 1 + number % 30,
        "waveform": [(number * step) % 32 for step in range(1, 129)],
        "link_ogg": f"{link}.ogg",
        "link_mp3": f"{link}.mp3",
        "access_key": digest(f"voice {owner} {number}", 9),
    }


def _doc(owner: int, date: int, number: int) -> Json:
    return {
        "id": 486_000_000 + number,
        "owner_id": owner,
        "title": f"Документ {number}.pdf",
        "size": 10_000 + number,
        "ext": "pdf",
        "date": date,
        "type": 1,
        "url": f"https://vk.com/doc{owner}_{486_000_000 + number}",
        "is_licensed": 0,
        "access_key": digest(f"doc {owner} {number}", 9),
    }


def _video(owner: int, date: int, number: int) -> Json:
    return {
        "id": 456_239_000 + number,
        "owner_id": owner,
        "title": f"Видео {number}",
        "description": "",
        "duration": 60,
        "date": date,
        "views": 0,
        "comments": 0,
        "response_type": "full",
        "type": "video",
        "image": [_picture(130) | {"with_padding": 1}],
        "access_key": digest(f"video {owner} {number}", 9),
    }


def _wall(owner: int, date: int, number: int) -> Json:
    return {
        "inner_type": "wall_wallpost",
        "id": number,
        "owner_id": owner,
        "from_id": owner,
        "date": date,
        "text": "Запись на стене",
        "post_type": "post",
        "type": "post",
        "attachments": [],
        "is_favorite": False,
    }


def _poll(owner: int, date: int, number: int) -> Json:
    return {
        "id": 900_000_000 + number,
        "owner_id": owner,
        "author_id": owner,
        "created": date,
        "question": "Кто идёт на собрание?",
        "votes": 0,
        "answers": [
            {"id": number * 10 + place, "rate": 0, "text": text, "votes": 0}
            for place, text in enumerate(("Иду", "Не могу"), 1)
        ],
        "anonymous": False,
        "multiple": False,
        "end_date": 0,
        "closed": False,
        "is_board": False,
        "can_edit": False,
        "can_vote": True,
        "can_report": True,
        "can_share": True,
        "disable_unvote": False,
    }


def _link(owner: int, date: int, number: int) -> Json:
    del owner, date
    return {
        "url": f"https://example.com/{number}",
        "title": "Страница",
        "caption": "example.com",
        "description": "",
        "is_favorite": False,
    }


SAMPLES: dict[str, Callable[[int, int, int], Json]] = {
    "sticker": _sticker,
    "photo": _photo,
    "audio_message": _audio_message,
    "doc": _doc,
    "video": _video,
    "wall": _wall,
    "poll": _poll,
    "link": _link,
}


def point(latitude: float, longitude: float) -> Json:
    """Show a place in degrees, as the `geo` of a message."""
    coordinates = {"latitude": latitude, "longitude": longitude}
    return {"type": "point", "coordinates": coordinates, "showmap": 1}


def named(kind: str, owner: int, number: int, date: int) -> Json:
    """Show what lies outside messages, as wall-1_2 names it: a plausible one with these ids."""
    sample = SAMPLES.get(kind, _audio if kind == "audio" else _bare)
    body = sample(owner, date, number) | {"id": number, "owner_id": owner}
    return {"type": kind, kind: body}


def _audio(owner: int, date: int, number: int) -> Json:
    return {
        "id": number,
        "owner_id": owner,
        "artist": "Исполнитель",
        "title": f"Запись {number}",
        "duration": 180,
        "url": "",
        "date": date,
        "access_key": digest(f"audio {owner} {number}", 9),
    }


def _bare(owner: int, date: int, number: int) -> Json:
    del date
    return {"id": number, "owner_id": owner}


def participants(initiator: int, people: Iterable[int] | int) -> Json:
    """Show who took part: everybody given and the initiator, or only how many."""
    if isinstance(people, int):
        return {"list": [initiator], "count": max(1, people)}
    ids = list(dict.fromkeys((initiator, *people)))
    return {"list": ids, "count": len(ids)}


def call_started(initiator: int, people: Iterable[int] | int) -> Json:
    """Show a group call that goes on."""
    call: Json = {
        "initiator_id": initiator,
        "join_link": f"https://vk.com/call/join/{digest(f'call {initiator}', 16)}",
        "participants": participants(initiator, people),
    }
    return {"type": "group_call_in_progress", "group_call_in_progress": call}


def call_ended(
    initiator: int,
    people: Iterable[int] | int,
    *,
    peer_id: int,
    start: int,
    seconds: int,
    state: str,
) -> Json:
    """Show a finished call; `duration` exists only when it was `reached`. Raises WorldError."""
    if state not in CALL_STATES:
        raise WorldError(f'Unknown call state "{state}"; known are: {", ".join(CALL_STATES)}.')
    call: Json = {
        "initiator_id": initiator,
        "receiver_id": peer_id,
        "state": state,
        "time": start,
        "video": True,
        "participants": participants(initiator, people),
    }
    if state == "reached":
        call["duration"] = seconds
    return {"type": "call", "call": call}
