"""Codes for offices: issuing one, which are open, and withdrawing one."""

from collections.abc import Mapping

from bot.dialog.access import offices_words as words
from bot.dialog.access.claims import CLAIM_LIFE, issue_claim
from bot.dialog.access.holding import BY_LETTER, LETTERS, people_of
from bot.dialog.core import rights
from bot.dialog.core.act import Act, Preview
from bot.dialog.core.asking import already
from bot.dialog.core.listing import page_of, stacked
from bot.dialog.core.request import Request
from bot.dialog.core.screens import Screen
from bot.dialog.core.subject import Subject
from bot.vk.keyboards import Button, Rows, column
from monitor.orders.model import LEVELS
from storage.db.database import Connection
from storage.people import claims
from storage.people.claims import Claim
from storage.records import Office, Person

ON_A_PAGE = 4


def given(request: Request) -> tuple[Office, ...]:
    """Give the offices there are in a unit of this kind."""
    other = Office.COORDINATOR if request.unit.kind in LEVELS else Office.DEPUTY
    return Office.ADMINISTRATOR, other


def office_of(request: Request) -> Office | None:
    """Give the office an argument names; None: the unit has none such."""
    office = BY_LETTER.get(request.word("o"))
    return office if office in given(request) else None


def choice(request: Request, act: str) -> Rows:
    """Give the buttons of the offices there are."""
    buttons = [
        Button(
            label=words.on_button(office, request.vocabulary), act=act, args={"o": LETTERS[office]}
        )
        for office in given(request)
    ]
    return column([*buttons, back()])


async def office_code(request: Request) -> Screen | Preview:
    """Ask which office a code is for, and before it is issued."""
    office = office_of(request)
    if office is None:
        return Screen(text=words.WHICH_CODE, rows=choice(request, "office_code"))
    return Preview(
        text=words.code_preview(office, request.vocabulary),
        yes=Button(label=words.CODE_YES, main=True),
        args={"o": LETTERS[office]},
    )


async def office_code_go(request: Request, connection: Connection) -> Screen:
    """Issue the code; it is good as long as who issued it is an administrator here."""
    office = office_of(request)
    if office is None:
        return already()
    unit, issuer = request.unit_id, request.account
    code = await issue_claim(connection, unit, office, request.now, issuer)
    await request.note(connection, "office_code", office=office)
    until = (request.now + CLAIM_LIFE).astimezone(request.unit.zone)
    return with_back(words.code(office, request.vocabulary, code, until))


async def office_codes(request: Request) -> Screen:
    """List the codes that are open: for what, whose, until when."""
    async with request.talk.database.looking() as connection:
        known = await claims.open_of(connection, request.unit_id, request.now)
        named = await people_of(request, connection)
        await request.note(connection, "names_seen", screen="offices")
    page = page_of(request, known, ON_A_PAGE, "office_codes")
    lines = [f"{index}. {_line(request, claim, named)}" for index, claim in page.items]
    buttons = [
        Button(label=words.withdraw_label(index), act="office_code_off", args={"m": claim.mark})
        for index, claim in page.items
    ]
    text = words.open_codes(request.unit.name, len(known), lines)
    return Screen(text=text, rows=stacked(*column(buttons), page.turn, [back()]))


def _line(request: Request, claim: Claim, named: Mapping[int, Person]) -> str:
    issuer = claim.issuer
    who = words.OPERATOR if issuer is None else words.who(issuer, named.get(issuer))
    until = claim.expires_at.astimezone(request.unit.zone)
    return words.open_code(claim.office, request.vocabulary, who, until)


async def _open(request: Request, connection: Connection) -> Claim | None:
    """Give the open code that an argument «m» names."""
    known = await claims.open_of(connection, request.unit_id, request.now)
    return next((claim for claim in known if claim.mark == request.word("m")), None)


def _to_codes() -> Button:
    return Button(label=words.OPEN_CODES, act="office_codes")


_CODE: Subject[Claim] = Subject(
    find=_open, gone=lambda: Screen(text=words.NO_SUCH_CODE, rows=((_to_codes(),),))
)


async def office_code_off(request: Request, connection: Connection, claim: Claim) -> Preview:
    """Ask before a code is withdrawn."""
    named = await people_of(request, connection)
    return Preview(
        text=words.withdrawal(_line(request, claim, named)),
        yes=Button(label=words.WITHDRAW_YES, risky=True),
        args={"m": claim.mark},
    )


async def office_code_off_go(request: Request, connection: Connection, claim: Claim) -> Screen:
    """Withdraw the code that was shown."""
    await claims.withdraw(connection, request.unit_id, claim.mark, request.now)
    await request.note(connection, "office_code_withdrawn", office=claim.office)
    text = words.withdrawn(claim.office, request.vocabulary)
    return Screen(text=text, rows=((_to_codes(),), (back(),)))


def back() -> Button:
    """Give the way back to the list of office holders."""
    return Button(label=words.BACK, act="offices")


def with_back(text: str) -> Screen:
    """Say something that ends here, with the way back."""
    return Screen(text=text, rows=((back(),),))


ACTS = (
    Act(
        name="office_code",
        may=rights.ADMINISTRATOR,
        named=words.OFFICE_CODE_ACT,
        do=office_code,
        done=office_code_go,
    ),
    Act(
        name="office_codes", may=rights.ADMINISTRATOR, named=words.OFFICE_CODES_ACT, do=office_codes
    ),
    Act(
        name="office_code_off",
        named=words.OFFICE_CODE_OFF_ACT,
        may=rights.ADMINISTRATOR,
        do=_CODE.shown(office_code_off),
        done=_CODE.done(office_code_off_go),
    ),
)
