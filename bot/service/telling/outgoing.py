"""A notice on its way, and what of several may go out in one request. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.service.telling.wording import tell, together
from bot.vk.sender import TEXT_LIMIT, Text, random_id
from storage.records import Notice, NoticeState

DROPPED = timedelta(minutes=50)
"""So long after the first try a repeat is safe: VK drops repeats for an hour."""


def _about(number: int) -> tuple[object, ...]:
    return ("notice", number)


def proof(number: int) -> int:
    """Give the random_id of the message with which a notice has wholly arrived."""
    return random_id(*_about(number), 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A notice we are sending; ``since``: when an earlier try with unknown outcome began."""

    notice: Notice
    since: datetime | None

    @property
    def about(self) -> tuple[object, ...]:
        """What the sender derives random_ids from."""
        return _about(self.notice.id)

    @property
    def number(self) -> int:
        """The random_id that proves its arrival."""
        return proof(self.notice.id)

    def in_old_doubt(self, now: datetime) -> bool:
        """Whether to repeat it would be hoping."""
        if self.since is None:
            return False
        return self.notice.state is NoticeState.STALE or now - self.since > DROPPED


Pair = tuple[Begun, Text]


def by_recipient(work: Sequence[Begun]) -> dict[int, list[Begun]]:
    """Put together what goes to the same recipient, in order."""
    found: dict[int, list[Begun]] = {}
    for begun in work:
        found.setdefault(begun.notice.recipient, []).append(begun)
    return found


def short_texts(waiting: dict[int, list[Begun]], now: datetime) -> list[Pair]:
    """Word what can go out together, one for a recipient; one alone needs no script."""
    found = [
        (items[0], text)
        for items in waiting.values()
        if len(items) == 1
        and together(items[0].notice)
        and not items[0].in_old_doubt(now)
        and (text := _text(items[0])) is not None
    ]
    return found if len(found) > 1 else []


def _text(begun: Begun) -> Text | None:
    notice = begun.notice
    try:
        told = tell(notice)
    except Exception:  # noqa: BLE001 - told of when it is sent alone, as all that fail here
        return None
    if told.picture is not None or told.table is not None or len(told.text) > TEXT_LIMIT:
        return None
    return Text(
        peer=notice.recipient,
        text=told.text,
        about=begun.about,
        kind=notice.kind,
        keyboard=told.keyboard,
    )
