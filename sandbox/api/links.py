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
    found = call.world.named(call.needed("screen_name"))
    if found is None:
        return []
    if found < 0:
        return {"type": "group", "object_id": -found, "group_id": -found}
    return {"type": "user", "object_id": found}


def check(call: Call) -> Json:
    """Tell whether VK forbids an address; the sandbox forbids none."""
    return {"status": "not_banned", "link": _address(call.needed("url"))}


def short_link(call: Call) -> Json:
    """Shorten an address."""
    url = call.needed("url")
    full = _address(url)
    key = digest(f"link {url}", 3)
    return {
        "key": key,
        "short_url": f"https://vk.cc/{key}",
        "url": full,
        "access_key": digest(f"key {url}", 9),
    }


def _address(url: str) -> str:
    if "." not in url:
        raise bad_parameter("url is invalid")
    return url if "://" in url else f"https://{url}"
