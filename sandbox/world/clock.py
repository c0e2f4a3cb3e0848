"""The world's time: real until it is frozen, set or moved by hand."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from sandbox.world.records import WorldError

ALL_YEARS = "Time goes from the year 1 to the year 9999."


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

        Raises ValueError for a moment without an offset, and WorldError for one out of all years.
        """
        if moment is not None and moment.tzinfo is None:
            raise ValueError("The moment needs an offset, as in 2026-11-16T09:00:00+05:00.")
        self._move(moment, timedelta())

    def advance(self, seconds: float) -> None:
        """Move the present forward by `seconds`, frozen or not. Raises WorldError."""
        if seconds < 0:
            raise WorldError("Time is advanced by 0 seconds or more; set it to go back.")
        try:
            step = timedelta(seconds=seconds)
            moment = None if self._frozen is None else self._frozen + step
            shift = self._shift + step if moment is None else self._shift
        except OverflowError:
            raise WorldError(ALL_YEARS) from None
        self._move(moment, shift)

    def _move(self, frozen: datetime | None, shift: timedelta) -> None:
        """Let the present be there, if there is such a moment."""
        before = self._frozen, self._shift
        self._frozen, self._shift = frozen, shift
        try:
            self.now()
        except OverflowError:
            self._frozen, self._shift = before
            raise WorldError(ALL_YEARS) from None
