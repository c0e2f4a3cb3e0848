"""«Классы» and «Мой класс»: what went on in the chats of classes, as totals."""

import re

from bot.dialog.core import rights
from bot.dialog.core.act import Act
from bot.dialog.core.listing import page_of, stacked
from bot.dialog.core.request import Request
from bot.dialog.core.screens import Screen
from bot.dialog.week import classes_words as words
from bot.dialog.week.week import forgotten, week_of
from bot.dialog.week.week_words import FIGURES_OF_ALL
from bot.vk.keyboards import Button
from bot.words.russian import safe
from monitor.facts.values import Report
from monitor.jobs.loading.week import load_report, load_with_facts
from monitor.orders.model import LEVELS
from monitor.people.leading import leads
from monitor.report.classes import ClassLine, class_lines
from monitor.time.keeping import Forgotten
from monitor.time.week import Week
from storage.db.database import Connection
from storage.people import people
from storage.records import SchoolClass

ON_A_PAGE = 8


async def classes(request: Request) -> Screen:
    """Compare the classes of a week: the running one, or the one before."""
    if request.unit.kind in LEVELS:
        return Screen(text=safe(words.of_level(request.unit.name)))
    week = week_of(request)
    try:
        async with request.talk.database.reading() as connection:
            report, lines, _ = await _read(request, connection, week)
    except Forgotten:
        return forgotten(week)
    ordered = sorted(lines, key=lambda line: _natural(line.name))
    args = {"w": week.name} if request.word("w") else {}
    page = page_of(request, ordered, ON_A_PAGE, "classes", args)
    text = words.classes(report, page.items, ordered, request.vocabulary)
    return Screen(text=safe(text), rows=stacked(page.turn, (_other(request, week, "classes"),)))


async def my_class(request: Request) -> Screen:
    """Show who leads a class what went on in its chats: totals, nobody's own."""
    week = week_of(request)
    try:
        async with request.talk.database.reading() as connection:
            report, lines, listed = await _read(request, connection, week)
    except Forgotten:
        return forgotten(week)
    here = [each for each in request.persons if each.unit == request.unit_id]
    mine = {each.name for each in listed if any(leads(person, each) for person in here)}
    shown = [line for line in lines if line.name in mine]
    if not shown:
        return Screen(text=safe(words.none(request.unit.name, request.vocabulary)))
    text = words.my_class(report, shown, request.vocabulary)
    return Screen(text=safe(text), rows=((_other(request, week, "my_class"),),))


async def _read(
    request: Request, connection: Connection, week: Week
) -> tuple[Report, tuple[ClassLine, ...], list[SchoolClass]]:
    """Read a week's classes; who wrote is known only while it runs."""
    unit = request.unit
    listed = await people.classes(connection, unit.id)
    if week.end <= request.now:
        report, facts = await load_report(connection, unit, week, request.now), None
    else:
        report, facts = await load_with_facts(connection, unit, week, request.now)
    return report, class_lines(report, listed, facts, unit.least), listed


def _other(request: Request, week: Week, act: str) -> Button:
    """Lead to the week before, and back to the running one."""
    if week.end <= request.now:
        return Button(label=words.RUNNING, act=act)
    return Button(label=words.BEFORE, act=act, args={"w": week.shifted(-1).name})


def _natural(name: str) -> list[tuple[int, str]]:
    """Sort 2А before 10А."""
    parts = re.split(r"(\d+)", name.casefold())
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]


ACTS = (
    Act(
        name="classes",
        may=rights.READING,
        named=words.CLASSES_ACT,
        instead=FIGURES_OF_ALL,
        do=classes,
    ),
    Act(name="my_class", may=rights.STAFF, named=words.MY_CLASS_ACT, do=my_class),
)
