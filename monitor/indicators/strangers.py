"""Who is in the staff chats without being anybody's on the roster: how many, never who. Pure.

Somebody who works here, and whose profile is bound to nobody, is in the staff chats all the same:
he is connected, and perhaps active, only nobody can say that it is he.
"""

from collections.abc import Mapping

from monitor.facts.facts import Facts
from storage.records import Chat, ChatKind

_NONE: Mapping[int, int] = {}


def staff_chats(facts: Facts) -> tuple[Chat, ...]:
    """Give the staff chats the bot is in."""
    return tuple(chat for chat in facts.raw.chats if chat.present and chat.kind is ChatKind.STAFF)


def writers(facts: Facts, kind: ChatKind | None, least: int = 1) -> int:
    """Count who is not on the roster and wrote at least so many messages in chats of a kind."""
    return sum(count >= least for count in facts.strangers.get(kind, _NONE).values())


def in_staff_chats(facts: Facts) -> int:
    """Count who is in the staff chats and nobody's on the roster, as far as one knows.

    Of chats that do not tell their members those are known who write.
    """
    known = [chat.strangers for chat in staff_chats(facts)]
    members = sum(each for each in known if each is not None)
    return members if None not in known else max(members, writers(facts, ChatKind.STAFF))
