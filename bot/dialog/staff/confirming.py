"""«Исправить»: a person's messages and calls outside the chats, confirmed with their ground."""

from dataclasses import replace

from bot.dialog.core import rights
from bot.dialog.core.act import Act, Preview
from bot.dialog.core.request import NOTHING, Request
from bot.dialog.core.screens import Screen
from bot.dialog.staff import confirming_words as words
from bot.dialog.staff import correcting_words as result_words
from bot.dialog.staff.person import PERSON, line_of, this_week, to_card
from bot.vk.keyboards import Args, Button
from bot.words.russian import safe
from monitor.jobs.asked.correcting import BadCorrection, check, correct
from monitor.jobs.loading.week import load_report
from monitor.time.keeping import Forgotten
from monitor.time.week import Week
from storage.db.database import Connection
from storage.records import Correction, Person

WEEKS_BACK = 1
"""How many weeks before the one that runs are corrected in the dialog; older: command line."""


def chosen_week(request: Request) -> Week:
    """Give the week a button names: the one that runs, or the one before."""
    back = min(max(request.number("w") or 0, 0), WEEKS_BACK)
    return this_week(request).shifted(-back)


def other_week(request: Request, act: str, args: Args = NOTHING) -> Button:
    """Give the button to the other of the two weeks."""
    if request.number("w"):
        return Button(label=words.THIS_WEEK, act=act, args={**args, "w": 0})
    return Button(label=words.LAST_WEEK, act=act, args={**args, "w": 1})


async def fix(request: Request, connection: Connection, person: Person) -> Screen | Preview:
    """Take what was confirmed, then its ground; show what it would change."""
    try:
        return await _fix(request, connection, person)
    except (BadCorrection, Forgotten) as error:
        return Screen(text=words.refused(error), rows=(to_card(person),))


async def _fix(request: Request, connection: Connection, person: Person) -> Screen | Preview:
    counted = request.number("m") is not None or request.number("c") is not None
    messages, calls, comment = request.number("m") or 0, request.number("c") or 0, ""
    if request.text and counted:
        comment = " ".join(request.text.split())
    elif request.text:
        messages, calls, comment = words.confirmed_typed(request.text)
        if not (messages or calls):
            return Screen(text=words.NOT_UNDERSTOOD, rows=(to_card(person),))
    elif not counted:
        return await _what(request, connection, person)
    args = {"i": person.id, "w": request.number("w") or 0, "m": messages, "c": calls}
    if not comment or words.about_absence(comment):
        await request.begin(connection, "fix", args)
        wanted = words.ask_comment(words.added(messages, calls))
        return Screen(text=words.ABOUT_ABSENCE if comment else wanted, rows=(to_card(person),))
    return await _preview(request, connection, person, {**args, "t": comment})


async def _what(request: Request, connection: Connection, person: Person) -> Screen:
    week, args = chosen_week(request), {"i": person.id, "w": request.number("w") or 0}
    report = await load_report(connection, request.unit, week, request.now)
    await request.begin(connection, "fix", args)
    calls = tuple(
        Button(label=label, act="fix", args={**args, "c": count})
        for count, label in ((1, words.ONE_CALL), (2, words.TWO_CALLS))
    )
    week_button = other_week(request, "fix", {"i": person.id})
    text = words.ask(person, week, line_of(report, person))
    return Screen(text=text, rows=(calls, (week_button,), to_card(person)))


def correction(request: Request, person: int | None = None, figure: str = "") -> Correction:
    """Give what is to be written down of a person or a figure, but for what is confirmed."""
    return Correction(
        id=0,
        unit=request.unit_id,
        week=chosen_week(request).name,
        person=person,
        figure=figure,
        comment=request.word("t"),
        author=request.account,
        made_at=request.now,
    )


def _counted(request: Request, person: Person) -> Correction:
    messages, calls = request.number("m") or 0, request.number("c") or 0
    return replace(correction(request, person.id), messages=messages, calls=calls)


async def _preview(request: Request, connection: Connection, person: Person, args: Args) -> Preview:
    week, new = chosen_week(request), _counted(replace(request, args=args), person)
    line = line_of(await check(connection, request.unit, week, new), person)
    if line is None:
        raise BadCorrection("person")
    return Preview(
        text=words.preview(person, week, line, new.messages, new.calls, new.comment),
        yes=Button(label=words.YES, main=True),
        args=args,
    )


async def write_down(request: Request, connection: Connection, person: Person) -> Screen:
    """Write the correction down; its line in the journal comes with it."""
    week, new = chosen_week(request), _counted(request, person)
    try:
        done = await correct(connection, request.unit, week, new, request.talk.units)
    except (BadCorrection, Forgotten) as error:
        return Screen(text=words.refused(error), rows=(to_card(person),))
    line = line_of(done.before, person)
    named = None if line is None else replace(line, name=safe(line.name))
    return Screen(text=result_words.corrected(week, done, named), rows=(to_card(person),))


ACTS = (
    Act(
        name="fix",
        named=words.FIX_ACT,
        may=rights.ADMINISTRATOR,
        do=PERSON.shown(fix),
        done=PERSON.done(write_down),
    ),
)
