"""messages.*: a chat's title, picture and pinned message."""

from sandbox.api.call import Call
from sandbox.api.errors import VkError, bad_parameter
from sandbox.world.records import FIRST_CHAT_PEER, Access, Json, Value, as_id
from sandbox.world.shapes import pinned_json, profile_json

MOST_CHATS, MOST_MEMBERS, LONGEST_TITLE = 100, 1000, 250
NAMELESS = "Без названия"


def pin(call: Call) -> Json:
    """Pin a message of a chat as its admin."""
    chat = call.admin_chat(call.number("peer_id"))
    message = call.pointed(chat.dialog)
    call.world.pin(chat.number, -call.world.group_id, message.cmid)
    return pinned_json(message, chat.dialog, call.world.group_id)


def unpin(call: Call) -> int:
    """Take the pinned message down as an admin."""
    chat = call.admin_chat(call.number("peer_id"))
    call.world.unpin(chat.number, -call.world.group_id)
    return 1


def create(call: Call) -> Json:
    """Create a chat of the community's own, with those of user_ids who let it write."""
    world, title = call.world, call.text("title").strip()
    if len(title) > LONGEST_TITLE:
        raise bad_parameter(f"title should be between 1 and {LONGEST_TITLE} letters")
    asked = call.numbers("user_ids", MOST_MEMBERS)
    if any(user not in world.people for user in asked):
        raise VkError(936)
    members = [user for user in asked if world.people[user].dm]
    number = world.add_chat(title or NAMELESS, -world.group_id, members)
    world.chats[number].access = Access.ADMIN
    return {"chat_id": number, "peer_ids": members}


def rename(call: Call) -> int:
    """Change a chat's title as its admin."""
    chat = call.admin_chat(FIRST_CHAT_PEER + call.number("chat_id"))
    title = call.needed("title").strip()
    if not 0 < len(title) <= LONGEST_TITLE:
        raise bad_parameter(f"title should be between 1 and {LONGEST_TITLE} letters")
    call.world.rename_chat(chat.number, -call.world.group_id, title)
    return 1


def describe(call: Call) -> Value:
    """Describe one chat, or those of chat_ids, to their admin; with fields members are profiles."""
    if not call.text("chat_ids"):
        return _described(call, call.number("chat_id"))
    return [_described(call, number) for number in call.numbers("chat_ids", MOST_CHATS)]


def _described(call: Call, number: int) -> Json:
    chat = call.chat(FIRST_CHAT_PEER + number)
    if chat.access is not Access.ADMIN:
        raise VkError(917)
    fields, case = call.fields(), call.name_case()
    people = call.world.people
    users: list[Value] = [member for member in chat.members if member in people]
    if fields:
        users = [
            profile_json(people[member], fields, case)
            | {"type": "profile", "invited_by": chat.members[member].invited_by}
            for member in users
        ]
    return {
        "id": number,
        "type": "chat",
        "title": chat.title,
        "admin_id": chat.owner,
        "users": users,
        "members_count": len(chat.members) + 1,
        **(chat.photo or {}),
    }


def photo_server(call: Call) -> Json:
    """Tell where to upload a chat's picture."""
    call.admin_chat(FIRST_CHAT_PEER + call.number("chat_id"))
    return {"upload_url": f"{call.world.url}/upload/chat/{call.number('chat_id')}"}


def set_photo(call: Call) -> Json:
    """Give a chat the picture that was uploaded for it."""
    world = call.world
    token, _, number = call.needed("file").partition("|")
    file, asked = world.files.by_token(token), as_id(number)
    if file is None or asked is None:
        raise bad_parameter("file is invalid")
    chat = call.admin_chat(FIRST_CHAT_PEER + asked)
    owner, date = -world.group_id, world.timestamp()
    photo = world.files.save_photo(file, owner=owner, date=date, url=world.url)
    world.change_photo(chat.number, owner, photo)
    return {"message_id": 0, "chat": _described(call, chat.number)}


def take_photo(call: Call) -> Json:
    """Take a chat's picture away as its admin."""
    chat = call.admin_chat(FIRST_CHAT_PEER + call.number("chat_id"))
    if chat.photo is not None:
        call.world.change_photo(chat.number, -call.world.group_id, None)
    return {"message_id": 0, "chat": _described(call, chat.number)}
