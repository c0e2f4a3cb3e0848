"""photos.* and docs.*: where to upload for messages, and saving what was uploaded."""

from sandbox.api.call import Call
from sandbox.api.errors import VkError, bad_parameter
from sandbox.world.carried.files import MESSAGES_ALBUM
from sandbox.world.foreign_json import read_json
from sandbox.world.records import FIRST_CHAT_PEER, Json, Value

SERVER = 848_128
DOC_KINDS = ("doc", "audio_message", "graffiti")


def photo_server(call: Call) -> Json:
    """Tell where to upload a photo; peer_id is optional."""
    if call.params.get("peer_id") not in (None, "", "0"):  # clients send 0 for nobody
        _check_peer(call)
    world = call.world
    return {
        "album_id": MESSAGES_ALBUM,
        "upload_url": f"{world.url}/upload/photo",
        "user_id": 0,
        "group_id": world.group_id,
    }


def save_photo(call: Call) -> list[Json]:
    """Turn the upload's answer into photos that messages can attach."""
    call.needed("server")
    files = [call.world.files.by_token(token) for token in _tokens(call.needed("photo"))]
    found = [file for file in files if file is not None]
    if not found or len(found) < len(files) or found[0].token != call.needed("hash"):
        raise bad_parameter("photos_list is invalid")
    world = call.world
    owner, date = -world.group_id, world.timestamp()
    return [world.files.save_photo(file, owner=owner, date=date, url=world.url) for file in found]


def _tokens(text: str) -> list[Value]:
    try:
        return [photo["photo"] for photo in read_json(text)]
    except (ValueError, LookupError, TypeError, RecursionError):
        raise bad_parameter("photos_list is invalid") from None


def doc_server(call: Call) -> Json:
    """Tell where to upload a document; peer_id must be someone to write to."""
    _check_peer(call)
    kind = call.text("type") or DOC_KINDS[0]
    if kind not in DOC_KINDS:
        raise bad_parameter("type is invalid")
    return {"upload_url": f"{call.world.url}/upload/doc?type={kind}"}


def save_doc(call: Call) -> Json:
    """Turn the upload's answer into a document, voice message or graffiti for messages."""
    world = call.world
    file = world.files.by_token(call.needed("file").partition("|")[0])
    if file is None:
        raise bad_parameter("file is invalid")
    if file.kind != DOC_KINDS[0]:
        saved = world.files.save_kind(file, owner=-world.group_id, url=world.url)
        return {"type": file.kind, file.kind: saved}
    doc = world.files.save_doc(
        file,
        title=call.text("title") or file.name,
        owner=-world.group_id,
        date=world.timestamp(),
        url=world.url,
    )
    return {"type": "doc", "doc": doc}


def _check_peer(call: Call) -> None:
    peer = call.number("peer_id")
    if peer > FIRST_CHAT_PEER:
        call.chat(peer)
        return
    person = call.world.people.get(peer)
    if person is None or not person.dm:
        raise VkError(901)
