"""users.* and groups.*: who is who, and what the community's token may do."""

from sandbox.api.call import Call
from sandbox.api.errors import bad_parameter
from sandbox.records import Json, Value
from sandbox.shapes import group_json, profile_json
from sandbox.stage import EVENT_TYPES

MOST_USERS, MOST_MEMBERS, MOST_GROUPS = 1000, 500, 500
RIGHTS = {"photos": 4, "messages": 4096, "docs": 131_072, "manage": 262_144}


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
    del call
    listed = [{"name": name, "setting": bit} for name, bit in RIGHTS.items()]
    return {"mask": sum(RIGHTS.values()), "permissions": listed}


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
    queue = call.world.queue
    server = f"{call.world.url}/longpoll/{call.world.group_id}"
    return {"key": queue.key, "server": server, "ts": str(queue.last)}


def set_long_poll(call: Call) -> int:
    """Switch types of events on and off; types not named stay as they are."""
    call.own_group()
    named = {kind for kind in EVENT_TYPES if kind in call.params}
    on = {kind for kind in named if call.flag(kind)}
    call.world.event_types = (call.world.event_types - named) | on
    return 1
