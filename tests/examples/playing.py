"""Eight weeks and one more of the made-up region, by the real path: what each reader is told."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from bot.dialog.official import words as official_words
from bot.dialog.official.reconciling import apply, preview, reconciled
from bot.service.core import Core, open_core
from bot.service.telling.kind import Told
from bot.service.telling.wording import tell
from bot.words.explained import figure as explain_words
from monitor.facts.digest import Nudge
from monitor.jobs.asked.load_explanation import load_explanation
from monitor.jobs.tick import tick
from monitor.orders.jobs import JobName
from storage.records import Notice
from storage.told import notices
from tests.examples.planting import SHOWN, WEEKS_BEFORE, plant, plant_week, settings_of
from tests.examples.region import COLLEGE, KINDERGARTEN, REGION, SCHOOL, TOWN

MAIN = "staff_messages_10"
FINAL = f"{SHOWN.name} final"
OFFICIAL = """Организация;Сотрудников всего;Сотрудники, 10 и больше сообщений
СОШ № 1;37;37
СОШ № 2;47;27
Детский сад № 7;21;15
"""
"""The table received from above; its figures are not ours everywhere."""


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A local moment of the shown week."""
    return SHOWN.start + timedelta(days=day, hours=hour, minutes=minute)


TICKS = (
    *(at(day, 16, 1) for day in range(5)),
    at(4, 17),
    at(7, 9, 1),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """What somebody reads; ``text`` alone where nothing is attached."""

    name: str
    told: Told


async def examples(folder: Path) -> list[Example]:
    """Play the weeks in a database in ``folder``; give what was said in the last one."""
    found = []
    async with _played(folder) as core:
        found += [await _notice(core, *each) for each in _NOTICES]
        found += await _explained(core)
        found += await _held_against_the_table(core)
    return found


@asynccontextmanager
async def _played(folder: Path) -> AsyncIterator[Core]:
    async with open_core(settings_of(folder), folder) as core:
        await plant(core)
        for back in range(WEEKS_BEFORE, 0, -1):
            week = SHOWN.shifted(-back)
            await plant_week(core, week)
            await tick(core.database, core.units, week.end + timedelta(hours=16))
        await plant_week(core, SHOWN)
        for moment in TICKS:
            await tick(core.database, core.units, moment)
        yield core


_NOTICES = (
    ("forecast", SCHOOL, JobName.FORECAST, SHOWN.name),
    ("nudge", SCHOOL, JobName.NUDGE, SHOWN.name),
    ("reminder", SCHOOL, JobName.REMINDER, SHOWN.name),
    ("watch", SCHOOL, JobName.WATCH, at(3, 0).date().isoformat()),
    ("summary", SCHOOL, JobName.SUMMARY, SHOWN.name),
    ("school-friday", SCHOOL, JobName.DIGEST, SHOWN.name),
    ("school", SCHOOL, JobName.DIGEST, FINAL),
    ("kindergarten", KINDERGARTEN, JobName.DIGEST, FINAL),
    ("college", COLLEGE, JobName.DIGEST, FINAL),
    ("watch-municipality", TOWN, JobName.WATCH, at(3, 0).date().isoformat()),
    ("municipality-friday", TOWN, JobName.ROLLUP, SHOWN.name),
    ("municipality", TOWN, JobName.ROLLUP, FINAL),
    ("region", REGION, JobName.ROLLUP, FINAL),
)
"""The example's name, and which notice it is: unit, kind, period."""


async def _notice(core: Core, name: str, unit: str, kind: JobName, period: str) -> Example:
    async with core.database.reading() as connection:
        found = await notices.of_period(connection, unit, period, kind)
    chosen = max(found, key=_done) if kind is JobName.NUDGE else found[0]
    return Example(name=name, told=tell(chosen))


def _done(notice: Notice) -> int:
    """Of the nudges the one is shown that lacks least."""
    facts = msgspec.json.decode(notice.facts, type=Nudge)
    return sum(each.done for each in facts.requirements)


async def _explained(core: Core) -> list[Example]:
    found = []
    for name, unit in (("explain", SCHOOL), ("explain-municipality", TOWN)):
        async with core.database.reading() as connection:
            made = await load_explanation(
                connection, core.units[unit], SHOWN, MAIN, TICKS[-1], core.units
            )
        found.append(Example(name=name, told=Told(text=explain_words.explanation(made))))
    return found


async def _held_against_the_table(core: Core) -> list[Example]:
    table = OFFICIAL.encode()
    shown = await preview(
        core.database, core.units, TOWN, SHOWN.name, table, "svod.csv", {}, TICKS[-1]
    )
    await apply(core.database, core.units, shown, lambda: TICKS[-1])
    async with core.database.reading() as connection:
        found = await reconciled(connection, core.units, TOWN, SHOWN.name, TICKS[-1])
    overview = official_words.overview(found[0].report.window, found)
    school = next(each for each in found if each.report.unit == SCHOOL)
    return [
        Example(name="official", told=Told(text=overview)),
        Example(name="official-school", told=Told(text=official_words.reconciliation(school))),
    ]
