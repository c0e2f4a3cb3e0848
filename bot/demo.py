"""The demo: a made-up school, its VK and the real service, four weeks in fast motion.

Nothing is shortened: people write through the sandbox, the service polls it over HTTP, jobs run
at their moments, and everything the bot says is a message in the sandbox.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import SecretStr

from bot.app import open_service
from bot.config.sections import DatabaseSettings, OperatorSettings, UnitSettings, VkSettings
from bot.config.settings import Settings
from bot.dialog.staff.rostering import Imported, import_roster, issue_codes
from bot.service.core import open_core
from bot.service.running import Service
from bot.service.telling.wording import KINDS as NOTICES
from bot.sheets.plain import workbook
from bot.sheets.roster.heading_words import PEOPLE_SHEET
from bot.sheets.roster.words import classes_sheet
from bot.vk.sender import Sent
from bot.vk.stream.longpoll import LongPoll
from bot.words.operator import ANSWERS
from bot.words.vocabulary import SCHOOL
from monitor.chats.titles import guess
from monitor.orders.jobs import JobName
from monitor.orders.schedule import Plan, fires, trigger
from sandbox.context import Sandbox
from sandbox.http.server import serve
from sandbox.school.school import (
    Act,
    School,
    make_school,
    make_week,
    perform,
    populate,
    roster_rows,
)
from sandbox.world.world import Access, World
from storage.records import ChatKind

UNIT = "school-12"
MONDAY = date(2026, 11, 16)
"""The week the demo is about, 2026-W47; the weeks before it give the digest its comparison."""

EARLIER = 3
SEED = 12

Show = Callable[[datetime, Sequence[JobName]], Awaitable[None]]
"""Told of every step: the made-up moment, and what just happened (a job, or nothing)."""


@dataclass(slots=True)
class Demo:
    """Everything of a demo at work."""

    sandbox: Sandbox
    school: School
    service: Service
    poll: LongPoll
    sent: list[Sent]
    chats: dict[str, int] = field(default_factory=dict)

    @property
    def world(self) -> World:
        """The world behind the sandbox."""
        return self.sandbox.world

    async def settle(self) -> None:
        """Let the service take in, complete and answer everything that happened."""
        busy = True
        while busy:
            while self.poll.position != str(self.world.queue.last):
                await self.poll.step()
            self.service.intake.reading.ask()
            await self.service.intake.caught_up()  # as an empty poll says that takes half a minute
            busy = await self.service.inbox.step() > 0 or await self.service.healer.step()


@asynccontextmanager
async def raised(folder: Path, port: int, sent: list[Sent]) -> AsyncIterator[Demo]:
    """Raise a demo: the school's people and chats, the sandbox, the service, its database."""
    school = make_school(SEED, MONDAY)
    world = World()
    world.set_clock(_local(MONDAY - timedelta(weeks=EARLIER), 7, school))
    chats = populate(world, school)
    async with serve(world, port) as sandbox:
        settings = _settings(sandbox, school, folder)
        async with (
            open_core(settings, folder, now=world.now()) as core,
            open_service(core, settings, world.now, sent.append, alone=True) as service,
        ):
            yield Demo(
                sandbox,
                school,
                service,
                _poll(service, str(world.queue.last)),
                sent,
                chats,
            )


def _poll(service: Service, position: str) -> LongPoll:
    async def handle(body: bytes) -> None:
        await service.intake.take(body)

    return LongPoll(service.vk, service.group, position, handle, asyncio.sleep, lambda _error: True)


def _settings(sandbox: Sandbox, school: School, folder: Path) -> Settings:
    """Make the settings without the environment, which may hold those of a real service."""
    return Settings.model_construct(
        vk=VkSettings(token=SecretStr(sandbox.world.token), api_url=f"{sandbox.url}/method/"),
        database=DatabaseSettings(url=f"sqlite:///{folder / 'demo.db'}"),
        operator=OperatorSettings(silence_minutes=0, copy_hours=0),  # days go by in seconds
        unit=(
            UnitSettings(
                id=UNIT,
                kind="school",
                name=school.name,
                timezone=school.timezone,
                order="perm",
                administrators=(school.administrator,),
                deputies=(school.deputy,),
            ),
        ),
    )


async def prepare(demo: Demo) -> Imported:
    """Do what a school does first: the roster, private dialogs, the bot into every chat."""
    world, school = demo.world, demo.school
    for member in school.staff:
        if member.writes_to_bot:
            world.say(member.id, dm=True, text="Начать")
    await demo.settle()
    people, classes = roster_rows(school)
    done = await import_roster(
        demo.service.core.database,
        demo.service.vk,
        UNIT,
        workbook({PEOPLE_SHEET: people, classes_sheet(SCHOOL): classes}),
        "roster.xlsx",
        demo.service.clock,
    )
    for chat in school.chats:
        number = demo.chats[chat.title]
        if school.administrator not in chat.members:
            world.change_members(number, chat.owner, add=(school.administrator,))
        world.set_bot(number, school.administrator, Access(chat.access))
    await demo.settle()
    for chat in school.chats:
        if guess(chat.title).kind is None:
            number, label = demo.chats[chat.title], SCHOOL.chat_kinds[_kind_of(chat.title)]
            world.press(school.administrator, chat=number, label=label)
    await demo.settle()
    await _bind_one(demo)
    return done


def _kind_of(title: str) -> ChatKind:
    """What the administrator answers where the title tells too little."""
    return ChatKind.MIXED if "класс" in title else ChatKind.OTHER


async def _bind_one(demo: Demo) -> None:
    """One of those without a profile gets a code and sends it to the bot."""
    codes = await issue_codes(demo.service.core.database, UNIT, demo.service.clock)
    unbound = {member.full_name: member.id for member in demo.school.staff if not member.bound}
    person, code = codes[0]
    demo.world.say(unbound[person.full_name], dm=True, text=f"{code[:3]}-{code[3:6]}-{code[6:]}")
    await demo.settle()


async def play(demo: Demo, show: Show) -> None:
    """Play the earlier weeks at once, then the week step by step, then Monday's closing."""
    for week in range(EARLIER, 0, -1):
        monday = MONDAY - timedelta(weeks=week)
        for act in _steady(make_week(demo.school, monday, SEED + week)):
            perform(demo.world, act, demo.chats)
        await demo.settle()
        await show(demo.world.now(), ())
    moments = iter(_moments(demo))
    moment = next(moments, None)
    for act in make_week(demo.school, MONDAY, SEED):
        while moment is not None and moment <= act.at:
            await do(demo, moment, show)
            moment = next(moments, None)
        perform(demo.world, act, demo.chats)
        await show(act.at, ())
    await demo.settle()
    while moment is not None:
        await do(demo, moment, show)
        moment = next(moments, None)


def _steady(acts: Sequence[Act]) -> Iterator[Act]:
    """Leave out who comes and goes and what they do: that happens in the week itself."""
    moving = {"invite", "remove"}
    movers = {person for act in acts if act.kind in moving for person in act.people}
    for act in acts:
        if act.kind not in {*moving, "title"} and movers.isdisjoint({act.from_id, *act.people}):
            yield act


async def do(demo: Demo, moment: datetime, show: Show) -> None:
    """Let the service live through a moment of its schedule."""
    await demo.settle()
    demo.world.set_clock(moment)
    await demo.settle()
    await demo.service.refresh_chats()
    done = await demo.service.tick(moment)
    await demo.service.delivery.drain()
    await demo.settle()
    await show(moment, tuple(dict.fromkeys(item.job for item in done.jobs)))


def _moments(demo: Demo) -> Iterator[datetime]:
    """Give the moments of the week's schedule, the next Monday's closing included."""
    unit = demo.service.core.units[UNIT]
    plan = Plan(unit=UNIT, zone=unit.zone, order=unit.order, since=None)
    start, end = (_local(MONDAY + timedelta(days=n), 0, demo.school) for n in (0, 8))
    found = {
        moment
        for job in JobName
        if (cron := trigger(job, plan)) is not None
        for moment in fires(cron, start, end)
    }
    yield from sorted(found)


def length(start: datetime) -> timedelta:
    """Tell how much made-up time a demo that began at ``start`` plays."""
    end = datetime.combine(MONDAY + timedelta(days=7), time(9), start.tzinfo)
    return end - start


def _local(day: date, hour: int, school: School) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=ZoneInfo(school.timezone))


async def save(demo: Demo, folder: Path) -> list[Path]:
    """Write the transcript, and the picture and table of the final digest as VK would give them."""
    lines = [
        json.dumps(
            {
                "to": each.to,
                "kind": each.kind,
                "at": each.at.astimezone(demo.service.core.units[UNIT].zone).isoformat(),
                "text": each.text,
                "attachments": list(each.attachments),
            },
            ensure_ascii=False,
        )
        for each in demo.sent
    ]
    saved = [folder / "transcript.jsonl"]
    saved[0].write_text("\n".join(lines) + "\n", encoding="utf-8")
    final = [each for each in demo.sent if each.kind == JobName.DIGEST][-1]
    for attachment in final.attachments:
        name = "_".join(attachment.split("_")[:2])
        value = demo.world.files.attachable[name]
        if "photo" in value:
            url, path = value["photo"]["sizes"][-1]["url"], folder / f"digest-{UNIT}.png"
        else:
            url, path = value["doc"]["url"], folder / f"digest-{UNIT}.xlsx"
        path.write_bytes(await demo.service.vk.http.request_content(url, method="GET"))
        saved.append(path)
    return saved


def counts(demo: Demo) -> dict[str, int]:
    """Count what the bot sent, by what it is called, in the order of first appearance."""
    called = {**ANSWERS, **{kind.name: kind.called for kind in NOTICES}}
    found: dict[str, int] = {}
    for each in demo.sent:
        name = called.get(each.kind, each.kind)
        found[name] = found.get(name, 0) + 1
    return found


async def live(demo: Demo) -> None:
    """Go on by hand: the service runs, its clock is the world's, which goes a second a second."""

    async def clock() -> None:
        while True:
            await asyncio.sleep(1)
            demo.world.advance(1)

    async def jobs() -> None:
        seen = demo.world.now()
        while True:
            await asyncio.sleep(1)
            now = demo.world.now()
            if now - seen >= timedelta(minutes=1):
                seen = now
                await demo.service.refresh_chats()
                await demo.service.tick(now)

    async with asyncio.TaskGroup() as group:
        group.create_task(demo.service.run("intake"))
        group.create_task(demo.service.run("delivery"))
        group.create_task(clock())
        group.create_task(jobs())
