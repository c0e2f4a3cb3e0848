"""Faults to order while the demo runs, and what each of them cost."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Mapping

from bot.demo import words
from bot.demo.cast import UNIT
from bot.demo.stage import Demo
from bot.words.coverage import blank_words
from bot.words.russian import clock
from monitor.facts.values import Report
from monitor.jobs.loading.week import load_report
from sandbox.faults import Fault
from sandbox.world.world import Access

SAID = 12
"""Messages written while a fault lasts."""

ABSENT = "absent"  # the cause of a blank: the bot was not in a chat
APART = 5  # made-up seconds between two of them
SPLIT = 0.03  # seconds of work after which the service is killed


async def happen(demo: Demo, kind: str) -> str:
    """Let a fault happen while people write; tell what was lost and what was healed."""
    demo.world.advance(APART)  # a message of this very second is not counted yet
    await demo.settle()  # what others wrote before is none of the fault's
    before, _ = await _counted(demo)
    await FAULTS[kind](demo)
    demo.world.advance(APART)
    await demo.settle()
    after, report = await _counted(demo)
    zone = demo.service.core.units[UNIT].zone
    what = words.HAPPENED[kind].format(chat=words.PLACE)
    when = clock(demo.world.now().astimezone(zone))
    blanks = [blank_words(each) for each in report.blanks if each.cause == ABSENT]
    return words.became(when, what, SAID, after - before, report, *blanks[-1:])


async def _counted(demo: Demo) -> tuple[int, Report]:
    """Give how many messages of the staff are counted this week, and the week's report."""
    unit, now = demo.service.core.units[UNIT], demo.world.now()
    async with demo.service.core.database.reading() as connection:
        report = await load_report(connection, unit, unit.week(now), now)
    return sum(each.messages or 0 for each in report.people), report


def _talk(demo: Demo, count: int = SAID) -> None:
    """Let two of the staff write to each other, five seconds apart."""
    school, chat = demo.cast.of(UNIT).school, demo.chats[UNIT][words.PLACE]
    for number, text in enumerate(words.texts(count)):
        person = (school.administrator, school.deputy)[number % 2]
        demo.world.advance(APART)
        demo.world.say(person, chat=chat, text=text)


async def _cut(demo: Demo) -> None:
    demo.sandbox.faults.add(Fault(on="poll", cut=300))
    _talk(demo)


async def _bad(demo: Demo) -> None:
    demo.sandbox.faults.add(Fault(on="poll", status=502, times=3))
    _talk(demo)


async def _failed(demo: Demo) -> None:
    demo.sandbox.faults.add(Fault(on="poll", failed=2))
    _talk(demo)


async def _rights(demo: Demo) -> None:
    """What is said while the bot is not let in is never seen; that is told, not hidden."""
    school, chat = demo.cast.of(UNIT).school, demo.chats[UNIT][words.PLACE]
    demo.world.set_bot(chat, school.administrator, Access.ABSENT)
    _talk(demo, SAID // 2)
    await demo.settle()
    demo.world.set_bot(chat, school.administrator, Access.ADMIN)
    _talk(demo, SAID - SAID // 2)


async def _kill(demo: Demo) -> None:
    """Cut the service off in the middle of its work and start another on its database."""
    _talk(demo)
    working = asyncio.ensure_future(demo.settle())
    await asyncio.sleep(SPLIT)
    working.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await working
    await demo.stop()
    await demo.start()


FAULTS: Mapping[str, Callable[[Demo], Awaitable[None]]] = {
    "cut": _cut,
    "bad": _bad,
    "failed": _failed,
    "rights": _rights,
    "kill": _kill,
}
