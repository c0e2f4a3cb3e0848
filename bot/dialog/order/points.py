"""«Приказ»: the order point by point, as far as it concerns the reader's unit."""

from collections.abc import Sequence

from bot.dialog.core import rights
from bot.dialog.core.act import Act
from bot.dialog.core.listing import in_rows, page_of, stacked
from bot.dialog.core.request import Request
from bot.dialog.core.screens import Screen
from bot.dialog.order import points_words as words
from bot.vk.keyboards import Button
from bot.words.russian import safe
from monitor.explain.order_points import OrderPoint, points_for, points_of
from monitor.orders.points import Milestone

ON_A_PAGE = 4
SHORT, IN_A_ROW, LONG_IN_A_ROW = 6, 4, 2  # longer numbers need wider buttons


async def points(request: Request) -> Screen:
    """List the points, those of others too if that was asked for; a number opens one."""
    unit, wide = request.unit, _wide(request)
    every, mine = points_of(unit.order), _mine(request)
    shown = every if wide else mine
    page = page_of(request, shown, ON_A_PAGE, "order_points", {"w": wide})
    numbers = [
        Button(label=words.button(row.point), act="order_point", args={"i": at - 1, "w": wide})
        for at, row in page.items
    ]
    short = all(len(each.label) <= SHORT for each in numbers)
    other = Button(
        label=words.ONLY_MINE if wide else words.all_points(len(every)),
        act="order_points",
        args={"w": 1 - wide},
    )
    text = words.listed(unit.name, unit.order, page, len(shown), of_all=bool(wide))
    rows = stacked(
        *in_rows(numbers, IN_A_ROW if short else LONG_IN_A_ROW),
        page.turn,
        (other,) if len(every) > len(mine) else (),
        (Button(label=words.TO_SCHEDULE, act="order"),),
    )
    return Screen(text=safe(text), rows=rows)


async def point(request: Request) -> Screen:
    """Tell of one point what the bot has for it and what it has not."""
    wide = _wide(request)
    shown: Sequence[OrderPoint] = points_of(request.unit.order) if wide else _mine(request)
    at = request.place("i", len(shown))
    if at is None:
        return await points(request)
    row = shown[at]
    turn = [
        Button(label=label, act="order_point", args={"i": other, "w": wide})
        for label, other in ((words.BEFORE, at - 1), (words.NEXT, at + 1))
        if 0 <= other < len(shown)
    ]
    back = {"w": wide, "p": at // ON_A_PAGE}
    rows = stacked(
        _doing(request, row), turn, (Button(label=words.BACK, act="order_points", args=back),)
    )
    text = words.card(request.unit.order, row, request.vocabulary)
    return Screen(text=safe(text), rows=rows)


def _doing(request: Request, row: OrderPoint) -> tuple[Button, ...]:
    """Lead to the milestone a point is, where it is asked of this unit."""
    entry = row.entry
    if not isinstance(entry, Milestone) or not request.may("milestone"):
        return ()
    if not entry.concerns(request.unit.kind, request.unit.under):
        return ()
    return (Button(label=words.TO_MILESTONE, act="milestone", args={"m": entry.id}, main=True),)


def _mine(request: Request) -> tuple[OrderPoint, ...]:
    return points_for(request.unit.order, request.unit.kind, request.unit.under)


def _wide(request: Request) -> int:
    """Tell whether all points are shown: 1, or 0 for the unit's own."""
    return int(bool(request.number("w")))


READERS = rights.READING | rights.COORDINATOR

ACTS = (
    Act(name="order_points", may=READERS, named=words.POINTS_ACT, do=points),
    Act(name="order_point", may=READERS, do=point),
)
