"""Recording what the poll brings: decode, then one transaction, then wake who answers."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from bot.vk.updates import observe
from monitor.load import UnitOrder
from monitor.week import utc_seconds, week_at
from storage import intake
from storage.database import Database
from storage.directory import Directory

SOURCE = "longpoll"

BEGINNING = "0"
"""Asks VK for everything it still holds: the bot may have been invited before its first start."""


class Intake:
    """Writes polls; keeps the last directory between them."""

    def __init__(
        self,
        database: Database,
        units: Mapping[str, UnitOrder],
        group: int,
        clock: Callable[[], datetime],
        wake: Callable[[], None],
    ) -> None:
        self._database = database
        self._units = units
        self._group = group
        self._clock = clock
        self._wake = wake
        self._directory = Directory()

    async def position(self) -> str:
        """Read where the stream was left; the first time, where VK's memory begins."""
        async with self._database.reading() as connection:
            return await intake.cursor(connection, SOURCE) or BEGINNING

    async def take(self, body: bytes) -> int:
        """Record one poll's answer; return how many messages counted."""
        polled_at = utc_seconds(self._clock())
        batch = observe(body, group=self._group, source=SOURCE, polled_at=polled_at)
        async with self._database.writing() as connection:
            recorded = await intake.record(connection, batch, self._directory, self._week)
        self._directory = recorded.directory
        if recorded.wanted:
            self._wake()
        return recorded.messages

    def _week(self, unit: str, at: int) -> tuple[str, int, int]:
        of = self._units[unit]
        week = week_at(datetime.fromtimestamp(at, UTC), of.zone, of.order.first_weekday)
        return week.name, utc_seconds(week.start), utc_seconds(week.end)
