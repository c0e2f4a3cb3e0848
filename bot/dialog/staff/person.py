"""One person's card, and what can be done from it: the profile, a code, leaving."""

from collections.abc import Awaitable, Callable
from functools import wraps

import msgspec

from bot.dialog.access import offices_words as office_words
from bot.dialog.access.holding import (
    KEEP,
    held_by,
    lines_of,
    listed,
    people_of,
    refusal,
    said,
    take_shown,
    with_choice,
)
from bot.dialog.core.asking import ask, asked
from bot.dialog.core.issuing import issue
from bot.dialog.core.screens import Screen
from bot.dialog.core.visit import Handler, Topic, Visit
from bot.dialog.staff import staff_words as words
from bot.dialog.staff.staff import LONGEST_QUERY, today
from bot.vk.keyboards import Args, Button, Rows
from bot.words import dialog as desk_words
from monitor.facts.values import PersonLine, Report
from monitor.jobs.load import load_report
from monitor.time.week import Week
from storage.db.database import Connection
from storage.people import offices, people
from storage.people import staff as stored
from storage.records import Person
from storage.weeks import snapshots

EARLIER_WEEKS = 4
"""Closed weeks a card tells."""

Act = Callable[[Visit, Connection, Person], Awaitable[Screen]]


def of_person(act: Act) -> Handler:
    """Make a handler of what is shown or asked about the person a button names."""

    @wraps(act)
    async def handler(visit: Visit) -> Screen:
        async with visit.talk.database.looking() as connection:
            person = await visit.person(connection)
            return gone() if person is None else await act(visit, connection, person)

    return handler


def done_at_once(act: Act) -> Handler:
    """Make a handler of what is done about the person a button names, without asking before."""

    @wraps(act)
    async def handler(visit: Visit) -> Screen:
        async with visit.talk.database.writing() as connection:
            person = await visit.person(connection)
            return gone() if person is None else await act(visit, connection, person)

    return handler


def agreed(act: Act) -> Handler:
    """Make a handler of what a preview asked: of two presses only one does it."""

    @wraps(act)
    async def handler(visit: Visit) -> Screen:
        yes = asked(visit)
        if isinstance(yes, Screen):
            return yes
        async with visit.talk.database.writing() as connection:
            if not await yes.finish(connection, yes.act):
                return Screen(text="", toast=desk_words.ALREADY)
            person = await yes.person(connection)
            return gone() if person is None else await act(yes, connection, person)

    return handler


def gone() -> Screen:
    """Show that somebody is not on the list any more."""
    rows: Rows = ((Button(label=words.BACK, act="staff"),),)
    return Screen(text=words.NOT_LISTED, toast=words.NOT_LISTED, rows=rows)


def to_card(person: Person) -> tuple[Button, ...]:
    """Give the way back to a person's card."""
    return (
        Button(label=words.TO_CARD, act="person", args={"i": person.id}),
        Button(label=words.BACK, act="staff"),
    )


def this_week(visit: Visit) -> Week:
    """Give the unit's week that runs."""
    return visit.of.week_at(visit.now)


def line_of(report: Report, person: Person) -> PersonLine | None:
    """Find a person in a report; None: he was not on the list then."""
    return next((each for each in report.people if each.id == person.id), None)


async def card(visit: Visit, connection: Connection, person: Person) -> Screen:
    """Show a person's card."""
    week, day = this_week(visit), today(visit)
    report = await load_report(connection, visit.of, week, visit.now)
    weeks = [words.running(report, line_of(report, person))]
    for back in range(1, EARLIER_WEEKS + 1):
        kept = await snapshots.latest(connection, visit.unit_id, week.shifted(-back).name)
        if kept is not None:
            earlier = msgspec.json.decode(kept.report, type=Report)
            weeks.append(words.closed(earlier, line_of(earlier, person)))
    accounts = await stored.accounts(connection, person.id)
    absences = await stored.absences_since(connection, person.id, day)
    await visit.note(connection, "names_seen", screen="person", person=person.id)
    text = words.card(person, accounts, absences, day, weeks)
    return Screen(text=text, rows=_card_rows(visit, person, bound=bool(accounts)))


def _card_rows(visit: Visit, person: Person, *, bound: bool) -> Rows:
    args = {"i": person.id}
    place: Args = {"q": visit.word("q")[:LONGEST_QUERY], "p": visit.number("p") or 0}
    listed = Button(label=words.TO_LIST, act="people", args=place)
    return (
        (
            Button(label=words.AWAY, act="away", args=args),
            Button(label=words.FIX, act="fix", args=args),
        ),
        (
            Button(label=words.CODE, act="code_for", args=args),
            *([Button(label=words.UNBIND, act="unbind", args=args)] if bound else []),
        ),
        (Button(label=words.DISMISS, act="dismiss", args=args, risky=True),),
        (*([listed] if "p" in visit.args else []), Button(label=words.BACK, act="staff")),
    )


async def dismiss(visit: Visit, connection: Connection, person: Person) -> Screen:
    """Ask before somebody is taken off the list."""
    held = await held_by(visit, connection, [person])
    every = await offices.of_unit(connection, visit.unit_id)
    told = lines_of(held, every, await people_of(visit, connection))
    text = "\n".join((words.dismiss(person), *told))
    goes = [each for each in held if not refusal(every, each)]
    args: Args = {"i": person.id, "o": listed(goes)}
    yes = Button(label=words.DISMISS_BOTH if goes else words.DISMISS_YES, risky=True)
    shown = await ask(visit, connection, "dismiss_go", args, text, yes)
    return with_choice(shown, words.DISMISS_ONLY) if goes else shown


async def dismiss_go(visit: Visit, connection: Connection, person: Person) -> Screen:
    """Take somebody off the list."""
    named = await people_of(visit, connection)
    gone = [account for account, each in named.items() if each.id == person.id]
    wanted = "" if KEEP in visit.args else visit.word("o")
    await people.dismiss(connection, [person.id], visit.now)
    await visit.note(connection, "person_dismissed", person=person.id)
    taken = said(await take_shown(visit, connection, wanted, gone), named)
    text = [words.dismissed(person), *([office_words.taken_along(taken)] if taken else [])]
    rows: Rows = ((Button(label=words.BACK, act="staff"),),)
    return Screen(text="\n".join(text), rows=rows)


async def unbind(visit: Visit, connection: Connection, person: Person) -> Screen:
    """Ask before profiles are given back."""
    accounts = await stored.accounts(connection, person.id)
    if not accounts:
        return Screen(text=words.NOTHING_BOUND, rows=(to_card(person),))
    yes = Button(label=words.UNBIND_YES, risky=True)
    text = words.unbind(person, accounts)
    return await ask(visit, connection, "unbind_go", {"i": person.id}, text, yes)


async def unbind_go(visit: Visit, connection: Connection, person: Person) -> Screen:
    """Give the profiles back."""
    accounts = await stored.unbind(connection, person.id)
    await visit.note(connection, "person_unbound", person=person.id, accounts=accounts)
    return Screen(text=words.unbound(person), rows=(to_card(person),))


async def code_for(visit: Visit, connection: Connection, person: Person) -> Screen:
    """Ask before a new code ends the one before."""
    bound = bool(await stored.accounts(connection, person.id))
    yes = Button(label=words.CODE_YES, main=True)
    text = words.code(person, bound=bound)
    return await ask(visit, connection, "code_for_go", {"i": person.id}, text, yes)


async def code_for_go(visit: Visit, connection: Connection, person: Person) -> Screen:
    """Issue the code."""
    code = await issue(connection, person, visit.now)
    await visit.note(connection, "codes_issued", people=1, person=person.id)
    return Screen(text=words.issued(person, code), rows=(to_card(person),))


TOPICS = (
    Topic(act="person", do=of_person(card)),
    Topic(act="dismiss", do=of_person(dismiss)),
    Topic(act="dismiss_go", do=agreed(dismiss_go)),
    Topic(act="unbind", do=of_person(unbind)),
    Topic(act="unbind_go", do=agreed(unbind_go)),
    Topic(act="code_for", do=of_person(code_for)),
    Topic(act="code_for_go", do=agreed(code_for_go)),
)
