"""«Исправить»: a person's messages and calls outside the chats, confirmed with their ground."""

from dataclasses import replace

from bot.dialog.core.asking import ask
from bot.dialog.core.screens import Screen
from bot.dialog.core.visit import Topic, Visit
from bot.dialog.staff import confirming_words as words
from bot.dialog.staff import correcting_words as result_words
from bot.dialog.staff.person import agreed, line_of, of_person, this_week, to_card
from bot.vk.keyboards import Button
from bot.words.russian import safe
from monitor.jobs.asked.correcting import BadCorrection, check, correct
from monitor.jobs.load import load_report
from monitor.jobs.retention import Forgotten
from monitor.time.week import Week
from storage.db.database import Connection
from storage.records import Correction, Person

WEEKS_BACK = 1
"""How many weeks before the one that runs are corrected in the dialog; older: command line."""


def chosen_week(visit: Visit) -> Week:
    """Give the week a button names: the one that runs, or the one before."""
    back = min(max(visit.number("w") or 0, 0), WEEKS_BACK)
    return this_week(visit).shifted(-back)


def other_week(visit: Visit, act: str, args: dict[str, str | int]) -> Button:
    """Give the button to the other of the two weeks."""
    if visit.number("w"):
        return Button(label=words.THIS_WEEK, act=act, args={**args, "w": 0})
    return Button(label=words.LAST_WEEK, act=act, args={**args, "w": 1})


async def fix(visit: Visit, connection: Connection, person: Person) -> Screen:
    """Take what was confirmed, then its ground; show what it would change."""
    counted = visit.number("m") is not None or visit.number("c") is not None
    messages, calls, comment = _signed(visit, "m"), _signed(visit, "c"), ""
    if visit.text and counted:
        comment = " ".join(visit.text.split())
    elif visit.text:
        messages, calls, comment = words.confirmed_typed(visit.text)
        if not (messages or calls):
            return Screen(text=words.NOT_UNDERSTOOD, rows=(to_card(person),))
    elif not counted:
        return await _what(visit, connection, person)
    args = {"i": person.id, "w": visit.number("w") or 0, "m": messages, "c": calls}
    if not comment or words.about_absence(comment):
        await visit.begin(connection, "fix", args)
        asked = words.ask_comment(words.added(messages, calls))
        return Screen(text=words.ABOUT_ABSENCE if comment else asked, rows=(to_card(person),))
    return await _preview(visit, connection, person, {**args, "t": comment})


def _signed(visit: Visit, name: str) -> int:
    value = visit.args.get(name, 0)
    return value if isinstance(value, int) else 0


async def _what(visit: Visit, connection: Connection, person: Person) -> Screen:
    week, args = chosen_week(visit), {"i": person.id, "w": visit.number("w") or 0}
    try:
        report = await load_report(connection, visit.of, week, visit.now)
    except Forgotten:
        return Screen(text=words.FORGOTTEN, rows=(to_card(person),))
    await visit.begin(connection, "fix", args)
    calls = [
        Button(label=label, act="fix", args={**args, "c": count})
        for count, label in ((1, words.ONE_CALL), (2, words.TWO_CALLS))
    ]
    week_button = other_week(visit, "fix", {"i": person.id})
    text = words.ask(person, week, line_of(report, person))
    return Screen(text=text, rows=(tuple(calls), (week_button,), to_card(person)))


def _correction(visit: Visit, person: Person) -> Correction:
    return Correction(
        id=0,
        unit=visit.unit_id,
        week=chosen_week(visit).name,
        person=person.id,
        figure="",
        messages=_signed(visit, "m"),
        calls=_signed(visit, "c"),
        comment=visit.word("t"),
        author=visit.account,
        made_at=visit.now,
    )


async def _preview(
    visit: Visit, connection: Connection, person: Person, args: dict[str, str | int]
) -> Screen:
    week, new = chosen_week(visit), _correction(replace(visit, args=args), person)
    try:
        report = await check(connection, visit.of, week, new)
    except BadCorrection as error:
        return Screen(text=words.refused(error), rows=(to_card(person),))
    except Forgotten:
        return Screen(text=words.FORGOTTEN, rows=(to_card(person),))
    line = line_of(report, person)
    if line is None:
        return Screen(text=words.refused(BadCorrection("person")), rows=(to_card(person),))
    text = words.preview(person, week, line, new.messages, new.calls, new.comment)
    return await ask(visit, connection, "fix_go", args, text, Button(label=words.YES, main=True))


async def fix_go(visit: Visit, connection: Connection, person: Person) -> Screen:
    """Write the correction down; its line in the journal comes with it."""
    week, new = chosen_week(visit), _correction(visit, person)
    try:
        done = await correct(connection, visit.of, week, new, visit.talk.units)
    except BadCorrection as error:
        return Screen(text=words.refused(error), rows=(to_card(person),))
    except Forgotten:
        return Screen(text=words.FORGOTTEN, rows=(to_card(person),))
    line = line_of(done.before, person)
    named = None if line is None else replace(line, name=safe(line.name))
    return Screen(text=result_words.corrected(week, done, named), rows=(to_card(person),))


TOPICS = (
    Topic(act="fix", do=of_person(fix)),
    Topic(act="fix_go", do=agreed(fix_go)),
)
