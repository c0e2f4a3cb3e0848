"""Codes for offices: issuing one, which are open, and withdrawing one."""

from collections.abc import Mapping

from bot.dialog.access import offices_words as words
from bot.dialog.access.claims import CLAIM_LIFE, issue_claim
from bot.dialog.access.holding import BY_LETTER, LETTERS, people_of
from bot.dialog.core import rights
from bot.dialog.core.act import Act
from bot.dialog.core.asking import ask, asked
from bot.dialog.core.request import Request
from bot.dialog.core.screens import Screen, paged, turning
from bot.vk.keyboards import Button, Rows, column
from bot.words import dialog as dialog_words
from monitor.orders.model import LEVELS
from storage.people import claims
from storage.people.claims import Claim
from storage.records import Office, Person

ON_A_PAGE = 4


def given(request: Request) -> tuple[Office, ...]:
    """Give the offices there are in a unit of this kind."""
    other = Office.COORDINATOR if request.of.unit.kind in LEVELS else Office.DEPUTY
    return Office.ADMINISTRATOR, other


def office_of(request: Request) -> Office | None:
    """Give the office an argument names; None: the unit has none such."""
    found = BY_LETTER.get(request.word("o"))
    return found if found in given(request) else None


def choice(request: Request, act: str) -> Rows:
    """Give the buttons of the offices there are."""
    buttons = [
        Button(label=words.LABELS[office], act=act, args={"o": LETTERS[office]})
        for office in given(request)
    ]
    return (*column(buttons), (back(),))


async def office_code(request: Request) -> Screen:
    """Ask which office a code is for, and before it is issued."""
    office = office_of(request)
    if office is None:
        return Screen(text=words.WHICH_CODE, rows=choice(request, "office_code"))
    async with request.talk.database.looking() as connection:
        args = {"o": LETTERS[office]}
        yes = Button(label=words.CODE_YES, main=True)
        text = words.code_preview(office)
        return await ask(request, connection, "office_code_go", args, text, yes)


async def office_code_go(request: Request) -> Screen:
    """Issue the code; it is good as long as who issued it is an administrator here."""
    yes = asked(request)
    if isinstance(yes, Screen):
        return yes
    office = office_of(yes)
    async with request.talk.database.writing() as connection:
        if not await yes.finish(connection, "office_code_go") or office is None:
            return Screen(text="", toast=dialog_words.ALREADY)
        unit, issuer = request.unit_id, request.account
        code = await issue_claim(connection, unit, office, request.now, issuer)
        await request.note(connection, "office_code", office=office)
    until = (request.now + CLAIM_LIFE).astimezone(request.of.zone)
    return Screen(text=words.code(office, code, until), rows=((back(),),))


async def office_codes(request: Request) -> Screen:
    """List the codes that are open: for what, whose, until when."""
    async with request.talk.database.looking() as connection:
        known = await claims.open_of(connection, request.unit_id, request.now)
        named = await people_of(request, connection)
        await request.note(connection, "names_seen", screen="offices")
    page, first, last = paged(len(known), request.number("p") or 0, ON_A_PAGE)
    shown = list(enumerate(known[first:last], first + 1))
    lines = [f"{index}. {_line(request, each, named)}" for index, each in shown]
    buttons = [
        Button(label=words.withdraw_label(index), act="office_code_off", args={"m": each.mark})
        for index, each in shown
    ]
    rows: Rows = (
        *column(buttons),
        turning("office_codes", {}, len(known), page, ON_A_PAGE),
        (back(),),
    )
    text = words.open_codes(request.of.unit.name, len(known), lines)
    return Screen(text=text, rows=tuple(row for row in rows if row))


def _line(request: Request, claim: Claim, named: Mapping[int, Person]) -> str:
    issuer = claim.issuer
    who = words.OPERATOR if issuer is None else words.who(issuer, named.get(issuer))
    return words.open_code(claim.office, who, claim.expires_at.astimezone(request.of.zone))


async def office_code_off(request: Request) -> Screen:
    """Ask before a code is withdrawn."""
    async with request.talk.database.looking() as connection:
        known = await claims.open_of(connection, request.unit_id, request.now)
        found = next((each for each in known if each.mark == request.word("m")), None)
        if found is None:
            return Screen(text=words.NO_SUCH_CODE, rows=((_to_codes(),),))
        named = await people_of(request, connection)
        text = words.withdrawal(_line(request, found, named))
        yes = Button(label=words.WITHDRAW_YES, risky=True)
        args = {"m": found.mark}
        return await ask(request, connection, "office_code_off_go", args, text, yes)


async def office_code_off_go(request: Request) -> Screen:
    """Withdraw the code that was shown."""
    yes = asked(request)
    if isinstance(yes, Screen):
        return yes
    async with request.talk.database.writing() as connection:
        if not await yes.finish(connection, "office_code_off_go"):
            return Screen(text="", toast=dialog_words.ALREADY)
        gone = await claims.withdraw(connection, request.unit_id, yes.word("m"), request.now)
        if gone is None:
            return Screen(text=words.NO_SUCH_CODE, rows=((_to_codes(),),))
        await request.note(connection, "office_code_withdrawn", office=gone.office)
    return Screen(text=words.withdrawn(gone.office), rows=((_to_codes(),), (back(),)))


def _to_codes() -> Button:
    return Button(label=words.OPEN_CODES, act="office_codes")


def back() -> Button:
    """Give the way back to the list of office holders."""
    return Button(label=words.BACK, act="offices")


ACTS = (
    Act(name="office_code", may=rights.ADMINISTRATOR, named=words.OFFICE_CODE_ACT, do=office_code),
    Act(name="office_code_go", may=rights.ADMINISTRATOR, do=office_code_go),
    Act(
        name="office_codes", may=rights.ADMINISTRATOR, named=words.OFFICE_CODES_ACT, do=office_codes
    ),
    Act(name="office_code_off", may=rights.ADMINISTRATOR, do=office_code_off),
    Act(name="office_code_off_go", may=rights.ADMINISTRATOR, do=office_code_off_go),
)
