"""The demo that is watched: captions tell what is played and why, and buttons lead through it."""

import asyncio
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

from loguru import logger

from bot.demo import words
from bot.demo.cast import COLLEGE, COORDINATOR, UNIT
from bot.demo.faults import FAULTS, happen
from bot.demo.pace import A_DEED, AN_EVENT, LIVE, SPEEDS, Pace
from bot.demo.stage import Demo, prepare, roster_file
from bot.demo.timeline import Beat, beginning, earlier, ending, perform_beat, shown, zone_of
from bot.faults import described
from monitor.orders.jobs import JobName
from sandbox.show import Show
from sandbox.world.records import Json

HURRIED = 0.5  # the same while a jump goes on: who jumps does not write
TURN = 0.05  # seconds of real time between two looks for something to answer
MOST = 6  # what became of faults, newest first

OnEvent = Callable[[datetime, tuple[JobName, ...]], None]
"""Told of every event of the story, for those who watch the console."""


class Story:
    """The municipality's weeks as a story, shown and led in the messenger."""

    def __init__(self, demo: Demo, told: OnEvent) -> None:
        """``told``: hears of the events."""
        self.demo = demo
        self.pace = Pace()
        self.show = Show(self.press)
        self._told = told
        self._caption = words.OPENING
        self._day = date.min
        self._lines: list[str] = []
        self._ordered: list[str] = []
        self._nudged = demo.cast.of(UNIT).school.staff[5].id
        self._roster = demo.world.files.add(
            words.ROSTER_FILE, roster_file(demo.cast.of(COLLEGE))
        ).id
        self._played = False
        self._moment = demo.world.now()
        self._due: datetime | None = None  # a moment of the schedule at which the bot is at work
        self._looked = 0.0
        demo.sandbox.show = self.show
        self._draw()

    def press(self, button: str) -> None:
        """Take a press in the messenger."""
        now = max(self._moment, beginning(self.demo))  # before the shown week a jump leads into it
        if not self.pace.press(button, self._local(now)):
            self._ordered.append(button)
        self._draw()

    async def open(self) -> None:
        """Prepare; the first thing to be seen is the greeting to the administrator."""
        await prepare(self.demo)
        school = self.demo.cast.of(UNIT).school
        self.demo.world.say(school.administrator, dm=True, text=words.MENU)
        await self.demo.settle()

    async def run(self) -> None:
        """Prepare, play the week, then live on until cancelled."""
        await self.open()
        await self._breathe(AN_EVENT[self.pace.speed])
        self._say(words.EARLIER)
        for end, beats in earlier(self.demo):
            for beat in beats:
                perform_beat(self.demo, beat)
            await self.demo.settle()
            self._reach(end)
        self._new_day(beginning(self.demo))
        coming = shown(self.demo)
        await self._play(coming)
        self._say(words.PLAYED)
        await self._live(coming)

    async def _play(self, beats: Iterator[Beat]) -> None:
        """Play the shown week: what happens decides how fast it goes."""
        last = ending(self.demo)
        for beat in beats:
            if await self._happens(beat):
                await self._breathe(AN_EVENT[self.pace.speed])
            elif beat.act is not None:
                await self._breathe(A_DEED[self.pace.speed])
            self._clock_was_moved()
            if beat.act is None and beat.at >= last:
                break
        self._played = True
        self.pace = Pace(speed="slow", until=self.pace.until)

    async def _live(self, beats: Iterator[Beat]) -> None:
        """Live on: the clock decides what happens next."""
        for beat in beats:
            while beat.at > self._moment and not self.pace.hurried:
                before = time.monotonic()
                await self._breathe(TURN)
                passed = (time.monotonic() - before) * LIVE[self.pace.speed]
                self._clock_was_moved()
                if not self.pace.paused and not self.pace.hurried:
                    self._reach(min(beat.at, self._moment + timedelta(seconds=passed)))
            goal = self.pace.until
            if goal is not None and beat.at > goal:
                self._reach(goal)
                self.pace.reached(goal, event=False)
            await self._happens(beat)

    async def _happens(self, beat: Beat) -> bool:
        """Let a beat happen; True: something was told that is worth a caption."""
        if beat.act is not None:
            perform_beat(self.demo, beat)
            self._reach(beat.at)
            self._new_day(beat.at)
            self.pace.reached(beat.at, event=False)
            await self._answer()
            return False
        before = len(self.demo.sent)
        self._due = beat.at
        self._draw()
        jobs = await self.demo.do(beat.at)
        self._due = None
        self._reach(beat.at)
        told = tuple(job for job in jobs if job in words.CAPTIONS)
        event = bool(told) and len(self.demo.sent) > before
        if event:
            self._remember(before)
            self._say(words.CAPTIONS[told[-1]])
            self._told(self._local(beat.at), told)
        self.pace.reached(beat.at, event=event)
        return event

    def _remember(self, since: int) -> None:
        """Know a teacher who was nudged: whoever watches may look through his eyes."""
        for each in self.demo.sent[since:]:
            if each.kind == JobName.NUDGE:
                self._nudged = each.to

    async def _breathe(self, seconds: float) -> None:
        """Wait while whoever watches is answered; a press of hurry ends it, a pause holds it."""
        until = time.monotonic() + seconds
        while self.pace.paused or (time.monotonic() < until and not self.pace.hurried):
            await self._answer()
            self._clock_was_moved()
            left = until - time.monotonic()
            await asyncio.sleep(TURN if self.pace.paused else max(0.0, min(TURN, left)))
        await asyncio.sleep(0)

    async def _answer(self) -> None:
        """Answer what was written to the bot, and let ordered faults happen; now and then."""
        now = time.monotonic()
        turn = HURRIED if self.pace.hurried else TURN
        if now - self._looked < turn and not self._ordered:
            return
        self._looked = now
        self._draw()
        while self._ordered:
            await self._fault(self._ordered.pop(0))
        if self.demo.behind():
            await self.demo.settle()
        await self.demo.service.delivery.drain()

    async def _fault(self, kind: str) -> None:
        if kind not in FAULTS:
            return
        try:
            line = await happen(self.demo, kind)
        except OSError as error:
            logger.error("fault {}: {}", kind, described(error))
            return
        self._lines = [line, *self._lines][:MOST]
        self._reach(self.demo.world.now())
        self._draw()

    def _clock_was_moved(self) -> None:
        """Whoever moves the clock in the messenger wants everything up to then to happen."""
        now = self.demo.world.now()
        if now > self._moment:
            goal = self.pace.until
            self.pace.until = now if goal is None else max(goal, now)
            self.pace.paused = False
            self.demo.world.set_clock(self._moment)

    def _reach(self, moment: datetime) -> None:
        self._moment = max(moment, self._moment)  # a fault takes a minute that is not played
        self.demo.world.set_clock(self._moment)

    def _local(self, moment: datetime) -> datetime:
        return moment.astimezone(zone_of(self.demo))

    def _new_day(self, at: datetime) -> None:
        """Let go of the caption of a day that is over."""
        today = self._local(at).date()
        if today > self._day:
            self._day = today
            self._say(words.PLAYED if self._played else words.talking(today))

    def _say(self, caption: words.Caption) -> None:
        self._caption = caption
        self._draw()

    # What is drawn in the messenger

    def _draw(self) -> None:
        start, end = beginning(self.demo), ending(self.demo)
        caption = self._caption
        going = self.pace.until is not None
        self.show.body = {
            "moment": self._shown_moment(),
            "zone": str(zone_of(self.demo)),
            "caption": caption.text,
            "why": words.GOING_THERE if going else caption.why,
            "look": None if not caption.who else self._way(caption.look, caption.who),
            "progress": max(0.0, min(1.0, (self._moment - start) / (end - start))),
            "quick": not self.pace.paused and not self._played,
            "rows": self._rows(),
            "cards": [*self._cards()],
        }

    def _shown_moment(self) -> str:
        at = self._local(self._due or self._moment)
        return words.shown_moment(at, paused=self.pace.paused, busy=self._due is not None)

    def _rows(self) -> list[list[Json]]:
        pause = words.GO_ON if self.pace.paused else words.PAUSE
        speeds = words.LIVE_SPEEDS if self._played else words.SPEEDS
        jumps = {"next": words.NEXT, "thursday": words.THURSDAY, "friday": words.FRIDAY}
        return [
            [{"id": "pause", "label": pause}],
            [{"id": s, "label": speeds[s], "on": s == self.pace.speed} for s in SPEEDS],
            [{"id": each, "label": label} for each, label in jumps.items()],
        ]

    def _cards(self) -> Iterator[Json]:
        address = f"/sandbox/files/{self._roster}"
        file = {"file": address, "name": words.ROSTER_FILE, "download": words.DOWNLOAD}
        steps = [
            {"text": each.text, **self._way(each.label, each.who)} | (file if not number else {})
            for number, each in enumerate(words.STEPS)
        ]
        yield {"title": words.TRY, "steps": steps}
        buttons = [{"id": kind, "label": label} for kind, label in words.BUTTONS.items()]
        yield {
            "title": words.FAULTS,
            "note": words.FAULTS_NOTE,
            "buttons": buttons,
            "lines": self._lines,
        }

    def _way(self, label: str, who: str) -> Json:
        school, college = self.demo.cast.of(UNIT).school, self.demo.cast.of(COLLEGE).school
        people = {
            "administrator": school.administrator,
            "deputy": school.deputy,
            "college": college.administrator,
            "coordinator": COORDINATOR,
            "nudged": self._nudged,
        }
        return {"label": label, "person": people[who], "dialog": "dm"}
