"""«Добавить сотрудника» and «Изменить»: one person of the list, without a table."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from bot.dialog.core import rights
from bot.dialog.core.act import Act, Preview
from bot.dialog.core.asking import already
from bot.dialog.core.listing import cancel, in_rows
from bot.dialog.core.profiles import resolved
from bot.dialog.core.request import Request
from bot.dialog.core.screens import Screen
from bot.dialog.hiring import hiring_words as words
from bot.dialog.hiring.typing import LONGEST, Typed, person_typed, renamed, role_of
from bot.dialog.staff.person import PERSON, this_week, to_card
from bot.dialog.staff.staff import to_staff, today
from bot.sheets.cells import BadCell
from bot.vk.keyboards import Args, Button, Rows
from bot.words.understanding.days import BadDays, days_typed
from monitor.people.names import identity
from storage.accounts import Account
from storage.db.database import Connection
from storage.people import marks, people
from storage.records import Person

COMMON, IN_A_ROW = 6, 2
"""Positions offered: those that most people of the list have."""


def _positions(listed: Sequence[Person], act: str, args: Args) -> Rows:
    counted = Counter(each.position[:LONGEST] for each in listed if role_of(each.position))
    buttons = [
        Button(label=position, act=act, args={**args, "d": position})
        for position, _ in counted.most_common(COMMON)
    ]
    return in_rows(buttons, IN_A_ROW)


async def hire(request: Request) -> Screen | Preview:
    """Ask for a person, then for the position if it was not said, and show who would be added."""
    begun = request.state.args if request.state.act == "hire" else {}
    name, profile = str(begun.get("n", "")), begun.get("v", 0)
    position = request.word("d")[:LONGEST]
    if request.file is not None or not (request.text or position):
        return await _whom(request)
    if request.text and name and "," not in request.text:
        position = " ".join(request.text.split())[:LONGEST]
    elif request.text:
        try:
            typed = person_typed(request.text)
        except BadCell:
            return Screen(text=words.NO_NAME, rows=(cancel(),))
        account = await _account(request, typed)
        if account is None:
            return Screen(text=words.NO_PROFILE, rows=(cancel(),))
        name, position, profile = typed.name, typed.position, account
    if not name:
        return await _whom(request)
    return await _offer(request, {"n": name, "d": position, "v": profile})


async def _whom(request: Request) -> Screen:
    async with request.talk.database.looking() as connection:
        await request.begin(connection, "hire")
    return Screen(text=words.ASK, rows=((*cancel(), *to_staff()),))


async def _account(request: Request, typed: Typed) -> Account | int | None:
    """Give whose profile was typed; 0: none was, None: it is nobody's."""
    if isinstance(typed.profile, str):
        return await resolved(request.talk.vk, typed.profile)
    return typed.profile or 0


async def _offer(request: Request, args: dict[str, str | int]) -> Screen | Preview:
    name, position, account = str(args["n"]), str(args["d"]), int(args["v"])
    async with request.talk.database.looking() as connection:
        listed = await people.persons(connection, request.unit_id)
        if not role_of(position):
            await request.begin(connection, "hire", {"n": name, "v": account})
            text = words.no_role(position) if position else words.ask_position(name)
            return Screen(text=text, rows=(*_positions(listed, "hire", {}), cancel()))
        if why := await _refused(request, connection, account, listed):
            await request.begin(connection, "hire")
            return Screen(text=why, rows=(cancel(),))
    text = words.hire(name, position, role_of(position), account or None, len(listed))
    same = [each for each in listed if identity.same(each.full_name, name)]
    warned = f"{text}\n{words.alike(same)}" if same else text
    return Preview(text=warned, yes=Button(label=words.ADD, main=True), args=args)


async def _refused(
    request: Request, connection: Connection, account: int, listed: Sequence[Person]
) -> str:
    """Say why a profile cannot be bound; empty: it can, or there is none."""
    if not account:
        return ""
    bound = await people.bindings(connection, request.unit_id)
    holder = next((each.person for each in bound if each.account == account), None)
    owner = next((each for each in listed if each.id == holder), None)
    if owner is not None:
        return words.taken(account, owner)
    erased = await marks.erased_among(connection, [account])
    return words.ERASED if erased else ""


async def add(request: Request, connection: Connection) -> Screen:
    """Add the person that was shown; whose profile is another's by now gets none."""
    name, position = request.word("n"), request.word("d")
    account = request.whose("v")
    listed = await people.persons(connection, request.unit_id)
    if account is not None and await _refused(request, connection, account, listed):
        account = None
    columns = {"full_name": name, "position": position, "role": role_of(position), "classes": ()}
    number = await people.add(connection, request.unit_id, columns, request.now)
    if account is not None:
        bound = {int(account): number}
        await people.bind(connection, request.unit_id, bound, "administrator", request.now)
    await request.note(connection, "person_added", person=number)
    args = {"i": number}
    code = Button(label=words.CODE, act="code_for", args=args)
    card = Button(label=words.CARD, act="person", args=args)
    another = Button(label=words.ANOTHER, act="hire")
    ways = (card,) if account is not None else (code, card)
    return Screen(
        text=words.hired(name, bound=account is not None), rows=(ways, (another, *to_staff()))
    )


_WHICH = {"n": words.NAME, "p": words.POSITION, "u": words.UNTIL}
"""What of a person is changed, as a button names it."""

_FOR_GOOD = "-"


async def change(request: Request, connection: Connection, person: Person) -> Screen | Preview:
    """Ask what of a person is to be changed, then how it is to be; show what that would change.

    ``f``: «n» the name, «p» the position, «u» the last day; ``d``: what was pressed.
    """
    which, text = request.word("f"), " ".join(request.text.split()) or request.word("d")
    args: Args = {"i": person.id, "f": which}
    if which not in _WHICH:
        ways = tuple(
            Button(label=label, act="change", args={"i": person.id, "f": key})
            for key, label in _WHICH.items()
        )
        return Screen(text=words.what(person), rows=(*in_rows(ways, IN_A_ROW), to_card(person)))
    if not text:
        await request.begin(connection, "change", args)
        if which == "u":
            return _ask_until(person, args)
        if which == "n":
            return Screen(text=words.ASK_NAME, rows=(to_card(person),))
        listed = await people.persons(connection, request.unit_id)
        rows = (*_positions(listed, "change", args), to_card(person))
        return Screen(text=words.ASK_POSITION, rows=rows)
    if which == "u":
        return _until(request, person, text, args)
    return _name(person, text, args) if which == "n" else _position(person, text, args)


def _until(request: Request, person: Person, text: str, args: Args) -> Screen | Preview:
    """Show until when somebody would be listed; «n»: for good."""
    last: date | None = None
    if text != _FOR_GOOD:
        week = this_week(request)
        try:
            first, last = days_typed(text, today(request), (week.first, week.last))
        except BadDays:
            return Screen(text=words.BAD_UNTIL, rows=(to_card(person),))
        if last is None or last < today(request) or first not in (last, today(request)):
            return Screen(text=words.BAD_UNTIL, rows=(to_card(person),))
    if last == person.until:
        return Screen(text=words.SAME, rows=(to_card(person),))
    yes = Button(label=words.CHANGE, main=True)
    kept = last.isoformat() if last else _FOR_GOOD
    return Preview(text=words.until(person, last), yes=yes, args={**args, "t": kept})


def _ask_until(person: Person, args: Args) -> Screen:
    always = Button(label=words.FOR_GOOD, act="change", args={**args, "d": _FOR_GOOD})
    rows = ((always,), to_card(person)) if person.until else (to_card(person),)
    return Screen(text=words.ASK_UNTIL, rows=rows)


def _name(person: Person, text: str, args: Args) -> Screen | Preview:
    try:
        name = renamed(person.full_name, text)
    except BadCell:
        return Screen(text=words.NO_NAME, rows=(to_card(person),))
    if name == person.full_name:
        return Screen(text=words.SAME, rows=(to_card(person),))
    yes = Button(label=words.CHANGE, main=True)
    return Preview(text=words.renamed(person, name), yes=yes, args={**args, "t": name})


def _position(person: Person, text: str, args: Args) -> Screen | Preview:
    position = text[:LONGEST]
    role = role_of(position)
    if not role:
        return Screen(text=words.no_role(position), rows=(to_card(person),))
    if position == person.position:
        return Screen(text=words.SAME, rows=(to_card(person),))
    yes = Button(label=words.CHANGE, main=True)
    text = words.moved(person, position, role)
    return Preview(text=text, yes=yes, args={**args, "t": position})


async def changed(request: Request, connection: Connection, person: Person) -> Screen:
    """Change what was shown."""
    text = request.word("t")
    if not text:
        return already()
    columns: dict[str, object] = {}
    match request.word("f"):
        case "n":
            columns = {"full_name": text}
        case "p":
            columns = {"position": text, "role": role_of(text)}
        case "u":
            columns = {"until": None if text == _FOR_GOOD else request.day("t")}
    await people.change(connection, person.id, columns)
    await request.note(connection, "person_changed", person=person.id)
    name = str(columns.get("full_name", person.full_name))
    return Screen(text=words.changed(name), rows=(to_card(person),))


ACTS = (
    Act(
        name="hire",
        may=rights.ADMINISTRATOR,
        named=words.HIRE_ACT,
        noted=words.HIRED_NOTED,
        do=hire,
        done=add,
    ),
    Act(
        name="change",
        may=rights.ADMINISTRATOR,
        noted=words.CHANGED_NOTED,
        do=PERSON.shown(change),
        done=PERSON.done(changed),
    ),
)
