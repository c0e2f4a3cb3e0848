"""What missing numbers say about the bot's sight in a chat. Pure.

VK tells nobody what a bot may see: it is read off what comes, what
is missing, and what is returned when asked for.
"""

from collections.abc import Sequence

from storage.places.presence import Stay
from storage.records import Access, Gone

ACCESS_NOTICE = "access"
"""The kind of the notice that asks an administrator for access to a chat."""


def why_gone(access: Access, stays: Sequence[Stay], number: int, noticed_at: int) -> Gone:
    """Say why a number asked for did not come back: deleted only where the bot surely saw all.

    ``noticed_at``: of the hole it lies in. Where no coming of the bot is known (``stays`` empty)
    what is known of the chat now decides.
    """
    if not stays:
        return Gone.DELETED if access is Access.ALL else Gone.NO_ACCESS
    there = (each for each in stays if each.holds(number, noticed_at))
    stay = next(there, None)
    return Gone.DELETED if stay is not None and stay.saw_all(number) else Gone.NO_ACCESS
