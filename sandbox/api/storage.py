"""storage.*: small texts an application keeps, for all or for one person."""

import re

from sandbox.api.call import Call
from sandbox.api.errors import bad_parameter
from sandbox.world.records import Json

LONGEST_VALUE, MOST_KEYS, PAGE = 4096, 1000, 1000
KEY = re.compile(r"[A-Za-z_\-0-9]{1,100}")


def put(call: Call) -> int:
    """Keep a value under a key; an empty one forgets it."""
    place, value = (call.number("user_id", 0), _key(call.needed("key"))), call.text("value")
    if len(value.encode()) > LONGEST_VALUE:
        raise bad_parameter(f"value should not be longer than {LONGEST_VALUE} bytes")
    if value:
        call.world.storage[place] = value
    else:
        call.world.storage.pop(place, None)
    return 1


def get(call: Call) -> list[Json]:
    """Read the values of a key, or of several; what is not kept is an empty text."""
    names = call.words("keys") or [call.needed("key")]
    if len(names) > MOST_KEYS:
        raise bad_parameter(f"keys should not have more than {MOST_KEYS} items")
    person = call.number("user_id", 0)
    kept = call.world.storage
    return [{"key": _key(name), "value": kept.get((person, name), "")} for name in names]


def keys(call: Call) -> list[str]:
    """List the keys that have a value."""
    person = call.number("user_id", 0)
    offset, count = call.share("offset", 0, PAGE), call.share("count", 100, PAGE)
    return sorted(key for who, key in call.world.storage if who == person)[offset : offset + count]


def _key(name: str) -> str:
    if KEY.fullmatch(name) is None:
        raise bad_parameter("key is invalid")
    return name
