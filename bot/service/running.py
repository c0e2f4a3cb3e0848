"""The running program: its parts, and how they run beside each other."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from bot.service.answering.inbox import Inbox
from bot.service.copier import Copier
from bot.service.core import Core
from bot.service.guarding import Checker, guard
from bot.service.keeping import kept_up, log_jobs, note_failed, note_time, tolerant
from bot.service.oversight.look import MESSAGES
from bot.service.oversight.overseer import Overseer
from bot.service.oversight.pulse import ANSWERING, ANSWERS, EVERY, INTAKE, MONITOR, OF_PART, Pulse
from bot.service.recording.chats import refresh_all
from bot.service.recording.healing import Healer
from bot.service.recording.intake import POSTED, Intake
from bot.service.recording.members import Asked
from bot.service.telling.delivery import Delivery
from bot.service.troubles import Troubles
from bot.service.waking import wake
from bot.vk.client import Vk
from bot.vk.errors import DEAD_TOKEN, VkError
from bot.vk.pace import STAFF, serving
from bot.vk.sender import Sender
from bot.vk.stream.callback import Callback, Door
from bot.vk.stream.incoming import Updates
from bot.vk.stream.longpoll import WAIT, LongPoll
from bot.vk.timekeeper import Timekeeper
from monitor.jobs.announcing import tell_authors
from monitor.jobs.asked.ahead import Ahead
from monitor.jobs.asked.leaving import leave_in_time
from monitor.jobs.link_replies import reply_to_links
from monitor.jobs.materials import follow_up
from monitor.jobs.retention import forget
from monitor.jobs.tick import OnProgress, TickResult, tick, unwatched
from monitor.orders.jobs import JobName
from monitor.report.known import Patience
from monitor.time.keeping import Keep
from storage.asked import answers, backlog, dialog_states, inbox
from storage.db.errors import DatabaseGone
from storage.db.times import seconds
from storage.seen import call_store
from storage.seen.callpairs import LONGEST
from storage.told import conditions

Clock = Callable[[], datetime]

BETWEEN_TURNS, BETWEEN_COUNTS = 1.0, 60.0  # seconds: what is counted ahead leaves room for all else
PARTS = ("intake", "delivery", "monitor")
"""What ``zvonok run --only`` may name."""


@dataclass(slots=True)
class Service:
    """The running program: its parts, and the event that wakes who waits."""

    core: Core
    vk: Vk
    group: int
    clock: Clock
    sender: Sender
    intake: Intake
    inbox: Inbox
    delivery: Delivery
    healer: Healer
    keep: Keep
    patience: Patience
    """How long what is due waits until it is known."""
    troubles: Troubles
    checker: Checker
    pulse: Pulse
    overseer: Overseer
    timekeeper: Timekeeper | None = None
    """Keeps VK's time; None: the clock is VK's."""
    copier: Copier | None = None
    """Copies the database every night; None: that is not wanted."""
    door: Door | None = None
    """Where VK posts its updates; None: they are polled."""
    waits: bool = False
    """Something was due and not known yet when it was last looked at."""
    asked: Asked = field(default_factory=dict)
    """By what and when chats were asked for their members."""
    awake: asyncio.Event = field(default_factory=asyncio.Event)
    ticking: asyncio.Lock = field(default_factory=asyncio.Lock)

    def sure(self) -> datetime | None:
        """Tell the moment by which things may be decided; None: VK has not told it lately."""
        return self.clock() if self.timekeeper is None else self.timekeeper.sure()

    async def tick(
        self, now: datetime, only: Iterable[JobName] = tuple(JobName), watch: OnProgress = unwatched
    ) -> TickResult:
        """Do what is due up to ``now`` and known."""
        async with self.ticking:
            await reply_to_links(self.core.database, self.core.units, now)
            await tell_authors(self.core.database, self.core.units, now)
            await follow_up(self.core.database, self.core.units, now)

            def watched(behind: int, of: int) -> None:
                self.pulse.turn(MONITOR)
                watch(behind, of)

            done = await tick(
                self.core.database,
                self.core.units,
                now,
                only,
                watched,
                self.patience,
                self.overseer.counts.timed,
            )
        log_jobs(done)
        await note_failed(self.core.database, done.failed, now)
        if done.released:
            self.awake.set()
        return done

    async def refresh_chats(self) -> dict[int, int]:
        """Learn what VK tells of the chats the bot is in; give their newest numbers."""
        return await refresh_all(self.vk, self.core.database, self.clock(), self.asked)

    async def run(self, only: str | None = None) -> None:
        """Run the parts (or one of them) until cancelled.

        Raises ``VkError`` of a dead token, and ``DatabaseGone``.
        """
        wanted = (only,) if only else PARTS
        async with self.core.database.owner.owning(), asyncio.TaskGroup() as group:
            group.create_task(self._each_minute())
            group.create_task(self.pulse.run([turn for part in wanted for turn in OF_PART[part]]))
            if (traces := self.core.database.traces) is not None:
                group.create_task(kept_up(traces.watch, "traces"))
            group.create_task(guard(self.core, self.troubles))
            group.create_task(self.overseer.run())
            for part in wanted:
                for task in self._tasks(part):
                    group.create_task(task)

    def _tasks(self, part: str) -> tuple[Coroutine[Any, Any, None], ...]:
        match part:
            case "intake":
                receiving = self._poll() if self.door is None else self._serve(self.door)
                return (
                    receiving,
                    kept_up(lambda: self.inbox.run(self._turning(ANSWERING)), "inbox"),
                    kept_up(lambda: self.inbox.answers.run(self._turning(ANSWERS)), "answers"),
                    kept_up(lambda: self._our_own(self.healer.run), "healing"),
                    kept_up(self.checker.run, "checkup"),
                )
            case "delivery":
                return (kept_up(lambda: self._our_own(self.delivery.run), "delivery"),)
            case _:
                waking = wake(self.core.units, self._work, self._again, self.refresh_chats)
                ahead = kept_up(self._count_ahead, "counting ahead")
                return (waking, ahead, *(() if self.copier is None else (self.copier.run(),)))

    async def _our_own(
        self, run: Callable[[Callable[[], Awaitable[None]]], Awaitable[None]]
    ) -> None:
        """Run what nobody is waiting for: who asks and holds an office goes first at VK."""
        serving.set(STAFF)
        await run(self._pause)

    async def _poll(self) -> None:
        heard = asyncio.Event()

        def fatal(error: Exception) -> bool:
            """A token dead from the start ends the service; later the session's key may work on."""
            self.pulse.turn(INTAKE)  # it tries: why it fails is told otherwise
            dead = isinstance(error, VkError) and error.code in DEAD_TOKEN
            return (dead and not heard.is_set()) or isinstance(error, DatabaseGone)

        await self.checker.first()
        await self.intake.began()

        def turned() -> None:
            heard.set()
            self.pulse.turn(INTAKE)

        await (await self.polling(fatal, turned)).run()

    async def polling(
        self, fatal: Callable[[Exception], bool], heard: Callable[[], None], wait: int = WAIT
    ) -> LongPoll:
        """Make the long poll that goes on where the stream was left."""

        async def handle(body: bytes, read: Updates | None) -> None:
            heard()
            self._counted(await self.intake.take(body, read))

        async def idle() -> None:
            heard()
            await self.intake.idle()

        return LongPoll(
            self.vk,
            self.group,
            await self.intake.position(),
            handle,
            asyncio.sleep,
            fatal,
            idle,
            self.intake.lost,
            self.intake.reading.ask,
            wait,
            self.checker.of_poll,
        )

    async def _serve(self, door: Door) -> None:
        async def code() -> str:
            return await self.vk.confirmation_code(self.group)

        async def posted(bodies: Sequence[bytes]) -> None:
            self._counted(await self.intake.take_updates(bodies))

        await self.checker.first()
        await self.intake.began(POSTED)
        await self.intake.listening(begins=True)
        async with asyncio.TaskGroup() as group:
            turning = group.create_task(self._turn_for(INTAKE))
            await Callback(door, self.group, posted, code).run()
            turning.cancel()

    def _counted(self, messages: int) -> None:
        """Note when messages were last counted: by hours, as they are kept, silence shows late."""
        if messages:
            self.pulse.note(MESSAGES, seconds(self.clock()))

    async def _turn_for(self, part: str) -> None:
        """Make the turns of a part that only waits to be called."""
        while True:
            self.pulse.turn(part)
            await asyncio.sleep(EVERY)

    def _turning(self, part: str) -> Callable[[], Awaitable[None]]:
        """Give the pause of a part, before which it makes a turn."""

        async def pause() -> None:
            self.pulse.turn(part)
            await self._pause()

        return pause

    async def _pause(self) -> None:
        """Wait until something happens, a second at most: other processes wake nobody."""
        self.awake.clear()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(1):
                await self.awake.wait()

    async def _again(self) -> None:
        """Look again at what waited to be known."""
        if not self.ticking.locked():
            self.pulse.turn(MONITOR)
        now = self.sure()
        if self.waits and now is not None:
            self.waits = bool((await self.tick(now)).waiting)

    async def _count_ahead(self) -> None:
        """Count what coordinators may ask for, a little at a time."""
        ahead = Ahead(self.core.database, self.core.units)
        while True:
            now = self.sure()
            more = now is not None and await ahead.turn(now)
            await asyncio.sleep(BETWEEN_TURNS if more else BETWEEN_COUNTS)

    async def _each_minute(self) -> None:
        """Keep VK's time whichever part runs, and that updates could be posted to us."""
        while True:
            await asyncio.sleep(60 if self.sure() else 5)
            await tolerant(self.keep_time, "clock")
            if self.door is not None:
                await tolerant(self.intake.listening, "callback")

    async def keep_time(self) -> None:
        """Put the clock right by VK's, and keep what VK told."""
        if self.timekeeper is not None and await self.timekeeper.ask(self.vk):
            async with self.core.database.writing() as connection:
                now = self.timekeeper.now()
                await conditions.set(connection, conditions.TIME, str(seconds(now)), now)

    async def _work(self) -> None:
        await self.keep_time()
        now = self.sure()
        await note_time(self.core.database, now, self.clock())
        if now is None:
            return
        if self.patience.awake_since is None:
            self.patience = replace(self.patience, awake_since=now)
        self.waits = bool((await self.tick(now)).waiting)
        async with self.core.database.writing() as connection:
            await inbox.forget(connection, now)
            await backlog.forget(connection, now)
            await answers.expire(connection, now)
            await dialog_states.forget_old(connection, now)
            await call_store.close_old(connection, seconds(now) - LONGEST)
        await leave_in_time(self.core.database, self.core.units, now)
        await forget(self.core.database, self.keep, now)
