"""«Уточнить»: a member of the staff lets the administrator know what is wrong with his figures."""

from datetime import date

from bot.dialog.core import rights
from bot.dialog.core.act import Act
from bot.dialog.core.asking import ask, asked
from bot.dialog.core.request import Request
from bot.dialog.core.screens import Screen
from bot.dialog.me import clarifying_words as words
from bot.dialog.staff import absence_words
from bot.dialog.staff.person import done_at_once, this_week, to_card
from bot.dialog.staff.staff import today
from bot.vk.keyboards import Args, Button, column
from bot.words import dialog as dialog_words
from bot.words.days import BadDays, days_typed
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


async def clarify(_visit: Request) -> Screen:
    """Ask what is to be clarified."""
    buttons = (
        Button(label=words.AWAY, act="cl_away"),
        Button(label=words.PROFILE, act="cl_say", args={"t": "p"}),
        Button(label=words.OUTSIDE, act="cl_say", args={"t": "o"}),
        Button(label=words.QUESTION, act="cl_ask"),
    )
    return Screen(text=words.CHOOSE, rows=column(buttons))


async def away(request: Request) -> Screen:
    """Ask for the days of an absence, or show the letter about those that were given."""
    pressed = {"d": words.TODAY, "w": words.THIS_WEEK}.get(request.word("d"), "")
    typed = request.text or pressed
    async with request.talk.database.looking() as connection:
        if not typed:
            await request.begin(connection, "cl_away")
            buttons = (
                Button(label=words.TODAY, act="cl_away", args={"d": "d"}),
                Button(label=words.THIS_WEEK, act="cl_away", args={"d": "w"}),
            )
            return Screen(text=words.WHICH_DAYS, rows=(buttons, (_back(),)))
        week = this_week(request)
        try:
            first, last = days_typed(typed, today(request), (week.first, week.last))
        except BadDays as error:
            return Screen(text=absence_words.bad_days(error), rows=((_back(),),))
        args = {"t": "a", "a": first.isoformat(), "b": last.isoformat() if last else ""}
        return await _offer(request, connection, args)


async def say(request: Request) -> Screen:
    """Show a letter that needs no more words."""
    if request.word("t") not in _WORDLESS:
        return await clarify(request)
    async with request.talk.database.looking() as connection:
        return await _offer(request, connection, {"t": request.word("t")})


async def question(request: Request) -> Screen:
    """Ask for a question, or show the letter with it."""
    text = request.text.strip()
    async with request.talk.database.looking() as connection:
        if request.file is not None:
            return Screen(text=words.NO_TEXT, rows=((_back(),),))
        if not text:
            await request.begin(connection, "cl_ask")
            return Screen(text=words.ASK, rows=((_back(),),))
        if len(text) > words.LONGEST:
            return Screen(text=words.TOO_LONG, rows=((_back(),),))
        return await _offer(request, connection, {"t": "q", "q": text})


async def _offer(request: Request, connection: Connection, args: Args) -> Screen:
    if not await administrators(connection, request.unit_id):
        return Screen(text=words.NOBODY, rows=((_back(),),))
    text = words.preview(await _letter(request, connection, args))
    yes = Button(label=words.SEND, main=True)
    return await ask(request, connection, "cl_go", args, text, yes)


async def _letter(request: Request, connection: Connection, given: Args) -> Letter:
    """Write the letter that arguments describe."""
    mine = await people.persons_of(connection, request.account)
    person = next((each for each in mine if each.unit == request.unit_id), None)
    first, last = str(given.get("a", "")), str(given.get("b", ""))
    return Letter(
        topic=_ABOUT.get(str(given.get("t")), "question"),
        unit_name=request.of.unit.name,
        at=request.now.astimezone(request.of.zone),
        account=request.account,
        person=None if person is None else person.id,
        name="" if person is None else person.full_name,
        text=str(given.get("q", "")),
        first=date.fromisoformat(first) if first else None,
        last=date.fromisoformat(last) if last else None,
    )


async def go(request: Request) -> Screen:
    """Post the letter that was shown."""
    yes = asked(request)
    if isinstance(yes, Screen):
        return yes
    async with request.talk.database.writing() as connection:
        if not await yes.finish(connection, "cl_go"):
            return Screen(text="", toast=dialog_words.ALREADY)
        letter = await _letter(yes, connection, yes.args)
        to = await administrators(connection, request.unit_id)
        await post(connection, request.of, letter, to, request.now)
        await request.note(connection, "clarified", topic=letter.topic, person=letter.person)
    return Screen(text=words.SENT)


async def absence_ok(request: Request, connection: Connection, person: Person) -> Screen:
    """Mark the absence a letter asks for; a second press finds it marked."""
    first = request.day("a")
    last = request.day_or_none("b")
    known = await stored.absences_since(connection, person.id, first)
    if any(_within(first, last, each) for each in known):
        return Screen(text="", toast=dialog_words.ALREADY)
    await stored.be_absent(connection, person.id, first, last)
    await request.note(
        connection,
        "absence_set",
        person=person.id,
        first=first.isoformat(),
        last=last.isoformat() if last else None,
    )
    absence = Absence(person=person.id, first=first, last=last)
    text = absence_words.marked(person, absence, today(request))
    return Screen(text=text, rows=(to_card(person),))


def _within(first: date, last: date | None, known: Absence) -> bool:
    until = known.last or date.max
    return known.first <= first and (last or date.max) <= until


def _back() -> Button:
    return Button(label=words.BACK, act="clarify")


ACTS = (
    Act(name="clarify", may=rights.STAFF, named=words.CLARIFY_ACT, do=clarify),
    Act(name="cl_away", may=rights.STAFF, do=away),
    Act(name="cl_say", may=rights.STAFF, do=say),
    Act(name="cl_ask", may=rights.STAFF, named=words.CL_ASK_ACT, do=question),
    Act(name="cl_go", may=rights.STAFF, do=go),
    Act(name="absence_ok", may=rights.ADMINISTRATOR, do=done_at_once(absence_ok)),
)
