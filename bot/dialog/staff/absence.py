"""«Отсутствует»: the days are pressed or typed, shown, and marked once confirmed."""

from dataclasses import replace

from bot.dialog.core import rights
from bot.dialog.core.act import Act
from bot.dialog.core.asking import ask
from bot.dialog.core.request import Request
from bot.dialog.core.screens import Screen
from bot.dialog.staff import absence_words as words
from bot.dialog.staff.person import agreed, of_person, this_week, to_card
from bot.dialog.staff.staff import today
from bot.vk.keyboards import Args, Button
from bot.words.days import BadDays, days_typed
from storage.db.database import Connection
from storage.people import staff as stored
from storage.records import Absence, Person


async def away(request: Request, connection: Connection, person: Person) -> Screen:
    """Ask for the days, or show what the days that were given would do."""
    typed = request.text or _pressed(request)
    if not typed:
        return await _which_days(request, connection, person)
    week = this_week(request)
    try:
        first, last = days_typed(typed, today(request), (week.first, week.last))
    except BadDays as error:
        return Screen(text=words.bad_days(error), rows=(to_card(person),))
    args: Args = {"i": person.id, "a": first.isoformat(), "b": last.isoformat() if last else ""}
    absence = Absence(person=person.id, first=first, last=last)
    yes = Button(label=words.MARK, main=True)
    text = words.preview(person, absence, today(request))
    return await ask(request, connection, "away_go", args, text, yes)


def _pressed(request: Request) -> str:
    """Give the days of a button as they would be typed."""
    return {"d": words.TODAY, "w": words.THIS_WEEK}.get(request.word("d"), "")


async def _which_days(request: Request, connection: Connection, person: Person) -> Screen:
    day = today(request)
    marked = await stored.absences_since(connection, person.id, day)
    await request.begin(connection, "away", {"i": person.id})
    buttons = [
        Button(label=words.TODAY, act="away", args={"i": person.id, "d": "d"}),
        Button(label=words.THIS_WEEK, act="away", args={"i": person.id, "d": "w"}),
    ]
    if marked:
        buttons.append(Button(label=words.REMOVE, act="present", args={"i": person.id}))
    return Screen(text=words.ask(person, marked, day), rows=(tuple(buttons), to_card(person)))


async def away_go(request: Request, connection: Connection, person: Person) -> Screen:
    """Mark the days."""
    first = request.day("a")
    last = request.day_or_none("b")
    await stored.be_absent(connection, person.id, first, last)
    await request.note(
        connection,
        "absence_set",
        person=person.id,
        first=first.isoformat(),
        last=last.isoformat() if last else None,
    )
    absence = Absence(person=person.id, first=first, last=last)
    return Screen(text=words.marked(person, absence, today(request)), rows=(to_card(person),))


async def present(request: Request, connection: Connection, person: Person) -> Screen:
    """Ask how much of the absences is taken back: from today on, or all of them."""
    day = today(request)
    marked = await stored.absences_since(connection, person.id, day)
    if not marked:
        return Screen(text=words.NOTHING_TO_REMOVE, rows=(to_card(person),))
    text = words.remove(person, marked, day)
    args: Args = {"i": person.id, "a": marked[0].first.isoformat()}
    whole = Button(label=words.REMOVE_ALL, risky=True)
    shown = await ask(request, connection, "present_go", args, text, whole)
    if marked[0].first >= day:
        return shown
    (all_of_it,), cancel = shown.rows
    rest = replace(
        all_of_it, label=words.REMOVE_FROM_TODAY, args={**all_of_it.args, "t": 1}, risky=False
    )
    return replace(shown, rows=((rest,), (all_of_it,), cancel))


async def present_go(request: Request, connection: Connection, person: Person) -> Screen:
    """Take absences back."""
    since = request.day("a")
    first = max(since, today(request)) if request.number("t") else since
    await stored.be_back(connection, person.id, first)
    await request.note(connection, "absence_removed", person=person.id, since=first.isoformat())
    return Screen(text=words.removed(person), rows=(to_card(person),))


ACTS = (
    Act(name="away", may=rights.ADMINISTRATOR, do=of_person(away)),
    Act(name="away_go", may=rights.ADMINISTRATOR, do=agreed(away_go)),
    Act(name="present", may=rights.ADMINISTRATOR, do=of_person(present)),
    Act(name="present_go", may=rights.ADMINISTRATOR, do=agreed(present_go)),
)
