"""«Каникулы и пауза»: days without school; written down and struck out once confirmed."""

from dataclasses import replace
from datetime import date

from bot.config.vacations import mistake_of
from bot.dialog.core import rights
from bot.dialog.core.act import Act
from bot.dialog.core.asking import ask, asked
from bot.dialog.core.request import Request
from bot.dialog.core.screens import Screen, paged, turning
from bot.dialog.order import resting_words as words
from bot.dialog.order.ordering_words import TO_ORDER
from bot.vk.keyboards import Button, Rows
from bot.words import dialog as dialog_words
from bot.words.days import BadDays, days_typed
from bot.words.russian import safe
from monitor.time.calendar import holidays_ahead
from storage.db.database import Connection
from storage.people import people
from storage.records import Vacation
from storage.weeks import vacations
from storage.weeks.vacations import Source

ON_A_PAGE, CLASSES_ON_A_PAGE, IN_A_ROW, HOLIDAYS = 4, 6, 3, 3


async def rest(request: Request) -> Screen:
    """List what is ahead; administrators add and strike out."""
    today = _today(request)
    async with request.talk.database.reading() as connection:
        listed = await _ahead(connection, request)
    page, first, last = paged(len(listed), request.number("p") or 0, ON_A_PAGE)
    shown = [(at, *each) for at, each in enumerate(listed, start=1)][first:last]
    names = {unit: request.talk.units[unit].unit.name for unit in request.of.above}
    text = words.rest(request.of.unit.name, today, shown, names, holidays_ahead(today, HOLIDAYS))
    rows: Rows = (
        (
            Button(label=words.ADD, act="rest_add", main=True),
            Button(label=words.PAUSE, act="rest_add", args={"q": 1}),
        )
        if request.may("rest_add")
        else (),
        tuple(
            Button(label=words.drop_button(at), act="rest_drop", args={"i": at - 1})
            for at, each, source in shown
            if request.may("rest_drop") and _own(request, each, source)
        ),
        turning("rest", {}, len(listed), page, ON_A_PAGE),
        (Button(label=TO_ORDER, act="order"),),
    )
    return Screen(text=safe(text), rows=tuple(row for row in rows if row))


async def _ahead(connection: Connection, request: Request) -> list[tuple[Vacation, Source]]:
    """Give the vacations that are not over, those of the levels above included."""
    found = await vacations.listed(connection, (request.unit_id, *request.of.above))
    return [each for each in found if each[0].last >= _today(request)]


def _own(request: Request, each: Vacation, source: Source) -> bool:
    return each.unit == request.unit_id and source == "bot"


async def add(request: Request) -> Screen:
    """Ask for the days, or show what those that were given would write down."""
    today = _today(request)
    week = request.of.week_at(request.now)
    if request.number("q") and not request.text:
        return await _preview(request, _vacation(request, today, week.last))
    if not request.text:
        async with request.talk.database.writing() as connection:
            await request.begin(connection, "rest_add")
        return Screen(text=words.ASK, rows=(_cancel(),))
    days, _, class_name = request.text.partition(",")
    try:
        first, last = days_typed(days, today, (week.first, week.last))
    except BadDays as error:
        return Screen(text=words.BAD[error.args[0]], rows=(_cancel(),))
    if last is None:
        return Screen(text=words.BAD["unknown"], rows=(_cancel(),))
    return await _preview(request, _vacation(request, first, last, class_name.strip()))


async def _preview(request: Request, new: Vacation) -> Screen:
    """Show what would be written down, or say why it cannot be."""
    if mistake := mistake_of(new.first, new.last):
        return Screen(text=words.BAD[mistake.removeprefix("vacation_")], rows=(_cancel(),))
    async with request.talk.database.looking() as connection:
        known = [each.name for each in await people.classes(connection, request.unit_id)]
        if new.class_name and new.class_name not in known:
            text = words.unknown_class(new.class_name) if known else words.NO_CLASSES
            return Screen(text=safe(text), rows=(_cancel(),))
        if await _in_config(connection, new):
            return Screen(text=words.IN_CONFIG, rows=(_back(),))
        args = {"a": new.first.isoformat(), "b": new.last.isoformat(), "c": new.class_name}
        yes = Button(label=words.WRITE, main=True)
        shown = await ask(request, connection, "rest_go", args, safe(words.ask_add(new)), yes)
    if not known or new.class_name:
        return shown
    one = (Button(label=words.ONE_CLASS, act="rest_class"),)
    return replace(shown, rows=(shown.rows[0], one, *shown.rows[1:]))


async def _in_config(connection: Connection, new: Vacation) -> bool:
    """Tell whether the config has one from the same day: the next start would bring it back."""
    return any(
        source == "config" and (each.class_name, each.first) == (new.class_name, new.first)
        for each, source in await vacations.listed(connection, (new.unit,))
    )


async def one_class(request: Request) -> Screen:
    """Choose the class that the vacation being written down is of."""
    if request.state.act != "rest_go":
        return Screen(text="", toast=dialog_words.EXPIRED)
    async with request.talk.database.reading() as connection:
        known = [each.name for each in await people.classes(connection, request.unit_id)]
    chosen = request.place("i", len(known))
    if chosen is not None:
        begun = replace(request, args=request.state.args)
        return await _preview(request, replace(_named(begun), class_name=known[chosen]))
    page, first, last = paged(len(known), request.number("p") or 0, CLASSES_ON_A_PAGE)
    buttons = [
        Button(label=known[at], act="rest_class", args={"i": at}) for at in range(first, last)
    ]
    rows: Rows = (
        *(tuple(buttons[at : at + IN_A_ROW]) for at in range(0, len(buttons), IN_A_ROW)),
        turning("rest_class", {}, len(known), page, CLASSES_ON_A_PAGE),
        _cancel(),
    )
    return Screen(text=words.WHICH_CLASS, rows=tuple(row for row in rows if row))


async def write(request: Request) -> Screen:
    """Write a vacation down."""
    wanted = asked(request)
    if isinstance(wanted, Screen):
        return wanted
    new = _named(wanted)
    async with request.talk.database.writing() as connection:
        if not await wanted.finish(connection, "rest_go"):
            return Screen(text="", toast=dialog_words.ALREADY)
        if await _in_config(connection, new):
            return Screen(text=words.IN_CONFIG, rows=(_back(),))
        await vacations.add(connection, new, "bot")
        await _journal(connection, wanted, "vacation_added", new)
    return replace(await rest(_plainly(wanted)), toast=words.WRITTEN)


async def drop(request: Request) -> Screen:
    """Ask whether a vacation is to be struck out."""
    async with request.talk.database.looking() as connection:
        listed = await _ahead(connection, request)
        at = request.place("i", len(listed))
        if at is None or not _own(request, *listed[at]):
            return Screen(text=words.GONE, rows=(_back(),))
        old = listed[at][0]
        args = {"a": old.first.isoformat(), "b": old.last.isoformat(), "c": old.class_name}
        yes = Button(label=words.STRIKE, risky=True)
        return await ask(request, connection, "rest_drop_go", args, safe(words.ask_drop(old)), yes)


async def strike(request: Request) -> Screen:
    """Strike a vacation out."""
    wanted = asked(request)
    if isinstance(wanted, Screen):
        return wanted
    old = _named(wanted)
    async with request.talk.database.writing() as connection:
        if not await wanted.finish(connection, "rest_drop_go"):
            return Screen(text="", toast=dialog_words.ALREADY)
        if (old, "bot") not in await vacations.listed(connection, (wanted.unit_id,)):
            return Screen(text=words.GONE, rows=(_back(),))
        await vacations.remove(connection, old)
        await _journal(connection, wanted, "vacation_removed", old)
    return replace(await rest(_plainly(wanted)), toast=words.STRUCK)


async def _journal(connection: Connection, request: Request, action: str, about: Vacation) -> None:
    first, last = about.first.isoformat(), about.last.isoformat()
    await request.note(connection, action, first=first, last=last, **{"class": about.class_name})


def _vacation(request: Request, first: date, last: date, class_name: str = "") -> Vacation:
    return Vacation(unit=request.unit_id, class_name=class_name, first=first, last=last)


def _named(request: Request) -> Vacation:
    """Give the vacation that was shown."""
    first, last = request.day("a"), request.day("b")
    return _vacation(request, first, last, request.word("c"))


def _plainly(request: Request) -> Request:
    return replace(request, args={})


def _today(request: Request) -> date:
    return request.now.astimezone(request.of.zone).date()


def _back() -> tuple[Button, ...]:
    return (Button(label=words.TO_REST, act="rest"),)


def _cancel() -> tuple[Button, ...]:
    return (Button(label=dialog_words.CANCEL, act="cancel"),)


ACTS = (
    Act(name="rest", may=rights.READING, named=words.REST_ACT, do=rest),
    Act(name="rest_add", may=rights.ADMINISTRATOR, do=add),
    Act(name="rest_class", may=rights.ADMINISTRATOR, do=one_class),
    Act(name="rest_go", may=rights.ADMINISTRATOR, do=write),
    Act(name="rest_drop", may=rights.ADMINISTRATOR, do=drop),
    Act(name="rest_drop_go", may=rights.ADMINISTRATOR, do=strike),
)
