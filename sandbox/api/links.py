"""utils.*: time, screen names and short links."""

from sandbox.api.call import Call
from sandbox.api.errors import bad_parameter
from sandbox.world.events import digest
from sandbox.world.records import Json, Value


def server_time(call: Call) -> int:
    """Tell the world's time in Unix seconds."""
    return call.world.timestamp()


def resolve(call: Call) -> Value:
    """Find whom a screen name belongs to; nobody is an empty list, as on VK."""
    name, world = call.needed("screen_name").lower(), call.world
    if name in (world.screen_name.lower(), f"club{world.group_id}", f"public{world.group_id}"):
        return {"type": "group", "object_id": world.group_id, "group_id": world.group_id}
    number = name.removeprefix("id")
    if number != name and number.isdecimal() and int(number) in world.people:
        return {"type": "user", "object_id": int(number)}
    return []


def short_link(call: Call) -> Json:
    """Shorten an address."""
    url = call.needed("url")
    if "." not in url:
        raise bad_parameter("url is invalid")
    key = digest(f"link {url}", 3)
    full = url if "://" in url else f"https://{url}"
    return {
        "key": key,
        "short_url": f"https://vk.cc/{key}",
        "url": full,
        "access_key": digest(f"key {url}", 9),
    }
