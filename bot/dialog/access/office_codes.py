"""Codes for offices: issuing one, which are open, and withdrawing one."""

from collections.abc import Mapping

from bot.dialog.access import offices_words as words
from bot.dialog.access.claims import CLAIM_LIFE, issue_claim
from bot.dialog.access.holding import BY_LETTER, LETTERS, people_of
from bot.dialog.core.asking import ask, asked
from bot.dialog.core.screens import Screen, paged, turning
from bot.dialog.core.visit import Topic, Visit
from bot.vk.keyboards import Button, Rows, column
from bot.words import dialog as desk_words
from monitor.orders.model import LEVELS
from storage.people import claims
from storage.people.claims import Claim
from storage.records import Office, Person

ON_A_PAGE = 4


def given(visit: Visit) -> tuple[Office, ...]:
    """Give the offices there are in a unit of this kind."""
    other = Office.COORDINATOR if visit.of.unit.kind in LEVELS else Office.DEPUTY
    return Office.ADMINISTRATOR, other


def office_of(visit: Visit) -> Office | None:
    """Give the office an argument names; None: the unit has none such."""
    found = BY_LETTER.get(visit.word("o"))
    return found if found in given(visit) else None


def choice(visit: Visit, act: str) -> Rows:
    """Give the buttons of the offices there are."""
    buttons = [
        Button(label=words.LABELS[office], act=act, args={"o": LETTERS[office]})
        for office in given(visit)
    ]
    return (*column(buttons), (back(),))


async def office_code(visit: Visit) -> Screen:
    """Ask which office a code is for, and before it is issued."""
    office = office_of(visit)
    if office is None:
        return Screen(text=words.WHICH_CODE, rows=choice(visit, "office_code"))
    async with visit.talk.database.looking() as connection:
        args = {"o": LETTERS[office]}
        yes = Button(label=words.CODE_YES, main=True)
        text = words.code_preview(office)
        return await ask(visit, connection, "office_code_go", args, text, yes)


async def office_code_go(visit: Visit) -> Screen:
    """Issue the code; it is good as long as who issued it is an administrator here."""
    yes = asked(visit)
    if isinstance(yes, Screen):
        return yes
    office = office_of(yes)
    async with visit.talk.database.writing() as connection:
        if not await yes.finish(connection, "office_code_go") or office is None:
            return Screen(text="", toast=desk_words.ALREADY)
        unit, issuer = visit.unit_id, visit.account
        code = await issue_claim(connection, unit, office, visit.now, issuer)
        await visit.note(connection, "office_code", office=office)
    until = (visit.now + CLAIM_LIFE).astimezone(visit.of.zone)
    return Screen(text=words.code(office, code, until), rows=((back(),),))


async def office_codes(visit: Visit) -> Screen:
    """List the codes that are open: for what, whose, until when."""
    async with visit.talk.database.looking() as connection:
        known = await claims.open_of(connection, visit.unit_id, visit.now)
        named = await people_of(visit, connection)
        await visit.note(connection, "names_seen", screen="offices")
    page, first, last = paged(len(known), visit.number("p") or 0, ON_A_PAGE)
    shown = list(enumerate(known[first:last], first + 1))
    lines = [f"{index}. {_line(visit, each, named)}" for index, each in shown]
    buttons = [
        Button(label=words.withdraw_label(index), act="office_code_off", args={"m": each.mark})
        for index, each in shown
    ]
    rows: Rows = (
        *column(buttons),
        turning("office_codes", {}, len(known), page, ON_A_PAGE),
        (back(),),
    )
    text = words.open_codes(visit.of.unit.name, len(known), lines)
    return Screen(text=text, rows=tuple(row for row in rows if row))


def _line(visit: Visit, claim: Claim, named: Mapping[int, Person]) -> str:
    issuer = claim.issuer
    who = words.OPERATOR if issuer is None else words.who(issuer, named.get(issuer))
    return words.open_code(claim.office, who, claim.expires_at.astimezone(visit.of.zone))


async def office_code_off(visit: Visit) -> Screen:
    """Ask before a code is withdrawn."""
    async with visit.talk.database.looking() as connection:
        known = await claims.open_of(connection, visit.unit_id, visit.now)
        found = next((each for each in known if each.mark == visit.word("m")), None)
        if found is None:
            return Screen(text=words.NO_SUCH_CODE, rows=((_to_codes(),),))
        named = await people_of(visit, connection)
        text = words.withdrawal(_line(visit, found, named))
        yes = Button(label=words.WITHDRAW_YES, risky=True)
        args = {"m": found.mark}
        return await ask(visit, connection, "office_code_off_go", args, text, yes)


async def office_code_off_go(visit: Visit) -> Screen:
    """Withdraw the code that was shown."""
    yes = asked(visit)
    if isinstance(yes, Screen):
        return yes
    async with visit.talk.database.writing() as connection:
        if not await yes.finish(connection, "office_code_off_go"):
            return Screen(text="", toast=desk_words.ALREADY)
        gone = await claims.withdraw(connection, visit.unit_id, yes.word("m"), visit.now)
        if gone is None:
            return Screen(text=words.NO_SUCH_CODE, rows=((_to_codes(),),))
        await visit.note(connection, "office_code_withdrawn", office=gone.office)
    return Screen(text=words.withdrawn(gone.office), rows=((_to_codes(),), (back(),)))


def _to_codes() -> Button:
    return Button(label=words.OPEN_CODES, act="office_codes")


def back() -> Button:
    """Give the way back to the list of office holders."""
    return Button(label=words.BACK, act="offices")


TOPICS = (
    Topic(act="office_code", do=office_code),
    Topic(act="office_code_go", do=office_code_go),
    Topic(act="office_codes", do=office_codes),
    Topic(act="office_code_off", do=office_code_off),
    Topic(act="office_code_off_go", do=office_code_off_go),
)
