"""«Отсутствует»: the days are pressed or typed, shown, and marked once confirmed."""

from contextlib import suppress
from datetime import date

from bot.dialog.core import rights
from bot.dialog.core.act import Act, Preview
from bot.dialog.core.request import NOTHING, Request
from bot.dialog.core.screens import Screen
from bot.dialog.staff import absence_words as words
from bot.dialog.staff.person import PERSON, this_week, to_card
from bot.dialog.staff.staff import today
from bot.parsing.payloads import Forged
from bot.vk.keyboards import Args, Button
from bot.words.understanding.days import BadDays, days_typed, says_time
from storage.db.database import Connection
from storage.people import staff as stored
from storage.records import Absence, Person

_PRESSED = {"d": words.TODAY, "w": words.THIS_WEEK}
"""What a button for days stands for, as it would be typed."""


def day_buttons(act: str, args: Args = NOTHING) -> tuple[Button, ...]:
    """Give the buttons that name days to an act (``days_given``)."""
    return tuple(
        Button(label=label, act=act, args={**args, "d": letter})
        for letter, label in _PRESSED.items()
    )


def days_given(request: Request) -> tuple[date, date | None] | None:
    """Give the days that were typed or pressed; None: none were. Raises ``BadDays``."""
    if not request.text and not request.written:
        with suppress(Forged):
            return request.day("a"), request.day_or_none("b")
    typed = request.text or _PRESSED.get(request.word("d"), "")
    week = this_week(request)
    return days_typed(typed, today(request), (week.first, week.last)) if typed else None


def days_kept(first: date, last: date | None) -> Args:
    """Write days down as arguments (``days_named``)."""
    return {"a": first.isoformat(), "b": last.isoformat() if last else ""}


def days_named(request: Request, person: Person) -> Absence:
    """Give the absence that arguments name. Raises ``Forged``."""
    return Absence(person=person.id, first=request.day("a"), last=request.day_or_none("b"))


async def away(request: Request, connection: Connection, person: Person) -> Screen | Preview:
    """Ask for the days, or show what the days that were given would do."""
    try:
        given = days_given(request)
    except BadDays as error:
        return Screen(text=words.bad_days(error), rows=(to_card(person),))
    if given is not None:
        return preview(request, person, *given)
    return await which_days(request, connection, person)


def preview(request: Request, person: Person, first: date, last: date | None) -> Preview:
    """Show what an absence would do."""
    absence = Absence(person=person.id, first=first, last=last)
    return Preview(
        act="away",
        text=words.preview(person, absence, today(request)),
        yes=Button(label=words.MARK, main=True),
        args={"i": person.id, **days_kept(first, last)},
    )


async def which_days(request: Request, connection: Connection, person: Person) -> Screen:
    """Ask for the days of an absence."""
    marked = await stored.absences_since(connection, person.id, today(request))
    args = {"i": person.id}
    await request.begin(connection, "away", args)
    remove = (Button(label=words.REMOVE, act="present", args=args),) if marked else ()
    text = words.ask(person, marked, today(request))
    return Screen(text=text, rows=((*day_buttons("away", args), *remove), to_card(person)))


async def mark(request: Request, connection: Connection, person: Person) -> Screen:
    """Mark the days."""
    absence = days_named(request, person)
    await stored.be_absent(connection, person.id, absence.first, absence.last)
    first, last = days_kept(absence.first, absence.last).values()
    await request.note(connection, "absence_set", person=person.id, first=first, last=last or None)
    return Screen(text=words.marked(person, absence, today(request)), rows=(to_card(person),))


async def present(request: Request, connection: Connection, person: Person) -> Screen | Preview:
    """Ask how much of the absences is taken back: from today on, or all of them."""
    day = today(request)
    marked = await stored.absences_since(connection, person.id, day)
    if not marked:
        return Screen(text=words.NOTHING_TO_REMOVE, rows=(to_card(person),))
    whole = Button(label=words.REMOVE_ALL, risky=True)
    rest = Button(label=words.REMOVE_FROM_TODAY, args={"t": 1})
    runs = marked[0].first < day
    return Preview(
        text=words.remove(person, marked, day),
        yes=rest if runs else whole,
        other=whole if runs else None,
        args={"i": person.id, "a": marked[0].first.isoformat()},
    )


async def take_back(request: Request, connection: Connection, person: Person) -> Screen:
    """Take absences back."""
    since = request.day("a")
    first = max(since, today(request)) if request.number("t") else since
    await stored.be_back(connection, person.id, first)
    await request.note(connection, "absence_removed", person=person.id, since=first.isoformat())
    return Screen(text=words.removed(person), rows=(to_card(person),))


ACTS = (
    Act(
        name="away",
        named=words.AWAY_ACT,
        may=rights.ADMINISTRATOR,
        noted=words.AWAY_NOTED,
        awaits=says_time,
        do=PERSON.shown(away),
        done=PERSON.done(mark),
    ),
    Act(
        name="present",
        named=words.PRESENT_ACT,
        may=rights.ADMINISTRATOR,
        noted=words.PRESENT_NOTED,
        do=PERSON.shown(present),
        done=PERSON.done(take_back),
    ),
)
