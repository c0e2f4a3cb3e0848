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
from bot.dialog.core import rights
from bot.dialog.core.act import Act, Handler
from bot.dialog.core.asking import ask, asked
from bot.dialog.core.issuing import issue
from bot.dialog.core.request import Request
from bot.dialog.core.screens import Screen
from bot.dialog.core.subject import Subject
from bot.dialog.staff import staff_words as words
from bot.dialog.staff.staff import LONGEST_QUERY, today
from bot.vk.keyboards import Args, Button, Rows
from bot.words import dialog as dialog_words
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

OfPerson = Callable[[Request, Connection, Person], Awaitable[Screen]]


def of_person(act: OfPerson) -> Handler:
    """Make a handler of what is shown or asked about the person a button names."""

    @wraps(act)
    async def handler(request: Request) -> Screen:
        async with request.talk.database.looking() as connection:
            person = await request.person(connection)
            return gone() if person is None else await act(request, connection, person)

    return handler


def done_at_once(act: OfPerson) -> Handler:
    """Make a handler of what is done about the person a button names, without asking before."""

    @wraps(act)
    async def handler(request: Request) -> Screen:
        async with request.talk.database.writing() as connection:
            person = await request.person(connection)
            return gone() if person is None else await act(request, connection, person)

    return handler


def agreed(act: OfPerson) -> Handler:
    """Make a handler of what a preview asked: of two presses only one does it."""

    @wraps(act)
    async def handler(request: Request) -> Screen:
        yes = asked(request)
        if isinstance(yes, Screen):
            return yes
        async with request.talk.database.writing() as connection:
            if not await yes.finish(connection, yes.act):
                return Screen(text="", toast=dialog_words.ALREADY)
            person = await yes.person(connection)
            return gone() if person is None else await act(yes, connection, person)

    return handler


def gone() -> Screen:
    """Show that somebody is not on the list any more."""
    rows: Rows = ((Button(label=words.BACK, act="staff"),),)
    return Screen(text=words.NOT_LISTED, toast=words.NOT_LISTED, rows=rows)


PERSON: Subject[Person] = Subject(find=Request.person, gone=gone)
"""The person of the roster whom an argument «i» names."""


def to_card(person: Person) -> tuple[Button, ...]:
    """Give the way back to a person's card."""
    return (
        Button(label=words.TO_CARD, act="person", args={"i": person.id}),
        Button(label=words.BACK, act="staff"),
    )


def this_week(request: Request) -> Week:
    """Give the unit's week that runs."""
    return request.of.week_at(request.now)


def line_of(report: Report, person: Person) -> PersonLine | None:
    """Find a person in a report; None: he was not on the list then."""
    return next((each for each in report.people if each.id == person.id), None)


async def card(request: Request, connection: Connection, person: Person) -> Screen:
    """Show a person's card."""
    week, day = this_week(request), today(request)
    report = await load_report(connection, request.of, week, request.now)
    weeks = [words.running(report, line_of(report, person))]
    for back in range(1, EARLIER_WEEKS + 1):
        kept = await snapshots.latest(connection, request.unit_id, week.shifted(-back).name)
        if kept is not None:
            earlier = msgspec.json.decode(kept.report, type=Report)
            weeks.append(words.closed(earlier, line_of(earlier, person)))
    accounts = await stored.accounts(connection, person.id)
    absences = await stored.absences_since(connection, person.id, day)
    await request.note(connection, "names_seen", screen="person", person=person.id)
    text = words.card(person, accounts, absences, day, weeks)
    return Screen(text=text, rows=_card_rows(request, person, bound=bool(accounts)))


def _card_rows(request: Request, person: Person, *, bound: bool) -> Rows:
    args = {"i": person.id}
    place: Args = {"q": request.word("q")[:LONGEST_QUERY], "p": request.number("p") or 0}
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
        (*([listed] if "p" in request.args else []), Button(label=words.BACK, act="staff")),
    )


async def dismiss(request: Request, connection: Connection, person: Person) -> Screen:
    """Ask before somebody is taken off the list."""
    held = await held_by(request, connection, [person])
    every = await offices.of_unit(connection, request.unit_id)
    told = lines_of(held, every, await people_of(request, connection))
    text = "\n".join((words.dismiss(person), *told))
    goes = [each for each in held if not refusal(every, each)]
    args: Args = {"i": person.id, "o": listed(goes)}
    yes = Button(label=words.DISMISS_BOTH if goes else words.DISMISS_YES, risky=True)
    shown = await ask(request, connection, "dismiss_go", args, text, yes)
    return with_choice(shown, words.DISMISS_ONLY) if goes else shown


async def dismiss_go(request: Request, connection: Connection, person: Person) -> Screen:
    """Take somebody off the list."""
    named = await people_of(request, connection)
    gone = [account for account, each in named.items() if each.id == person.id]
    wanted = "" if KEEP in request.args else request.word("o")
    await people.dismiss(connection, [person.id], request.now)
    await request.note(connection, "person_dismissed", person=person.id)
    taken = said(await take_shown(request, connection, wanted, gone), named)
    text = [words.dismissed(person), *([office_words.taken_along(taken)] if taken else [])]
    rows: Rows = ((Button(label=words.BACK, act="staff"),),)
    return Screen(text="\n".join(text), rows=rows)


async def unbind(request: Request, connection: Connection, person: Person) -> Screen:
    """Ask before profiles are given back."""
    accounts = await stored.accounts(connection, person.id)
    if not accounts:
        return Screen(text=words.NOTHING_BOUND, rows=(to_card(person),))
    yes = Button(label=words.UNBIND_YES, risky=True)
    text = words.unbind(person, accounts)
    return await ask(request, connection, "unbind_go", {"i": person.id}, text, yes)


async def unbind_go(request: Request, connection: Connection, person: Person) -> Screen:
    """Give the profiles back."""
    accounts = await stored.unbind(connection, person.id)
    await request.note(connection, "person_unbound", person=person.id, accounts=accounts)
    return Screen(text=words.unbound(person), rows=(to_card(person),))


async def code_for(request: Request, connection: Connection, person: Person) -> Screen:
    """Ask before a new code ends the one before."""
    bound = bool(await stored.accounts(connection, person.id))
    yes = Button(label=words.CODE_YES, main=True)
    text = words.code(person, bound=bound)
    return await ask(request, connection, "code_for_go", {"i": person.id}, text, yes)


async def code_for_go(request: Request, connection: Connection, person: Person) -> Screen:
    """Issue the code."""
    code = await issue(connection, person, request.now)
    await request.note(connection, "codes_issued", people=1, person=person.id)
    return Screen(text=words.issued(person, code), rows=(to_card(person),))


ACTS = (
    Act(name="person", may=rights.ADMINISTRATOR, do=of_person(card)),
    Act(name="dismiss", may=rights.ADMINISTRATOR, do=of_person(dismiss)),
    Act(name="dismiss_go", may=rights.ADMINISTRATOR, do=agreed(dismiss_go)),
    Act(name="unbind", may=rights.ADMINISTRATOR, do=of_person(unbind)),
    Act(name="unbind_go", may=rights.ADMINISTRATOR, do=agreed(unbind_go)),
    Act(name="code_for", may=rights.ADMINISTRATOR, do=of_person(code_for)),
    Act(name="code_for_go", may=rights.ADMINISTRATOR, do=agreed(code_for_go)),
)
