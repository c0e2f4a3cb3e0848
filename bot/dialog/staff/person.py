"""One person's card, and what can be done from it: the profile, a code, leaving."""

from bot.dialog.access.holding import people_of
from bot.dialog.core import rights
from bot.dialog.core.act import Act, Preview
from bot.dialog.core.issuing import issue
from bot.dialog.core.request import Request
from bot.dialog.core.screens import Screen
from bot.dialog.core.subject import Subject
from bot.dialog.staff import staff_words as words
from bot.dialog.staff.leaving import going, keeping, taken_along
from bot.dialog.staff.staff import LONGEST_QUERY, to_staff, today
from bot.vk.keyboards import Args, Button, Rows
from monitor.facts.values import PersonLine, Report
from monitor.jobs.loading.closed import closed_reports
from monitor.jobs.loading.week import load_report
from monitor.time.week import Week
from storage.db.database import Connection
from storage.people import people
from storage.people import staff as stored
from storage.records import Person

EARLIER_WEEKS = 4
"""Closed weeks a card tells."""


def gone() -> Screen:
    """Show that somebody is not on the list any more."""
    return Screen(text=words.NOT_LISTED, toast=words.NOT_LISTED, rows=(to_staff(),))


PERSON: Subject[Person] = Subject(find=Request.person, gone=gone)
"""The person of the roster whom an argument «i» names."""


def to_card(person: Person) -> tuple[Button, ...]:
    """Give the way back to a person's card."""
    return (Button(label=words.TO_CARD, act="person", args={"i": person.id}), *to_staff())


def this_week(request: Request) -> Week:
    """Give the unit's week that runs."""
    return request.unit.week(request.now)


def line_of(report: Report, person: Person) -> PersonLine | None:
    """Find a person in a report; None: he was not on the list then."""
    return next((each for each in report.people if each.id == person.id), None)


async def card(request: Request, connection: Connection, person: Person) -> Screen:
    """Show a person's card."""
    week, day = this_week(request), today(request)
    report = await load_report(connection, request.unit, week, request.now)
    names = [week.shifted(-back).name for back in range(1, EARLIER_WEEKS + 1)]
    closed = await closed_reports(connection, request.unit_id, names)
    weeks = [
        words.running(report, line_of(report, person)),
        *(words.closed(earlier, line_of(earlier, person)) for earlier in closed),
    ]
    accounts = await stored.accounts(connection, person.id)
    absences = await stored.absences_since(connection, person.id, day)
    await request.note(connection, "names_seen", screen="person", person=person.id)
    text = words.card(person, accounts, absences, day, weeks, request.vocabulary.group)
    return Screen(text=text, rows=_card_rows(request, person, bound=bool(accounts)))


def _card_rows(request: Request, person: Person, *, bound: bool) -> Rows:
    """Give what can be done from a card; a deputy only reads it."""
    if not request.may("away"):
        return ()
    args = {"i": person.id}
    place: Args = {"q": request.word("q")[:LONGEST_QUERY], "p": request.number("p") or 0}
    unbind = (Button(label=words.UNBIND, act="unbind", args=args),) if bound else ()
    listed = (Button(label=words.TO_LIST, act="people", args=place),) if "p" in request.args else ()
    return (
        (
            Button(label=words.AWAY_TODAY, act="away", args={**args, "d": "d"}),
            Button(label=words.AWAY, act="away", args=args),
        ),
        (
            Button(label=words.FIX, act="fix", args=args),
            Button(label=words.CHANGE, act="change", args=args),
        ),
        (Button(label=words.CODE, act="code_for", args=args), *unbind),
        (Button(label=words.DISMISS, act="dismiss", args=args, risky=True),),
        (*listed, *to_staff()),
    )


async def dismiss(request: Request, connection: Connection, person: Person) -> Preview:
    """Ask before somebody is taken off the list."""
    goes, told = await going(request, connection, [person])
    return Preview(
        text="\n".join((words.dismiss(person), *told)),
        yes=Button(label=words.DISMISS_BOTH if goes else words.DISMISS_YES, risky=True),
        other=keeping(words.DISMISS_ONLY, risky=True) if goes else None,
        args={"i": person.id, "o": goes},
    )


async def take_off(request: Request, connection: Connection, person: Person) -> Screen:
    """Take somebody off the list."""
    named = await people_of(request, connection)
    await people.dismiss(connection, [person.id], request.now)
    await request.note(connection, "person_dismissed", person=person.id)
    taken = await taken_along(request, connection, named, [person.id])
    return Screen(text="\n".join((words.dismissed(person), *taken)), rows=(to_staff(),))


async def unbind(_request: Request, connection: Connection, person: Person) -> Screen | Preview:
    """Ask before profiles are given back."""
    accounts = await stored.accounts(connection, person.id)
    if not accounts:
        return Screen(text=words.NOTHING_BOUND, rows=(to_card(person),))
    return Preview(
        text=words.unbind(person, accounts),
        yes=Button(label=words.UNBIND_YES, risky=True),
        args={"i": person.id},
    )


async def give_back(request: Request, connection: Connection, person: Person) -> Screen:
    """Give the profiles back."""
    accounts = await stored.unbind(connection, person.id)
    await request.note(connection, "person_unbound", person=person.id, accounts=accounts)
    return Screen(text=words.unbound(person), rows=(to_card(person),))


async def code_for(_request: Request, connection: Connection, person: Person) -> Preview:
    """Ask before a new code ends the one before."""
    bound = bool(await stored.accounts(connection, person.id))
    return Preview(
        text=words.code(person, bound=bound),
        yes=Button(label=words.CODE_YES, main=True),
        args={"i": person.id},
    )


async def issue_code(request: Request, connection: Connection, person: Person) -> Screen:
    """Issue the code."""
    code = await issue(connection, person, request.now)
    await request.note(connection, "codes_issued", people=1, person=person.id)
    return Screen(text=words.issued(person, code), rows=(to_card(person),))


WHO = rights.ADMINISTRATOR

ACTS = (
    Act(name="person", may=rights.READING, do=PERSON.shown(card)),
    Act(
        name="dismiss",
        named=words.DISMISS_ACT,
        may=WHO,
        noted=words.DISMISS_NOTED,
        do=PERSON.shown(dismiss),
        done=PERSON.done(take_off),
    ),
    Act(
        name="unbind",
        named=words.UNBIND_ACT,
        may=WHO,
        noted=words.UNBIND_NOTED,
        do=PERSON.shown(unbind),
        done=PERSON.done(give_back),
    ),
    Act(
        name="code_for",
        named=words.CODE_FOR_ACT,
        may=WHO,
        do=PERSON.shown(code_for),
        done=PERSON.done(issue_code),
    ),
)
