"""Looking at a played story as users do: every way in which people see a figure."""

import io
from dataclasses import dataclass
from typing import Any

import openpyxl

from bot.cli.week.report import as_object
from bot.dialog.week import classes_words
from bot.papers.composing import compose
from bot.papers.paper import Paper
from bot.sheets.digest import digest_xlsx
from bot.words.vocabulary import SCHOOL
from monitor.explain.values import Explanation
from monitor.facts.values import Report
from monitor.jobs.asked.load_explanation import load_explanation
from monitor.jobs.asked.load_paper import load_paper
from monitor.jobs.asked.weeks_table import load_weeks_table, of_organisations
from monitor.jobs.loading.week import load_earlier, load_report, load_with_facts, make_digest
from monitor.levels.weeks import WeeksTable
from monitor.report.classes import class_lines
from monitor.time.period import a_week, month_of
from storage.people import people as people_store
from tests.worlds.acting import Play
from tests.worlds.settling import TOWN
from tests.worlds.story import School


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the program shows of a school's week: every way in which people see a figure."""

    report: Report
    json: dict[str, Any]
    people_sheet: dict[str, tuple[Any, ...]]
    figures_sheet: tuple[tuple[Any, ...], ...]
    explanations: dict[str, Explanation]
    persons: dict[str, Explanation]  # the main figure, explained for one person
    classes: str  # as the dialog tells them
    paper: Paper  # of the week
    month: Paper


async def weeks_of(play: Play) -> WeeksTable:
    """Read the town's table of weeks, of the main figure."""
    core, now = play.ground.service.core, play.ground.world.now()
    town = core.units[TOWN]
    main = next(each for each in of_organisations(town) if each.id == "main")
    async with core.database.reading() as connection:
        return await load_weeks_table(connection, town, main, 8, now)


async def look(play: Play, school: School, number: int) -> Shown:
    """Read a school's week (0 or 1) in every way people read it."""
    service, now = play.ground.service, play.ground.world.now()
    await service.refresh_chats()
    unit = service.core.units[school.unit]
    week = unit.week(play.story.start(number))
    async with service.core.database.reading() as connection:
        report = await load_report(connection, unit, week, now)
        earlier = await load_earlier(connection, unit, week)
        explanations = {
            each.id: await load_explanation(
                connection, unit, week, each.id, now, service.core.units
            )
            for each in report.figures
        }
        persons = {
            line.name: await load_explanation(
                connection, unit, week, "main", now, service.core.units, str(line.id)
            )
            for line in report.people
        }
        listed = await people_store.classes(connection, unit.id)
        facts = None
        if week.end > now:
            _, facts = await load_with_facts(connection, unit, week, now)
        lines = class_lines(report, listed, facts, unit.least)
        papers = [
            compose(await load_paper(connection, unit, each, now, service.core.units))
            for each in (a_week(week), month_of(week.first))
        ]
    digest = make_digest(unit, report, earlier, final=report.window.closed)
    book = openpyxl.load_workbook(io.BytesIO(digest_xlsx(digest, with_people=True)), read_only=True)
    figures, people, *_ = book.worksheets
    rows = list(people.iter_rows(min_row=2, values_only=True))
    return Shown(
        report=report,
        json=as_object(report, people=True),
        people_sheet={str(row[0]): row for row in rows if row[0]},
        figures_sheet=tuple(figures.iter_rows(values_only=True)),
        explanations=explanations,
        persons=persons,
        classes=classes_words.classes(report, [*enumerate(lines)], lines, SCHOOL),
        paper=papers[0],
        month=papers[1],
    )
