"""«Дела по приказу»: what is to be done once, who says that it is done, and taking that back."""

from collections.abc import Iterable
from datetime import date, timedelta

from bot.dialog.core import rights
from bot.dialog.core.act import Act, Preview, Then
from bot.dialog.core.listing import cancel, page_of, stacked
from bot.dialog.core.request import Request
from bot.dialog.core.screens import Screen
from bot.dialog.order import milestones_words as words
from bot.vk.keyboards import Button
from bot.words.notices.materials import REPORT
from bot.words.russian import safe, short_name
from bot.words.understanding.days import BadDays, days_typed
from monitor.jobs.asked.road_map import joined_on
from monitor.jobs.materials import load_passing
from monitor.levels.passing_on import counted
from monitor.orders.deadlines import Stage, milestones_of
from monitor.orders.model import LEVELS, Milestone
from storage.db.database import Connection
from storage.people import people, units
from storage.told import materials
from storage.weeks import milestones as stored
from storage.weeks.milestones import Confirmed

ON_A_PAGE, IN_A_ROW = 5, 5


async def milestones(request: Request) -> Screen:
    """List what the order wants done, a page of it."""
    asked_for = _asked_for(request)
    name = request.unit.name
    if not asked_for:
        return Screen(text=words.none(name))
    standing = await _standing(request)
    page = page_of(request, asked_for, ON_A_PAGE, "milestones")
    buttons = [
        Button(label=str(at), act="milestone", args={"m": each.id}) for at, each in page.items
    ]
    text = words.listed(name, asked_for, page.items, standing)
    return Screen(text=safe(text), rows=stacked(buttons, page.turn))


def _asked_for(request: Request) -> tuple[Milestone, ...]:
    return milestones_of(request.unit.order, request.unit.kind, request.unit.under)


async def milestone(request: Request) -> Screen:
    """Show one of them."""
    each = _named(request)
    if each is None:
        return _gone()
    standing = await _standing(request)
    if not request.may("milestone_day"):
        doing: tuple[Button, ...] = ()
    elif standing.stage(each) is Stage.DONE:
        doing = (Button(label=words.UNDO, act="milestone_undo", args={"m": each.id}),)
    else:
        doing = (Button(label=words.DONE, act="milestone_day", args={"m": each.id}, main=True),)
    text = words.card(request.unit.name, each, standing)
    said, opening = await _announced(request, each)
    return Screen(text=safe(f"{text}{said}"), rows=stacked(doing, opening, _back()))


async def _announced(request: Request, each: Milestone) -> tuple[str, tuple[Button, ...]]:
    """Tell of what is done by announcements what came of the last one, and where it is told."""
    if not (each.announced and request.may("material_report")):
        return "", ()
    async with request.talk.database.reading() as connection:
        handed = await materials.of_level(connection, request.unit_id)
        if not handed:
            return words.NOT_ANNOUNCED, (Button(label=words.ANNOUNCE, act="announce"),)
        last = handed[0]
        found = await load_passing(connection, last, request.talk.units)
    local = request.now.astimezone(request.unit.zone)
    opening = Button(label=REPORT, act="material_report", args={"i": last.id})
    return words.announced(last.made_at, counted(found), local), (opening,)


async def day(request: Request) -> Screen | Preview:
    """Ask on which day it was done, or show what that would write down."""
    each = _named(request)
    if each is None:
        return _gone()
    pressed = words.TODAY if request.number("t") else ""
    try:
        on = _typed(request.text or pressed, _today(request))
    except BadDays as error:
        text = words.AHEAD if error.args == ("ahead",) else words.BAD_DAY
        return Screen(text=text, rows=(_back(),))
    args = {"m": each.id}
    if on is None:
        async with request.talk.database.looking() as connection:
            await request.begin(connection, "milestone_day", args)
        today = Button(label=words.TODAY, act="milestone_day", args={**args, "t": 1}, main=True)
        return Screen(text=words.WHEN, rows=((today,), cancel()))
    return Preview(
        text=safe(words.ask(each, on)),
        yes=Button(label=words.CONFIRM, main=True),
        args={**args, "d": on.isoformat()},
    )


def _typed(text: str, today: date) -> date | None:
    """Give the day that was typed; None: nothing was. Raises ``BadDays``."""
    if not text:
        return None
    monday = today - timedelta(days=today.weekday())
    first, last = days_typed(text, today, (monday, monday + timedelta(days=6)), "past")
    if last != first:
        raise BadDays("unknown")
    if first > today:
        raise BadDays("ahead")
    return first


async def confirm(request: Request, connection: Connection) -> Screen | Then:
    """Write down that it was done."""
    each = _named(request)
    if each is None:
        return _gone()
    on = request.day("d")
    new = Confirmed(milestone=each.id, done_on=on, author=request.account)
    await stored.confirm(connection, request.unit_id, new, request.now)
    await request.note(connection, "milestone_done", milestone=each.id, on=on.isoformat())
    return Then(show=milestone, toast=words.MARKED)


async def undo(request: Request) -> Screen | Preview:
    """Ask whether it is to be as if nobody had said that it is done."""
    each = _named(request)
    if each is None:
        return _gone()
    return Preview(
        text=safe(words.ask_undo(each)),
        yes=Button(label=words.CONFIRM_UNDO, risky=True),
        args={"m": each.id},
    )


async def withdraw(request: Request, connection: Connection) -> Screen | Then:
    """Strike it out."""
    each = _named(request)
    if each is None:
        return _gone()
    await stored.withdraw(connection, request.unit_id, each.id)
    await request.note(connection, "milestone_undone", milestone=each.id)
    return Then(show=milestone, toast=words.UNMARKED)


def _named(request: Request) -> Milestone | None:
    """Give the milestone a button names, if it is asked of this unit."""
    return next((each for each in _asked_for(request) if each.id == request.word("m")), None)


def _today(request: Request) -> date:
    return request.now.astimezone(request.unit.zone).date()


async def _standing(request: Request) -> words.Standing:
    """Read what is done, and the names of who says so; looking at names is written down."""
    async with request.talk.database.looking() as connection:
        done = await stored.done(connection, request.unit_id)
        names = await _names(connection, request, {each.author for each in done.values()})
        if set(names.values()) - {words.ADMINISTRATOR, words.COORDINATOR}:
            await request.note(connection, "names_seen", screen="milestones")
        since = await units.joined(connection, (request.unit_id,))
    return words.Standing(
        today=_today(request),
        joined=joined_on(request.unit, since.get(request.unit_id)),
        done=done,
        names=names,
    )


async def _names(
    connection: Connection, request: Request, accounts: Iterable[int]
) -> dict[int, str]:
    """Name the authors as the roster does; who is not on it is named by his office."""
    office = words.COORDINATOR if request.unit.kind in LEVELS else words.ADMINISTRATOR
    found = {}
    for account in accounts:
        mine = [
            each.full_name
            for each in await people.persons_of(connection, account)
            if each.unit == request.unit_id
        ]
        found[account] = short_name(mine[0]) if mine else office
    return found


def _gone() -> Screen:
    return Screen(text=words.GONE, rows=(_back(),))


def _back() -> tuple[Button, ...]:
    return (Button(label=words.BACK, act="milestones"),)


READERS = rights.READING | rights.COORDINATOR
DOERS = rights.ADMINISTRATOR | rights.COORDINATOR

ACTS = (
    Act(
        name="milestones",
        may=READERS,
        named=words.MILESTONES_ACT,
        row=(5, 2),
        offered=lambda request: bool(_asked_for(request)),
        do=milestones,
    ),
    Act(name="milestone", may=READERS, do=milestone),
    Act(
        name="milestone_day",
        named=words.MILESTONE_DAY_ACT,
        may=DOERS,
        noted=words.DONE_NOTED,
        do=day,
        done=confirm,
    ),
    Act(
        name="milestone_undo",
        named=words.MILESTONE_UNDO_ACT,
        may=DOERS,
        noted=words.UNDONE_NOTED,
        do=undo,
        done=withdraw,
    ),
)
