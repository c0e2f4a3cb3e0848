"""groups.*: the community itself, what its token may do, its long poll and settings."""

from sandbox.api import versions
from sandbox.api.call import Call
from sandbox.api.errors import VkError, bad_parameter
from sandbox.api.showing import group_json
from sandbox.world.records import Json, as_id
from sandbox.world.stage import RIGHTS, TYPES

MOST_GROUPS = 500


def groups(call: Call) -> Json:
    """Show communities; without ids the token's own."""
    world = call.world
    wanted = call.words("group_ids") or call.words("group_id") or [str(world.group_id)]
    found = [_group_id(call, word) for word in wanted[:MOST_GROUPS]]
    shown = [group_json(world, group, call.fields()) for group in found]
    return {"groups": shown, "profiles": []}


def _group_id(call: Call, word: str) -> int:
    if word == call.world.screen_name:
        return call.world.group_id
    number = word.removeprefix("club").removeprefix("public")
    found = as_id(number)
    if found is None:
        raise bad_parameter("group_ids is invalid")
    return found


def permissions(call: Call) -> Json:
    """Show what the token may do."""
    granted = {name: bit for name, bit in RIGHTS.items() if name in call.world.rights}
    listed = [{"name": name, "setting": bit} for name, bit in granted.items()]
    return {"mask": sum(granted.values()), "permissions": listed}


def long_poll_server(call: Call) -> Json:
    """Hand out the long poll's address, key and the newest ts."""
    call.own_group()
    if not call.world.long_poll_enabled:
        raise VkError(100, "longpoll for this group is not enabled")
    queue = call.world.queue
    server = f"{call.world.url}/longpoll/{call.world.group_id}"
    return {"key": queue.key, "server": server, "ts": str(queue.last)}


def dialogs_server(call: Call) -> Json:
    """Hand out a person's long poll (User Long Poll), if it is switched on; else error 27."""
    if not call.world.user_long_poll:
        raise VkError(27, "method is unavailable with group auth.")
    queue, place = call.world.queue, call.world.url.partition("://")[2]
    server = f"{place}/longpoll/dialogs/{call.world.group_id}"  # https:// is put before it
    pts = {"pts": queue.last} if call.flag("need_pts") else {}
    return {"key": queue.key, "server": server, "ts": queue.last} | pts


def long_poll_settings(call: Call) -> Json:
    """Show whether the long poll is on, and which events it tells."""
    call.own_group()
    return {
        "is_enabled": call.world.long_poll_enabled,
        "api_version": call.world.long_poll_version,
        "events": events_json(call.world.event_types),
    }


def set_long_poll(call: Call) -> int:
    """Switch the long poll and types of events on and off; what is not named stays as it is."""
    call.own_group()
    if "enabled" in call.params:
        call.world.long_poll_enabled = call.flag("enabled")
    if call.text("api_version"):
        versions.read(call.text("api_version"))
        call.world.long_poll_version = call.text("api_version")
    named = {kind for kind in EVENTS if kind in call.params}
    on = {kind for kind in named if call.flag(kind)}
    call.world.event_types = (call.world.event_types - named) | on
    return 1


def set_settings(call: Call) -> int:
    """Switch the abilities of bots: without them keyboards are error 912."""
    call.own_group()
    if call.text("messages") not in ("", "1"):
        raise bad_parameter("messages cannot be switched off in the sandbox")
    if call.text("bots_capabilities"):
        call.world.switches.bots_capabilities = call.flag("bots_capabilities")
    if call.text("bots_add_to_chat"):
        call.world.switches.joins_chats = call.flag("bots_add_to_chat")
    return 1


def go_online(call: Call) -> int:
    """Show the community as online."""
    call.own_group()
    call.world.switches.online = True
    return 1


def go_offline(call: Call) -> int:
    """Show the community as not online."""
    call.own_group()
    call.world.switches.online = False
    return 1


def online_status(call: Call) -> Json:
    """Tell whether the community shows as online."""
    call.own_group()
    return {"status": "online" if call.world.switches.online else "none"}


def events_json(on: set[str]) -> Json:
    """List all types of events, those of which this community never has any as well."""
    return {kind: int(kind in on) for kind in EVENTS}


_NEVER_HERE = (
    *(f"board_post_{what}" for what in ("delete", "edit", "new", "restore")),
    *(f"donut_money_withdraw{what}" for what in ("", "_error")),
    *(f"donut_subscription_{what}" for what in ("cancelled", "create", "expired")),
    *(f"donut_subscription_{what}" for what in ("price_changed", "prolonged")),
    *(f"group_{what}" for what in ("change_photo", "change_settings", "join", "leave")),
    *(f"market_comment_{what}" for what in ("delete", "edit", "new", "restore")),
    *(f"photo_comment_{what}" for what in ("delete", "edit", "new", "restore")),
    *(f"video_comment_{what}" for what in ("delete", "edit", "new", "restore")),
    *(f"wall_reply_{what}" for what in ("delete", "edit", "new", "restore")),
    *("wall_post_new", "wall_repost", "wall_schedule_post_delete", "wall_schedule_post_new"),
    *("audio_new", "group_officers_edit", "photo_new", "video_new"),
    *("lead_forms_new", "like_add", "like_remove", "market_order_edit", "market_order_new"),
    *("poll_vote_new", "user_block", "user_unblock"),
)
EVENTS = (*TYPES, *_NEVER_HERE)
"""Types of events whose telling may be switched on and off."""
OLD_NAMES = ("subscription_price_changed",)
"""What clients still ask for under an older name; VK lets it pass, and tells nothing of it."""
