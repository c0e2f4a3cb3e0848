"""users.* and groups.*: who is who, and what the community's token may do."""

from sandbox.api.call import Call
from sandbox.api.errors import VkError, bad_parameter
from sandbox.api.showing import group_json
from sandbox.world.records import Json, Value
from sandbox.world.shapes import profile_json
from sandbox.world.stage import EVENT_TYPES, RIGHTS

MOST_USERS, MOST_MEMBERS, MOST_GROUPS = 1000, 500, 500


def users(call: Call) -> list[Json]:
    """Show people by id or id<number>; unknown ones are left out, name_case stays nominative."""
    wanted = call.words("user_ids") or call.words("user_id")
    if len(wanted) > MOST_USERS:
        raise bad_parameter(f"user_ids should not have more than {MOST_USERS} items")
    numbers = (word.removeprefix("id") for word in wanted)
    ids = [int(number) for number in numbers if number.isdecimal()]
    people = call.world.people
    return [profile_json(people[i], call.fields()) for i in ids if i in people]


def groups(call: Call) -> Json:
    """Show communities; without ids the token's own."""
    world = call.world
    wanted = call.words("group_ids") or call.words("group_id") or [str(world.group_id)]
    found = [_group_id(call, word) for word in wanted[:MOST_GROUPS]]
    return {"groups": [group_json(world, group) for group in found], "profiles": []}


def _group_id(call: Call, word: str) -> int:
    if word == call.world.screen_name:
        return call.world.group_id
    number = word.removeprefix("club").removeprefix("public")
    if not number.isdecimal():
        raise bad_parameter("group_ids is invalid")
    return int(number)


def permissions(call: Call) -> Json:
    """Show what the token may do."""
    granted = {name: bit for name, bit in RIGHTS.items() if name in call.world.rights}
    listed = [{"name": name, "setting": bit} for name, bit in granted.items()]
    return {"mask": sum(granted.values()), "permissions": listed}


def is_member(call: Call) -> Value:
    """Tell who follows the community; here whoever lets it write does."""
    people = call.world.people

    def follows(user: int) -> int:
        return int(user in people and people[user].dm)

    if call.params.get("user_ids"):
        ids = call.numbers("user_ids", MOST_MEMBERS)
        return [{"user_id": user, "member": follows(user)} for user in ids]
    return follows(call.number("user_id"))


def long_poll_server(call: Call) -> Json:
    """Hand out the long poll's address, key and the newest ts."""
    call.own_group()
    if not call.world.long_poll_enabled:
        raise VkError(100, "longpoll for this group is not enabled")
    queue = call.world.queue
    server = f"{call.world.url}/longpoll/{call.world.group_id}"
    return {"key": queue.key, "server": server, "ts": str(queue.last)}


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
    call.world.long_poll_version = call.text("api_version") or call.world.long_poll_version
    named = {kind for kind in EVENT_TYPES if kind in call.params}
    on = {kind for kind in named if call.flag(kind)}
    call.world.event_types = (call.world.event_types - named) | on
    return 1


def events_json(on: set[str]) -> Json:
    """List all types of events, those of which this community never has any as well."""
    return {kind: int(kind in on) for kind in (*EVENT_TYPES, *_NEVER_HERE)}


_NEVER_HERE = (
    *(f"board_post_{what}" for what in ("delete", "edit", "new", "restore")),
    *(f"donut_money_withdraw{what}" for what in ("", "_error")),
    *(f"donut_subscription_{what}" for what in ("cancelled", "create", "expired")),
    *(f"donut_subscription_{what}" for what in ("price_changed", "prolonged")),
    *(f"group_{what}" for what in ("change_photo", "change_settings", "join", "leave")),
    *(f"market_comment_{what}" for what in ("delete", "edit", "new", "restore")),
    *(f"message_{what}" for what in ("reaction_event", "read", "typing_state")),
    *(f"photo_comment_{what}" for what in ("delete", "edit", "new", "restore")),
    *(f"video_comment_{what}" for what in ("delete", "edit", "new", "restore")),
    *(f"wall_reply_{what}" for what in ("delete", "edit", "new", "restore")),
    *("wall_post_new", "wall_repost", "wall_schedule_post_delete", "wall_schedule_post_new"),
    *("audio_new", "group_officers_edit", "photo_new", "video_new"),
    *("poll_vote_new", "user_block", "user_unblock"),
)
