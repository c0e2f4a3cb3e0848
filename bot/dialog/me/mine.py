"""«Моя неделя», «Тише», «Громче»: one's own figures, and no nudges."""

from bot.dialog.core.screens import Screen
from bot.dialog.core.visit import Topic, Visit
from bot.dialog.me import mine_words as words
from bot.vk.keyboards import Button, Rows
from monitor.explain.own_week import OwnWeek, own_week
from monitor.jobs.load import load_facts
from monitor.jobs.retention import Forgotten, refuse_forgotten
from storage.db.database import Connection
from storage.people import people, wishes
from storage.people.wishes import QUIET, Wish
from storage.records import Person


async def mine(visit: Visit) -> Screen:
    """Show somebody's week in each organisation on whose roster he is; ``b``: the one before."""
    back = 1 if visit.number("b") else 0
    async with visit.talk.database.reading() as connection:
        persons = await _persons(visit, connection)
        try:
            told = [await _week(visit, connection, each, back) for each in persons]
        except Forgotten:
            return Screen(text=words.FORGOTTEN, rows=_rows(back))
        quiet = await _quiet(visit, connection)
    known = [each for each in told if each is not None]
    text = words.weeks(known) if known else words.NOT_LISTED
    return Screen(text=text, rows=_rows(back, quiet=quiet))


async def _week(visit: Visit, connection: Connection, person: Person, back: int) -> OwnWeek | None:
    of = visit.talk.units[person.unit]
    week = of.week_at(visit.now).shifted(-back)
    await refuse_forgotten(connection, week)
    facts = await load_facts(connection, of, week, min(visit.now.astimezone(of.zone), week.end))
    return own_week(facts, of.order, person.id)


def _rows(back: int, *, quiet: bool = False) -> Rows:
    other = words.RUNNING if back else words.BEFORE
    volume = (words.LOUDER, "loud") if quiet else (words.QUIETER, "quiet")
    return (
        (
            Button(label=other, act="mine", args={"b": 1 - back}),
            Button(label=words.CLARIFY, act="clarify"),
        ),
        (Button(label=volume[0], act=volume[1]),),
    )


async def _persons(visit: Visit, connection: Connection) -> list[Person]:
    found = await people.persons_of(connection, visit.account)
    return [each for each in found if each.unit in visit.talk.units]


async def _quiet(visit: Visit, connection: Connection) -> bool:
    wish = Wish(visit.unit_id, visit.account, QUIET)
    return await wishes.source_of(connection, wish) is not None


async def quiet(visit: Visit) -> Screen:
    """Send no nudges any more, from none of somebody's organisations."""
    async with visit.talk.database.writing() as connection:
        for person in await _persons(visit, connection):
            await wishes.add(connection, Wish(person.unit, visit.account, QUIET), "bot")
        await visit.note(connection, "nudges_off")
    return Screen(text=words.QUIET, rows=((Button(label=words.LOUDER, act="loud"),),))


async def loud(visit: Visit) -> Screen:
    """Send nudges again."""
    async with visit.talk.database.writing() as connection:
        for person in await _persons(visit, connection):
            await wishes.remove(connection, Wish(person.unit, visit.account, QUIET))
        await visit.note(connection, "nudges_on")
    return Screen(text=words.LOUD, rows=((Button(label=words.QUIETER, act="quiet"),),))


TOPICS = (
    Topic(act="mine", do=mine),
    Topic(act="quiet", do=quiet),
    Topic(act="loud", do=loud),
)
