"""Recording what the poll brings: decode, then one transaction, then wake who answers."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime

from loguru import logger

from bot.faults import described
from bot.service.recording.apart import Apart
from bot.service.recording.reading import Reading, last_of, settles_at
from bot.vk.stream.aside import taken_apart
from bot.vk.stream.incoming import Updates
from bot.vk.stream.updates import observe, observe_each
from monitor.jobs.loading.load import UnitOrder
from monitor.time.week import utc_seconds
from storage import intake
from storage.db.database import Connection, Database
from storage.db.failures import is_storages
from storage.everyday import Everyday
from storage.observations import Batch, Linked, Wanted
from storage.places import interruptions
from storage.places.directory import Directory
from storage.records import Cause
from storage.seen import streams
from storage.told import conditions

SOURCE = "longpoll"
POSTED = "callback"
FETCHED = "fetched"

ALIVE_EVERY = 20  # seconds between two marks that a quiet stream is alive and read
DOWN_AFTER = 15 * 60  # seconds without a mark after which the program is said to have been down

BEGINNING = "0"
"""Asks VK for everything it still holds: the bot may have been invited before its first start."""


def everything(wanted: Wanted) -> Wanted | None:
    """Keep every update that may want an answer."""
    return wanted


class Intake:
    """Writes polls; keeps the last directory between them."""

    def __init__(
        self,
        database: Database,
        units: Mapping[str, UnitOrder],
        group: int,
        clock: Callable[[], datetime],
        wake: Callable[[], None],
        reading: Reading | None = None,
        sieve: Callable[[Wanted], Wanted | None] = everything,
    ) -> None:
        """``sieve``: what of the updates that may want an answer does want one."""
        self._sieve = sieve
        self._database = database
        self._units = units
        self._group = group
        self._clock = clock
        self._wake = wake
        self._directory = Directory(within=frozenset(units))
        self._everyday = Everyday(self._directory)
        self._alive_at = 0
        self._told_at: int | None = None
        self.reading = reading or Reading(clock)

    async def position(self) -> str:
        """Read where the stream was left; the first time, where VK's memory begins."""
        async with self._database.reading() as connection:
            left = await streams.cursor(connection, SOURCE)
        return BEGINNING if left is None else left[0]

    async def take(self, body: bytes, read: Updates | None = None) -> int:
        """Record one poll's answer; return how many messages counted.

        ``read``: the answer as it was read before, if it was. Raises ``msgspec.DecodeError`` for
        what is no answer, and what the storage raises; an update that cannot be recorded is put
        aside.
        """
        polled_at = utc_seconds(self._clock())
        try:
            return await self._record(
                observe(body, group=self._group, source=SOURCE, polled_at=polled_at, read=read)
            )
        except Exception as error:
            if is_storages(error, alone=False):
                raise
            logger.warning("a poll is recorded update by update: {}", described(error))
        position, updates = taken_apart(body)
        return await self._record_apart(SOURCE, updates, polled_at, position)

    async def take_updates(self, bodies: Sequence[bytes]) -> int:
        """Record updates that were posted to us, together; return how many messages counted.

        Raises what the storage raises; an update that cannot be recorded is put aside.
        """
        polled_at = utc_seconds(self._clock())
        try:
            return await self._record(
                observe_each(bodies, group=self._group, source=POSTED, polled_at=polled_at)
            )
        except Exception as error:
            if is_storages(error, alone=False):
                self.reading.refused = True
                raise
            logger.warning("posted updates are recorded one by one: {}", described(error))
        return await self._record_apart(POSTED, bodies, polled_at, None)

    async def take_back(self, connection: Connection, bodies: Sequence[bytes]) -> set[int]:
        """Record messages fetched from VK's memory, in the caller's transaction.

        They count like any other, by their own moment, but old commands are not answered. Gives
        their numbers.
        """
        apart = self._apart(connection, FETCHED, utc_seconds(self._clock()), old=True)
        await apart.record(bodies)
        await apart.finish()
        return apart.seen  # the directory is kept only once the transaction is: not here

    async def take_whole(
        self, connection: Connection, asked: Sequence[Linked], whole: Mapping[int, frozenset[str]]
    ) -> None:
        """Count the links of messages that came cut.

        ``whole``: messengers by the numbers of those that VK returned.
        """
        found = [
            each._replace(messengers=each.messengers | whole.get(each.number, frozenset()))
            for each in asked
        ]
        await intake.record_whole(
            connection, asked, [each for each in found if each.messengers], self._directory
        )

    async def idle(self) -> None:
        """Keep, a few times a minute, that the stream was quiet and up to when it is read."""
        now = utc_seconds(self._clock())
        if abs(now - self._alive_at) >= ALIVE_EVERY:
            await self.caught_up()
            self._alive_at = now

    async def caught_up(self) -> None:
        """Keep that the poll asked last brought nothing: everything before it is read."""
        async with self._database.writing() as connection:
            now = utc_seconds(self._clock())
            await streams.touch(connection, SOURCE, now, self.reading.idle())

    async def listening(self, *, begins: bool = False) -> None:
        """Keep that updates could be posted to us: silence is then not the program's."""
        broken, self.reading.refused = begins or self.reading.refused, False
        now = utc_seconds(self._clock())
        async with self._database.writing() as connection:
            before = last_of(await streams.heard(connection), POSTED)
            settles = settles_at(before, now, broken=broken)
            through = self.reading.listened(settles)
            await streams.listen(connection, POSTED, now, settles, through)

    async def began(self, source: str = SOURCE) -> None:
        """Write down how long the program was down, if it was down for long."""
        moment = self.reading.sure()
        if moment is None:
            return  # by a clock that may be a year off nothing is written down
        now = utc_seconds(moment)
        async with self._database.writing() as connection:
            heard = await streams.heard(connection)
            if heard and now - heard[0].at > DOWN_AFTER:
                if last_of(heard, source) is None:  # what came meanwhile never comes this way
                    await self._lose(connection, heard[0].through or heard[0].at, now)
                else:
                    await interruptions.begin(connection, None, Cause.DOWN, heard[0].at, now)

    async def lost(self) -> None:
        """Write down that VK forgot updates before they were read."""
        now = utc_seconds(self._clock())
        async with self._database.writing() as connection:
            left = last_of(await streams.heard(connection), SOURCE)
            if left is not None:  # a first start asks for more than VK holds, and loses nothing
                logger.warning("VK forgot updates before they were read")
                await self._lose(connection, min(left.at, left.through or left.at), now)

    async def told(self, *, hears: bool) -> None:
        """Take in whether VK tells what is written at all; what it has not told it never will."""
        now = utc_seconds(self._clock())
        self.reading.deaf = not hears
        async with self._database.writing() as connection:
            deaf = await conditions.get(connection, conditions.DEAF)
            if not hears and deaf is None:
                until = str(await self._heard_until(connection, now))
                await conditions.set(connection, conditions.DEAF, until, self._clock())
            elif hears and deaf is not None:
                await conditions.clear(connection, conditions.DEAF)
                await self._lose(connection, min(int(deaf.value), now), now)
        if hears:
            self._told_at = now

    async def _heard_until(self, connection: Connection, now: int) -> int:
        """Tell until when what was written was surely told: nobody looks every minute."""
        read = await streams.stream(connection)
        through = now if read is None or read.through is None else utc_seconds(read.through)
        return min(through, now, self._told_at or now)

    async def _lose(self, connection: Connection, since: int, until: int) -> None:
        await interruptions.begin(connection, None, Cause.LOST, since, until)
        await conditions.set(connection, conditions.BEHIND, "", self._clock())

    async def _record(self, batch: Batch) -> int:
        batch.wanted = [kept for each in batch.wanted if (kept := self._sieve(each)) is not None]
        through = self.reading.brought(batch)
        if batch.source == SOURCE:
            batch.read_through = through
        if self._everyday.known is not self._directory:
            self._everyday = Everyday(self._directory)
        recorded = await intake.take(self._database, batch, self._everyday, self._week)
        self._directory = recorded.directory
        if recorded.wanted:
            self._wake()
        return recorded.messages

    async def _record_apart(
        self, source: str, bodies: Sequence[bytes], polled_at: int, position: str | None
    ) -> int:
        async with self._database.writing() as connection:
            apart = self._apart(connection, source, polled_at, position or "")
            await apart.record(bodies)
            await apart.finish(position)
        self._directory = apart.known
        if apart.wanted:
            self._wake()
        return apart.messages

    def _apart(
        self,
        connection: Connection,
        source: str,
        polled_at: int,
        position: str = "",
        *,
        old: bool = False,
    ) -> Apart:
        return Apart(
            connection=connection,
            known=self._directory,
            week_at=self._week,
            group=self._group,
            source=source,
            polled_at=polled_at,
            position=position,
            old=old,
        )

    def _week(self, unit_id: str, at: int) -> tuple[str, int, int]:
        week = self._units[unit_id].week(datetime.fromtimestamp(at, UTC))
        return week.name, utc_seconds(week.start), utc_seconds(week.end)
