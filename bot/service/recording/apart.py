"""Recording updates of which some cannot be: by halves, until what fails is put aside alone.

Long poll, callback and healing share this road. A fault of the storage is no update's fault: it is
raised, nothing is put aside for it, and all of it is asked for again.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from loguru import logger

from bot.faults import described
from bot.vk.stream.aside import put_aside
from bot.vk.stream.updates import observe_each
from storage import intake
from storage.db.database import Connection
from storage.db.failures import is_storages
from storage.observations import Batch, Unreadable
from storage.places.directory import Directory
from storage.seen.author_names import WeekAt


@dataclass(slots=True, kw_only=True)
class Apart:
    """Records the updates of one source in the caller's transaction, each piece in a savepoint.

    ``old``: what came late is counted, by its own moment, but not answered.
    """

    connection: Connection
    known: Directory
    week_at: WeekAt
    group: int
    source: str
    polled_at: int
    position: str
    old: bool
    messages: int = 0
    wanted: int = 0
    seen: set[int] = field(default_factory=set)
    aside: list[Unreadable] = field(default_factory=list)

    async def record(self, bodies: Sequence[bytes], first: int = 0) -> None:
        """Record what can be; ``first``: the index of the first. Raises what the storage raises."""
        if not bodies:
            return
        try:
            batch = self._observed(bodies, first)
            async with self.connection.begin_nested():
                done = await intake.record(self.connection, batch, self.known, self.week_at)
        except Exception as error:
            alone = len(bodies) == 1
            if is_storages(error, alone=alone):
                raise
            if alone:
                self._put_aside(error, bodies[0], first)
                return
        else:
            self.known = done.directory
            self.messages += done.messages
            self.wanted += done.wanted
            self.seen |= {each.number for each in batch.seen}
            return
        middle = len(bodies) // 2
        await self.record(bodies[:middle], first)
        await self.record(bodies[middle:], first + middle)

    async def finish(self, position: str | None = None) -> None:
        """Keep what was put aside, and move the source's position."""
        left = Batch(
            source=self.source, position=position, polled_at=self.polled_at, unreadable=self.aside
        )
        self.known = (
            await intake.record(self.connection, left, self.known, self.week_at)
        ).directory

    def _observed(self, bodies: Sequence[bytes], first: int) -> Batch:
        batch = observe_each(
            bodies,
            group=self.group,
            source=self.source,
            polled_at=self.polled_at,
            first=first,
            position=self.position,
        )
        if not self.old:
            return batch
        links = [*batch.links, *batch.cropped]  # what was asked for is as whole as it gets
        return replace(
            batch, wanted=[], dialogs=[], renamed=[], links=links, cropped=[], fetched=True
        )

    def _put_aside(self, error: Exception, body: bytes, index: int) -> None:
        found = put_aside(
            error,
            body,
            source=self.source,
            position=self.position,
            index=index,
            at=self.polled_at,
        )
        logger.error("an update was put aside ({}): {}", found.place, described(error))
        self.aside.append(found)
