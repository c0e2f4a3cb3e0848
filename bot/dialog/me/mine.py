"""«Моя неделя», «Не напоминать», «Напоминать»: one's own figures, and no nudges."""

from bot.dialog.core import rights
from bot.dialog.core.act import Act
from bot.dialog.core.request import Request
from bot.dialog.core.screens import Screen
from bot.dialog.me import mine_words as words
from bot.dialog.week import classes_words as class_words
from bot.vk.keyboards import Button, Rows
from bot.words.understanding.days import BadDays, days_typed
from monitor.explain.own_week import OwnWeek, own_week
from monitor.jobs.loading.forgotten import refuse_forgotten
from monitor.jobs.loading.load import load_facts
from monitor.people.leading import leads
from monitor.time.keeping import Forgotten
from storage.db.database import Connection
from storage.people import people, subscriptions
from storage.records import Person
from storage.subscription import QUIET, Subscription


async def mine(request: Request) -> Screen:
    """Show somebody's week in each organisation on whose roster he is; ``b``: the one before."""
    back = 1 if request.number("b") or _is_before(request) else 0
    async with request.talk.database.reading() as connection:
        try:
            told = [await _week(request, connection, each, back) for each in request.persons]
        except Forgotten:
            return Screen(text=words.FORGOTTEN, rows=_rows(back))
        quiet = await _quiet(request, connection)
        leading = await _leads(request, connection)
    known = [each for each in told if each is not None]
    text = words.weeks(known) if known else words.NOT_LISTED
    return Screen(text=text, rows=_rows(back, quiet=quiet, leading=leading))


def _is_before(request: Request) -> bool:
    """Tell whether a time that is said is before the week that runs."""
    week = request.unit.week(request.now)
    today = request.now.astimezone(request.unit.zone).date()
    try:
        first, _ = days_typed(request.text, today, (week.first, week.last), "past")
    except BadDays:
        return False
    return first < week.first


async def _week(
    request: Request, connection: Connection, person: Person, back: int
) -> OwnWeek | None:
    unit = request.talk.units[person.unit]
    week = unit.week(request.now).shifted(-back)
    await refuse_forgotten(connection, week)
    facts = await load_facts(connection, unit, week, week.as_of(request.now))
    return own_week(facts, unit.order, person.id)


async def _leads(request: Request, connection: Connection) -> str:
    """Give what a class is called that somebody leads where the dialog is; empty: none."""
    here = [each for each in request.persons if each.unit == request.unit_id]
    listed = await people.classes(connection, request.unit_id) if here else []
    found = any(leads(person, each) for person in here for each in listed)
    return class_words.mine(request.vocabulary) if found else ""


def _rows(back: int, *, quiet: bool = False, leading: str = "") -> Rows:
    other = words.RUNNING if back else words.BEFORE
    volume = (words.LOUDER, "loud") if quiet else (words.QUIETER, "quiet")
    return (
        (
            Button(label=other, act="mine", args={"b": 1 - back}),
            Button(label=words.CLARIFY, act="clarify"),
        ),
        *(((Button(label=leading, act="my_class"),),) if leading else ()),
        (Button(label=volume[0], act=volume[1]),),
    )


async def _persons(request: Request, connection: Connection) -> list[Person]:
    found = await people.persons_of(connection, request.account)
    return [each for each in found if each.unit in request.talk.units]


async def _quiet(request: Request, connection: Connection) -> bool:
    subscription = Subscription(request.unit_id, request.account, QUIET)
    return await subscriptions.source_of(connection, subscription) is not None


async def quiet(request: Request) -> Screen:
    """Send no nudges any more, from none of somebody's organisations."""
    async with request.talk.database.writing() as connection:
        for person in await _persons(request, connection):
            await subscriptions.add(
                connection, Subscription(person.unit, request.account, QUIET), "bot"
            )
        await request.note(connection, "nudges_off")
    return Screen(text=words.QUIET, rows=((Button(label=words.LOUDER, act="loud"),),))


async def loud(request: Request) -> Screen:
    """Send nudges again."""
    async with request.talk.database.writing() as connection:
        for person in await _persons(request, connection):
            await subscriptions.remove(
                connection, Subscription(person.unit, request.account, QUIET)
            )
        await request.note(connection, "nudges_on")
    return Screen(text=words.LOUD, rows=((Button(label=words.QUIETER, act="quiet"),),))


ACTS = (
    Act(
        name="mine",
        may=rights.STAFF,
        named=words.MINE_ACT,
        row=(5, 1),
        dated="mine",
        do=mine,
    ),
    Act(
        name="quiet",
        may=rights.STAFF,
        noted=words.QUIET_NOTED,
        named=words.QUIET_ACT,
        row=(12, 2),
        rare=True,
        do=quiet,
    ),
    Act(name="loud", may=rights.STAFF, noted=words.LOUD_NOTED, named=words.LOUD_ACT, do=loud),
)
