"""The organisations of a municipality or a region: aggregates and who has not set up."""

from bot.dialog.core import rights
from bot.dialog.core.act import Act
from bot.dialog.core.request import Request
from bot.dialog.core.screens import Screen, paged, turning
from bot.dialog.week import coordinator_words as words
from bot.dialog.week.week import numbered
from bot.dialog.week.week_words import TO_SUMMARY
from bot.vk.keyboards import Button, Rows
from bot.words.russian import safe
from monitor.facts.values import Figure, OrganisationLine, Report
from monitor.indicators import BY_NAME
from monitor.jobs.asked.setup import lacking
from monitor.jobs.levels import load_level_report
from monitor.jobs.load import UnitOrder
from monitor.orders.model import LEVELS

ON_A_PAGE = 7  # with the turning and the way back there are ten buttons
LACKING_ON_A_PAGE = 15


async def organisations(request: Request) -> Screen:
    """List the units below with their main figure; a number opens one."""
    level = _level(request)
    report = await _report(request, level)
    lines = report.organisations
    page, first, last = paged(len(lines), request.number("p") or 0, ON_A_PAGE)
    shown = [(first + index + 1, each) for index, each in enumerate(lines[first:last])]
    own = _own(request, level)
    args: list[dict[str, str | int]] = [{**own, "o": each.unit} for _, each in shown]
    back = Button(label=TO_SUMMARY, act="summary")
    if own:
        back = Button(label=words.TO_LIST, act="organisations")
    rows: Rows = (
        *numbered("organisation", args, first),
        turning("organisations", own, len(lines), page, ON_A_PAGE),
        (back,),
    )
    text = words.organisations(report, level.order.main, shown)
    return Screen(text=safe(text), rows=tuple(row for row in rows if row))


async def organisation(request: Request) -> Screen:
    """Show one unit's aggregates; of a level also the way to those below it."""
    level = _level(request)
    report = await _report(request, level)
    found = _line(report, request.word("o"))
    if found is None:
        return await organisations(request)
    own = _own(request, level)
    back = Button(label=words.TO_LIST, act="organisations", args=own)
    below: Rows = ()
    if found.kind in LEVELS:
        below = ((Button(label=words.BELOW, act="organisations", args={"l": found.unit}),),)
    text = words.organisation(report, found, _figures(level, report, found))
    return Screen(text=safe(text), rows=(*below, (back,)))


def _figures(level: UnitOrder, report: Report, of: OrganisationLine) -> list[Figure]:
    """Choose what a unit has; how many organisations do something is no figure of a single one."""
    counted = {spec.id for spec in level.order.indicator if BY_NAME[spec.family].count is not None}
    level_too = of.kind in LEVELS
    return [figure for figure in report.figures if level_too or figure.id in counted]


def _line(report: Report, unit: str) -> OrganisationLine | None:
    return next((each for each in report.organisations if each.unit == unit), None)


def _level(request: Request) -> UnitOrder:
    """Give the level a button names, if it is below the request's unit; else that unit."""
    named = request.talk.units.get(request.word("l"))
    if named is not None and request.unit_id in named.above and named.unit.kind in LEVELS:
        return named
    return request.of


def _own(request: Request, level: UnitOrder) -> dict[str, str | int]:
    """Give the arguments that name a level below."""
    return {} if level.unit.id == request.unit_id else {"l": level.unit.id}


async def _report(request: Request, level: UnitOrder) -> Report:
    week = level.week_at(request.now)
    async with request.talk.database.reading() as connection:
        return await load_level_report(connection, level, week, request.now, request.talk.units)


async def setup(request: Request) -> Screen:
    """List the organisations without an administrator, a roster or a chat."""
    async with request.talk.database.reading() as connection:
        found, listed = await lacking(connection, request.of, request.talk.units)
    page, first, last = paged(len(found), request.number("p") or 0, LACKING_ON_A_PAGE)
    shown = [(first + index + 1, each) for index, each in enumerate(found[first:last])]
    rows: Rows = (
        turning("setup", {}, len(found), page, LACKING_ON_A_PAGE),
        (Button(label=TO_SUMMARY, act="summary"),),
    )
    text = words.setup(request.of.unit.name, shown, len(found), listed)
    return Screen(text=safe(text), rows=tuple(row for row in rows if row))


ACTS = (
    Act(
        name="organisations",
        may=rights.COORDINATOR,
        named=words.ORGANISATIONS_ACT,
        row=(2, 1),
        do=organisations,
    ),
    Act(name="organisation", may=rights.COORDINATOR, do=organisation),
    Act(name="setup", may=rights.COORDINATOR, named=words.SETUP_ACT, row=(2, 2), do=setup),
)
