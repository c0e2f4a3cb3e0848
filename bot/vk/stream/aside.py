"""A poll taken apart without reading it, and what is said of an update that is put aside. Pure."""

import msgspec

from bot.faults import described
from bot.vk.stream.incoming import shape_of, type_of
from bot.vk.stream.splitting import elements, members
from storage.observations import Unreadable


def taken_apart(body: bytes) -> tuple[str, list[bytes]]:
    """Give a poll's position and its updates as they stand, whatever is inside them.

    Raises ``msgspec.DecodeError`` when the answer as a whole is unreadable, or cut off.
    """
    fields = members(body)
    if not {"ts", "updates"} <= fields.keys():
        raise msgspec.DecodeError("no answer of a poll")
    return str(msgspec.json.decode(fields["ts"], type=str | int)), elements(fields["updates"])


def put_aside(
    error: BaseException, body: bytes, *, source: str, position: str, index: int, at: int
) -> Unreadable:
    """Describe an update that cannot be recorded, without anybody's words."""
    return Unreadable(
        at=at,
        reason=described(error),
        shape=shape_of(body),
        place=" ".join(filter(None, (source, position, f"#{index}", type_of(body)))),
    )
