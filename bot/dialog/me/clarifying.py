"""«Уточнить»: a member of the staff lets the administrator know what is wrong with his figures."""

from dataclasses import replace
from datetime import date

from bot.dialog.core import rights
from bot.dialog.core.act import Act, Preview
from bot.dialog.core.asking import already
from bot.dialog.core.request import Request
from bot.dialog.core.screens import Screen
from bot.dialog.me import clarifying_words as words
from bot.dialog.staff import absence_words
from bot.dialog.staff.absence import day_buttons, days_given, days_kept, days_named, mark
from bot.dialog.staff.person import PERSON
from bot.parsing.payloads import Forged
from bot.vk.keyboards import Args, Button, column
from bot.words.understanding.days import BadDays, says_time
from monitor.jobs.letters import Letter, administrators, post
from monitor.jobs.letters import Topic as LetterTopic
from storage.db.database import Connection
from storage.people import people
from storage.people import staff as stored
from storage.records import Absence, Person

_ABOUT: dict[str, LetterTopic] = {
    "a": "absence",
    "p": "profile",
    "o": "outside",
    "q": "question",
}
_WORDLESS = ("p", "o")
"""What is passed on without more words."""


async def clarify(_request: Request) -> Screen:
    """Ask what is to be clarified."""
    buttons = (
        Button(label=words.AWAY, act="cl_away"),
        Button(label=words.PROFILE, act="cl_say", args={"t": "p"}),
        Button(label=words.OUTSIDE, act="cl_say", args={"t": "o"}),
        Button(label=words.QUESTION, act="cl_ask"),
    )
    return Screen(text=words.CHOOSE, rows=column(buttons))


async def away(request: Request) -> Screen | Preview:
    """Ask for the days of an absence, or show the letter about those that were given."""
    try:
        days = _days_told(request) or days_given(request)
    except BadDays as error:
        return Screen(text=absence_words.bad_days(error), rows=(_back(),))
    if days is None:
        async with request.talk.database.looking() as connection:
            await request.begin(connection, "cl_away")
        return Screen(text=words.WHICH_DAYS, rows=(day_buttons("cl_away"), _back()))
    return await _offer(request, {"t": "a", **days_kept(*days)})


def _days_told(request: Request) -> tuple[date, date | None] | None:
    """Give the days a button names: those of a nudge's week, also when that week is over."""
    if request.text or not request.word("a"):
        return None
    try:
        return request.day("a"), request.day_or_none("b")
    except Forged:  # then they are asked for
        return None


async def say(request: Request) -> Screen | Preview:
    """Show a letter that needs no more words."""
    if request.word("t") not in _WORDLESS:
        return await clarify(request)
    return await _offer(request, {"t": request.word("t")})


async def question(request: Request) -> Screen | Preview:
    """Ask for a question, or show the letter with it."""
    text = request.text.strip()
    if request.file is not None:
        return Screen(text=words.NO_TEXT, rows=(_back(),))
    if not text:
        async with request.talk.database.looking() as connection:
            await request.begin(connection, "cl_ask")
        return Screen(text=words.ASK, rows=(_back(),))
    if len(text) > words.LONGEST:
        return Screen(text=words.TOO_LONG, rows=(_back(),))
    return await _offer(request, {"t": "q", "q": text})


async def _offer(request: Request, args: Args) -> Screen | Preview:
    async with request.talk.database.looking() as connection:
        if not await administrators(connection, request.unit_id):
            return Screen(text=words.NOT_PASSED_ON, rows=(_back(),))
        letter = await _letter(replace(request, args=args), connection)
    yes = Button(label=words.SEND, main=True)
    return Preview(act="cl_say", text=words.preview(letter), yes=yes, args=args)


async def _letter(request: Request, connection: Connection) -> Letter:
    """Write the letter that arguments describe."""
    mine = await people.persons_of(connection, request.account)
    person = next((each for each in mine if each.unit == request.unit_id), None)
    return Letter(
        topic=_ABOUT.get(request.word("t"), "question"),
        unit_name=request.unit.name,
        at=request.now.astimezone(request.unit.zone),
        account=request.account,
        person=None if person is None else person.id,
        name="" if person is None else person.full_name,
        text=request.word("q"),
        first=request.day_or_none("a"),
        last=request.day_or_none("b"),
    )


async def send(request: Request, connection: Connection) -> Screen:
    """Post the letter that was shown."""
    letter = await _letter(request, connection)
    to = await administrators(connection, request.unit_id)
    await post(connection, request.unit, letter, to, request.now)
    await request.note(connection, "clarified", topic=letter.topic, person=letter.person)
    return Screen(text=words.SENT)


async def absence_ok(request: Request, connection: Connection, person: Person) -> Screen:
    """Mark the absence a letter asks for; a second press finds it marked."""
    wanted = days_named(request, person)
    known = await stored.absences_since(connection, person.id, wanted.first)
    if any(_within(wanted, each) for each in known):
        return already()
    return await mark(request, connection, person)


def _within(wanted: Absence, absence: Absence) -> bool:
    until = absence.last or date.max
    return absence.first <= wanted.first and (wanted.last or date.max) <= until


def _back() -> tuple[Button, ...]:
    return (Button(label=words.BACK, act="clarify"),)


ACTS = (
    Act(
        name="clarify",
        may=rights.STAFF,
        named=words.CLARIFY_ACT,
        row=(6, 1),
        rare=True,
        do=clarify,
    ),
    Act(
        name="cl_away",
        may=rights.STAFF,
        named=words.CL_AWAY_ACT,
        do=away,
        dated="cl_away",
        awaits=says_time,
    ),
    Act(
        name="cl_say",
        named=words.CL_SAY_ACT,
        may=rights.STAFF,
        noted=words.CLARIFY_NOTED,
        do=say,
        done=send,
    ),
    Act(name="cl_ask", may=rights.STAFF, named=words.CL_ASK_ACT, do=question),
    Act(name="absence_ok", may=rights.ADMINISTRATOR, do=PERSON.at_once(absence_ok)),
)
