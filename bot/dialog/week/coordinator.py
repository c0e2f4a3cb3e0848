"""The organisations of a municipality or a region: aggregates and who has not set up."""

from bot.dialog.core import rights
from bot.dialog.core.act import Act
from bot.dialog.core.listing import in_rows, page_of, stacked
from bot.dialog.core.request import Request
from bot.dialog.core.screens import Screen
from bot.dialog.week import coordinator_words as words
from bot.dialog.week.week import IN_A_ROW
from bot.dialog.week.week_words import TO_SUMMARY
from bot.vk.keyboards import Args, Button, Rows
from bot.words.russian import safe
from monitor.facts.values import Figure, OrganisationLine, Report
from monitor.indicators import BY_NAME
from monitor.jobs.asked.setup import lacking
from monitor.jobs.levels import load_level_report
from monitor.jobs.loading import load as below
from monitor.jobs.loading.load import UnitOrder
from monitor.orders.model import LEVELS

ON_A_PAGE = 5  # with the turning, writing, the table and the way back there are ten buttons
LACKING_ON_A_PAGE = 15


def has_organisations(request: Request) -> bool:
    """Tell whether there is any organisation below the unit."""
    return bool(below.organisations(request.unit, request.talk.units))


async def organisations(request: Request) -> Screen:
    """List the units below with their main figure; a number opens one."""
    level = level_of(request)
    report = await _report(request, level)
    own = naming(request, level)
    writing = bool(request.number("m"))
    kept: Args = {**own, "m": 1} if writing else own
    page = page_of(request, report.organisations, ON_A_PAGE, "organisations", kept)
    opened = "write_to" if writing else "organisation"
    numbers = [
        Button(label=str(at), act=opened, args={**own, "o": line.unit}) for at, line in page.items
    ]
    other = Button(label=words.WRITE, act="organisations", args={**own, "m": 1})
    back = Button(label=TO_SUMMARY, act="summary")
    if own or writing:
        back = Button(label=words.TO_LIST, act="organisations", args=own if writing else {})
    text = words.organisations(report, level.order.main, page.items)
    weeks = Button(label=words.WEEKS_TABLE, act="weeks_table", args=own)
    if writing:
        text = words.to_whom(report.unit_name, page.items)
    ways: Rows = ((back,),) if writing or not page.items else ((other,), (weeks, back))
    rows = stacked(*in_rows(numbers, IN_A_ROW), page.turn, *ways)
    return Screen(text=safe(text), rows=rows)


async def organisation(request: Request) -> Screen:
    """Show one unit's aggregates; of a level also the way to those below it."""
    level = level_of(request)
    report = await _report(request, level)
    line = _line(report, request.word("o"))
    if line is None:
        return await organisations(request)
    back = Button(label=words.TO_LIST, act="organisations", args=naming(request, level))
    below = Button(label=words.BELOW, act="organisations", args={"l": line.unit})
    write = Button(label=words.WRITE, act="write_to", args={"o": line.unit})
    text = words.organisation(report, line, _figures(level, report, line))
    rows = stacked((below,) if line.kind in LEVELS else (), (write,), (back,))
    return Screen(text=safe(text), rows=rows)


def _figures(level: UnitOrder, report: Report, line: OrganisationLine) -> list[Figure]:
    """Choose what a unit has; how many organisations do something is no figure of a single one."""
    counted = {spec.id for spec in level.order.indicator if not BY_NAME[spec.family].of_levels}
    level_too = line.kind in LEVELS
    return [figure for figure in report.figures if level_too or figure.id in counted]


def _line(report: Report, unit: str) -> OrganisationLine | None:
    return next((each for each in report.organisations if each.unit == unit), None)


def level_of(request: Request) -> UnitOrder:
    """Give the level a button names, if it is below the request's unit; else that unit."""
    named = request.talk.units.get(request.word("l"))
    if named is not None and request.unit_id in named.above and named.kind in LEVELS:
        return named
    return request.unit


def naming(request: Request, level: UnitOrder) -> Args:
    """Give the arguments that name a level below."""
    return {} if level.id == request.unit_id else {"l": level.id}


async def _report(request: Request, level: UnitOrder) -> Report:
    week = level.week(request.now)
    async with request.talk.database.reading() as connection:
        return await load_level_report(
            connection, level, week, request.now, request.talk.units, ahead=True
        )


async def setup(request: Request) -> Screen:
    """List the organisations without an administrator, a roster or a chat."""
    async with request.talk.database.reading() as connection:
        units, listed = await lacking(connection, request.unit, request.talk.units)
    page = page_of(request, units, LACKING_ON_A_PAGE, "setup")
    text = words.setup(request.unit.name, page.items, len(units), listed)
    back = Button(label=TO_SUMMARY, act="summary")
    return Screen(text=safe(text), rows=stacked(page.turn, (back,)))


ACTS = (
    Act(
        name="organisations",
        may=rights.COORDINATOR,
        named=words.ORGANISATIONS_ACT,
        row=(2, 1),
        offered=has_organisations,
        do=organisations,
    ),
    Act(name="organisation", may=rights.COORDINATOR, do=organisation),
    Act(
        name="setup",
        may=rights.COORDINATOR,
        named=words.SETUP_ACT,
        row=(2, 2),
        offered=has_organisations,
        do=setup,
    ),
)
