"""What is known of a moment: how far the stream is read, and how long that is waited for. Pure.

Nothing is decided before it is known: who wrote on Sunday evening is counted whenever the service
reads it. What cannot be known in time is decided with the unread interval named.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from monitor.orders.schedule import Due
from storage.records import Cause, Interruption
from storage.seen.read_through import Stream

MARGIN = timedelta(seconds=5)
"""What happened so shortly before a poll may not have been in its answer."""

NOTICEABLE = timedelta(minutes=5)
"""A stream read up to so shortly before is as good as read: a poll takes half a minute."""

SETTLING = timedelta(minutes=2)
"""Numbers found missing so shortly after waiting began are waited for too; later ones are not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long a moment is waited for: after it, and after whoever decides woke up."""

    longest: timedelta = timedelta(hours=12)
    awake_since: datetime | None = None


class NotKnown(StrEnum):
    """What is not known yet."""

    STREAM = "stream"  # what happened is not read
    NUMBERS = "numbers"  # messages are known to be missing and were not asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """Something that is due and not decided, what it waits for, and until when at the latest."""

    job: Due
    missing: NotKnown
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What is known now.

    ``behind``: the chats are still to be looked through for what was lost. ``torn``: since when
    numbers are missing, by unit. ``since``: when waiting began.
    """

    stream: Stream | None
    behind: bool
    torn: Mapping[str, datetime]
    since: datetime


def is_read(stream: Stream | None, moment: datetime) -> bool:
    """Tell whether everything before a moment is read; where nothing ever was, nothing is."""
    if stream is None:
        return True
    return stream.through is not None and stream.through >= moment


def missing(sight: Sight, moment: datetime, units: Iterable[str]) -> NotKnown | None:
    """Tell what is not known of these units at a moment; None: everything is."""
    if not is_read(sight.stream, moment):
        return NotKnown.STREAM
    noticed = max(moment, sight.since) + SETTLING
    if sight.behind or any(unit in sight.torn and sight.torn[unit] <= noticed for unit in units):
        return NotKnown.NUMBERS
    return None


def waits(
    job: Due, sight: Sight, units: Iterable[str], now: datetime, patience: Patience
) -> Waits | None:
    """Tell what a due job waits for; None: it is to be done now, known or not."""
    until = max(job.moment, patience.awake_since or job.moment) + patience.longest
    if now >= until:
        return None
    lacking = missing(sight, job.moment, units)
    return None if lacking is None else Waits(job=job, missing=lacking, until=until)


def with_unread(
    interruptions: Sequence[Interruption], stream: Stream | None, start: datetime, end: datetime
) -> tuple[Interruption, ...]:
    """Add what is not read of [start, end) to the interruptions.

    Of a time in which the program was down, only that counts as read afterwards which is read.
    """
    through = None if stream is None else stream.through
    if through is None or end - through <= NOTICEABLE:
        return tuple(interruptions)
    since = max(start, through)
    unread = Interruption(chat=None, cause=Cause.UNREAD, since=since, until=end)
    return (
        *(_as_read(each, through) for each in interruptions if not _later(each, through)),
        unread,
    )


def _later(interruption: Interruption, through: datetime) -> bool:
    return interruption.cause is Cause.DOWN and interruption.since >= through


def _as_read(interruption: Interruption, through: datetime) -> Interruption:
    down = interruption.cause is Cause.DOWN and (
        interruption.until is None or interruption.until > through
    )
    return replace(interruption, until=through) if down else interruption
