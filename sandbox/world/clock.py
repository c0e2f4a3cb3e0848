"""The world's time: real until it is frozen, set or moved by hand."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta


def utc_now() -> datetime:
    """Read the machine's clock, aware and in UTC."""
    return datetime.now(UTC)  # noqa: TID251 - the sandbox's only look at the real clock


class Clock:
    """Real time, shifted by `advance`, or a frozen moment after `set`."""

    def __init__(self, real: Callable[[], datetime] = utc_now) -> None:
        """Start at real time; `real` must answer aware datetimes."""
        self._real = real
        self._frozen: datetime | None = None
        self._shift = timedelta()

    def now(self) -> datetime:
        """Tell the present moment in UTC."""
        return (self._frozen or self._real() + self._shift).astimezone(UTC)

    def set(self, moment: datetime | None) -> None:
        """Freeze at `moment`, or return to unshifted real time with None.

        Raises ValueError for a moment without an offset.
        """
        if moment is not None and moment.tzinfo is None:
            raise ValueError("The moment needs an offset, as in 2026-11-16T09:00:00+05:00.")
        self._frozen = moment
        self._shift = timedelta()

    def advance(self, seconds: float) -> None:
        """Move the present by `seconds`, frozen or not."""
        step = timedelta(seconds=seconds)
        if self._frozen is None:
            self._shift += step
        else:
            self._frozen += step
