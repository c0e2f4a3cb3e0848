"""Aware datetimes outside, UTC seconds in the tables."""

from datetime import UTC, datetime


def seconds(moment: datetime) -> int:
    """Turn an aware datetime into UTC seconds. Raises ValueError for a naive one."""
    if moment.tzinfo is None:
        raise ValueError("a naive datetime has no place here")
    return int(moment.timestamp())


def moment(value: int) -> datetime:
    """Turn UTC seconds into an aware datetime."""
    return datetime.fromtimestamp(value, UTC)


def moment_or_none(value: int | None) -> datetime | None:
    """Turn UTC seconds into an aware datetime, leaving None alone."""
    return None if value is None else moment(value)
