"""What missing numbers say about the bot's sight in a chat. Pure.

VK tells nobody what a bot may see (vk-api.md, "Rights in a chat"): it is read off what comes, what
is missing, and what is returned when asked for.
"""

from storage.records import Access, Gone

ACCESS_NOTICE = "access"
"""The kind of the notice that asks an administrator for access to a chat."""

PATTERN = 3
"""So many messages asked for and none returned are no accident: the bot gets only mentions."""


def why_gone(access: Access, *, returned: int, away: bool) -> Gone:
    """Say why numbers asked for did not come back; ``away``: the bot had no sight at the time."""
    if away or access is Access.MENTIONS:
        return Gone.NO_ACCESS
    if access is Access.ALL or returned:
        return Gone.DELETED
    return Gone.NO_ACCESS


def is_blind(access: Access, *, asked: int, returned: int) -> bool:
    """Tell whether a chat that never showed a plain message gives the bot only mentions."""
    return access is Access.UNKNOWN and returned == 0 and asked >= PATTERN
