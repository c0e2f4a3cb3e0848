"""«Каникулы и пауза»: days without school; written down and struck out once confirmed."""

from dataclasses import replace
from datetime import date

from bot.config.vacations import mistake_of
from bot.dialog.core import rights
from bot.dialog.core.act import Act, Preview, Then
from bot.dialog.core.asking import expired
from bot.dialog.core.listing import cancel, in_rows, page_of, stacked
from bot.dialog.core.request import Request
from bot.dialog.core.screens import Screen
from bot.dialog.order import resting_words as words
from bot.dialog.order.ordering_words import TO_ORDER
from bot.vk.keyboards import Args, Button
from bot.words.russian import safe
from bot.words.understanding.days import BadDays, days_typed, says_time
from monitor.chats.class_names import spelt
from monitor.time.calendar import holidays_ahead
from storage.db.database import Connection
from storage.people import people
from storage.records import Source, Vacation
from storage.weeks import vacations

ON_A_PAGE, CLASSES_ON_A_PAGE, IN_A_ROW, HOLIDAYS = 4, 6, 3, 3


async def rest(request: Request) -> Screen:
    """List what is ahead; administrators add and strike out."""
    today = _today(request)
    async with request.talk.database.reading() as connection:
        listed = await _ahead(connection, request)
    page = page_of(request, listed, ON_A_PAGE, "rest")
    shown = [(at, vacation, source) for at, (vacation, source) in page.items]
    names = {unit: request.talk.units[unit].name for unit in request.unit.above}
    text = words.rest(request.unit.name, today, shown, names, holidays_ahead(today, HOLIDAYS))
    adding = (
        Button(label=words.ADD, act="rest_add", main=True),
        Button(label=words.PAUSE, act="rest_add", args={"q": 1}),
    )
    dropping = (
        Button(label=words.drop_button(at), act="rest_drop", args={"i": at - 1})
        for at, vacation, source in shown
        if request.may("rest_drop") and _own(request, vacation, source)
    )
    to_order = Button(label=TO_ORDER, act="order")
    rows = stacked(adding if request.may("rest_add") else (), dropping, page.turn, (to_order,))
    return Screen(text=safe(text), rows=rows)


async def _ahead(connection: Connection, request: Request) -> list[tuple[Vacation, Source]]:
    """Give the vacations that are not over, those of the levels above included."""
    listed = await vacations.listed(connection, (request.unit_id, *request.unit.above))
    return [each for each in listed if each[0].last >= _today(request)]


def _own(request: Request, vacation: Vacation, source: Source) -> bool:
    return vacation.unit == request.unit_id and source == "bot"


async def add(request: Request) -> Screen | Preview:
    """Ask for the days, or show what those that were given would write down."""
    today = _today(request)
    week = request.unit.week(request.now)
    if request.number("q") and not request.text:
        return await _preview(request, _vacation(request, today, week.last))
    if not request.text:
        async with request.talk.database.looking() as connection:
            await request.begin(connection, "rest_add")
        return Screen(text=words.ask(request.vocabulary), rows=(cancel(),))
    days, _, class_name = request.text.partition(",")
    try:
        first, last = days_typed(days, today, (week.first, week.last), "future")
    except BadDays as error:
        return Screen(text=words.BAD[error.args[0]], rows=(cancel(),))
    if last is None:
        return Screen(text=words.BAD["unknown"], rows=(cancel(),))
    return await _preview(request, _vacation(request, first, last, spelt(class_name)))


async def _preview(request: Request, new: Vacation) -> Screen | Preview:
    """Show what would be written down, or say why it cannot be."""
    if mistake := mistake_of(new.first, new.last):
        return Screen(text=words.BAD[mistake.removeprefix("vacation_")], rows=(cancel(),))
    async with request.talk.database.reading() as connection:
        known = [each.name for each in await people.classes(connection, request.unit_id)]
        if new.class_name and new.class_name not in known:
            text = words.no_classes(request.vocabulary)
            if known:
                text = words.unknown_class(new.class_name, request.vocabulary)
            return Screen(text=safe(text), rows=(cancel(),))
        if await _in_config(connection, new):
            return Screen(text=words.IN_CONFIG, rows=(_back(),))
    one_class = Button(label=words.one_class(request.vocabulary), act="rest_class")
    return Preview(
        act="rest_add",
        text=safe(words.ask_add(new)),
        yes=Button(label=words.WRITE, main=True),
        args=_naming(new),
        more=((one_class,),) if known and not new.class_name else (),
    )


async def _in_config(connection: Connection, new: Vacation) -> bool:
    """Tell whether the config has one from the same day: the next start would bring it back."""
    return any(
        source == "config" and (each.class_name, each.first) == (new.class_name, new.first)
        for each, source in await vacations.listed(connection, (new.unit,))
    )


async def one_class(request: Request) -> Screen | Preview:
    """Choose the class that the vacation being written down is of."""
    if request.state.act != "rest_add_go":
        return expired()
    async with request.talk.database.reading() as connection:
        known = [each.name for each in await people.classes(connection, request.unit_id)]
    chosen = request.place("i", len(known))
    if chosen is not None:
        begun = replace(request, args=request.state.args)
        return await _preview(request, replace(_named(begun), class_name=known[chosen]))
    page = page_of(request, known, CLASSES_ON_A_PAGE, "rest_class")
    buttons = [Button(label=name, act="rest_class", args={"i": at - 1}) for at, name in page.items]
    rows = stacked(*in_rows(buttons, IN_A_ROW), page.turn, cancel())
    return Screen(text=words.which_class(request.vocabulary), rows=rows)


async def write(request: Request, connection: Connection) -> Screen | Then:
    """Write a vacation down."""
    new = _named(request)
    if await _in_config(connection, new):
        return Screen(text=words.IN_CONFIG, rows=(_back(),))
    await vacations.add(connection, new, "bot")
    await _journal(connection, request, "vacation_added", new)
    return Then(show=rest, toast=words.WRITTEN)


async def drop(request: Request) -> Screen | Preview:
    """Ask whether a vacation is to be struck out."""
    async with request.talk.database.reading() as connection:
        listed = await _ahead(connection, request)
    at = request.place("i", len(listed))
    if at is None or not _own(request, *listed[at]):
        return Screen(text=words.GONE, rows=(_back(),))
    old, _ = listed[at]
    return Preview(
        text=safe(words.ask_drop(old)),
        yes=Button(label=words.STRIKE, risky=True),
        args=_naming(old),
    )


async def strike(request: Request, connection: Connection) -> Screen | Then:
    """Strike a vacation out."""
    old = _named(request)
    if (old, "bot") not in await vacations.listed(connection, (request.unit_id,)):
        return Screen(text=words.GONE, rows=(_back(),))
    await vacations.remove(connection, old)
    await _journal(connection, request, "vacation_removed", old)
    return Then(show=rest, toast=words.STRUCK)


async def _journal(connection: Connection, request: Request, action: str, about: Vacation) -> None:
    first, last = about.first.isoformat(), about.last.isoformat()
    await request.note(connection, action, first=first, last=last, **{"class": about.class_name})


def _vacation(request: Request, first: date, last: date, class_name: str = "") -> Vacation:
    return Vacation(unit=request.unit_id, class_name=class_name, first=first, last=last)


def _naming(vacation: Vacation) -> Args:
    """Give the arguments that name a vacation."""
    first, last = vacation.first.isoformat(), vacation.last.isoformat()
    return {"a": first, "b": last, "c": vacation.class_name}


def _named(request: Request) -> Vacation:
    """Give the vacation that was shown."""
    first, last = request.day("a"), request.day("b")
    return _vacation(request, first, last, request.word("c"))


def _today(request: Request) -> date:
    return request.now.astimezone(request.unit.zone).date()


def _back() -> tuple[Button, ...]:
    return (Button(label=words.TO_REST, act="rest"),)


ACTS = (
    Act(name="rest", may=rights.READING, named=words.REST_ACT, do=rest),
    Act(
        name="rest_add",
        may=rights.ADMINISTRATOR,
        noted=words.REST_ADD_NOTED,
        named=words.REST_ADD_ACT,
        do=add,
        done=write,
        awaits=says_time,
    ),
    Act(name="rest_class", may=rights.ADMINISTRATOR, do=one_class),
    Act(
        name="rest_drop",
        named=words.REST_DROP_ACT,
        may=rights.ADMINISTRATOR,
        noted=words.REST_DROP_NOTED,
        do=drop,
        done=strike,
    ),
)
