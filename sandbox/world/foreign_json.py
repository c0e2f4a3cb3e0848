"""JSON as clients write it, which may hold what no answer could be written with."""

import json

from sandbox.world.records import Value


def read_json(text: str) -> Value:
    """Read what a client wrote. Raises ValueError and RecursionError.

    Half a character, as is left of an emoji cut in two, is refused: no event could tell of it.
    So are NaN and infinity, which are no JSON: no client could read the event.
    """
    value = json.loads(text)
    json.dumps(value, ensure_ascii=False, allow_nan=False).encode()
    return value
