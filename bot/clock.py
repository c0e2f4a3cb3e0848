"""The one place that reads the machine's clock."""

from datetime import UTC, datetime


def utc_now() -> datetime:
    """Read the clock; the rest of the program is handed the moment."""
    return datetime.now(UTC)  # noqa: TID251 - the one place that reads it
