"""The stage: the made-up organisations, their VK and the real service, which is let work by hand.

Nothing is shortened: people write through the sandbox, the service polls it over HTTP, jobs run
at their moments, and everything the bot says is a message in the sandbox.
"""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import SecretStr

from bot.app import open_service
from bot.config.sections import DatabaseSettings, OperatorSettings, VkSettings
from bot.config.settings import Settings
from bot.demo import words
from bot.demo.cast import COORDINATOR, MONDAY, UNIT, Cast, Organisation
from bot.demo.stepping import Stepping
from bot.dialog.staff.roster.rostering import Imported, import_roster, issue_codes
from bot.service.core import open_core
from bot.service.running import Service
from bot.sheets.plain import workbook
from bot.sheets.roster.heading_words import PEOPLE_SHEET
from bot.sheets.roster.words import classes_sheet
from bot.vk.sender import Sent
from bot.words.vocabulary import Vocabulary, vocabulary_of
from monitor.chats.titles import guess
from monitor.orders.jobs import JobName
from sandbox.context import Sandbox
from sandbox.http.server import serve
from sandbox.school.school import populate, roster_rows
from sandbox.world.world import Access, World

FAST = 500.0  # requests a second: weeks go by in a minute, and what they hold does not wait
EARLIER = 3
"""Weeks that are played before the one that is shown."""


@dataclass(slots=True)
class Demo:
    """Everything of a demo at work; ``chats``: their numbers by unit and title."""

    sandbox: Sandbox
    cast: Cast
    settings: Settings
    folder: Path
    sent: list[Sent]
    chats: dict[str, dict[str, int]] = field(default_factory=dict)
    running: AsyncExitStack = field(default_factory=AsyncExitStack)
    _work: Stepping | None = None

    @property
    def world(self) -> World:
        """The world behind the sandbox."""
        return self.sandbox.world

    @property
    def work(self) -> Stepping:
        """The service and its stream; it has been started."""
        assert self._work is not None  # noqa: S101 - for the type: whoever asks has started it
        return self._work

    @property
    def service(self) -> Service:
        """The service; it has been started."""
        return self.work.service

    async def start(self) -> None:
        """Open the service; where there is a database, it goes on where it was stopped."""
        world, fresh = self.world, self._work is None
        core = await self.running.enter_async_context(
            open_core(self.settings, self.folder, now=world.now())
        )
        service = await self.running.enter_async_context(
            open_service(core, self.settings, world.now, self.sent.append, FAST, alone=True)
        )
        position = str(world.queue.last) if fresh else await service.intake.position()
        self._work = Stepping(world, service, position)

    async def stop(self) -> None:
        """Close the service and its database."""
        await self.running.aclose()
        self.running = AsyncExitStack()

    def behind(self) -> bool:
        """Whether something happened that the service has not read."""
        return self.work.waiting() > 0

    async def settle(self) -> None:
        """Let the service take in, complete and answer everything that happened."""
        await self.work.settle()

    async def do(self, moment: datetime) -> tuple[JobName, ...]:
        """Let the service live through a moment of its schedule; give the jobs that were done."""
        return await self.work.do(moment)


@asynccontextmanager
async def raised(folder: Path, port: int, sent: list[Sent], cast: Cast) -> AsyncIterator[Demo]:
    """Raise a demo: people and chats, the sandbox, the service, its database."""
    world = World()
    world.rate_limit = None
    first = cast.organisations[0].school
    world.set_clock(local(MONDAY - timedelta(weeks=EARLIER), 7, ZoneInfo(first.timezone)))
    chats = {each.unit: populate(world, each.school) for each in cast.organisations}
    if cast.level is not None:
        name = words.COORDINATOR
        world.add_person(*name, id=COORDINATOR, about=words.ABOUT_COORDINATOR)
    async with serve(world, port) as sandbox:
        demo = Demo(sandbox, cast, _settings(sandbox, cast, folder), folder, sent, chats)
        await demo.start()
        try:
            yield demo
        finally:
            await demo.stop()


def _settings(sandbox: Sandbox, cast: Cast, folder: Path) -> Settings:
    """Make the settings without the environment, which may hold those of a real service."""
    return Settings.model_construct(
        vk=VkSettings(token=SecretStr(sandbox.world.token), api_url=f"{sandbox.url}/method/"),
        database=DatabaseSettings(url=f"sqlite:///{folder / 'demo.db'}"),
        operator=OperatorSettings(silence_minutes=0, copy_hours=0),  # days go by in seconds
        unit=cast.settings(),
    )


async def prepare(demo: Demo) -> Imported:
    """Do what organisations do first; what became of the first one's roster."""
    if demo.cast.level is not None:
        demo.world.say(COORDINATOR, dm=True, text=words.BEGIN)
    done = [await _prepare(demo, each) for each in demo.cast.ready]
    await _bind_one(demo)
    return done[0]


def roster_file(of: Organisation) -> bytes:
    """Give an organisation's people and classes as the table its administrator hands in."""
    people, classes = roster_rows(of.school)
    return workbook({PEOPLE_SHEET: people, classes_sheet(_vocabulary(of)): classes})


def _vocabulary(of: Organisation) -> Vocabulary:
    return vocabulary_of([of.kind])


async def _prepare(demo: Demo, of: Organisation) -> Imported:
    """The roster, private dialogs, the bot into every chat."""
    world, school, chats = demo.world, of.school, demo.chats[of.unit]
    for member in school.staff:
        if member.writes_to_bot:
            world.say(member.id, dm=True, text=words.BEGIN)
    await demo.settle()
    done = await import_roster(
        demo.service.core.database,
        demo.service.vk,
        of.unit,
        roster_file(of),
        words.roster_title(),
        demo.service.clock,
    )
    for chat in school.chats:
        number = chats[chat.title]
        if school.administrator not in chat.members:
            world.change_members(number, chat.owner, add=(school.administrator,))
        world.set_bot(number, school.administrator, Access(chat.access))
    await demo.settle()
    groups = [each.name for each in school.classes]
    for chat in school.chats:
        if guess(chat.title, groups, of.kind).kind is None:
            label = _vocabulary(of).chat_kinds[words.chat_kind(chat.title)]
            world.press(school.administrator, chat=chats[chat.title], label=label)
    await demo.settle()
    return done


async def _bind_one(demo: Demo) -> None:
    """One of those of the school without a profile gets a code and sends it to the bot."""
    school = demo.cast.of(UNIT).school
    codes = await issue_codes(demo.service.core.database, UNIT, demo.service.clock)
    unbound = {member.full_name: member.id for member in school.staff if not member.bound}
    person, code = codes[0]
    demo.world.say(unbound[person.full_name], dm=True, text=f"{code[:3]}-{code[3:6]}-{code[6:]}")
    await demo.settle()


def local(day: date, hour: int, zone: ZoneInfo) -> datetime:
    """Give an hour of a day in a zone."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=zone)
