"""What of a week stayed unseen and why, as one list: every reason that texts tell. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from monitor.facts.values import ChatLine, Report

MISSED = "missed"
"""Messages were numbered by the messenger and never seen."""

UNPROVED = "unproved"
"""It is not known that the bot sees every message of the chat."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A time of which not everything is known; ``chat`` its title or number, None: all chats.

    ``why``: a cause as storage names it, ``MISSED`` or ``UNPROVED``. ``until`` None: it lasts.
    """

    chat: str | None
    since: datetime
    until: datetime | None
    why: str


def gaps(report: Report) -> tuple[Gap, ...]:
    """List why a report's figures may be too low, the times without sight first."""
    window = report.window
    told = min(window.end, window.as_of.astimezone(window.start.tzinfo))
    return (
        *(
            Gap(chat=each.chat, since=each.since, until=each.until, why=each.cause)
            for each in report.blanks
        ),
        *(
            Gap(chat=name, since=window.start, until=told, why=MISSED)
            for name in _names(chat for chat in report.chats if chat.missed)
        ),
        *(
            Gap(chat=name, since=window.start, until=None, why=UNPROVED)
            for name in _names(chat for chat in report.chats if chat.present and not chat.proved)
        ),
    )


def _names(chats: Iterable[ChatLine]) -> Iterable[str]:
    return (chat.title or str(chat.id) for chat in chats)
