"""«Дела организаций»: what the organisations below have done of their orders, and reminding them.

Names of organisations only, never of people.
"""

from datetime import datetime

from bot.dialog.core import rights
from bot.dialog.core.act import Act, Preview, Then
from bot.dialog.core.listing import page_of, stacked
from bot.dialog.core.request import Request
from bot.dialog.core.screens import Screen
from bot.dialog.order import road_map_words as words
from bot.sheets.road_map import road_map_xlsx
from bot.vk.files.uploads import File
from bot.vk.keyboards import Button
from bot.words.russian import safe
from monitor.jobs.asked.road_map import load_road_map, look, urge
from monitor.levels.road_map import RoadLine
from monitor.orders.deadlines import milestones_of
from storage.db.database import Connection

ON_A_PAGE, ORGANISATIONS_ON_A_PAGE = 4, 8


def is_asked(request: Request) -> bool:
    """Tell whether any order wants anything done of an organisation below."""
    return any(
        milestones_of(each.order, each.kind, each.under)
        for each in request.talk.units.values()
        if request.unit_id in each.above
    )


async def road_map(request: Request) -> Screen:
    """List what is asked of the organisations below, with how many have done it."""
    lines = await _read(request)
    if not lines:
        return Screen(text=safe(words.none(request.unit.name)), rows=(_to_own(),))
    page = page_of(request, lines, ON_A_PAGE, "road_map")
    numbers = [
        Button(label=str(at), act="road_item", args=_naming(line)) for at, line in page.items
    ]
    text = words.listed(request.unit.name, page.items, lines, _local(request))
    table = Button(label=words.TABLE, act="road_table")
    return Screen(text=safe(text), rows=stacked(numbers, page.turn, (table,), _to_own()))


async def item(request: Request) -> Screen:
    """Show one: how many have done it, and which organisations have not."""
    line = _named(request, await _read(request))
    if line is None:
        return _gone()
    page = page_of(request, line.left, ORGANISATIONS_ON_A_PAGE, "road_item", _naming(line))
    text = words.card(request.unit.name, request.unit.order.id, line, page.items, _local(request))
    remind = Button(label=words.REMIND, act="road_remind", args=_naming(line), main=True)
    rows = stacked(page.turn, (remind,) if line.left else (), (_back(),))
    return Screen(text=safe(text), rows=rows)


async def table(request: Request) -> Screen:
    """Give the whole as a table: organisations by what is asked of them."""
    lines = await _read(request)
    today = _local(request).date()
    body = road_map_xlsx(lines, request.unit.name, request.now, today)
    file = File(name=words.file_name(today), body=body)
    return Screen(text=safe(words.table(request.unit.name)), rows=((_back(),),), files=(file,))


async def remind(request: Request) -> Screen | Preview:
    """Show which organisations would be reminded, and when."""
    line = _named(request, await _read(request))
    if line is None:
        return _gone()
    async with request.talk.database.reading() as connection:
        urging = await look(connection, request.unit, line, request.talk.units, request.now)
    text = safe(words.preview(line, urging, _local(request)))
    if not urging.plan:
        return Screen(text=text, rows=((_item(line),),))
    return Preview(text=text, yes=Button(label=words.SEND, main=True), args=_naming(line))


async def send(request: Request, connection: Connection) -> Screen | Then:
    """Plan the reminders, looked at anew."""
    lines = await load_road_map(connection, request.unit, request.talk.units, request.now)
    line = _named(request, lines)
    if line is None:
        return _gone()
    urging = await look(connection, request.unit, line, request.talk.units, request.now)
    if not urging.plan:
        return Screen(text=safe(words.preview(line, urging, _local(request))), rows=((_back(),),))
    count = await urge(connection, urging)
    await request.note(connection, "milestone_urged", milestone=line.milestone.id, count=count)
    return Screen(text=words.sent(urging, _local(request)), rows=((_item(line),), (_back(),)))


async def _read(request: Request) -> tuple[RoadLine, ...]:
    async with request.talk.database.reading() as connection:
        return await load_road_map(connection, request.unit, request.talk.units, request.now)


def _naming(line: RoadLine) -> dict[str, str | int]:
    """Give the arguments that name a milestone of an order."""
    return {"o": line.order.id, "m": line.milestone.id}


def _named(request: Request, lines: tuple[RoadLine, ...]) -> RoadLine | None:
    wanted = {"o": request.word("o"), "m": request.word("m")}
    return next((line for line in lines if _naming(line) == wanted), None)


def _local(request: Request) -> datetime:
    return request.now.astimezone(request.unit.zone)


def _gone() -> Screen:
    return Screen(text=words.GONE, rows=((_back(),),))


def _item(line: RoadLine) -> Button:
    return Button(label=words.TO_ITEM, act="road_item", args=_naming(line))


def _back() -> Button:
    return Button(label=words.BACK, act="road_map")


def _to_own() -> tuple[Button, ...]:
    return (Button(label=words.TO_OWN, act="milestones"),)


ACTS = (
    Act(
        name="road_map",
        may=rights.COORDINATOR,
        named=words.ROAD_MAP_ACT,
        row=(4, 4),
        offered=is_asked,
        do=road_map,
    ),
    Act(name="road_item", may=rights.COORDINATOR, do=item),
    Act(name="road_table", may=rights.COORDINATOR, do=table),
    Act(
        name="road_remind",
        named=words.ROAD_REMIND_ACT,
        may=rights.COORDINATOR,
        noted=words.URGED_NOTED,
        do=remind,
        done=send,
    ),
)
