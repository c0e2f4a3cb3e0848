"""How far the stream is read, as polls and posts prove it. Pure but for what it remembers.

An empty poll proves that everything before it was *asked* is read: how long its answer took on the
way nobody knows. A poll with updates proves no more than the moment of its last one, for there may
be others behind it. Where updates are posted, having listened proves it: without a break, and long
enough after the last one for what VK had to repeat.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from monitor.report.known import MARGIN
from monitor.time.week import utc_seconds
from storage.db.times import moment
from storage.observations import Batch
from storage.seen.streams import Heard

Sure = Callable[[], datetime | None]
"""The moment it surely is by VK's clock; None: VK has not told it lately."""

BREAK = 150  # seconds without a mark after which listening was interrupted
AT_LEAST, AT_MOST = 5 * 60, 3 * 3600
"""Seconds for which VK's repeats are waited for; it takes no longer wish than three hours."""


def _nobody(_at: datetime) -> None:
    """Nobody looks on."""


class Reading:
    """Remembers when the poll that runs was asked; ``margin``: what may be on its way at VK."""

    def __init__(
        self,
        sure: Sure,
        margin: timedelta = MARGIN,
        heard: Callable[[datetime], None] = _nobody,
    ) -> None:
        """``heard``: told when the last of the updates of a poll happened."""
        self.sure = sure
        self._margin = margin
        self._heard = heard
        self._asked: datetime | None = None
        self.refused = False
        """A posted update was not recorded: VK will post it again."""
        self.deaf = False
        """VK does not tell what is written: that nothing comes proves nothing."""

    def ask(self) -> None:
        """Note that a poll is asked now."""
        self._asked = self.sure()

    def idle(self) -> int | None:
        """Tell up to when (UTC seconds) an empty answer proves that everything is read."""
        return None if self._asked is None or self.deaf else utc_seconds(self._asked - self._margin)

    def brought(self, batch: Batch) -> int | None:
        """Tell up to when an answer with updates proves it; its dates alone are not believed."""
        if not batch.seen:
            return None
        now, at = self.sure(), max(batch.seen[-1].at, 0)
        known = at if now is None else min(at, utc_seconds(now))
        self._heard(moment(known))
        return None if now is None or self.deaf else known - int(self._margin.total_seconds())

    def listened(self, settles_at: int) -> int | None:
        """Tell up to when having listened till now proves it."""
        now = self.sure()
        if now is None or self.deaf or utc_seconds(now) < settles_at:
            return None
        return utc_seconds(now - self._margin)


def settles_at(before: Heard | None, now: int, *, broken: bool) -> int:
    """Tell when what VK had to repeat will have come; ``broken``: posts may have been refused.

    VK comes again after longer and longer pauses, so after a break as long as it lasted.
    """
    if before is None:
        return now + AT_LEAST
    away = max(0, now - before.at)
    kept = before.settles_at or 0
    if not broken and away <= BREAK:
        return kept
    return max(kept, now + min(max(AT_LEAST, away), AT_MOST))


def last_of(heard: Iterable[Heard], source: str) -> Heard | None:
    """Give what is known of one source; None: it was never heard."""
    return next((each for each in heard if each.source == source), None)
