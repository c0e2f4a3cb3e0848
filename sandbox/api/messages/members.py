"""messages.*: who is in a chat, its invite link, and removing members."""

from sandbox.api.call import Call
from sandbox.api.errors import VkError
from sandbox.api.showing import people_json
from sandbox.world.events import digest
from sandbox.world.records import FIRST_CHAT_PEER, Access, Chat, Json

MOST = 1000
FAR = 10**9
RESTRICTIONS = (
    "admins_promote_users",
    "only_admins_edit_info",
    "only_admins_edit_pin",
    "only_admins_invite",
    "only_admins_kick",
)


def members(call: Call) -> Json:
    """List a chat's members with their roles; without admin rights error 917."""
    peer = call.number("peer_id")
    if peer <= FIRST_CHAT_PEER:
        call.dialog(peer)
        ids = [peer, -call.world.group_id]
        items: list[Json] = [{"member_id": member} for member in ids]
        return {"count": 2, "items": items} | people_json(call.world, ids, call.fields())
    chat = call.chat(peer)
    if chat.access is not Access.ADMIN:
        raise VkError(917)
    items = _items(chat, -call.world.group_id)
    if wanted := call.numbers("member_ids", MOST):
        items = [item for item in items if item["member_id"] in wanted]
    offset, count = call.share("offset", 0, FAR), call.share("count", MOST, MOST)
    page = items[offset : offset + count]
    ids = [item["member_id"] for item in page]
    return {
        "count": len(items),
        "items": page,
        **people_json(call.world, ids, call.fields()),
        "chat_restrictions": dict.fromkeys(RESTRICTIONS, False),
    }


def _items(chat: Chat, bot: int) -> list[Json]:
    """Show members in the order they came; VK leaves out flags that are false."""
    items: list[Json] = []
    for member, place in chat.members.items():
        item: Json = {
            "member_id": member,
            "invited_by": place.invited_by,
            "join_date": place.joined,
        }
        if member == chat.owner:
            item |= {"is_admin": True, "is_owner": True}
        else:
            item["can_kick"] = True
        items.append(item)
    if chat.bot_joined is not None:
        joined = {"invited_by": chat.bot_joined.invited_by, "join_date": chat.bot_joined.joined}
        owns = {"is_owner": True} if chat.owner == bot else {}
        items.append({"member_id": bot, **joined, "is_admin": True, **owns})
    return items


def invite_link(call: Call) -> Json:
    """Show the chat's invite link to an admin; `reset=1` makes a new one."""
    chat = call.chat(call.number("peer_id"))
    if chat.access is not Access.ADMIN:
        raise VkError(919)
    if call.flag("reset"):
        chat.link_number += 1
    code = digest(f"link {call.world.group_id} {chat.number} {chat.link_number}", 18)
    return {"link": f"https://vk.me/join/{code}"}


def remove_user(call: Call) -> int:
    """Remove a member as an admin, or leave (member_id is the community's own)."""
    chat = call.chat(FIRST_CHAT_PEER + call.number("chat_id"))
    member = call.number("member_id" if call.params.get("member_id") else "user_id")
    bot = -call.world.group_id
    if member != bot:
        if chat.access is not Access.ADMIN:
            raise VkError(925)
        if member not in chat.members:
            raise VkError(935)
        if member == chat.owner:
            raise VkError(15)
    call.world.change_members(chat.number, bot, remove=[member])
    return 1
