"""«Приказ»: its points in short, and what the bot has for each of them."""

import textwrap

from bot.dialog.core.listing import Page
from bot.words.naming import Naming
from bot.words.orders.orders import MARKS, at, marked, short_name
from bot.words.orders.points import NOTHING_MORE, explained, part, who_and_when, wording
from bot.words.russian import number
from bot.words.vocabulary import Vocabulary, capital
from monitor.explain.order_points import OrderPoint
from monitor.facts.values import Source
from monitor.orders.model import Order

POINTS_ACT = Naming(
    typed=(
        "приказ",
        "приказ по пунктам",
        "пункты приказа",
    ),
    also=(
        "что написано/сказано/говорится в приказе; "
        "какой приказ; что в приказе; текст приказа; по какому приказу; пункты"
    ),
)

BACK, TO_SCHEDULE, TO_MILESTONE = "← К пунктам", "Нормы и расписание", "К делу"
BEFORE, NEXT = "← Раньше", "Дальше →"
ONLY_MINE = "Только наши пункты"
NONE = "Ни один пункт не обращён к Вам: выполняют другие."

_SHORT, _WORDING, _LONG = 52, 180, 300
_BUTTON = 40


def all_points(count: int) -> str:
    """Name the button that shows the points of others as well."""
    return f"Все пункты приказа: {number(count)}"


def button(point: str) -> str:
    """Name the button that opens a point."""
    return point[:_BUTTON] or "Без пункта"


def listed(
    unit_name: str, order: Order, page: Page[OrderPoint], count: int, *, of_all: bool
) -> str:
    """List a page of points, each with whose it is; the first page names the order."""
    source = order.source
    told = f" {capital(marked(source))}." if page.number == 0 else _marked_short(source)
    which = "Все пункты" if of_all else "Пункты, которые касаются Вас"
    lines = [f"{unit_name}.{told}", f"{which}: {number(count)}." if count else NONE]
    return "\n".join([*lines, *(_line(row) for _, row in page.items)])


def _line(row: OrderPoint) -> str:
    said = textwrap.shorten(wording(row), _SHORT, placeholder="…")
    return f"• {capital(at(row.point))}: {said} ({part(row)})" if row.point else f"• {said}"


def _marked_short(source: Source) -> str:
    """Say of a page behind the first only what an order is not."""
    mark = MARKS[source.basis]
    return f" {capital(mark)}." if mark else ""


def card(order: Order, row: OrderPoint, vocabulary: Vocabulary) -> str:
    """Tell of a point who answers, what the bot counts, does and reminds of, what people do."""
    lines = [f"{_where(order.source, row.point)}.", _cut(wording(row), _WORDING)]
    told = [*explained(row, vocabulary)]
    lines += [
        f"{label}: {_cut(text, _LONG).removesuffix('.')}."
        for label, text in (*who_and_when(row), *told)
    ]
    return "\n".join(lines if told else [*lines, NOTHING_MORE])


def _where(source: Source, point: str) -> str:
    """Name the point's order in short, and say what it is if it is none to be quoted."""
    called = short_name(source)
    mark = f" ({MARKS[source.basis]})" if MARKS[source.basis] else ""
    return f"{called}, {at(point)}{mark}" if point else f"{called}{mark}"


def _cut(text: str, most: int) -> str:
    return textwrap.shorten(text, most, placeholder="…")
